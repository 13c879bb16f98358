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

TEST(NeighbourScene, TracksWithoutAPlaceAreNowhere) {
    net::Scene scene;
    scene.tracks = {track(net::TrackState::confirmed, 3.0)};
    scene.tracks[0].floor.reset();
    EXPECT_EQ(count(scene).count.people, 0.0);
}

}  // namespace
}  // namespace vigie::vision
