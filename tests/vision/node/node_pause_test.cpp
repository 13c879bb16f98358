// A node that was stopped and goes on: what it did not see is no camera's silence.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/vision/node/judged_camera.hpp"

namespace vigie::vision {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using test::id;
using ::testing::IsEmpty;

const auto kCamera = id<net::CameraId>("cam-1");

/// One camera at 10 frames a second that is watched for silence (3 s) and for standing still (5 s), at once.
net::ConfigurationRecord watched_camera() {
    auto record = test::sample_configuration();
    record.cameras[0].fps = 10.0;
    auto silent = record.rules[0];
    silent.rule = id<net::RuleId>("silent");
    silent.kind = net::RuleKind::camera_silent;
    silent.zones.clear();
    silent.cameras = {kCamera};
    silent.threshold = 3.0;
    silent.clear_below = 1.0;
    silent.min_duration_s = 0.0;
    silent.clear_after_s = 2.0;
    auto frozen = silent;
    frozen.rule = id<net::RuleId>("frozen");
    frozen.kind = net::RuleKind::camera_frozen;
    frozen.threshold = 5.0;
    record.rules = {silent, frozen};
    return record;
}

class NodePauseTest : public test::JudgedCamera {
protected:
    std::vector<net::Alert> look() { return judge_.look(utc_, mono_, {{kCamera, {capture_, 10.0}}}).alerts; }
    std::vector<net::Alert> look_after(net::Microseconds time) {
        pass(time);
        return look();
    }
    /// Frames and looks as of a node that runs; the alerts on the way.
    std::size_t frames_for(net::Microseconds time) {
        std::size_t alerts = 0;
        for (; time > net::Microseconds::zero(); time -= milliseconds(100)) {
            pass(milliseconds(100));
            capture_frame();
            alerts += look().size();
        }
        return alerts;
    }
    /// No frame comes, and the node looks every `step`: after how long the first alert came.
    std::optional<net::Microseconds> silence_found(net::Microseconds step) {
        for (net::Microseconds waited = step; waited <= seconds(20); waited += step) {
            if (!look_after(step).empty()) return waited;
        }
        return std::nullopt;
    }

    Judge judge_{watched_camera(), mono_, utc_};
};

TEST_F(NodePauseTest, IsNotTheSilenceOfItsCameras) {
    ASSERT_EQ(frames_for(seconds(2)), 0U);
    EXPECT_THAT(look_after(seconds(15)), IsEmpty());
    EXPECT_EQ(frames_for(seconds(10)), 0U);
}

TEST_F(NodePauseTest, IsNotTheSilenceOfACameraWhoseLastFrameCameJustBeforeIt) {
    ASSERT_EQ(frames_for(seconds(2)), 0U);
    pass(milliseconds(50));
    capture_frame();
    EXPECT_THAT(look_after(seconds(15)), IsEmpty());
    EXPECT_EQ(frames_for(seconds(10)), 0U);
}

TEST_F(NodePauseTest, IsNotTheSilenceOfACameraThatHasNotStartedYet) {
    ASSERT_THAT(look_after(milliseconds(250)), IsEmpty());
    EXPECT_THAT(look_after(seconds(15)), IsEmpty());
    EXPECT_EQ(frames_for(seconds(10)), 0U);
}

TEST_F(NodePauseTest, IsNoPictureThatStandsStill) {
    ASSERT_EQ(frames_for(seconds(2)), 0U);
    pass(seconds(15));
    capture_.last_frame_mono = mono_;
    EXPECT_THAT(look(), IsEmpty());
}

TEST_F(NodePauseTest, ACameraThatIsSilentAfterItIsFoundLikeAnyOther) {
    ASSERT_EQ(frames_for(seconds(2)), 0U);
    ASSERT_THAT(look_after(seconds(15)), IsEmpty());
    const auto found = silence_found(milliseconds(250));
    ASSERT_TRUE(found);
    EXPECT_GE(*found, seconds(2)) << "a second of the pause counts";
    EXPECT_LE(*found, seconds(3));
}

TEST_F(NodePauseTest, WithoutOneACameraIsSilentAfterItsLimit) {
    ASSERT_EQ(frames_for(seconds(2)), 0U);
    EXPECT_EQ(silence_found(milliseconds(250)), seconds(3));
}

TEST_F(NodePauseTest, ASilenceThatWasUnderWayGoesOnAfterIt) {
    ASSERT_EQ(frames_for(seconds(2)), 0U);
    ASSERT_THAT(look_after(milliseconds(900)), IsEmpty());
    ASSERT_THAT(look_after(milliseconds(900)), IsEmpty());
    ASSERT_THAT(look_after(seconds(15)), IsEmpty());
    EXPECT_EQ(silence_found(milliseconds(250)), milliseconds(250)) << "0.9 s, 0.9 s, 1 s and this";
}

TEST_F(NodePauseTest, AStarvedNodeFindsASilenceToo) {
    ASSERT_EQ(frames_for(seconds(2)), 0U);
    EXPECT_EQ(silence_found(seconds(2)), seconds(6)) << "each look counts for a second";
}

}  // namespace
}  // namespace vigie::vision
