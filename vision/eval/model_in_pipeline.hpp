// The user's own detector as the evaluation sees it; in an analysis that knows none, it is absent.
#pragma once

#include <filesystem>
#include <string>

#include "vision/analysis/analyser.hpp"
#include "vision/analysis/settings.hpp"

namespace vigie::vision {

/// Sets the detector's file, everything else as by default, but for looks that do not become rarer on a slow
/// machine: figures of people must not depend on it. False when the analysis knows no detectors.
template <class Settings>
[[nodiscard]] bool set_model(Settings& settings, const std::filesystem::path& file) {
    if constexpr (requires { settings.model.emplace().most_load; }) {
        auto& model = settings.model.emplace();
        model.file = file;
        model.most_load = 0.0;
        return true;
    } else {
        return false;
    }
}

/// What its look cost, milliseconds.
template <class Times>
[[nodiscard]] double model_milliseconds(const Times& times) {
    if constexpr (requires { times.model; }) {
        return times.model;
    } else {
        return 0.0;
    }
}

/// Why it does not look, empty when it does or when there is none.
template <class Result>
[[nodiscard]] std::string model_problem(const Result& analysis) {
    if constexpr (requires { analysis.model->problem.english; }) {
        return analysis.model ? analysis.model->problem.english : std::string();
    } else {
        return {};
    }
}

}  // namespace vigie::vision
