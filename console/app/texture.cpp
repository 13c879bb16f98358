#include "console/app/texture.hpp"

#include <utility>

#include <GL/gl.h>
#include <GL/glext.h>

namespace vigie::console {

Texture::~Texture() {
    if (name_ != 0) {
        glDeleteTextures(1, &name_);
    }
}

Texture::Texture(Texture&& other) noexcept : name_(std::exchange(other.name_, 0)), size_(other.size_) {}

Texture& Texture::operator=(Texture&& other) noexcept {
    std::swap(name_, other.name_);
    std::swap(size_, other.size_);
    return *this;
}

void Texture::upload(PixelSize size, const void* rgba) {
    const bool fresh = name_ == 0;
    if (fresh) {
        glGenTextures(1, &name_);
    }
    glBindTexture(GL_TEXTURE_2D, name_);
    if (fresh) {
        glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_LINEAR);
        glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_LINEAR);
        glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_S, GL_CLAMP_TO_EDGE);
        glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_T, GL_CLAMP_TO_EDGE);
    }
    const auto width = static_cast<GLsizei>(size.width);
    const auto height = static_cast<GLsizei>(size.height);
    glPixelStorei(GL_UNPACK_ALIGNMENT, 4);
    glPixelStorei(GL_UNPACK_ROW_LENGTH, 0);
    if (fresh || size_ != size) {
        glTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA8, width, height, 0, GL_RGBA, GL_UNSIGNED_BYTE, rgba);
    } else {
        glTexSubImage2D(GL_TEXTURE_2D, 0, 0, 0, width, height, GL_RGBA, GL_UNSIGNED_BYTE, rgba);
    }
    size_ = size;
}

}  // namespace vigie::console
