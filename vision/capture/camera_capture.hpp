// Keeps one camera's pictures coming: pace, epochs, back-off, and what went wrong.
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "net/types/sentence.hpp"
#include "net/types/time.hpp"
#include "vision/capture/frame.hpp"
#include "vision/capture/frame_reader.hpp"

namespace vigie::vision {

/// How a source is followed. Plain values.
struct CaptureSettings {
    SourceSettings source;
    net::Microseconds first_retry = std::chrono::milliseconds(500);  ///< doubled after each failure ...
    net::Microseconds last_retry = std::chrono::seconds(10);         ///< ... up to this
    /// A live source that repeats one picture for this long is opened again: OpenCV 4.6 does so for ever
    /// after a stream's size has changed. Doubled while that does not help ...
    net::Microseconds first_patience = std::chrono::seconds(10);
    net::Microseconds last_patience = std::chrono::minutes(10);  ///< ... up to this
};

enum class CaptureState { opening, running, failed, ended };

/// What is known of the source now.
struct CaptureStatus {
    CaptureState state = CaptureState::opening;
    net::Sentence message;  ///< of the last failure; empty while running
    net::SourceEpoch epoch = 0;
    std::uint64_t frames = 0;
    std::uint64_t failures = 0;      ///< times that opening or reading failed
    std::uint64_t size_changes = 0;  ///< times that the picture's size changed
    std::uint64_t unreadable = 0;    ///< pictures of a folder that cannot be read and are passed over
    Shortfall shortfall;             ///< of a simulated venue's script
    std::optional<net::UtcTime> last_frame;
    std::optional<net::MonoTime> last_frame_mono;
    std::optional<net::MonoTime> last_change_mono;  ///< when a picture last differed from the one before
};

/// One camera's capture, driven by its owner: call step(), use the frame, wait, call again. One
/// thread steps; any thread may ask for the status.
class CameraCapture {
public:
    /// `clock` outlives it.
    CameraCapture(CaptureSettings settings, std::unique_ptr<FrameReader> reader, const net::Clock& clock);

    struct Step {
        std::optional<Frame> frame;
        net::Microseconds wait{};  ///< before the next step
    };

    /// Opens or reads, as is due. Blocks no longer than the reader does. After the end of a source that
    /// does not loop, returns nothing and asks to wait a second, for ever.
    [[nodiscard]] Step step();

    [[nodiscard]] CaptureStatus status() const;

private:
    Step open();
    Step read();
    Step retry(const net::Sentence& message);
    Step end();
    /// True when a live source should be opened again because its picture does not change.
    [[nodiscard]] bool stuck(bool is_new, net::MonoTime now);
    void begin_epoch();
    [[nodiscard]] bool changed(const cv::Mat& picture);
    [[nodiscard]] net::StreamTime stream_time(net::MonoTime now) const;
    [[nodiscard]] net::Microseconds until_next(net::MonoTime now);

    CaptureSettings settings_;
    std::unique_ptr<FrameReader> reader_;
    const net::Clock& clock_;
    std::optional<Playback> playback_;  ///< nothing for a live source
    double fps_ = 0.0;
    bool open_ = false;
    cv::Size size_;
    cv::Mat fingerprint_;
    net::MonoTime epoch_start_{};  ///< when the epoch's first frame was taken
    net::MonoTime pace_start_{};   ///< when frame 0 of the pace was due
    std::uint64_t paced_frames_ = 0;
    std::uint64_t epoch_frames_ = 0;
    net::Microseconds next_retry_;
    net::Microseconds patience_;
    net::MonoTime still_since_{};  ///< the picture last changed, or the epoch began

    mutable std::mutex mutex_;
    CaptureStatus status_;
};

}  // namespace vigie::vision
