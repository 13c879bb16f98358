// A whole node on a folder of which many pictures cannot be read: counted, and told without end of the log.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>

#include <opencv2/imgcodecs.hpp>

#include "tests/support/simulated_hall.hpp"
#include "tests/vision/node/node_in_folder.hpp"

namespace vigie::vision {
namespace {

constexpr std::string_view kCamera = R"([[camera]]
id = "east"
name = "East"
fps = 100.0
[camera.source]
folder = "../pictures"
)";

class NodeOnAFolder : public ::testing::Test {
protected:
    void SetUp() override {
        const auto pictures = node_.folder().path() / "pictures";
        std::filesystem::create_directories(pictures);
        for (int n = 0; n < 4; ++n) {
            const auto file = pictures / (std::to_string(n) + ".png");
            if (n % 2 == 0) {
                cv::imwrite(file.string(), cv::Mat(120, 160, CV_8UC3, cv::Scalar::all(20 + 10 * n)));
            } else {
                std::ofstream(file) << "no picture";
            }
        }
        node_.start(std::string(test::kHallNode) + std::string(kCamera));
    }

    test::NodeInFolder node_;
};

TEST_F(NodeOnAFolder, TellsPicturesThatCannotBeReadByTheirNumberAndNotOneByOne) {
    ASSERT_TRUE(node_.wait_until([&] { return node_.lines_with("2 pictures so far cannot be read") == 1; }));
    const auto captured = [&] { return node_.node().summary().cameras.at(0).figures.captured; };
    const auto before = captured();
    ASSERT_TRUE(node_.wait_until([&] { return captured() > before + 8; })) << "it goes on, again and again";
    EXPECT_EQ(node_.node().summary().cameras.at(0).unreadable, 2U);
    EXPECT_LE(node_.lines_with("cannot be read"), 3) << "at one and at two, and the state of the camera";
    EXPECT_LE(node_.lines_with("camera east is failed"), 1);
    EXPECT_LE(node_.lines_with("camera east is running"), 1);
    EXPECT_EQ(node_.lines_with("no picture"), 0);
}

}  // namespace
}  // namespace vigie::vision
