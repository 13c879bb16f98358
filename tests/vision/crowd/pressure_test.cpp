// Crowd pressure: a crowd that is shaken, and crowds that are not.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <functional>
#include <numbers>
#include <optional>

#include "tests/vision/crowd/zone_film.hpp"

namespace vigie::test {
namespace {

constexpr double kTurbulent = 0.02;  // 1/s2, Helbing et al. 2007

net::ZoneConfiguration the_zone() {
    return a_zone(rectangle(0.0, 0.0, 6.0, 6.0));
}

/// A crowd of `per_m2` on the zone and 4 m around it, moved as a whole.
Play moved(double per_m2, std::function<net::Vector<net::Floor>(double)> by) {
    return [crowd = standing_crowd(-4.0, -4.0, 10.0, 10.0, per_m2), by = std::move(by)](double t) {
        auto now = crowd;
        for (auto& one : now) one.at = one.at + by(t);
        return now;
    };
}

/// As a whole, to and fro: 0.3 m/s at most, once in four seconds.
net::Vector<net::Floor> shaken(double t) {
    return {0.3 * 4.0 / (2.0 * std::numbers::pi) * std::sin(2.0 * std::numbers::pi * t / 4.0), 0.0};
}

TEST(CrowdPressure, OfAShakenCrowdIsItsDensityTimesTheVarianceOfItsVelocity) {
    ZoneFilm film(the_zone());
    film.run(16.2, moved(4.0, shaken));
    // Var = 0.3^2 / 2 = 0.045; taken over a second of a period of four, velocities are
    // sin(pi/4) / (pi/4) = 0.900 of that: 0.0365 m2/s2. Four people per m2: 0.146 1/s2. The window of 10 s
    // holds two and a half periods.
    EXPECT_NEAR(film.crowd().velocity_variance_m2_per_s2.value(), 0.0365, 0.004);
    EXPECT_NEAR(film.crowd().pressure_per_s2.value(), 0.146, 0.015);
}

TEST(CrowdPressure, IsNotKnownBeforeTheWindowIsFull) {
    ZoneFilm film(the_zone());
    film.run(9.6, moved(4.0, shaken));
    EXPECT_EQ(film.crowd().pressure_per_s2, std::nullopt);
}

TEST(CrowdPressure, WhereHardlyAnybodyIsThereIsNoneBeforeTheWindowIsFull) {
    ZoneFilm film(the_zone());
    film.run(2.0, moved(0.3, shaken));
    EXPECT_EQ(film.crowd().pressure_per_s2, 0.0) << "an alarm of before a restart ends with its crowd";
    film.run(2.0, moved(4.0, shaken));
    EXPECT_EQ(film.crowd().pressure_per_s2, std::nullopt) << "and is not ended by a crowd that has just come";
}

TEST(CrowdPressure, OfACalmDenseCrowdThatStandsIsNone) {
    ZoneFilm film(the_zone());
    film.run(12.0, moved(5.0, [](double) { return net::Vector<net::Floor>{}; }));
    EXPECT_LT(film.crowd().pressure_per_s2.value(), 1e-6);
}

TEST(CrowdPressure, OfADenseCrowdThatWalksSteadilyIsNone) {
    ZoneFilm film(the_zone());
    film.run(12.0, moved(4.0, [](double t) { return net::Vector<net::Floor>{0.3 * t - 2.0, 0.0}; }));
    EXPECT_LT(film.crowd().pressure_per_s2.value(), 0.002);
}

TEST(CrowdPressure, OfPeopleWhoWalkEachAtTheirOwnSpeedIsBelowTurbulence) {
    ZoneFilm film(the_zone());
    const auto crowd = standing_crowd(-4.0, -4.0, 10.0, 10.0, 3.0);
    film.run(12.0, [&crowd](double t) {
        auto now = crowd;
        // 0.2 to 0.4 m/s, neighbours differ.
        for (auto& one : now) {
            one.at.x += (0.2 + 0.05 * static_cast<double>(one.number * 7 % 5)) * t - 2.0;
        }
        return now;
    });
    EXPECT_LT(film.crowd().pressure_per_s2.value(), 0.005);
}

TEST(CrowdPressure, OfTracksThatJitterIsNoTurbulence) {
    for (const double sigma_m : {0.05, 0.1, 0.2}) {
        ZoneFilm film(the_zone());
        Jitter jitter;
        const auto crowd = standing_crowd(-4.0, -4.0, 10.0, 10.0, 4.0);
        film.run(12.0, [&](double) {
            auto now = crowd;
            for (auto& one : now) {
                one.at.x += sigma_m * jitter.next();
                one.at.y += sigma_m * jitter.next();
            }
            return now;
        });
        EXPECT_LT(film.crowd().pressure_per_s2.value(), 0.75 * kTurbulent) << sigma_m << " m";
    }
}

TEST(CrowdPressure, NoiseThatTheTrackerClaimsIsTakenOut) {
    ZoneFilm film(the_zone());
    film.claimed_m2 = 0.09;  // 0.3 m: all of it may be noise
    film.run(16.2, moved(4.0, [](double t) {
                 const auto whole = shaken(t);
                 return net::Vector<net::Floor>{whole.x / 4.0, 0.0};
             }));
    EXPECT_LT(film.crowd().pressure_per_s2.value(), 1e-6);
}

TEST(CrowdPressure, OfAThinCrowdIsNoneHoweverItMixes) {
    ZoneFilm film(the_zone());
    film.run(16.2, moved(1.0, [](double t) {
                 const auto whole = shaken(t);
                 return net::Vector<net::Floor>{4.0 * whole.x, 0.0};
             }));
    EXPECT_EQ(film.crowd().pressure_per_s2, 0.0);
}

/// Squares of half a metre on the zone and around it that move as a whole.
net::CrowdVelocities squares(double per_m2, std::optional<net::Vector<net::Floor>> m_per_s) {
    net::CrowdVelocities out;
    for (double y = -3.75; y < 10.0; y += 0.5) {
        for (double x = -3.75; x < 10.0; x += 0.5) {
            out.push_back({{x, y}, m_per_s, per_m2 / 4.0});
        }
    }
    return out;
}

TEST(CrowdPressure, OfAShakenCrowdIsReadFromItsSquaresWhoeverIsToldApart) {
    ZoneFilm film(the_zone());
    film.crowd_moves = [](double t) {
        return squares(4.0, net::Vector<net::Floor>{0.3 * std::cos(2.0 * std::numbers::pi * t / 4.0), 0.0});
    };
    // Ten people are told apart, and their tracks stand still.
    film.run(16.2, [crowd = standing_crowd(1.0, 1.0, 5.0, 5.0, 0.6)](double) { return crowd; });
    EXPECT_NEAR(film.crowd().velocity_variance_m2_per_s2.value(), 0.045, 0.006) << "0.3^2 / 2";
    EXPECT_NEAR(film.crowd().pressure_per_s2.value(), 0.18, 0.03);
}

TEST(CrowdPressure, TracksThatJumpInACrowdThatStandsAreNoTurbulence) {
    ZoneFilm film(the_zone());
    film.crowd_moves = [](double) { return squares(4.0, net::Vector<net::Floor>{}); };
    film.run(12.0, moved(0.6, shaken));
    EXPECT_LT(film.crowd().pressure_per_s2.value(), 1e-6);
}

TEST(CrowdPressure, TracksDoNotStandInForACrowdWhoseMotionIsNotKnown) {
    ZoneFilm film(the_zone());
    film.crowd_moves = [](double t) {
        return squares(4.0,
                       std::fmod(t, 1.0) < 0.3 ? std::nullopt : std::optional(net::Vector<net::Floor>{}));
    };
    film.run(12.0, moved(0.6, shaken));
    EXPECT_LT(film.crowd().pressure_per_s2.value(), 1e-6);
}

/// A density of `per_m2` on the zone and 4 m around it.
net::DensityGrid drawn(float per_m2) {
    return {id<net::FloorId>("hall"), {-4.0, -4.0}, 0.5, 28, 28, std::vector<float>(28 * 28, per_m2)};
}

TEST(CrowdPressure, OfACrowdThatComesWithoutItsMotionIsNotKnown) {
    ZoneFilm film(the_zone());
    film.density = drawn(4.0F);
    film.counted = 144.0;  // of whom 22 are tracked: a count that is measured and no lower bound
    film.run(16.2, moved(0.6, shaken));
    EXPECT_EQ(film.crowd().pressure_per_s2, std::nullopt);
    EXPECT_EQ(film.crowd().velocity_variance_m2_per_s2, std::nullopt);
    EXPECT_TRUE(film.crowd().speed_m_per_s) << "what tracks can tell is told";
}

TEST(CrowdPressure, OfACrowdThatIsCountedWhereItsDensityShowsFewIsNotKnown) {
    ZoneFilm film(the_zone());
    film.density = drawn(0.6F);
    film.counted = 144.0;
    film.run(16.2, moved(0.6, shaken));
    EXPECT_EQ(film.crowd().pressure_per_s2, std::nullopt) << "not thin: they stand somewhere";
}

TEST(CrowdPressure, OfAThinCrowdWithoutItsMotionIsNone) {
    ZoneFilm film(the_zone());
    film.density = drawn(1.0F);
    film.counted = 36.0;
    film.run(16.2, moved(0.3, shaken));
    EXPECT_EQ(film.crowd().pressure_per_s2, 0.0);
}

TEST(CrowdPressure, OfACountThatIsThatOfItsTracksIsReadFromThem) {
    for (const double counted : {144.0, 160.0}) {
        ZoneFilm film(the_zone());
        film.density = drawn(8.0F);  // of a moment ago
        film.counted = counted;
        film.run(16.2, moved(4.0, shaken));
        EXPECT_NEAR(film.crowd().pressure_per_s2.value(), 0.146, 0.015) << counted;
    }
}

TEST(CrowdPressure, OfACountThatIsHeldIsReadFromWhoIsToldApart) {
    ZoneFilm film(the_zone());
    film.own = true;
    film.density = drawn(6.0F);
    film.counted = 216.0;  // 144 of them are tracked: the others were lost where they stand
    film.at_least = true;
    film.run(16.2, moved(4.0, shaken));
    EXPECT_NEAR(film.crowd().pressure_per_s2.value(), 0.146, 0.015);
}

TEST(CrowdPressure, OfACrowdThatAnOwnCameraEstimatesWithoutItsMotionIsNotKnown) {
    ZoneFilm film(the_zone());
    film.own = true;
    film.density = drawn(4.0F);
    film.counted = 144.0;
    film.run(16.2, moved(0.6, shaken));
    EXPECT_EQ(film.crowd().pressure_per_s2, std::nullopt);
}

TEST(CrowdPressure, OfSquaresWhoseMotionIsSeldomKnownIsNotKnown) {
    ZoneFilm film(the_zone());
    film.crowd_moves = [](double t) {
        return squares(4.0,
                       std::fmod(t, 1.0) < 0.7 ? std::nullopt : std::optional(net::Vector<net::Floor>{}));
    };
    film.run(12.0, moved(0.6, shaken));
    EXPECT_EQ(film.crowd().pressure_per_s2, std::nullopt) << "not calm: nobody knows";
}

/// Left of 3 m the crowd moves by `m_per_s`, right of it nobody knows how.
net::CrowdVelocities half_known(double m_per_s) {
    auto out = squares(4.0, net::Vector<net::Floor>{m_per_s, 0.0});
    for (auto& square : out) {
        if (square.at.x > 3.0) square.m_per_s.reset();
    }
    return out;
}

TEST(CrowdPressure, OfACalmPlaceSaysNothingOfOnesThatAreNotKnown) {
    ZoneFilm film(the_zone());
    film.crowd_moves = [](double t) { return half_known(0.02 * std::cos(2.0 * std::numbers::pi * t / 4.0)); };
    film.run(16.2, moved(0.6, shaken));
    EXPECT_EQ(film.crowd().pressure_per_s2, std::nullopt);
}

TEST(CrowdPressure, OfATurbulentPlaceIsToldThoughOthersAreNotKnown) {
    ZoneFilm film(the_zone());
    film.crowd_moves = [](double t) { return half_known(0.3 * std::cos(2.0 * std::numbers::pi * t / 4.0)); };
    film.run(16.2, moved(0.6, shaken));
    EXPECT_NEAR(film.crowd().pressure_per_s2.value(), 0.18, 0.03);
}

TEST(CrowdPressure, WhoStandsBesideTheCrowdCountsWithTheirOwnPath) {
    ZoneFilm beside(the_zone());
    beside.crowd_moves = [](double) {
        return net::CrowdVelocities{{{-3.0, -3.0}, net::Vector<net::Floor>{}, 1.0}};
    };
    beside.run(16.2, moved(4.0, shaken));
    EXPECT_NEAR(beside.crowd().pressure_per_s2.value(), 0.146, 0.015);
}

}  // namespace
}  // namespace vigie::test
