// The reducer's thread: takes what the network and the ledger observed, publishes the situation.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <thread>

#include "console/situation/situation.hpp"
#include "net/types/bounded_queue.hpp"
#include "net/types/latest.hpp"
#include "net/types/time.hpp"

namespace vigie::console {

/// How often a situation is published.
struct FeedPace {
    net::Microseconds least = std::chrono::milliseconds(30);  ///< between two, however much is observed
    net::Microseconds most =
        std::chrono::milliseconds(250);  ///< without any observation: feeds grow late by themselves
};

/// Owns a thread on which all observations and `snapshot` run, so that what they touch needs no lock. Other
/// members from any thread. Destruction ends the thread; what still waits is dropped.
class SituationFeed {
public:
    /// A step of the reducer.
    using Observation = std::function<void()>;

    /// `snapshot` makes the situation of now; `published` is called after each new one and must be quick.
    /// `clock` outlives the feed.
    SituationFeed(std::function<std::shared_ptr<const Situation>()> snapshot, std::function<void()> published,
                  const net::Clock& clock, FeedPace pace = {});
    ~SituationFeed();
    SituationFeed(const SituationFeed&) = delete;
    SituationFeed& operator=(const SituationFeed&) = delete;

    /// Something that must not be lost: a link, a configuration, an incident.
    void observe(Observation observation);
    /// Something that the next message replaces: a scene, an occupancy. Dropped and counted when 1024
    /// observations wait.
    void observe_replaceable(Observation observation);

    /// The newest situation, if there is one since the last call.
    [[nodiscard]] std::optional<std::shared_ptr<const Situation>> take() { return situation_.take(); }
    [[nodiscard]] std::uint64_t dropped() const { return replaceable_dropped_ + queue_.dropped(); }

private:
    void run(const std::stop_token& stop);
    void apply_what_waits(const std::stop_token& stop);
    void publish();

    std::function<std::shared_ptr<const Situation>()> snapshot_;
    std::function<void()> published_;
    const net::Clock& clock_;
    FeedPace pace_;
    net::BoundedQueue<Observation> queue_;
    net::Latest<std::shared_ptr<const Situation>> situation_;
    std::atomic<std::uint64_t> replaceable_dropped_{0};
    std::jthread thread_;
};

}  // namespace vigie::console
