#include "net/types/geometry.hpp"

#include <gtest/gtest.h>

namespace vigie::net {
namespace {

const Polygon<Floor> kSquare{{{0, 0}, {4, 0}, {4, 4}, {0, 4}}};
/// A U: its notch is x 1 to 3, y above 1.
const Polygon<Floor> kNotched{{{0, 0}, {4, 0}, {4, 4}, {3, 4}, {3, 1}, {1, 1}, {1, 4}, {0, 4}}};

TEST(Geometry, DistanceIsEuclidean) {
    EXPECT_DOUBLE_EQ(distance(Point<Floor>{0, 0}, Point<Floor>{3, 4}), 5.0);
    EXPECT_DOUBLE_EQ(distance(Point<Image>{-1, -1}, Point<Image>{-1, -1}), 0.0);
    const auto difference = Point<Floor>{5, 7} - Point<Floor>{2, 3};
    EXPECT_EQ(difference, (Vector<Floor>{3, 4}));
    EXPECT_EQ((Point<Floor>{2, 3} + difference), (Point<Floor>{5, 7}));
}

TEST(Geometry, FootAndCentreOfABox) {
    const Box box{10, 20, 30, 60};
    EXPECT_EQ(box.foot(), (Point<Image>{25, 80}));
    EXPECT_EQ(box.centre(), (Point<Image>{25, 50}));
    EXPECT_DOUBLE_EQ(box.area(), 1800.0);
}

TEST(Geometry, IntersectionOverUnion) {
    const Box box{0, 0, 10, 10};
    EXPECT_DOUBLE_EQ(intersection_over_union(box, box), 1.0);
    EXPECT_DOUBLE_EQ(intersection_over_union(box, {5, 0, 10, 10}), 50.0 / 150.0);
    EXPECT_DOUBLE_EQ(intersection_over_union(box, {2, 2, 5, 5}), 0.25);
    EXPECT_DOUBLE_EQ(intersection_over_union(box, {10, 0, 10, 10}), 0.0) << "touching is not overlapping";
    EXPECT_DOUBLE_EQ(intersection_over_union(box, {50, 50, 10, 10}), 0.0);
    EXPECT_DOUBLE_EQ(intersection_over_union({0, 0, 0, 0}, {0, 0, 0, 0}), 0.0);
}

TEST(Geometry, AreaDoesNotDependOnOrientation) {
    EXPECT_DOUBLE_EQ(area(kSquare), 16.0);
    EXPECT_DOUBLE_EQ(area(kNotched), 10.0);
    const Polygon<Floor> reversed{{kNotched.corners.rbegin(), kNotched.corners.rend()}};
    EXPECT_DOUBLE_EQ(area(reversed), 10.0);
    EXPECT_DOUBLE_EQ(area(Polygon<Floor>{{{0, 0}, {5, 5}}}), 0.0);
    EXPECT_DOUBLE_EQ(area(Polygon<Image>{{{0, 0}, {10, 0}, {0, 10}}}), 50.0);
}

TEST(Geometry, ContainsFollowsTheOutlineAlsoWhereItIsHollow) {
    EXPECT_TRUE(contains(kSquare, {2, 2}));
    EXPECT_FALSE(contains(kSquare, {5, 2}));
    EXPECT_FALSE(contains(kSquare, {-0.001, 2}));
    EXPECT_TRUE(contains(kNotched, {0.5, 3}));
    EXPECT_FALSE(contains(kNotched, {2, 3})) << "in the notch";
    EXPECT_TRUE(contains(kNotched, {2, 0.5}));
    EXPECT_FALSE(contains(Polygon<Floor>{}, {0, 0}));
    EXPECT_TRUE(contains(Polygon<Image>{{{0, 0}, {10, 0}, {0, 10}}}, {2, 2}));
}

TEST(Geometry, RayThroughACornerCountsOnce) {
    const Polygon<Floor> diamond{{{0, -2}, {2, 0}, {0, 2}, {-2, 0}}};
    EXPECT_TRUE(contains(diamond, {0, 0}));
    EXPECT_TRUE(contains(diamond, {-1, 0}));
    EXPECT_FALSE(contains(diamond, {-3, 0}));
    EXPECT_FALSE(contains(diamond, {3, 0}));
}

TEST(Geometry, NeighboursShareOnePointToOneZoneOnly) {
    const Polygon<Floor> left{{{0, 0}, {4, 0}, {4, 4}, {0, 4}}};
    const Polygon<Floor> right{{{4, 0}, {8, 0}, {8, 4}, {4, 4}}};
    for (double y = 0.25; y < 4.0; y += 0.25) {
        EXPECT_NE(contains(left, {4, y}), contains(right, {4, y})) << y;
    }
}

TEST(Geometry, SimpleOutlinesDoNotCrossThemselves) {
    EXPECT_TRUE(is_simple(kSquare));
    EXPECT_TRUE(is_simple(kNotched));
    EXPECT_TRUE(is_simple({{{0, 0}, {4, 0}, {2, 3}}}));
    EXPECT_FALSE(is_simple({{{0, 0}, {4, 4}, {4, 0}, {0, 4}}})) << "a bow tie";
    EXPECT_FALSE(is_simple({{{0, 0}, {4, 0}}}));
}

TEST(Geometry, SideOfALineAsDrawn) {
    const Segment east{{0, 0}, {10, 0}};  // y is down: its right is below
    EXPECT_GT(side_of(east, {5, 1}), 0.0);
    EXPECT_LT(side_of(east, {5, -1}), 0.0);
    EXPECT_DOUBLE_EQ(side_of(east, {20, 0}), 0.0);
}

TEST(Geometry, CrossesWhenTheyMeet) {
    const Segment line{{0, 0}, {10, 0}};
    EXPECT_TRUE(crosses(line, {{5, -1}, {5, 1}}));
    EXPECT_FALSE(crosses(line, {{11, -1}, {11, 1}}));
    EXPECT_TRUE(crosses(line, {{5, 0}, {5, 5}})) << "touches";
    EXPECT_TRUE(crosses(line, {{10, 0}, {12, 3}})) << "end to end";
    EXPECT_TRUE(crosses(line, {{4, 0}, {6, 0}})) << "along it";
    EXPECT_FALSE(crosses(line, {{0, 1}, {10, 1}})) << "parallel";
    EXPECT_FALSE(crosses(line, {{11, 0}, {12, 0}})) << "on the same line, apart";
}

}  // namespace
}  // namespace vigie::net
