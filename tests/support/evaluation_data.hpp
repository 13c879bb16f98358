// Where data are that tests use if they are there: ground truth, other videos, models.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <string>
#include <string_view>

#include "tests/support/places.hpp"

namespace vigie::test {

/// A file or folder of the evaluation data by its place in them: in the folder that VIGIE_EVAL_DATA names and
/// nowhere else, or beside the repository. It need not be there.
[[nodiscard]] inline std::filesystem::path evaluation_data(std::string_view name) {
    const char* named = std::getenv("VIGIE_EVAL_DATA");
    return std::filesystem::path(named != nullptr ? named : VIGIE_SOURCE_DIR "/../shared/data") / name;
}

/// vtest.avi: which VIGIE_VTEST names, or which ./run fetched. It need not be there.
[[nodiscard]] inline std::filesystem::path real_video() {
    const char* named = std::getenv("VIGIE_VTEST");
    return named != nullptr ? named : VIGIE_DATA_DIR "/vtest.avi";
}

/// Why a test that needs `file` is skipped.
[[nodiscard]] inline std::string is_absent(const std::filesystem::path& file) {
    return file.string() +
           " is absent: ./run fetches vtest.avi; for all else set VIGIE_EVAL_DATA to the folder that holds "
           "it "
           "(mot15/, aboda/, models/)";
}

}  // namespace vigie::test
