#include "console/app/language.hpp"

#include <libintl.h>

#include <clocale>
#include <cstdlib>
#include <string>
#include <system_error>

#include <fmt/format.h>

extern "C" int _nl_msg_cat_cntr;  // NOLINT: gettext's own name; growing it makes cached translations stale

namespace vigie::console {

Language::Language(const std::filesystem::path& catalogues, std::string_view language)
    : catalogues_(catalogues) {
    // C.UTF-8 is the one UTF-8 locale that a bare Debian has; numbers keep their decimal point.
    if (std::setlocale(LC_ALL, "C.UTF-8") == nullptr) {
        std::setlocale(LC_ALL, "");
        std::setlocale(LC_NUMERIC, "C");
    }
    bindtextdomain("vigie", catalogues.c_str());
    bind_textdomain_codeset("vigie", "UTF-8");
    textdomain("vigie");
    select(language);
}

void Language::select(std::string_view language) {
    if (language == selected_) {
        return;
    }
    selected_ = language;
    // The variable exists since before the first thread, so that this replaces one pointer and moves no table
    // that another thread's getenv may be reading.
    ::setenv("LANGUAGE", selected_.c_str(), 1);
    ++_nl_msg_cat_cntr;
    // The empty word stands for the catalogue's own header.
    const bool found = selected_ == "en" || *dgettext("vigie", "") != '\0';
    problem_ = {};
    if (!found) {
        problem_.english = fmt::format(
            "The screen is in English because the catalogue of language '{}' is missing or damaged: "
            "build or install the console again, so that it lies at {}",
            selected_, (catalogues_ / selected_ / "LC_MESSAGES" / "vigie.mo").string());
    }
}

std::filesystem::path catalogue_folder() {
    std::error_code error;
    const auto program = std::filesystem::read_symlink("/proc/self/exe", error);
    const auto top = program.parent_path().parent_path();
    const auto beside = top / "locale";
    return std::filesystem::is_directory(beside, error) ? beside : top / "share" / "locale";
}

}  // namespace vigie::console
