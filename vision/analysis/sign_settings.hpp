// Every adjustable figure of the signs (things left or gone, somebody on the ground, smoke, flames). Lengths
// are metres or shares of a person's height, times seconds of stream time.
#pragma once

#include <cstddef>

namespace vigie::vision {

/// How the scene as it was learnt is kept beside the picture of now. Plain values.
struct LongViewSettings {
    int rows = 144;                  ///< pictures are reduced by a whole factor to about this height
    double looks_per_s = 5.0;        ///< at most; stillness needs no more
    double learn_s = 10.0;           ///< what stands still so soon after the start belongs to the scene ...
    double learn_still_s = 1.5;      ///< ... once it has stood still for this long
    double still_s = 1.5;            ///< later, a colour that holds this long is something that stands still
    double drift_s = 60.0;           ///< time constant of slow drift (daylight)
    double least_difference = 20.0;  ///< distance of colours, grey levels, below which nothing has changed
    double noise_sigma = 4.2;        ///< ... or this many deviations of the place's own noise
    double most_noise = 14.0;        ///< grey levels; moving leaves get no more tolerance than this
    double shadow_darkest = 0.55;    ///< a shadow keeps at least this share of the brightness ...
    double still_shadow_darkest = 0.82;  ///< ... this share, when it stands still: a dark thing is no shadow
    double shadow_chroma = 8.0;          ///< ... and its colour within this many grey levels
    double restart_share = 0.5;          ///< more of the picture than this has changed: another scene, ...
    double jump_share = 0.35;            ///< ... if so much more of it than ...
    double at_once_s = 4.0;    ///< ... so shortly before, as no crowd and no smoke comes so fast, ...
    double restart_s = 3.0;    ///< ... and most of it has stood still for this long ...
    double still_share = 0.6;  ///< ... (most: this share of it), ...
    double restless_s = 20.0;  ///< ... or it has lasted for so long, however restless, ...
    double settle_s = 60.0;    ///< ... or it came bit by bit and has stood still for so long
    double steady_s = 20.0;    ///< another light again before one was known for this long, ...
    int restless_times = 2;    ///< ... so often in a row: nothing can be said of such a view
};

/// Things left and things gone. Plain values.
struct ObjectSettings {
    double smallest_m = 0.15;   ///< of the longer side
    double largest_m = 1.5;     ///< of the longer side: beyond it is a person or furniture
    double smallest_px = 14.0;  ///< area in reduced pixels; smaller things cannot be judged
    double least_thickness_px =
        4.0;                       ///< of its thickest part: barrier tape and cables that moved are thinner
    double least_thickness = 0.3;  ///< ... and by its longer side
    double near_m = 2.0;           ///< who is nearer than this may attend to it ...
    double depth_focal = 1.0;      ///< without calibration: assumed focal length by picture width
    double passing_speed = 0.6;    ///< ... if they go no faster than this, m/s, ...
    double passing_s = 6.0;        ///< ... or stay for longer than this
    double come_s = 3.0;  ///< a track that stood on the thing, upright for this long: somebody has come to it
    double tended_s = 1.0;          ///< attended to for this long: it is no longer alone
    double judge_after_s = 2.0;     ///< it must be uncovered and quiet for this long before it is judged
    double gone_s = 1.0;            ///< the scene of before must show for this long: it was taken away
    double unrest = 0.35;           ///< share of its outline that moves, beyond which it is alive
    double outline_left = 0.62;     ///< share of its outline's contrast that is in the picture: it is there
    double outline_missing = 0.38;  ///< share below which the outline is in the learnt scene: it is gone
    double least_contrast = 14.0;  ///< mean grey levels a pixel along the outline; less is light, not a thing
    double cover_share = 0.4;      ///< a person whose box holds more of it than this hides it
    double upright_share = 0.25;   ///< of the upper half of a track's box is changed: somebody stands there
    double standing_share = 0.5;   ///< of a person's height, beyond which it may be the person who vanished
    double known_s = 30.0;         ///< only what the scene has held for this long can be missed
    double forget_s = 3600.0;      ///< after this long it belongs to the scene
    std::size_t most_things = 64;  ///< that stand still at one time: bounds the work
};

/// Somebody on the ground. Shares are by the height that a standing person has at that place. Plain values.
struct GroundWatchSettings {
    double low_share = 0.62;     ///< lower than this is not standing ...
    double flat_share = 0.53;    ///< ... and lower than this not crouching either, ...
    double wide_share = 0.85;    ///< ... nor what is wider than this
    double crouch_s = 20.0;      ///< nobody crouches so long in one place
    double seated_share = 0.8;   ///< lower than this may be somebody who sits on the floor ...
    double seat_reach = 0.35;    ///< ... no further than this from their last foot point
    double drop_share = 0.35;    ///< the top must have come down by this
    double least_area = 0.10;    ///< of the shape, by the squared height ...
    double most_area = 0.60;     ///< ... so that bags and groups are neither
    double head_share = 0.2;     ///< of where head and shoulders should be is filled: stands upright
    double sit_s = 120.0;        ///< nobody sits longer: then it is a thing after all ...
    int stir = 24;               ///< ... or once nothing has changed by more (grey levels, all channels) ...
    double lifeless_s = 12.0;    ///< ... for so long of the time in which nobody hides it
    double hidden_share = 0.6;   ///< of the shape's former fill: less is left once they have got up
    double narrow_share = 0.55;  ///< a shape that is tall and narrower than this has got up
    double least_length = 0.42;  ///< of the longer side
    double reach_share = 0.75;   ///< how far from their last foot point somebody may fall
    double fall_s = 3.0;         ///< longest from standing to lying, while nobody hides the place ...
    double hidden_s = 10.0;      ///< ... and longest with the time for which others hide it
    double legs_share = 0.1;     ///< of where legs should be is filled: the track is not of one who lies
    double still_share = 0.45;   ///< further than this is crawling: the clock starts again
    double walk_off_s = 3.0;     ///< somebody who appears standing there within this time is the same one
    double swap_s = 1.0;         ///< longest that two tracks share a body before one has taken it over
    double step_share = 0.2;     ///< a track that has come no further stands still
    double hidden_per_s = 0.9;   ///< how far somebody whom others hide may have walked in a second
    double before_s = 1.0;       ///< what stood there for so long when somebody was lost is not them
    double same_share = 0.6;     ///< of two boxes is common: it is the same thing
    double told_after_s = 1.0;   ///< it is a sign from then on
    double up_s = 1.0;           ///< no longer low for this long: it has ended
    double least_contrast =
        14.0;                   ///< grey levels a pixel along the outline; with less nothing is known of it
    double outline_here = 0.5;  ///< when another light is learnt, less of the outline: they have gone
};

/// Smoke: a veil over the learnt scene. Plain values.
struct SmokeSettings {
    int cell_px = 8;               ///< edge of a cell, reduced pixels
    double least_texture = 3.0;    ///< deviation of grey levels that a learnt cell must have to shine through
    double least_likeness = 0.55;  ///< correlation of a cell with the learnt one: it shines through ...
    double most_contrast = 0.85;   ///< ... with this share of its contrast at most ...
    double least_contrast = 0.1;   ///< ... and this one at least; below it is as dense as a wall
    double least_shift = 3.0;      ///< change of a cell's mean, grey levels
    double dense_texture = 0.7;    ///< a dense cell has no more than this share of the learnt contrast
    double darkest = 25.0;         ///< grey level of the veil itself; that of a shadow is 0
    double most_colour = 45.0;     ///< spread of the veil's channels, grey levels
    int least_cells = 6;
    double shining_share = 0.3;     ///< of its cells let the scene shine through
    double most_share = 0.6;        ///< of the picture; what begins beyond it is fog or a failing camera
    double least_growth = 1.4;      ///< of its area since it was first seen
    double least_rise_cells = 1.0;  ///< its upper edge has come up by this
    double least_unrest = 0.5;      ///< mean change of its cells from look to look, grey levels
    double told_after_s = 3.0;      ///< it is a sign from then on
    double gone_s = 2.0;            ///< unseen for this long: ended, if it is no sign yet; a sign ends ...
    double clear_share = 0.75;      ///< ... once this share of what it hid has been seen for that long, ...
    double open_share = 0.35;       ///< ... no more of it than the rest being behind people
    double lit_share = 0.5;  ///< ... and so much of it, of what had it in the light of then, has texture
};

/// Flames. Plain values.
struct FlameSettings {
    double least_red = 190.0;       ///< grey levels
    double least_spread = 70.0;     ///< red above blue, grey levels
    double core_green = 0.66;       ///< green by red: yellower than this is core, redder is rim
    double least_part = 0.12;       ///< core and rim each hold this share: flames are of two colours
    int least_px = 6;               ///< mean area in reduced pixels
    double window_s = 2.0;          ///< time constant over which flicker is measured
    double least_flicker_hz = 0.7;  ///< a place changes to and fro this often ...
    double flicker_share = 0.15;    ///< ... in this share of all its places
    double steady_share = 0.3;      ///< its smallest area by its mean one: a lamp that blinks has 0
    double least_growth = 1.3;      ///< of its mean area since it was first seen
    double told_after_s = 2.0;      ///< all of this must have held for this long
    double gone_s = 2.0;            ///< unseen for this long: ended
};

struct SignSettings {
    LongViewSettings view;
    ObjectSettings object;
    GroundWatchSettings ground;
    SmokeSettings smoke;
    FlameSettings flame;
};

}  // namespace vigie::vision
