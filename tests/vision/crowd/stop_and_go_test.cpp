// Stop-and-go waves, and what only looks like them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/vision/crowd/zone_film.hpp"

namespace vigie::test {
namespace {

struct Pause {
    double from = 0.0;
    double to = 0.0;
};

/// How far somebody has come who walks at 1.2 m/s between pauses.
double way(double t, const std::vector<Pause>& pauses) {
    double walked = t;
    for (const auto& pause : pauses) walked -= std::max(0.0, std::min(t, pause.to) - pause.from);
    return 1.2 * walked;
}

/// Ten people in file; each pauses as `pauses` says of them.
Play column(std::function<std::vector<Pause>(std::size_t)> pauses) {
    return [pauses = std::move(pauses)](double t) {
        std::vector<Somebody> out;
        for (std::size_t i = 0; i < 10; ++i) {
            out.push_back({i + 1, {way(t, pauses(i)) - static_cast<double>(i), 2.0}});
        }
        return out;
    };
}

ZoneFilm street() {
    return ZoneFilm(a_zone(rectangle(-20.0, 0.0, 100.0, 4.0)));
}

TEST(StopAndGo, IsTheShareOfThoseWhoStopAndGoOnTogetherAgainAndAgain) {
    auto film = street();
    const auto play = column([](std::size_t) { return std::vector<Pause>{{10.0, 13.0}, {25.0, 28.0}}; });
    film.run(26.0, play);
    EXPECT_EQ(film.crowd().stop_and_go, std::nullopt) << "one wave, and not yet a minute";
    film.run(9.0, play);
    EXPECT_NEAR(film.crowd().stop_and_go.value(), 1.0, 1e-9);
}

/// Ten people in file, three metres apart, who stop twice for three seconds. Each time nobody is followed
/// from `lost` to `found`, in seconds since they stopped, and all have new numbers from then on.
Play column_of_new_numbers(double lost, double found) {
    return [lost, found](double t) {
        auto out = column([](std::size_t) { return std::vector<Pause>{{10.0, 13.0}, {25.0, 28.0}}; })(t);
        for (auto& one : out) one.at.x -= 2.0 * static_cast<double>(one.number);
        for (const double stop : {10.0, 25.0}) {
            if (t > stop + lost && t < stop + found) return std::vector<Somebody>{};
            if (t < stop + found) continue;
            for (auto& one : out) one.number += 100;
        }
        return out;
    };
}

TEST(StopAndGo, GoesOnUnderANewNumber) {
    auto standing = street();
    standing.run(40.0, column_of_new_numbers(0.9, 1.5));
    EXPECT_GE(standing.crowd().stop_and_go.value(), 0.8) << "numbers break while they stand";
    auto walking = street();
    walking.run(40.0, column_of_new_numbers(2.9, 3.9));
    EXPECT_GE(walking.crowd().stop_and_go.value(), 0.8) << "numbers break as they go on";
}

TEST(StopAndGo, WhoComesAlongElsewhereIsSomebodyElse) {
    auto film = street();
    film.run(62.0, [](double t) {
        // Those who stopped leave through a door beside them; a second later others walk on five metres and
        // more off.
        auto out = column_of_new_numbers(1.0, 2.0)(t);
        for (auto& one : out) one.at.x += t < 12.0 ? 0.0 : t < 27.0 ? 35.0 : 70.0;
        return out;
    });
    EXPECT_EQ(film.crowd().stop_and_go, 0.0);
}

TEST(StopAndGo, IsAShareOfThoseWhoAreNotLostInTheirStop) {
    auto film = street();
    film.run(40.0, [](double t) {
        // Of twenty people three are lost for good whenever all go on.
        std::vector<Somebody> out;
        for (std::size_t i = t < 13.7 ? 0 : t < 28.7 ? 3 : 6; i < 20; ++i) {
            out.push_back({i + 1, {way(t, {{10.0, 13.0}, {25.0, 28.0}}) - static_cast<double>(i), 2.0}});
        }
        return out;
    });
    EXPECT_NEAR(film.crowd().stop_and_go.value(), 1.0, 1e-9);
}

TEST(StopAndGo, OfMostWhoStopAndVanishIsNone) {
    auto film = street();
    film.run(62.0, [](double t) {
        // Ten people come to a door and go through it after a while, and later ten others; two walk on.
        auto out = column([](std::size_t) { return std::vector<Pause>{{10.0, 13.0}, {25.0, 28.0}}; })(t);
        if (t > 28.0) out.clear();
        if (t > 13.0) {
            for (auto& one : out) one.at.x -= 20.0;
        }
        for (auto& one : out) one.number += t > 13.0 ? 100 : 0;
        for (const net::TrackNumber number : {98UL, 99UL}) {
            out.push_back(
                {number, {way(t, {{10.0, 13.0}, {25.0, 28.0}}) + static_cast<double>(number) - 90.0, 2.0}});
        }
        return out;
    });
    EXPECT_LT(film.crowd().stop_and_go.value(), 0.4) << "at which an alarm is made";
}

TEST(StopAndGo, OneStopIsOneThoughSomebodyIsMissingForAMoment) {
    auto film = street();
    film.run(62.0, [](double t) {
        auto out = column([](std::size_t) { return std::vector<Pause>{{10.0, 14.0}}; })(t);
        out.resize(t > 11.5 && t < 12.1 ? 7 : 8);
        return out;
    });
    EXPECT_EQ(film.crowd().stop_and_go, 0.0);
}

TEST(StopAndGo, OneStopIsOneThoughNobodyIsSeenForAMoment) {
    auto film = street();
    film.run(62.0, [](double t) {
        auto out = column([](std::size_t) { return std::vector<Pause>{{10.0, 14.0}}; })(t);
        if (t > 11.5 && t < 12.1) return std::vector<Somebody>{};
        for (auto& one : out) one.number += t > 12.0 ? 100 : 0;
        return out;
    });
    EXPECT_EQ(film.crowd().stop_and_go, 0.0);
}

TEST(StopAndGo, WhoWalksPastSomebodyHiddenDoesNotGoOnForThem) {
    auto film = street();
    film.run(62.0, [](double t) {
        // Ten people come and stay, and ten others beside them later. All of each are hidden once for a
        // moment, each by somebody who walks on past them.
        std::vector<Somebody> out;
        for (const double came : {10.0, 22.0}) {
            const double hidden = came + 4.0;
            auto group = column([came](std::size_t) { return std::vector<Pause>{{came, 100.0}}; })(t);
            for (auto& one : group) {
                one.number += 100 * static_cast<net::TrackNumber>(came);
                one.at.y += 0.1 * (came - 10.0);
                if (t < hidden || t > hidden + 0.7) out.push_back(one);
                if (t < hidden || t > hidden + 4.0) continue;
                out.push_back({one.number + 50, {one.at.x + 1.3 * (t - hidden), one.at.y + 0.4}});
            }
        }
        return out;
    });
    EXPECT_EQ(film.crowd().stop_and_go, 0.0);
}

TEST(StopAndGo, WhoShufflesBeforeAGateHasStopped) {
    auto film = street();
    film.run(40.0, [](double t) {
        auto out = column([](std::size_t) { return std::vector<Pause>{{10.0, 14.0}, {25.0, 29.0}}; })(t);
        const double shuffled = std::clamp(t - 10.0, 0.0, 4.0) + std::clamp(t - 25.0, 0.0, 4.0);
        for (auto& one : out) one.at.x += 0.3 * shuffled;
        return out;
    });
    EXPECT_GE(film.crowd().stop_and_go.value(), 0.8);
}

TEST(StopAndGo, WhoOnlySlowsDownHasNot) {
    auto film = street();
    film.run(62.0, [](double t) {
        auto out = column([](std::size_t) { return std::vector<Pause>{{10.0, 14.0}, {25.0, 29.0}}; })(t);
        const double walked = std::clamp(t - 10.0, 0.0, 4.0) + std::clamp(t - 25.0, 0.0, 4.0);
        for (auto& one : out) one.at.x += 0.6 * walked;
        return out;
    });
    EXPECT_EQ(film.crowd().stop_and_go, 0.0);
}

TEST(StopAndGo, RunsThroughThemAsAWave) {
    auto film = street();
    film.run(40.0, column([](std::size_t i) {
                 const double late = 0.3 * static_cast<double>(i);
                 return std::vector<Pause>{{10.0 + late, 14.0 + late}, {25.0 + late, 29.0 + late}};
             }));
    EXPECT_GE(film.crowd().stop_and_go.value(), 0.8);
}

TEST(StopAndGo, AGuideWhoStopsHisGroupOnceIsNone) {
    auto film = street();
    film.run(62.0, column([](std::size_t) { return std::vector<Pause>{{10.0, 14.0}}; }));
    EXPECT_EQ(film.crowd().stop_and_go, 0.0);
}

TEST(StopAndGo, PeopleWhoPauseEachForThemselvesAreFew) {
    auto film = street();
    film.run(62.0, column([](std::size_t i) {
                 const double at = 5.0 + 5.0 * static_cast<double>(i);
                 return std::vector<Pause>{{at, at + 3.0}};
             }));
    EXPECT_LE(film.crowd().stop_and_go.value(), 0.1);
}

TEST(StopAndGo, AQueueThatMovesOnStepByStepIsNone) {
    auto film = street();
    film.run(62.0, [](double t) {
        // Every six seconds a step of 0.8 m that takes one.
        const double steps = std::floor(t / 6.0);
        const double moved = 0.8 * (steps + std::min(1.0, t - 6.0 * steps));
        std::vector<Somebody> out;
        for (std::size_t i = 0; i < 10; ++i) out.push_back({i + 1, {moved - static_cast<double>(i), 2.0}});
        return out;
    });
    EXPECT_EQ(film.crowd().stop_and_go, 0.0);
}

TEST(StopAndGo, AStepForwardDoesNotCutALongStayIntoShortStops) {
    auto film = street();
    film.run(62.0, [](double t) {
        // Let on in groups: three seconds of walking, eighteen of waiting with a small step every six.
        const double rounds = std::floor(t / 21.0);
        const double since = t - 21.0 * rounds;
        double moved = 5.0 * rounds + 1.2 * std::min(3.0, since);
        if (since > 9.0) moved += 0.7 * std::min(1.0, since - 9.0);
        if (since > 15.0) moved += 0.7 * std::min(1.0, since - 15.0);
        std::vector<Somebody> out;
        for (std::size_t i = 0; i < 10; ++i) out.push_back({i + 1, {moved - static_cast<double>(i), 2.0}});
        return out;
    });
    EXPECT_EQ(film.crowd().stop_and_go, 0.0);
}

TEST(StopAndGo, ASteadyColumnAndOneThatArrivesAndStaysAreNone) {
    auto steady = street();
    steady.run(62.0, column([](std::size_t) { return std::vector<Pause>{}; }));
    EXPECT_EQ(steady.crowd().stop_and_go, 0.0);
    auto arrived = street();
    arrived.run(62.0, column([](std::size_t) { return std::vector<Pause>{{10.0, 100.0}}; }));
    EXPECT_EQ(arrived.crowd().stop_and_go, 0.0);
}

TEST(StopAndGo, OfAFewPeopleIsNone) {
    auto film = street();
    film.run(62.0, [](double t) {
        auto out = column([](std::size_t) { return std::vector<Pause>{{10.0, 13.0}, {25.0, 28.0}}; })(t);
        out.resize(5);
        return out;
    });
    EXPECT_EQ(film.crowd().stop_and_go, 0.0);
}

TEST(StopAndGo, WhereHardlyAnybodyIsThereIsNoneBeforeAMinuteIsOver) {
    auto film = street();
    film.run(2.0, [](double) { return std::vector<Somebody>{{1, {0.0, 2.0}}}; });
    EXPECT_EQ(film.crowd().stop_and_go, 0.0) << "an alarm of before a restart ends with its crowd";
}

}  // namespace
}  // namespace vigie::test
