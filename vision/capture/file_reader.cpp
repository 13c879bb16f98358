// A video file through OpenCV and FFmpeg.
#include <fmt/format.h>

#include <unistd.h>

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <system_error>
#include <utility>

#include "vision/capture/opencv_source.hpp"
#include "vision/capture/shape_watch.hpp"

namespace vigie::vision {

using net::ErrorCode;
using net::Reason;
using net::Result;

namespace {

// A decoder may leave out some of the pictures that a file's head counts.
constexpr std::uint64_t kFewPictures = 2;
constexpr double kShareOff = 0.05;

/// Tells a file from one that took its name.
struct FileState {
    std::uintmax_t size = 0;
    std::filesystem::file_time_type written;
    bool operator==(const FileState&) const = default;
};

/// A file ended at a picture, of so many.
struct Cut {
    std::uint64_t at = 0;
    std::uint64_t of = 0;
};

class FileReader final : public FrameReader {
public:
    explicit FileReader(const FileSource& source) : file_(source.file), has_rate_(source.fps.has_value()) {}

    Result<void> open() override {
        std::error_code error;
        if (!std::filesystem::is_regular_file(file_, error)) {
            return net::fail(
                ErrorCode::not_found,
                {fmt::format("there is no video file '{}': check the camera's source", file_.string()),
                 Reason::source_missing,
                 {file_.string()}});
        }
        if (::access(file_.c_str(), R_OK) != 0) {
            return net::fail(
                ErrorCode::refused,
                {fmt::format("the video file '{}' may not be read: give the node's user the right to",
                             file_.string()),
                 Reason::source_forbidden,
                 {file_.string()}});
        }
        const FileState now{std::filesystem::file_size(file_, error),
                            std::filesystem::last_write_time(file_, error)};
        const bool same = now == opened_;
        if (same && change_) return changes_shape();
        if (same && cut_again_) return ends_early();
        if (!same) {
            whole_ = false;
            cut_.reset();
        }
        change_.reset();
        read_ = 0;
        if (!whole_) watch_.open(file_);
        // A loop rewinds: OpenCV opens one source at a time in the whole process, and a camera that is slow
        // to open would hold up every looping file.
        rewound_ = capture_.isOpened() && same && rewind();
        opened_ = now;
        if (rewound_) return {};
        return open_anew();
    }

    Result<Reading> read(cv::Mat& picture) override {
        if (!whole_) change_ = watch_.next();
        if (change_) return changes_shape();
        cv::Mat decoded;
        try {
            bool got = capture_.read(decoded);
            if (!got && rewound_) {  // this kind of file cannot be rewound
                if (auto opened = open_anew(); !opened) return tl::unexpected(opened.error());
                got = capture_.read(decoded);
            }
            rewound_ = false;
            if (!got) {
                if (is_cut()) return ends_early();
                whole_ = true;
                return Reading::end;
            }
            ++read_;
        } catch (const cv::Exception& cause) {
            return net::fail(ErrorCode::corrupt,
                             {fmt::format("'{}' cannot be decoded further: {}", file_.string(), cause.msg),
                              Reason::source_broken,
                              {file_.string()}});
        }
        auto bgr = as_bgr(decoded, file_.string());
        if (!bgr) return tl::unexpected(bgr.error());
        picture = std::move(*bgr);
        return Reading::frame;
    }

    std::optional<double> native_fps() const override { return sensible_fps(capture_); }
    void close() override { capture_.release(); }

private:
    Result<void> open_anew() {
        rewound_ = false;
        try {
            if (capture_.open(file_.string(), cv::CAP_FFMPEG)) return check_rate();
        } catch (const cv::Exception&) {  // reported below, with the file's name instead of OpenCV's words
        }
        return net::fail(ErrorCode::invalid_input,
                         {fmt::format("'{}' is not a video that can be played: check that the file is whole",
                                      file_.string()),
                          Reason::source_broken,
                          {file_.string()}});
    }

    [[nodiscard]] tl::unexpected<net::Error> changes_shape() const {
        const std::string first = text_of(change_->first);
        const std::string then = text_of(change_->then);
        return net::fail(
            ErrorCode::invalid_input,
            {fmt::format("'{}' changes from {} to {} pixels at about picture {} and would be counted "
                         "wrongly from there on: bring it to one size, or split it there",
                         file_.string(), first, then, change_->frame),
             Reason::source_changes_size,
             {file_.string(), first, then}});
    }

    /// Whether it ends well before its head says. A disk that failed once is asked a second time.
    bool is_cut() {
        const auto told = watch_.told_frames();
        const bool early = !whole_ && told && *told > read_ + kFewPictures &&
                           static_cast<double>(*told) * (1.0 - kShareOff) > static_cast<double>(read_);
        cut_again_ = early && cut_ && cut_->at == read_;
        cut_ = early ? std::optional(Cut{read_, *told}) : std::nullopt;
        return early;
    }

    [[nodiscard]] tl::unexpected<net::Error> ends_early() const {
        return net::fail(ErrorCode::corrupt,
                         {fmt::format("'{}' ends at picture {} of {}: it is cut short or broken there; give "
                                      "the camera a whole copy of it",
                                      file_.string(), cut_->at, cut_->of),
                          Reason::source_broken,
                          {file_.string()}});
    }

    /// At a guessed rate all speeds and durations would be wrong.
    Result<void> check_rate() {
        if (has_rate_ || sensible_fps(capture_)) return {};
        const double told = capture_.get(cv::CAP_PROP_FPS);
        capture_.release();
        return net::fail(
            ErrorCode::invalid_input,
            fmt::format("'{}' says that it has {:.4g} pictures a second, which is not believed: give "
                        "the camera 'fps'",
                        file_.string(), told));
    }

    bool rewind() {
        try {
            return capture_.set(cv::CAP_PROP_POS_FRAMES, 0.0);
        } catch (const cv::Exception&) {
            return false;
        }
    }

    std::filesystem::path file_;
    bool has_rate_;  ///< set by the configuration
    FileState opened_;
    bool rewound_ = false;  ///< nothing was read since
    cv::VideoCapture capture_;
    ShapeWatch watch_;
    bool whole_ = false;  ///< the file was watched to its end, and keeps its shape
    std::optional<ShapeChange> change_;
    std::uint64_t read_ = 0;  ///< pictures since the file's beginning
    std::optional<Cut> cut_;  ///< it ended early
    bool cut_again_ = false;  ///< ... twice, at the same picture
};

}  // namespace

std::unique_ptr<FrameReader> make_file_reader(const FileSource& source) {
    return std::make_unique<FileReader>(source);
}

}  // namespace vigie::vision
