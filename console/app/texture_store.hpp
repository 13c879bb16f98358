// One OpenGL texture for each picture feed on screen, uploaded only when a new picture is there.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <set>

#include "console/app/decoder_pool.hpp"
#include "console/app/texture.hpp"
#include "net/types/picture.hpp"

namespace vigie::console {

/// A picture on the graphics side; it stays and ages until a newer one comes.
struct ShownPicture {
    Texture texture;
    std::shared_ptr<const net::Scene> scene;
    bool swapped = false;  ///< it has been on screen
};

/// Owned by the UI thread, with its OpenGL context current at every call and at destruction.
class TextureStore {
public:
    /// Uploads the picture; its memory may be reused at once.
    void upload(const DecodedPicture& picture);
    /// The newest picture of the camera, the larger one where two are equally new; null before the first.
    [[nodiscard]] const ShownPicture* newest(const net::CameraId& camera) const;
    /// Calls `shown` with the scene of each picture that was uploaded since the last call. Call after the
    /// swap.
    void swapped(const std::function<void(const net::Scene&)>& shown);
    /// Forgets the pictures of all other cameras.
    void keep_only(const std::set<net::CameraId>& cameras);

private:
    std::map<net::PictureFeed, ShownPicture> pictures_;
};

/// The framebuffer's pixels, RGBA, bottom row first. Call after drawing and before the swap.
[[nodiscard]] std::vector<std::uint8_t> read_framebuffer(PixelSize size);

/// Clears the whole framebuffer to an opaque colour, each part 0 to 1.
void clear_framebuffer(PixelSize size, float red, float green, float blue);

/// True when OpenGL is drawn by the processor (Mesa's llvmpipe or softpipe).
[[nodiscard]] bool draws_in_software();

}  // namespace vigie::console
