// Every adjustable figure of how a camera's view is watched: is it hidden, out of focus, turned, dazzled?
// Shares are 0 to 1, times seconds of stream time, differences grey levels.
#pragma once

namespace vigie::vision {

/// Plain values. A cell is the 24th part of the picture's width or so, and square.
struct ViewSettings {
    double looks_per_s = 2.0;      ///< at most
    double learn_s = 10.0;         ///< what the view's structure is, is learnt for so long
    double drift_s = 60.0;         ///< time constant at which what is seen clearly is learnt further
    double adopt_s = 300.0;        ///< a few cells that have changed for so long belong to the view
    double least_edge = 4.5;       ///< root of a cell's mean squared gradient (over two half-size pixels) ...
    double least_lasting = 0.4;    ///< ... and share of it that stays where it is: the cell has structure
    double least_detail = 5.5;     ///< the same root for the second difference of working pixels: fine detail
    int least_cells = 12;          ///< fewer with structure: the view tells nothing
    double gone_share = 0.35;      ///< less of a cell's gradient is left ...
    double gone_likeness = 0.35;   ///< ... and less alike: its structure is hidden
    double alien_likeness = 0.15;  ///< less alike than this is hidden however strong it is
    double unrest = 2.5;           ///< a cell that changes by so many times its usual change moves
    double lively_looks =
        3.0;                 ///< moved, or somebody in it, in so many looks: hidden by life, not by a cover
    double lively_s = 10.0;  ///< time constant at which that is forgotten
    double bright = 245.0;   ///< from here a pixel is blinded
    double dazzled_mean = 225.0;  ///< a hidden cell of this mean is dazzled, not covered
    double slow_drift_s = 900.0;  ///< the same for fine detail and for bright places: slow blindness is one
    double defocus_likeness = 0.85;  ///< so alike are the cells' means: what is hidden is out of focus
    double search_share = 0.25;      ///< hidden share from which a displacement is looked for
    double shift_likeness = 0.45;    ///< correlation from which it is one ...
    double shift_better = 0.10;      ///< ... if it beats that of no displacement by this
    double another_share = 0.70;     ///< hidden share without a displacement, and ...
    double another_structure = 0.4;  ///< ... so many cells with structure of the usual: it is another view
    double blind_covered = 0.6;      ///< covered or dazzled by this: its people and signs cannot be believed
    double blind_moved = 0.02;       ///< moved by this share of the width: the same
    double blind_dissolved = 0.4;    ///< so far out of focus that this share of the structure is gone: too
    double soft = 0.5;               ///< this share of the fine detail gone: the sharp background is kept
    double sees_again = 0.75;        ///< below this share of those four it sees again
    double learn_anew_s = 60.0;      ///< another view that has been steady for so long becomes the learnt one
};

}  // namespace vigie::vision
