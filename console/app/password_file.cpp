#include "console/app/password_file.hpp"

#include <cstddef>
#include <fstream>
#include <system_error>

#include <fmt/format.h>

#include "net/text/text.hpp"

namespace vigie::console {

namespace {

constexpr std::size_t kLongestPassword = 1024;

bool can_be_typed(const std::string& password) {
    return net::as_line(password, password.size()) == password && !net::is_blank(password);
}

}  // namespace

net::Result<std::string> read_password(const std::filesystem::path& file) {
    std::error_code error;
    const auto status = std::filesystem::status(file, error);
    if (!std::filesystem::exists(status)) {
        return net::fail(net::ErrorCode::not_found,
                         fmt::format("--password-file {} does not exist", file.string()));
    }
    using std::filesystem::perms;
    if (std::filesystem::is_regular_file(status) &&
        (status.permissions() & (perms::group_all | perms::others_all)) != perms::none) {
        return net::fail(net::ErrorCode::refused,
                         fmt::format("--password-file {} may be read by others; run: chmod 600 {}",
                                     file.string(), file.string()));
    }
    if (std::filesystem::is_directory(status)) {
        return net::fail(net::ErrorCode::invalid_input,
                         fmt::format("--password-file {} is a folder: name a file", file.string()));
    }
    std::ifstream stream(file);
    // Never more than that: it may be a device that does not end.
    std::string password(kLongestPassword + 2, '\0');
    stream.read(password.data(), static_cast<std::streamsize>(password.size()));
    password.resize(static_cast<std::size_t>(stream.gcount()));
    if (const auto end = password.find('\n'); end != std::string::npos) {
        password.resize(end);
    }
    if (password.ends_with('\r')) {
        password.pop_back();  // the line was written on Windows
    }
    if (password.empty() || password.size() > kLongestPassword) {
        return net::fail(
            net::ErrorCode::invalid_input,
            fmt::format("--password-file {} must hold the password in its first line, of 1 to {} bytes",
                        file.string(), kLongestPassword));
    }
    if (!can_be_typed(password)) {
        return net::fail(net::ErrorCode::invalid_input,
                         fmt::format("--password-file {} holds what nobody can type: its first line must be "
                                     "UTF-8 text without control characters, and not blank",
                                     file.string()));
    }
    return password;
}

}  // namespace vigie::console
