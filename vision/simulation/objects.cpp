#include "vision/simulation/objects.hpp"

#include <algorithm>
#include <array>

namespace vigie::vision {

namespace {

struct KindRow {
    std::string_view kind;
    std::array<double, 3> size_m;
    Colour colour;
};

constexpr std::array<KindRow, 4> kKinds{{
    {"bag", {0.45, 0.25, 0.40}, {46, 44, 52}},
    {"suitcase", {0.45, 0.28, 0.68}, {38, 52, 78}},
    {"box", {0.50, 0.40, 0.40}, {160, 128, 88}},
    {"chair", {0.50, 0.50, 0.85}, {120, 40, 40}},
}};

const KindRow* find_kind(std::string_view kind) {
    const auto found =
        std::find_if(kKinds.begin(), kKinds.end(), [kind](const KindRow& row) { return row.kind == kind; });
    return found != kKinds.end() ? &*found : nullptr;
}

}  // namespace

bool is_object_kind(std::string_view kind) {
    return find_kind(kind) != nullptr;
}

SimulatedObject object_of_kind(std::string_view kind) {
    const KindRow* known = find_kind(kind);
    const KindRow& row = known != nullptr ? *known : kKinds.front();
    SimulatedObject object;
    object.kind = row.kind;
    object.size_m = row.size_m;
    object.colour = row.colour;
    return object;
}

}  // namespace vigie::vision
