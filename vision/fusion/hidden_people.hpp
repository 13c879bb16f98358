// People whom cameras counted a while ago and whom none counts now: hidden, not gone.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "net/types/scene.hpp"
#include "net/types/time.hpp"
#include "vision/fusion/floor_people.hpp"
#include "vision/fusion/person_sight.hpp"

namespace vigie::vision {

/// How long somebody is believed to be there whom no camera counts. Plain values.
struct HiddenSettings {
    double known_s = 1.0;         ///< who was seen for about so long is known well enough to be missed
    double surest = 0.995;        ///< chance, at most, that somebody was there at all
    double found_again_s = 1.0;   ///< a camera that could see somebody counts them after about so long
    double shape = 1.0;           ///< of the gamma by which that time differs from place to place
    double stays_s = 10.0;        ///< who is hidden stays where they are for about so long
    double least_chance = 0.1;    ///< who is less likely there is forgotten
    double slows_s = 1.0;         ///< who is hidden walks on for about so long
    double ageing_m_per_s = 0.5;  ///< how fast their place gets uncertain, one sigma
    double gate_sigma = 3.0;      ///< who appears nearer to their place than this is they, unless further ...
    double gate_m = 1.8;          ///< ... off than this, by the learnt share of cameras' errors
};

/// Somebody whom no camera counts now.
struct HiddenPerson {
    FloorPerson person;   ///< where they should be by now; `seen_by` is empty
    double chance = 0.0;  ///< that they are there, 0 to 1
};

/// Remembers everybody who is counted, by their tracks, and believes that who is lost is still there for as
/// long as no camera could well see them: a chance of existence against a chance of detection that depends on
/// the place, as in multi-Bernoulli filters (Mahler, "Advances in Statistical Multisource-Multitarget
/// Information Fusion", 2014, chapter 13). A camera's misses are not independent from picture to picture:
/// what hides somebody stays, so they count once by what could be seen, and then at a rate that differs from
/// place to place (gamma mixture). Who appears is assigned one to one to those who were lost nearby, but for
/// the double of somebody who is seen; whose tracks have all become somebody else's was that person. Owned by
/// one thread; memory is bounded by who was counted of late.
class HiddenPeople {
public:
    explicit HiddenPeople(const HiddenSettings& settings) : settings_(settings) {}

    /// Takes those who are seen at `now`, as `cameras` put them together.
    void look(const std::vector<FloorPerson>& seen, const FloorPeople& cameras, net::MonoTime now);
    /// Who was counted before the last look and not by it.
    [[nodiscard]] std::vector<HiddenPerson> hidden() const;
    /// After each look: `chances` that those who are seen are somebody, and what the cameras could see of
    /// those who are hidden, both in their order.
    void weigh(const std::vector<double>& chances, const std::vector<PersonSight>& hidden);

private:
    struct Known {
        FloorPerson person;
        double sure = 0.0;    ///< that they are somebody, by all that was seen of them, 0 to 1
        double unseen = 1.0;  ///< chance that no camera counts somebody where they are
        double overlooked =
            0.0;  ///< times that a camera is expected to have found them since they were hidden
        double hidden_s = 0.0;
        std::optional<std::size_t> seen;  ///< place among those seen at this look
    };

    [[nodiscard]] double chance_of(const Known& known) const;
    /// One to one by their tracks; for each of `seen`, whether they are somebody known.
    std::vector<char> follow_tracks(const std::vector<FloorPerson>& seen);
    void find_again(const std::vector<FloorPerson>& seen, const FloorPeople& cameras,
                    std::vector<char>& known_already);
    void move_on(Known& known) const;

    HiddenSettings settings_;
    std::vector<Known> known_;
    std::optional<net::MonoTime> last_;
    double passed_s_ = 0.0;
};

}  // namespace vigie::vision
