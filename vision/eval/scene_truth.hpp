// What people truly did in a scripted scene: without it, an alarm that does not come proves nothing.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "net/types/rule_kind.hpp"
#include "net/types/venue.hpp"
#include "vision/simulation/world.hpp"

namespace vigie::vision {

/// People of one script, as the rules of one kind would have to see them. Plain values.
struct SceneTruth {
    std::size_t people = 0;    ///< most who were there at once, on all floors
    std::size_t passed = 0;    ///< all who ever were
    std::size_t in_zone = 0;   ///< most who were at once in one zone of the rules
    std::size_t standing = 0;  ///< most of them who had not moved half a metre for five seconds
    std::size_t close = 0;     ///< most of them within a metre of one of them, that one included
    std::size_t against = 0;   ///< all who walked 2 m against the direction of one
    /// When so many, one more than the index, were first at once in one zone of the rules; seconds since the
    /// start.
    std::vector<double> in_zone_from_s;
};

/// The least of each that a scene must have to mean anything; absent: it does not matter.
struct WantedTruth {
    std::optional<std::size_t> people;
    std::optional<std::size_t> passed;
    std::optional<std::size_t> in_zone;
    std::optional<std::size_t> standing;
    std::optional<std::size_t> close;
    std::optional<std::size_t> against;

    [[nodiscard]] bool wants_any() const {
        return people || passed || in_zone || standing || close || against;
    }
    /// One sentence about the first that is short; empty: nothing is.
    [[nodiscard]] std::string lacking_in(const SceneTruth& truth) const;
};

/// "12 people at once, 30 in all, 7 in a zone, 5 standing, 3 close, 0 against it".
[[nodiscard]] std::string text_of(const SceneTruth& truth);

/// Watches a simulated venue as it goes on. Owned by one thread.
class TruthWatch {
public:
    explicit TruthWatch(net::ConfigurationRecord record) : record_(std::move(record)) {}

    /// `at_s`: since the start; it never decreases.
    void see(const WorldState& state, double at_s);
    [[nodiscard]] SceneTruth truth_for(net::RuleKind kind) const;

private:
    struct Stand {
        net::Point<net::Floor> at;
        double since_s = 0.0;
    };
    struct ZoneTruth {
        std::vector<double> from_s;                  ///< by how many were in it, from one on
        std::map<std::uint64_t, double> furthest_m;  ///< along its direction, of who is in it
        std::set<std::uint64_t> against;
        std::map<std::uint64_t, Stand> stands;  ///< of who is in it
        std::size_t standing = 0;
        std::size_t close = 0;
    };

    static void see_close(ZoneTruth& truth, const std::vector<net::Point<net::Floor>>& inside);

    net::ConfigurationRecord record_;
    std::size_t most_ = 0;
    std::set<std::uint64_t> all_;
    std::map<net::ZoneId, ZoneTruth> zones_;
};

}  // namespace vigie::vision
