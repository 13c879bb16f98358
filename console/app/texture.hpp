// One OpenGL texture of RGBA pixels.
#pragma once

#include <cstdint>

#include "console/app/jpeg_decoder.hpp"

namespace vigie::console {

/// Owns the texture; made, used and destroyed on the UI thread with its OpenGL context current. Movable.
/// Linear filter, edges clamped.
class Texture {
public:
    Texture() = default;
    ~Texture();
    Texture(Texture&& other) noexcept;
    Texture& operator=(Texture&& other) noexcept;

    /// `rgba`: 4 bytes a pixel, top row first; copied before the call returns.
    void upload(PixelSize size, const void* rgba);
    /// OpenGL's name; 0 before the first upload.
    [[nodiscard]] std::uint32_t name() const { return name_; }
    [[nodiscard]] PixelSize size() const { return size_; }

private:
    std::uint32_t name_ = 0;
    PixelSize size_;
};

}  // namespace vigie::console
