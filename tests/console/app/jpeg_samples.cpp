#include "tests/console/app/jpeg_samples.hpp"

#include <cstring>
#include <stdexcept>

#include <turbojpeg.h>

namespace vigie::test {

std::vector<std::uint8_t> grey_jpeg(std::uint32_t width, std::uint32_t height, std::uint8_t level) {
    const std::vector<unsigned char> rgb(std::size_t{width} * height * 3, level);
    tjhandle encoder = tjInitCompress();
    unsigned char* bytes = nullptr;
    unsigned long size = 0;
    const int failed = tjCompress2(encoder, rgb.data(), static_cast<int>(width), 0, static_cast<int>(height),
                                   TJPF_RGB, &bytes, &size, TJSAMP_420, 90, 0);
    std::vector<std::uint8_t> jpeg(size);
    if (failed == 0) {
        std::memcpy(jpeg.data(), bytes, size);
    }
    tjFree(bytes);
    tjDestroy(encoder);
    if (failed != 0) {
        throw std::runtime_error("the test's JPEG could not be encoded");
    }
    return jpeg;
}

net::Picture grey_picture(std::string_view camera, net::PictureSize size, std::uint64_t number,
                          std::uint8_t level, std::uint32_t width, std::uint32_t height) {
    net::Picture picture;
    picture.feed = {net::CameraId::parse(camera).value(), size};
    picture.width = width;
    picture.height = height;
    auto scene = std::make_shared<net::Scene>();
    scene->camera = picture.feed.camera;
    scene->stamp.number = number;
    scene->stamp.epoch = 1;
    scene->width = width;
    scene->height = height;
    picture.scene = scene;
    picture.jpeg = std::make_shared<const std::vector<std::uint8_t>>(grey_jpeg(width, height, level));
    return picture;
}

}  // namespace vigie::test
