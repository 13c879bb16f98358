#include "vision/fusion/neighbour_scene.hpp"

#include <gtest/gtest.h>

#include "tests/support/sample_messages.hpp"

namespace vigie::vision {
namespace {

using test::id;

/// 4 x 4 m from (2, 2).
net::ZoneConfiguration zone() {
    auto out = test::sample_configuration().zones.front();
    out.zone = id<net::ZoneId>("hall");
    out.outline = {{{2.0, 2.0}, {6.0, 2.0}, {6.0, 6.0}, {2.0, 6.0}}};
    return out;
}

net::Track track(net::TrackState state, double x, double sigma_m = 0.1) {
    const double variance = sigma_m * sigma_m;
    return {1, state, {}, 0.9, 9, net::FloorEstimate{{x, 4.0}, {variance, 0.0, variance}, {}}};
}

net::ZoneCount count(const net::Scene& scene) {
    return count_in_zones(scene, {zone()}).front();
}

TEST(NeighbourScene, PeopleInsideAreCountedWhateverZonesTheirOwnNodeHas) {
    net::Scene scene;
    scene.zones = {{id<net::ZoneId>("theirs"), {9.0, 9.0, 9.0, false, false}, std::nullopt}};
    scene.tracks = {track(net::TrackState::confirmed, 3.0), track(net::TrackState::coasting, 5.0),
                    track(net::TrackState::tentative, 4.0), track(net::TrackState::confirmed, 8.0)};
    const auto found = count(scene);
    EXPECT_EQ(found.zone, id<net::ZoneId>("hall"));
    EXPECT_EQ(found.count.people, 2.0) << "neither who is not sure nor who is outside";
    EXPECT_LE(found.count.low, 2.0);
    EXPECT_GE(found.count.high, 2.0);
    EXPECT_NEAR(*found.density_per_m2, 2.0 / 16.0, 1e-9);
    EXPECT_FALSE(found.count.at_least);
}

TEST(NeighbourScene, WhoStandsOnTheEdgeWidensTheInterval) {
    net::Scene scene;
    scene.tracks = {track(net::TrackState::confirmed, 2.1, 1.2)};
    const auto found = count(scene);
    EXPECT_EQ(found.count.low, 0.0);
    EXPECT_EQ(found.count.high, 1.0);
}

TEST(NeighbourScene, WhatIsAtLeastInViewIsAtLeastInTheZone) {
    net::Scene scene;
    scene.in_view.at_least = true;
    EXPECT_TRUE(count(scene).count.at_least);
}

/// `per_m2` on the zone, or on all of 8 x 8 m where `everywhere`; nobody looks further.
net::DensityGrid drawn(float per_m2, bool everywhere = false) {
    net::DensityGrid out{zone().floor, {0.0, 0.0}, 0.5, 16, 16, {}};
    for (std::uint32_t cell = 0; cell < out.columns * out.rows; ++cell) {
        const std::uint32_t row = cell / out.columns;
        const std::uint32_t column = cell % out.columns;
        const bool inside = row >= 4 && row < 12 && column >= 4 && column < 12;
        out.people_per_m2.push_back(inside || everywhere ? per_m2 : 0.0F);
    }
    return out;
}

/// A crowd of whom ten have tracks, all in the zone.
net::Scene crowd(net::Count in_view, std::optional<net::DensityGrid> density) {
    net::Scene scene;
    for (int i = 0; i < 10; ++i) scene.tracks.push_back(track(net::TrackState::confirmed, 2.5 + 0.3 * i));
    scene.in_view = in_view;
    scene.density = std::move(density);
    return scene;
}

TEST(NeighbourScene, ACrowdIsCountedByItsDensityAndNotByTheFewWhoHaveTracks) {
    const auto found = count(crowd({48.0, 35.0, 67.0, false, false}, drawn(3.0F)));
    EXPECT_EQ(found.count.people, 48.0) << "three on each of 16 m2";
    EXPECT_NEAR(*found.density_per_m2, 3.0, 1e-9);
    EXPECT_LE(found.count.low, 35.0) << "no surer than its own node is";
    EXPECT_GT(found.count.low, 20.0);
    EXPECT_GE(found.count.high, 67.0);
    EXPECT_LT(found.count.high, 80.0);
    EXPECT_FALSE(found.count.at_least) << "as its own node says";
    EXPECT_TRUE(count(crowd({48.0, 35.0, 67.0, true, false}, drawn(3.0F))).count.at_least);
}

TEST(NeighbourScene, APartOfACrowdCarriesItsPartOfTheViewsInterval) {
    const auto found = count(crowd({190.0, 100.0, 290.0, false, false}, drawn(3.0F, true)));
    EXPECT_EQ(found.count.people, 48.0) << "and not the 192 of the whole view";
    EXPECT_GT(found.count.low, 20.0) << "a fifth of those who are hidden: 90 fewer are 19 fewer";
    EXPECT_LT(found.count.high, 80.0);
}

TEST(NeighbourScene, ADensityThatLagsBehindItsTracksCountsNobody) {
    const auto found = count(crowd({10.0, 9.0, 11.0, false, false}, drawn(3.0F)));
    EXPECT_EQ(found.count.people, 10.0) << "its node counts as many as it tracks";
    EXPECT_LE(found.count.high, 11.0);
}

TEST(NeighbourScene, ADensityThatSaysNothingNewChangesNothing) {
    const auto found = count(crowd({40.0, 30.0, 50.0, false, false}, drawn(0.65F)));
    EXPECT_EQ(found.count.people, 10.0) << "the crowd is elsewhere";
    EXPECT_FALSE(found.count.at_least);
}

TEST(NeighbourScene, ACrowdWhosePlacesAreNotKnownIsAtLeastItsTracks) {
    auto elsewhere = drawn(3.0F);
    elsewhere.floor = id<net::FloorId>("cellar");
    for (const auto& density : {std::optional<net::DensityGrid>(), std::optional(elsewhere)}) {
        const auto found = count(crowd({48.0, 35.0, 67.0, false, false}, density));
        EXPECT_EQ(found.count.people, 10.0);
        EXPECT_TRUE(found.count.at_least);
    }
}

TEST(NeighbourScene, WhomTheDensityDrawsOverTheOutlineMayStandBesideTheZone) {
    net::Scene scene = crowd({48.0, 35.0, 67.0, false, false}, drawn(0.0F));
    scene.tracks.clear();
    // Half a metre along the zone's left edge, as a crowd beside it is drawn.
    for (std::uint32_t row = 4; row < 12; ++row) scene.density->people_per_m2[row * 16 + 4] = 1.0F;
    const auto found = count(scene);
    EXPECT_EQ(found.count.people, 2.0);
    EXPECT_LE(found.count.low, 1.4);
}

TEST(NeighbourScene, TracksWithoutAPlaceAreNowhere) {
    net::Scene scene;
    scene.tracks = {track(net::TrackState::confirmed, 3.0)};
    scene.tracks[0].floor.reset();
    EXPECT_EQ(count(scene).count.people, 0.0);
}

}  // namespace
}  // namespace vigie::vision
