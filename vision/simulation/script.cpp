#include "vision/simulation/script.hpp"

#include <utility>

#include "vision/simulation/script_reading.hpp"

namespace vigie::vision {

namespace {

void read_run(net::TomlReader& top, SimulationScript& script) {
    auto table = top.table("run");
    script.seed = static_cast<std::uint64_t>(table.integer("seed", 1, 0, 9'007'199'254'740'992));
    script.steps_per_second = table.number("steps_per_second", script.steps_per_second, 10.0, 100.0);
    script.duration_s = table.number("duration_s", script.duration_s, 1.0, 86400.0);
    script.loop = table.flag("loop", script.loop);
    script.history_s = table.number("history_s", script.history_s, 1.0, 60.0);
    script.most_people = static_cast<std::size_t>(table.integer("most_people", 2000, 1, 5000));
    table.finish();
}

void read_light(net::TomlReader& top, SimulationScript& script) {
    auto table = top.table("light");
    script.light = table.number("amount", script.light, 0.0, 4.0);
    if (table.has("shadow")) {
        const auto [x, y] = table.point("shadow");
        script.sun = {x, y};
        if (x * x + y * y > 100.0) table.refuse("shadow", "must be at most 10 m long");
    } else {
        static_cast<void>(table.points("shadow", 1));  // so that the field is known
    }
    table.finish();
}

void read_forces(net::TomlReader& top, SocialForceSettings& out) {
    auto table = top.table("forces");
    out.relaxation_s = table.number("relaxation_s", out.relaxation_s, 0.1, 2.0);
    out.repulsion_m_per_s2 = table.number("repulsion_m_per_s2", out.repulsion_m_per_s2, 0.0, 50.0);
    out.retreat_share = table.number("retreat_share", out.retreat_share, 1.01, 5.0);
    out.repulsion_range_m = table.number("repulsion_range_m", out.repulsion_range_m, 0.02, 2.0);
    out.behind = table.number("behind", out.behind, 0.0, 0.95);
    out.reach_m = table.number("reach_m", out.reach_m, 0.8, 5.0);
    out.wall_m_per_s2 = table.number("wall_m_per_s2", out.wall_m_per_s2, 0.0, 50.0);
    out.wall_range_m = table.number("wall_range_m", out.wall_range_m, 0.02, 0.1);
    out.body_per_s2 = table.number("body_per_s2", out.body_per_s2, 100.0, 3000.0);
    out.friction_per_m_s = table.number("friction_per_m_s", out.friction_per_m_s, 0.0, 10000.0);
    out.fluctuation_m_per_s2 = table.number("fluctuation_m_per_s2", out.fluctuation_m_per_s2, 0.0, 2.0);
    out.fastest_share = table.number("fastest_share", out.fastest_share, 1.0, 2.0);
    out.contact_steps = static_cast<int>(table.integer("contact_steps", out.contact_steps, 4, 50));
    out.body_radius_m = table.number("body_radius_m", out.body_radius_m, 0.12, 0.35);
    table.finish();
}

void read_population(net::TomlReader& top, PopulationSettings& out) {
    auto table = top.table("people");
    out.height_mean_m = table.number("height_mean_m", out.height_mean_m, 1.0, 2.2);
    out.height_deviation_m = table.number("height_deviation_m", out.height_deviation_m, 0.0, 0.3);
    out.height_least_m = table.number("height_least_m", out.height_least_m, 0.8, 2.2);
    out.height_most_m = table.number("height_most_m", out.height_most_m, 0.8, 2.3);
    out.speed_mean_m_per_s = table.number("speed_mean_m_per_s", out.speed_mean_m_per_s, 0.3, 3.0);
    out.speed_deviation_m_per_s =
        table.number("speed_deviation_m_per_s", out.speed_deviation_m_per_s, 0.0, 1.0);
    out.speed_least_m_per_s = table.number("speed_least_m_per_s", out.speed_least_m_per_s, 0.2, 3.0);
    out.speed_most_m_per_s = table.number("speed_most_m_per_s", out.speed_most_m_per_s, 0.2, 4.0);
    out.bag_share = table.number("bag_share", out.bag_share, 0.0, 1.0);
    out.suitcase_share = table.number("suitcase_share", out.suitcase_share, 0.0, 1.0);
    if (out.height_mean_m < out.height_least_m || out.height_mean_m > out.height_most_m) {
        table.refuse("height_mean_m", "must lie between 'height_least_m' and 'height_most_m'");
    }
    if (out.speed_mean_m_per_s < out.speed_least_m_per_s || out.speed_mean_m_per_s > out.speed_most_m_per_s) {
        table.refuse("speed_mean_m_per_s", "must lie between 'speed_least_m_per_s' and 'speed_most_m_per_s'");
    }
    if (out.bag_share + out.suitcase_share > 1.0) {
        table.refuse("bag_share", "and 'suitcase_share' must be at most 1 together");
    }
    table.finish();
}

void read_behaviour(net::TomlReader& top, BehaviourSettings& out) {
    auto table = top.table("behaviour");
    out.sway_fore_m = table.number("sway_fore_m", out.sway_fore_m, 0.0, 0.1);
    out.sway_side_m = table.number("sway_side_m", out.sway_side_m, 0.0, 0.1);
    out.shift_m = table.number("shift_m", out.shift_m, 0.0, 0.2);
    out.shuffle_every_s = table.number("shuffle_every_s", out.shuffle_every_s, 1.0, 100000.0);
    out.shuffle_m = table.number("shuffle_m", out.shuffle_m, 0.0, 0.5);
    out.stray_m = table.number("stray_m", out.stray_m, 0.0, 1.0);
    out.turn_rad = table.number("turn_rad", out.turn_rad, 0.0, 3.0);
    out.companion_m = table.number("companion_m", out.companion_m, 0.4, 2.0);
    out.companion_far_m = table.number("companion_far_m", out.companion_far_m, 1.0, 50.0);
    out.press_m = table.number("press_m", out.press_m, 1.0, 50.0);
    out.spot_apart_m = table.number("spot_apart_m", out.spot_apart_m, 0.3, 5.0);
    out.fall_s = table.number("fall_s", out.fall_s, 0.2, 5.0);
    out.rise_s = table.number("rise_s", out.rise_s, 0.2, 30.0);
    out.bend_s = table.number("bend_s", out.bend_s, 0.2, 10.0);
    out.climb_m_per_s = table.number("climb_m_per_s", out.climb_m_per_s, 0.2, 3.0);
    out.casting_s = table.number("casting_s", out.casting_s, 0.0, 600.0);
    out.casting_m = table.number("casting_m", out.casting_m, 1.0, 500.0);
    out.react_least_s = table.number("react_least_s", out.react_least_s, 0.0, 10.0);
    out.react_most_s = table.number("react_most_s", out.react_most_s, 0.0, 10.0);
    out.alarm_m_per_s = table.number("alarm_m_per_s", out.alarm_m_per_s, 1.0, 1000.0);
    if (out.react_most_s < out.react_least_s)
        table.refuse("react_most_s", "must not be below 'react_least_s'");
    table.finish();
}

}  // namespace

net::Result<SimulationScript> load_script(const std::filesystem::path& file) {
    const auto content = net::read_toml(file);
    if (!content) return net::fail("simulation", content.error());
    SimulationScript script;
    net::TomlReader top(*content, file.string());
    read_run(top, script);
    read_light(top, script);
    read_forces(top, script.forces);
    read_population(top, script.population);
    read_behaviour(top, script.behaviour);
    read_places(top, script);
    read_objects(top, script);
    read_people(top, script);
    read_events(top, script);
    top.finish();
    if (const auto read = top.result(); !read) return tl::unexpected(read.error());
    return script;
}

}  // namespace vigie::vision
