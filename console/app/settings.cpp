#include "console/app/settings.hpp"

#include <sstream>

#include <fmt/format.h>

#include "console/app/file_replacement.hpp"
#include "net/toml/toml_reader.hpp"

namespace vigie::console {

namespace {

constexpr net::Microseconds kKeepPeriod = std::chrono::seconds(1);

net::Result<Settings> read_settings(const std::filesystem::path& file, Settings settings) {
    const auto content = net::read_toml(file);
    if (!content) {
        return tl::unexpected<net::Error>(content.error());
    }
    net::TomlReader top(*content, file.string());
    settings.language = top.text("language", settings.language);
    if (settings.language != "en" && settings.language != "fr") {
        top.refuse("language", "must be \"en\" or \"fr\"");
    }
    settings.scale = top.number("scale", settings.scale, 0.75, 1.5);
    settings.columns = static_cast<int>(top.integer("columns", settings.columns, 1, 6));
    auto overlays = top.table("overlays");
    settings.people = overlays.flag("people", settings.people);
    settings.zones = overlays.flag("zones", settings.zones);
    settings.labels = overlays.flag("labels", settings.labels);
    settings.heatmap = overlays.flag("heatmap", settings.heatmap);
    // Unknown fields are left alone: they may be those of a newer version.
    if (const auto read = top.result(); !read) {
        return tl::unexpected<net::Error>(read.error());
    }
    return settings;
}

}  // namespace

LoadedSettings load_settings(const std::filesystem::path& file, const Settings& defaults) {
    const auto read = read_settings(file, defaults);
    if (read) {
        return {*read, std::nullopt};
    }
    if (read.error().code == net::ErrorCode::not_found) {
        return {defaults, std::nullopt};
    }
    std::filesystem::path aside = file;
    aside += ".broken";
    std::error_code error;
    std::filesystem::rename(file, aside, error);
    const std::string kept = (error ? file : aside).string();
    return {defaults,
            net::Sentence{fmt::format("The screen's settings could not be read and start anew ({}); "
                                      "the old file is {}",
                                      read.error().message, kept),
                          net::Reason::settings_unreadable,
                          {kept}}};
}

net::Result<void> save_settings(const std::filesystem::path& file, const Settings& settings) {
    std::ostringstream text;
    text << toml::table{{"language", settings.language},
                        {"scale", settings.scale},
                        {"columns", settings.columns},
                        {"overlays", toml::table{{"people", settings.people},
                                                 {"zones", settings.zones},
                                                 {"labels", settings.labels},
                                                 {"heatmap", settings.heatmap}}}}
         << '\n';
    return replace_file(file, text.str()).map_error([&file](net::Error error) {
        error.reason = net::Reason::settings_unsaved;
        error.about = {file.string()};
        return error;
    });
}

LoadedSettings SettingsKeeper::load(const Settings& defaults) {
    LoadedSettings loaded = load_settings(file_, defaults);
    kept_ = loaded.settings;
    return loaded;
}

net::Result<void> SettingsKeeper::keep(const Settings& settings, net::MonoTime now) {
    if (settings == kept_ || (kept_at_ && now - *kept_at_ < kKeepPeriod)) {
        return {};
    }
    kept_at_ = now;
    kept_ = settings;
    return save_settings(file_, settings);
}

}  // namespace vigie::console
