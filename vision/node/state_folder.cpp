#include "vision/node/state_folder.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <system_error>
#include <utility>

namespace vigie::vision {

namespace {

constexpr mode_t kOnlyOwner = 0600;

}  // namespace

StateFolder::StateFolder(std::filesystem::path path, int lock) : path_(std::move(path)), lock_(lock) {}

StateFolder::StateFolder(StateFolder&& other) noexcept
    : path_(std::move(other.path_)), lock_(std::exchange(other.lock_, -1)) {}

StateFolder::~StateFolder() {
    if (lock_ >= 0) ::close(lock_);
}

net::Result<StateFolder> StateFolder::open(const std::filesystem::path& folder) {
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    if (error) {
        return net::fail(net::ErrorCode::unavailable,
                         fmt::format("the state folder '{}' cannot be made ({}): choose another with --state",
                                     folder.string(), error.message()));
    }
    const auto file = folder / "lock";
    const int lock = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, kOnlyOwner);
    if (lock < 0) {
        return net::fail(
            net::ErrorCode::unavailable,
            fmt::format("the state folder '{}' cannot be written ({}): give this user the right to write it, "
                        "or choose another with --state",
                        folder.string(), std::generic_category().message(errno)));
    }
    StateFolder held(folder, lock);
    if (::flock(lock, LOCK_EX | LOCK_NB) != 0) {
        return net::fail(net::ErrorCode::conflict,
                         fmt::format("the state folder '{}' is used by another vigie-node: stop that one, or "
                                     "give this one a folder of its own with --state",
                                     folder.string()));
    }
    return held;
}

}  // namespace vigie::vision
