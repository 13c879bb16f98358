// Where people can go, and the way there, over several floors.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "vision/simulation/floor_map.hpp"
#include "vision/simulation/flow_field.hpp"
#include "vision/simulation/script.hpp"

namespace vigie::vision {

enum class PlaceKind : std::uint8_t { passage, area, queue, stairs_lower, stairs_upper, point };

/// Somewhere to go.
struct Place {
    PlaceKind kind = PlaceKind::point;
    std::size_t index = 0;  ///< in the script's list of its kind; of a point: of its event
    std::size_t floor = 0;  ///< in the script's floors
    std::string id;         ///< empty: nobody names it
    Goal goal;
};

/// Index in the script's floors; its size where there is none.
[[nodiscard]] std::size_t floor_index(const SimulationScript& script, const net::FloorId& floor);

/// The floors' maps and the ways to all places. Ways are computed when they are first asked for, which
/// changes how long an answer takes, never the answer. Owned by one thread at a time.
class Router {
public:
    /// What to walk towards now: the place itself or the stairs on the way to it.
    struct Leg {
        const FlowField* field = nullptr;
        std::size_t place = 0;
    };

    explicit Router(const SimulationScript& script);

    [[nodiscard]] const FloorMap& map(std::size_t floor) const { return maps_[floor]; }
    [[nodiscard]] const std::vector<Place>& places() const { return places_; }
    /// The passage, area or queue of that id.
    [[nodiscard]] std::optional<std::size_t> find(std::string_view id) const;
    /// Where the event takes place; nothing where it has no place.
    [[nodiscard]] std::optional<std::size_t> point_of_event(std::size_t event) const;
    /// The other end of stairs.
    [[nodiscard]] std::size_t other_end(std::size_t stairs_place) const;

    /// A number for the passages that people know to be closed and do not try; ways are asked for by it.
    [[nodiscard]] std::size_t knowledge(const ClosedPassages& closed);
    /// Nothing where no way leads there.
    [[nodiscard]] std::optional<Leg> leg(std::size_t floor, Spot at, std::size_t place, std::size_t known);
    /// Length of the way, metres; infinite where there is none.
    [[nodiscard]] double distance_m(std::size_t floor, Spot at, std::size_t place, std::size_t known);
    /// The exit with the shortest way that is not known to be closed.
    [[nodiscard]] std::optional<std::size_t> nearest_exit(std::size_t floor, Spot at, std::size_t known);

private:
    struct Knowledge {
        ClosedPassages closed;
        std::vector<std::unique_ptr<FlowField>> fields;          ///< by place
        std::vector<std::unique_ptr<std::vector<double>>> rest;  ///< by place: from each stairs end on to it
    };

    void add_places(const SimulationScript& script);
    [[nodiscard]] const FlowField& field(std::size_t place, std::size_t known);
    /// From entering each stairs place, metres of walking to `place`.
    [[nodiscard]] const std::vector<double>& rest(std::size_t place, std::size_t known);

    std::vector<FloorMap> maps_;
    std::vector<Place> places_;
    std::vector<std::size_t> exits_;
    std::vector<std::size_t> stairs_;        ///< places that are ends of stairs
    std::vector<double> stairs_m_;           ///< of each of those, as long as it takes to walk on the flat;
                                             ///< infinite where one cannot enter there
    std::vector<std::size_t> event_points_;  ///< of each event; places_.size() where it has none
    std::vector<Knowledge> known_;
};

}  // namespace vigie::vision
