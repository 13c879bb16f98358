// An evaluation as a table for people and as JSON for machines.
#pragma once

#include <string>
#include <string_view>

#include "vision/eval/evaluation.hpp"

namespace vigie::vision {

/// Aligned text, one figure a line, stages last; ends in a newline.
[[nodiscard]] std::string table_of(std::string_view video, const Evaluation& evaluation);

/// One object with the video's name as its key; ends in a newline.
[[nodiscard]] std::string json_of(std::string_view video, const Evaluation& evaluation);

}  // namespace vigie::vision
