#include "vision/eval/json_file.hpp"

#include <cerrno>
#include <fstream>
#include <string>
#include <system_error>
#include <utility>

namespace vigie::vision {
namespace {

net::Result<JsonFile> cannot_write(net::ErrorCode code, const std::filesystem::path& file, int cause) {
    return net::fail(code, "cannot write the figures to " + file.string() + " (" +
                               std::generic_category().message(cause) +
                               "): check that its folder exists and has room, and that you may write there");
}

}  // namespace

net::Result<JsonFile> JsonFile::reserve(const std::filesystem::path& file) {
    std::error_code ignored;
    const bool is_new = !std::filesystem::exists(file, ignored);
    errno = 0;
    if (!std::ofstream(file, std::ios::binary | std::ios::app).is_open()) {
        return cannot_write(net::ErrorCode::unavailable, file, errno);
    }
    return JsonFile(file, is_new);
}

JsonFile::JsonFile(std::filesystem::path file, bool is_new) : file_(std::move(file)), remove_(is_new) {}

JsonFile::JsonFile(JsonFile&& other) noexcept
    : file_(std::move(other.file_)), remove_(std::exchange(other.remove_, false)) {}

JsonFile::~JsonFile() {
    if (remove_) {
        std::error_code ignored;
        std::filesystem::remove(file_, ignored);
    }
}

net::Result<void> JsonFile::write(std::string_view text) {
    errno = 0;
    std::ofstream out(file_, std::ios::binary | std::ios::trunc);
    out << text;
    out.close();
    if (!out) {
        return tl::unexpected(cannot_write(net::ErrorCode::exhausted, file_, errno).error());
    }
    remove_ = false;
    return {};
}

}  // namespace vigie::vision
