// Numbers of signs: each is given once within a camera's run.
#pragma once

#include "net/types/sign.hpp"

namespace vigie::vision {

/// Owned by SignWatch, handed to its watches by reference. One thread.
class SignNumbers {
public:
    [[nodiscard]] net::SignNumber next() { return next_++; }

private:
    net::SignNumber next_ = 1;
};

}  // namespace vigie::vision
