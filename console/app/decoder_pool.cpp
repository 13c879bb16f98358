#include "console/app/decoder_pool.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

namespace vigie::console {

namespace {

/// More spare buffers than this are given back to the system.
constexpr std::size_t kMostSpare = 8;

}  // namespace

DecoderPool::DecoderPool(unsigned workers, std::function<void()> ready, const net::Clock& clock)
    : clock_(clock), ready_(std::move(ready)) {
    for (unsigned i = 0; i < std::max(1U, workers); ++i) {
        workers_.emplace_back([this](const std::stop_token& stop) { work(stop); });
    }
}

DecoderPool::~DecoderPool() {
    for (auto& worker : workers_) {
        worker.request_stop();
    }
}

void DecoderPool::watch(const std::map<net::PictureFeed, PixelSize>& places) {
    const std::lock_guard lock(mutex_);
    std::erase_if(feeds_, [&](const auto& entry) { return !places.contains(entry.first); });
    for (const auto& [feed, place] : places) {
        const auto [entry, added] = feeds_.try_emplace(feed);
        entry->second.place = place;
        if (added) {
            entry->second.watch = ++watches_;
        }
    }
    std::erase_if(queue_, [&](const net::PictureFeed& feed) { return !feeds_.contains(feed); });
}

void DecoderPool::submit(net::Picture picture, net::UtcTime arrived) {
    {
        const std::lock_guard lock(mutex_);
        const auto found = feeds_.find(picture.feed);
        if (found == feeds_.end()) {
            ++counters_.unwatched;
            return;
        }
        Feed& feed = found->second;
        if (feed.waiting) {
            ++counters_.replaced;
        } else if (!feed.decoding) {
            queue_.push_back(picture.feed);
        }
        feed.waiting = Waiting{std::move(picture), arrived};
    }
    changed_.notify_one();
}

std::optional<net::PictureFeed> DecoderPool::next_locked() {
    if (queue_.empty()) {
        return std::nullopt;
    }
    const net::PictureFeed feed = queue_.front();
    queue_.pop_front();
    return feed;
}

void DecoderPool::work(const std::stop_token& stop) {
    JpegDecoder decoder;
    std::unique_lock lock(mutex_);
    while (changed_.wait(lock, stop, [this] { return !queue_.empty(); }) && !stop.stop_requested()) {
        const auto key = next_locked();
        Feed& feed = feeds_.at(*key);
        const Waiting job = *std::exchange(feed.waiting, std::nullopt);
        const PixelSize place = feed.place;
        const std::uint64_t watch = feed.watch;
        feed.decoding = true;
        DecodedPicture picture{*key, {}, {}, job.picture.scene, job.arrived, {}};
        if (!spare_.empty()) {
            picture.rgba = std::move(spare_.back());
            spare_.pop_back();
        }
        lock.unlock();

        const net::MonoTime started = clock_.mono();
        const auto result =
            decoder.decode(*job.picture.jpeg, {job.picture.width, job.picture.height}, place, picture.rgba);
        picture.decoding = clock_.mono() - started;
        const bool good = result.has_value();

        lock.lock();
        finish_locked(std::move(picture), watch, result);
        if (good) {
            lock.unlock();
            ready_();
            lock.lock();
        }
    }
}

void DecoderPool::finish_locked(DecodedPicture&& picture, std::uint64_t watch,
                                const net::Result<PixelSize>& result) {
    const auto found = feeds_.find(picture.feed);
    const bool watched = found != feeds_.end() && found->second.watch == watch;
    if (watched) {
        Feed& feed = found->second;
        feed.decoding = false;
        if (feed.waiting) {
            queue_.push_back(picture.feed);
            changed_.notify_one();
        }
    }
    if (!result) {
        ++counters_.malformed;
        last_problem_ = fmt::format("a picture of camera {} was refused: {}", picture.feed.camera.text(),
                                    result.error().message);
        return;
    }
    ++counters_.decoded;
    if (!watched) {
        ++counters_.unwatched;
        return;
    }
    if (found->second.ready) {
        ++counters_.replaced;
    }
    picture.size = *result;
    found->second.ready = std::move(picture);
}

std::vector<DecodedPicture> DecoderPool::take_ready() {
    std::vector<DecodedPicture> ready;
    const std::lock_guard lock(mutex_);
    for (auto& [key, feed] : feeds_) {
        if (feed.ready) {
            ready.push_back(std::move(*feed.ready));
            feed.ready.reset();
        }
    }
    return ready;
}

void DecoderPool::recycle(DecodedPicture&& picture) {
    const std::lock_guard lock(mutex_);
    if (spare_.size() < kMostSpare) {
        spare_.push_back(std::move(picture.rgba));
    }
}

DecoderCounters DecoderPool::counters() const {
    const std::lock_guard lock(mutex_);
    return counters_;
}

std::string DecoderPool::last_problem() const {
    const std::lock_guard lock(mutex_);
    return last_problem_;
}

}  // namespace vigie::console
