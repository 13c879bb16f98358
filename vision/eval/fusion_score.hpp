// Fused people and counts held against who is truly there.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <vector>

#include "net/types/count.hpp"
#include "net/types/geometry.hpp"
#include "net/types/scene.hpp"
#include "vision/fusion/floor_people.hpp"

namespace vigie::vision {

/// What is true of one moment of a zone.
struct TrueZone {
    net::Polygon<net::Floor> outline;
    std::map<std::uint64_t, net::Point<net::Floor>> people;  ///< of its floor, in the zone and beside it
};

/// Who each counted track is; a track that is nobody is absent.
using TrackOwners = std::map<net::CameraTrack, std::uint64_t>;

/// Means over the moments. Shares are of the true people in the zone.
struct FusionScore {
    std::size_t moments = 0;
    double people = 0.0;         ///< truly there
    double counted = 0.0;        ///< fused count of the zone
    double count_error = 0.0;    ///< |counted - true| / true
    double count_bias = 0.0;     ///< (counted - true) / true
    double at_least = 0.0;       ///< share of moments whose count says "at least"
    double covered = 0.0;        ///< share of moments whose interval holds the truth, "at least" or not
    double width = 0.0;          ///< of the interval, by true people
    double doubled = 0.0;        ///< counted more than once: further times, by true people
    double merged = 0.0;         ///< people who lie in one fused person with somebody else, and in no other
    double missed = 0.0;         ///< whom no camera counts
    double nobody = 0.0;         ///< fused people in the zone who are nobody
    double cameras = 0.0;        ///< how many cameras count a person who is counted
    double place_error_m = 0.0;  ///< median distance of a fused person from who it is
};

/// Owned by one thread.
class FusionScorer {
public:
    /// `people`: as fused of the same moment as `count`.
    void add(const TrueZone& truth, const TrackOwners& owners, const std::vector<FloorPerson>& people,
             const net::Count& count);
    [[nodiscard]] FusionScore score() const;

private:
    FusionScore sum_;
    std::vector<double> place_errors_;
};

}  // namespace vigie::vision
