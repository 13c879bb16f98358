// The lines of a zone's boundary.
#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <vector>

#include "vision/configuration/sections.hpp"

namespace vigie::vision {

namespace {

std::vector<net::LineId> read_lines_of(net::TomlReader& table, std::string_view key,
                                       const NodeConfiguration& out, const net::FloorId& floor) {
    std::vector<net::LineId> lines;
    for (const auto& name : read_names(table, key)) {
        const auto* line = find_named(table, key, name, out.record.lines, &net::LineConfiguration::line);
        if (line == nullptr) continue;
        if (line->floor != floor) {
            table.refuse(key, fmt::format("names '{}', a line of another floor; leave it out", name));
        }
        lines.push_back(line->line);
    }
    return lines;
}

}  // namespace

void read_zone_lines(net::TomlReader& table, const NodeConfiguration& out, net::ZoneConfiguration& zone) {
    zone.entry_lines = read_lines_of(table, "entry_lines", out, zone.floor);
    zone.exit_lines = read_lines_of(table, "exit_lines", out, zone.floor);
    for (const auto& line : zone.exit_lines) {
        const auto& entries = zone.entry_lines;
        if (std::find(entries.begin(), entries.end(), line) == entries.end()) continue;
        table.refuse("exit_lines",
                     fmt::format("names '{}', which entry_lines names too; 'in' of a line is either into the "
                                 "zone or out of it",
                                 line.text()));
    }
}

}  // namespace vigie::vision
