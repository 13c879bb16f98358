// Who keeps a number and who gets one, on hand-made tracks. No pictures: a picture of 1000x600 pixels whose
// people are 100 high, so that a metre is about 58 pixels; ten frames a second.
#include "vision/analysis/tracker.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <vector>

namespace vigie {
namespace {

using net::TrackState;
using vision::Sighting;
using vision::Walker;

constexpr double kStep = 0.1;

vision::Appearance clothes(const cv::Scalar& colour) {
    const cv::Mat picture(40, 20, CV_8UC3, colour);
    return vision::Appearance::of(picture, cv::Mat(40, 20, CV_8U, cv::Scalar(255)), {0, 0, 20, 40});
}

class TrackerTest : public ::testing::Test {
protected:
    void SetUp() override {
        for (int i = 0; i < 400; ++i) {
            size_.learn({100, 100.0 + i % 300, 37, 100});
        }
    }
    [[nodiscard]] Sighting person(double x, double y, double score = 0.9,
                                  const vision::Appearance& look = {}) const {
        const net::Box box{x - 18.5, y - 100, 37, 100};
        return {box, score, *ground_.sighting(box), look};
    }
    void see(const std::vector<Sighting>& seen) {
        tracker_.predict(kStep);
        tracker_.update(seen, kStep, {1000, 600});
    }
    [[nodiscard]] std::vector<Walker> counted() const {
        std::vector<Walker> out;
        for (const auto& walker : tracker_.walkers()) {
            if (tracker_.counts(walker)) {
                out.push_back(walker);
            }
        }
        return out;
    }
    /// Number of the counted person nearest to x.
    [[nodiscard]] net::TrackNumber at(double x) const {
        const auto all = counted();
        const auto nearest = std::min_element(all.begin(), all.end(), [x](const auto& a, const auto& b) {
            return std::abs(a.box.foot().x - x) < std::abs(b.box.foot().x - x);
        });
        return nearest == all.end() ? 0 : nearest->number;
    }

    vision::AnalysisSettings settings_;
    vision::PersonSize size_{settings_.person, std::nullopt, std::nullopt, 1000, 600};
    vision::Ground ground_{settings_.person, std::nullopt, size_};
    vision::Tracker tracker_{settings_.tracker, settings_.person, settings_.splitter.least_score, ground_,
                             size_};
};

TEST_F(TrackerTest, AWalkerGetsANumberAfterThreeFramesAndKeepsIt) {
    see({person(100, 300)});
    EXPECT_TRUE(counted().empty());
    see({person(106, 300)});
    EXPECT_TRUE(counted().empty());
    for (int i = 2; i < 60; ++i) {
        see({person(100.0 + 6 * i, 300)});
    }
    ASSERT_EQ(counted().size(), 1U);
    const Walker walker = counted().front();
    EXPECT_EQ(walker.number, 1U);
    EXPECT_EQ(walker.state, TrackState::confirmed);
    EXPECT_NEAR(walker.box.foot().x, 100.0 + 6 * 59, 3.0);
    EXPECT_NEAR(walker.filter.velocity()[0], 60.0, 6.0) << "pixels a second";
    EXPECT_EQ(tracker_.next_number(), 2U);
}

TEST_F(TrackerTest, WhoIsCertainCountsAtFirstSight) {
    auto sure = person(100, 300);
    sure.certain = true;
    see({sure, person(400, 300)});
    ASSERT_EQ(counted().size(), 1U);
    EXPECT_EQ(counted().front().state, TrackState::confirmed);
    EXPECT_NEAR(counted().front().box.foot().x, 100.0, 1.0);
}

TEST_F(TrackerTest, TwoWhoCrossKeepTheirNumbersByTheirClothes) {
    const auto red = clothes({30, 30, 200});
    const auto blue = clothes({200, 60, 30});
    // They meet, stand before each other for a second, and go back whence they came: straight on is wrong.
    const auto red_at = [](int i) { return 500.0 - 5.0 * std::abs(std::clamp(i - 45, -40, 40)); };
    const auto blue_at = [](int i) { return 500.0 + 5.0 * std::abs(std::clamp(i - 45, -40, 40)); };
    net::TrackNumber red_number = 0;
    net::TrackNumber blue_number = 0;
    for (int i = 0; i < 90; ++i) {
        see({person(red_at(i), 300, 0.9, red), person(blue_at(i), 302, 0.9, blue)});
        if (i == 20) {
            red_number = at(red_at(i));
            blue_number = at(blue_at(i));
        }
    }
    ASSERT_NE(red_number, blue_number);
    EXPECT_EQ(at(red_at(89)), red_number);
    EXPECT_EQ(at(blue_at(89)), blue_number);
    EXPECT_EQ(tracker_.next_number(), 3U);
}

TEST_F(TrackerTest, TwoWhoWalkThroughEachOtherKeepTheirNumbersWithoutColours) {
    for (int i = 0; i < 80; ++i) {
        see({person(300.0 + 5 * i, 300), person(700.0 - 5 * i, 330)});
        if (i == 10) {
            ASSERT_EQ(at(350), 1U);
            ASSERT_EQ(at(650), 2U);
        }
    }
    EXPECT_EQ(at(695), 1U);
    EXPECT_EQ(at(305), 2U);
}

TEST_F(TrackerTest, WhoIsHiddenForTwoSecondsRegainsTheNumber) {
    for (int i = 0; i < 70; ++i) {
        const bool hidden = i >= 30 && i < 52;
        see(hidden ? std::vector<Sighting>{} : std::vector{person(200.0 + 6 * i, 300)});
        if (i == 51) {
            ASSERT_EQ(tracker_.walkers().size(), 1U);
            EXPECT_EQ(tracker_.walkers().front().state, TrackState::coasting);
            EXPECT_TRUE(counted().empty()) << "after two seconds nobody vouches for a place";
        }
    }
    EXPECT_EQ(at(614), 1U);
    EXPECT_EQ(tracker_.next_number(), 2U);
}

TEST_F(TrackerTest, WhoIsHiddenTooLongIsSomebodyElse) {
    for (int i = 0; i < 80; ++i) {
        const bool hidden = i >= 30 && i < 60;
        see(hidden ? std::vector<Sighting>{} : std::vector{person(400, 300)});
    }
    EXPECT_EQ(at(400), 2U) << "three seconds are beyond coast_s";
}

TEST_F(TrackerTest, AGapIsBridgedAlongTheWayThatWasWalked) {
    // Walks to the right, vanishes, and is seen again at the same place: on the whole nobody moved.
    for (int i = 0; i < 30; ++i) {
        see({person(200.0 + 6 * i, 300)});
    }
    for (int i = 0; i < 15; ++i) {
        see({});
    }
    see({person(374.0, 300)});
    ASSERT_EQ(at(374), 1U);
    EXPECT_NEAR(counted().front().filter.velocity()[0], 0.0, 10.0)
        << "60 before; a filter that saw nothing in between takes the place for a way back at 23";
}

TEST_F(TrackerTest, WhoStandsBehindSomebodyIsCountedLongerThanWhoVanishes) {
    for (int i = 0; i < 60; ++i) {
        see({person(300, 300), person(700, 300), person(708, 330)});
    }
    ASSERT_EQ(counted().size(), 3U);
    for (int i = 0; i < 7; ++i) {
        see({person(708, 330)});
    }
    EXPECT_EQ(counted().size(), 2U) << "the one behind is known to be there, the other is not";
    EXPECT_EQ(at(300), at(700)) << "nobody near 300 counts any more";
}

TEST_F(TrackerTest, AFlickerIsNotCountedWhenItIsGone) {
    for (int i = 0; i < 8; ++i) {
        see({person(300, 300)});
    }
    ASSERT_EQ(counted().size(), 1U);
    see({});
    EXPECT_TRUE(counted().empty());
    for (int i = 0; i < 100; ++i) {
        see({person(300, 300)});
    }
    see({});
    EXPECT_EQ(counted().size(), 1U) << "ten seconds vouch for a tenth";
}

TEST_F(TrackerTest, AWeakSightingContinuesATrackButStartsNone) {
    const double weak = 0.25;  // below the least score of a start
    for (int i = 0; i < 20; ++i) {
        see({person(200.0 + 5 * i, 300), person(700, 300, weak)});
    }
    EXPECT_EQ(tracker_.walkers().size(), 1U);
    for (int i = 20; i < 40; ++i) {
        see({person(200.0 + 5 * i, 300, weak)});
        EXPECT_DOUBLE_EQ(tracker_.walkers().front().unseen_s, 0.0);
    }
    EXPECT_EQ(tracker_.walkers().front().number, 1U);
    EXPECT_NEAR(tracker_.walkers().front().box.foot().x, 395.0, 3.0);
}

TEST_F(TrackerTest, AStrongSightingComesBeforeANearerWeakOne) {
    for (int i = 0; i < 20; ++i) {
        see({person(300, 300)});
    }
    see({person(301, 300, 0.22), person(315, 300, 0.9)});
    ASSERT_EQ(tracker_.walkers().size(), 1U);
    EXPECT_GT(tracker_.walkers().front().box.foot().x, 304.0);
}

TEST_F(TrackerTest, AJumpOfTheCameraByAThirdOfAPersonKeepsEverybody) {
    std::set<net::TrackNumber> before;
    for (int i = 0; i < 40; ++i) {
        const double shake = i < 20 ? 0.0 : 33.0;
        see({person(200.0 + shake, 300), person(400.0 + shake, 320), person(600.0 + shake, 340)});
        for (const auto& walker : counted()) {
            before.insert(walker.number);
        }
    }
    EXPECT_EQ(before, (std::set<net::TrackNumber>{1, 2, 3}));
    EXPECT_EQ(counted().size(), 3U);
    EXPECT_EQ(tracker_.next_number(), 4U);
}

TEST_F(TrackerTest, APanningCameraKeepsEverybodyThroughAGap) {
    for (int i = 0; i < 60; ++i) {
        const double pan = i < 10 ? 0.0 : 8.0 * (i - 10);
        std::vector<Sighting> seen{person(100.0 + pan, 300)};
        if (i < 30 || i >= 36) {
            seen.push_back(person(300.0 + pan, 320));
        }
        see(seen);
    }
    EXPECT_EQ(at(492), 1U);
    EXPECT_EQ(at(692), 2U);
    EXPECT_EQ(tracker_.next_number(), 3U);
}

TEST_F(TrackerTest, WhoComesNearerGrows) {
    for (int i = 0; i < 40; ++i) {
        const double height = 100.0 * std::exp(0.02 * i);
        const net::Box box{300.0 - 0.185 * height, 320.0 - height, 0.37 * height, height};
        see({{box, 0.9, *ground_.sighting(box), {}}});
    }
    const double last = 100.0 * std::exp(0.02 * 39);
    ASSERT_EQ(counted().size(), 1U);
    EXPECT_NEAR(counted().front().box.height, last, 0.05 * last);
}

TEST_F(TrackerTest, TwoBoxesOfOnePersonAreOnePerson) {
    for (int i = 0; i < 30; ++i) {
        see({person(300.0 + 3 * i, 300), person(304.0 + 3 * i, 303, 0.6)});
        EXPECT_EQ(tracker_.walkers().size(), 1U);
    }
    EXPECT_EQ(counted().size(), 1U);
    for (int i = 30; i < 60; ++i) {
        see({person(300.0 + 3 * i, 300), person(330.0 + 3 * i, 300)});
    }
    EXPECT_EQ(counted().size(), 2U) << "shoulder to shoulder are two";
}

TEST_F(TrackerTest, AnEpochForgetsEverybodyAndNoNumberComesTwice) {
    for (int i = 0; i < 10; ++i) {
        see({person(300, 300), person(600, 300)});
    }
    tracker_.restart();
    EXPECT_TRUE(tracker_.walkers().empty());
    for (int i = 0; i < 10; ++i) {
        see({person(300, 300), person(600, 300)});
    }
    std::set<net::TrackNumber> numbers;
    for (const auto& walker : counted()) {
        numbers.insert(walker.number);
    }
    EXPECT_EQ(numbers, (std::set<net::TrackNumber>{3, 4}));
    tracker_.start_numbers_at(100);
    see({person(300, 300), person(600, 300), person(900, 300)});
    EXPECT_EQ(tracker_.next_number(), 101U);
}

TEST_F(TrackerTest, WhoLeavesThePictureIsDroppedAtOnce) {
    for (int i = 0; i < 40; ++i) {
        see({person(760.0 + 6 * i, 300)});
    }
    for (int i = 0; i < 5; ++i) {
        see({});
    }
    EXPECT_TRUE(tracker_.walkers().empty());
}

TEST_F(TrackerTest, FiveHundredPeopleKeepTheirNumbersInACrowd) {
    // Twenty-five rows of twenty, a metre and less apart, streaming in opposite lanes; every tenth is missed.
    const auto place = [](int person, int frame) {
        const int row = person / 20;
        const double way = (row % 2 == 0 ? 4.0 : -4.0) * frame;
        return cv::Vec2d(900.0 + 60.0 * (person % 20) + way, 200.0 + 60.0 * row);
    };
    std::map<int, std::set<net::TrackNumber>> numbers;
    for (int frame = 0; frame < 30; ++frame) {
        std::vector<Sighting> seen;
        for (int p = 0; p < 500; ++p) {
            if (frame < 5 || (p + 7 * frame) % 10 != 0) {
                const auto at = place(p, frame);
                seen.push_back(person(at[0], at[1]));
            }
        }
        tracker_.predict(kStep);
        tracker_.update(seen, kStep, {4000, 4000});
        for (const auto& walker : tracker_.walkers()) {
            for (int p = 0; p < 500; ++p) {
                if (cv::norm(walker.filter.at() - place(p, frame)) < 15.0) {
                    numbers[p].insert(walker.number);
                }
            }
        }
    }
    EXPECT_EQ(tracker_.next_number(), 501U);
    ASSERT_EQ(numbers.size(), 500U);
    EXPECT_TRUE(
        std::all_of(numbers.begin(), numbers.end(), [](const auto& n) { return n.second.size() == 1; }));
}

}  // namespace
}  // namespace vigie
