#include "vision/simulation/routing.hpp"

#include <algorithm>
#include <limits>
#include <utility>

namespace vigie::vision {

namespace {

constexpr double kNoWay = std::numeric_limits<double>::infinity();
constexpr double kWallReachM = 1.5;

Spot middle(const Goal& goal) {
    return between(goal.lines.front(), 0.5);
}

}  // namespace

std::size_t floor_index(const SimulationScript& script, const net::FloorId& floor) {
    const auto found = std::find_if(script.floors.begin(), script.floors.end(),
                                    [&](const ScriptFloor& other) { return other.floor == floor; });
    return static_cast<std::size_t>(found - script.floors.begin());
}

Router::Router(const SimulationScript& script) {
    for (const auto& floor : script.floors) maps_.emplace_back(floor, script.passages, kWallReachM);
    add_places(script);
}

void Router::add_places(const SimulationScript& script) {
    const auto add = [&](PlaceKind kind, std::size_t index, const net::FloorId& floor, std::string id,
                         Goal goal) {
        places_.push_back({kind, index, floor_index(script, floor), std::move(id), std::move(goal)});
    };
    for (std::size_t i = 0; i < script.passages.size(); ++i) {
        const auto& passage = script.passages[i];
        if (passage.exit) exits_.push_back(places_.size());
        add(PlaceKind::passage, i, passage.floor, passage.id, {{passage.segment}, {}});
    }
    for (std::size_t i = 0; i < script.areas.size(); ++i) {
        add(PlaceKind::area, i, script.areas[i].floor, script.areas[i].id, {{}, script.areas[i].outline});
    }
    for (std::size_t i = 0; i < script.queues.size(); ++i) {
        const auto& queue = script.queues[i];
        Goal goal;
        for (std::size_t k = 0; k + 1 < queue.line.size(); ++k) {
            goal.lines.push_back({queue.line[k], queue.line[k + 1]});
        }
        add(PlaceKind::queue, i, queue.floor, queue.id, std::move(goal));
    }
    for (std::size_t i = 0; i < script.stairs.size(); ++i) {
        const auto& stairs = script.stairs[i];
        const double walked_m = stairs.length_m / stairs.speed_share;
        stairs_.push_back(places_.size());
        stairs_m_.push_back(stairs.up ? walked_m : kNoWay);
        add(PlaceKind::stairs_lower, i, stairs.lower, "", {{stairs.lower_end}, {}});
        stairs_.push_back(places_.size());
        stairs_m_.push_back(stairs.down ? walked_m : kNoWay);
        add(PlaceKind::stairs_upper, i, stairs.upper, "", {{stairs.upper_end}, {}});
    }
    std::vector<std::size_t> points;
    for (std::size_t i = 0; i < script.events.size(); ++i) {
        const auto& event = script.events[i];
        points.push_back(std::numeric_limits<std::size_t>::max());
        if (!event.at || floor_index(script, event.floor) == script.floors.size()) continue;
        // An act that is repeated leads to the same place each time.
        const auto same =
            std::find_if(script.events.begin(), script.events.begin() + static_cast<std::ptrdiff_t>(i),
                         [&event](const ScriptEvent& other) {
                             return other.at == event.at && other.floor == event.floor;
                         });
        const auto earlier = static_cast<std::size_t>(same - script.events.begin());
        points.back() = earlier < i ? points[earlier] : places_.size();
        if (earlier < i) continue;
        add(PlaceKind::point, i, event.floor, "", {{{*event.at, *event.at}}, {}});
    }
    event_points_ = std::move(points);
}

std::optional<std::size_t> Router::find(std::string_view id) const {
    if (id.empty()) return std::nullopt;
    for (std::size_t i = 0; i < places_.size(); ++i) {
        if (places_[i].id == id) return i;
    }
    return std::nullopt;
}

std::optional<std::size_t> Router::point_of_event(std::size_t event) const {
    const std::size_t place = event_points_[event];
    return place < places_.size() ? std::optional(place) : std::nullopt;
}

std::size_t Router::other_end(std::size_t stairs_place) const {
    return places_[stairs_place].kind == PlaceKind::stairs_lower ? stairs_place + 1 : stairs_place - 1;
}

std::size_t Router::knowledge(const ClosedPassages& closed) {
    for (std::size_t i = 0; i < known_.size(); ++i) {
        if (known_[i].closed == closed) return i;
    }
    Knowledge fresh;
    fresh.closed = closed;
    fresh.fields.resize(places_.size());
    fresh.rest.resize(places_.size());
    known_.push_back(std::move(fresh));
    return known_.size() - 1;
}

const FlowField& Router::field(std::size_t place, std::size_t known) {
    auto& kept = known_[known].fields[place];
    if (!kept) {
        kept = std::make_unique<FlowField>(maps_[places_[place].floor], places_[place].goal,
                                           known_[known].closed, FlowFieldSettings{});
    }
    return *kept;
}

const std::vector<double>& Router::rest(std::size_t place, std::size_t known) {
    auto& kept = known_[known].rest[place];
    if (kept) return *kept;
    // Bellman and Ford: as many rounds as there are stairs find every way.
    std::vector<double> rest(stairs_.size(), kNoWay);
    for (std::size_t round = 0; round < stairs_.size(); ++round) {
        for (std::size_t i = 0; i < stairs_.size(); ++i) {
            const Place& arrival = places_[other_end(stairs_[i])];
            double onward = kNoWay;
            if (arrival.floor == places_[place].floor) {
                onward = field(place, known).distance_m(middle(arrival.goal));
            }
            for (std::size_t k = 0; k < stairs_.size(); ++k) {
                if (k / 2 == i / 2 || places_[stairs_[k]].floor != arrival.floor || rest[k] == kNoWay)
                    continue;
                onward =
                    std::min(onward, rest[k] + field(stairs_[k], known).distance_m(middle(arrival.goal)));
            }
            rest[i] = std::min(rest[i], stairs_m_[i] + onward);
        }
    }
    kept = std::make_unique<std::vector<double>>(std::move(rest));
    return *kept;
}

std::optional<Router::Leg> Router::leg(std::size_t floor, Spot at, std::size_t place, std::size_t known) {
    if (places_[place].floor == floor && field(place, known).distance_m(at) < kNoWay) {
        return Leg{&field(place, known), place};
    }
    std::optional<Leg> best;
    double shortest = kNoWay;
    for (std::size_t i = 0; i < stairs_.size(); ++i) {
        if (places_[stairs_[i]].floor != floor) continue;
        const FlowField& there = field(stairs_[i], known);
        const double way_m = there.distance_m(at) + rest(place, known)[i];
        if (way_m < shortest) {
            shortest = way_m;
            best = Leg{&there, stairs_[i]};
        }
    }
    return best;
}

double Router::distance_m(std::size_t floor, Spot at, std::size_t place, std::size_t known) {
    const auto first = leg(floor, at, place, known);
    if (!first) return kNoWay;
    const double way_m = first->field->distance_m(at);
    if (first->place == place) return way_m;
    const auto index =
        static_cast<std::size_t>(std::find(stairs_.begin(), stairs_.end(), first->place) - stairs_.begin());
    return way_m + rest(place, known)[index];
}

std::optional<std::size_t> Router::nearest_exit(std::size_t floor, Spot at, std::size_t known) {
    std::optional<std::size_t> best;
    double shortest = kNoWay;
    for (const std::size_t exit : exits_) {
        if (known_[known].closed[places_[exit].index] != 0) continue;
        const double way_m = distance_m(floor, at, exit, known);
        if (way_m < shortest) {
            shortest = way_m;
            best = exit;
        }
    }
    return best;
}

}  // namespace vigie::vision
