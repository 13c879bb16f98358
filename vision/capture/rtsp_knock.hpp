// Is there an RTSP server at this address? Asked before FFmpeg is.
#pragma once

#include <chrono>
#include <string>

#include "net/types/result.hpp"
#include "net/types/time.hpp"

namespace vigie::vision {

/// Connects and asks for OPTIONS (RFC 2326, section 10.1); any RTSP answer will do, a refusal too. Of an
/// rtsps:// server only the connection is tried. Blocks at most for `timeout`, plus what the system's name
/// service takes. unavailable, with a message that is meant to follow the source's
/// name, and with a reason that is about it.
[[nodiscard]] net::Result<void> knock(const std::string& url, std::chrono::milliseconds timeout,
                                      const net::Clock& clock);

}  // namespace vigie::vision
