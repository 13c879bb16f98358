// Halls: parts of the venue that have phases of their own.
#include <fmt/format.h>

#include <algorithm>
#include <string>

#include "vision/configuration/sections.hpp"

namespace vigie::vision {

namespace {

bool is_taken(const net::ConfigurationRecord& record, const net::ZoneId& zone) {
    return std::any_of(record.halls.begin(), record.halls.end(), [&zone](const auto& hall) {
        return std::find(hall.zones.begin(), hall.zones.end(), zone) != hall.zones.end();
    });
}

constexpr double kBesideM = 1.0;  // a pace: a line before a door is crossed a little inside

/// Whoever crosses the middle of the line is in the hall before and after.
bool is_inside(const net::ConfigurationRecord& record, const net::HallConfiguration& hall,
               const net::LineConfiguration& line) {
    const auto from = line.segment.from;
    const auto to = line.segment.to;
    const double length = net::distance(from, to);
    if (length <= 0.0) return false;
    const net::Vector<net::Floor> across{kBesideM * (from.y - to.y) / length,
                                         kBesideM * (to.x - from.x) / length};
    const auto is_in_hall = [&](double side) {
        const net::Point<net::Floor> at{(from.x + to.x) / 2.0 + side * across.x,
                                        (from.y + to.y) / 2.0 + side * across.y};
        return std::any_of(record.zones.begin(), record.zones.end(), [&](const auto& zone) {
            return zone.floor == line.floor && net::contains(zone.outline, at) &&
                   std::find(hall.zones.begin(), hall.zones.end(), zone.zone) != hall.zones.end();
        });
    };
    return is_in_hall(-1.0) && is_in_hall(1.0);
}

}  // namespace

net::VenuePhase read_phase(net::TomlReader& table, std::string_view key, const std::string& text) {
    if (const auto phase = net::phase_from_key(text)) return *phase;
    table.refuse(
        key,
        fmt::format("'{}' is not a phase; use doors, show, interval, egress, evacuation or closed", text));
    return net::VenuePhase::show;
}

void read_halls(net::TomlReader& top, NodeConfiguration& out) {
    for (auto& table : read_tables(top, "hall")) {
        net::HallConfiguration hall;
        hall.hall = read_new_id<net::HallId>(table, out.record.halls, &net::HallConfiguration::hall);
        hall.name = read_text(table, "name");
        for (const auto& name : read_names(table, "zones")) {
            const auto* zone =
                find_named(table, "zones", name, out.record.zones, &net::ZoneConfiguration::zone);
            if (zone == nullptr) continue;
            if (is_taken(out.record, zone->zone)) {
                table.refuse("zones",
                             fmt::format("names '{}', which belongs to another hall; a zone has one", name));
            }
            hall.zones.push_back(zone->zone);
        }
        if (hall.zones.empty()) table.refuse("zones", "must name at least one of the zones");
        for (const auto& name : read_names(table, "exits")) {
            const auto* line =
                find_named(table, "exits", name, out.record.lines, &net::LineConfiguration::line);
            if (line == nullptr) continue;
            if (is_inside(out.record, hall, *line)) {
                table.refuse("exits",
                             fmt::format("names '{}', which lies within the hall's own zones: who crosses "
                                         "it is still inside; name lines that lead out of them",
                                         name));
            }
            hall.exits.push_back(line->line);
        }
        hall.phase = read_phase(table, "phase", table.text("phase", "show"));
        table.finish();
        out.record.halls.push_back(std::move(hall));
    }
}

}  // namespace vigie::vision
