#include "vision/simulation/arrivals.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <utility>

#include "vision/simulation/itinerary.hpp"
#include "vision/simulation/objects.hpp"
#include "vision/simulation/queueing.hpp"

namespace vigie::vision {

namespace {

constexpr double kRoomM = 0.45;     // to the next one, of who enters
constexpr double kInwardM = 0.4;    // from the exit's line
constexpr double kMostOwed = 60.0;  // people who wait outside for room; more are turned away
constexpr double kShortestExitM = 0.7;
constexpr double kClosestM = 0.02;  // of places to choose from, in an outline as narrow as a line
constexpr double kDensestPerM2 = 7.5;

Agent draw_agent(RunState& run, std::size_t floor, Spot at) {
    const SimulationScript& script = *run.script;
    const PersonLook who = draw_person(script.population, run.random);
    Agent agent;
    agent.shown.id = run.next_id++;
    agent.shown.floor = script.floors[floor].floor;
    agent.shown.height_m = who.height_m;
    agent.shown.build = who.build;
    agent.shown.carried = who.carried;
    agent.shown.clothes = who.clothes;
    agent.shown.gait_rad = run.random.uniform(0.0, 2.0 * std::numbers::pi);
    agent.body.at = at;
    agent.body.radius_m = script.forces.body_radius_m * who.build;
    agent.floor = floor;
    agent.speed_m_per_s = who.speed_m_per_s;
    agent.spot = agent.home = at;
    agent.since_s = run.time_s();
    agent.sway_phase = run.random.uniform(0.0, 2.0 * std::numbers::pi);
    agent.sway_period_s = run.random.uniform(3.0, 6.0);
    agent.shift_period_s = run.random.uniform(25.0, 70.0);
    return agent;
}

void settle(Agent& agent, double facing_rad) {
    agent.doing = Doing::staying;
    agent.chosen = true;
    agent.facing_rad = agent.shown.heading_rad = facing_rad;
    agent.body.stance = Stance::settled;
}

void add_group(RunState& run, const ScriptGroup& group) {
    const std::size_t floor = floor_index(*run.script, group.floor);
    const FloorMap& map = run.router->map(floor);
    const auto spots = spread(group.outline, group.people, group.density_per_m2, map, run.random);
    std::size_t placed = 0;
    for (const Spot& at : spots) {
        if (!map.is_free(at) || run.agents.size() >= run.script->most_people) continue;
        ++placed;
        Agent agent = draw_agent(run, floor, at);
        agent.route = places_of(run, group.route);
        const double facing = group.facing ? angle_of(*group.facing - at) + run.random.normal(0.0, 0.2)
                                           : run.random.uniform(-std::numbers::pi, std::numbers::pi);
        if (group.activity == GroupActivity::walking) {
            agent.shown.heading_rad = facing;
            travel_on(run, agent);
        } else {
            settle(agent, facing);
            agent.seated = group.activity == GroupActivity::sitting;
            if (group.until_s) agent.until_s = *group.until_s + run.random.uniform(0.0, 5.0);
        }
        run.agents.push_back(std::move(agent));
    }
    run.placed.push_back(placed);
}

void add_queue(RunState& run, std::size_t index) {
    const ScriptQueue& queue = run.script->queues[index];
    const std::size_t place = *run.router->find(queue.id);
    for (std::size_t i = 0; i < queue.people; ++i) {
        Agent agent = draw_agent(run, run.router->places()[place].floor,
                                 place_in_queue(queue, static_cast<double>(i) * queue.spacing_m));
        agent.route = places_of(run, queue.route);
        agent.goal = place;
        agent.doing = Doing::queueing;
        agent.body.stance = Stance::settled;
        run.queues[index].members.push_back(agent.shown.id);
        run.agents.push_back(std::move(agent));
    }
}

}  // namespace

std::vector<Spot> spread(const net::Polygon<net::Floor>& outline, std::size_t people, double density_per_m2,
                         const FloorMap& map, Random& random) {
    const double area_m2 = net::area(outline);
    const bool counted = people > 0;  // then none of them is lost to an obstacle
    if (people == 0) people = static_cast<std::size_t>(std::lround(density_per_m2 * area_m2));
    if (people == 0) return {};
    double left = outline.corners.front().x;
    double right = left;
    double top = outline.corners.front().y;
    double bottom = top;
    for (const auto& corner : outline.corners) {
        left = std::min(left, corner.x);
        right = std::max(right, corner.x);
        top = std::min(top, corner.y);
        bottom = std::max(bottom, corner.y);
    }
    std::vector<Spot> spots;
    std::size_t inside = 0;
    // Closer by and by until enough places of the lattice lie inside, whatever the outline's shape.
    for (double spacing_m = std::sqrt(2.0 * area_m2 / (std::numbers::sqrt3 * static_cast<double>(people)));
         spots.size() < people && spacing_m > kClosestM; spacing_m *= 0.99) {
        spots.clear();
        inside = 0;
        const double rise_m = spacing_m * std::numbers::sqrt3 / 2.0;
        const double jitter_m = std::clamp(0.5 * (spacing_m - 0.42), 0.02, 0.25 * spacing_m);
        std::size_t row = 0;
        for (double y = top + 0.5 * rise_m; y < bottom; y += rise_m, ++row) {
            for (double x = left + (row % 2 == 0 ? 0.25 : 0.75) * spacing_m; x < right; x += spacing_m) {
                const double dx = random.uniform(-jitter_m, jitter_m);
                const Spot at{x + dx, y + random.uniform(-jitter_m, jitter_m)};
                if (!net::contains(outline, at)) continue;
                ++inside;
                if (!counted || map.is_free(at)) spots.push_back(at);
            }
        }
    }
    if (counted && spots.size() < inside) {  // obstacles stand there
        const double free_m2 = area_m2 * static_cast<double>(spots.size()) / static_cast<double>(inside);
        people = std::min(people, static_cast<std::size_t>(kDensestPerM2 * free_m2));
    }
    while (spots.size() > people) {
        spots.erase(spots.begin() + static_cast<std::ptrdiff_t>(random.below(spots.size())));
    }
    return spots;
}

void populate(RunState& run) {
    const SimulationScript& script = *run.script;
    for (const auto& group : script.groups) add_group(run, group);
    for (std::size_t i = 0; i < script.queues.size(); ++i) add_queue(run, i);
    for (const auto& object : script.objects) {
        SimulatedObject made = object_of_kind(object.kind);
        made.id = run.next_id++;
        made.floor = object.floor;
        made.at = object.at;
        made.heading_rad = object.heading_rad;
        run.objects.push_back(std::move(made));
        run.object_names.push_back(object.id);
    }
}

Agent* enter(RunState& run, std::size_t place) {
    const Place& at = run.router->places()[place];
    const ScriptPassage& exit = run.script->passages[at.index];
    if (run.closed[at.index] != 0 || run.agents.size() >= run.script->most_people) return nullptr;
    const double long_m = net::distance(exit.segment.from, exit.segment.to);
    const double margin = std::min(0.5, 0.5 * kShortestExitM / std::max(long_m, 0.01));
    const Spot on_line = between(exit.segment, run.random.uniform(margin, 1.0 - margin));
    const FloorMap& map = run.router->map(at.floor);
    const Way side = unit(across(exit.segment.to - exit.segment.from));
    const Way inward = map.is_free(on_line + kInwardM * side) ? side : -1.0 * side;
    const Spot inside = on_line + kInwardM * inward;
    for (const Agent& other : run.agents) {
        if (is_on_floor(other) && other.floor == at.floor && net::distance(other.body.at, inside) < kRoomM) {
            return nullptr;
        }
    }
    Agent agent = draw_agent(run, at.floor, inside);
    agent.body.velocity = agent.speed_m_per_s * inward;
    agent.shown.heading_rad = agent.facing_rad = angle_of(inward);
    agent.entered = place;
    run.agents.push_back(std::move(agent));
    return &run.agents.back();
}

void let_in(RunState& run) {
    const SimulationScript& script = *run.script;
    for (std::size_t i = 0; i < script.sources.size(); ++i) {
        const ScriptSource& source = script.sources[i];
        const double now = run.time_s();
        // At most one a step: 10 to 100 people a second, more than any exit lets through.
        const bool due = run.random.chance(source.people_per_s * run.step_s());
        if (due && now >= source.start_s && now < source.end_s) {
            if (run.owed[i] + 1.0 > kMostOwed) ++run.shortfall.turned_away;
            run.owed[i] = std::min(run.owed[i] + 1.0, kMostOwed);
        }
        if (run.owed[i] < 1.0) continue;
        const auto place = run.router->find(source.at);
        Agent* first = place ? enter(run, *place) : nullptr;
        if (first == nullptr) continue;
        run.owed[i] -= 1.0;
        first->route = places_of(run, source.route);
        travel_on(run, *first);
        if (!run.random.chance(source.companions)) continue;
        const Agent leader = *first;  // entering others moves it
        const std::size_t others = run.random.chance(0.7) ? 1 : 2;
        for (std::size_t k = 0; k < others; ++k) {
            Agent* other = nullptr;
            for (int attempt = 0; attempt < 8 && other == nullptr; ++attempt) other = enter(run, *place);
            if (other == nullptr) break;
            run.owed[i] -= 1.0;
            other->route = leader.route;
            travel_on(run, *other);
            other->speed_m_per_s = leader.speed_m_per_s;
            other->leader = leader.shown.id;
            other->beside_m = (k == 0 ? 1.0 : -1.0) * script.behaviour.companion_m;
        }
    }
}

}  // namespace vigie::vision
