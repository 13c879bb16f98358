// Who waits in line, and for how long.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <numbers>

#include "tests/vision/crowd/zone_film.hpp"

namespace vigie::test {
namespace {

/// A hall of 20 m x 10 m; people are served at its left end.
net::ZoneConfiguration the_counter() {
    auto zone = a_zone(rectangle(0.0, 0.0, 20.0, 10.0));
    zone.queue_head = {0.0, 5.0};
    return zone;
}

/// A line of `people`, a metre apart, the first one a metre from the counter.
std::vector<Somebody> line(std::size_t people) {
    std::vector<Somebody> out;
    for (std::size_t i = 0; i < people; ++i) out.push_back({i + 1, {1.0 + static_cast<double>(i), 5.0}});
    return out;
}

/// Everybody waits; one is served every `seconds`, walks away and the line moves on; a new one joins its end.
Play served(std::size_t people, double seconds) {
    return [people, seconds](double t) {
        const double done = std::floor(t / seconds);
        const double since = t - done * seconds;
        const auto first = static_cast<net::TrackNumber>(done) + 1;
        std::vector<Somebody> out;
        for (std::size_t i = 0; i < people; ++i) {
            // Whoever moves on takes one second to do so.
            const double behind = done > 0.0 ? std::max(0.0, 1.0 - since) : 0.0;
            out.push_back({first + i, {1.0 + static_cast<double>(i) + behind, 5.0}});
        }
        // Away from the counter at 1.2 m/s, out of the hall after a while.
        if (done > 0.0 && since < 3.0) out.push_back({first - 1, {1.0, 5.0 + 1.2 * since}});
        return out;
    };
}

TEST(Queue, IsEverybodyWhoStandsInLineFromTheHead) {
    ZoneFilm film(the_counter());
    film.run(13.0, [](double) { return line(5); });
    EXPECT_NEAR(film.crowd().queue_people.value(), 5.0, 1e-9);
}

TEST(Queue, StaysOneWhileItMovesOn) {
    ZoneFilm film(the_counter());
    film.run(24.0, [](double t) {
        // Nine metres of people, who all move on together for eleven seconds.
        const double moved = 0.4 * std::max(0.0, t - 13.0);
        std::vector<Somebody> out;
        for (std::size_t i = 0; i < 20; ++i) {
            const double x = 1.0 + static_cast<double>(i) - moved;
            if (x > 0.5 && x < 9.5) out.push_back({i + 1, {x, 5.0}});
        }
        return out;
    });
    EXPECT_GT(film.crowd().queue_people.value(), 8.0);
}

TEST(Queue, PeopleWhoStandInACircleAndTalkAreNone) {
    ZoneFilm film(the_counter());
    film.run(20.0, [](double) {
        std::vector<Somebody> out;
        for (std::size_t i = 0; i < 8; ++i) {
            const double angle = 2.0 * std::numbers::pi * static_cast<double>(i) / 8.0;
            out.push_back({i + 1, {8.0 + std::cos(angle), 5.0 + std::sin(angle)}});
        }
        return out;
    });
    EXPECT_EQ(film.crowd().queue_people, 0.0);
    EXPECT_EQ(film.crowd().waiting_s, 0.0);
}

TEST(Queue, WhoWalksPastIsNoneOfIt) {
    ZoneFilm film(the_counter());
    film.run(20.0, [](double t) {
        auto out = line(3);
        const double way = 1.2 * t;
        const auto round = static_cast<net::TrackNumber>(way / 10.0);
        for (std::size_t i = 0; i < 3; ++i) {
            out.push_back({100 + 10 * round + i,
                           {1.5 + static_cast<double>(i), way - 10.0 * static_cast<double>(round)}});
        }
        return out;
    });
    EXPECT_NEAR(film.crowd().queue_people.value(), 3.0, 1e-9);
}

TEST(Queue, EndsWhereTheNextOneStandsFarAway) {
    ZoneFilm film(the_counter());
    film.run(13.0, [](double) {
        auto out = line(4);
        out.push_back({9, {6.0, 5.0}});  // two metres behind the fourth
        return out;
    });
    EXPECT_NEAR(film.crowd().queue_people.value(), 4.0, 1e-9);
}

TEST(Queue, IsNoneWhereNobodyWasSeenYetAndNotKnownWhereSomebodyWas) {
    ZoneFilm empty(the_counter());
    const auto nobody = [](double) { return std::vector<Somebody>{}; };
    empty.run(1.0, nobody);
    EXPECT_EQ(empty.crowd().queue_people, std::nullopt) << "tracks are not confirmed at once";
    empty.run(4.0, nobody);
    EXPECT_EQ(empty.crowd().queue_people, 0.0) << "an alarm of before a restart ends with its line";
    EXPECT_EQ(empty.crowd().waiting_s, 0.0);
    empty.run(0.2, [](double) { return line(5); });
    EXPECT_EQ(empty.crowd().queue_people, std::nullopt) << "somebody has come";
    EXPECT_EQ(empty.crowd().waiting_s, std::nullopt);
    empty.watch().restart();
    empty.run(1.0, nobody);
    EXPECT_EQ(empty.crowd().queue_people, std::nullopt) << "after a gap as at the start";
    ZoneFilm lined(the_counter());
    lined.run(5.0, [](double) { return line(5); });
    EXPECT_EQ(lined.crowd().queue_people, std::nullopt) << "nobody can have been seen to wait yet";
    EXPECT_EQ(lined.crowd().waiting_s, std::nullopt);
    ZoneFilm counted(the_counter());
    counted.counted = 3.0;
    counted.run(5.0, nobody);
    EXPECT_EQ(counted.crowd().waiting_s, std::nullopt) << "three are counted that have no place";
}

TEST(Queue, WithoutAHeadIsNotKnown) {
    ZoneFilm film(a_zone(rectangle(0.0, 0.0, 20.0, 10.0)));
    film.run(13.0, [](double) { return line(5); });
    EXPECT_EQ(film.crowd().queue_people, std::nullopt);
    EXPECT_EQ(film.crowd().waiting_s, std::nullopt);
}

TEST(WaitingTime, IsThePeopleInLineByTheRateOfService) {
    ZoneFilm film(the_counter());
    film.run(300.0, served(6, 20.0));
    // Six people, one every twenty seconds (Little): 120 s.
    EXPECT_NEAR(film.crowd().waiting_s.value(), 120.0, 25.0);
    EXPECT_NEAR(film.crowd().queue_people.value(), 6.0, 1.0);
}

TEST(WaitingTime, TheTimeBeforeAnybodyLinedUpDoesNotSlowTheService) {
    ZoneFilm film(the_counter());
    film.run(150.0, [](double) { return std::vector<Somebody>{}; });
    // The film's time goes on: the line begins with its first one.
    film.run(140.0, [](double t) { return served(6, 20.0)(t - 150.0); });
    EXPECT_NEAR(film.crowd().waiting_s.value(), 120.0, 25.0);
}

TEST(WaitingTime, BeforeAnybodyIsServedIsWhatTheLongestHasWaited) {
    ZoneFilm film(the_counter());
    film.run(62.0, [](double) { return line(5); });
    EXPECT_NEAR(film.crowd().waiting_s.value(), 60.0, 1.0) << "two seconds until they were seen to wait";
}

TEST(WaitingTime, ATrackThatIsLostAtTheHeadAndFoundAgainWasNotServed) {
    ZoneFilm film(the_counter());
    film.run(62.0, [](double t) {
        auto out = line(5);
        // The first one gets a new number every ten seconds, after a second unseen.
        const auto number = 100 + static_cast<net::TrackNumber>(t / 10.0);
        out[0].number = number;
        if (t - 10.0 * std::floor(t / 10.0) < 1.0 && t > 5.0) out.erase(out.begin());
        return out;
    });
    EXPECT_NEAR(film.crowd().waiting_s.value(), 60.0, 1.0)
        << "nobody was served, and who waits goes on waiting";
}

TEST(Queue, StaysWholeWhileTheTrackOfItsFirstIsLost) {
    ZoneFilm film(the_counter());
    film.run(40.0, [](double t) {
        auto out = line(5);
        if (t > 30.0 && t < 32.0) out.erase(out.begin());
        return out;
    });
    EXPECT_NEAR(film.crowd().queue_people.value(), 5.0, 1e-9);
}

TEST(WaitingTime, WhoGivesUpInTheMiddleOfTheLineWasNotServed) {
    ZoneFilm film(the_counter());
    film.run(62.0, [](double t) {
        auto out = line(6);
        for (std::size_t i = 3; i < 6; ++i) {
            const double leaves = 10.0 * static_cast<double>(i) - 10.0;
            if (t > leaves) out[i].at.y += 1.2 * (t - leaves);
        }
        return out;
    });
    EXPECT_NEAR(film.crowd().queue_people.value(), 3.0, 1e-9);
    EXPECT_NEAR(film.crowd().waiting_s.value(), 60.0, 1.0);
}

TEST(WaitingTime, OfAnEmptyLineIsNone) {
    ZoneFilm film(the_counter());
    film.run(30.0, [](double) { return line(5); });
    film.run(10.0, [](double) { return std::vector<Somebody>{}; });
    EXPECT_EQ(film.crowd().waiting_s, 0.0);
}

}  // namespace
}  // namespace vigie::test
