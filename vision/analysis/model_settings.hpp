// A detector of the user's own: which file it is, how often it looks, and how far it is believed.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace vigie::vision {

/// How a model's output is laid out. Boxes are centre, width and height; C is the number of classes.
enum class ModelLayout {
    automatic,  ///< told by the output's shape
    yolox,      ///< 5+C values a box: offsets in grid cells, objectness, classes (Ge et al., "YOLOX", 2021)
    yolov5,     ///< 5+C values a box: input pixels, objectness, classes (YOLOv5, v6, v7)
    yolov8      ///< 4+C values a box: input pixels, classes (YOLOv8 and later)
};

/// How what the model sees joins what the foreground shows. Plain values; scores and shares are 0 to 1.
struct ModelFusionSettings {
    double confirm_confidence = 0.25;  ///< a weaker box confirms a figure or continues a track, never more
    double lone_confidence = 0.6;      ///< a box without foreground starts a person from here: things that
                                       ///< look like people stand still, too
    double match_overlap = 0.30;       ///< IoU from which a box and a figure are one person
    double match_share = 0.70;         ///< ... or a figure that lies in the box by this share
    double box_weight = 0.5;           ///< of its box in a calibrated figure's, when it looks at each frame
    double correct_below = 0.5;        ///< else: IoU below which a calibrated figure gives way to its box
    double least_size = 0.6;           ///< a box lower than this by the expected height starts nobody ...
    double most_size = 1.6;            ///< ... nor a higher one; both where it is known or learnt
    int doubt_looks = 2;               ///< a figure that was missed in so many looks in a row ...
    double doubt_s = 1.0;              ///< ... and for so long is weakened,
    double doubt_known_s = 3.5;        ///< for so long, if it was ever confirmed:
    double doubt_half_s = 0.7;         ///< its score is halved by each further of these
    double doubt_least_px = 28.0;      ///< input pixels; the model overlooks smaller ones: no doubt of those
    double sure_px = 64.0;             ///< input pixels; while the scene is not learnt and full of ghosts, a
                                       ///< figure of this height starts nobody unless the model sees them
    double doubt_hidden = 0.3;         ///< nor of one who is hidden by this share
    double forget_doubt_s = 10.0;      ///< for so long a doubtful place outlives its figure
    double hold_match = 0.70;          ///< correlation from which a held person's picture is still theirs
    double hold_speed_m_per_s = 1.5;   ///< how fast a held person may walk between two looks
    double hold_flat = 3.0;            ///< grey levels of deviation below which correlation tells nothing
    double hold_flat_change = 12.0;    ///< there a mean change of so many grey levels tells that they left
    double hold_lost_s = 1.0;          ///< not found for so long, they have left
    int hold_looks = 3;                ///< missed in more looks, a held person is not counted any more ...
    double hold_mask_s = 60.0;         ///< ... but masked for so long, while nothing changes where they stood
    int size_weight = 10;  ///< without calibration a box teaches a person's size like so many lone figures
};

/// The model of one camera. Plain values.
struct ModelSettings {
    std::filesystem::path file;  ///< ONNX
    int every = 5;               ///< frames from one look to the next, 1: each frame
    double confidence = 0.45;    ///< a box of at least this starts a person, 0 to 1
    double nms = 0.45;           ///< of boxes of one class that overlap by more (IoU) the best stays
    int input_px = 0;            ///< edge of the square input; 0: as the file says
    double most_load = 0.6;      ///< looks may take this share of the time, else they become rarer; 0: any
    int most_every = 300;        ///< frames; looks do not become rarer than this
    int threads = 1;             ///< of OpenCV's pool, which a process has once: the largest wish counts
    ModelLayout layout = ModelLayout::automatic;
    std::vector<std::string> classes;  ///< names in the output's order; none: the first one is "person"
    std::map<std::string, std::string> alerts;  ///< class name -> key of the alert that seeing it may raise
    ModelFusionSettings fusion;

    static constexpr const char* kPerson = "person";  ///< the class that is counted
};

/// How people are told by their outline where nothing else is known of a camera (OutlineLooks). Plain values;
/// sizes are those of a person's height by that of the outline that is known.
struct OutlineSettings {
    int every = 5;              ///< frames from one look to the next
    double most_load = 0.15;    ///< looks may take this share of the time, else they become rarer; 0: any
    double least_size = 1.5;    ///< people who are usually larger than this are looked for ...
    double stays_size = 1.25;   ///< ... until they are smaller than this
    double look_size = 1.5;     ///< a picture is reduced to this size: smaller people are further away
    double size_step = 1.05;    ///< from one size of outlines to the next
    double least_score = 0.0;   ///< distance from the plane that divides people from other things
    double even_score = 0.35;   ///< score that is worth a confidence of a half ...
    double steepness = 3.0;     ///< ... and how fast confidence grows there
    double nms = 0.45;          ///< of boxes that overlap by more (IoU) the best stays
    double box_aspect = 0.37;   ///< width of a person's box by its height
    double least_share = 0.25;  ///< of a box that is foreground, else it is a thing of that shape
};

}  // namespace vigie::vision
