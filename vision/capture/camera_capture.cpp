#include "vision/capture/camera_capture.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

namespace vigie::vision {

using net::Microseconds;
using net::MonoTime;

namespace {

constexpr Microseconds kIdle = std::chrono::seconds(1);
constexpr double kDefaultFps = 25.0;
/// Further behind than this, a paced file gives up catching up and goes on from now.
constexpr Microseconds kMostBehind = std::chrono::seconds(1);
/// A picture's fingerprint is every n-th pixel: a living camera's noise changes some of them.
constexpr int kFingerprintStep = 8;

Microseconds frames_to_time(std::uint64_t frames, double fps) {
    return Microseconds(std::llround(static_cast<double>(frames) * 1e6 / fps));
}

cv::Mat fingerprint_of(const cv::Mat& picture) {
    cv::Mat out(picture.rows / kFingerprintStep, picture.cols / kFingerprintStep, CV_8UC3);
    for (int row = 0; row < out.rows; ++row) {
        const auto* from = picture.ptr<cv::Vec3b>(row * kFingerprintStep);
        auto* to = out.ptr<cv::Vec3b>(row);
        for (int column = 0; column < out.cols; ++column) to[column] = from[column * kFingerprintStep];
    }
    return out;
}

}  // namespace

CameraCapture::CameraCapture(CaptureSettings settings, std::unique_ptr<FrameReader> reader,
                             const net::Clock& clock)
    : settings_(std::move(settings)),
      reader_(std::move(reader)),
      clock_(clock),
      playback_(playback_of(settings_.source)),
      next_retry_(settings_.first_retry),
      patience_(settings_.first_patience) {}

CaptureStatus CameraCapture::status() const {
    const std::lock_guard lock(mutex_);
    return status_;
}

CameraCapture::Step CameraCapture::step() {
    if (status().state == CaptureState::ended) return {std::nullopt, kIdle};
    return open_ ? read() : open();
}

CameraCapture::Step CameraCapture::open() {
    if (auto opened = reader_->open(); !opened) return retry(opened.error().sentence());
    open_ = true;
    begin_epoch();
    fps_ = kDefaultFps;
    if (const auto native = reader_->native_fps()) fps_ = *native;
    if (playback_ && playback_->fps) fps_ = *playback_->fps;
    return {};
}

void CameraCapture::begin_epoch() {
    epoch_frames_ = 0;
    const std::lock_guard lock(mutex_);
    ++status_.epoch;
}

CameraCapture::Step CameraCapture::read() {
    cv::Mat picture;
    const auto reading = reader_->read(picture);
    if (!reading) return retry(reading.error().sentence());
    if (*reading == Reading::end) return end();

    const MonoTime now = clock_.mono();
    const bool resized = size_.area() > 0 && picture.size() != size_;
    if (resized && epoch_frames_ > 0) begin_epoch();
    size_ = picture.size();
    if (epoch_frames_ == 0) epoch_start_ = now;
    const bool is_new = changed(picture);
    next_retry_ = settings_.first_retry;
    if (stuck(is_new, now)) {
        const std::string source = describe(settings_.source);
        return retry(
            {fmt::format(
                 "'{}' repeats one picture and is opened again: if that does not help, check the camera",
                 source),
             net::Reason::source_repeating,
             {source}});
    }

    Frame frame{picture, {}};
    frame.stamp.captured = clock_.utc();
    frame.stamp.captured_mono = now;
    frame.stamp.stream = stream_time(now);
    {
        const std::uint64_t unreadable = reader_->unreadable();
        Shortfall shortfall = reader_->shortfall();
        const std::lock_guard lock(mutex_);
        status_.unreadable = unreadable;
        status_.shortfall = std::move(shortfall);
        status_.state = CaptureState::running;
        status_.message = {};
        ++status_.frames;
        if (resized) ++status_.size_changes;
        status_.last_frame = frame.stamp.captured;
        status_.last_frame_mono = now;
        if (is_new) status_.last_change_mono = now;
        frame.stamp.epoch = status_.epoch;
        frame.stamp.number = status_.frames;
    }
    ++epoch_frames_;
    return {std::move(frame), until_next(now)};
}

CameraCapture::Step CameraCapture::end() {
    const bool over = playback_ && !playback_->loop;
    if (epoch_frames_ == 0 && !(over && status().frames > 0)) {
        const std::string source = describe(settings_.source);
        return retry({fmt::format("'{}' holds no pictures: check that the file is whole", source),
                      net::Reason::source_broken,
                      {source}});
    }
    if (over) {
        reader_->close();
        const std::lock_guard lock(mutex_);
        status_.state = CaptureState::ended;
        return {std::nullopt, kIdle};
    }
    // The next loop's first picture is due one period after the last one: the pace goes on.
    if (auto opened = reader_->open(); !opened) return retry(opened.error().sentence());
    begin_epoch();
    return {};
}

CameraCapture::Step CameraCapture::retry(const net::Sentence& message) {
    reader_->close();
    open_ = false;
    paced_frames_ = 0;
    const Microseconds wait = next_retry_;
    next_retry_ = std::min(next_retry_ * 2, settings_.last_retry);
    const std::uint64_t unreadable = reader_->unreadable();
    const std::lock_guard lock(mutex_);
    status_.unreadable = unreadable;
    status_.state = CaptureState::failed;
    status_.message = message;
    ++status_.failures;
    return {std::nullopt, wait};
}

bool CameraCapture::stuck(bool is_new, MonoTime now) {
    if (is_new) patience_ = settings_.first_patience;
    if (is_new || epoch_frames_ == 0) still_since_ = now;
    if (playback_ || now - still_since_ < patience_) return false;
    patience_ = std::min(patience_ * 2, settings_.last_patience);
    return true;
}

bool CameraCapture::changed(const cv::Mat& picture) {
    cv::Mat now = fingerprint_of(picture);
    const bool same = now.size() == fingerprint_.size() && !now.empty() &&
                      std::equal(now.datastart, now.dataend, fingerprint_.datastart);
    fingerprint_ = std::move(now);
    return !same;
}

net::StreamTime CameraCapture::stream_time(MonoTime now) const {
    return playback_ ? frames_to_time(epoch_frames_, fps_) : now - epoch_start_;
}

Microseconds CameraCapture::until_next(MonoTime now) {
    if (!playback_ || !playback_->real_time) return {};
    if (paced_frames_ == 0) pace_start_ = now;
    ++paced_frames_;
    MonoTime due = pace_start_ + frames_to_time(paced_frames_, fps_);
    if (now - due > kMostBehind) {
        pace_start_ = now;
        paced_frames_ = 1;
        due = now + frames_to_time(1, fps_);
    }
    return std::max(due - now, Microseconds::zero());
}

}  // namespace vigie::vision
