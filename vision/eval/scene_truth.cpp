#include "vision/eval/scene_truth.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>

#include "net/types/geometry.hpp"

namespace vigie::vision {
namespace {

/// Who goes back so far walks against a direction, as the rule about it has it.
constexpr double kAgainstM = 2.0;

}  // namespace

std::string WantedTruth::lacking_in(const SceneTruth& truth) const {
    struct Figure {
        std::optional<std::size_t> wanted;
        std::size_t true_one;
        const char* what;
    };
    const std::array<Figure, 4> figures{{{people, truth.people, "were there at once"},
                                         {passed, truth.passed, "came in all"},
                                         {in_zone, truth.in_zone, "were at once in a zone of the rule"},
                                         {against, truth.against, "walked against the zone's direction"}}};
    for (const auto& [wanted, true_one, what] : figures) {
        if (wanted && true_one < *wanted) {
            return fmt::format("in truth {} people {}, {} are wanted", true_one, what, *wanted);
        }
    }
    return {};
}

std::string text_of(const SceneTruth& truth) {
    return fmt::format("{} people at once, {} in all, {} in a zone, {} against it", truth.people,
                       truth.passed, truth.in_zone, truth.against);
}

void TruthWatch::see(const WorldState& state, double at_s) {
    most_ = std::max(most_, state.people.size());
    for (const auto& person : state.people) all_.insert(person.id);
    for (const auto& zone : record_.zones) {
        auto& truth = zones_[zone.zone];
        std::map<std::uint64_t, double> furthest_m;
        std::size_t inside = 0;
        for (const auto& person : state.people) {
            if (person.floor != zone.floor || !net::contains(zone.outline, person.at)) continue;
            ++inside;
            if (!zone.direction) continue;
            const double length = std::hypot(zone.direction->x, zone.direction->y);
            const double along_m =
                (person.at.x * zone.direction->x + person.at.y * zone.direction->y) / length;
            const auto before = truth.furthest_m.find(person.id);
            const double furthest =
                before == truth.furthest_m.end() ? along_m : std::max(along_m, before->second);
            furthest_m.emplace(person.id, furthest);
            if (furthest - along_m >= kAgainstM) truth.against.insert(person.id);
        }
        while (truth.from_s.size() < inside) truth.from_s.push_back(at_s);
        truth.furthest_m = std::move(furthest_m);
    }
}

SceneTruth TruthWatch::truth_for(net::RuleKind kind) const {
    SceneTruth out;
    out.people = most_;
    out.passed = all_.size();
    for (const auto& rule : record_.rules) {
        if (rule.kind != kind) continue;
        for (const auto& id : rule.zones) {
            const auto zone = zones_.find(id);
            if (zone == zones_.end()) continue;
            const auto& from_s = zone->second.from_s;
            for (std::size_t i = 0; i < from_s.size(); ++i) {
                if (i == out.in_zone_from_s.size()) out.in_zone_from_s.push_back(from_s[i]);
                out.in_zone_from_s[i] = std::min(out.in_zone_from_s[i], from_s[i]);
            }
            out.in_zone = out.in_zone_from_s.size();
            out.against = std::max(out.against, zone->second.against.size());
        }
    }
    return out;
}

}  // namespace vigie::vision
