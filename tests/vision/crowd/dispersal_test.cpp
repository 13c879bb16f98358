// Crowds that burst apart, and groups that only leave.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <numbers>

#include "tests/vision/crowd/zone_film.hpp"

namespace vigie::test {
namespace {

net::ZoneConfiguration the_square() {
    return a_zone(rectangle(-20.0, -20.0, 20.0, 20.0));
}

/// `people` stand on a circle of one metre around the middle; from the fifth second on they go outwards.
Play burst(std::size_t people, double speed) {
    return [people, speed](double t) {
        const double radius = 1.0 + speed * std::max(0.0, t - 5.0);
        std::vector<Somebody> out;
        for (std::size_t i = 0; i < people; ++i) {
            const double angle =
                2.0 * std::numbers::pi * static_cast<double>(i) / static_cast<double>(people);
            out.push_back({i + 1, {radius * std::cos(angle), radius * std::sin(angle)}});
        }
        return out;
    };
}

TEST(Dispersal, IsTheSpeedAtWhichPeopleComeAwayFromTheirMiddle) {
    ZoneFilm film(the_square());
    film.run(5.0, burst(8, 3.0));
    EXPECT_EQ(film.crowd().dispersal_m_per_s, 0.0) << "they stand";
    film.run(2.0, burst(8, 3.0));
    EXPECT_NEAR(film.crowd().dispersal_m_per_s.value(), 3.0, 1e-9);
}

TEST(Dispersal, LastsForAMomentAfterPeopleHaveRunOutOfSight) {
    ZoneFilm film(the_square());
    film.run(7.0, burst(8, 3.0));
    const auto nobody = [](double) { return std::vector<Somebody>{}; };
    film.run(0.4, nobody);
    EXPECT_NEAR(film.crowd().dispersal_m_per_s.value(), 3.0, 1e-9);
    film.run(0.4, nobody);
    EXPECT_EQ(film.crowd().dispersal_m_per_s, 0.0);
}

TEST(Dispersal, OfPeopleWhoWereOutOfSightForAWhileIsNotThatOfTheirWholeWay) {
    ZoneFilm film(the_square());
    // They part at the pace of walking; for two seconds nobody is followed, and all keep their numbers.
    double fastest = 0.0;
    for (int i = 0; i < 70; ++i) {
        film.run(0.2, [](double t) {
            const bool hidden = t > 9.0 && t < 11.0;
            return hidden ? std::vector<Somebody>{} : burst(8, 1.0)(t);
        });
        fastest = std::max(fastest, film.crowd().dispersal_m_per_s.value());
    }
    EXPECT_LT(fastest, 1.34) << "as fast as people walk";
}

TEST(Dispersal, OfPeopleWhoGatherIsNegative) {
    ZoneFilm film(the_square());
    film.run(8.0, [](double t) {
        auto out = burst(8, 0.0)(t);
        for (auto& one : out) one.at = {one.at.x * (10.0 - t), one.at.y * (10.0 - t)};
        return out;
    });
    EXPECT_NEAR(film.crowd().dispersal_m_per_s.value(), -1.0, 1e-9);
}

TEST(Dispersal, WhoSaysGoodbyeAndWalksAwayDoesSoSlowly) {
    ZoneFilm film(the_square());
    film.run(8.0, burst(8, 1.2));
    EXPECT_LT(film.crowd().dispersal_m_per_s.value(), 1.34) << "as fast as people walk";
}

TEST(Dispersal, AGroupThatRunsTheSameWayIsNone) {
    ZoneFilm film(the_square());
    film.run(8.0, [](double t) {
        auto out = burst(8, 0.0)(t);
        for (auto& one : out) one.at.x += 3.0 * std::max(0.0, t - 5.0);
        return out;
    });
    EXPECT_EQ(film.crowd().dispersal_m_per_s, 0.0);
}

TEST(Dispersal, AGroupThatLeavesByOneDoorAndDrawsOutIsNone) {
    ZoneFilm film(the_square());
    film.run(8.0, [](double t) {
        auto out = burst(8, 0.0)(t);
        for (auto& one : out) {
            one.at.x += (0.8 + 0.4 * static_cast<double>(one.number)) * std::max(0.0, t - 5.0);
        }
        return out;
    });
    EXPECT_EQ(film.crowd().dispersal_m_per_s, 0.0);
}

TEST(Dispersal, OfFourPeopleIsNone) {
    ZoneFilm film(the_square());
    film.run(7.0, burst(4, 3.0));
    EXPECT_EQ(film.crowd().dispersal_m_per_s, 0.0);
}

TEST(Dispersal, OfPeopleOutsideOfTheZoneIsNone) {
    ZoneFilm film(a_zone(rectangle(30.0, 30.0, 40.0, 40.0)));
    film.run(7.0, burst(8, 3.0));
    EXPECT_EQ(film.crowd().dispersal_m_per_s, 0.0);
}

TEST(Dispersal, FollowsThoseWhoRunOutOfTheZone) {
    ZoneFilm film(a_zone(rectangle(-3.0, -3.0, 3.0, 3.0)));
    film.run(7.0, burst(8, 3.0));
    EXPECT_NEAR(film.crowd().dispersal_m_per_s.value(), 3.0, 1e-9) << "they were in it when it began";
}

TEST(Dispersal, IsSeenAlthoughThoseWhoRunGetNewNumbers) {
    ZoneFilm film(the_square());
    film.run(6.4, [](double t) {
        // Half a metre after they have set off, as when a tracker that knew them standing loses them.
        auto out = burst(8, 3.0)(t);
        if (t > 5.17) {
            for (auto& one : out) one.number += 100;
        }
        return out;
    });
    EXPECT_GE(film.crowd().dispersal_m_per_s.value(), 1.5) << "of which an alarm is made";
    EXPECT_LE(film.crowd().dispersal_m_per_s.value(), 3.0) << "never faster than they are";
}

TEST(Dispersal, OfPeopleWhoAreFollowedForAMomentIsNone) {
    ZoneFilm film(the_square());
    film.run(7.6, [](double t) {
        // All are somebody else every 0.6 s.
        auto out = burst(8, 3.0)(t);
        for (auto& one : out) one.number += 10 * static_cast<net::TrackNumber>((t + 0.1) / 0.6);
        return out;
    });
    EXPECT_EQ(film.crowd().dispersal_m_per_s, 0.0);
}

TEST(Dispersal, ATrackThatJumpsToSomebodyElseIsNotAFlight) {
    ZoneFilm film(the_square());
    film.run(8.0, [](double t) {
        auto out = burst(8, 0.0)(t);
        if (t > 7.0) {
            for (auto& one : out) one.at = {one.at.x * 8.0, one.at.y * 8.0};
        }
        return out;
    });
    EXPECT_EQ(film.crowd().dispersal_m_per_s, 0.0);
}

}  // namespace
}  // namespace vigie::test
