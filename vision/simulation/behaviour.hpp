// How people behave beside walking: how still they stand, how long acts take, how they react.
#pragma once

namespace vigie::vision {

struct BehaviourSettings {
    // Standing. Quiet standing sways by about a centimetre, and weight goes from leg to leg every half minute
    // or so (Duarte and Zatsiorsky, "Patterns of center of pressure migration during prolonged unconstrained
    // standing", Motor Control 3 (1999) 12).
    double sway_fore_m = 0.008;     ///< amplitude fore and aft
    double sway_side_m = 0.005;     ///< amplitude sideways
    double shift_m = 0.025;         ///< from the middle onto one leg
    double shuffle_every_s = 90.0;  ///< a small step and a turn, on average after so long
    double shuffle_m = 0.06;        ///< deviation of that step along each axis
    double stray_m = 0.15;          ///< nobody's steps lead further from the spot that they took
    double turn_rad = 0.2;          ///< deviation of the turn

    // Together.
    double companion_m = 0.7;      ///< from middle to middle of who walks side by side
    double companion_far_m = 6.0;  ///< companions further apart find their own way
    double press_m = 8.0;          ///< from a closed passage people press towards it
    double spot_apart_m = 0.9;     ///< between the spots that people choose in an area

    // Acts.
    double fall_s = 0.8;  ///< from upright to the floor
    double rise_s = 2.5;
    double bend_s = 1.5;          ///< to put something down or to pick it up
    double climb_m_per_s = 0.9;   ///< over a barrier
    double casting_s = 30.0;      ///< for so long, somebody is looked for to do an act
    double casting_m = 12.0;      ///< from its place; who is further away does not do it
    double react_least_s = 0.15;  ///< until who has to run runs ...
    double react_most_s = 0.6;    ///< ... and the alarm spreads from person to person at ...
    double alarm_m_per_s = 30.0;  ///< ... this speed
};

}  // namespace vigie::vision
