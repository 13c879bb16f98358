// Cameras of a simulated venue as sources: pace, runs, one world for all, and streams that die.
#include <gtest/gtest.h>

#include <memory>
#include <optional>
#include <tuple>
#include <vector>

#include "tests/support/fake_clock.hpp"
#include "vision/capture/camera_capture.hpp"
#include "vision/simulation/simulated_venue.hpp"

namespace vigie {
namespace {

using namespace std::chrono_literals;
using vision::CameraFault;
using vision::CaptureState;

class SimulatedSourceTest : public ::testing::Test {
protected:
    /// A run of three seconds: 30 frames.
    static vision::SimulationScript script() {
        vision::SimulationScript out;
        out.duration_s = 3.0;
        vision::ScriptFloor floor;
        floor.floor = *net::FloorId::parse("hall");
        floor.width_m = floor.height_m = 10.0;
        out.floors.push_back(floor);
        return out;
    }
    static void break_camera(vision::SimulationScript& script, CameraFault fault, double at_s, double for_s) {
        vision::ScriptEvent event;
        event.kind = vision::EventKind::camera_fault;
        event.at_s = at_s;
        event.duration_s = for_s;
        event.camera = *net::CameraId::parse("eye");
        event.fault = fault;
        script.events.push_back(event);
    }
    static vision::SimulatedSource source(const vision::SimulationScript& script) {
        vision::SimulatedSource out;
        out.script = "hall.toml";
        out.venue = vision::SimulatedVenue::from(script);
        out.start = std::make_shared<vision::SimulationStart>();
        out.camera.camera = *net::CameraId::parse("eye");
        out.camera.pose = {*net::FloorId::parse("hall"), {5.0, 9.9}, 3.0, {5.0, 4.0}, 70.0, 0.0};
        out.camera.size = {96, 64};
        out.camera.backdrop_samples = 1;
        return out;
    }
    vision::CameraCapture follow(const vision::SimulatedSource& source) {
        vision::CaptureSettings settings;
        settings.source = source;
        return {settings, vision::make_reader(source, clock_), clock_};
    }
    /// One step; time moves on by what the capture wants to wait.
    std::optional<vision::Frame> step(vision::CameraCapture& capture) {
        auto step = capture.step();
        waited_ += step.wait;
        clock_.advance(step.wait);
        return step.frame;
    }
    std::vector<vision::Frame> frames(vision::CameraCapture& capture, std::size_t wanted) {
        std::vector<vision::Frame> out;
        for (std::size_t i = 0; i < 4 * wanted + 20 && out.size() < wanted; ++i) {
            if (auto frame = step(capture)) out.push_back(*frame);
        }
        EXPECT_EQ(out.size(), wanted);
        return out;
    }
    static bool same(const vision::Frame& a, const vision::Frame& b) {
        return cv::norm(a.picture, b.picture, cv::NORM_INF) == 0.0;
    }

    test::FakeClock clock_;
    net::Microseconds waited_{};
};

TEST_F(SimulatedSourceTest, PlaysAtItsRateAndEachRunIsAnEpoch) {
    auto capture = follow(source(script()));
    const auto seen = frames(capture, 31);
    EXPECT_EQ(seen[0].picture.size(), cv::Size(96, 64));
    EXPECT_EQ(seen[0].picture.type(), CV_8UC3);
    EXPECT_EQ(seen[29].stamp.stream, 2900ms);
    EXPECT_EQ(seen[29].stamp.epoch, 1U);
    EXPECT_EQ(seen[30].stamp.epoch, 2U) << "the second run";
    EXPECT_EQ(seen[30].stamp.stream, 0ms);
    EXPECT_EQ(waited_, 3100ms) << "ten a second, over the border too";
}

TEST_F(SimulatedSourceTest, AsFastAsPossibleGivesTheSamePicturesWithoutWaiting) {
    auto slow = source(script());
    auto fast = source(script());
    fast.real_time = false;
    auto paced = follow(slow);
    const auto first = frames(paced, 5);
    waited_ = {};
    auto hurried = follow(fast);
    const auto second = frames(hurried, 5);
    EXPECT_EQ(waited_, 0ms);
    for (std::size_t i = 0; i < 5; ++i) EXPECT_TRUE(same(first[i], second[i])) << i;
}

TEST_F(SimulatedSourceTest, WithoutLoopItEndsWithTheRun) {
    auto once = source(script());
    once.loop = false;
    auto capture = follow(once);
    EXPECT_EQ(frames(capture, 30).size(), 30U);
    EXPECT_FALSE(step(capture));
    EXPECT_EQ(capture.status().state, CaptureState::ended);
}

TEST_F(SimulatedSourceTest, ASilentCameraFailsLikeADeadOneAndComesBack) {
    auto quiet = script();
    break_camera(quiet, CameraFault::silent, 0.95, 1.0);
    auto capture = follow(source(quiet));
    EXPECT_EQ(frames(capture, 10).size(), 10U);
    EXPECT_FALSE(step(capture));
    EXPECT_EQ(capture.status().state, CaptureState::failed);
    EXPECT_EQ(capture.status().message.reason, net::Reason::source_cut_off);
    const auto after = frames(capture, 1);
    EXPECT_EQ(capture.status().state, CaptureState::running);
    EXPECT_EQ(after[0].stamp.epoch, 2U);
    // Failures at 1.0 and, after half a second, at 1.5 s; a second later it is there again, 2.5 s into the
    // run, and five pictures are left.
    const auto rest = frames(capture, 5);
    EXPECT_EQ(rest[3].stamp.epoch, 2U);
    EXPECT_EQ(rest[4].stamp.epoch, 3U) << "the next run begins when the venue's does";
}

TEST_F(SimulatedSourceTest, SilenceToTheEndOfTheOnlyRunIsItsEnd) {
    auto quiet = script();
    break_camera(quiet, CameraFault::silent, 0.95, 0.0);
    auto once = source(quiet);
    once.loop = false;
    once.real_time = false;
    auto capture = follow(once);
    EXPECT_EQ(frames(capture, 10).size(), 10U);
    for (int i = 0; i < 10; ++i) EXPECT_FALSE(step(capture));
    EXPECT_EQ(capture.status().state, CaptureState::ended);
}

TEST_F(SimulatedSourceTest, AFrozenCameraRepeatsItsLastPicture) {
    auto stiff = script();
    break_camera(stiff, CameraFault::frozen, 0.95, 0.5);
    auto capture = follow(source(stiff));
    const auto seen = frames(capture, 20);
    EXPECT_FALSE(same(seen[8], seen[9]));
    for (std::size_t i = 10; i < 14; ++i) EXPECT_TRUE(same(seen[9], seen[i])) << i;
    EXPECT_FALSE(same(seen[9], seen[16]));
}

TEST_F(SimulatedSourceTest, ACameraThatIsOpenedLaterSeesTheVenueOfThatMoment) {
    const auto shared = source(script());
    auto early = follow(shared);
    const auto first = frames(early, 8);
    // The eighth picture was due at 0.7 s, and its step waited until 0.8 s: picture 8, counted from 0.
    auto late = follow(shared);
    const auto now = frames(late, 1);
    const auto next = frames(early, 1);
    EXPECT_TRUE(same(now[0], next[0])) << "frame number and so the noise too are those of the venue's time";
}

TEST_F(SimulatedSourceTest, AnActThatNobodyIsThereForIsInTheStatusAndStaysThere) {
    auto lonely = script();
    vision::ScriptEvent event;
    event.kind = vision::EventKind::fall;
    event.at_s = 1.0;
    event.floor = lonely.floors[0].floor;
    event.at = {5.0, 5.0};
    lonely.events.push_back(event);
    auto capture = follow(source(lonely));
    std::ignore = frames(capture, 25);
    EXPECT_TRUE(capture.status().shortfall.given_up.empty()) << "somebody may still come by";
    std::ignore = frames(capture, 15);
    EXPECT_EQ(capture.status().shortfall.given_up, std::vector<std::size_t>{0});
    EXPECT_EQ(capture.status().shortfall.turned_away, 0U);
    EXPECT_EQ(capture.status().state, CaptureState::running) << "the camera is well";
}

TEST_F(SimulatedSourceTest, AFloorThatTheScriptDoesNotHaveIsSaid) {
    auto wrong = source(script());
    wrong.camera.pose.floor = *net::FloorId::parse("roof");
    auto capture = follow(wrong);
    EXPECT_FALSE(step(capture));
    EXPECT_EQ(capture.status().state, CaptureState::failed);
    EXPECT_NE(capture.status().message.english.find("no floor 'roof'"), std::string::npos);
}

}  // namespace
}  // namespace vigie
