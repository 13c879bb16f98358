#include "console/app/texture_store.hpp"

#include <string_view>

#include <GL/gl.h>
#include <GL/glext.h>

namespace vigie::console {

void TextureStore::upload(const DecodedPicture& picture) {
    ShownPicture& shown = pictures_[picture.feed];
    shown.texture.upload(picture.size, picture.rgba.data());
    shown.scene = picture.scene;
    shown.swapped = false;
}

const ShownPicture* TextureStore::newest(const net::CameraId& camera) const {
    const ShownPicture* newest = nullptr;
    for (const net::PictureSize size : {net::PictureSize::full, net::PictureSize::tile}) {
        const auto found = pictures_.find({camera, size});
        if (found != pictures_.end() &&
            (newest == nullptr || found->second.scene->stamp.captured > newest->scene->stamp.captured)) {
            newest = &found->second;
        }
    }
    return newest;
}

void TextureStore::swapped(const std::function<void(const net::Scene&)>& shown) {
    for (auto& [feed, picture] : pictures_) {
        if (!picture.swapped) {
            picture.swapped = true;
            shown(*picture.scene);
        }
    }
}

void TextureStore::keep_only(const std::set<net::CameraId>& cameras) {
    std::erase_if(pictures_, [&](const auto& entry) { return !cameras.contains(entry.first.camera); });
}

std::vector<std::uint8_t> read_framebuffer(PixelSize size) {
    std::vector<std::uint8_t> rgba(std::size_t{size.width} * size.height * 4);
    glPixelStorei(GL_PACK_ALIGNMENT, 4);
    glReadPixels(0, 0, static_cast<GLsizei>(size.width), static_cast<GLsizei>(size.height), GL_RGBA,
                 GL_UNSIGNED_BYTE, rgba.data());
    return rgba;
}

void clear_framebuffer(PixelSize size, float red, float green, float blue) {
    glViewport(0, 0, static_cast<GLsizei>(size.width), static_cast<GLsizei>(size.height));
    glClearColor(red, green, blue, 1.0F);
    glClear(GL_COLOR_BUFFER_BIT);
}

bool draws_in_software() {
    const auto* renderer = reinterpret_cast<const char*>(glGetString(GL_RENDERER));
    if (renderer == nullptr) {
        return false;
    }
    const std::string_view name(renderer);
    return name.find("llvmpipe") != std::string_view::npos ||
           name.find("softpipe") != std::string_view::npos || name.find("swrast") != std::string_view::npos;
}

}  // namespace vigie::console
