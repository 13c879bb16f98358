// The crowds of a view over time.
#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "tests/vision/analysis/silhouettes.hpp"
#include "vision/analysis/crowd_watch.hpp"

namespace vigie {
namespace {

class CrowdWatchTest : public test::SilhouettesTest {
protected:
    /// Cells as the analysis has them: all foreground is one piece, and that piece a crowd or not, of whom a
    /// fifth are told apart. All walk, or all stand.
    void look(const std::vector<net::Point<net::Floor>>& people, bool is_crowd, double seconds,
              bool standing = false) {
        cv::Mat shares;
        seen(people).convertTo(shares, CV_8U, 255.0);
        vision::FoundCrowds found;
        cv::Mat(shares > 0).convertTo(found.pieces, CV_32S, 1.0 / 255.0);
        if (is_crowd) found.crowds.push_back(1);
        const vision::CrowdMembers members{std::ceil(0.2 * static_cast<double>(people.size())),
                                           standing ? 1.0 : 0.0};
        watch_.look(shares, found, std::vector<vision::CrowdMembers>(found.crowds.size(), members), seconds);
    }

    vision::CrowdWatch watch_{{}, floor_, std::nullopt, 640, 480};
    std::vector<net::Point<net::Floor>> dense_ = crowd(3.0, 5);  // 108 on 36 m2
};

const net::Polygon<net::Floor> kLeftHalf{{{0.0, 0.0}, {10.0, 0.0}, {10.0, 40.0}, {0.0, 40.0}}};
const net::Polygon<net::Floor> kElsewhere{{{30.0, 0.0}, {40.0, 0.0}, {40.0, 10.0}, {30.0, 10.0}}};

TEST_F(CrowdWatchTest, KnowsAtOnceAboutHowManyACrowdIsAndWhere) {
    look(dense_, true, 0.1);
    EXPECT_NEAR(watch_.all().people, 108.0, 0.45 * 108.0);
    EXPECT_GE(watch_.all().possible, watch_.all().people);
    EXPECT_NEAR(watch_.in(kLeftHalf).people, 0.5 * watch_.all().people, 0.15 * watch_.all().people);
    EXPECT_EQ(watch_.in(kElsewhere).people, 0.0);
    EXPECT_TRUE(watch_.stands_at({10.0, 17.0}));
    EXPECT_FALSE(watch_.stands_at({2.0, 17.0}));
    double sum = 0.0;
    for (const auto& place : watch_.places()) sum += place.people;
    EXPECT_NEAR(sum, watch_.all().people, 1e-9);
}

TEST_F(CrowdWatchTest, PeopleInARowAreOnlyPossible) {
    look(crowd(0.2, 5), true, 0.1);
    EXPECT_EQ(watch_.all().people, 0.0);
    EXPECT_GT(watch_.all().possible, 0.0);
}

TEST_F(CrowdWatchTest, WhoStandsIsBelievedToHideOthersAndWhoWalksIsNot) {
    const auto loose = crowd(0.9, 5);
    look(loose, true, 0.1);
    const auto walking = watch_.all();
    watch_.restart();
    look(loose, true, 0.1, true);
    const auto standing = watch_.all();
    EXPECT_DOUBLE_EQ(standing.possible, walking.possible);
    EXPECT_GT(standing.people, walking.people);
    EXPECT_LE(standing.people, standing.possible);
}

TEST_F(CrowdWatchTest, GapsAndFiguresAreBelievedTogether) {
    const auto loose = crowd(0.9, 5);
    look(loose, true, 0.1, true);
    const auto both = watch_.all();
    EXPECT_GT(both.people, 0.2 * static_cast<double>(loose.size()));
    EXPECT_LT(both.people, both.possible);
}

TEST_F(CrowdWatchTest, OnlyOfTheDensestMayThereBeMore) {
    look(crowd(7.0, 5), true, 0.1, true);
    EXPECT_DOUBLE_EQ(watch_.all().beyond, watch_.all().people);
    watch_.restart();
    look(crowd(1.5, 5), true, 0.1, true);
    EXPECT_GT(watch_.all().people, 0.0);
    EXPECT_EQ(watch_.all().beyond, 0.0);
}

TEST_F(CrowdWatchTest, TheNumberOfACrowdThatStandsDoesNotWaver) {
    look(dense_, true, 0.1, true);
    for (int i = 0; i < 200; ++i) look(dense_, true, 1.1, true);
    const double before = watch_.all().people;
    auto nearly = dense_;
    nearly.resize(nearly.size() * 19 / 20);
    for (int i = 0; i < 20; ++i) look(nearly, true, 1.1, true);
    EXPECT_NEAR(watch_.all().people, before, 0.1);
}

TEST_F(CrowdWatchTest, HalfOfACrowdThatWentIsNotHeld) {
    look(dense_, true, 0.1, true);
    for (int i = 0; i < 20; ++i) look(dense_, true, 1.1, true);
    const double before = watch_.all().people;
    std::vector<net::Point<net::Floor>> stayed;
    for (const auto& at : dense_) {
        if (at.x < 10.0) stayed.push_back(at);
    }
    for (int i = 0; i < 3; ++i) look(stayed, true, 1.1, true);
    EXPECT_LT(watch_.all().people, 0.75 * before);
}

TEST_F(CrowdWatchTest, ACrowdThatIsOverlookedOnceIsRemembered) {
    look(dense_, true, 0.1);
    const double before = watch_.all().people;
    look(dense_, false, 1.0);
    EXPECT_GT(watch_.all().people, 0.6 * before);
}

TEST_F(CrowdWatchTest, ACrowdThatWentAwayIsGone) {
    look(dense_, true, 0.1);
    look({}, false, 1.0);
    EXPECT_EQ(watch_.all().possible, 0.0);
    EXPECT_FALSE(watch_.stands_at({10.0, 17.0}));
}

TEST_F(CrowdWatchTest, LooksOnceASecond) {
    look(dense_, true, 0.1);
    const double before = watch_.all().people;
    for (int i = 0; i < 9; ++i) look(crowd(6.0, 8), true, 0.1);
    EXPECT_EQ(watch_.all().people, before);
    look(crowd(6.0, 8), true, 0.2);
    EXPECT_NE(watch_.all().people, before);
}

TEST_F(CrowdWatchTest, ABadFirstLookAfterAQuietTimeIsMadeGoodAsSoonAsWithoutOne) {
    const auto told_after = [this](double quiet_s) {
        watch_.restart();
        for (double s = 0.0; s < quiet_s; s += 1.0) look({}, false, 1.0);
        look(crowd(6.0, 8), true, 0.1, true);
        for (int i = 0; i < 12; ++i) look(dense_, true, 1.0, true);
        return watch_.all().people;
    };
    const double at_once = told_after(0.0);
    EXPECT_NEAR(told_after(600.0), at_once, 0.05 * at_once);
}

TEST_F(CrowdWatchTest, NobodyIsWhereTheyWereAfterARestart) {
    look(dense_, true, 0.1);
    watch_.restart();
    EXPECT_EQ(watch_.all().people, 0.0);
}

TEST_F(CrowdWatchTest, WithoutAFloorThereIsNoCrowd) {
    watch_ = vision::CrowdWatch({}, std::nullopt, std::nullopt, 640, 480);
    look(dense_, true, 0.1);
    EXPECT_EQ(watch_.all().possible, 0.0);
}

}  // namespace
}  // namespace vigie
