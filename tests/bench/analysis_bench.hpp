// The measurements: each a benchmark of Google's library, named Group/argument.
#pragma once

#include <filesystem>

#include "net/types/result.hpp"
#include "vision/eval/pipeline_run.hpp"

namespace vigie::bench {

/// Registers all of them; they run when the library is asked to. `pipeline` is of the camera that took
/// `video`. not_found or invalid_input when the video cannot be read. The figures are processor time of one
/// thread.
[[nodiscard]] net::Result<void> register_benchmarks(const vision::Pipeline& pipeline,
                                                    const std::filesystem::path& video);

}  // namespace vigie::bench
