// The sections of a script's file, read in the order in which they refer to each other. Internal to this
// folder.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "net/toml/toml_reader.hpp"
#include "vision/simulation/script.hpp"

namespace vigie::vision {

/// The floor that `floor` names; refused where there is none.
[[nodiscard]] const ScriptFloor* read_floor(net::TomlReader& table, const SimulationScript& script);
/// A required place on that floor, [x, y]; refused outside of it.
[[nodiscard]] net::Point<net::Floor> read_spot(net::TomlReader& table, std::string_view key,
                                               const ScriptFloor* floor);
[[nodiscard]] std::optional<net::Point<net::Floor>> read_spot_if_any(net::TomlReader& table,
                                                                     std::string_view key,
                                                                     const ScriptFloor* floor);
/// A required outline on that floor that does not cross itself.
[[nodiscard]] net::Polygon<net::Floor> read_outline(net::TomlReader& table, const ScriptFloor* floor);
/// Required: `from` and `to` on that floor, at least 0.5 m apart.
[[nodiscard]] net::Segment read_segment(net::TomlReader& table, const ScriptFloor* floor);
/// A required number.
[[nodiscard]] double read_number(net::TomlReader& table, std::string_view key, double least, double most);
/// A required id that no passage, stairs, area, queue or object has yet.
[[nodiscard]] std::string read_place_id(net::TomlReader& table, const SimulationScript& script);
/// `route`: ids of passages, areas and queues.
[[nodiscard]] std::vector<std::string> read_route(net::TomlReader& table, const SimulationScript& script);
/// The text at `key`, which must name an exit.
[[nodiscard]] std::string read_exit(net::TomlReader& table, std::string_view key,
                                    const SimulationScript& script);
/// Of what is repeated, the oftenest.
inline constexpr double kOftenestS = 10.0;
/// When something of the script happens, seconds: once, or again and again until the run ends.
[[nodiscard]] std::vector<double> repeated(double first_s, std::optional<double> every_s,
                                           const SimulationScript& script);
/// Refuses a time at which the run has ended.
void check_within_run(net::TomlReader& table, std::string_view key, double at_s,
                      const SimulationScript& script);
/// Refuses more than 10,000 of `what`, once they are repeated; true when it did.
[[nodiscard]] bool check_number(net::TomlReader& table, std::size_t number, std::string_view what);
/// Names for a message: "a, b, c"; "none" without any.
template <class Items, class NameOf>
[[nodiscard]] std::string list_names(const Items& items, NameOf name_of) {
    std::string names;
    for (const auto& item : items) names += (names.empty() ? "" : ", ") + std::string(name_of(item));
    return names.empty() ? "none" : names;
}

/// How the floor looks, of whose heights nothing is read here.
void read_look(net::TomlReader& table, ScriptFloor& floor);
void read_places(net::TomlReader& top, SimulationScript& script);
void read_people(net::TomlReader& top, SimulationScript& script);
void read_objects(net::TomlReader& top, SimulationScript& script);
void read_events(net::TomlReader& top, SimulationScript& script);

}  // namespace vigie::vision
