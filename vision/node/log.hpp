// Where a node's lines for people go.
#pragma once

#include <cstdint>
#include <functional>
#include <string_view>

namespace vigie::vision {

enum class LogLevel : std::uint8_t { info, warning, error };

/// Any thread may call it.
using NodeLog = std::function<void(LogLevel, std::string_view)>;

}  // namespace vigie::vision
