// Who waits in line at a place where people are served, and for how long.
#pragma once

#include <deque>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "net/types/venue.hpp"
#include "vision/crowd/settings.hpp"
#include "vision/crowd/walked_paths.hpp"

namespace vigie::vision {

/// A line is a chain: the first one stands near the head, each next one near another, and all are slow over
/// some seconds, so that a line which moves on stays one and passers-by are none of it. People who stand
/// elsewhere, however close together, are in no line. Somebody who was at the head and leaves the line was
/// served; a track that is lost and found again at the same place was not. Owned by one thread.
class QueueWatch {
public:
    QueueWatch(const net::ZoneConfiguration& zone, const QueueSettings& settings);

    void update(const WalkedPaths& people);
    void clear();
    /// Nobody is who he was: service so far stays known.
    void forget_people() { members_.clear(); }

    [[nodiscard]] double people() const { return people_; }
    /// How long who joins now will wait, s: people by the rate of service while there was a line (Little: A
    /// proof for the queuing formula L = lambda W, Operations Research 9, 1961); with too few served to know
    /// the rate, the mean stay of those who were; with none, what the longest-waiting has waited so far. 0
    /// without a line.
    [[nodiscard]] double waiting_s() const;

private:
    struct Member {
        net::Microseconds joined{};
        net::Microseconds last_in{};
        net::Point<net::Floor> at;     ///< then
        bool joined_in_sight = false;  ///< else it waited already when the watching began
    };
    struct Served {
        net::Microseconds at{};
        std::optional<double> stay_s;
    };

    [[nodiscard]] std::vector<net::TrackNumber> line_of(const WalkedPaths& people) const;
    [[nodiscard]] bool waits(net::TrackNumber number, const Path& path) const;
    /// The member whose track is lost and who stood there; the end when there is none.
    [[nodiscard]] std::map<net::TrackNumber, Member>::const_iterator lost_at(net::Point<net::Floor> at,
                                                                             const WalkedPaths& people) const;
    [[nodiscard]] Member join(net::Point<net::Floor> at, const WalkedPaths& people);
    void leave(const WalkedPaths& people);
    /// Remembers that there was a line between the last update and now.
    void note_line(net::Microseconds last);
    /// For how long there was a line within the window of service, s.
    [[nodiscard]] double lined_up_s() const;

    net::Point<net::Floor> head_;
    net::Polygon<net::Floor> outline_;
    QueueSettings settings_;
    std::map<net::TrackNumber, Member> members_;
    std::deque<Served> served_;
    std::deque<std::pair<net::Microseconds, net::Microseconds>>
        lined_up_;  ///< spans with a line, from and to
    std::optional<net::Microseconds> since_;
    net::Microseconds now_{};
    double people_ = 0.0;
};

}  // namespace vigie::vision
