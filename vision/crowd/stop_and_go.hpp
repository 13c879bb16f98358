// Stop-and-go waves: people who stop together and go on together, again and again.
#pragma once

#include <map>
#include <optional>

#include "net/types/venue.hpp"
#include "vision/crowd/settings.hpp"
#include "vision/crowd/sliding_window.hpp"
#include "vision/crowd/walked_paths.hpp"

namespace vigie::vision {

/// The sign of a crowd that flows no longer (Helbing, Johansson and Al-Abideen, Phys. Rev. E 75, 046109,
/// 2007). A stop counts once its owner goes on: with a walk before and after it, so that people who arrive,
/// leave or step forward in a queue make none; who shuffles before a gate has stopped. The share of the
/// zone's people who are in such a stop at one moment makes waves; the figure is the height of the second
/// highest of the last minute, as one stop of all (a guide who shows something) is no wave. Who is lost from
/// sight in a stop is left out of the share, up to half of the people. Owned by one thread.
class StopAndGo {
public:
    StopAndGo(const net::ZoneConfiguration& zone, const MovementSettings& settings);

    [[nodiscard]] bool due(net::Microseconds now) const { return window_.due(now); }
    void put(const WalkedPaths& people);
    void clear();

    /// 0 to 1; nothing until the window is full, unless there were waves in it, or always too few people to
    /// make any: an alarm of before a restart must not outlive its crowd.
    [[nodiscard]] std::optional<double> share() const;

private:
    struct Walker {
        net::Point<net::Floor> went_from;  ///< where this walk began
        bool going = false;
        std::optional<net::Microseconds> stopped;    ///< since when, after a walk
        std::optional<net::Microseconds> went_on;    ///< when it went on after that stop
        net::Microseconds seen{};                    ///< in the zone
        std::optional<net::TrackNumber> goes_on_as;  ///< the number that took the walk over
    };
    struct Moment {
        double people = 0.0;
        double stopped = 0.0;  ///< of them, who went on since
        double lost = 0.0;     ///< of them, who had stopped and were not seen to go on
    };

    /// A new number goes on with the walk of who was lost where it begins: numbers break in a crowd.
    Walker& walker_of(net::TrackNumber number, const WalkedPaths& people);
    /// Ends a takeover when the number that was lost is seen again.
    void take_back(Walker& walker);
    /// Neither a stumble nor a stay.
    [[nodiscard]] bool is_stop(net::Microseconds lasted) const;
    void follow(Walker& walker, const Path& path, double speed, net::Microseconds now);
    /// Who was lost in a stop may have gone on: no share is made of him. Who had stayed for longer has not.
    void leave_out(const Walker& lost);
    void count_stop(net::Microseconds from, net::Microseconds to);

    net::Polygon<net::Floor> outline_;
    BurstSettings settings_;
    double walking_m_per_s_;
    net::Microseconds pace_over_;
    std::map<net::TrackNumber, Walker> walkers_;
    SlidingWindow<Moment> window_;
};

}  // namespace vigie::vision
