// Times as people and figures read them: milliseconds with their fraction.
#pragma once

#include <chrono>

#include "net/types/time.hpp"

namespace vigie::net {

[[nodiscard]] inline double milliseconds_of(Microseconds time) {
    return std::chrono::duration<double, std::milli>(time).count();
}

/// What is less than a microsecond is dropped; `milliseconds` is finite.
[[nodiscard]] inline Microseconds from_milliseconds(double milliseconds) {
    return std::chrono::duration_cast<Microseconds>(std::chrono::duration<double, std::milli>(milliseconds));
}

}  // namespace vigie::net
