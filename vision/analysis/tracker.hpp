// Follows people from frame to frame by their feet on the ground.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include <opencv2/core.hpp>

#include "net/types/track.hpp"
#include "vision/analysis/appearance.hpp"
#include "vision/analysis/assignment.hpp"
#include "vision/analysis/foot_filter.hpp"
#include "vision/analysis/ground.hpp"
#include "vision/analysis/settings.hpp"

namespace vigie::vision {

/// One figure found in one frame.
struct Sighting {
    net::Box box;        ///< picture pixels
    double score = 0.0;  ///< 0 to 1
    GroundPoint ground;
    Appearance look;
};

/// One followed person. Owned by the tracker.
struct Walker {
    net::TrackNumber number = 0;
    net::TrackState state = net::TrackState::tentative;
    FootFilter filter;
    double metre = 1.0;   ///< ground units by metre, where the walker is
    double height = 1.0;  ///< box height by the expected one
    double aspect = 0.4;  ///< box width by height
    Appearance look;
    cv::Vec2d born_at;
    net::Box box;  ///< picture pixels
    double confidence = 0.0;
    double unseen_s = 0.0;
    std::uint32_t frames_seen = 0;
    bool walked = false;  ///< came far enough to be a person and not a ghost
    bool hidden = false;  ///< unseen, and somebody nearer stands in front
};

/// Kalman filter on foot points; two-stage association in the manner of ByteTrack (Zhang et al., ECCV
/// 2022: weak detections may continue a track, never start one) with overlap of widened boxes as
/// in C-BIoU (Yang et al., WACV 2023), ground distance and colour in one cost; optimal assignment. Unseen
/// tracks coast. Owned by one thread; refers to `ground` and `size`, which outlive it.
class Tracker {
public:
    Tracker(const TrackerSettings& settings, const PersonSettings& person, double strong_score,
            const Ground& ground, const PersonSize& size)
        : settings_(settings), person_(person), strong_score_(strong_score), ground_(ground), size_(size) {}

    /// Moves everybody on by `seconds`; returns where confirmed people are expected now.
    std::vector<net::Box> predict(double seconds);

    /// Takes what was seen after `predict` of the same `seconds`; `picture`: its size in pixels.
    void update(const std::vector<Sighting>& seen, double seconds, cv::Size picture);

    /// Drops everybody, as at a new source epoch. Numbers go on: none is ever used again.
    void restart() { walkers_.clear(); }

    /// The number that the next new track gets; a tracker that replaces this one starts there.
    [[nodiscard]] net::TrackNumber next_number() const { return next_; }
    void start_numbers_at(net::TrackNumber first) { next_ = first; }

    [[nodiscard]] const std::vector<Walker>& walkers() const { return walkers_; }
    /// True when this walker is a person to be counted and shown in the current frame.
    [[nodiscard]] bool counts(const Walker& walker) const;

private:
    [[nodiscard]] std::optional<double> cost(const Walker& walker, const Sighting& sighting) const;
    void match(const std::vector<std::size_t>& walkers, const std::vector<std::size_t>& sightings,
               const std::vector<Sighting>& seen, std::vector<char>& walker_done,
               std::vector<char>& seen_done);
    void take(Walker& walker, const Sighting& sighting);
    void miss(Walker& walker, double seconds);
    void place(Walker& walker) const;
    void start(const Sighting& sighting);

    TrackerSettings settings_;
    PersonSettings person_;
    double strong_score_;
    const Ground& ground_;
    const PersonSize& size_;
    std::vector<Walker> walkers_;
    net::TrackNumber next_ = 1;
};

}  // namespace vigie::vision
