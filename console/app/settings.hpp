// Settings kept in the state folder.
#pragma once

#include <filesystem>
#include <optional>
#include <utility>

#include "console/views/ui_state.hpp"
#include "net/types/result.hpp"
#include "net/types/time.hpp"

namespace vigie::console {

/// What was found. A file that cannot be used is kept beside as NAME.broken, so that nothing is lost, and
/// `notice` says so.
struct LoadedSettings {
    Settings settings;
    std::optional<net::Sentence> notice;
};

/// Never fails: `defaults` and a notice when the file is damaged, `defaults` alone when there is none.
[[nodiscard]] LoadedSettings load_settings(const std::filesystem::path& file, const Settings& defaults);

/// Writes the file whole or not at all. Errors as replace_file.
[[nodiscard]] net::Result<void> save_settings(const std::filesystem::path& file, const Settings& settings);

/// Keeps the file as the screen is arranged. Owned by the UI thread.
class SettingsKeeper {
public:
    explicit SettingsKeeper(std::filesystem::path file) : file_(std::move(file)) {}

    /// As load_settings; what it returns counts as kept.
    [[nodiscard]] LoadedSettings load(const Settings& defaults);
    /// Saves what has changed, at most once a second. Errors as save_settings; the next change is the next
    /// try.
    [[nodiscard]] net::Result<void> keep(const Settings& settings, net::MonoTime now);

private:
    std::filesystem::path file_;
    Settings kept_;
    std::optional<net::MonoTime> kept_at_;
};

}  // namespace vigie::console
