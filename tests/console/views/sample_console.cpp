#include "tests/console/views/sample_console.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "tests/support/sample_messages.hpp"

namespace vigie::test {

namespace {

using namespace std::chrono_literals;

constexpr std::string_view kLongName = "Entrée principale côté boulevard des Maréchaux, passage n° ";
constexpr int kHistory = 900;

std::string named(const VenueSize& size, std::string_view plain, int number) {
    return size.long_names ? fmt::format("{}{}", kLongName, number) : fmt::format("{} {}", plain, number);
}

net::Polygon<net::Floor> outline_of(int zone) {
    const double x = 2.0 + 9.0 * (zone % 4);
    const double y = 2.0 + 8.0 * (zone / 4 % 3);
    return {{{x, y}, {x + 7.0, y}, {x + 7.0, y + 6.0}, {x, y + 6.0}}};
}

net::DensityGrid grid_of(const net::FloorId& floor) {
    net::DensityGrid grid{floor, {0.0, 0.0}, 0.5, 80, 56, {}};
    grid.people_per_m2.reserve(std::size_t{80} * 56);
    for (std::uint32_t row = 0; row < grid.rows; ++row) {
        for (std::uint32_t column = 0; column < grid.columns; ++column) {
            const float distance =
                std::hypot(static_cast<float>(column) - 20.0F, static_cast<float>(row) - 18.0F);
            grid.people_per_m2.push_back(column > 70 ? NAN : 4.5F * std::exp(-distance * distance / 160.0F));
        }
    }
    return grid;
}

net::ConfigurationRecord record_of(const VenueSize& size, int node) {
    net::ConfigurationRecord record;
    record.version = 3;
    record.node = id<net::NodeId>(fmt::format("node-{}", node));
    record.node_name = named(size, "Node", node);
    record.venue_name =
        size.long_names ? std::string(kLongName) + "Centre des congrès" : "Palais des Congrès";
    record.time_zone = "Europe/Paris";
    record.licensed_capacity = 25'100;
    const auto floor = id<net::FloorId>(fmt::format("floor-{}", node));
    record.floors = {
        {floor, named(size, "Level", node), 40.0, 28.0, {{{1.0, 1.0}, {39.0, 1.0}, {39.0, 27.0}}}}};
    for (int i = 0; i < size.cameras_a_node; ++i) {
        const int number = (node - 1) * size.cameras_a_node + i + 1;
        net::CameraConfiguration camera;
        camera.camera = id<net::CameraId>(fmt::format("cam-{}", number));
        camera.name = named(size, "Gate", number);
        camera.fps = 10.0;
        camera.calibration = net::Calibration{floor, 768, 576, {}, outline_of(i)};
        record.cameras.push_back(std::move(camera));
    }
    for (int i = 0; i < size.zones_a_node; ++i) {
        const int number = (node - 1) * size.zones_a_node + i + 1;
        net::ZoneConfiguration zone;
        zone.zone = id<net::ZoneId>(fmt::format("zone-{}", number));
        zone.name = named(size, "Concourse", number);
        zone.floor = floor;
        zone.outline = outline_of(i);
        zone.capacity = static_cast<std::uint32_t>(600 + 400 * i);
        zone.bands = {1.0, 2.0, 4.0};
        zone.cameras = {record.cameras.front().camera};
        record.zones.push_back(std::move(zone));
    }
    for (int i = 0; i < size.halls_a_node; ++i) {
        const int number = (node - 1) * size.halls_a_node + i + 1;
        net::HallConfiguration hall;
        hall.hall = id<net::HallId>(fmt::format("hall-{}", number));
        hall.name = named(size, "Hall", number);
        for (int zone = 2 * i; zone < std::min(2 * i + 2, size.zones_a_node); ++zone) {
            hall.zones.push_back(record.zones[static_cast<std::size_t>(zone)].zone);
        }
        for (int door = 1; door <= size.exits_a_hall; ++door) {
            net::LineConfiguration line;
            line.line = id<net::LineId>(fmt::format("exit-{}-{}", number, door));
            line.name = named(size, "Exit", door);
            line.floor = floor;
            line.segment = {{1.0, 1.0}, {3.0, 1.0}};
            line.camera = record.cameras.front().camera;
            hall.exits.push_back(line.line);
            record.lines.push_back(std::move(line));
        }
        record.halls.push_back(std::move(hall));
    }
    return record;
}

console::OccupancyHistory history_of(double people) {
    std::vector<console::OccupancySample> samples;
    samples.reserve(kHistory);
    for (int i = 0; i < kHistory; ++i) {
        const double now = people * (0.5 + 0.5 * i / kHistory) + 6.0 * std::sin(i / 40.0);
        samples.push_back({at(-2.0 * (kHistory - i)), {now, now - 5.0, now + 5.0, false, false}});
    }
    return console::OccupancyHistory(std::move(samples));
}

console::CameraSituation camera_of(const net::CameraConfiguration& configuration, const net::NodeId& node) {
    console::CameraSituation camera;
    camera.camera = configuration.camera;
    camera.node = node;
    camera.name = configuration.name;
    camera.liveness = net::Liveness::live;
    camera.source = net::SourceState::running;
    camera.scene = std::make_shared<const net::Scene>(sample_scene(configuration.camera.text()));
    camera.last_scene = net::MonoTime(std::chrono::seconds(1000)) - 80ms;
    camera.scene_fps = 9.9;
    camera.calibrated = true;
    return camera;
}

void add_node(console::Situation& situation, const VenueSize& size, int number) {
    auto record = std::make_shared<const net::ConfigurationRecord>(record_of(size, number));
    console::NodeSituation node;
    node.node = record->node;
    node.name = record->node_name;
    node.link = console::LinkState::up;
    node.liveness = net::Liveness::live;
    auto health = sample_health(record->node.text());
    health.storage_problem = {};
    health.neighbours.clear();
    node.health = std::make_shared<const net::NodeHealth>(std::move(health));
    node.last_health = net::MonoTime(std::chrono::seconds(1000)) - 400ms;
    node.occupancy_liveness = net::Liveness::live;

    net::Occupancy occupancy = sample_occupancy(record->node.text());
    occupancy.zones.clear();
    occupancy.venue_by_lines = net::LineBalance{16'140.0 / size.nodes, -45.0 / size.nodes};
    occupancy.floors = {grid_of(record->floors.front().floor)};
    for (const auto& configuration : record->zones) {
        const double people =
            *configuration.capacity * (0.35 + 0.15 * static_cast<double>(situation.zones.size()));
        const net::ZoneCount count{
            configuration.zone, {people, people - 12.0, people + 12.0, false, false}, 2.1};
        occupancy.zones.push_back(count);
        console::ZoneSituation zone;
        zone.node = record->node;
        zone.configuration = configuration;
        zone.count = count;
        zone.known = true;
        zone.liveness = net::Liveness::live;
        zone.history = history_of(people);
        situation.zones.push_back(std::move(zone));
    }
    node.occupancy = std::make_shared<const net::Occupancy>(std::move(occupancy));
    for (const auto& camera : record->cameras) {
        situation.cameras.push_back(camera_of(camera, record->node));
    }
    node.configuration = std::move(record);
    situation.nodes.push_back(std::move(node));
}

}  // namespace

console::Incident sample_incident(console::IncidentNumber number) {
    console::Incident incident;
    incident.number = number;
    incident.version = 3;
    incident.node = id<net::NodeId>("node-1");
    incident.rule = id<net::RuleId>("crowd");
    incident.kind = net::RuleKind::over_capacity;
    incident.priority = net::Priority::critical;
    incident.zone = id<net::ZoneId>("zone-1");
    incident.opened = at(-47.0);
    incident.observed = at(-47.0);
    incident.changed = at(-10.0);
    incident.times_raised = 2;
    incident.evidence = {{"people", 1312.0, 24.0, 1200.0, "people"},
                         {"density", 4.6, std::nullopt, std::nullopt, "people/m2"},
                         {"duration", 38.0, std::nullopt, 10.0, "s"}};
    incident.history = {
        {1, at(-47.0), console::EntryKind::opened, "system", ""},
        {2, at(-20.0), console::EntryKind::joined, "system", ""},
        {3, at(-10.0), console::EntryKind::note, "Alix Martin", "Team of four is on its way"}};
    return incident;
}

void set_phase(console::Situation& situation, const console::HallRef& hall, net::VenuePhase phase) {
    for (console::NodeSituation& node : situation.nodes) {
        if (node.node != hall.node) {
            continue;
        }
        net::Occupancy occupancy = *node.occupancy;
        std::erase_if(occupancy.halls, [&hall](const auto& state) { return state.hall == hall.hall; });
        occupancy.halls.push_back(
            {hall.hall, phase, at(-192.0), {142.0, 136.0, 148.0, false, false}, 52.0, 164.0});
        for (const auto& known : node.configuration->halls) {
            for (std::size_t i = 0; known.hall == hall.hall && i < known.exits.size(); ++i) {
                std::erase_if(occupancy.lines, [&](const auto& line) { return line.line == known.exits[i]; });
                occupancy.lines.push_back({known.exits[i], 1, 90, 0.0, i == 0 ? 40.0 : i == 1 ? 12.0 : 0.0});
            }
        }
        occupancy.at = at(-0.1);
        node.occupancy = std::make_shared<const net::Occupancy>(std::move(occupancy));
    }
}

void set_switches(console::Situation& situation, std::vector<console::HallSwitch> switches) {
    auto board = std::make_shared<console::IncidentBoard>(*situation.incidents);
    board->switches = std::move(switches);
    situation.incidents = std::move(board);
}

void set_incidents(console::Situation& situation, std::vector<console::Incident> incidents) {
    auto board = std::make_shared<console::IncidentBoard>();
    board->incidents.reserve(incidents.size());
    for (auto& incident : incidents) {
        board->head = std::max(board->head, incident.number * 10);
        board->incidents.push_back(std::make_shared<const console::Incident>(std::move(incident)));
    }
    situation.incidents = std::move(board);
}

void set_lasting_incident(console::Situation& situation, const console::Incident& incident) {
    for (console::ZoneSituation& zone : situation.zones) {
        if (incident.zone == zone.configuration.zone) {
            const double people = incident.evidence.front().value;
            zone.count.count = {people, people - 12.0, people + 12.0, false, false};
        }
    }
    set_incidents(situation, {incident});
}

console::Situation sample_venue(const VenueSize& size) {
    console::Situation situation;
    situation.revision = 1;
    situation.at = at(0.0);
    for (int node = 1; node <= size.nodes; ++node) {
        add_node(situation, size, node);
    }
    situation.venue = net::Count{16'116.0, 15'904.0, 16'328.0, false, false};
    situation.venue_history = history_of(16'116.0);
    situation.ledger.recording = true;

    constexpr std::array kKinds = {net::RuleKind::over_capacity, net::RuleKind::intrusion,
                                   net::RuleKind::camera_silent, net::RuleKind::camera_frozen,
                                   net::RuleKind::node_silent};
    std::vector<console::Incident> incidents;
    incidents.reserve(static_cast<std::size_t>(size.incidents));
    for (int i = 0; i < size.incidents; ++i) {
        auto incident = sample_incident(static_cast<console::IncidentNumber>(size.incidents - i));
        incident.kind = kKinds[static_cast<std::size_t>(i) % kKinds.size()];
        incident.priority = static_cast<net::Priority>(4 - i % 4);
        incident.opened = incident.observed = at(-47.0 - 95.0 * i);
        if (incident.kind != net::RuleKind::over_capacity && incident.kind != net::RuleKind::intrusion) {
            incident.zone.reset();
            incident.camera = situation.cameras.front().camera;
            incident.evidence = {{"silent", 12.5, std::nullopt, 5.0, "s"}};
        }
        if (i % 3 == 1) {
            incident.work = console::WorkState::acknowledged;
            incident.acknowledged_by = "Alix Martin";
            incident.acknowledged_at = at(-30.0);
            incident.condition = console::ConditionState::cleared;
        } else if (i % 7 == 5) {
            incident.work = console::WorkState::resolved;
            incident.outcome = console::Outcome::false_alarm;
        }
        incidents.push_back(std::move(incident));
    }
    set_incidents(situation, std::move(incidents));
    return situation;
}

}  // namespace vigie::test
