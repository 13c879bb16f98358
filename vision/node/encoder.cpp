#include "vision/node/encoder.hpp"

#include <algorithm>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>
#include <utility>

namespace vigie::vision {

namespace {

cv::Size tile_size(const cv::Size& picture) {
    const double share = std::min({1.0, net::kTileWidth / static_cast<double>(picture.width),
                                   net::kTileHeight / static_cast<double>(picture.height)});
    return {std::max(1, cvRound(picture.width * share)), std::max(1, cvRound(picture.height * share))};
}

/// Fits the tile, aspect kept, never enlarged; empty when OpenCV cannot.
cv::Mat tile_of(const cv::Mat& picture) {
    const cv::Size size = tile_size(picture.size());
    if (size == picture.size()) return picture;
    cv::Mat tile;
    try {
        cv::resize(picture, tile, size, 0.0, 0.0, cv::INTER_AREA);
    } catch (const cv::Exception&) {
        return {};
    }
    return tile;
}

/// A copy with its mask on it; empty when it cannot be masked: then it is not shown.
cv::Mat masked_copy(const AnalysedFrame& frame) {
    try {
        cv::Mat picture = frame.frame.picture.clone();
        return apply_mask(picture, frame.mask) ? picture : cv::Mat();
    } catch (const cv::Exception&) {
        return {};
    }
}

net::SharedBytes to_jpeg(const cv::Mat& picture, int quality) {
    if (picture.empty()) return nullptr;
    std::vector<std::uint8_t> jpeg;
    try {
        if (!cv::imencode(".jpg", picture, jpeg, {cv::IMWRITE_JPEG_QUALITY, quality})) return nullptr;
    } catch (const cv::Exception&) {
        return nullptr;
    }
    return std::make_shared<const std::vector<std::uint8_t>>(std::move(jpeg));
}

}  // namespace

Encoder::Encoder(std::map<net::CameraId, int> quality, const net::Clock& clock)
    : quality_(std::move(quality)), clock_(clock) {}

void Encoder::start(net::NodeServer& server) {
    server_ = &server;
    thread_ = std::jthread([this](const std::stop_token& stop) { run(stop); });
}

void Encoder::offer(AnalysedFrame frame) {
    {
        const std::lock_guard lock(mutex_);
        const net::CameraId camera = frame.scene->camera;
        newest_[camera] = std::move(frame);
        dirty_ = true;
    }
    changed_.notify_one();
}

void Encoder::demand_changed() {
    {
        const std::lock_guard lock(mutex_);
        dirty_ = true;
    }
    changed_.notify_one();
}

void Encoder::run(const std::stop_token& stop) {
    while (!stop.stop_requested()) {
        {
            std::unique_lock lock(mutex_);
            if (!changed_.wait(lock, stop, [this] { return dirty_; })) return;
            dirty_ = false;
        }
        for (const auto& [camera, quality] : quality_) {
            if (const auto frame = newest(camera)) serve(camera, *frame);
        }
    }
}

std::optional<AnalysedFrame> Encoder::newest(const net::CameraId& camera) const {
    const std::lock_guard lock(mutex_);
    const auto found = newest_.find(camera);
    return found == newest_.end() ? std::nullopt : std::optional(found->second);  // shares the pixels
}

void Encoder::serve(const net::CameraId& camera, const AnalysedFrame& frame) {
    cv::Mat masked;
    for (const auto size : {net::PictureSize::full, net::PictureSize::tile}) {
        const net::PictureFeed feed{camera, size};
        if (!server_->wanted(feed, frame.scene->stamp.number)) continue;
        if (masked.empty()) {
            masked = masked_copy(frame);
            if (masked.empty()) {
                count(camera, &Counts::not_masked);
                return;
            }
        }
        auto picture = encode(masked, feed, frame);
        if (!picture) {
            count(camera, &Counts::not_encoded);
            continue;
        }
        // Before it is sent: who has the picture may already ask what was encoded.
        count(camera, size == net::PictureSize::full ? &Counts::full : &Counts::tiles);
        server_->send(*std::move(picture));
    }
}

std::optional<net::Picture> Encoder::encode(const cv::Mat& masked, const net::PictureFeed& feed,
                                            const AnalysedFrame& frame) const {
    const cv::Mat shown = feed.size == net::PictureSize::tile ? tile_of(masked) : masked;
    net::Picture picture;
    picture.feed = feed;
    picture.width = static_cast<std::uint32_t>(shown.cols);
    picture.height = static_cast<std::uint32_t>(shown.rows);
    picture.scene = frame.scene;
    picture.jpeg = to_jpeg(shown, quality_.at(feed.camera));
    picture.encoded = clock_.utc();
    if (picture.jpeg == nullptr) return std::nullopt;
    return picture;
}

void Encoder::count(const net::CameraId& camera, std::uint64_t Counts::*what) {
    const std::lock_guard lock(mutex_);
    ++(counts_[camera].*what);
}

std::vector<net::Counter> Encoder::counters(const net::CameraId& camera) const {
    const std::lock_guard lock(mutex_);
    const auto found = counts_.find(camera);
    const Counts counts = found == counts_.end() ? Counts{} : found->second;
    return {{"tiles_encoded", counts.tiles},
            {"full_encoded", counts.full},
            {"not_masked", counts.not_masked},
            {"not_encoded", counts.not_encoded}};
}

}  // namespace vigie::vision
