// When a model looks, and what is told when it is slow, fails or is not there.
#include "vision/analysis/model_looks.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <utility>
#include <vector>

#include "tests/support/fake_clock.hpp"
#include "tests/vision/analysis/fake_model.hpp"

namespace vigie {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

class ModelLooksTest : public ::testing::Test {
protected:
    void start(const vision::ModelSettings& settings) {
        looks_ = std::make_unique<vision::ModelLooks>(test::fake_model(sight_, settings));
        sight_.meanwhile = [this] { clock_.advance(std::chrono::milliseconds(takes_ms_)); };
    }
    /// Numbers, from 1 of this call, of the frames out of so many that were looked at, ten a second.
    std::vector<int> looked_at(int frames) {
        std::vector<int> out;
        for (int i = 1; i <= frames; ++i) {
            if (looks_->look(frame_, 0.1, clock_)) {
                out.push_back(i);
            }
        }
        return out;
    }
    /// The same of the frames at which the network was asked, with success or not.
    std::vector<int> asked_at(int frames) {
        std::vector<int> out;
        for (int i = 1; i <= frames; ++i) {
            const int before = sight_.looks;
            (void)looks_->look(frame_, 0.1, clock_);
            if (sight_.looks > before) {
                out.push_back(i);
            }
        }
        return out;
    }
    static vision::ModelSettings every(int frames) {
        auto out = test::fake_settings();
        out.every = frames;
        return out;
    }

    test::FakeClock clock_;
    test::FakeSight sight_;
    std::unique_ptr<vision::ModelLooks> looks_;
    cv::Mat frame_{480, 640, CV_8UC3, cv::Scalar(0)};
    int takes_ms_ = 1;
};

TEST_F(ModelLooksTest, TheFirstFrameAndEveryThirdFromThereAreLookedAt) {
    start(every(3));
    EXPECT_THAT(looked_at(9), ElementsAre(1, 4, 7));
    EXPECT_EQ(looks_->report().looks, 3U);
    EXPECT_EQ(looks_->report().every, 3);
    EXPECT_TRUE(looks_->report().problem.empty());
}

TEST_F(ModelLooksTest, ASlowModelLooksMoreRarelyAndSaysSoUntilItIsFastAgain) {
    auto settings = every(2);
    settings.most_load = 0.5;  // of 100 ms a frame: 50 ms a frame may go into looks
    start(settings);
    takes_ms_ = 420;  // needs 8.4 frames
    EXPECT_THAT(looked_at(21), ElementsAre(1, 3, 12, 21));
    EXPECT_EQ(looks_->report().every, 9);
    EXPECT_EQ(
        looks_->report().problem.english,
        "the model /models/fake.onnx is too slow for this machine: it looks at every 9th picture, not every "
        "2th");
    takes_ms_ = 1;
    EXPECT_THAT(looked_at(22), ElementsAre(9, 18, 20, 22)) << "two fast looks are believed";
    EXPECT_EQ(looks_->report().every, 2);
    EXPECT_TRUE(looks_->report().problem.empty());
}

TEST_F(ModelLooksTest, OneSlowLookIsTheMachinesAndChangesNothing) {
    start(every(2));
    EXPECT_THAT(looked_at(4), ElementsAre(1, 3));
    takes_ms_ = 5000;
    EXPECT_THAT(looked_at(1), ElementsAre(1));
    takes_ms_ = 1;
    EXPECT_THAT(looked_at(6), ElementsAre(2, 4, 6));
    EXPECT_EQ(looks_->report().every, 2);
}

TEST_F(ModelLooksTest, WithoutALimitTheIntervalStays) {
    auto settings = every(2);
    settings.most_load = 0.0;
    start(settings);
    takes_ms_ = 5000;
    EXPECT_THAT(looked_at(6), ElementsAre(1, 3, 5));
    EXPECT_TRUE(looks_->report().problem.empty());
}

TEST_F(ModelLooksTest, AFailingModelIsAskedEverMoreRarelyAndForgivenAtItsFirstSuccess) {
    start(every(2));
    EXPECT_FALSE(looks_->sees_people()) << "not before its first look";
    sight_.error = "no memory";
    EXPECT_THAT(asked_at(29), ElementsAre(1, 5, 13, 29)) << "after 4, 8, 16 frames";
    EXPECT_EQ(looks_->report().failures, 4U);
    EXPECT_THAT(looks_->report().problem.english, HasSubstr("failed on a picture (no memory)"));
    EXPECT_FALSE(looks_->sees_people());
    sight_.error.clear();
    EXPECT_THAT(asked_at(36), ElementsAre(32, 34, 36));
    EXPECT_TRUE(looks_->sees_people());
    sight_.error = "no memory";
    EXPECT_THAT(asked_at(2), ElementsAre(2));
    EXPECT_FALSE(looks_->sees_people());
    sight_.error.clear();
    EXPECT_THAT(asked_at(4), ElementsAre(4));
    EXPECT_TRUE(looks_->report().problem.empty());
}

TEST_F(ModelLooksTest, AModelThatIsNotThereNeverLooksAndSaysWhy) {
    auto settings = every(1);
    settings.file = "/nowhere/net.onnx";
    looks_ = std::make_unique<vision::ModelLooks>(settings);
    EXPECT_TRUE(looked_at(5).empty());
    EXPECT_EQ(looks_->report().every, 0);
    EXPECT_EQ(looks_->report().failures, 1U);
    EXPECT_THAT(looks_->report().problem.english, HasSubstr("/nowhere/net.onnx is not there"));
    EXPECT_THAT(looks_->report().problem.about, ElementsAre("net.onnx"));
}

TEST_F(ModelLooksTest, SightingsStandUntilTheNextLookOrItsFailure) {
    auto settings = every(2);
    settings.classes = {"person", "knife"};
    settings.alerts = {{"knife", "weapon"}};
    start(settings);
    sight_.rows = {{{10, 10, 20, 20}, {0.0F, 0.8F}}};
    (void)looked_at(2);
    ASSERT_EQ(looks_->sightings().size(), 1U) << "also in the frame after the look";
    sight_.rows.clear();
    (void)looked_at(1);
    EXPECT_TRUE(looks_->sightings().empty());
    sight_.rows = {{{10, 10, 20, 20}, {0.0F, 0.8F}}};
    (void)looked_at(2);
    ASSERT_EQ(looks_->sightings().size(), 1U);
    sight_.error = "no memory";
    (void)looked_at(2);
    EXPECT_TRUE(looks_->sightings().empty()) << "what is not known is not claimed";
}

TEST_F(ModelLooksTest, ANewEpochIsLookedAtAtOnce) {
    start(every(5));
    EXPECT_THAT(looked_at(2), ElementsAre(1));
    looks_->restart();
    EXPECT_THAT(looked_at(6), ElementsAre(1, 6));
}

}  // namespace
}  // namespace vigie
