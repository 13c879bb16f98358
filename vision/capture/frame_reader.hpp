// Where pictures come from: one reader for each kind of source.
#pragma once

#include <chrono>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <variant>

#include <opencv2/core.hpp>

#include "net/types/result.hpp"
#include "net/types/time.hpp"
#include "vision/capture/simulated_source.hpp"

namespace vigie::vision {

/// A video file, played as if it were a camera.
struct FileSource {
    std::filesystem::path file;
    std::optional<double> fps;  ///< frames a second of what was filmed; absent: as the file says
    bool real_time = true;      ///< false: as fast as it can be analysed
    bool loop = true;           ///< false: the source ends with the file
};

/// An RTSP camera.
struct RtspSource {
    std::string url;
    std::chrono::milliseconds open_timeout{3000};
    std::chrono::milliseconds read_timeout{2000};
};

using SourceSettings = std::variant<FileSource, RtspSource, SimulatedSource>;

/// How a source that has all of its pictures before they are due is played. Plain values.
struct Playback {
    std::optional<double> fps;  ///< absent: as the source says
    bool real_time = true;
    bool loop = true;
};

/// Nothing for a live source, which sets the pace itself.
[[nodiscard]] std::optional<Playback> playback_of(const SourceSettings& source);

/// The source's address for people: a URL without user and password, a file, a script.
[[nodiscard]] std::string describe(const SourceSettings& source);

enum class Reading { frame, end };

/// Opens and reads one source. Owned and called by one thread; calls may block, at most for the
/// source's timeouts.
class FrameReader {
public:
    virtual ~FrameReader() = default;
    /// Opens, or opens again from the beginning. not_found or unavailable when it cannot.
    [[nodiscard]] virtual net::Result<void> open() = 0;
    /// The next picture (CV_8UC3, BGR, not shared with the reader), or the end of a file.
    [[nodiscard]] virtual net::Result<Reading> read(cv::Mat& picture) = 0;
    /// Frames a second as the source says, once open; nothing when it does not say or nonsense.
    [[nodiscard]] virtual std::optional<double> native_fps() const = 0;
    virtual void close() = 0;

protected:
    FrameReader() = default;
    FrameReader(const FrameReader&) = default;
    FrameReader& operator=(const FrameReader&) = default;
};

/// The reader for a source: through OpenCV and FFmpeg, or of a simulated venue. `clock` outlives it.
[[nodiscard]] std::unique_ptr<FrameReader> make_reader(const SourceSettings& source, const net::Clock& clock);

}  // namespace vigie::vision
