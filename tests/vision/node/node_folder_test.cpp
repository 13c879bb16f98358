// A whole node on a folder of which many pictures cannot be read: counted, and told without end of the log.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <fstream>
#include <mutex>
#include <string>
#include <vector>

#include <opencv2/imgcodecs.hpp>

#include "net/transport/keys.hpp"
#include "tests/support/temporary_folder.hpp"
#include "vision/node/node.hpp"

namespace vigie::vision {
namespace {

constexpr std::string_view kNodeFile = R"([node]
id = "edge-1"
port = 0
key = "../node.key"
[venue]
name = "Palais"
[[floor]]
id = "hall"
name = "Hall"
width_m = 20.0
height_m = 10.0
[[camera]]
id = "east"
name = "East"
fps = 100.0
[camera.source]
folder = "../pictures"
)";

class NodeOnAFolder : public ::testing::Test {
protected:
    void SetUp() override {
        ASSERT_TRUE(net::save_keys(net::generate_keys().value(), folder_.path(), "node"));
        const auto state = folder_.path() / "state";
        std::filesystem::create_directories(state);
        std::filesystem::create_directories(folder_.path() / "pictures");
        std::ofstream(state / "authorized_keys") << "\n";
        for (int n = 0; n < 4; ++n) {
            const auto file = folder_.path() / "pictures" / (std::to_string(n) + ".png");
            if (n % 2 == 0) {
                cv::imwrite(file.string(), cv::Mat(120, 160, CV_8UC3, cv::Scalar::all(20 + 10 * n)));
            } else {
                std::ofstream(file) << "no picture";
            }
        }
        auto configuration = load_node_configuration(folder_.write("node.toml", kNodeFile), state);
        ASSERT_TRUE(configuration) << configuration.error().message;
        auto started = Node::start(
            *std::move(configuration), state,
            [this](LogLevel, std::string_view line) {
                const std::lock_guard lock(mutex_);
                log_.emplace_back(line);
                grown_.notify_all();
            },
            clock_);
        ASSERT_TRUE(started) << started.error().message;
        node_ = *std::move(started);
    }
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

    test::TemporaryFolder folder_;
    net::SystemClock clock_;
    std::mutex mutex_;
    std::condition_variable grown_;
    std::vector<std::string> log_;
    std::unique_ptr<Node> node_;  ///< last: it logs
};

TEST_F(NodeOnAFolder, TellsPicturesThatCannotBeReadByTheirNumberAndNotOneByOne) {
    ASSERT_TRUE(wait_until([&] { return lines_with("2 pictures so far cannot be read") == 1; }));
    const auto captured = [&] { return node_->summary().cameras.at(0).figures.captured; };
    const auto before = captured();
    ASSERT_TRUE(wait_until([&] { return captured() > before + 8; })) << "it goes on, again and again";
    EXPECT_EQ(node_->summary().cameras.at(0).unreadable, 2U);
    EXPECT_LE(lines_with("cannot be read"), 3) << "at one and at two, and the state of the camera";
    EXPECT_LE(lines_with("camera east is failed"), 1);
    EXPECT_LE(lines_with("camera east is running"), 1);
    EXPECT_EQ(lines_with("no picture"), 0);
}

}  // namespace
}  // namespace vigie::vision
