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
constexpr double kStandsM = 0.5;
constexpr double kStandsS = 5.0;
constexpr double kCloseM = 1.0;

}  // namespace

std::string WantedTruth::lacking_in(const SceneTruth& truth) const {
    struct Figure {
        std::optional<std::size_t> wanted;
        std::size_t true_one;
        const char* what;
    };
    const std::array<Figure, 6> figures{{{people, truth.people, "were there at once"},
                                         {passed, truth.passed, "came in all"},
                                         {in_zone, truth.in_zone, "were at once in a zone of the rule"},
                                         {standing, truth.standing, "stood at once in one"},
                                         {close, truth.close, "were within a metre in one"},
                                         {against, truth.against, "walked against the zone's direction"}}};
    for (const auto& [wanted, true_one, what] : figures) {
        if (wanted && true_one < *wanted) {
            return fmt::format("in truth {} people {}, {} are wanted", true_one, what, *wanted);
        }
    }
    return {};
}

std::string text_of(const SceneTruth& truth) {
    return fmt::format("{} people at once, {} in all, {} in a zone, {} standing, {} close, {} against it",
                       truth.people, truth.passed, truth.in_zone, truth.standing, truth.close, truth.against);
}

void TruthWatch::see(const WorldState& state, double at_s) {
    most_ = std::max(most_, state.people.size());
    for (const auto& person : state.people) all_.insert(person.id);
    for (const auto& zone : record_.zones) {
        auto& truth = zones_[zone.zone];
        std::map<std::uint64_t, double> furthest_m;
        std::map<std::uint64_t, Stand> stands;
        std::vector<net::Point<net::Floor>> inside;
        std::size_t standing = 0;
        for (const auto& person : state.people) {
            if (person.floor != zone.floor || !net::contains(zone.outline, person.at)) continue;
            inside.push_back(person.at);
            const auto stood = truth.stands.find(person.id);
            const bool stays =
                stood != truth.stands.end() && net::distance(stood->second.at, person.at) < kStandsM;
            const auto& stand = stands[person.id] = stays ? stood->second : Stand{person.at, at_s};
            standing += at_s - stand.since_s >= kStandsS ? 1 : 0;
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
        while (truth.from_s.size() < inside.size()) truth.from_s.push_back(at_s);
        truth.furthest_m = std::move(furthest_m);
        truth.stands = std::move(stands);
        truth.standing = std::max(truth.standing, standing);
        see_close(truth, inside);
    }
}

void TruthWatch::see_close(ZoneTruth& truth, const std::vector<net::Point<net::Floor>>& inside) {
    for (const auto& one : inside) {
        const auto near = std::count_if(inside.begin(), inside.end(), [&one](net::Point<net::Floor> other) {
            return net::distance(one, other) <= kCloseM;
        });
        truth.close = std::max(truth.close, static_cast<std::size_t>(near));
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
            out.standing = std::max(out.standing, zone->second.standing);
            out.close = std::max(out.close, zone->second.close);
            out.against = std::max(out.against, zone->second.against.size());
        }
    }
    return out;
}

}  // namespace vigie::vision
