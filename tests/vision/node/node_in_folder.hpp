// A whole node in a folder of its own, and what it says.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <filesystem>
#include <fstream>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "net/transport/keys.hpp"
#include "tests/support/listening_console.hpp"
#include "tests/support/temporary_folder.hpp"
#include "vision/node/node.hpp"

namespace vigie::test {

/// The folder holds node.toml, what the test puts there, and the state folder "state". Owned by one test.
class NodeInFolder {
public:
    NodeInFolder() {
        std::filesystem::create_directories(state());
        std::ofstream(state() / "authorized_keys") << console_keys_.public_key.z85() << " desk\n";
        EXPECT_TRUE(net::save_keys(node_keys_, folder_.path(), "node"));
    }

    /// Ends the one before. `configuration`: a node.toml whose key is "../node.key".
    void start(std::string_view configuration) {
        node_.reset();
        auto read = vision::load_node_configuration(folder_.write("node.toml", configuration), state());
        ASSERT_TRUE(read) << read.error().message;
        auto started = vision::Node::start(
            *std::move(read), state(),
            [this](vision::LogLevel, std::string_view line) {
                const std::lock_guard lock(mutex_);
                log_.emplace_back(line);
                grown_.notify_all();
            },
            clock_);
        ASSERT_TRUE(started) << started.error().message;
        node_ = *std::move(started);
    }
    [[nodiscard]] vision::Node& node() { return *node_; }
    [[nodiscard]] const TemporaryFolder& folder() const { return folder_; }
    [[nodiscard]] std::filesystem::path state() const { return folder_.path() / "state"; }

    /// One that the node named "edge-1" lets in.
    [[nodiscard]] ListeningConsole console() const {
        return {{*net::NodeId::parse("edge-1"), node_->endpoints(), node_keys_.public_key}, console_keys_};
    }

    /// How many lines of the log hold that.
    [[nodiscard]] std::ptrdiff_t lines_with(std::string_view text) {
        const std::lock_guard lock(mutex_);
        return std::count_if(log_.begin(), log_.end(), [text](const std::string& line) {
            return line.find(text) != std::string::npos;
        });
    }
    /// Up to half a minute; asked again as the log grows, and now and then.
    template <class Condition>
    [[nodiscard]] bool wait_until(Condition holds) {
        const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(30);
        while (!holds() && std::chrono::steady_clock::now() < deadline) {
            std::unique_lock lock(mutex_);
            grown_.wait_for(lock, std::chrono::milliseconds(20));
        }
        return holds();
    }

private:
    TemporaryFolder folder_;
    net::SystemClock clock_;
    net::KeyPair node_keys_ = net::generate_keys().value();
    net::KeyPair console_keys_ = net::generate_keys().value();
    std::mutex mutex_;
    std::condition_variable grown_;
    std::vector<std::string> log_;
    std::unique_ptr<vision::Node> node_;  ///< last: it logs
};

}  // namespace vigie::test
