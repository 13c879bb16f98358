// Worker threads which decode the pictures that somebody looks at; newest wins, per feed.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <thread>
#include <vector>

#include "console/app/jpeg_decoder.hpp"
#include "net/types/picture.hpp"
#include "net/types/time.hpp"

namespace vigie::console {

/// A picture in memory with the scene of its very frame.
struct DecodedPicture {
    net::PictureFeed feed;
    PixelSize size;                  ///< of `rgba`
    std::vector<std::uint8_t> rgba;  ///< 4 bytes a pixel
    std::shared_ptr<const net::Scene> scene;
    net::UtcTime arrived{};        ///< on this machine's clock
    net::Microseconds decoding{};  ///< time that decoding took
};

/// What a feed has cost and lost since it was first watched.
struct DecoderCounters {
    std::uint64_t decoded = 0;
    std::uint64_t malformed = 0;  ///< no whole JPEG, or not the announced size
    std::uint64_t replaced = 0;   ///< a newer one came before a worker was free, or before it was taken
    std::uint64_t unwatched = 0;  ///< arrived after nobody looked any more
};

/// Any thread may call any member. At most one waiting and one ready picture is kept for each
/// watched feed. Destruction ends the workers.
class DecoderPool {
public:
    /// `ready` is called on a worker after each decoded picture; it must be quick. `clock` outlives the pool.
    DecoderPool(unsigned workers, std::function<void()> ready, const net::Clock& clock);
    ~DecoderPool();
    DecoderPool(const DecoderPool&) = delete;
    DecoderPool& operator=(const DecoderPool&) = delete;

    /// From now on exactly these feeds are decoded, each for a place of that many pixels. Pictures of others
    /// are dropped.
    void watch(const std::map<net::PictureFeed, PixelSize>& places);

    /// A picture came from the network.
    void submit(net::Picture picture, net::UtcTime arrived);

    /// The newest decoded picture of each feed that has a new one.
    [[nodiscard]] std::vector<DecodedPicture> take_ready();
    /// Gives a picture's memory back for the next one.
    void recycle(DecodedPicture&& picture);

    /// Sums over all feeds, also those that nobody looks at any more.
    [[nodiscard]] DecoderCounters counters() const;
    /// Why the last bad picture was refused; empty when none was.
    [[nodiscard]] std::string last_problem() const;

private:
    struct Waiting {
        net::Picture picture;
        net::UtcTime arrived{};
    };
    struct Feed {
        PixelSize place;
        std::optional<Waiting> waiting;
        std::optional<DecodedPicture> ready;
        bool decoding = false;    ///< one worker at a time, so that pictures stay in order
        std::uint64_t watch = 0;  ///< which watch of this feed: a job of an earlier one is dropped
    };

    void work(const std::stop_token& stop);
    std::optional<net::PictureFeed> next_locked();
    void finish_locked(DecodedPicture&& picture, std::uint64_t watch, const net::Result<PixelSize>& result);

    const net::Clock& clock_;
    std::function<void()> ready_;
    mutable std::mutex mutex_;
    std::condition_variable_any changed_;
    std::map<net::PictureFeed, Feed> feeds_;
    std::deque<net::PictureFeed> queue_;  ///< feeds with a waiting picture, each at most once
    std::vector<std::vector<std::uint8_t>> spare_;
    std::uint64_t watches_ = 0;
    DecoderCounters counters_;
    std::string last_problem_;
    std::vector<std::jthread> workers_;  ///< last: they end before what they use
};

}  // namespace vigie::console
