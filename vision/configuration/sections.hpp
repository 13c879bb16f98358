// The sections of a node's file, read in the order in which they refer to each other. Internal to this
// folder.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "net/toml/toml_reader.hpp"
#include "vision/configuration/node_configuration.hpp"

namespace vigie::vision {

/// Reads an id; a bad or repeated one is refused at its field.
template <class Id, class Items, class Member>
[[nodiscard]] Id read_new_id(net::TomlReader& table, const Items& known, Member member) {
    const std::string text = table.text("id");
    const auto id = Id::parse(text);
    if (!id) {
        table.refuse("id", "is wrong: " + id.error().message);
        return {};
    }
    for (const auto& item : known) {
        if (item.*member == *id) table.refuse("id", "'" + text + "' is used twice; ids are unique");
    }
    return *id;
}

/// The item that the text names; refused at `key` when there is none.
template <class Items, class Member>
[[nodiscard]] auto find_named(net::TomlReader& table, std::string_view key, const std::string& text,
                              const Items& known, Member member) -> const typename Items::value_type* {
    std::string names;
    for (const auto& item : known) {
        if ((item.*member).text() == text) return &item;
        names += (names.empty() ? "" : ", ") + (item.*member).text();
    }
    table.refuse(
        key, "names '" + text + "', which does not exist (known: " + (names.empty() ? "none" : names) + ")");
    return nullptr;
}

/// Limits of what is served: names in bytes of UTF-8, and how many of a kind a node may have.
inline constexpr std::size_t kLongestName = 200;
inline constexpr std::size_t kLongestSentence = 1000;
inline constexpr std::size_t kMostOfAKind = 512;
inline constexpr double kFarthestM = 100'000.0;  ///< floor points are no further away than this

/// Refuses a text of more than `most` bytes.
void check_length(net::TomlReader& table, std::string_view key, std::string_view text,
                  std::size_t most = kLongestName);
/// Required text of at most `most` bytes.
[[nodiscard]] std::string read_text(net::TomlReader& table, std::string_view key,
                                    std::size_t most = kLongestName);
/// Optional list of names; one that is there twice is refused.
[[nodiscard]] std::vector<std::string> read_names(net::TomlReader& table, std::string_view key);
/// The tables of [[key]], at most `most`.
[[nodiscard]] std::vector<net::TomlReader> read_tables(net::TomlReader& top, std::string_view key,
                                                       std::size_t most = kMostOfAKind);
/// True when no coordinate is beyond kFarthestM.
[[nodiscard]] bool is_on_earth(const std::pair<double, double>& point);

/// The simulated venues of a file by their script: all cameras that name one share it.
struct SharedVenue {
    std::shared_ptr<SimulatedVenue> venue;
    std::shared_ptr<SimulationStart> start;
};
using SimulatedVenues = std::map<std::filesystem::path, SharedVenue>;

/// The camera's source, one of five kinds; relative paths are taken from `state`. What is wrong is refused
/// there.
[[nodiscard]] SourceSettings read_source(net::TomlReader& camera, const std::filesystem::path& state,
                                         const net::CameraId& id, std::optional<double> fps,
                                         const NodeConfiguration& out, SimulatedVenues& venues);
/// `source` has the field 'simulation'. Plays nothing yet. What is wrong is refused there.
[[nodiscard]] SimulatedSource read_simulated_source(net::TomlReader& source,
                                                    const std::filesystem::path& state,
                                                    const net::CameraId& camera, std::optional<double> fps,
                                                    const NodeConfiguration& node, SimulatedVenues& venues);
/// Pairs of a calibration with 'from_pose'; `source`: null for a camera that is not simulated.
[[nodiscard]] std::vector<net::CalibrationPair> read_pose_calibration(net::TomlReader& calibration,
                                                                      const SimulatedSource* source,
                                                                      const net::FloorPlan& floor);

void read_floors(net::TomlReader& top, NodeConfiguration& out);
void read_cameras(net::TomlReader& top, const std::filesystem::path& state, NodeConfiguration& out);
/// After the cameras, before the zones.
void read_neighbours(net::TomlReader& top, const std::filesystem::path& state, NodeConfiguration& out);
/// After the neighbours: cameras that simulated venues' scripts name.
void check_scripts(net::TomlReader& top, const NodeConfiguration& out);
/// The neighbours' camera of that id; null when none has it. Valid as long as `node` is not changed.
[[nodiscard]] NeighbourCamera* find_neighbour_camera(NodeConfiguration& node, const std::string& id);
void read_lines(net::TomlReader& top, NodeConfiguration& out);
/// After the lines. The zone's floor is known.
void read_zone_lines(net::TomlReader& table, const NodeConfiguration& out, net::ZoneConfiguration& zone);
void read_zones(net::TomlReader& top, NodeConfiguration& out);
void read_halls(net::TomlReader& top, NodeConfiguration& out);
void read_rules(net::TomlReader& top, NodeConfiguration& out);
/// Smallest and largest threshold of a kind of rule.
struct ThresholdBounds {
    double least = 0.0;
    double most = 0.0;
};
/// Phases, what differs in some, and hours of a rule whose thresholds are read.
void read_rule_times(net::TomlReader& rule, const ThresholdBounds& bounds, net::RuleConfiguration& out);
/// The priority that `text` at "priority" names; refused there when it is none.
[[nodiscard]] net::Priority read_priority(net::TomlReader& table, const std::string& text);
/// The phase that `text` at `key` names; refused there when it is none.
[[nodiscard]] net::VenuePhase read_phase(net::TomlReader& table, std::string_view key,
                                         const std::string& text);
void read_analysis(net::TomlReader& camera, AnalysisSettings& out);
void read_model(net::TomlReader& camera, const std::filesystem::path& state, AnalysisSettings& out);
void read_mask(net::TomlReader& camera, MaskSettings& out);

}  // namespace vigie::vision
