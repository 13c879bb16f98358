// Figures as text for people and as JSON for machines.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "vision/eval/evaluation.hpp"
#include "vision/eval/figures.hpp"

namespace vigie::vision {

using Json = nlohmann::ordered_json;

/// Aligned lines, one a figure: label, value, its bar and whether it holds, what it is; ends in a newline.
[[nodiscard]] std::string lines_of(const std::vector<MeasuredFigure>& figures);

/// Stages below each other, without those that had nothing to do; ends in a newline.
[[nodiscard]] std::string lines_of(const std::vector<StageCost>& costs);

/// A whole evaluation: heading, figures, stages.
[[nodiscard]] std::string text_of(std::string_view name, const Evaluation& evaluation,
                                  const std::vector<MeasuredFigure>& figures);

/// One object, four decimals. A figure that is not finite is null.
[[nodiscard]] Json json_of(const std::vector<MeasuredFigure>& figures);
[[nodiscard]] Json json_of(const std::vector<StageCost>& costs);
/// The figures, "frames" before and "stages_ms" after them.
[[nodiscard]] Json json_of(const Evaluation& evaluation, const std::vector<MeasuredFigure>& figures);

}  // namespace vigie::vision
