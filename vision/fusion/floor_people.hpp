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
#include "vision/fusion/place_doubt.hpp"

namespace vigie::vision {

/// How tracks of different cameras are taken for one person. Plain values.
struct FusionSettings {
    double survey_sigma_m = 0.15;  ///< by which two cameras' surveys of a floor disagree, one sigma an axis
    double foot_share = 0.12;      ///< feet are found this share of a body's height off, one sigma (measured)
    PlaceDoubtSettings doubt;      ///< both errors are feared until it is learnt how well cameras agree
    double gate_sigma = 2.4;       ///< tracks further apart than so many deviations are two people ...
    double least_gate_sigma = 1.0;    ///< those nearer than this are one even in the densest crowd
    double gate_m = 1.5;              ///< ... and those further apart than this, by the learnt share
    double pair_memory_s = 3.0;       ///< how far apart two tracks were is remembered for about so long
    double known_share = 0.42;        ///< a pair that was one person before costs this share of its distance
    double distinct_s = 1.0;          ///< a pair that was two people for so long, of late, ...
    double distinct_share = 2.0;      ///< ... costs this share of its distance more, ...
    double distinct_rivals_m2 = 0.2;  ///< ... less where fewer people are hidden about them than this, ...
    double distinct_doubt = 0.6;      ///< ... and not where cameras are off by this share of what is feared
    double ageing_m_per_s = 0.5;      ///< how fast a place gets uncertain while its picture ages, one sigma
    double longest_prediction_s = 1.0;  ///< nobody is moved on for longer than this
};

/// One person on a floor, as all cameras that see them say together.
struct FloorPerson {
    net::FloorId floor;
    net::FloorEstimate estimate;
    std::vector<net::CameraTrack> seen_by;  ///< the one that knows the place best first
    std::size_t coasting = 0;               ///< of those, how many are only predicted
};

/// One camera's people: those that it counts, on the floor that it looks at.
struct FloorView {
    net::FloorId floor;
    std::shared_ptr<const net::Scene> scene;
    const CameraOnFloor* camera = nullptr;  ///< null: not known; then places are as sure as they claim
};

/// Assigns tracks camera by camera, one to one, by Mahalanobis distance, with a memory of how near each pair
/// of tracks has been: two people who stand together for a moment were apart before. How far cameras are off
/// from each other is learnt from people whom three of them see. In a crowd a track may be left alone
/// although somebody is near enough: where it is likelier that there are two, of whom each camera sees one.
/// Places of one person are joined by covariance intersection, which stays honest when the cameras' errors
/// are not independent (Julier and Uhlmann, ACC 1997; weights by Niehsen, FUSION 2002). Owned by one thread;
/// memory is bounded by the tracks in the newest scenes.
class FloorPeople {
public:
    explicit FloorPeople(const FusionSettings& settings) : settings_(settings) {}

    /// Everybody whom the given scenes count, each person once. Places are those of the newest scene's time.
    [[nodiscard]] std::vector<FloorPerson> look(const std::vector<FloorView>& views);
    /// For the next look, one for each of the people of the last: how many others a square metre stand about
    /// them whom no camera may see beside them.
    void expect_rivals(const std::vector<double>& per_m2);

    /// Share of the feared errors by which cameras of a floor are off, as learnt so far.
    [[nodiscard]] double doubt_on(const net::FloorId& floor) const;
    /// The same as far as it is known: 0 before anything is learnt.
    [[nodiscard]] double known_doubt_on(const net::FloorId& floor) const;

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
        net::Vector<net::Floor>
            apart;  ///< the higher key's place from the lower one's, mean of the last while
        net::MonoTime last{};
        bool together = false;
        double distinct_s = 0.0;  ///< for so long one of them was somebody with another track of the other's
                                  ///< camera
    };
    /// Somebody while scenes are put together: `keys` are those of person.seen_by.
    struct Figure {
        FloorPerson person;
        std::vector<Key> keys;
        std::vector<std::size_t> tracks;  ///< the same by their place among all tracks of this look
        double spread_m = 0.0;            ///< root of the sum of both variances
    };

    [[nodiscard]] std::vector<Figure> figures_of(const FloorView& view, net::MonoTime now);
    /// Deviations beyond which somebody else is likelier; `both`: of the distance.
    [[nodiscard]] double gate_of(const Figure& figure, const net::Covariance<net::Floor>& both) const;
    /// Others a square metre whom no camera may see beside them.
    [[nodiscard]] double rivals_about(const Figure& figure) const;
    /// How far it counts, 0 to 1, that a track was somebody else's for so long.
    [[nodiscard]] double distinctness(const Figure& figure, double distinct_s) const;
    [[nodiscard]] static bool has_track_of(const Figure& figure, std::uint32_t camera);
    [[nodiscard]] net::Covariance<net::Floor> spread_between(const Figure& figure, const Figure& other) const;
    /// Learns how well tracks of one person agree.
    void learn(const std::vector<Figure>& tracks, const std::vector<Figure>& people, net::MonoTime now);
    [[nodiscard]] std::optional<double> cost(const Figure& figure, const Figure& other) const;
    static void join(Figure& figure, const Figure& other);
    void remember(const std::vector<Figure>& tracks, const std::vector<Figure>& people, net::MonoTime now);
    [[nodiscard]] const Memory* memory_of(const Key& a, const Key& b) const;

    FusionSettings settings_;
    std::map<net::CameraId, std::uint32_t> cameras_;
    std::unordered_map<Pair, Memory, PairHash> pairs_;
    std::map<net::FloorId, PlaceDoubt> doubts_;
    std::vector<std::vector<Key>> last_;  // tracks of the people of the last look
    std::map<Key, double> rivals_;        // others about a track's person, people a square metre
    std::optional<net::MonoTime> learnt_;
};

}  // namespace vigie::vision
