#include "console/app/png_writer.hpp"

#include <unistd.h>

#include <algorithm>
#include <memory>
#include <utility>

#include <fmt/format.h>
#include <stb/stb_image_write.h>

#include "console/app/file_replacement.hpp"

namespace vigie::console {

namespace {

constexpr std::size_t kMostWaiting = 3;

void append(void* context, void* data, int size) {
    static_cast<std::string*>(context)->append(static_cast<const char*>(data),
                                               static_cast<std::size_t>(size));
}

/// Top row first, without the alpha that a window's framebuffer may hold anything in.
std::vector<std::uint8_t> rgb_top_down(const WindowPixels& pixels) {
    const std::size_t width = pixels.width;
    const std::size_t height = pixels.height;
    std::vector<std::uint8_t> rgb(width * height * 3);
    for (std::size_t y = 0; y < height; ++y) {
        const std::uint8_t* from = pixels.rgba.data() + (height - 1 - y) * width * 4;
        std::uint8_t* to = rgb.data() + y * width * 3;
        for (std::size_t x = 0; x < width; ++x, from += 4, to += 3) {
            std::copy_n(from, 3, to);
        }
    }
    return rgb;
}

}  // namespace

net::Result<void> write_png(const std::filesystem::path& folder, const WindowPixels& pixels) {
    const auto file = folder / (pixels.name + ".png");
    if (pixels.width == 0 || pixels.height == 0 ||
        pixels.rgba.size() != std::size_t{pixels.width} * pixels.height * 4) {
        return net::fail(net::ErrorCode::invalid_input,
                         fmt::format("screenshot {}: {} bytes are not {}x{} pixels", file.string(),
                                     pixels.rgba.size(), pixels.width, pixels.height));
    }
    const auto rgb = rgb_top_down(pixels);
    std::string png;
    if (stbi_write_png_to_func(append, &png, static_cast<int>(pixels.width), static_cast<int>(pixels.height),
                               3, rgb.data(), static_cast<int>(pixels.width * 3)) == 0) {
        return net::fail(net::ErrorCode::internal,
                         fmt::format("screenshot {}: out of memory", file.string()));
    }
    const auto written = replace_file(file, png);
    if (!written || pixels.notes.empty()) {
        return written;
    }
    return replace_file(folder / (pixels.name + ".json"), pixels.notes);
}

net::Result<std::unique_ptr<PngWriter>> PngWriter::open(const std::filesystem::path& folder) {
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    if (!error &&
        (!std::filesystem::is_directory(folder, error) || ::access(folder.c_str(), W_OK | X_OK) != 0)) {
        error = std::make_error_code(std::errc::permission_denied);
    }
    if (error) {
        return net::fail(net::ErrorCode::unavailable,
                         fmt::format("--shots {}: {}; name a folder that may be written to", folder.string(),
                                     error.message()));
    }
    return std::unique_ptr<PngWriter>(new PngWriter(folder));
}

PngWriter::PngWriter(std::filesystem::path folder)
    : folder_(std::move(folder)),
      queue_(kMostWaiting, net::WhenFull::drop_oldest),
      problems_(1, net::WhenFull::drop_oldest),
      thread_([this](const std::stop_token& stop) {
          while (!stop.stop_requested()) {
              if (const auto pixels = queue_.wait_take(stop, std::chrono::seconds(10))) {
                  write(*pixels);
              }
          }
          while (const auto pixels = queue_.take()) {
              write(*pixels);
          }
      }) {}

PngWriter::~PngWriter() = default;

void PngWriter::put(WindowPixels pixels) {
    queue_.push(std::move(pixels));
}

void PngWriter::write(const WindowPixels& pixels) {
    if (const auto done = write_png(folder_, pixels); !done) {
        problems_.push(done.error().message);
    } else {
        ++written_;
    }
}

std::optional<std::string> PngWriter::take_problem() {
    return problems_.take();
}

}  // namespace vigie::console
