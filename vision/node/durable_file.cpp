#include "vision/node/durable_file.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <system_error>

namespace vigie::vision {

namespace {

/// A new name is durable when its folder is.
bool sync_folder(const std::filesystem::path& folder) {
    const int in = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (in < 0) return false;
    const bool synced = ::fsync(in) == 0;
    return ::close(in) == 0 && synced;
}

}  // namespace

bool replace_durably(const std::filesystem::path& file, std::string_view content) {
    const std::filesystem::path fresh = file.string() + ".new";
    const int out = ::open(fresh.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
    if (out < 0) return false;
    const bool written =
        ::write(out, content.data(), content.size()) == static_cast<ssize_t>(content.size()) &&
        ::fsync(out) == 0;
    if (::close(out) != 0 || !written) return false;
    std::error_code error;
    std::filesystem::rename(fresh, file, error);
    const auto folder = file.has_parent_path() ? file.parent_path() : std::filesystem::path(".");
    return !error && sync_folder(folder);
}

}  // namespace vigie::vision
