#include "console/app/situation_feed.hpp"

#include <algorithm>
#include <utility>

namespace vigie::console {

namespace {

constexpr std::size_t kBound = 8192;
constexpr std::size_t kReplaceableBound = 1024;

}  // namespace

SituationFeed::SituationFeed(std::function<std::shared_ptr<const Situation>()> snapshot,
                             std::function<void()> published, const net::Clock& clock, FeedPace pace)
    : snapshot_(std::move(snapshot)),
      published_(std::move(published)),
      clock_(clock),
      pace_(pace),
      queue_(kBound, net::WhenFull::drop_oldest),
      thread_([this](const std::stop_token& stop) { run(stop); }) {}

SituationFeed::~SituationFeed() = default;

void SituationFeed::observe(Observation observation) {
    queue_.push(std::move(observation));
}

void SituationFeed::observe_replaceable(Observation observation) {
    if (queue_.size() >= kReplaceableBound) {
        ++replaceable_dropped_;
        return;
    }
    queue_.push(std::move(observation));
}

void SituationFeed::publish() {
    situation_.put(snapshot_());
    published_();
}

// After a stall, a situation made half-way through what waits would show feeds silent whose messages are
// here.
void SituationFeed::apply_what_waits(const std::stop_token& stop) {
    for (std::size_t left = queue_.size(); left > 0 && !stop.stop_requested(); --left) {
        if (const auto observation = queue_.take()) {
            (*observation)();
        }
    }
}

void SituationFeed::run(const std::stop_token& stop) {
    net::MonoTime last = clock_.mono();
    bool changed = true;
    while (!stop.stop_requested()) {
        const net::Microseconds period = changed ? pace_.least : pace_.most;
        const net::Microseconds pause = std::max(net::Microseconds::zero(), last + period - clock_.mono());
        if (const auto observation = queue_.wait_take(stop, pause)) {
            (*observation)();
            apply_what_waits(stop);
            changed = true;
        }
        const net::MonoTime now = clock_.mono();
        if (now - last >= (changed ? pace_.least : pace_.most)) {
            publish();
            last = now;
            changed = false;
        }
    }
}

}  // namespace vigie::console
