// Where pictures come from: one reader for each kind of source.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <variant>

#include <opencv2/core.hpp>

#include "net/types/result.hpp"
#include "net/types/time.hpp"
#include "vision/capture/simulated_source.hpp"
#include "vision/simulation/shortfall.hpp"

namespace vigie::vision {

/// A video file, played as if it were a camera.
struct FileSource {
    std::filesystem::path file;
    std::optional<double> fps;  ///< frames a second of what was filmed; absent: as the file says
    bool real_time = true;      ///< false: as fast as it can be analysed
    bool loop = true;           ///< false: the source ends with the file
};

/// Pictures in a folder, in the order of their names (2 before 10), played as if a camera took them. Those of
/// other kinds of files are left out; a picture that cannot be read is told, and passed over.
struct FolderSource {
    std::filesystem::path folder;
    double fps = 0.0;       ///< pictures a second; above 0
    bool real_time = true;  ///< false: as fast as they can be analysed
    bool loop = true;       ///< false: the source ends with the last one
};

/// A camera of this machine (Video4Linux): USB, a capture card.
struct DeviceSource {
    std::filesystem::path device;  ///< such as /dev/v4l/by-id/...-video-index0
    std::optional<cv::Size> size;  ///< asked for; the camera may give another one
    std::optional<double> fps;     ///< the same
    std::string format;            ///< four letters such as MJPG; empty: as the camera is set
    /// A camera that gives nothing for so long is opened again; Video4Linux itself waits up to 10 s.
    std::chrono::milliseconds read_timeout{2000};
};

/// An RTSP camera.
struct RtspSource {
    std::string url;
    std::chrono::milliseconds open_timeout{3000};
    std::chrono::milliseconds read_timeout{2000};
};

using SourceSettings = std::variant<FileSource, FolderSource, RtspSource, DeviceSource, SimulatedSource>;

/// How a source that has all of its pictures before they are due is played. Plain values.
struct Playback {
    std::optional<double> fps;  ///< absent: as the source says
    bool real_time = true;
    bool loop = true;
};

/// Nothing for a live source, which sets the pace itself.
[[nodiscard]] std::optional<Playback> playback_of(const SourceSettings& source);

/// The source's address for people: a URL without user and password, a file, folder, device or script.
[[nodiscard]] std::string describe(const SourceSettings& source);

enum class Reading { frame, end };

/// Opens and reads one source. Owned and called by one thread; calls may block, at most for the
/// source's timeouts.
class FrameReader {
public:
    virtual ~FrameReader() = default;
    /// Opens, or opens again: from the beginning, or after what could not be read. not_found, refused,
    /// invalid_input or unavailable when it cannot.
    [[nodiscard]] virtual net::Result<void> open() = 0;
    /// The next picture (CV_8UC3, BGR, not shared with the reader), or the end of a file.
    [[nodiscard]] virtual net::Result<Reading> read(cv::Mat& picture) = 0;
    /// Frames a second as the source says, once open; nothing when it does not say or nonsense.
    [[nodiscard]] virtual std::optional<double> native_fps() const = 0;
    virtual void close() = 0;
    /// Pictures of the source that cannot be read and are passed over, each counted once; 0 where one that
    /// cannot be read ends the reading.
    [[nodiscard]] virtual std::uint64_t unreadable() const { return 0; }
    /// What the script of a simulated venue asks for and did not come true, of the run in which it was most.
    [[nodiscard]] virtual Shortfall shortfall() const { return {}; }

protected:
    FrameReader() = default;
    FrameReader(const FrameReader&) = default;
    FrameReader& operator=(const FrameReader&) = default;
};

/// The reader for a source: through OpenCV, or of a simulated venue. `clock` outlives it.
[[nodiscard]] std::unique_ptr<FrameReader> make_reader(const SourceSettings& source, const net::Clock& clock);

}  // namespace vigie::vision
