#include "console/app/file_replacement.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <string>
#include <system_error>

#include <fmt/format.h>

namespace vigie::console {

namespace {

tl::unexpected<net::Error> failed(const std::filesystem::path& file, int error) {
    return net::fail(
        net::ErrorCode::unavailable,
        fmt::format("cannot write {}: {}; check that its folder exists, may be written to and is not full",
                    file.string(), std::generic_category().message(error)));
}

/// 0, or the error number.
int write_all(int descriptor, std::string_view content) {
    while (!content.empty()) {
        const ssize_t written = ::write(descriptor, content.data(), content.size());
        if (written < 0 && errno == EINTR) {
            continue;
        }
        if (written < 0) {
            return errno;
        }
        content.remove_prefix(static_cast<std::size_t>(written));
    }
    return ::fsync(descriptor) == 0 ? 0 : errno;
}

}  // namespace

net::Result<void> replace_file(const std::filesystem::path& file, std::string_view content) {
    std::string partial = file.string() + ".XXXXXX";
    const int descriptor = ::mkstemp(partial.data());
    if (descriptor < 0) {
        return failed(file, errno);
    }
    int error = write_all(descriptor, content);
    if (::close(descriptor) != 0 && error == 0) {
        error = errno;
    }
    if (error == 0 && ::rename(partial.c_str(), file.c_str()) != 0) {
        error = errno;
    }
    if (error != 0) {
        ::unlink(partial.c_str());
        return failed(file, error);
    }
    return {};
}

}  // namespace vigie::console
