// Numbers of people: their intervals, the picture's edge, crowds.
#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include <opencv2/core.hpp>

#include "tests/support/fake_clock.hpp"
#include "tests/vision/analysis/walking_scene.hpp"
#include "vision/analysis/analyser.hpp"
#include "vision/analysis/lone_figures.hpp"
#include "vision/analysis/people_count.hpp"
#include "vision/analysis/person_size.hpp"
#include "vision/analysis/plausibility.hpp"
#include "vision/analysis/presence.hpp"
#include "vision/analysis/standing_crowd.hpp"

namespace vigie {
namespace {

using vision::Presence;

vision::CountSettings exactly(double tail) {
    vision::CountSettings out;
    out.hidden_always = 0.0;
    out.tails = {tail, tail, tail};
    return out;
}

TEST(PeopleCount, IsSureOfWhoIsSure) {
    const auto count = vision::count_people(exactly(0.05), std::vector<Presence>(6, {1.0, 0.0, true}));
    EXPECT_EQ(count.people, 6.0);
    EXPECT_EQ(count.low, 6.0);
    EXPECT_EQ(count.high, 6.0);
    EXPECT_FALSE(count.at_least);
}

TEST(PeopleCount, IntervalIsThatOfTheSumOfChances) {
    // Two of one half: none, one, two with 1/4, 1/2, 1/4; mid-p 1/8, 1/2, 7/8.
    const std::vector<Presence> two(2, {0.5, 0.0, true});
    EXPECT_EQ(vision::count_people(exactly(0.1), two).low, 0.0);
    EXPECT_EQ(vision::count_people(exactly(0.13), two).low, 1.0);
    // Somebody who is not counted may be there: mid-p of one more is 1 - 0.3 / 2.
    const std::vector<Presence> maybe{{1.0, 0.0, true}, {0.3, 0.0, false}};
    EXPECT_EQ(vision::count_people(exactly(0.1), maybe).people, 1.0);
    EXPECT_EQ(vision::count_people(exactly(0.1), maybe).high, 2.0);
    EXPECT_EQ(vision::count_people(exactly(0.16), maybe).high, 1.0);
    // One hidden person is expected: more than one 0.26, more than two 0.08.
    const std::vector<Presence> screen{{1.0, 1.0, true}};
    EXPECT_EQ(vision::count_people(exactly(0.1), screen).low, 1.0);
    EXPECT_EQ(vision::count_people(exactly(0.1), screen).high, 3.0);
}

TEST(PeopleCount, AFewAreNotMadeFewerByLittleDoubt) {
    vision::CountSettings settings;
    settings.hidden_always = 0.0;
    settings.tails = settings.view_tails;
    // Six who are each there but for one time in 25: five in one of five cases.
    const std::vector<Presence> six(6, {0.96, 0.0, true});
    EXPECT_EQ(vision::count_people(settings, six).low, 6.0);
    const std::vector<Presence> forty(40, {0.96, 0.0, true});
    EXPECT_LE(vision::count_people(settings, forty).low, 37.0) << "nor are many made sure of";
}

TEST(PeopleCount, SaysAtLeastBeyondTheMeasuredRange) {
    const std::vector<Presence> many(45, {0.95, 0.0, true});
    const auto count = vision::count_people({}, many);
    EXPECT_TRUE(count.at_least);
    EXPECT_GT(count.high - count.low, 3.0) << "45 times 0.05 wrong";
    EXPECT_EQ(count.high, 45.0);
}

TEST(Presence, FadesAtTheSidesOfThePicture) {
    const vision::PresenceSettings settings;
    const cv::Size picture(640, 480);
    const auto at = [&](double x) { return vision::chance_in_picture(settings, {x, 100, 40, 110}, picture); };
    EXPECT_GT(at(300), 0.99);
    EXPECT_GT(at(560), 0.99);
    EXPECT_NEAR(at(-2), 0.5, 0.01) << "a twentieth is outside";
    EXPECT_NEAR(at(602), 0.5, 0.01);
    EXPECT_LT(at(-16), 0.1);
    EXPECT_LT(vision::chance_in_picture(settings, {300, 450, 40, 110}, picture), 0.2) << "head only";
    EXPECT_EQ(vision::chance_in_picture(settings, {300, 100, 0, 110}, picture), 0.0);
}

cv::Mat foreground_with(const std::vector<cv::Rect>& people) {
    cv::Mat out = cv::Mat::zeros(240, 320, CV_8U);
    for (const auto& person : people) {
        out(person).setTo(255);
    }
    return out;
}

TEST(Crowd, NumberIsHeldUntilTheirPlacesAreEmpty) {
    const vision::StandingCrowdSettings settings;
    vision::OccupiedCells cells(settings);
    vision::StandingCount standing(settings);
    std::vector<cv::Rect> people;
    std::vector<cv::Rect> figures;
    for (int i = 0; i < 6; ++i) {
        people.emplace_back(40 + 24 * i, 80, 16, 40);
        figures.emplace_back(10 + 6 * i, 20, 4, 10);
    }
    double held = 0.0;
    const auto see = [&](int frames, const std::vector<cv::Rect>& there, const std::vector<cv::Rect>& found) {
        for (int i = 0; i < frames; ++i) {
            cells.update(foreground_with(there), 0.5);
            held = standing.update(found, cells, 0.5);
        }
    };
    see(4, people, {});
    EXPECT_FALSE(cells.stands(figures[0])) << "two seconds are a step";
    see(80, people, figures);
    EXPECT_TRUE(cells.stands(figures[0]));
    EXPECT_NEAR(held, 6.0, 0.1);
    see(200, people, {figures[0]});
    EXPECT_NEAR(held, 6.0, 0.1) << "five figures are lost, nobody left";
    EXPECT_TRUE(standing.holds(figures[5]));
    EXPECT_FALSE(standing.holds({60, 20, 4, 10}));
    const std::vector<cv::Rect> rest(people.begin(), people.begin() + 2);
    EXPECT_NEAR(standing.filled(), 6.0, 0.1);
    see(4, rest, {figures[0]});
    EXPECT_NEAR(held, 6.0, 0.1) << "somebody may sway out of place";
    EXPECT_NEAR(standing.filled(), 2.0, 0.1) << "or may have left";
    see(4, rest, {figures[0]});
    EXPECT_NEAR(held, 2.0, 0.1) << "four have left";
}

TEST(Crowd, IsFiveInOnePieceOfForeground) {
    const vision::StandingCrowdSettings settings;
    vision::OccupiedCells cells(settings);
    cells.update(foreground_with({{40, 80, 120, 40}, {240, 80, 16, 40}}), 0.1);
    std::vector<cv::Rect> figures;
    figures.reserve(6);
    for (int i = 0; i < 5; ++i) {
        figures.push_back(cells.cells_of({40 + 24 * i, 80, 24, 40}));
    }
    figures.push_back(cells.cells_of({240, 80, 16, 40}));
    const auto found = vision::find_crowds(settings, cells.now(), figures);
    EXPECT_EQ(found.in_crowd, (std::vector<bool>{true, true, true, true, true, false}));
    ASSERT_EQ(found.crowds.size(), 1U);
    EXPECT_EQ(found.pieces.at<int>(25, 15), found.crowds[0]);
    figures.erase(figures.begin());
    const auto fewer = vision::find_crowds(settings, cells.now(), figures);
    EXPECT_EQ(fewer.in_crowd, std::vector<bool>(5, false));
    EXPECT_TRUE(fewer.crowds.empty());
}

TEST(Plausibility, BelievesWhoComesFromTheEdgeAndDoubtsWhoAppears) {
    const cv::Size picture(640, 480);
    vision::Plausibility edge{vision::PlausibilitySettings{}};
    vision::Plausibility nowhere{vision::PlausibilitySettings{}};
    std::vector<vision::Figure> walkers;
    std::vector<vision::Figure> blots;
    bool believed = true;
    bool doubted = false;
    for (int i = 0; i < 100; ++i) {
        for (auto& walker : walkers) {
            walker.box.x += 6.0;
        }
        if (i % 3 == 0) {
            walkers.push_back({{2.0, 100.0 + (i % 3) * 100.0, 30.0, 90.0}, 0.8});
            blots.push_back({{60.0 + (i * 37) % 500, 60.0 + (i * 53) % 300, 30.0, 90.0}, 0.8});
        }
        believed = believed && !edge.doubts(40.0, walkers, picture, 0.1);
        doubted = doubted || nowhere.doubts(40.0, blots, picture, 0.1);
    }
    EXPECT_TRUE(believed);
    EXPECT_TRUE(doubted) << "three a second";
    bool gave_up = nowhere.gives_up();
    EXPECT_FALSE(gave_up);
    for (int i = 0; i < 200; ++i) {
        EXPECT_TRUE(nowhere.doubts(40.0, blots, picture, 0.1)) << "the blots stay";
        gave_up = gave_up || nowhere.gives_up();
    }
    EXPECT_TRUE(gave_up);
    for (int i = 0; i < 60; ++i) {
        nowhere.doubts(40.0, {}, picture, 0.1);
    }
    EXPECT_FALSE(nowhere.doubts(40.0, {}, picture, 0.1)) << "they are gone";
}

TEST(Plausibility, BelievesACrowdThatIsUncoveredAtOnceAndFiguresThatAreFoundAgain) {
    const cv::Size picture(640, 480);
    vision::Plausibility behind_the_bus{vision::PlausibilitySettings{}};
    std::vector<vision::Figure> crowd;
    crowd.reserve(24);
    for (int row = 0; row < 3; ++row) {
        for (int column = 0; column < 8; ++column) {
            crowd.push_back({{70.0 + 60.0 * column, 60.0 + 100.0 * row, 28.0, 80.0}, 0.8});
        }
    }
    bool believed = true;
    for (int i = 0; i < 200; ++i) {
        auto seen = i < 20 ? std::vector<vision::Figure>() : crowd;
        if (i > 30) {
            seen.erase(seen.begin() + i % 24);  // one is lost in each frame, another found again
        }
        believed = believed && !behind_the_bus.doubts(40.0, seen, picture, 0.1);
    }
    EXPECT_TRUE(believed);
    EXPECT_TRUE(behind_the_bus.doubts(1.0, crowd, picture, 0.1)) << "without contrast nothing is believed";
}

TEST(Plausibility, BelievesAGroupThatWalksOnBetweenTwoPicturesASecond) {
    const cv::Size picture(640, 480);
    vision::Plausibility plausibility{vision::PlausibilitySettings{}};
    bool believed = true;
    for (int i = 0; i < 40; ++i) {
        std::vector<vision::Figure> group;
        for (int k = 0; k < 12; ++k) {
            // Seen from the side they are half as wide as they get in half a second.
            const double x = -300.0 + 18.0 * i + 70.0 * (k % 4);
            const int row = k / 4;
            if (x > 0.0) group.push_back({{x, 80.0 + 120.0 * row, 10.0, 90.0}, 0.8});
        }
        believed = believed && !plausibility.doubts(40.0, group, picture, 0.5);
    }
    EXPECT_TRUE(believed);
}

TEST(PersonSize, IsGuessedFromPeopleSideBySideUntilOneIsSeenAlone) {
    vision::PersonSize size({}, std::nullopt, std::nullopt, 640, 480);
    EXPECT_LT(*size.box_height({300, 430}), 140.0) << "what is assumed of a picture";
    for (int i = 0; i < 10; ++i) {
        size.guess({100, 180, 220, 250});
    }
    EXPECT_NEAR(*size.box_height({300, 430}), 250.0, 40.0);
    for (int i = 0; i < 60; ++i) {
        size.learn({100, 290, 60, 140});
    }
    size.guess({100, 30, 300, 400});
    EXPECT_NEAR(*size.box_height({300, 430}), 140.0, 20.0);
}

TEST(Pieces, AreAloneWhenUprightAndWhole) {
    const auto foreground = foreground_with({{40, 60, 30, 90},     // stands alone
                                             {110, 60, 80, 90},    // two side by side
                                             {230, 60, 20, 40},    // a trunk ...
                                             {230, 104, 20, 44},   // ... and its legs
                                             {300, 60, 20, 90}});  // cut by the picture's edge
    int alone = 0;
    const auto pieces = vision::pieces_of(foreground, 2.0, 14.0);
    for (const auto& piece : pieces) {
        if (piece.alone) {
            ++alone;
            EXPECT_EQ(piece.box.x, 80.0);
            EXPECT_EQ(piece.box.height, 180.0);
        }
    }
    EXPECT_EQ(alone, 1);
    EXPECT_EQ(pieces.size(), 4U);
}

TEST(StandingCrowd, KeepsItsNumberForTwentyMinutesAndGoesWhenItLeaves) {
    auto configuration = test::drawn_camera(true);
    const test::FakeClock clock;
    const auto analyser = vision::Analyser::create(configuration, clock);
    ASSERT_TRUE(analyser) << analyser.error().message;
    std::uint64_t number = 0;
    double now_s = 0.0;
    const cv::Mat hall = test::draw_scene({}, 1);
    cv::RNG random(9);
    std::vector<test::DrawnPerson> crowd;
    for (int row = 0; row < 3; ++row) {
        for (int i = 0; i < 6; ++i) {
            crowd.push_back(
                {{200.0 + 34 * i + 11 * row, 300.0 + 20 * row},
                 {random.uniform(10.0, 230.0), random.uniform(10.0, 230.0), random.uniform(10.0, 230.0)}});
        }
    }
    const auto see = [&](double seconds, double left, double sway) {
        now_s += seconds;
        auto people = crowd;
        for (std::size_t i = 0; i < people.size(); ++i) {
            people[i].foot.x += left + sway * std::sin(now_s + 2.0 * static_cast<double>(i));
        }
        auto stamp = test::stamp_of(++number);
        stamp.stream = net::Microseconds(static_cast<std::int64_t>(now_s * 1e6));
        cv::Mat picture = hall.clone();
        test::draw_people(picture, people);
        return (*analyser)->analyse(picture, stamp)->scene;
    };
    for (int i = 0; i < 30; ++i) {
        see(0.5, -1000.0, 0.0);
    }
    for (int i = 0; i < 60; ++i) {
        see(0.1, -300.0 + 5.0 * i, 0.0);
    }
    net::Scene scene;
    for (int i = 0; i < 40; ++i) {
        scene = see(0.5, 0.0, 1.0);
    }
    const double arrived = scene.in_view.people;
    EXPECT_GE(arrived, 9.0);
    EXPECT_GE(scene.in_view.high, static_cast<double>(crowd.size())) << "the first row hides the others";
    for (int i = 0; i < 1200; ++i) {
        scene = see(1.0, 0.0, 1.0);
        ASSERT_GE(scene.in_view.people, 0.9 * arrived) << "after " << i << " s";
    }
    for (int i = 0; i < 100; ++i) {
        scene = see(0.1, 5.0 * i, 0.0);
    }
    EXPECT_LE(scene.in_view.people, 1.0);
    EXPECT_FALSE(scene.in_view.at_least);
}

}  // namespace
}  // namespace vigie
