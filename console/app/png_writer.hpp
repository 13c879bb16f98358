// Screenshots: pixels read on the UI thread become PNG files on a thread of their own.
#pragma once

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "net/types/bounded_queue.hpp"
#include "net/types/result.hpp"

namespace vigie::console {

/// Pixels as OpenGL reads them: RGBA, bottom row first.
struct WindowPixels {
    std::uint32_t width = 0;
    std::uint32_t height = 0;
    std::vector<std::uint8_t> rgba;
    std::string name;   ///< of the file, without folder and ".png"
    std::string notes;  ///< written beside it as name.json; empty: none
};

/// Writes `pixels` to `folder`/name.png, then its notes, each complete or not at all. unavailable with the
/// reason when it cannot.
[[nodiscard]] net::Result<void> write_png(const std::filesystem::path& folder, const WindowPixels& pixels);

/// Owns a thread. put() from the UI thread; destruction writes what waits, then ends.
class PngWriter {
public:
    /// Makes the folder and proves that it can be written to; unavailable with what to do when it cannot.
    [[nodiscard]] static net::Result<std::unique_ptr<PngWriter>> open(const std::filesystem::path& folder);
    ~PngWriter();
    PngWriter(const PngWriter&) = delete;
    PngWriter& operator=(const PngWriter&) = delete;

    /// The oldest waiting picture goes when three wait already.
    void put(WindowPixels pixels);

    [[nodiscard]] std::uint64_t written() const { return written_; }
    [[nodiscard]] std::uint64_t dropped() const { return queue_.dropped(); }
    /// The newest failure to write since the last call; nothing when all went well.
    [[nodiscard]] std::optional<std::string> take_problem();

private:
    explicit PngWriter(std::filesystem::path folder);
    void write(const WindowPixels& pixels);

    std::filesystem::path folder_;
    net::BoundedQueue<WindowPixels> queue_;
    net::BoundedQueue<std::string> problems_;
    std::atomic<std::uint64_t> written_{0};
    std::jthread thread_;
};

}  // namespace vigie::console
