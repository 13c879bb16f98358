// Several cameras' tracks on one floor: who is one person.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <unordered_map>
#include <utility>
#include <vector>

#include "net/types/ids.hpp"
#include "net/types/scene.hpp"
#include "net/types/time.hpp"
#include "net/types/track.hpp"
#include "vision/fusion/camera_on_floor.hpp"

namespace vigie::vision {

/// How tracks of different cameras are taken for one person. Plain values.
struct FusionSettings {
    double survey_sigma_m = 0.15;  ///< by which two cameras' surveys of a floor disagree, one sigma an axis
    double foot_share = 0.12;      ///< feet are found this share of a body's height off, one sigma (measured)
    double hidden_share = 0.7;     ///< of a body covered by a track in a picture: it explains that body
    double miss_ratio = 0.1;       ///< odds that somebody is there, by each camera that would see them freely
                                   ///< and does not; two such outweigh one that sees them, one does not
    double gate_sigma = 2.4;       ///< tracks further apart than so many deviations are two people ...
    double gate_m = 1.5;           ///< ... and those further apart than this
    double pair_memory_s = 3.0;    ///< how far apart two tracks were is remembered for about so long
    double known_share = 0.42;     ///< a pair that was one person before costs this share of its distance
    double ageing_m_per_s = 0.5;   ///< how fast a place gets uncertain while its picture ages, one sigma
    double longest_prediction_s = 1.0;  ///< nobody is moved on for longer than this
};

/// One person on a floor, as all cameras that see them say together.
struct FloorPerson {
    net::FloorId floor;
    net::FloorEstimate estimate;
    std::vector<net::CameraTrack> seen_by;  ///< the one that knows the place best first
    std::size_t missed_by = 0;              ///< cameras that would see them freely and do not
};

/// One camera's people: those that it counts, on the floor that it looks at.
struct FloorView {
    net::FloorId floor;
    std::shared_ptr<const net::Scene> scene;
    const CameraOnFloor* camera = nullptr;  ///< null: not known; then places are as sure as they claim
};

/// Assigns tracks camera by camera, one to one, by Mahalanobis distance, with a memory of how near each pair
/// of tracks has been: two people who stand together for a moment were apart before. Places of one person
/// are joined by covariance intersection, which stays honest when the cameras' errors are not independent
/// (Julier and Uhlmann, ACC 1997; weights by Niehsen, FUSION 2002). Owned by one thread; memory is bounded by
/// the tracks in the newest scenes.
class FloorPeople {
public:
    explicit FloorPeople(const FusionSettings& settings) : settings_(settings) {}

    /// Everybody whom the given scenes count, each person once. Places are those of the newest scene's time.
    [[nodiscard]] std::vector<FloorPerson> look(const std::vector<FloorView>& views);

private:
    /// A camera's track by the camera's number here.
    struct Key {
        std::uint32_t camera = 0;
        net::TrackNumber track = 0;
        auto operator<=>(const Key&) const = default;
    };
    /// The lower key first.
    using Pair = std::pair<Key, Key>;
    struct PairHash {
        [[nodiscard]] std::size_t operator()(const Pair& pair) const;
    };
    struct Memory {
        double distance_m = 0.0;
        net::MonoTime last{};
        bool together = false;
    };
    /// Somebody while scenes are put together: `keys` are those of person.seen_by.
    struct Figure {
        FloorPerson person;
        std::vector<Key> keys;
        double spread_m = 0.0;  ///< root of the sum of both variances
    };

    [[nodiscard]] std::vector<Figure> figures_of(const FloorView& view, net::MonoTime now);
    [[nodiscard]] std::optional<double> cost(const Figure& figure, const Figure& other) const;
    static void join(Figure& figure, const Figure& other);
    void count_misses(std::vector<Figure>& people, const std::vector<FloorView>& views) const;
    void remember(const std::vector<Figure>& tracks, const std::vector<Figure>& people, net::MonoTime now);
    [[nodiscard]] const Memory* memory_of(const Key& a, const Key& b) const;

    FusionSettings settings_;
    std::map<net::CameraId, std::uint32_t> cameras_;
    std::unordered_map<Pair, Memory, PairHash> pairs_;
};

}  // namespace vigie::vision
