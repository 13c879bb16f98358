// Why a model does not look as it should, in one sentence each, for logs and health.
#pragma once

#include <filesystem>
#include <string>

#include "net/types/sentence.hpp"

namespace vigie::vision {

[[nodiscard]] inline net::Sentence model_missing(const std::filesystem::path& file) {
    return {"the model " + file.string() +
                " is not there or cannot be read; people are found without it: check camera.model.file",
            net::Reason::model_unreadable,
            {file.filename().string()}};
}

/// `why`: what is wrong with it, a part of a sentence.
[[nodiscard]] inline net::Sentence model_unusable(const std::filesystem::path& file, const std::string& why) {
    return {"the model " + file.string() + " " + why + "; people are found without it",
            net::Reason::model_unfit,
            {file.filename().string()}};
}

[[nodiscard]] inline net::Sentence model_failing(const std::filesystem::path& file, const std::string& why) {
    return {"the model " + file.string() + " failed on a picture (" + why +
                "); people are found without it, and it is tried again",
            net::Reason::model_failing,
            {file.filename().string()}};
}

/// `every`: how many frames pass from one look to the next now; `wanted`: by the settings.
[[nodiscard]] inline net::Sentence model_slow(const std::filesystem::path& file, int every, int wanted) {
    return {"the model " + file.string() + " is too slow for this machine: it looks at every " +
                std::to_string(every) + "th picture, not every " + std::to_string(wanted) + "th",
            net::Reason::model_slow,
            {file.filename().string(), std::to_string(every), std::to_string(wanted)}};
}

}  // namespace vigie::vision
