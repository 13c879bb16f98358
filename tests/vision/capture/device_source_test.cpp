// Cameras of the machine: what stands where a camera should. None is plugged into machines that test.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "tests/support/fake_clock.hpp"
#include "tests/support/temporary_folder.hpp"
#include "vision/capture/camera_capture.hpp"

namespace vigie {
namespace {

using ::testing::HasSubstr;

class DeviceSourceTest : public ::testing::Test {
protected:
    net::Sentence trouble_of(const std::filesystem::path& device) {
        vision::DeviceSource source;
        source.device = device;
        source.size = cv::Size(640, 480);
        source.format = "MJPG";
        const auto reader = vision::make_reader(source, clock_);
        const auto opened = reader->open();
        return opened ? net::Sentence{} : opened.error().sentence();
    }

    test::FakeClock clock_;
    test::TemporaryFolder folder_;
};

TEST_F(DeviceSourceTest, ADeviceThatIsNotThereIsNamed) {
    const auto trouble = trouble_of("/dev/v4l/by-id/no-such-camera");
    EXPECT_EQ(trouble.reason, net::Reason::source_device_missing);
    EXPECT_EQ(trouble.english,
              "there is no device '/dev/v4l/by-id/no-such-camera': plug the camera in, or check its source");
}

TEST_F(DeviceSourceTest, ADeviceThatIsNoCameraIsRefused) {
    const auto trouble = trouble_of("/dev/null");
    EXPECT_EQ(trouble.reason, net::Reason::source_device_unusable);
    EXPECT_THAT(trouble.english, HasSubstr("'/dev/null' gives no pictures: check that it is a camera"));
}

TEST_F(DeviceSourceTest, AFileIsNoDevice) {
    const auto trouble = trouble_of(folder_.write("video0", "pictures"));
    EXPECT_EQ(trouble.reason, net::Reason::source_device_unusable);
    EXPECT_THAT(trouble.english, HasSubstr("video0' is no device"));
}

TEST_F(DeviceSourceTest, IsLiveAndToldByItsPath) {
    const vision::SourceSettings source = vision::DeviceSource{"/dev/video0", {}, {}, {}, {}};
    EXPECT_FALSE(vision::playback_of(source).has_value());
    EXPECT_EQ(vision::describe(source), "/dev/video0");
}

}  // namespace
}  // namespace vigie
