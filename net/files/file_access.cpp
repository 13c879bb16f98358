#include "net/files/file_access.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <string>
#include <system_error>

namespace vigie::net {

namespace {

/// 0 when this user may do that with the path, else the error number.
int access_error(const std::filesystem::path& path, int wanted) {
    return ::faccessat(AT_FDCWD, path.c_str(), wanted, AT_EACCESS) == 0 ? 0 : errno;
}

Error no_folder(const std::string& name, std::string_view what) {
    return {ErrorCode::unavailable,
            fmt::format("{} '{}' cannot be opened: its folder does not exist; make it or correct the path",
                        what, name),
            Reason::database_unreachable,
            {name}};
}

/// `needed` is what this user may not do.
Error forbidden(const std::string& name, std::string_view what, std::string_view needed, int error) {
    if (error == EROFS) {
        return {ErrorCode::refused,
                fmt::format(
                    "{} '{}' lies on a read-only file system: mount it for writing, or choose another place",
                    what, name),
                Reason::database_disk_read_only,
                {name}};
    }
    return {ErrorCode::refused,
            fmt::format("{} '{}' cannot be used: this user may not {} ({}); give that right", what, name,
                        needed, std::generic_category().message(error)),
            Reason::database_read_only,
            {name}};
}

}  // namespace

std::optional<Error> access_problem(const std::filesystem::path& file, std::string_view what) {
    const std::string name = file.string();
    const std::filesystem::path folder = file.has_parent_path() ? file.parent_path() : ".";
    struct stat found {};
    const int missing = ::stat(folder.c_str(), &found) == 0 ? 0 : errno;
    if (missing == EACCES) return forbidden(name, what, "enter its folder", missing);
    if (missing != 0 || !S_ISDIR(found.st_mode)) return no_folder(name, what);
    if (const int error = access_error(folder, W_OK | X_OK); error != 0) {
        return forbidden(name, what, "write to its folder", error);
    }
    if (const int error = access_error(file, R_OK | W_OK); error != 0 && error != ENOENT) {
        return forbidden(name, what, "read and write it", error);
    }
    return std::nullopt;
}

}  // namespace vigie::net
