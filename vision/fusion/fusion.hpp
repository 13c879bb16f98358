// From the newest scene of each camera to the figures of the venue: the one place where several
// cameras become one floor. Pure: no clock, no threads.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <vector>

#include "net/types/crowd_velocity.hpp"
#include "net/types/ids.hpp"
#include "net/types/scene.hpp"
#include "net/types/venue.hpp"
#include "vision/analysis/settings.hpp"
#include "vision/fusion/crowd_together.hpp"
#include "vision/fusion/floor_people.hpp"
#include "vision/fusion/hidden_people.hpp"
#include "vision/fusion/person_sight.hpp"
#include "vision/fusion/unseen_people.hpp"

namespace vigie::vision {

/// What a camera last saw, and whether it sees now.
struct CameraView {
    std::shared_ptr<const net::Scene> scene;  ///< the last one that could be trusted; null: none yet
    bool blind = true;                        ///< silent, failed, frozen, in doubt, behind, or not started
    std::shared_ptr<const net::CrowdVelocities> crowd =
        nullptr;  ///< of that scene; null: nobody knows, as of another node's
};

using CameraViews = std::map<net::CameraId, CameraView>;

/// A node's figures from its cameras' views. Owned by one thread.
///
/// A zone that one calibrated camera sees is counted by it. One that several see is counted from their tracks
/// together, each person once or, where cameras disagree, for a share (torn_people), and those are added whom
/// none of them sees, as a lower bound: who was seen before and is hidden, or more if those who are seen tell
/// of more. While all of its cameras are blind a zone keeps its last count; while some are, it is what the
/// others see and never less than the last whole count: a lost camera never empties a zone. Both are "at
/// least", partly blind; so is a zone that nobody has counted yet. The venue's count adds the zones that
/// count towards it, their errors taken as independent.
class Fusion {
public:
    explicit Fusion(net::ConfigurationRecord configuration, const FusionSettings& settings = {},
                    const CountSettings& count = {}, const PresenceSettings& presence = {},
                    const SightSettings& sight = {}, const UnseenSettings& unseen = {},
                    const HiddenSettings& hidden = {});

    /// Without floors. `at` is 1970 before the first scene.
    [[nodiscard]] net::Occupancy look(const CameraViews& views);
    /// Everybody whom the cameras that see counted at the last look, each person once.
    [[nodiscard]] const std::vector<FloorPerson>& people() const { return seen_; }
    /// Whom they counted a while ago and who was hidden from all of them at the last look.
    [[nodiscard]] const std::vector<HiddenPerson>& hidden() const { return hidden_; }

private:
    /// A camera for pictures of one size.
    struct Known {
        std::uint32_t width = 0;
        std::uint32_t height = 0;
        std::optional<CameraOnFloor> camera;
    };

    /// The views that see now, of calibrated cameras, each on its floor.
    [[nodiscard]] std::vector<FloorView> seeing(const CameraViews& views);
    /// Works out what the cameras could see of everybody, and who is hidden.
    void weigh(const std::vector<FloorView>& views);
    /// Null when its calibration does not fit the scene's picture.
    [[nodiscard]] const CameraOnFloor* on_floor(const net::CameraConfiguration& camera,
                                                const net::Scene& scene);
    [[nodiscard]] net::ZoneCount count_zone(const net::ZoneConfiguration& zone, const CameraViews& views);
    /// By who sees them and who ought to, as if cameras put everybody together rightly: odds that a person of
    /// the floor is somebody, and nobody else of it.
    [[nodiscard]] double odds_of(const FloorPerson& person, const PersonSight& sight) const;
    /// How far the people of a zone are taken for torn apart, 0 to 1: as cameras disagree about places, and
    /// people stand free. Of those last seen.
    [[nodiscard]] double tornness_in(const net::ZoneConfiguration& zone) const;
    /// That a person of the floor is somebody, and nobody else of it.
    [[nodiscard]] double chance_of(const FloorPerson& person, const PersonSight& sight, double torn) const;
    [[nodiscard]] net::Count count_together(const net::ZoneConfiguration& zone,
                                            const std::vector<ZoneView>& seen) const;
    /// The interval, and whom no camera sees, for what count_people() made of those who are seen; `hidden`:
    /// expected of them who were seen before.
    void add_unseen(net::Count& count, const std::vector<std::size_t>& inside, double hidden) const;

    net::ConfigurationRecord configuration_;
    CountSettings count_;
    PresenceSettings presence_;
    SightSettings sight_;
    UnseenSettings unseen_;
    FloorPeople people_;
    std::map<net::CameraId, Known> known_;
    std::vector<FloorPerson> seen_;
    std::vector<PersonSight> sights_;  // of seen_
    HiddenPeople memory_;
    std::vector<HiddenPerson> hidden_;             // who is not among seen_ and yet there
    std::map<net::ZoneId, net::ZoneCount> whole_;  // the last count that all of a zone's cameras made
};

/// The density of each floor that any camera has seen, on the grid of the first of them. Where
/// several look, the one that sees more people is believed; what only blind cameras look at is NaN.
[[nodiscard]] std::vector<net::DensityGrid> fuse_floors(const CameraViews& views);

}  // namespace vigie::vision
