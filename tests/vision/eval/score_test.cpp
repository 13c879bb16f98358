// The scorer on cases that can be counted by hand.
#include "vision/eval/score.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/temporary_folder.hpp"
#include "vision/eval/ground_truth.hpp"

namespace vigie {
namespace {

using vision::FoundBox;
using vision::Scorer;
using vision::TrueBox;
using vision::TrueFrame;

net::Box at(double x) {
    return {x, 100, 20, 60};
}

TEST(Scorer, PerfectIsOne) {
    Scorer scorer;
    for (int i = 0; i < 10; ++i) {
        scorer.add({{{1, at(i)}, {2, at(200 + i)}}, {}}, {{7, at(i)}, {9, at(200 + i)}});
    }
    const auto score = scorer.score();
    EXPECT_EQ(score.frames, 10U);
    EXPECT_DOUBLE_EQ(score.f1, 1.0);
    EXPECT_DOUBLE_EQ(score.mota, 1.0);
    EXPECT_DOUBLE_EQ(score.idf1, 1.0);
    EXPECT_EQ(score.id_switches, 0U);
    EXPECT_DOUBLE_EQ(score.count_error, 0.0);
}

TEST(Scorer, CountsMissesAndExtras) {
    Scorer scorer;
    scorer.add({{{1, at(0)}, {2, at(100)}, {3, at(200)}}, {}}, {{1, at(0)}});                // two missed
    scorer.add({{{1, at(0)}}, {}}, {{1, at(0)}, {8, at(300)}, {9, at(400)}, {6, at(500)}});  // three extra
    const auto score = scorer.score();
    EXPECT_EQ(score.true_boxes, 4U);
    EXPECT_EQ(score.found_boxes, 5U);
    EXPECT_EQ(score.matched, 2U);
    EXPECT_DOUBLE_EQ(score.precision, 0.4);
    EXPECT_DOUBLE_EQ(score.recall, 0.5);
    EXPECT_NEAR(score.f1, 4.0 / 9.0, 1e-12);
    EXPECT_DOUBLE_EQ(score.count_error, 2.5);
    EXPECT_DOUBLE_EQ(score.count_bias, 0.5);
    EXPECT_DOUBLE_EQ(score.mota, 1.0 - 5.0 / 4.0) << "errors may outnumber people";
}

TEST(Scorer, ABoxHalfOffIsNoMatch) {
    Scorer scorer;
    EXPECT_TRUE(scorer.add({{{1, at(0)}}, {}}, {{1, at(10)}}).matches.empty()) << "IoU 1/3";
    EXPECT_EQ(scorer.add({{{1, at(0)}}, {}}, {{1, at(6)}}).matches.size(), 1U) << "IoU 14/26";
}

TEST(Scorer, CountsAnIdentitySwitchOnceAndIdf1ByTrajectory) {
    Scorer scorer;
    for (int i = 0; i < 10; ++i) {
        scorer.add({{{1, at(0)}}, {}}, {{i < 6 ? 5U : 6U, at(0)}});
    }
    const auto score = scorer.score();
    EXPECT_EQ(score.id_switches, 1U);
    EXPECT_DOUBLE_EQ(score.mota, 0.9);
    EXPECT_DOUBLE_EQ(score.idf1, 0.6) << "the longer of two trajectories is the person";
    EXPECT_DOUBLE_EQ(score.f1, 1.0);
}

TEST(Scorer, KeepsAMatchThatStillHolds) {
    Scorer scorer;
    scorer.add({{{1, at(0)}}, {}}, {{5, at(0)}});
    // Another box fits better now; the one followed before still fits: no switch (CLEAR MOT).
    scorer.add({{{1, at(0)}}, {}}, {{5, at(5)}, {6, at(0)}});
    EXPECT_EQ(scorer.score().id_switches, 0U);
}

TEST(Scorer, IdentityIsMatchedForTheWholeSequence) {
    Scorer scorer;
    // Two people swap their numbers half way: each trajectory can be right for half of the time only.
    for (int i = 0; i < 10; ++i) {
        const bool swapped = i >= 5;
        scorer.add({{{1, at(0)}, {2, at(100)}}, {}},
                   {{swapped ? 8U : 7U, at(0)}, {swapped ? 7U : 8U, at(100)}});
    }
    EXPECT_EQ(scorer.score().id_switches, 2U);
    EXPECT_DOUBLE_EQ(scorer.score().idf1, 0.5);
}

TEST(Scorer, IgnoredRegionsNeitherHelpNorHurt) {
    Scorer scorer;
    EXPECT_EQ(scorer.add({{{1, at(0)}}, {{9, at(200)}}}, {{1, at(0)}, {2, at(202)}, {3, at(400)}}).ignored,
              1U);
    scorer.add({{}, {{9, at(200)}}}, {});
    const auto score = scorer.score();
    EXPECT_EQ(score.found_boxes, 2U) << "the one in the ignored region is gone, the far one is not";
    EXPECT_DOUBLE_EQ(score.precision, 0.5);
    EXPECT_DOUBLE_EQ(score.recall, 1.0);
    EXPECT_DOUBLE_EQ(score.count_bias, 0.5);
}

TEST(Scorer, NothingAtAllIsZeroAndFinite) {
    const auto score = Scorer().score();
    EXPECT_EQ(score.f1, 0.0);
    EXPECT_EQ(score.mota, 0.0);
    EXPECT_EQ(score.count_error, 0.0);
}

TEST(GroundTruth, ReadsPeopleAndIgnoredRows) {
    const test::TemporaryFolder folder;
    const auto file = folder.write(
        "gt.txt",
        "1,9,499,158,31.03,75.17,1,-4.1,-7.3,0\r\n1,12,10,20,30,40,0,1,1,1\n2,9,1,2,3,4,1,-1,-1,-1\n");
    const auto truth = vision::read_ground_truth(file);
    ASSERT_TRUE(truth) << truth.error().message;
    ASSERT_EQ(truth->size(), 2U);
    EXPECT_EQ(truth->at(1).people.size(), 1U);
    ASSERT_EQ(truth->at(1).ignored.size(), 1U);
    EXPECT_EQ(truth->at(1).ignored[0].id, 12U) << "who is ignored is still somebody: they may come back";
    EXPECT_EQ(truth->at(1).people[0].id, 9U);
    EXPECT_EQ(truth->at(1).people[0].box, (net::Box{499, 158, 31.03, 75.17}));
}

TEST(GroundTruth, NamesTheBadLine) {
    const test::TemporaryFolder folder;
    const auto message = [&](std::string_view text) {
        const auto truth = vision::read_ground_truth(folder.write("gt.txt", text));
        return truth ? std::string("accepted") : truth.error().message;
    };
    EXPECT_THAT(message("1,9,4,1,3,7,1\n1,9,four,1,3,7,1\n"),
                ::testing::HasSubstr("gt.txt, line 2: '1,9,four"));
    EXPECT_THAT(message("1,9,4,1,3\n"), ::testing::HasSubstr("line 1"));
    EXPECT_THAT(message("1,9,4,1,-3,7,1\n"), ::testing::HasSubstr("line 1"));
    EXPECT_THAT(message("0,9,4,1,3,7,1\n"), ::testing::HasSubstr("line 1"));
    EXPECT_THAT(message("1,9,nan,1,3,7,1\n"), ::testing::HasSubstr("line 1"));
    EXPECT_THAT(message("1.5,9,4,1,3,7,1\n"), ::testing::HasSubstr("line 1"));
    EXPECT_THAT(message("1,9.5,4,1,3,7,1\n"), ::testing::HasSubstr("line 1"));
    EXPECT_THAT(message("1,9,4,1,3,7,1\n1,9,40,1,3,7,0\n"),
                ::testing::HasSubstr("gt.txt, line 2: person 9 is in frame 1 twice"));
    EXPECT_EQ(message("1,9,4,1,3,7,1\n2,9,40,1,3,7,1\n"), "accepted");
    EXPECT_THAT(message(""), ::testing::HasSubstr("holds no ground truth"));
    EXPECT_THAT(vision::read_ground_truth(folder.path() / "none.txt").error().message,
                ::testing::HasSubstr("cannot open the ground truth"));
}

TEST(Scorer, AMissIsNoSwitchButComingBackUnderAnotherNumberIs) {
    // CLEAR MOT by hand: 1 is followed by 5, lost for two frames, then found as 6; 2 is followed by 7 all
    // along.
    Scorer scorer;
    for (int i = 0; i < 8; ++i) {
        std::vector<FoundBox> found{{7, at(100)}};
        if (i < 3) {
            found.push_back({5, at(0)});
        } else if (i > 4) {
            found.push_back({6, at(0)});
        }
        scorer.add({{{1, at(0)}, {2, at(100)}}, {}}, found);
    }
    const auto score = scorer.score();
    EXPECT_EQ(score.true_boxes, 16U);
    EXPECT_EQ(score.id_switches, 1U);
    EXPECT_DOUBLE_EQ(score.mota, 1.0 - (2.0 + 0.0 + 1.0) / 16.0) << "two missed, none too many, one switch";
    // Identities by hand: 2-7 share 8 frames, 1-5 and 1-6 share 3 each, of which one counts.
    EXPECT_DOUBLE_EQ(score.idf1, 2.0 * (8.0 + 3.0) / (16.0 + 14.0));
}

TEST(Scorer, ComingBackUnderTheSameNumberIsNoSwitch) {
    Scorer scorer;
    for (int i = 0; i < 6; ++i) {
        scorer.add({{{1, at(0)}}, {}},
                   i == 2 || i == 3 ? std::vector<FoundBox>{} : std::vector<FoundBox>{{5, at(0)}});
    }
    const auto score = scorer.score();
    EXPECT_EQ(score.id_switches, 0U);
    EXPECT_DOUBLE_EQ(score.mota, 1.0 - 2.0 / 6.0);
    EXPECT_DOUBLE_EQ(score.idf1, 2.0 * 4.0 / (6.0 + 4.0));
}

TEST(Scorer, TwoPeopleOfOneNumberCountTwoSwitchesWhenItJumpsBetweenThem) {
    Scorer scorer;
    // Number 5 is on person 1, then on person 2, who was followed by 6, then back.
    scorer.add({{{1, at(0)}, {2, at(100)}}, {}}, {{5, at(0)}, {6, at(100)}});
    scorer.add({{{1, at(0)}, {2, at(100)}}, {}}, {{5, at(100)}});
    scorer.add({{{1, at(0)}, {2, at(100)}}, {}}, {{5, at(0)}, {6, at(100)}});
    const auto score = scorer.score();
    EXPECT_EQ(score.id_switches, 2U) << "2: 6 to 5 and 5 to 6; 1 never had another than 5";
    EXPECT_DOUBLE_EQ(score.mota, 1.0 - (1.0 + 0.0 + 2.0) / 6.0);
    EXPECT_DOUBLE_EQ(score.idf1, 2.0 * (2.0 + 2.0) / (6.0 + 5.0));
}

TEST(Scorer, AnExtraTrackCostsPrecisionOfIdentity) {
    Scorer scorer;
    for (int i = 0; i < 4; ++i) {
        scorer.add({{{1, at(0)}}, {}}, {{5, at(0)}, {6, at(300)}});
    }
    const auto score = scorer.score();
    EXPECT_DOUBLE_EQ(score.mota, 0.0) << "as many too many as true";
    EXPECT_DOUBLE_EQ(score.idf1, 2.0 * 4.0 / (4.0 + 8.0));
}

}  // namespace
}  // namespace vigie
