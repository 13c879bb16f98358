// The events of a script.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "net/types/phase.hpp"
#include "vision/simulation/script_reading.hpp"

namespace vigie::vision {

namespace {

constexpr double kLongestS = 86400.0;

/// What an event of a kind says.
struct KindRow {
    std::string_view name;
    EventKind kind;
    bool place;               ///< `at`, on a floor
    bool actor;               ///< `from` and `route`
    double duration_s;        ///< usual; below 0: it has none
    std::string_view target;  ///< what it names
};

constexpr std::array<KindRow, 18> kKinds{{
    {"fall", EventKind::fall, true, true, 20.0, ""},
    {"tie_shoe", EventKind::tie_shoe, true, true, 12.0, ""},
    {"sit_down", EventKind::sit_down, true, true, 60.0, ""},
    {"leave_bag", EventKind::leave_bag, true, true, -1.0, ""},
    {"put_down_bag", EventKind::put_down_bag, true, true, 15.0, ""},
    {"take_object", EventKind::take_object, false, true, -1.0, "object"},
    {"run", EventKind::run, true, true, -1.0, ""},
    {"wrong_way", EventKind::wrong_way, true, false, -1.0, ""},
    {"jump_barrier", EventKind::jump_barrier, true, true, -1.0, ""},
    {"disperse", EventKind::disperse, true, false, 8.0, ""},
    {"close", EventKind::close, false, false, -1.0, "passage"},
    {"open", EventKind::open, false, false, -1.0, "passage"},
    {"phase", EventKind::phase, false, false, -1.0, "phase"},
    {"smoke", EventKind::smoke, true, false, 0.0, ""},
    {"fire", EventKind::fire, true, false, 0.0, ""},
    {"steam", EventKind::steam, true, false, 10.0, ""},
    {"light", EventKind::light, false, false, -1.0, ""},
    {"camera", EventKind::camera_fault, false, false, 0.0, ""},
}};

constexpr std::array<std::pair<std::string_view, CameraFault>, 7> kFaults{{{"covered", CameraFault::covered},
                                                                           {"blurred", CameraFault::blurred},
                                                                           {"turned", CameraFault::turned},
                                                                           {"frozen", CameraFault::frozen},
                                                                           {"glared", CameraFault::glared},
                                                                           {"dark", CameraFault::dark},
                                                                           {"silent", CameraFault::silent}}};

const KindRow* read_kind(net::TomlReader& table) {
    const std::string text = table.text("kind");
    for (const KindRow& row : kKinds) {
        if (row.name == text) return &row;
    }
    table.refuse("kind", fmt::format("'{}' is no kind of event (known: {})", text,
                                     list_names(kKinds, [](const KindRow& row) { return row.name; })));
    return nullptr;
}

void read_actor(net::TomlReader& table, const SimulationScript& script, ScriptEvent& event) {
    if (table.has("from")) {
        event.from = read_exit(table, "from", script);
    } else {
        static_cast<void>(table.text("from", ""));
    }
    event.route = read_route(table, script);
}

void read_target(net::TomlReader& table, std::string_view key, const SimulationScript& script,
                 ScriptEvent& event) {
    if (key == "object" && table.has("at")) {
        // Whatever was put down there; it has no name.
        const ScriptFloor* floor = read_floor(table, script);
        if (floor != nullptr) event.floor = floor->floor;
        event.at = read_spot(table, "at", floor);
        event.target = table.text(key, "");
        if (!event.target.empty()) table.refuse("at", "cannot stand beside 'object'; remove one");
        return;
    }
    event.target = table.text(key);
    const auto is_target = [&](const auto& item) { return item.id == event.target; };
    if (key == "passage" && std::none_of(script.passages.begin(), script.passages.end(), is_target)) {
        table.refuse(key, fmt::format("names '{}', which is no exit or gate", event.target));
    }
    if (key == "phase" && !net::phase_from_key(event.target)) {
        table.refuse(key, fmt::format("names '{}', which is no phase (known: doors, show, interval, egress, "
                                      "evacuation, closed)",
                                      event.target));
    }
    if (key != "object" || event.target.empty()) return;
    const auto object = std::find_if(script.objects.begin(), script.objects.end(), is_target);
    if (object == script.objects.end()) {
        table.refuse(key, fmt::format("names '{}', which is no [[object]]", event.target));
        return;
    }
    event.floor = object->floor;
    event.at = object->at;
}

void read_fault(net::TomlReader& table, ScriptEvent& event) {
    const std::string camera = table.text("camera");
    if (const auto id = net::CameraId::parse(camera)) {
        event.camera = *id;
    } else {
        table.refuse("camera", "is wrong: " + id.error().message);
    }
    const std::string text = table.text("fault");
    const auto found =
        std::find_if(kFaults.begin(), kFaults.end(), [&](const auto& row) { return row.first == text; });
    if (found == kFaults.end()) {
        table.refuse("fault", fmt::format("must be one of {}",
                                          list_names(kFaults, [](const auto& row) { return row.first; })));
        return;
    }
    event.fault = found->second;
    event.ramp_s = table.number("ramp_s", 0.0, 0.0, kLongestS);
    const bool turned = event.fault == CameraFault::turned;
    event.amount =
        turned ? table.number("amount", 20.0, -180.0, 180.0) : table.number("amount", 1.0, 0.0, 1.0);
}

Carried read_carried(net::TomlReader& table) {
    const std::string text = table.text("carried", "bag");
    if (text == "suitcase") return Carried::suitcase;
    if (text != "bag") table.refuse("carried", "must be bag or suitcase");
    return Carried::bag;
}

void read_details(net::TomlReader& table, const ScriptFloor* floor, ScriptEvent& event) {
    switch (event.kind) {
        case EventKind::leave_bag:
        case EventKind::put_down_bag:
            event.carried = read_carried(table);
            return;
        case EventKind::run:
        case EventKind::wrong_way:
            event.people = static_cast<std::size_t>(table.integer("people", 1, 1, 500));
            event.speed_m_per_s =
                table.number("speed_m_per_s", event.kind == EventKind::run ? 3.2 : 1.4, 0.5, 8.0);
            return;
        case EventKind::jump_barrier:
            event.to = read_spot(table, "to", floor);
            return;
        case EventKind::disperse:
            event.radius_m = table.number("radius_m", 6.0, 0.5, 200.0);
            event.speed_m_per_s = table.number("speed_m_per_s", 3.2, 0.5, 8.0);
            return;
        case EventKind::close:
            event.announced = table.flag("announced", false);
            event.density_per_m2 = table.number("density_per_m2", 5.0, 0.5, 7.0);
            return;
        case EventKind::smoke:
        case EventKind::fire:
        case EventKind::steam:
            event.amount = table.number("amount", 1.0, 0.1, 3.0);
            return;
        case EventKind::light:
            event.amount = read_number(table, "amount", 0.0, 4.0);
            event.ramp_s = table.number("ramp_s", 0.0, 0.0, kLongestS);
            return;
        case EventKind::camera_fault:
            read_fault(table, event);
            return;
        default:
            return;
    }
}

}  // namespace

void read_events(net::TomlReader& top, SimulationScript& script) {
    for (auto& table : top.tables("event")) {
        ScriptEvent event;
        event.at_s = read_number(table, "at_s", 0.0, kLongestS);
        check_within_run(table, "at_s", event.at_s, script);
        const KindRow* row = read_kind(table);
        if (row == nullptr) continue;
        event.kind = row->kind;
        const ScriptFloor* floor = nullptr;
        // Who enters to run needs no place to begin.
        const bool anywhere = row->kind == EventKind::run && table.has("from");
        if (row->place && !(anywhere && !table.has("at"))) {
            floor = read_floor(table, script);
            if (floor != nullptr) event.floor = floor->floor;
            event.at = read_spot(table, "at", floor);
        }
        if (row->actor) read_actor(table, script, event);
        if (row->duration_s >= 0.0)
            event.duration_s = table.number("duration_s", row->duration_s, 0.0, kLongestS);
        if (!row->target.empty()) read_target(table, row->target, script, event);
        read_details(table, floor, event);
        const auto every_s = table.number_if_any("every_s", kOftenestS, kLongestS);
        table.finish();
        const auto times_s = repeated(event.at_s, every_s, script);
        if (check_number(table, script.events.size() + times_s.size(), "events")) return;
        for (const double at_s : times_s) {
            script.events.push_back(event);
            script.events.back().at_s = at_s;
        }
    }
}

}  // namespace vigie::vision
