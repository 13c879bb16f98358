// RTSP against a real server that is killed, hung, and started again. Real time: each wait ends with its
// condition, or fails at its deadline.
#include <arpa/inet.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <chrono>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

#include "tests/vision/capture/rtsp_server.hpp"
#include "vision/capture/camera_capture.hpp"

namespace vigie {
namespace {

using namespace std::chrono_literals;
using vision::CaptureState;

class RtspSourceTest : public ::testing::Test {
protected:
    vision::CameraCapture follow(const std::string& url) {
        vision::CaptureSettings settings;
        settings.source = vision::RtspSource{url, 3000ms, 1000ms};
        settings.first_retry = 50ms;
        settings.last_retry = 200ms;
        return {settings, vision::make_reader(settings.source, clock_), clock_};
    }

    /// Steps as the node does until the frame or status pleases; false after 30 s.
    bool until(vision::CameraCapture& capture,
               const std::function<bool(const std::optional<vision::Frame>&)>& good) {
        const auto deadline = clock_.mono() + 30s;
        while (clock_.mono() < deadline) {
            const auto step = capture.step();
            if (good(step.frame)) return true;
            wait(step.wait);
        }
        return false;
    }
    bool frames(vision::CameraCapture& capture, int number, vision::Frame* last = nullptr) {
        return until(capture, [&](const auto& frame) {
            if (frame && last != nullptr) *last = *frame;
            return frame && --number == 0;
        });
    }
    bool failure(vision::CameraCapture& capture) {
        return until(capture, [&](const auto&) { return capture.status().state == CaptureState::failed; });
    }

    net::SystemClock clock_;

private:
    void wait(net::Microseconds time) {
        std::unique_lock lock(mutex_);
        never_.wait_for(lock, time, [] { return false; });
    }
    std::mutex mutex_;
    std::condition_variable never_;
};

TEST_F(RtspSourceTest, FramesComeFromARealServer) {
    const test::RtspServer server;
    auto capture = follow(server.url());
    vision::Frame frame;
    ASSERT_TRUE(frames(capture, 20, &frame)) << capture.status().message.english;
    EXPECT_EQ(frame.picture.size(), cv::Size(320, 240));
    EXPECT_EQ(frame.picture.type(), CV_8UC3);
    EXPECT_EQ(frame.stamp.epoch, 1U);
    EXPECT_EQ(frame.stamp.number, 20U);
    EXPECT_GT(frame.stamp.stream, 0ms);
    EXPECT_EQ(capture.status().state, CaptureState::running);
    EXPECT_EQ(capture.status().failures, 0U);
    EXPECT_EQ(capture.status().last_change_mono, frame.stamp.captured_mono) << "the ball moves";
}

TEST_F(RtspSourceTest, AKilledServerIsReportedRetriedAndTakenUpAgain) {
    std::optional<test::RtspServer> server(std::in_place);
    const int port = server->port();
    auto capture = follow(server->url());
    ASSERT_TRUE(frames(capture, 5)) << capture.status().message.english;
    server->kill();
    ASSERT_TRUE(failure(capture)) << "a dead camera is noticed";
    EXPECT_THAT(capture.status().message.english,
                ::testing::StartsWith("'rtsp://127.0.0.1:" + std::to_string(port) + "'"));
    ASSERT_TRUE(until(capture, [&](const auto& frame) {
        EXPECT_FALSE(frame) << "no frame comes from a dead camera";
        return capture.status().failures >= 4;
    })) << "and asked again and again";
    EXPECT_THAT(capture.status().message.english, ::testing::HasSubstr("does not answer"));
    server.emplace(port);
    vision::Frame frame;
    ASSERT_TRUE(frames(capture, 5, &frame)) << capture.status().message.english;
    EXPECT_EQ(frame.stamp.epoch, 2U);
    EXPECT_EQ(capture.status().state, CaptureState::running);
    EXPECT_TRUE(capture.status().message.empty());
}

TEST_F(RtspSourceTest, AHungServerIsReportedAfterTheReadTimeoutAndFollowedOnceItGoesOn) {
    const test::RtspServer server;
    auto capture = follow(server.url());
    ASSERT_TRUE(frames(capture, 5)) << capture.status().message.english;
    server.hang();
    ASSERT_TRUE(failure(capture));
    EXPECT_THAT(
        capture.status().message.english,
        ::testing::AnyOf(::testing::HasSubstr("stopped sending"), ::testing::HasSubstr("closed the stream")));
    const auto asked = capture.status().failures;
    ASSERT_TRUE(until(capture, [&](const auto&) { return capture.status().failures > asked; }));
    EXPECT_THAT(capture.status().message.english, ::testing::HasSubstr("does not answer"));
    server.go_on();
    vision::Frame frame;
    ASSERT_TRUE(frames(capture, 5, &frame)) << capture.status().message.english;
    EXPECT_GE(frame.stamp.epoch, 2U);
}

TEST_F(RtspSourceTest, AServerThatComesBackWithAnotherSizeIsCountedAsAChangeOfSize) {
    std::optional<test::RtspServer> server(std::in_place);
    const int port = server->port();
    auto capture = follow(server->url());
    ASSERT_TRUE(frames(capture, 3)) << capture.status().message.english;
    server->kill();
    ASSERT_TRUE(failure(capture));
    server.emplace(port, 640, 480);
    vision::Frame frame;
    ASSERT_TRUE(frames(capture, 3, &frame)) << capture.status().message.english;
    EXPECT_EQ(frame.picture.size(), cv::Size(640, 480));
    EXPECT_EQ(frame.stamp.epoch, 2U);
    EXPECT_EQ(capture.status().size_changes, 1U);
}

TEST_F(RtspSourceTest, AnAddressWithoutVideoAnUnknownHostAndADeadPortAreToldApart) {
    const test::RtspServer server;
    const std::string here = "127.0.0.1:" + std::to_string(server.port());
    auto wrong_path = follow("rtsp://root:s3cret@" + here + "/other");
    ASSERT_TRUE(failure(wrong_path));
    EXPECT_EQ(
        wrong_path.status().message.english,
        "'rtsp://" + here + "' answers but gives no video: check user, password and path of its address");
    EXPECT_EQ(wrong_path.status().message.reason, net::Reason::source_without_video);
    EXPECT_THAT(wrong_path.status().message.about, ::testing::ElementsAre("rtsp://" + here)) << "no password";
    auto unknown = follow("rtsp://root:s3cret@camera.invalid/x");
    ASSERT_TRUE(failure(unknown));
    EXPECT_EQ(unknown.status().message.english,
              "'rtsp://camera.invalid:554' has no known host: check the address, and the name service");
    EXPECT_EQ(unknown.status().message.reason, net::Reason::source_unknown_host);
    auto dead = follow("rtsp://root:s3cret@127.0.0.1:1/x");
    ASSERT_TRUE(failure(dead));
    EXPECT_EQ(dead.status().message.english,
              "'rtsp://127.0.0.1:1' does not answer: check the camera, its cable and its address");
    EXPECT_EQ(dead.status().message.reason, net::Reason::source_not_answering);
    EXPECT_THAT(dead.status().message.about, ::testing::ElementsAre("rtsp://127.0.0.1:1"));
}

TEST_F(RtspSourceTest, AnotherKindOfServerIsSaidToBeOne) {
    const int listener = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    ASSERT_EQ(::bind(listener, reinterpret_cast<sockaddr*>(&address), size), 0);
    ASSERT_EQ(::listen(listener, 1), 0);
    ASSERT_EQ(::getsockname(listener, reinterpret_cast<sockaddr*>(&address), &size), 0);
    std::thread web([&] {
        const int client = ::accept(listener, nullptr, nullptr);
        const std::string answer = "HTTP/1.1 400 Bad Request\r\n\r\n";
        ::send(client, answer.data(), answer.size(), MSG_NOSIGNAL);
        ::close(client);
    });
    auto capture = follow("rtsp://127.0.0.1:" + std::to_string(ntohs(address.sin_port)) + "/x");
    EXPECT_TRUE(failure(capture));
    EXPECT_THAT(capture.status().message.english, ::testing::HasSubstr("answers, but is no RTSP server"));
    web.join();
    ::close(listener);
}

}  // namespace
}  // namespace vigie
