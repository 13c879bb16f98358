// The truth about pictures, by numbers worked out by hand.
#include "vision/rendering/truth.hpp"

#include <gtest/gtest.h>

#include <sstream>

#include "tests/vision/rendering/hall.hpp"

namespace vigie {
namespace {

class TruthTest : public ::testing::Test {
protected:
    std::vector<vision::TruePerson> truth(const vision::WorldState& state,
                                          const vision::Scenery& scenery = test::hall()) {
        auto camera = vision::SimulatedCamera::create(test::eye(), scenery);
        return vision::truth_of(state, *camera);
    }
};

TEST_F(TruthTest, ABoxReachesFromTheFeetToTheCrown) {
    const auto people = truth(test::with({test::standing(4, {10.0, 10.0})}));
    ASSERT_EQ(people.size(), 1U);
    EXPECT_EQ(people[0].id, 4U);
    EXPECT_EQ(people[0].at, (net::Point<net::Floor>{10.0, 10.0}));
    EXPECT_NEAR(people[0].visible, 1.0, 0.02);
    EXPECT_TRUE(people[0].counts());
    // Focal length 160 / tan 30 = 277.1; the axis falls by 4 in 10. The place is 10.77 m away: a box of a
    // body 1.8 m tall begins at 120 - 277.1 * (1.8 * cos) / (10.77 - 1.8 * sin) = 120 - 46 and ends at 120
    // and a bit, as toes reach nearer.
    EXPECT_NEAR(people[0].box.y, 74.0, 2.5);
    EXPECT_NEAR(people[0].box.y + people[0].box.height, 121.5, 3.0);
    EXPECT_NEAR(people[0].box.centre().x, 160.0, 3.0);
    EXPECT_GT(people[0].box.width, 8.0);
    EXPECT_LT(people[0].box.width, 22.0);
}

TEST_F(TruthTest, WhoIsBehindAWallIsNotToBeFound) {
    auto scenery = test::hall();
    scenery.walls.push_back({{{6.0, 12.0}, {14.0, 12.0}}, 3.0, {190, 190, 190}});
    const auto people = truth(test::with({test::standing(1, {10.0, 10.5})}), scenery);
    ASSERT_EQ(people.size(), 1U);
    EXPECT_EQ(people[0].visible, 0.0);
    EXPECT_FALSE(people[0].counts());
}

TEST_F(TruthTest, WhoStandsRightBehindSomebodyIsHiddenAndTheOtherIsNot) {
    const auto people = truth(test::with({test::standing(1, {10.0, 9.6}), test::standing(2, {10.0, 10.0})}));
    ASSERT_EQ(people.size(), 2U);
    EXPECT_LT(people[0].visible, 0.4);
    EXPECT_NEAR(people[1].visible, 1.0, 0.02);
    EXPECT_NEAR(people[0].box.height, people[1].box.height, 3.0) << "boxes know no occlusion";
}

TEST_F(TruthTest, ABoxIsClippedAtThePicturesEdgeAndWhatIsOutsideIsNotVisible) {
    // The left edge of the picture at that distance is 5.8 to 6.2 m left of the middle, from crown to feet.
    const auto people = truth(test::with({test::standing(1, {3.95, 10.0}), test::standing(2, {3.0, 10.0})}));
    ASSERT_EQ(people.size(), 1U) << "the second is wholly outside";
    EXPECT_EQ(people[0].box.x, 0.0);
    EXPECT_GT(people[0].visible, 0.1);
    EXPECT_LT(people[0].visible, 0.95);
}

TEST_F(TruthTest, LuggageIsNoPartOfAPerson) {
    auto traveller = test::standing(1, {10.0, 10.0});
    const auto plain = truth(test::with({traveller}));
    traveller.carried = vision::Carried::suitcase;
    const auto loaded = truth(test::with({traveller}));
    EXPECT_EQ(plain[0].box, loaded[0].box);
}

TEST_F(TruthTest, PeopleInsideAnOutlineAreThoseOfItsFloor) {
    auto upstairs = test::standing(9, {5.0, 5.0});
    upstairs.floor = *net::FloorId::parse("balcony");
    const auto state = test::with({test::standing(3, {5.0, 5.0}), test::standing(1, {6.0, 5.0}),
                                   test::standing(2, {9.0, 5.0}), upstairs});
    const net::Polygon<net::Floor> outline{{{4.0, 4.0}, {7.0, 4.0}, {7.0, 6.0}, {4.0, 6.0}}};
    EXPECT_EQ(vision::people_inside(state, test::kHallFloor, outline), (std::vector<std::uint64_t>{1, 3}));
}

TEST_F(TruthTest, RowsAreThoseOfTheBenchmark) {
    std::ostringstream out;
    vision::write_truth(
        out, 12, {{3, {1.5, 2.0, 10.0, 20.25}, 0.9, {4.0, 5.5}}, {4, {0.0, 0.0, 2.0, 3.0}, 0.2, {1.0, 1.0}}});
    EXPECT_EQ(out.str(),
              "12,3,1.50,2.00,10.00,20.25,1,4.000,5.500,0\n"
              "12,4,0.00,0.00,2.00,3.00,0,1.000,1.000,0\n");
}

}  // namespace
}  // namespace vigie
