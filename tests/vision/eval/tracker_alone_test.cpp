// The tracker alone on published detections: reading them, hand-made sequences, and the bar against SORT.
#include "vision/eval/tracker_alone.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <string_view>

#include <fmt/format.h>

#include "tests/support/evaluation_data.hpp"
#include "tests/support/temporary_folder.hpp"
#include "vision/eval/detections.hpp"
#include "vision/eval/ground_truth.hpp"

namespace vigie {
namespace {

using ::testing::HasSubstr;
using vision::Footage;

constexpr std::string_view kInfo = "[Sequence]\nname=Hall\nframeRate=10\nimWidth=640\nimHeight=480\n";

TEST(Detections, AreReadByFrame) {
    const test::TemporaryFolder folder;
    const auto found = vision::read_detections(folder.write(
        "det.txt", "1,-1,10,20,30,60,0.5,-1,-1,-1\r\n\n3, -1, 1.5, 2, 3, 4, 1\n1,-1,9,9,9,9,0\n"));
    ASSERT_TRUE(found) << found.error().message;
    ASSERT_EQ(found->size(), 2U);
    ASSERT_EQ(found->at(1).size(), 2U);
    EXPECT_EQ(found->at(1)[0].box, (net::Box{10, 20, 30, 60}));
    EXPECT_DOUBLE_EQ(found->at(1)[0].score, 0.5);
    EXPECT_EQ(found->at(3)[0].box, (net::Box{1.5, 2, 3, 4}));
}

TEST(Detections, NameTheBadLine) {
    const test::TemporaryFolder folder;
    const auto message = [&](std::string_view text) {
        const auto found = vision::read_detections(folder.write("det.txt", text));
        return found ? std::string("accepted") : found.error().message;
    };
    EXPECT_THAT(message("1,-1,1,2,3,4,.5\n1,-1,one,2,3,4,.5\n"), HasSubstr("det.txt, line 2: '1,-1,one"));
    EXPECT_THAT(message("1,-1,1,2,3,4\n"), HasSubstr("line 1"));
    EXPECT_THAT(message("1,-1,1,2,0,4,.5\n"), HasSubstr("line 1"));
    EXPECT_THAT(message("0,-1,1,2,3,4,.5\n"), HasSubstr("line 1"));
    EXPECT_THAT(message("1,-1,1,2,3,inf,.5\n"), HasSubstr("line 1"));
    EXPECT_THAT(message("1,-1,1,2,3,4,37.5\n"), HasSubstr("line 1: the confidence 37.5 is not 0 to 1"));
    EXPECT_THAT(message("\n"), HasSubstr("holds no detections"));
    EXPECT_THAT(vision::read_detections(folder.path()).error().message,
                HasSubstr("cannot open the detections"));
}

TEST(SequenceInfo, IsReadAndNamesWhatIsMissing) {
    const test::TemporaryFolder folder;
    const auto good = vision::read_sequence_info(
        folder.write("seqinfo.ini",
                     "[Other]\nname=no\n[Sequence]\r\nname = Hall \r\nframeRate=12.5\nimDir=img1\n"
                     "imWidth=640\nimHeight=480\n"));
    ASSERT_TRUE(good) << good.error().message;
    EXPECT_EQ(good->name, "Hall");
    EXPECT_DOUBLE_EQ(good->footage.fps, 12.5);
    EXPECT_EQ(good->footage.width, 640);
    EXPECT_EQ(good->footage.height, 480);
    const auto message = [&](std::string_view text) {
        const auto info = vision::read_sequence_info(folder.write("seqinfo.ini", text));
        return info ? std::string("accepted") : info.error().message;
    };
    EXPECT_THAT(message("name=Hall\n"), HasSubstr("section [Sequence] has no usable name"));
    EXPECT_THAT(message("[Sequence]\nname=a\nframeRate=fast\n"), HasSubstr("no usable frameRate"));
    EXPECT_THAT(message("[Sequence]\nname=a\nframeRate=9\nimWidth=640.5\n"), HasSubstr("no usable imWidth"));
    EXPECT_THAT(message("[Sequence]\nname=a\nframeRate=9\nimWidth=640\n"), HasSubstr("no usable imHeight"));
    EXPECT_THAT(message("[Sequence]\nname=a\nframeRate=0\nimWidth=640\nimHeight=480\n"),
                HasSubstr("0 frames a second"));
    EXPECT_THAT(message("[Sequence]\nname=a\nframeRate=9\nimWidth=-640\nimHeight=480\n"),
                HasSubstr("-640x480"));
    EXPECT_THAT(vision::read_sequence_info(folder.path() / "none.ini").error().message,
                HasSubstr("cannot open"));
}

TEST(TrackerAlone, OneWhoIsSeenAllTheTimeCostsThreeFrames) {
    std::string text;
    for (int frame = 1; frame <= 50; ++frame) {
        text += fmt::format("{},1,{},200,40,110,1\n", frame, 100 + 4 * frame);
    }
    const test::TemporaryFolder folder;
    const auto file = folder.write("both.txt", text);
    const auto score = vision::score_tracker_alone(file, file, Footage{10.0, 640, 480});
    ASSERT_TRUE(score) << score.error().message;
    EXPECT_EQ(score->frames, 50U);
    EXPECT_EQ(score->true_boxes, 50U);
    EXPECT_EQ(score->matched, score->found_boxes) << "nobody else is made up";
    EXPECT_GE(score->matched, 46U);
    EXPECT_LE(score->matched, 48U) << "online: the frames before a confirmation are not filled in";
    EXPECT_EQ(score->id_switches, 0U);
}

TEST(TrackerAlone, FramesWithoutDetectionsPassAndIgnoredRowsDoNotCount) {
    std::string found;
    std::string truth;
    for (int frame = 1; frame <= 60; ++frame) {
        truth += fmt::format("{},1,{},200,40,110,1\n{},2,500,200,40,110,0\n", frame, 100 + 2 * frame, frame);
        if (frame <= 30 || frame > 40) {
            found += fmt::format("{},-1,{},200,40,110,.9\n{},-1,500,200,40,110,.9\n", frame, 100 + 2 * frame,
                                 frame);
        }
    }
    found += "99,-1,1,1,40,110,.9\n";  // beyond the truth
    const test::TemporaryFolder folder;
    const auto score = vision::score_tracker_alone(folder.write("det.txt", found),
                                                   folder.write("gt.txt", truth), Footage{10.0, 640, 480});
    ASSERT_TRUE(score);
    EXPECT_EQ(score->frames, 60U);
    EXPECT_EQ(score->true_boxes, 60U) << "the second one is a region to ignore";
    EXPECT_EQ(score->found_boxes, score->matched);
    EXPECT_EQ(score->id_switches, 0U) << "found again after a second";
    EXPECT_NEAR(score->idf1, score->f1, 1e-12);
}

TEST(TrackerAlone, AFolderIsReadAndItsMistakesAreNamed) {
    const test::TemporaryFolder folder;
    std::filesystem::create_directories(folder.path() / "det");
    std::filesystem::create_directories(folder.path() / "gt");
    const auto message = [&] {
        const auto score = vision::score_tracker_alone(folder.path());
        return score ? std::string("accepted") : score.error().message;
    };
    EXPECT_THAT(message(), HasSubstr("seqinfo.ini"));
    folder.write("seqinfo.ini", kInfo);
    EXPECT_THAT(message(), HasSubstr("det.txt"));
    folder.write("det/det.txt", "1,-1,100,100,40,110,.9\n");
    EXPECT_THAT(message(), HasSubstr("gt.txt"));
    folder.write("gt/gt.txt", "1,1,100,100,40,110,1\n2,1,100,100,40,110,1\n");
    const auto score = vision::score_tracker_alone(folder.path());
    ASSERT_TRUE(score);
    EXPECT_EQ(score->frames, 2U);
    EXPECT_EQ(score->matched, 0U);
    EXPECT_THAT(vision::score_tracker_alone(folder.path() / "det/det.txt", folder.path() / "gt/gt.txt", {})
                    .error()
                    .message,
                HasSubstr("frames a second"));
}

/// SORT (Bewley et al., ICIP 2016), its defaults, on the same detections under the same scorer, means over
/// these six: MOTA .415, IDF1 .461.
TEST(TrackerAlone, IsBetterThanSortOnPublishedDetections) {
    const auto data = test::evaluation_data("mot15");
    double mota = 0.0;
    double idf1 = 0.0;
    constexpr const char* kSequences[] = {"ADL-Rundle-6", "ETH-Bahnhof", "KITTI-13",
                                          "PETS09-S2L1",  "TUD-Campus",  "Venice-2"};
    for (const auto* sequence : kSequences) {
        if (!std::filesystem::exists(data / sequence)) {
            GTEST_SKIP() << test::is_absent(data / sequence);
        }
        const auto score = vision::score_tracker_alone(data / sequence);
        ASSERT_TRUE(score) << score.error().message;
        mota += score->mota / 6.0;
        idf1 += score->idf1 / 6.0;
    }
    EXPECT_GT(mota, 0.415);
    EXPECT_GT(idf1, 0.54);
}

}  // namespace
}  // namespace vigie
