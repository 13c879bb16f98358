// The figures of an evaluation by name, and the bars that they are held against.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "vision/eval/evaluation.hpp"

namespace vigie::vision {

/// What a figure must reach; both ends belong to it.
struct Bar {
    std::optional<double> least = {};
    std::optional<double> most = {};

    [[nodiscard]] bool holds(double value) const;
    /// ">= 0.9", "<= 12", "0.85 to 0.95".
    [[nodiscard]] std::string text() const;
};

/// One measured figure.
struct MeasuredFigure {
    std::string key;    ///< for machines
    std::string label;  ///< for people
    double value = 0.0;
    int decimals = 3;  ///< that people read; 0: a whole number, for machines too
    std::string note = {};
    std::optional<Bar> bar = {};

    [[nodiscard]] bool missed() const { return bar && !bar->holds(value); }
};

/// Bars by a figure's key.
using Bars = std::map<std::string, Bar, std::less<>>;

/// Of the share of 90 % intervals that hold the truth: fewer are too narrow, more too wide to say anything.
[[nodiscard]] Bar interval_bar();

/// What the analysis must reach on a surveyed camera's video: people, crossings, places, masks, intervals,
/// cost. Milliseconds are those of one core of the machine that measures.
[[nodiscard]] Bars surveyed_video_bars();

/// All figures of an evaluation in the order in which they are read, without those that could not be
/// measured; stages are not among them.
[[nodiscard]] std::vector<MeasuredFigure> figures_of(const Evaluation& evaluation, const Bars& bars = {});

/// Those of people found and followed alone, as when a tracker runs on somebody else's boxes.
[[nodiscard]] std::vector<MeasuredFigure> tracking_figures(const Score& score);

/// One sentence a missed bar, "NAME: F1 0.871, bar >= 0.9".
[[nodiscard]] std::vector<std::string> missed_bars(std::string_view name,
                                                   const std::vector<MeasuredFigure>& figures);

}  // namespace vigie::vision
