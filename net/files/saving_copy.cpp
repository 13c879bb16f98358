#include "net/files/saving_copy.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <string>
#include <string_view>
#include <system_error>

namespace vigie::net {

namespace fs = std::filesystem;

namespace {

/// More than anybody has; only so that the search for a free name ends.
constexpr int kMostSaved = 1000;
/// As many as Linux follows.
constexpr int kMostLinks = 40;
constexpr std::string_view kSaving = ".saving-";
constexpr std::string_view kUnique = "XXXXXX";

tl::unexpected<Error> failed(int error) {
    const bool full = error == ENOSPC || error == EDQUOT || error == EFBIG;
    return fail(full ? ErrorCode::exhausted : ErrorCode::unavailable, std::generic_category().message(error));
}

fs::path folder_of(const fs::path& file) {
    return file.has_parent_path() ? file.parent_path() : fs::path(".");
}

fs::path saved_name(const fs::path& file, int number) {
    return folder_of(file) /
           fmt::format("{}-saved-{}{}", file.stem().string(), number, file.extension().string());
}

bool has_a_name(int descriptor) {
    struct stat found {};
    return ::fstat(descriptor, &found) == 0 && found.st_nlink > 0;
}

}  // namespace

Result<SavingCopy> SavingCopy::make(const fs::path& file) {
    std::string name = file.string();
    name.append(kSaving).append(kUnique);
    const int descriptor = ::mkostemp(name.data(), O_CLOEXEC);
    if (descriptor < 0) return failed(errno);
    SavingCopy copy(name, descriptor);
    if (::flock(descriptor, LOCK_EX) != 0) return failed(errno);
    // Who claimed it first took it for a left one.
    if (!has_a_name(descriptor)) return failed(EAGAIN);
    return copy;
}

Result<std::optional<SavingCopy>> SavingCopy::claim(const fs::path& path) {
    const int descriptor = ::open(path.c_str(), O_RDWR | O_CLOEXEC | O_NOFOLLOW);
    if (descriptor < 0) {
        if (errno == ENOENT) return std::nullopt;
        return failed(errno);
    }
    SavingCopy copy(path, descriptor);
    if (::flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
        if (errno == EWOULDBLOCK) return std::nullopt;
        return failed(errno);
    }
    if (!has_a_name(descriptor)) return std::nullopt;
    return copy;
}

SavingCopy::~SavingCopy() {
    if (descriptor_ >= 0) ::close(descriptor_);
}

std::vector<fs::path> saving_copies(const fs::path& file) {
    const std::string beginning = file.filename().string().append(kSaving);
    std::vector<std::pair<fs::file_time_type, fs::path>> found;
    std::error_code error;
    for (fs::directory_iterator entry(folder_of(file), error); !error && entry != fs::directory_iterator();
         entry.increment(error)) {
        const std::string name = entry->path().filename().string();
        if (name.size() != beginning.size() + kUnique.size() || name.rfind(beginning, 0) != 0) continue;
        std::error_code gone;
        const auto written = entry->last_write_time(gone);
        if (!gone) found.emplace_back(written, entry->path());
    }
    std::sort(found.rbegin(), found.rend());
    std::vector<fs::path> copies;
    copies.reserve(found.size());
    for (auto& [written, path] : found) copies.push_back(std::move(path));
    return copies;
}

fs::path real_path(const fs::path& path) {
    std::error_code error;
    fs::path real = fs::canonical(path, error);
    if (!error) return real;
    real = path;
    for (int link = 0; link < kMostLinks && fs::is_symlink(fs::symlink_status(real, error)); ++link) {
        const fs::path target = fs::read_symlink(real, error);
        if (error) return path;
        real = folder_of(real) / target;
    }
    return real;
}

Result<void> flush(const fs::path& file, std::optional<mode_t> mode) {
    const int descriptor = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) return failed(errno);
    const bool done = (!mode || ::fchmod(descriptor, *mode) == 0) && ::fsync(descriptor) == 0;
    const int error = done ? 0 : errno;
    ::close(descriptor);
    if (error != 0) return failed(error);
    return {};
}

Result<bool> move_to(const fs::path& from, const fs::path& to) {
    if (::renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), RENAME_NOREPLACE) != 0) {
        if (errno == EEXIST) return false;
        return failed(errno);
    }
    if (auto flushed = flush(folder_of(to), std::nullopt); !flushed) return tl::unexpected(flushed.error());
    return true;
}

Result<fs::path> put_aside(const fs::path& file, const fs::path& copy,
                           const std::function<bool(const fs::path&, const fs::path&)>& holds_all) {
    for (int number = 1; number <= kMostSaved; ++number) {
        const fs::path name = saved_name(file, number);
        const auto moved = move_to(copy, name);
        if (!moved) return tl::unexpected(moved.error());
        if (*moved || holds_all(name, copy)) return name;
    }
    return fail(ErrorCode::exhausted, fmt::format("{} saved files stand beside it", kMostSaved));
}

}  // namespace vigie::net
