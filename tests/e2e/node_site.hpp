// A real vigie-node as a test's own: its configuration made from tests/support/forecourt, keys, free ports,
// folders.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "net/transport/keys.hpp"
#include "tests/support/child_process.hpp"
#include "tests/support/listening_console.hpp"
#include "tests/support/temporary_folder.hpp"

namespace vigie::test {

/// In a fresh folder that is removed at the end. Throws std::runtime_error with what failed. Owned by one
/// test.
class NodeSite {
public:
    /// That configuration on free ports, its videos played as fast as
    /// they can be analysed, over and over.
    NodeSite();

    /// The configuration file's text; written at each start.
    std::string configuration;
    /// Every place where `from` is; throws when there is none.
    void replace(std::string_view from, std::string_view to);
    /// Leaves out every [[camera]], [[rule]] ... table with that id; throws when there is none.
    void remove(std::string_view table, std::string_view id);
    /// Both cameras show this file.
    void use_video(const std::filesystem::path& file);

    /// Starts the node; its standard output and error go to log().
    void start(const std::vector<std::string>& more = {});
    /// The running or ended node.
    [[nodiscard]] ChildProcess& node() { return *node_; }
    /// All that every node of this site has said so far.
    [[nodiscard]] std::string log() const;
    /// Runs a node that must not start, to its end.
    [[nodiscard]] Finished try_start();

    /// A console that the node lets in.
    [[nodiscard]] std::unique_ptr<ListeningConsole> console() const;

    [[nodiscard]] std::filesystem::path folder() const { return folder_.path(); }
    [[nodiscard]] std::filesystem::path state() const { return folder_.path() / "state"; }
    [[nodiscard]] std::filesystem::path configuration_file() const { return folder_.path() / "node.toml"; }
    [[nodiscard]] std::filesystem::path key_file() const { return folder_.path() / "keys/node.key"; }
    [[nodiscard]] std::uint16_t port() const { return port_; }

    /// The real video; throws when ./run has not fetched it.
    [[nodiscard]] static std::filesystem::path real_video();

private:
    [[nodiscard]] std::vector<std::string> words() const;

    TemporaryFolder folder_;
    std::uint16_t port_ = 0;
    net::KeyPair node_keys_;
    net::KeyPair console_keys_;
    std::unique_ptr<ChildProcess> node_;
};

}  // namespace vigie::test
