// Ground truth of another video than the one that is measured.
#include "vision/eval/truth_check.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <vector>

#include <opencv2/videoio.hpp>

#include "tests/support/child_process.hpp"
#include "tests/support/places.hpp"
#include "tests/support/temporary_folder.hpp"

namespace vigie::vision {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

/// `inside` people in the picture of 320 x 240 and `outside` right of it, one a frame.
GroundTruth people(int inside, int outside) {
    GroundTruth out;
    for (int n = 0; n < inside + outside; ++n) {
        out[static_cast<std::uint64_t>(n + 1)].people.push_back(
            {1, {n < inside ? 100.0 : 310.0, 100.0, 40.0, 90.0}});
    }
    return out;
}

TEST(TruthCheck, BoxesInThePictureAndOnItsEdgeAreAllRight) {
    EXPECT_THAT(*check_boxes(people(50, 0), {}, {320, 240}), IsEmpty());
    EXPECT_THAT(*check_boxes(people(0, 50), {}, {340, 240}), IsEmpty()) << "half of them outside";
}

TEST(TruthCheck, SomeBoxesOutsideAreToldAndManyRefused) {
    const auto some = check_boxes(people(95, 5), {}, {320, 240});
    ASSERT_TRUE(some);
    EXPECT_THAT(
        *some,
        ElementsAre("5 of 100 people of the ground truth stand outside of the 320x240 picture, the first of "
                    "them in frame 96, where nobody can find them"));
    const auto many = check_boxes(people(80, 20), {}, {320, 240});
    ASSERT_FALSE(many);
    EXPECT_EQ(many.error().code, net::ErrorCode::invalid_input);
    EXPECT_THAT(many.error().message,
                HasSubstr("20 of 100 people of the ground truth stand outside of the 320x240 "
                          "picture, the first of them in frame 81: name the ground truth"));
    EXPECT_THAT(*check_boxes(people(80, 20), {1, 80}, {320, 240}), IsEmpty()) << "others are not scored";
}

class TruthOfAVideo : public ::testing::Test {
protected:
    void SetUp() override {
        cv::VideoWriter writer(video_.string(), cv::CAP_FFMPEG, cv::VideoWriter::fourcc('M', 'J', 'P', 'G'),
                               10.0, {320, 240});
        cv::Mat picture(240, 320, CV_8UC3, cv::Scalar::all(120));
        for (int n = 0; n < 30; ++n) writer.write(picture);
    }
    test::TemporaryFolder folder_;
    std::filesystem::path video_ = folder_.path() / "yard.avi";
};

TEST_F(TruthOfAVideo, GoesOnBeyondItsEnd) {
    const auto file = folder_.path() / "gt.txt";
    EXPECT_THAT(*check_truth(file, people(30, 0), {1, 20}, video_), IsEmpty());
    const auto odd = check_truth(file, people(90, 0), {1, 20}, video_);
    ASSERT_TRUE(odd);
    EXPECT_THAT(*odd,
                ElementsAre(HasSubstr("goes on to frame 90, " + video_.string() + " ends with frame 30")));
}

TEST_F(TruthOfAVideo, OfAnotherSizeIsRefusedByItsSequence) {
    std::filesystem::create_directories(folder_.path() / "gt");
    const auto file = folder_.path() / "gt" / "gt.txt";
    const auto sequence = [&](const char* width) {
        folder_.write("seqinfo.ini", std::string("[Sequence]\nname=walk\nframeRate=25\nimWidth=") + width +
                                         "\nimHeight=240\n");
        const auto checked = check_truth(file, people(20, 0), {}, video_);
        return checked ? "accepted" : checked.error().message;
    };
    EXPECT_EQ(sequence("320"), "accepted");
    EXPECT_THAT(sequence("768"), HasSubstr("gt.txt is of 768x240 pictures (walk), " + video_.string() +
                                           " has 320x240: name the video that it was made of"));
}

TEST_F(TruthOfAVideo, IsRefusedByTheProgramWithStatus2AndNoFigures) {
    std::string rows;
    for (int frame = 1; frame <= 30; ++frame) rows += std::to_string(frame) + ",1,900,500,40,90,1\n";
    const auto run = [&](const std::vector<std::string>& more) {
        std::vector<std::string> words{std::string(VIGIE_BINARY_DIR) + "/bin/vigie-eval",
                                       "--config",
                                       std::string(VIGIE_SOURCE_DIR) + "/tests/support/forecourt/node.toml",
                                       "--camera",
                                       "forecourt-b",
                                       "--video",
                                       video_.string(),
                                       "--gt"};
        words.insert(words.end(), more.begin(), more.end());
        return test::run_to_end(words);
    };
    const auto outside = run({folder_.write("other.txt", rows).string()});
    EXPECT_EQ(outside.status, 2);
    EXPECT_THAT(outside.said,
                HasSubstr("30 of 30 people of the ground truth stand outside of the 320x240 picture"));
    EXPECT_THAT(outside.said, ::testing::Not(HasSubstr("recall")));
    const auto beyond =
        run({folder_.write("long.txt", "1,1,100,100,40,90,1\n60,1,100,100,40,90,1\n").string()});
    EXPECT_EQ(beyond.status, 2);
    EXPECT_THAT(beyond.said, HasSubstr("has 30 frames, not the 60 that are asked for: give --frames 1-30"));
    const auto partly = run({folder_.path() / "long.txt", "--frames", "1-30"});
    EXPECT_EQ(partly.status, 0) << partly.said;
    EXPECT_THAT(partly.said, HasSubstr("goes on to frame 60"));
}

TEST(TruthCheck, HardlyAnybodyMetIsTold) {
    Score score;
    EXPECT_EQ(hardly_anybody_met(score), "");
    score.true_boxes = 40;
    EXPECT_EQ(hardly_anybody_met(score), "") << "nobody was found, which the figures say";
    score.found_boxes = 50;
    score.recall = 0.025;
    EXPECT_THAT(hardly_anybody_met(score), HasSubstr("(2.5 % of 40) is where one of 50 found people is"));
    score.recall = 0.05;
    EXPECT_EQ(hardly_anybody_met(score), "");
}

}  // namespace
}  // namespace vigie::vision
