// Addresses of cameras, and what of them may be shown.
#include <gtest/gtest.h>

#include "vision/capture/frame_reader.hpp"
#include "vision/capture/rtsp_address.hpp"

namespace vigie {
namespace {

using vision::RtspAddress;

TEST(RtspAddress, IsTakenApart) {
    const auto plain = RtspAddress::parse("rtsp://camera.example:8554/stream/1");
    EXPECT_EQ(plain.host, "camera.example");
    EXPECT_EQ(plain.port, "8554");
    EXPECT_FALSE(plain.encrypted());
    EXPECT_EQ(RtspAddress::parse("rtsp://10.0.0.7").port, "554");
    EXPECT_EQ(RtspAddress::parse("rtsps://10.0.0.7/x").port, "322");
    EXPECT_TRUE(RtspAddress::parse("rtsps://10.0.0.7/x").encrypted());
    const auto six = RtspAddress::parse("rtsp://user:word@[fd00::7]:8554/x");
    EXPECT_EQ(six.host, "fd00::7");
    EXPECT_EQ(six.port, "8554");
    EXPECT_EQ(RtspAddress::parse("rtsp://[fd00::7]/x").port, "554");
    for (const char* nonsense : {"", "rtsp", "rtsp://", "rtsp:///x", "rtsp://[fd00::7", "://", "rtsp://@"}) {
        EXPECT_TRUE(RtspAddress::parse(nonsense).host.empty()) << nonsense;
    }
}

TEST(RtspAddress, IsShownWithoutWhatMayBeSecret) {
    const auto shown = [](const char* url) { return vision::describe(vision::RtspSource{url, {}, {}}); };
    EXPECT_EQ(shown("rtsp://10.0.0.7:8554/live"), "rtsp://10.0.0.7:8554");
    EXPECT_EQ(shown("rtsp://root:s3cret@10.0.0.7/live"), "rtsp://10.0.0.7:554");
    EXPECT_EQ(shown("rtsp://root:s3c@ret@10.0.0.7/live"), "rtsp://10.0.0.7:554");
    EXPECT_EQ(shown("rtsp://root:s3c/ret@10.0.0.7/live"), "rtsp://10.0.0.7:554");
    EXPECT_EQ(shown("rtsp://10.0.0.7/user=root_password=s3cret"), "rtsp://10.0.0.7:554");
    EXPECT_EQ(shown("rtsp://10.0.0.7/live?password=s3c@ret"), "rtsp://10.0.0.7:554");
    EXPECT_EQ(shown("rtsp://root:s3cret@[fd00::7]/live"), "rtsp://[fd00::7]:554");
    EXPECT_EQ(vision::describe(vision::FileSource{"/videos/hall.avi", {}, true, true}), "/videos/hall.avi");
}

}  // namespace
}  // namespace vigie
