// A masked, encoded picture on its way from a node to an eye.
#pragma once

#include <compare>
#include <cstdint>
#include <memory>
#include <vector>

#include "net/types/ids.hpp"
#include "net/types/scene.hpp"
#include "net/types/time.hpp"

namespace vigie::net {

/// How large a picture an eye needs. The node encodes each size at most once a frame, and only
/// when somebody holds a credit for it.
enum class PictureSize : std::uint8_t {
    tile = 1,  ///< for a wall tile: fits kTileWidth x kTileHeight, aspect kept, never enlarged
    full = 2   ///< as analysed
};

inline constexpr std::uint32_t kTileWidth = 480;
inline constexpr std::uint32_t kTileHeight = 360;

/// One feed of pictures.
struct PictureFeed {
    CameraId camera;
    PictureSize size = PictureSize::tile;
    auto operator<=>(const PictureFeed&) const = default;
};

/// Compressed bytes, from the encoder on never copied: they are moved in, and threads and socket share them.
using SharedBytes = std::shared_ptr<const std::vector<std::uint8_t>>;

/// A masked JPEG with the scene of the very frame it shows: boxes never float off their picture.
struct Picture {
    PictureFeed feed;
    std::uint32_t width = 0;  ///< of the JPEG, pixels; boxes are in the scene's own pixels
    std::uint32_t height = 0;
    std::shared_ptr<const Scene> scene;
    UtcTime encoded{};
    SharedBytes jpeg;
};

}  // namespace vigie::net
