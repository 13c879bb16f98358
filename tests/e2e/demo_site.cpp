#include "tests/e2e/demo_site.hpp"

#include <fstream>
#include <iterator>
#include <stdexcept>

#include "tests/support/child_process.hpp"
#include "tests/support/free_ports.hpp"
#include "tests/support/places.hpp"

namespace vigie::test {

namespace {

using std::filesystem::path;
using std::filesystem::perms;

const path kPrograms = path(VIGIE_BINARY_DIR) / "bin";

void must(const std::vector<std::string>& words) {
    const Finished done = run_to_end(words);
    if (done.status != 0) {
        throw std::runtime_error(words.front() + " failed: " + done.said);
    }
}

std::string content_of(const path& file) {
    std::ifstream stream(file);
    return {std::istreambuf_iterator<char>(stream), {}};
}

void replace_all(std::string& text, const std::string& from, const std::string& to) {
    if (text.find(from) == std::string::npos) {
        throw std::runtime_error("tests/support/forecourt holds no '" + from + "' any more");
    }
    for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size()) {
        text.replace(at, from.size(), to);
    }
}

}  // namespace

DemoSite::DemoSite(int fps) {
    for (const auto& folder : {demo() / "node", demo() / "console"}) {
        std::filesystem::create_directories(folder);
    }
    // The configuration finds its video two folders above its state.
    std::filesystem::create_directory_symlink(VIGIE_DATA_DIR, folder_.path() / "data");
    const std::string keys = demo() / "keys";
    must({kPrograms / "vigie-keys", "make", keys, "node"});
    must({kPrograms / "vigie-keys", "make", keys, "console"});
    std::filesystem::copy_file(demo() / "keys/console.pub", node_state() / "authorized_keys");
    const auto secret = folder_.write("password", password() + "\n");
    std::filesystem::permissions(secret, perms::owner_read | perms::owner_write);
    must({kPrograms / "vigie-operator", "add", "--ledger", ledger(), "--name", operator_name(), "--role",
          "operator", "--password-file", secret});
    configure(fps);
}

void DemoSite::configure(int fps) {
    const std::string port = std::to_string(free_ports(3));
    for (const std::string name : {"node.toml", "console.toml"}) {
        std::string text = content_of(path(VIGIE_SOURCE_DIR) / "tests/support/forecourt" / name);
        replace_all(text, "7401", port);
        if (name == "node.toml") {
            replace_all(text, "fps = 7.0", "fps = " + std::to_string(fps) + ".0");
        }
        folder_.write(name, text);
    }
}

std::vector<std::string> DemoSite::node() const {
    return {kPrograms / "vigie-node", "--config", folder_.path() / "node.toml", "--state", node_state()};
}

std::vector<std::string> DemoSite::console(const std::vector<std::string>& more) const {
    std::vector<std::string> words{kPrograms / "vigie-console", "--config", folder_.path() / "console.toml",
                                   "--state", demo() / "console"};
    words.insert(words.end(), more.begin(), more.end());
    return words;
}

std::vector<std::string> DemoSite::sign_in() const {
    return {"--sign-in", operator_name(), "--password-file", folder_.path() / "password"};
}

}  // namespace vigie::test
