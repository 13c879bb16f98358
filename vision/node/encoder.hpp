// Masks and encodes what somebody looks at, and nothing else.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <stop_token>
#include <thread>
#include <vector>

#include "net/transport/node_server.hpp"
#include "net/types/health.hpp"
#include "vision/node/analysed_frame.hpp"

namespace vigie::vision {

/// Owns the encoder thread. offer(), demand_changed() and counters() may be called from any thread; they
/// never wait for an encode. One newest frame a camera is kept: newest wins. Each size is encoded at most
/// once a frame, however many eyes there are; a picture that cannot be masked is not shown.
class Encoder {
public:
    /// JPEG quality by camera, 30 to 95. `clock` outlives it.
    Encoder(std::map<net::CameraId, int> quality, const net::Clock& clock);

    /// Starts the thread; once. `server`, which may already call demand_changed, outlives the thread.
    void start(net::NodeServer& server);
    /// Ends the thread; what is offered later is not encoded.
    void stop() { thread_ = {}; }

    void offer(AnalysedFrame frame);
    void demand_changed();

    /// Pictures encoded of one camera by size, and those that could not be masked and were not shown.
    [[nodiscard]] std::vector<net::Counter> counters(const net::CameraId& camera) const;

private:
    struct Counts {
        std::uint64_t tiles = 0;
        std::uint64_t full = 0;
        std::uint64_t not_masked = 0;
        std::uint64_t not_encoded = 0;
    };

    void run(const std::stop_token& stop);
    [[nodiscard]] std::optional<AnalysedFrame> newest(const net::CameraId& camera) const;
    void serve(const net::CameraId& camera, const AnalysedFrame& frame);
    [[nodiscard]] std::optional<net::Picture> encode(const cv::Mat& masked, const net::PictureFeed& feed,
                                                     const AnalysedFrame& frame) const;
    void count(const net::CameraId& camera, std::uint64_t Counts::*what);

    std::map<net::CameraId, int> quality_;
    net::NodeServer* server_ = nullptr;  ///< set before the thread starts
    const net::Clock& clock_;

    mutable std::mutex mutex_;  ///< guards what follows
    std::condition_variable_any changed_;
    bool dirty_ = false;
    std::map<net::CameraId, AnalysedFrame> newest_;
    std::map<net::CameraId, Counts> counts_;

    std::jthread thread_;  ///< last: stopped before what it uses goes
};

}  // namespace vigie::vision
