// The parts of an rtsp:// address.
#pragma once

#include <string>

namespace vigie::vision {

/// A plain value.
struct RtspAddress {
    std::string scheme;  ///< rtsp or rtsps
    std::string host;    ///< name or number; an IPv6 number without its brackets
    std::string port;    ///< as written, else the scheme's own

    /// Any text has a reading; one that is no address has an empty host. User and password end at the last
    /// '@' of all but the query, so that a password with a '/' in it is not taken for a host.
    [[nodiscard]] static RtspAddress parse(const std::string& url);

    /// "rtsp://host:port": many cameras want user and password in the path, so that a path is no more
    /// shown than they are.
    [[nodiscard]] std::string without_secrets() const;
    [[nodiscard]] bool encrypted() const { return scheme == "rtsps"; }
};

}  // namespace vigie::vision
