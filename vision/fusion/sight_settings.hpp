// People as what is seen of them and as what hides them.
#pragma once

namespace vigie::vision {

/// Plain values.
struct SightSettings {
    double body_height_m = 1.73;    ///< of everybody
    double width_by_height = 0.35;  ///< of a standing person in a picture
    double body_width_m = 0.45;     ///< at the shoulders, with which one hides another
    double apart_m = 0.3;           ///< nobody stands nearer than this to somebody, middle to middle
    double least_visible = 0.25;    ///< nobody is found of whom less can be seen, 0 to 1
    double hidden_found = 0.5;      ///< chance to be found and counted at that share (measured)
    double clear_found = 0.97;  ///< the same of somebody who is free to be seen; linear between (measured)
    double hill_m = 0.5;        ///< one sigma of the hill as which each person enters the density
    double hidden_share = 0.7;  ///< of a body covered by a track in a picture: it explains that body
    double miss_ratio = 0.1;  ///< odds that somebody is there, by each camera that would surely see them and
                              ///< does not; two such outweigh one that sees them, one does not
    double trusted_doubt = 0.35;  ///< cameras that are off by no more than this share of what is feared are
                                  ///< believed to have put everybody together rightly ...
    double torn_doubt = 0.65;     ///< ... and from this on people lie torn apart: each then counts for the
                                  ///< share of cameras that see them of those that ought to
    double crowded = 0.6;  ///< where people can be seen by no more than this share of the cameras that look,
    double open = 0.75;    ///< ... they lie in each other more than apart; from this on only apart
};

}  // namespace vigie::vision
