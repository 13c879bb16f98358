// Follows people from frame to frame by their feet on the ground.
#pragma once

#include <optional>
#include <vector>

#include <opencv2/core.hpp>

#include "net/types/track.hpp"
#include "vision/analysis/ground.hpp"
#include "vision/analysis/person_size.hpp"
#include "vision/analysis/score_trust.hpp"
#include "vision/analysis/settings.hpp"
#include "vision/analysis/sparse_assignment.hpp"
#include "vision/analysis/walker.hpp"

namespace vigie::vision {

/// Kalman filter on foot points; two-stage association in the manner of ByteTrack (Zhang et al., ECCV
/// 2022: weak detections may continue a track, never start one) with overlap of widened boxes as
/// in C-BIoU (Yang et al., WACV 2023), ground distance and colour in one cost; optimal assignment over the
/// pairs within the gate. Who is seen again after a gap is led along the straight line over it (OC-SORT's
/// observation-centric re-update, Cao et al., CVPR 2023). A track is confirmed by the sum of its sightings'
/// log-odds (Sittler's track score, Blackman and Popoli 1999, section 6.2), scores being worth what the
/// detector's scores turn out to be worth (ScoreTrust). Unseen tracks coast. No picture is looked at: moving
/// cameras are met by a looser motion model. Owned by one thread; refers to `ground` and `size`, which
/// outlive it.
class Tracker {
public:
    Tracker(const TrackerSettings& settings, const PersonSettings& person, double strong_score,
            const Ground& ground, const PersonSize& size)
        : settings_(settings),
          person_(person),
          strong_score_(strong_score),
          ground_(ground),
          size_(size),
          trust_(settings.score) {}

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
    struct Round;
    enum class Followed { confirmed, tentative };

    [[nodiscard]] double acceleration(const Walker& walker) const;
    [[nodiscard]] std::vector<CandidatePair> candidates(const std::vector<Sighting>& seen) const;
    [[nodiscard]] std::optional<double> cost(const Walker& walker, const Sighting& sighting) const;
    [[nodiscard]] bool may_start(const Sighting& sighting) const;
    [[nodiscard]] double evidence_of(const Sighting& sighting) const;
    void match(Round& round, Followed followed, bool weak_too);
    void take(Walker& walker, const Sighting& sighting, double seconds);
    void bridge(Walker& walker, const Sighting& sighting, double seconds) const;
    void confirm_if_due(Walker& walker, const Sighting& sighting) const;
    void miss(Walker& walker, double seconds);
    void place(Walker& walker) const;
    void find_hidden();
    void start_tracks(const Round& round);
    void start(const Sighting& sighting);

    TrackerSettings settings_;
    PersonSettings person_;
    double strong_score_;
    const Ground& ground_;
    const PersonSize& size_;
    ScoreTrust trust_;
    std::vector<Walker> walkers_;
    net::TrackNumber next_ = 1;
};

}  // namespace vigie::vision
