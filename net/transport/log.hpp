// What a server says to the people who run it.
#pragma once

#include <cstdint>
#include <functional>
#include <string_view>

namespace vigie::net {

enum class LogLevel : std::uint8_t {
    info,    ///< as it should be: a console says hello
    warning  ///< somebody should look: refused clients, bad lines of the allowlist
};

/// Takes one sentence.
using Log = std::function<void(LogLevel, std::string_view)>;

}  // namespace vigie::net
