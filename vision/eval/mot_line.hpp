// One line of a MOTChallenge text file.
#pragma once

#include <array>
#include <string_view>

namespace vigie::vision {

/// "frame, id, left, top, width, height, confidence": what ground truth and detections share; further
/// columns are not read. Pixels; frames count from 1.
using MotLine = std::array<double, 7>;

/// False unless the first seven comma-separated fields are finite numbers. Spaces before a number are
/// allowed.
[[nodiscard]] bool read_mot_line(std::string_view line, MotLine& out);

}  // namespace vigie::vision
