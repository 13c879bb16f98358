// A detector of the user's own in a pipeline that is measured.
#pragma once

#include <filesystem>

#include "vision/analysis/settings.hpp"

namespace vigie::vision {

/// Sets the detector's file. Its other settings stay or are the default ones, but for looks that do not
/// become rarer on a slow machine: figures of people must not depend on it.
inline void set_model(AnalysisSettings& settings, const std::filesystem::path& file) {
    auto& model = settings.model ? *settings.model : settings.model.emplace();
    model.file = file;
    model.most_load = 0.0;
}

}  // namespace vigie::vision
