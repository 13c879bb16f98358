#include "vision/fusion/floor_people.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <string>
#include <vector>

#include "tests/support/sample_messages.hpp"
#include "tests/vision/fusion/hung_camera.hpp"

namespace vigie::vision {
namespace {

using test::id;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

const auto kHall = id<net::FloorId>("hall");
const auto kEast = id<net::CameraId>("east");
const auto kWest = id<net::CameraId>("west");
const auto kNorth = id<net::CameraId>("north");

struct Person {
    std::uint64_t number = 0;
    net::Point<net::Floor> at;
    double sigma_m = 0.1;
    net::Vector<net::Floor> velocity{};
};

/// A camera's scene at `second`.
FloorView view(const net::CameraId& camera, double second, const std::vector<Person>& people,
               const net::FloorId& floor = kHall) {
    auto scene = std::make_shared<net::Scene>();
    scene->camera = camera;
    scene->stamp.captured_mono = net::MonoTime(net::Microseconds(std::llround(second * 1e6)));
    for (const auto& person : people) {
        net::Track track;
        track.number = person.number;
        track.state = net::TrackState::confirmed;
        const double variance = person.sigma_m * person.sigma_m;
        track.floor = net::FloorEstimate{person.at, {variance, 0.0, variance}, person.velocity};
        scene->tracks.push_back(track);
    }
    return {floor, scene};
}

TEST(FloorPeople, TwoTracksAtOnePlaceAreOnePersonAtTheirWeightedMean) {
    FloorPeople fusion({});
    const auto people =
        fusion.look({view(kEast, 1.0, {{1, {4.0, 5.0}, 0.1}}), view(kWest, 1.0, {{7, {4.3, 5.0}, 0.3}})});
    ASSERT_THAT(people, SizeIs(1));
    EXPECT_THAT(people[0].seen_by, ElementsAre(net::CameraTrack{kEast, 1}, net::CameraTrack{kWest, 7}));
    // Fast covariance intersection: weight of east 0.09 / (0.01 + 0.09) = 0.9, its information 0.9 / 0.01 =
    // 90, west's 0.1 / 0.09 = 1.11, so the mean is 0.3 x 1.11 / 91.1 = 0.0037 m from east's.
    EXPECT_NEAR(people[0].estimate.at.x, 4.0037, 0.002);
    EXPECT_NEAR(people[0].estimate.covariance.xx, 1.0 / 91.1, 1e-3) << "no surer than independence allows";
}

TEST(FloorPeople, TheTrackThatKnowsThePlaceBestComesFirst) {
    FloorPeople fusion({});
    const auto people =
        fusion.look({view(kEast, 1.0, {{1, {4.0, 5.0}, 0.4}}), view(kWest, 1.0, {{7, {4.1, 5.0}, 0.1}})});
    ASSERT_THAT(people, SizeIs(1));
    EXPECT_EQ(people[0].seen_by.front(), (net::CameraTrack{kWest, 7}));
}

TEST(FloorPeople, PeopleFurtherApartThanTheirErrorsAreTwo) {
    FloorPeople fusion({});
    EXPECT_THAT(fusion.look({view(kEast, 1.0, {{1, {4.0, 5.0}}}), view(kWest, 1.0, {{7, {6.5, 5.0}}})}),
                SizeIs(2));
}

TEST(FloorPeople, TwoTracksOfOneCameraAreNeverOnePerson) {
    FloorPeople fusion({});
    const auto people = fusion.look(
        {view(kEast, 1.0, {{1, {4.0, 5.0}}, {2, {4.1, 5.0}}}), view(kWest, 1.0, {{7, {4.0, 5.05}}})});
    EXPECT_THAT(people, SizeIs(2));
}

TEST(FloorPeople, AsManyPairsAsPossibleAreFoundNotOnlyTheNearest) {
    // The nearest pair (east 2, west 7) would leave east 1 and west 8 alone, 1.4 m apart.
    FloorPeople fusion({});
    const auto people = fusion.look({view(kEast, 1.0, {{1, {4.0, 5.0}, 0.2}, {2, {4.7, 5.0}, 0.2}}),
                                     view(kWest, 1.0, {{7, {4.6, 5.0}, 0.2}, {8, {5.3, 5.0}, 0.2}})});
    EXPECT_THAT(people, SizeIs(2));
}

TEST(FloorPeople, AnOlderSceneIsMovedOnToTheNewest) {
    FloorPeople fusion({});
    const auto people = fusion.look({view(kEast, 1.0, {{1, {4.0, 5.0}, 0.05, {2.0, 0.0}}}),
                                     view(kWest, 1.9, {{7, {5.8, 5.0}, 0.05, {2.0, 0.0}}})});
    ASSERT_THAT(people, SizeIs(1));
    EXPECT_NEAR(people[0].estimate.at.x, 5.8, 0.05);
}

TEST(FloorPeople, TwoPeopleWhoMeetStayTwo) {
    // East sees only the one who comes from the left, west the other one; they pass each other 0.4 m apart.
    FloorPeople fusion({});
    for (int step = 0; step <= 60; ++step) {
        const double t = 0.1 * step;
        const double x = 1.2 * (t - 3.0);
        const auto people = fusion.look(
            {view(kEast, t, {{1, {20.0 + x, 5.0}, 0.1}}), view(kWest, t, {{7, {20.0 - x, 5.4}, 0.1}})});
        EXPECT_THAT(people, SizeIs(2)) << "after " << t << " s";
    }
}

TEST(FloorPeople, APersonStaysOneThroughASingleBadSighting) {
    FloorPeople fusion({});
    for (int step = 0; step < 20; ++step) {
        const double t = 0.25 * step;
        const double slip = step == 12 ? 1.3 : 0.1;  // beyond three deviations of an unknown pair
        const auto people = fusion.look({view(kEast, t, {{1, {4.0 + 0.2 * t, 5.0}, 0.1}}),
                                         view(kWest, t, {{7, {4.0 + 0.2 * t + slip, 5.0}, 0.1}})});
        EXPECT_THAT(people, SizeIs(1)) << "after " << t << " s";
    }
}

TEST(FloorPeople, ThreeCamerasSeeOnePerson) {
    FloorPeople fusion({});
    const auto people = fusion.look({view(kEast, 1.0, {{1, {4.0, 5.0}}}), view(kWest, 1.0, {{7, {4.2, 5.1}}}),
                                     view(kNorth, 1.0, {{3, {4.1, 4.9}}})});
    ASSERT_THAT(people, SizeIs(1));
    EXPECT_THAT(people[0].seen_by, SizeIs(3));
}

TEST(FloorPeople, OnePlaceOfTwoFloorsIsTwoPlaces) {
    FloorPeople fusion({});
    EXPECT_THAT(fusion.look({view(kEast, 1.0, {{1, {4.0, 5.0}}}),
                             view(kWest, 1.0, {{7, {4.0, 5.0}}}, id<net::FloorId>("gallery"))}),
                SizeIs(2));
}

TEST(FloorPeople, WhoIsNotCountedOrHasNoPlaceIsNobody) {
    auto seen = view(kEast, 1.0, {{1, {4.0, 5.0}}, {2, {8.0, 5.0}}});
    auto scene = std::make_shared<net::Scene>(*seen.scene);
    scene->tracks[0].state = net::TrackState::tentative;
    scene->tracks[1].floor.reset();
    FloorPeople fusion({});
    EXPECT_THAT(fusion.look({{kHall, scene}}), IsEmpty());
    EXPECT_THAT(fusion.look({}), IsEmpty());
}

TEST(FloorPeople, InACrowdANeighbourIsLikelierThanOneself) {
    const auto east = view(kEast, 1.0, {{1, {4.0, 5.0}}});
    const auto both = view(kWest, 1.1, {{7, {4.5, 5.0}}});
    FloorPeople open({});
    EXPECT_THAT(open.look({east}), SizeIs(1));
    EXPECT_THAT(open.look({east, both}), SizeIs(1));
    FloorPeople crowd({});
    EXPECT_THAT(crowd.look({east}), SizeIs(1));
    crowd.expect_rivals({5.0});
    EXPECT_THAT(crowd.look({east, both}), SizeIs(2)) << "five people a square metre, of whom each sees some";
}

TEST(FloorPeople, CamerasThatAgreeTellNeighboursApart) {
    const auto camera = test::hung_camera();
    const auto look = [&](const net::CameraId& name, double second,
                          const std::vector<net::Point<net::Floor>>& at) {
        std::vector<Person> people;
        people.reserve(at.size());
        for (const auto& place : at) people.push_back({people.size() + 1, place});
        auto scene = std::make_shared<net::Scene>(*view(name, second, people).scene);
        for (std::size_t i = 0; i < at.size(); ++i) scene->tracks[i].box = test::hung_camera_box(at[i]);
        return FloorView{kHall, scene, &camera};
    };
    const std::vector<net::Point<net::Floor>> all{{3, 3}, {7, 3}, {2, 7}, {8, 7}, {3, 11}, {7, 11}};
    auto east = all;
    auto west = all;
    east.push_back({5.0, 7.0});
    west.push_back({5.0, 7.8});  // behind the other, as far as hidden feet may be off
    EXPECT_THAT(FloorPeople({}).look({look(kEast, 0.0, east), look(kWest, 0.0, west)}), SizeIs(7));
    FloorPeople fusion({});
    for (int step = 0; step < 100; ++step) {
        const double t = 0.1 * step;
        EXPECT_THAT(fusion.look({look(kEast, t, all), look(kWest, t, all), look(kNorth, t, all)}), SizeIs(6));
    }
    EXPECT_THAT(fusion.look({look(kEast, 10.0, east), look(kWest, 10.0, west), look(kNorth, 10.0, all)}),
                SizeIs(8));
}

TEST(FloorPeople, InACrowdWhoWereTwoStayTwoWhenEachIsSeenByOneCamera) {
    // Two people 0.5 m apart whom both cameras see, among others who teach that the cameras agree; then east
    // sees only one of them and west the other one.
    const std::vector<Person> others{{11, {1, 1}}, {12, {9, 1}}, {13, {1, 9}}, {14, {9, 9}}, {15, {5, 1}}};
    const auto with = [&](std::vector<Person> people) {
        people.insert(people.end(), others.begin(), others.end());
        return people;
    };
    const auto after = [&](double rivals_m2) {
        FloorPeople fusion({});
        for (int step = 0; step < 60; ++step) {
            const double t = 0.1 * step;
            const auto both = with({{1, {4.75, 5.0}, 0.1}, {2, {5.25, 5.0}, 0.1}});
            const auto people =
                fusion.look({view(kEast, t, both), view(kWest, t, both), view(kNorth, t, others)});
            fusion.expect_rivals(std::vector<double>(people.size(), rivals_m2));
        }
        return fusion
            .look({view(kEast, 6.0, with({{1, {4.8, 5.0}, 0.1}})),
                   view(kWest, 6.0, with({{2, {5.0, 5.0}, 0.1}})), view(kNorth, 6.0, others)})
            .size();
    };
    EXPECT_EQ(after(0.2), others.size() + 2);
    EXPECT_EQ(after(0.0), others.size() + 1) << "where cameras would see two side by side, it is one";
}

TEST(FloorPeople, ThreeHundredPeopleSeenByTwoCamerasAreThreeHundred) {
    std::vector<Person> east;
    std::vector<Person> west;
    for (std::uint64_t i = 0; i < 300; ++i) {
        const std::uint64_t row = i / 20;
        const net::Point<net::Floor> at{1.0 + 2.0 * static_cast<double>(i % 20),
                                        1.0 + 2.0 * static_cast<double>(row)};
        const double slip = 0.2 * std::sin(static_cast<double>(i));
        east.push_back({i + 1, {at.x + slip, at.y}, 0.15});
        west.push_back({1000 - i, {at.x, at.y - slip}, 0.15});
    }
    FloorPeople fusion({});
    EXPECT_THAT(fusion.look({view(kEast, 1.0, east), view(kWest, 1.0, west)}), SizeIs(300));
}

}  // namespace
}  // namespace vigie::vision
