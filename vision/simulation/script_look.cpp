// How a script's floors look.
#include <array>
#include <string>
#include <string_view>
#include <utility>

#include "vision/simulation/script_reading.hpp"

namespace vigie::vision {

namespace {

constexpr std::size_t kMostPatches = 32;

GroundCover read_ground(net::TomlReader& table, std::string_view key, std::string_view fallback) {
    constexpr std::array<std::pair<std::string_view, GroundCover>, 4> kGrounds{
        {{"tiles", GroundCover::tiles},
         {"carpet", GroundCover::carpet},
         {"asphalt", GroundCover::asphalt},
         {"grass", GroundCover::grass}}};
    const std::string name = table.text(key, fallback);
    for (const auto& [known, ground] : kGrounds) {
        if (name == known) return ground;
    }
    table.refuse(key, "must be 'tiles', 'carpet', 'asphalt' or 'grass'");
    return GroundCover::tiles;
}

}  // namespace

void read_look(net::TomlReader& table, ScriptFloor& floor) {
    FloorLook& out = floor.look;
    out.ground = read_ground(table, "ground", "tiles");
    out.ceiling_m = table.number("ceiling_m", out.ceiling_m, 0.0, 50.0);
    auto patches = table.tables("patch");
    if (patches.size() > kMostPatches) table.refuse("patch", "are more than 32; leave some out");
    for (auto& patch : patches) {
        GroundPatch part;
        part.ground = read_ground(patch, "ground", "grass");
        part.outline = read_outline(patch, &floor);
        patch.finish();
        out.patches.push_back(std::move(part));
    }
}

}  // namespace vigie::vision
