// The language of everything on screen, switched while running: gettext with catalogues beside the program.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "net/types/sentence.hpp"

namespace vigie::console {

/// Owned by the UI thread, which is the only one that translates.
class Language {
public:
    /// Call before the first thread starts. `catalogues` holds fr/LC_MESSAGES/vigie.mo; without it everything
    /// is English.
    Language(const std::filesystem::path& catalogues, std::string_view language);

    /// "en" or "fr"; the next translated word is in it. Does nothing when it is the language in use.
    void select(std::string_view language);

    /// Empty while words are in the selected language; otherwise that its catalogue is missing or damaged. In
    /// English, as all else on screen is then.
    [[nodiscard]] const net::Sentence& problem() const { return problem_; }

private:
    std::filesystem::path catalogues_;
    std::string selected_;
    net::Sentence problem_;
};

/// Where the catalogues are: the folder `locale` beside the program's own folder (build/bin and
/// build/locale), or
/// ../share/locale once installed.
[[nodiscard]] std::filesystem::path catalogue_folder();

}  // namespace vigie::console
