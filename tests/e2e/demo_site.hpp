// A node and a console as a test's own site: the configuration of tests/support/forecourt on free ports,
// keys, an operator, folders.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "tests/support/temporary_folder.hpp"

namespace vigie::test {

/// Made from tests/support/forecourt with the real programs `vigie-keys` and `vigie-operator`, in a fresh
/// folder that is removed at the end. Throws std::runtime_error with what failed. Owned by one test.
class DemoSite {
public:
    /// `fps`: at which the video is played; it was filmed at 7.
    explicit DemoSite(int fps = 7);

    /// Command lines, ready to start.
    [[nodiscard]] std::vector<std::string> node() const;
    /// `more` is appended.
    [[nodiscard]] std::vector<std::string> console(const std::vector<std::string>& more) const;
    /// Signs the operator in at start.
    [[nodiscard]] std::vector<std::string> sign_in() const;

    [[nodiscard]] static std::string operator_name() { return "camille"; }
    [[nodiscard]] static std::string password() { return "sea.palace.7"; }

    [[nodiscard]] std::filesystem::path ledger() const { return folder_.path() / "demo/console/ledger.db"; }
    [[nodiscard]] std::filesystem::path node_state() const { return folder_.path() / "demo/node"; }
    [[nodiscard]] std::filesystem::path shots() const { return folder_.path() / "shots"; }
    [[nodiscard]] std::filesystem::path log_of(const std::string& name) const {
        return folder_.path() / (name + ".log");
    }

private:
    [[nodiscard]] std::filesystem::path demo() const { return folder_.path() / "demo"; }
    void configure(int fps);

    TemporaryFolder folder_;
};

}  // namespace vigie::test
