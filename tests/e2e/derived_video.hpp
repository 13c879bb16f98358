// The real video changed by a test: that boxes, density and alerts come from the picture is then seen.
#pragma once

#include <filesystem>
#include <functional>

#include <opencv2/core.hpp>

namespace vigie::test {

/// Writes the first `frames` frames of `from`, each through `change`, to `to` as Motion JPEG. Throws
/// std::runtime_error when either file cannot be used.
void derive_video(const std::filesystem::path& from, const std::filesystem::path& to, int frames,
                  const std::function<cv::Mat(const cv::Mat&)>& change);

}  // namespace vigie::test
