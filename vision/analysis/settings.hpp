// Every adjustable figure of the analysis, with its documented default. Nothing below is tied to
// one camera: lengths are metres or shares of a person's height, times are seconds of stream time.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "net/types/venue.hpp"
#include "vision/analysis/model_settings.hpp"
#include "vision/analysis/sign_settings.hpp"
#include "vision/analysis/steady_number.hpp"
#include "vision/analysis/view_settings.hpp"

namespace vigie::vision {

/// How the empty scene is learnt. Plain values.
struct BackgroundSettings {
    int working_height_px = 288;      ///< pictures are reduced by a whole factor to about this height
    double warm_up_s = 1.5;           ///< no confidence in the foreground before this
    double settle_s = 12.0;           ///< for this long after the start, ghosts are adopted quickly
    double adopt_settling_s = 1.1;    ///< a new steady colour becomes background: while settling
    double adopt_s = 20.0;            ///< the same later, where nobody walked in
    double adopt_ghost_s = 0.6;       ///< the same where the background itself shows the outline
    double adopt_protected_s = 2400;  ///< the same where a person walked in: 40 min of standing still
    double forget_person_s = 2.0;     ///< empty for this long: that a person stood there is forgotten
    double learn_s = 25.0;            ///< time constant of slow drift (daylight)
    double threshold_sigma = 4.2;     ///< foreground beyond this many noise deviations
    double person_sigma = 2.1;        ///< learnt up to this many where somebody stands, once settled:
                                      ///< clothes may be almost of the background's colour
    double least_noise = 4.5;         ///< grey levels; floor of the noise estimate (coding artefacts)
    double most_noise = 14.0;         ///< grey levels; moving leaves get no more tolerance than this
    double shadow_darkest = 0.62;     ///< a shadow keeps at least this share of the brightness ...
    double shadow_chroma = 7.0;       ///< ... and its colour within this many grey levels
    double doubt_share = 0.45;        ///< foreground beyond this share of the picture is implausible ...
    double doubt_jump = 0.25;         ///< ... unless it grew to it: this much more than usual is a jump
    double usual_share_s = 10.0;      ///< time constant of the usual share
    double doubt_restart_s = 2.0;     ///< after this long in doubt the scene is learnt anew
};

/// How changes of the whole picture's brightness are told from people. Plain values.
struct ExposureSettings {
    double most_change = 0.25;     ///< a factor further from the usual one is a change of the scene
    double agreement = 0.12;       ///< places within this share of the median agree with it ...
    double least_agreeing = 0.55;  ///< ... and this share of them must
    double usual_s = 2.0;          ///< time constant of the usual factor
    double pull = 0.02;  ///< this share of the factor's logarithm is left to the background to learn
};

/// How a camera that shakes is held still. Plain values.
struct SteadyingSettings {
    double most_px = 2.0;           ///< working pixels; moved by more: the camera has been turned
    double least_edge = 12.0;       ///< grey levels over two pixels; flatter places say nothing of movement
    double most_difference = 30.0;  ///< grey levels; one place has no more say than this
    double least_explained = 0.15;  ///< of the difference; less is no movement
};

/// What a standing person looks like. Plain values.
struct PersonSettings {
    double height_m = 1.73;       ///< mean adult with shoes
    double box_aspect = 0.37;     ///< width of a box by its height
    double box_margin = 1.0;      ///< a box is this much higher than the body
    double least_lean = 0.2;      ///< head beside the feet by a smaller share of the height is upright
    double default_share = 0.20;  ///< height by picture height, while nothing better is known
    double smallest_px = 14.0;    ///< working pixels; smaller people are not looked for
    double plan_margin_m = 1.0;   ///< people are looked for this far outside of the floor's plan, no further
    double foot_sigma_x = 0.06;   ///< one sigma of the foot's place by the box height, across
    double foot_sigma_y = 0.07;   ///< ... and along the picture's columns
};

/// How foreground is split into people. Plain values.
struct SplitterSettings {
    double core_width = 0.65;       ///< share of the box width that a body should fill
    double strip = 0.12;            ///< strips above and below the box, by its height
    double strip_penalty = 1.0;     ///< cost of foreground in them
    double least_score = 0.30;      ///< a person that may start a track
    double weak_score = 0.20;       ///< a person that may only continue one
    double expected_bonus = 0.10;   ///< where a track is expected to be
    double expected_radius = 0.30;  ///< ... within this share of the height
    double explain_margin = 0.10;   ///< foreground this far beside a placed box is explained by it
    double fit_slack = 0.20;        ///< head and feet may end this far from the template, by its height
    double fit_padding = 0.01;      ///< a box is this much larger at either end than its foreground
    double ghost_share = 0.36;  ///< a figure with less of its outline's contrast in the picture is a ghost
    int most_people = 200;      ///< per picture: bounds the time
};

/// What a detector's scores are worth (ScoreTrust). Plain values.
struct ScoreSettings {
    double most_nats = 4.6;         ///< log-odds beyond this (0.99) say no more
    double usual_memory = 0.995;    ///< weight of the past in the usual score, by sighting
    double usual_sightings = 30.0;  ///< with so many seen, half of a deviation from it is believed
    double trust_memory = 0.999;    ///< the same in what becomes of a score's sightings
    double trusted_share = 0.75;    ///< a score is trusted when so many of its sightings continue a track
    double prior_share = 0.8;       ///< that share while nothing is known ...
    double prior_sightings = 10.0;  ///< ... which counts as so many sightings
    double birth_nats = 1.75;       ///< no track starts from a score this far below the usual
    double count_nats = 1.5;        ///< nobody counts whose scores are on the whole this far below it
    double standing_memory = 0.8;   ///< weight of the past in a track's standing
    double confirm_nats = 5.0;    ///< evidence that makes a track a person: sum of standing + birth_nats ...
    double size_sigma = 0.25;     ///< ... less half the squared error of size by this (of its logarithm) ...
    double most_size_nats = 1.0;  ///< ... but never less by more than this: people sit, children are small
};

/// How people are followed. Plain values.
struct TrackerSettings {
    ScoreSettings score;
    double acceleration_m_per_s2 = 1.4;  ///< one sigma of how people change their walk
    double loose_acceleration = 3.0;     ///< so many times as much without calibration: cameras move too
    double start_speed_m_per_s = 1.2;    ///< one sigma of a new track's speed
    double gate_sigma = 4.0;             ///< no match beyond this many deviations ...
    double gate_m = 0.9;                 ///< ... and this distance, plus what coasting adds
    double gate_growth_m_per_s = 0.9;
    double buffer = 0.25;  ///< boxes are widened by this share before overlap
    double weight_distance = 0.45;
    double weight_overlap = 0.30;
    double weight_colour = 0.25;
    double most_cost = 0.80;             ///< a dearer match is none
    int confirm_frames = 3;              ///< seen this often, and with enough evidence: confirmed
    double coast_s = 2.5;                ///< unseen this long: dropped
    double slow_down_s = 10.0;           ///< time constant at which who is unseen comes to a stop
    double count_coasting_s = 0.5;       ///< unseen this long: still counted and shown as a person ...
    double count_coasting_share = 0.04;  ///< ... but no longer than this share of the time seen before
    double count_hidden_s = 1.0;         ///< the same for who is behind somebody nearer ...
    double count_hidden_share = 0.2;     ///< ... and by the time seen before
    double twin_overlap = 0.6;       ///< no track starts on a box that shares more than this with one seen
    double walked_m = 1.0;           ///< a track that came this far is a person, not a ghost
    double colour_memory = 0.9;      ///< weight of the past in a track's colours
    double aspect_memory = 0.8;      ///< weight of the past in a track's box shape
    double height_sigma = 0.06;      ///< one sigma of a box's height (of its logarithm)
    double height_rate_per_s = 0.3;  ///< one sigma of how its ratio to the expected one changes at first
    double height_noise = 0.05;      ///< how that rate wanders, 1/s by root of a second
    double seen_share = 0.3;         ///< weight of the sighting's own box in the one shown
};

/// How likely figures are people in the picture: shares measured on real and drawn pictures. Plain values.
struct PresenceSettings {
    double confirmed = 0.980;  ///< chance of a figure that is seen and confirmed,
    double coasting = 0.85;    ///< ... unseen and still counted,
    double lost = 0.30;        ///< ... unseen and no longer counted,
    double tentative = 0.40;   ///< ... seen too few times
    double edge_middle =
        -0.05;                 ///< a box this far inside of the picture's side, by its width, is in it or not
    double edge_width = 0.12;  ///< ... and so much further inside, or outside, it surely is, or is not
    double least_height = 0.5;      ///< the same for the share of the height that is in the picture
    double overlapped_less = 0.04;  ///< a wholly overlapped figure is a person with this much less chance ...
    double hidden_by_overlap = 0.09;  ///< ... and hides this many more
};

/// How a crowd that stands close is counted. Plain values.
struct StandingCrowdSettings {
    int cell_px = 4;          ///< edge of a cell, working pixels
    int people = 5;           ///< so many in one connected piece of foreground hide others: "at least"
    double stands_s = 3.0;    ///< foreground this old stands
    double fills_s = 2.0;     ///< ground filled for so long is a crowd's: what comes at once is light
    double forget_s = 2.5;    ///< a cell that has been empty for this long was left
    double usual_s = 8.0;     ///< time constant of the number of people who stand
    double arrived_s = 10.0;  ///< ground on which no crowd is found is kept from melting for so long
};

/// How the density of a crowd is read from the gaps in it. Plain values.
struct CrowdDensitySettings {
    double square_m = 0.5;       ///< edge of the squares of floor on which density is estimated
    int most_squares = 6000;     ///< of one piece; more floor than that is no crowd
    double least_filled = 0.5;   ///< share of a body's outline that is foreground where somebody may stand
    int steps = 12;              ///< of expectation maximisation
    double prior_per_m2 = 2.0;   ///< expected where nothing can be seen ...
    double prior_weight = 1.0;   ///< ... which weighs as much as this many cells of the picture
    double most_per_m2 = 8.0;    ///< nobody stands closer
    double least_per_m2 = 0.25;  ///< floor with less is not part of the crowd
    double every_s = 1.0;        ///< between two looks
    double memory_s = 3.0;       ///< time constant of what the looks find
    double walks_s = 10.0;       ///< the same for a crowd that stood to be one that walks: tracks in it jump
    // What foreground, which swallows narrow gaps, makes of people, who keep apart: of what randomly placed
    // outlines would be, this factor times a power of the tangent of the angle at which the camera looks
    // down; and by which vacant share that is believed against the figures (fitted together on rendered
    // crowds of .6 to 5 people/m2 who face the camera, stand sideways or anyhow, under cameras 4 to 7 m high,
    // and on people who walk about halls of .07 to .25 people/m2).
    double people_by_estimate = 0.82;
    double steepness_power = -0.70;
    double vacant_full = 0.07;           ///< up to this vacant share gaps are believed wholly ...
    double vacant_none_standing = 0.49;  ///< ... and from this on not at all where people stand ...
    double vacant_none = 0.39;           ///< ... or walk
    double least_vacant = 0.12;          ///< from about 4 people/m2 on all gaps are as narrow
    double share_sigma = 0.20;           ///< one sigma of the number's logarithm (on others of them)
    SteadyNumberSettings steady;
    double least_more = 1.15;  ///< times the people told apart: less says nothing new
};

/// How the movement of a crowd is read from its picture. Plain values.
struct CrowdMotionSettings {
    double from_m = 1.2;        ///< heads and shoulders: the slice of a body above the floor ...
    double to_m = 1.7;          ///< ... that others hide least
    double memory_s = 0.35;     ///< time constant of a square's velocity: about what a displacement over
                                ///< a second smooths
    double most_m_per_s = 5.0;  ///< nobody walks so fast
    double least_people = 0.1;  ///< in a square: fewer do not move it
    double longest_interval_s = 0.5;  ///< between pictures; longer ones have nothing in common
};

/// When a picture is doubted. Plain values.
struct PlausibilitySettings {
    double least_contrast = 4.0;      ///< grey levels (standard deviation); less shows nothing
    double most_fresh = 2.0;          ///< figures a frame that were not there in the frame before ...
    double most_fresh_share = 0.25;   ///< ... and their share of all: more is no people
    double longest_interval_s = 0.5;  ///< between frames; longer ones say nothing of what lasts
    double near_interval_s = 0.1;     ///< in so long nobody walks out of their own outline; beyond it ...
    double widths_per_s = 4.0;        ///< ... so many times their width a second: 2 m/s
    double memory_s = 1.0;            ///< time constant of both
    double most_appearing_per_s =
        0.8;  ///< frames in which figures come from nowhere; more is a damaged picture
    double appearing_by_people = 0.05;  ///< ... this share more for each usual figure
    double lost_s = 1.5;                ///< a figure seen this recently is found again, not from nowhere
    double appear_memory_s = 6.0;       ///< time constant of that
    double usual_s = 10.0;              ///< time constant of the usual number of figures
    double hold_s = 1.0;                ///< doubt of the contrast outlasts its reason by this
    double yield_s = 300.0;             ///< the same while figures are doubted
    double give_up_s = 20.0;            ///< figures doubted for this long: the scene is learnt anew
};

/// When somebody has crossed a line: once their foot is so far beyond. Plain values.
struct CrossingSettings {
    double hysteresis_m = 0.25;  ///< at least ...
    double sure_sigma = 2.0;     ///< ... and until it is as sure as that on which side they are ...
    double farthest_m = 1.0;     ///< ... which is not waited for further from the line
};

/// Mid-p beyond which a number is not in an interval, at either end. Plain values.
struct IntervalTails {
    double below_few = 0.10;  ///< at the lower one where hardly anything is in doubt ...
    double below = 0.10;      ///< ... and where much is
    double above = 0.10;
};

/// How people become figures. Plain values.
struct CountSettings {
    double hidden_always = 0.01;  ///< expected number of people overlooked in any picture (measured)
    IntervalTails tails;          ///< of zones, where places are in doubt, too
    IntervalTails view_tails{0.25, 0.05, 0.05};  ///< of a camera's whole view (measured)
    double most_measured = 40.0;                 ///< beyond this many people the count is "at least"
    CrossingSettings crossing;
    double cell_m = 0.5;     ///< edge of a density cell
    double kernel_m = 0.45;  ///< one sigma of the space a person takes in the picture of density
    double density_s = 1.5;  ///< time constant of the density's smoothing, for the eye
};

struct AnalysisSettings {
    BackgroundSettings background;
    ExposureSettings exposure;
    SteadyingSettings steadying;
    PersonSettings person;
    SplitterSettings splitter;
    TrackerSettings tracker;
    PresenceSettings presence;
    StandingCrowdSettings crowd;
    CrowdDensitySettings crowd_density;
    CrowdMotionSettings crowd_motion;
    PlausibilitySettings plausibility;
    CountSettings count;
    std::optional<ModelSettings> model;  ///< absent: people are found by the foreground ...
    OutlineSettings outline;             ///< ... and by this, where there is no calibration
    SignSettings sign;
    ViewSettings view;
};

/// All that one camera's analysis needs to know of its venue. Plain values.
struct AnalyserConfiguration {
    net::CameraConfiguration camera;
    std::optional<net::FloorPlan> plan;         ///< of the calibration's floor; without it no density
    std::vector<net::ZoneConfiguration> zones;  ///< those that this camera sees a part of
    std::vector<net::LineConfiguration> lines;  ///< those that this camera watches
    AnalysisSettings settings;
};

}  // namespace vigie::vision
