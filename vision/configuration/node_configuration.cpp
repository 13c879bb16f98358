#include "vision/configuration/node_configuration.hpp"

#include <date/tz.h>
#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>
#include <utility>

#include "net/toml/toml_reader.hpp"
#include "vision/configuration/sections.hpp"

namespace vigie::vision {

namespace {

bool is_time_zone(const std::string& name) {
    try {
        return date::locate_zone(name) != nullptr;
    } catch (const std::runtime_error&) {
        return false;
    }
}

void read_node(net::TomlReader& top, const std::filesystem::path& state, NodeConfiguration& out) {
    auto table = top.table("node");
    const std::string id = table.text("id");
    if (const auto node = net::NodeId::parse(id)) {
        out.record.node = *node;
    } else {
        table.refuse("id", "is wrong: " + node.error().message);
    }
    out.record.node_name = table.text("name", id.empty() ? "node" : id);
    check_length(table, "name", out.record.node_name);
    out.host = table.text("host", "127.0.0.1");
    out.port = static_cast<std::uint16_t>(table.integer("port", 7401, 0, 65533));
    out.key = (state / table.text("key")).lexically_normal();
    out.authorized_keys = (state / table.text("authorized_keys", "authorized_keys")).lexically_normal();
    out.places = {table.place("host"), table.place("port"), table.place("key"),
                  table.place("authorized_keys")};
    table.finish();
}

void read_venue(net::TomlReader& top, NodeConfiguration& out) {
    auto table = top.table("venue");
    out.record.venue_name = read_text(table, "name");
    out.record.time_zone = table.text("time_zone", "UTC");
    if (!is_time_zone(out.record.time_zone)) {
        table.refuse("time_zone", "must be an IANA time zone such as \"Europe/Paris\"");
    }
    if (const auto capacity = table.integer_if_any("licensed_capacity", 1, 10000000)) {
        out.record.licensed_capacity = static_cast<std::uint32_t>(*capacity);
    }
    const std::string profile = table.text("profile", "french_private_venue");
    if (profile == "unrestricted") {
        out.record.profile = net::LegalProfile::unrestricted;
    } else if (profile != "french_private_venue") {
        table.refuse("profile", "must be french_private_venue or unrestricted");
    }
    table.finish();
}

}  // namespace

net::Result<NodeConfiguration> load_node_configuration(const std::filesystem::path& file,
                                                       const std::filesystem::path& state) {
    const auto content = net::read_toml(file);
    if (!content) return net::fail("configuration", content.error());
    NodeConfiguration out;
    out.file = file;
    net::TomlReader top(*content, file.string());
    read_node(top, state, out);
    read_venue(top, out);
    read_floors(top, out);
    read_cameras(top, state, out);
    read_neighbours(top, state, out);
    check_scripts(top, out);
    read_lines(top, out);
    read_zones(top, out);
    read_halls(top, out);
    read_rules(top, out);
    top.finish();
    if (const auto read = top.result(); !read) return tl::unexpected(read.error());
    return out;
}

net::Result<AnalyserConfiguration> analyser_configuration(const NodeConfiguration& configuration,
                                                          const net::CameraId& camera) {
    const auto& record = configuration.record;
    const auto known = std::find_if(record.cameras.begin(), record.cameras.end(),
                                    [&camera](const auto& other) { return other.camera == camera; });
    if (known == record.cameras.end()) {
        return net::fail(net::ErrorCode::not_found,
                         fmt::format("{} has no camera '{}'", configuration.file.string(), camera.text()));
    }
    AnalyserConfiguration out;
    out.camera = *known;
    out.settings = configuration.cameras[static_cast<std::size_t>(known - record.cameras.begin())].analysis;
    for (const auto& floor : record.floors) {
        if (known->calibration && known->calibration->floor == floor.floor) out.plan = floor;
    }
    for (const auto& zone : record.zones) {
        if (known->calibration &&
            std::find(zone.cameras.begin(), zone.cameras.end(), camera) != zone.cameras.end()) {
            out.zones.push_back(zone);
        }
    }
    for (const auto& line : record.lines) {
        if (line.camera == camera) out.lines.push_back(line);
    }
    return out;
}

}  // namespace vigie::vision
