// A screen of a test's own: Xvfb, started and ended by it.
#pragma once

#include <memory>
#include <string>

#include "tests/support/child_process.hpp"

namespace vigie::test {

/// Starts Xvfb on a free display and names it in DISPLAY for this process and its children. Owned by one
/// test.
class VirtualDisplay {
public:
    /// `size` as Xvfb spells it, such as "1280x800".
    explicit VirtualDisplay(const std::string& size = "1280x800");

    /// Why there is no display; empty when there is one.
    [[nodiscard]] const std::string& problem() const { return problem_; }

private:
    std::unique_ptr<ChildProcess> server_;
    std::string problem_;
};

}  // namespace vigie::test
