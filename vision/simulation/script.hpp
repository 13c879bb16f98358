// What a simulated venue is and what happens in it: plain settings, written by hand as TOML or made by a
// test.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "net/types/geometry.hpp"
#include "net/types/ids.hpp"
#include "net/types/result.hpp"
#include "vision/simulation/behaviour.hpp"
#include "vision/simulation/event.hpp"
#include "vision/simulation/floor_look.hpp"
#include "vision/simulation/population.hpp"
#include "vision/simulation/social_force.hpp"

namespace vigie::vision {

/// A floor: a rectangle, whose edges nobody walks through, with walls and obstacles.
struct ScriptFloor {
    net::FloorId floor;
    double width_m = 0.0;
    double height_m = 0.0;
    std::vector<std::vector<net::Point<net::Floor>>> walls;  ///< polylines
    std::vector<net::Polygon<net::Floor>> obstacles;         ///< nobody is inside of them
    FloorLook look;
};

/// A stretch of floor that people pass: an exit, where they leave and enter the venue, or a gate within it.
/// Closed, it is a wall.
struct ScriptPassage {
    std::string id;
    net::FloorId floor;
    net::Segment segment;
    bool exit = false;
    bool closed = false;
};

/// Stairs or a ramp between two floors. Who is on them is on no floor.
struct ScriptStairs {
    std::string id;
    net::FloorId lower;
    net::Segment lower_end;
    net::FloorId upper;
    net::Segment upper_end;
    double length_m = 8.0;
    double speed_share = 0.55;  ///< of the speed on the flat; Fruin (1971): 0.6 to 0.8 m/s along the slope
    bool up = true;
    bool down = true;
};

/// Where people stay for a while: a bar, a stand, the floor before a stage.
struct ScriptArea {
    std::string id;
    net::FloorId floor;
    net::Polygon<net::Floor> outline;
    double stay_least_s = 30.0;
    double stay_most_s = 180.0;
    std::optional<net::Point<net::Floor>> facing;  ///< what they look at
};

/// People one behind the other who are served at its first point.
struct ScriptQueue {
    std::string id;
    net::FloorId floor;
    std::vector<net::Point<net::Floor>>
        line;                        ///< from the service point backwards; goes on straight after it
    double spacing_m = 0.7;          ///< from one to the next
    double service_s = 12.0;         ///< mean; each one is within half of it
    std::size_t people = 0;          ///< that stand there at the start
    std::vector<std::string> route;  ///< of those, afterwards
};

/// People who enter through an exit.
struct ScriptSource {
    std::string at;  ///< the exit
    double people_per_s = 0.2;
    double start_s = 0.0;
    double end_s = 1e9;
    double companions = 0.0;         ///< share who come in twos and threes and stay together, 0 to 1
    std::vector<std::string> route;  ///< exits, gates, areas and queues in order; then the nearest exit
};

/// What a group does at first.
enum class GroupActivity : std::uint8_t { standing, sitting, walking };

/// People who are there when the run begins.
struct ScriptGroup {
    net::FloorId floor;
    net::Polygon<net::Floor> outline;
    std::size_t people = 0;  ///< or, where 0, by density
    double density_per_m2 = 0.0;
    GroupActivity activity = GroupActivity::standing;
    std::optional<net::Point<net::Floor>> facing;
    std::optional<double> until_s;   ///< then they follow the route; without: for ever
    std::vector<std::string> route;  ///< as of a source
};

/// Something that stands there from the start; an event may name it.
struct ScriptObject {
    std::string id;
    std::string kind = "bag";  ///< "bag", "suitcase", "box", "chair"
    net::FloorId floor;
    net::Point<net::Floor> at;
    double heading_rad = 0.0;
};

/// Everything. Times are seconds from the start of the run.
struct SimulationScript {
    std::uint64_t seed = 1;
    double steps_per_second = 20.0;  ///< 10 to 100
    double duration_s = 600.0;
    bool loop = true;                ///< then the same run again; else its last moment stands still
    double history_s = 10.0;         ///< moments that are kept for whoever asks late
    std::size_t most_people = 2000;  ///< at once; nobody enters beyond
    double light = 1.0;
    net::Vector<net::Floor> sun{0.4, 0.3};
    SocialForceSettings forces;
    PopulationSettings population;
    BehaviourSettings behaviour;
    std::vector<ScriptFloor> floors;
    std::vector<ScriptPassage> passages;
    std::vector<ScriptStairs> stairs;
    std::vector<ScriptArea> areas;
    std::vector<ScriptQueue> queues;
    std::vector<ScriptSource> sources;
    std::vector<ScriptGroup> groups;
    std::vector<ScriptObject> objects;
    std::vector<ScriptEvent> events;
};

/// Reads a script. not_found, unavailable, or invalid_input with file, line and field of the first mistake.
[[nodiscard]] net::Result<SimulationScript> load_script(const std::filesystem::path& file);

}  // namespace vigie::vision
