// Where the people of one camera have walked in the last seconds.
#pragma once

#include <deque>
#include <map>
#include <optional>

#include "net/types/scene.hpp"
#include "vision/crowd/settings.hpp"

namespace vigie::vision {

/// One place of a path.
struct Footprint {
    net::Microseconds at_time{};
    net::Point<net::Floor> at;
    double variance_m2 = 0.0;  ///< of the place, mean over both axes, as the tracker claims it
    bool seen = true;          ///< false: predicted by the tracker
};

/// A velocity and how much of it may be noise.
struct Pace {
    net::Vector<net::Floor> m_per_s;
    double noise_m2_per_s2 =
        0.0;  ///< variance of the velocity, both axes together, that is the tracker's own
    /// Speed with the noise taken out, m/s.
    [[nodiscard]] double speed() const;
};

/// The recent places of one person, oldest first; never empty. A value.
class Path {
public:
    explicit Path(Footprint first) : steps_{first} {}

    void add(Footprint step) { steps_.push_back(step); }
    /// Drops what is older than `since`, keeping the newest.
    void forget_before(net::Microseconds since);

    [[nodiscard]] const std::deque<Footprint>& steps() const { return steps_; }
    [[nodiscard]] const Footprint& newest() const { return steps_.back(); }
    /// The newest place that is `ago` old, to within a quarter; nothing when the path is shorter.
    [[nodiscard]] const Footprint* before(net::Microseconds ago) const;
    /// Displacement over the last `over`. Its noise is the larger of what the tracker claims and what the
    /// second differences of the places show (for white jitter of variance s2 their variance is 6 s2 an
    /// axis). Nothing while the path is too short or the person is not seen now.
    [[nodiscard]] std::optional<Pace> pace(net::Microseconds over) const;

private:
    [[nodiscard]] double jitter_m2() const;

    std::deque<Footprint> steps_;
};

/// The paths of all people (confirmed or coasting, with a place) of one camera. Owned by one thread.
class WalkedPaths {
public:
    explicit WalkedPaths(const PathSettings& settings) : settings_(settings) {}

    /// Takes a scene's people at the camera's own time; false when it is too soon after the last. A person
    /// who jumps faster than anybody walks begins a new path.
    bool take(const net::Scene& scene, net::Microseconds now);
    /// Nobody is who he was.
    void restart() { paths_.clear(); }

    /// All that are remembered, by track number. Present are those whose newest place is of now().
    [[nodiscard]] const std::map<net::TrackNumber, Path>& paths() const { return paths_; }
    [[nodiscard]] net::Microseconds now() const { return now_; }
    [[nodiscard]] bool is_present(const Path& path) const { return path.newest().at_time == now_; }

private:
    PathSettings settings_;
    std::optional<net::Microseconds> taken_;
    net::Microseconds now_{};
    std::map<net::TrackNumber, Path> paths_;
};

}  // namespace vigie::vision
