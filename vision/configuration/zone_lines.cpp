// The lines of a zone's boundary.
#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <vector>

#include "vision/configuration/sections.hpp"

namespace vigie::vision {

namespace {

/// From a place to a line between two places, metres.
double distance_to(const net::Segment& edge, net::Point<net::Floor> at) {
    const double dx = edge.to.x - edge.from.x;
    const double dy = edge.to.y - edge.from.y;
    const double squared = dx * dx + dy * dy;
    const double along =
        squared > 0.0 ? ((at.x - edge.from.x) * dx + (at.y - edge.from.y) * dy) / squared : 0.0;
    const double share = std::clamp(along, 0.0, 1.0);
    return net::distance(at, {edge.from.x + share * dx, edge.from.y + share * dy});
}

/// From the middle of a line to the nearest edge of an outline, metres.
double distance_between(const net::Segment& line, const net::Polygon<net::Floor>& outline) {
    const net::Point<net::Floor> middle{0.5 * (line.from.x + line.to.x), 0.5 * (line.from.y + line.to.y)};
    double least = kFarthestM;
    for (std::size_t i = 0; i < outline.corners.size(); ++i) {
        const net::Segment edge{outline.corners[i], outline.corners[(i + 1) % outline.corners.size()]};
        least = std::min(least, distance_to(edge, middle));
    }
    return least;
}

std::vector<net::LineId> read_lines_of(net::TomlReader& table, std::string_view key,
                                       const NodeConfiguration& out, const net::ZoneConfiguration& zone) {
    constexpr double kFarthestOffM = 2.0;
    std::vector<net::LineId> lines;
    for (const auto& name : read_names(table, key)) {
        const auto* line = find_named(table, key, name, out.record.lines, &net::LineConfiguration::line);
        if (line == nullptr) continue;
        if (line->floor != zone.floor) {
            table.refuse(key, fmt::format("names '{}', a line of another floor; leave it out", name));
        } else if (const double off = distance_between(line->segment, zone.outline); off > kFarthestOffM) {
            table.refuse(key,
                         fmt::format("names '{}', whose middle is {:.1f} m away from the zone's outline; "
                                     "draw the line on the outline, or leave it out",
                                     name, off));
        }
        lines.push_back(line->line);
    }
    return lines;
}

}  // namespace

void read_zone_lines(net::TomlReader& table, const NodeConfiguration& out, net::ZoneConfiguration& zone) {
    zone.entry_lines = read_lines_of(table, "entry_lines", out, zone);
    zone.exit_lines = read_lines_of(table, "exit_lines", out, zone);
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
