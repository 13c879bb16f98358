// Density of the densest part of a zone, and the mean speed of its people.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>

#include "tests/vision/crowd/zone_film.hpp"
#include "vision/fusion/people_in_density.hpp"

namespace vigie::test {
namespace {

std::vector<Somebody> heap(std::size_t people, net::Point<net::Floor> at) {
    std::vector<Somebody> out;
    for (std::size_t i = 0; i < people; ++i) out.push_back({i + 1, at});
    return out;
}

TEST(Density, OfAZoneSmallerThanTheAreaIsItsPeopleByItsOwnArea) {
    ZoneFilm film(a_zone(rectangle(1.0, 1.0, 4.0, 4.0)));
    const Play eighteen = [](double) { return heap(18, {2.2, 3.1}); };
    film.run(9.6, eighteen);
    EXPECT_EQ(film.crowd().density_per_m2, std::nullopt) << "not yet ten seconds";
    film.run(0.6, eighteen);
    ASSERT_TRUE(film.crowd().density_per_m2);
    EXPECT_NEAR(*film.crowd().density_per_m2, 18.0 / 9.0, 1e-9);
}

TEST(Density, IsTheMeanOfTheWindow) {
    ZoneFilm film(a_zone(rectangle(1.0, 1.0, 4.0, 4.0)));
    film.run(10.0, [](double) { return heap(18, {2.2, 3.1}); });
    film.run(5.0, [](double) { return std::vector<Somebody>{}; });
    EXPECT_NEAR(film.crowd().density_per_m2.value(), 1.0, 1e-9);
}

TEST(Density, ThreeFriendsInALargeZoneAreNoCrowd) {
    ZoneFilm film(a_zone(rectangle(0.0, 0.0, 20.0, 20.0)));
    film.run(10.2, [](double) { return heap(3, {10.1, 10.1}); });
    EXPECT_LE(film.crowd().density_per_m2.value(), 0.3) << "three on ten square metres";
    EXPECT_GE(film.crowd().density_per_m2.value(), 0.25);
}

TEST(Density, InACornerIsNotThinnedOutByTheWallsBehindIt) {
    ZoneFilm film(a_zone(rectangle(0.0, 0.0, 20.0, 20.0)));
    film.run(10.2, [](double) { return heap(20, {0.3, 0.3}); });
    EXPECT_LE(film.crowd().density_per_m2.value(), 2.0) << "twenty on the ten square metres of the corner";
    EXPECT_GE(film.crowd().density_per_m2.value(), 1.7);
}

TEST(Density, OfTwoPartsTheDenserOneCounts) {
    ZoneFilm film(a_zone(rectangle(0.0, 0.0, 20.0, 20.0)));
    film.run(10.2, [](double) {
        auto all = standing_crowd(0.0, 0.0, 6.0, 6.0, 1.0);
        for (auto one : standing_crowd(12.0, 12.0, 18.0, 18.0, 4.0)) {
            all.push_back({one.number + 1000, one.at});
        }
        return all;
    });
    EXPECT_NEAR(film.crowd().density_per_m2.value(), 4.0, 0.4);
}

TEST(Density, CountsOnlyWhatIsSeenOfTheZone) {
    const auto zone = a_zone(rectangle(0.0, 0.0, 4.0, 4.0));
    ZoneFilm half(zone, rectangle(0.0, 0.0, 2.0, 4.0));
    half.run(10.2, [](double) { return heap(16, {1.0, 1.0}); });
    EXPECT_NEAR(half.crowd().density_per_m2.value(), 2.0, 1e-9) << "sixteen on the eight that are seen";
    ZoneFilm corner(zone, rectangle(0.0, 0.0, 1.0, 4.0));
    corner.run(10.2, [](double) { return heap(16, {0.5, 1.0}); });
    EXPECT_EQ(corner.crowd().density_per_m2, std::nullopt) << "four of ten say too little";
}

/// 10 m by 10 m from the floor's origin, in cells of half a metre, with one density left of 5 m and another
/// beyond.
net::DensityGrid halves(float left, float right) {
    net::DensityGrid grid;
    grid.floor = id<net::FloorId>("hall");
    grid.columns = 20;
    grid.rows = 20;
    for (int cell = 0; cell < 400; ++cell) grid.people_per_m2.push_back(cell % 20 < 10 ? left : right);
    return grid;
}

TEST(Density, OfACrowdThatHidesSomeIsReadWhereItStands) {
    ZoneFilm film(a_zone(rectangle(0.0, 0.0, 10.0, 10.0)));
    film.counted = 250.0;
    film.density = halves(1.0F, 4.0F);
    // The front row alone can be told apart, and stands on the thin side.
    film.run(10.2, [](double) { return heap(9, {2.2, 3.1}); });
    EXPECT_NEAR(film.crowd().density_per_m2.value(), 4.0, 1e-6);
}

TEST(Density, OfPeopleWhoAreAllToldApartIsTheirs) {
    ZoneFilm film(a_zone(rectangle(0.0, 0.0, 10.0, 10.0)));
    film.counted = 9.0;
    film.density = halves(1.0F, 4.0F);
    film.run(10.2, [](double) { return heap(9, {2.2, 3.1}); });
    EXPECT_NEAR(film.crowd().density_per_m2.value(), 0.9, 0.1);
}

TEST(HiddenPeople, AreOfTheZoneAndNobodyIsWhereNobodyLooks) {
    const auto grid = halves(2.0F, std::numeric_limits<float>::quiet_NaN());
    double sum = 0.0;
    for (const auto& [at, people] : vision::people_of(grid, rectangle(4.0, 0.0, 6.0, 2.0))) {
        EXPECT_LT(at.x, 5.0);
        sum += people;
    }
    EXPECT_NEAR(sum, 4.0, 1e-9) << "two on each of the two square metres that are seen";
}

TEST(Density, WhoIsCountedAndCannotBeLocatedStandsWhereTheOthersStand) {
    ZoneFilm film(a_zone(rectangle(1.0, 1.0, 4.0, 4.0)));
    film.counted = 18.0;
    film.run(10.2, [](double) { return heap(9, {2.2, 3.1}); });
    EXPECT_NEAR(film.crowd().density_per_m2.value(), 2.0, 1e-9);
}

TEST(Density, WhereNobodyCanBeLocatedTheCountIsSharedOut) {
    ZoneFilm film(a_zone(rectangle(1.0, 1.0, 4.0, 4.0)));
    film.counted = 27.0;
    film.run(10.2, [](double) { return std::vector<Somebody>{}; });
    EXPECT_NEAR(film.crowd().density_per_m2.value(), 3.0, 1e-9);
}

TEST(Density, OfATwistedZoneUsesOnlyItsOwnFloor) {
    auto zone = a_zone({{{0.0, 0.0}, {6.0, 0.0}, {6.0, 1.0}, {1.0, 1.0}, {1.0, 6.0}, {0.0, 6.0}}});
    zone.crowd.area_m2 = 100.0;
    ZoneFilm film(zone);
    film.run(10.2, [](double) { return heap(22, {0.5, 3.0}); });
    EXPECT_NEAR(film.crowd().density_per_m2.value(), 2.0, 1e-9) << "an L of eleven square metres";
}

TEST(Speed, IsTheMeanOfThePeopleOfTheZone) {
    ZoneFilm film(a_zone(rectangle(0.0, 0.0, 50.0, 10.0)));
    film.run(12.0, [](double t) {
        return std::vector<Somebody>{{1, {1.0 * t, 2.0}}, {2, {2.0 * t, 4.0}}, {3, {10.0, -5.0 + 0.3 * t}}};
    });
    EXPECT_NEAR(film.crowd().speed_m_per_s.value(), 1.5, 1e-9) << "the third one is outside";
}

TEST(Speed, OfStandingPeopleWhoseTracksJitterIsSmall) {
    ZoneFilm film(a_zone(rectangle(0.0, 0.0, 10.0, 10.0)));
    film.claimed_m2 = 0.01;
    Jitter jitter;
    film.run(12.0, [&jitter](double) {
        std::vector<Somebody> out;
        for (net::TrackNumber i = 1; i <= 9; ++i) {
            out.push_back({i, {static_cast<double>(i) + 0.1 * jitter.next(), 5.0 + 0.1 * jitter.next()}});
        }
        return out;
    });
    EXPECT_LT(film.crowd().speed_m_per_s.value(), 0.1);
}

TEST(Speed, OfNobodyIsNotKnown) {
    ZoneFilm film(a_zone(rectangle(0.0, 0.0, 10.0, 10.0)));
    film.run(12.0, [](double) { return std::vector<Somebody>{}; });
    EXPECT_EQ(film.crowd().speed_m_per_s, std::nullopt);
    EXPECT_EQ(film.crowd().density_per_m2, 0.0);
}

}  // namespace
}  // namespace vigie::test
