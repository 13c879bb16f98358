// Walking against a zone's direction, and opposite flows.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/vision/crowd/zone_film.hpp"

namespace vigie::test {
namespace {

/// A corridor of 20 m x 4 m in which people may walk to the right only.
net::ZoneConfiguration one_way() {
    auto zone = a_zone(rectangle(0.0, 0.0, 20.0, 4.0));
    zone.direction = {1.0, 0.0};
    return zone;
}

net::ZoneConfiguration two_way() {
    auto zone = one_way();
    zone.direction.reset();
    return zone;
}

Play one(std::function<net::Point<net::Floor>(double)> at) {
    return [at = std::move(at)](double t) { return std::vector<Somebody>{{1, at(t)}}; };
}

/// Walks along the corridor for ever: who leaves it comes in again as somebody else.
Somebody walker(net::TrackNumber number, double start, double lane, double speed, double t) {
    const double way = start + speed * t;
    const double rounds = std::floor(way / 20.0);
    return {number + static_cast<net::TrackNumber>(1000.0 * (rounds + 50.0)), {way - 20.0 * rounds, lane}};
}

TEST(WrongDirection, WhoHasWalkedTwoMetresAgainstItCounts) {
    ZoneFilm film(one_way());
    const auto play = one([](double t) { return net::Point<net::Floor>{15.0 - t, 2.0}; });
    film.run(2.0, play);
    EXPECT_EQ(film.crowd().against_people, 0.0) << "1.8 m since the first sight";
    film.run(0.4, play);
    EXPECT_EQ(film.crowd().against_people, 1.0);
}

TEST(WrongDirection, ADiagonalWayAgainstItCountsAndASteepOneDoesNot) {
    ZoneFilm diagonal(one_way());
    diagonal.run(3.0, one([](double t) { return net::Point<net::Floor>{15.0 - t, 0.5 + t}; }));
    EXPECT_EQ(diagonal.crowd().against_people, 1.0) << "45 degrees";
    auto wide = one_way();
    wide.outline = rectangle(0.0, 0.0, 20.0, 20.0);
    ZoneFilm steep(wide);
    steep.run(5.0, one([](double t) { return net::Point<net::Floor>{15.0 - 0.5 * t, 1.0 + 1.5 * t}; }));
    EXPECT_EQ(steep.crowd().against_people, 0.0) << "72 degrees: that is crossing";
}

TEST(WrongDirection, WhoWalksAlongCrossesOrStandsDoesNotCount) {
    ZoneFilm film(one_way());
    film.run(10.0, [](double t) {
        return std::vector<Somebody>{{1, {1.0 + 1.3 * t, 1.0}}, {2, {5.0, 0.1 + 0.35 * t}}, {3, {9.0, 2.0}}};
    });
    EXPECT_EQ(film.crowd().against_people, 0.0);
}

TEST(WrongDirection, ATrackThatIsLostAndFoundOnSomebodyBehindDoesNotCount) {
    // Two metres back while nobody saw them, then on with the flow: that is who came after them.
    const auto changes_hands = [](double t) {
        const double x = t < 3.0 ? 5.0 + t : t < 4.0 ? 8.0 - 3.0 * (t - 3.0) : 5.0 + 0.2 * (t - 4.0);
        return std::vector<Somebody>{{1, {x, 2.0}, t < 3.0 || t >= 4.0}};
    };
    ZoneFilm film(one_way());
    for (int step = 0; step < 20; ++step) {
        film.run(0.4, changes_hands);
        EXPECT_EQ(film.crowd().against_people, 0.0) << film.time() << " s";
    }
}

TEST(WrongDirection, WhoIsHiddenForAMomentOnTheirWayBackStillCounts) {
    ZoneFilm film(one_way());
    film.run(4.0, [](double t) { return std::vector<Somebody>{{1, {15.0 - t, 2.0}, t < 1.0 || t >= 1.5}}; });
    EXPECT_EQ(film.crowd().against_people, 1.0);
}

TEST(WrongDirection, WhoTurnsRoundForAMomentDoesNotCount) {
    ZoneFilm film(one_way());
    film.run(10.0, one([](double t) {
                 // Five metres on, one and a half back for a lost glove, and on.
                 const double x = t < 4.0 ? 1.25 * t : t < 5.5 ? 5.0 - (t - 4.0) : 3.5 + 1.25 * (t - 5.5);
                 return net::Point<net::Floor>{x, 2.0};
             }));
    EXPECT_EQ(film.crowd().against_people, 0.0);
}

TEST(WrongDirection, AStandingPersonWhoseTrackJittersDoesNotCount) {
    ZoneFilm film(one_way());
    Jitter jitter;
    film.run(30.0, one([&jitter](double) {
                 return net::Point<net::Floor>{10.0 + 0.2 * jitter.next(), 2.0 + 0.2 * jitter.next()};
             }));
    EXPECT_EQ(film.crowd().against_people, 0.0);
}

TEST(WrongDirection, TheWayOutsideOfTheZoneDoesNotCount) {
    ZoneFilm film(one_way());
    film.run(5.0, one([](double t) { return net::Point<net::Floor>{25.0 - t - 0.7, 2.0}; }));
    EXPECT_EQ(film.crowd().against_people, 0.0) << "0.7 m within it";
}

TEST(WrongDirection, IsOverWhenTheyHaveLeftOrStoodForLong) {
    ZoneFilm film(one_way());
    film.run(12.0, one([](double t) { return net::Point<net::Floor>{std::max(5.0, 10.0 - t), 2.0}; }));
    EXPECT_EQ(film.crowd().against_people, 1.0);
    film.run(6.0, one([](double) { return net::Point<net::Floor>{5.0, 2.0}; }));
    EXPECT_EQ(film.crowd().against_people, 0.0);
}

TEST(WrongDirection, OfAZoneWithoutDirectionIsNotKnown) {
    ZoneFilm film(two_way());
    film.run(12.0, one([](double t) { return net::Point<net::Floor>{15.0 - t, 2.0}; }));
    EXPECT_EQ(film.crowd().against_people, std::nullopt);
}

/// Eight walk to the right and `against` to the left, in lanes that many metres apart.
Play flows(std::size_t against, double apart_m) {
    return [against, apart_m](double t) {
        std::vector<Somebody> out;
        for (std::size_t i = 0; i < 8; ++i) {
            out.push_back(walker(i + 1, 2.5 * static_cast<double>(i), 1.0, 1.2, t));
        }
        for (std::size_t i = 0; i < against; ++i) {
            out.push_back(walker(i + 101, 5.0 * static_cast<double>(i), 1.0 + apart_m, -1.2, t));
        }
        return out;
    };
}

TEST(CounterFlow, InAOneWayCorridorIsTheShareOfThoseWhoWalkTheOtherWay) {
    ZoneFilm film(one_way());
    film.run(12.0, flows(4, 2.0));
    EXPECT_NEAR(film.crowd().counter_share.value(), 4.0 / 12.0, 0.02);
}

TEST(CounterFlow, TwoLanesOfATwoWayCorridorAreNone) {
    ZoneFilm film(two_way());
    film.run(12.0, flows(8, 2.0));
    EXPECT_EQ(film.crowd().counter_share, 0.0);
}

TEST(CounterFlow, InATwoWayCorridorIsThereWhenPeopleWalkIntoEachOther) {
    ZoneFilm film(two_way());
    film.run(12.0, flows(4, 0.2));
    EXPECT_GT(film.crowd().counter_share.value(), 0.15);
    EXPECT_LE(film.crowd().counter_share.value(), 0.5);
}

TEST(CounterFlow, OfAFewWalkersIsNone) {
    ZoneFilm film(one_way());
    film.run(12.0, [](double t) {
        return std::vector<Somebody>{walker(1, 0.0, 1.0, 1.2, t), walker(2, 5.0, 1.0, 1.2, t),
                                     walker(3, 9.0, 3.0, -1.2, t)};
    });
    EXPECT_EQ(film.crowd().counter_share, 0.0);
}

TEST(CounterFlow, WhoCrossesOrStandsIsNone) {
    ZoneFilm film(one_way());
    film.run(12.0, [](double t) {
        auto out = flows(0, 2.0)(t);
        for (net::TrackNumber i = 0; i < 4; ++i) {
            const double way = std::fmod(0.9 * static_cast<double>(i) + 1.2 * t, 3.6);
            const auto round = static_cast<net::TrackNumber>((0.9 * static_cast<double>(i) + 1.2 * t) / 3.6);
            out.push_back({5000 + 100 * i + round, {4.0 * static_cast<double>(i) + 3.0, 0.2 + way}});
            out.push_back({9000 + i, {4.0 * static_cast<double>(i) + 4.0, 3.0}});
        }
        return out;
    });
    EXPECT_EQ(film.crowd().counter_share, 0.0);
}

}  // namespace
}  // namespace vigie::test
