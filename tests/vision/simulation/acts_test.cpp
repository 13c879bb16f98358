// Each act of a script: it is done, at its place and time, and seen in the people and things of the venue.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "tests/vision/simulation/scripts.hpp"

namespace vigie::test {
namespace {

using namespace vision;

/// The act's only happening, when it has begun before `time_s`.
Happening the_only(SimulatedVenue& venue, EventKind kind, double time_s) {
    const auto all = happened(venue, kind, time_s);
    EXPECT_EQ(all.size(), 1U);
    return all.empty() ? Happening{} : all.front();
}

Posture posture_at(SimulatedVenue& venue, const Happening& act, double after_s) {
    const auto state = at_second(venue, act.start_s + after_s);
    const auto* who = find_person(*state, act.person.value_or(0));
    EXPECT_NE(who, nullptr);
    return who != nullptr ? who->posture : Posture::running;
}

TEST(Fall, PassesThroughFallingLyingAndRisingAndGoesOn) {
    const auto venue = venue_of(kHall, R"(
[[event]]
kind = "fall"
at_s = 40
at = [15, 6]
duration_s = 10
)");
    const auto fall = the_only(*venue, EventKind::fall, 60.0);
    EXPECT_NEAR(fall.start_s, 40.0, 0.051);
    EXPECT_EQ(posture_at(*venue, fall, 0.4), Posture::falling);
    EXPECT_EQ(posture_at(*venue, fall, 1.2), Posture::lying);
    EXPECT_EQ(posture_at(*venue, fall, 10.5), Posture::lying);
    EXPECT_EQ(posture_at(*venue, fall, 12.0), Posture::rising);
    const auto down = at_second(*venue, fall.start_s + 2.0);
    const auto still = at_second(*venue, fall.start_s + 10.0);
    EXPECT_EQ(find_person(*down, *fall.person)->at, find_person(*still, *fall.person)->at);
    EXPECT_NEAR(find_person(*at_second(*venue, fall.start_s + 0.4), *fall.person)->posture_progress, 0.5,
                0.1);
    const auto after = at_second(*venue, fall.start_s + 16.0);
    EXPECT_EQ(find_person(*after, *fall.person)->posture, Posture::walking);
    // 0.8 s to fall, 10 s down, 2.5 s to rise.
    EXPECT_NEAR(the_only(*venue, EventKind::fall, 60.0).end_s.value_or(0.0), fall.start_s + 13.3, 0.15);
}

TEST(Fall, LastsToTheEndWhereTheScriptSaysSo) {
    const auto venue =
        venue_of(kHall, "[[event]]\nkind = \"fall\"\nat_s = 40\nat = [15, 6]\nduration_s = 0\n");
    const auto fall = the_only(*venue, EventKind::fall, 119.0);
    EXPECT_EQ(fall.end_s, std::nullopt);
    EXPECT_EQ(posture_at(*venue, fall, 75.0), Posture::lying);
}

TEST(Fall, IsDoneAtItsPlaceByWhoComesInForIt) {
    const auto venue =
        venue_of(kHall, "[[event]]\nkind = \"fall\"\nat_s = 5\nat = [10, 9]\nfrom = \"west\"\n");
    const auto fall = the_only(*venue, EventKind::fall, 40.0);
    EXPECT_GT(fall.start_s, 5.0 + 5.0) << "it takes a while to walk there";
    EXPECT_LT(net::distance(fall.at, {10.0, 9.0}), 0.5);
}

TEST(NearMisses, CrouchAndSitForAsLongAsTheScriptSays) {
    const auto venue = venue_of(kHall, R"(
[[event]]
kind = "tie_shoe"
at_s = 40
at = [15, 6]
duration_s = 8
[[event]]
kind = "sit_down"
at_s = 41
at = [20, 6]
duration_s = 20
)");
    const auto shoe = the_only(*venue, EventKind::tie_shoe, 50.0);
    EXPECT_EQ(posture_at(*venue, shoe, 1.0), Posture::crouching);
    EXPECT_EQ(posture_at(*venue, shoe, 7.9), Posture::crouching);
    EXPECT_EQ(posture_at(*venue, shoe, 10.0), Posture::walking);
    const auto seat = the_only(*venue, EventKind::sit_down, 50.0);
    EXPECT_NE(seat.person, shoe.person);
    EXPECT_EQ(posture_at(*venue, seat, 19.0), Posture::sitting);
    EXPECT_EQ(posture_at(*venue, seat, 22.0), Posture::walking);
}

TEST(LeftBag, StaysWhenItsOwnerIsGone) {
    const auto venue = venue_of(kHall, R"(
[[event]]
kind = "leave_bag"
at_s = 5
at = [12, 9]
from = "west"
route = ["east"]
carried = "suitcase"
)");
    const auto left = the_only(*venue, EventKind::leave_bag, 60.0);
    ASSERT_TRUE(left.object);
    EXPECT_EQ(find_person(*at_second(*venue, left.start_s), *left.person)->carried, Carried::suitcase);
    const auto late = at_second(*venue, 60.0);
    EXPECT_EQ(find_person(*late, *left.person), nullptr) << "left by the east exit";
    ASSERT_EQ(late->objects.size(), 1U);
    EXPECT_EQ(late->objects[0].id, *left.object);
    EXPECT_EQ(late->objects[0].owner, left.person);
    EXPECT_EQ(late->objects[0].kind, "suitcase");
    EXPECT_LT(net::distance(late->objects[0].at, {12.0, 9.0}), 1.0);
    const auto walking = at_second(*venue, left.start_s + 4.0);
    EXPECT_EQ(find_person(*walking, *left.person)->carried, Carried::nothing);
}

TEST(PutDownBag, IsTakenAgainByItsOwnerWhoNeverLeftIt) {
    const auto venue = venue_of(kHall, R"(
[[event]]
kind = "put_down_bag"
at_s = 5
at = [12, 9]
from = "west"
duration_s = 10
)");
    const auto put = the_only(*venue, EventKind::put_down_bag, 60.0);
    for (const double after_s : {2.0, 6.0, 11.0}) {
        const auto state = at_second(*venue, put.start_s + after_s);
        ASSERT_EQ(state->objects.size(), 1U) << after_s;
        EXPECT_LT(net::distance(find_person(*state, *put.person)->at, state->objects[0].at), 1.0);
    }
    // 1.5 s to put it down, 10 s, 1.5 s to take it.
    const auto after = at_second(*venue, put.start_s + 13.5);
    EXPECT_TRUE(after->objects.empty());
    EXPECT_EQ(find_person(*after, *put.person)->carried, Carried::bag);
}

TEST(TakenObject, DisappearsWithWhoTookIt) {
    const auto venue = venue_of(kFoyer, R"(
[[event]]
kind = "take_object"
at_s = 20
object = "trolley"
from = "doors"
)");
    EXPECT_EQ(at_second(*venue, 20.0)->objects.size(), 1U);
    const auto taken = the_only(*venue, EventKind::take_object, 80.0);
    const auto before = at_second(*venue, taken.start_s);
    EXPECT_LT(net::distance(find_person(*before, *taken.person)->at, {13.0, 15.0}), 0.6);
    const auto after = at_second(*venue, taken.start_s + 3.0);
    EXPECT_TRUE(after->objects.empty());
    EXPECT_EQ(find_person(*after, *taken.person)->carried, Carried::suitcase);
    EXPECT_EQ(taken.object, before->objects[0].id);
}

TEST(TakenObject, IsWhateverLiesThereWhereItHasNoName) {
    const auto venue = venue_of(kHall, R"(
[[event]]
kind = "leave_bag"
at_s = 5
at = [12, 9]
from = "west"
route = ["east"]
[[event]]
kind = "take_object"
at_s = 40
at = [12, 9]
from = "east"
route = ["east"]
)");
    const auto left = the_only(*venue, EventKind::leave_bag, 100.0);
    const auto taken = the_only(*venue, EventKind::take_object, 100.0);
    EXPECT_EQ(at_second(*venue, taken.start_s)->objects.size(), 1U);
    EXPECT_EQ(taken.object, left.object);
    EXPECT_NE(taken.person, left.person);
    EXPECT_TRUE(at_second(*venue, taken.start_s + 3.0)->objects.empty());
}

TEST(Runners, RunTheirRouteFasterThanAnybodyWalks) {
    const auto venue = venue_of(kHall, R"(
[[event]]
kind = "run"
at_s = 30
from = "east"
route = ["west"]
people = 3
speed_m_per_s = 3.5
)");
    const auto runs = happened(*venue, EventKind::run, 45.0);
    ASSERT_EQ(runs.size(), 3U);
    const auto state = at_second(*venue, runs.back().start_s + 4.0);
    const auto* runner = find_person(*state, *runs.back().person);
    ASSERT_NE(runner, nullptr);
    EXPECT_EQ(runner->posture, Posture::running);
    EXPECT_LT(runner->velocity_m_per_s.x, -2.5) << "against those who walk from the west to the east";
    EXPECT_TRUE(happened(*venue, EventKind::run, 60.0).back().end_s) << "until they are out";
}

TEST(WrongWay, TurnsWhoeverIsNearestBackToWhereTheyCameFrom) {
    const auto venue = venue_of(kHall, "[[event]]\nkind = \"wrong_way\"\nat_s = 40\nat = [15, 6]\n");
    const auto turn = the_only(*venue, EventKind::wrong_way, 45.0);
    EXPECT_GT(find_person(*at_second(*venue, 39.5), *turn.person)->velocity_m_per_s.x, 0.5);
    EXPECT_LT(find_person(*at_second(*venue, 44.0), *turn.person)->velocity_m_per_s.x, -0.5);
    const auto late = at_second(*venue, 75.0);
    EXPECT_EQ(find_person(*late, *turn.person), nullptr);
    EXPECT_TRUE(happened(*venue, EventKind::wrong_way, 75.0).front().end_s);
}

TEST(Barrier, IsJumpedByWhoTheScriptSendsAndByNobodyElse) {
    constexpr std::string_view kBarrier = R"(
[[event]]
kind = "jump_barrier"
at_s = 10
floor = "foyer"
from = "doors"
at = [18.5, 14]
to = [21.5, 14]
)";
    const auto venue = venue_of(kFoyer, kBarrier);
    const auto jump = the_only(*venue, EventKind::jump_barrier, 60.0);
    EXPECT_LT(find_person(*at_second(*venue, jump.start_s), *jump.person)->at.x, 20.0);
    ASSERT_TRUE(jump.end_s);
    const auto after = at_second(*venue, *jump.end_s);
    EXPECT_GT(find_person(*after, *jump.person)->at.x, 20.0);
    EXPECT_GT(find_person(*after, *jump.person)->at.y, 11.5) << "not through the gate";
    EXPECT_LT(*jump.end_s - jump.start_s, 6.0);
}

TEST(Dispersal, LeavesNobodyNearWhatTheyRunFrom) {
    const auto venue = venue_of(kFoyer, R"(
[[event]]
kind = "disperse"
at_s = 20
floor = "foyer"
at = [24, 5]
radius_m = 5
duration_s = 5
)");
    const auto near = [&](double time_s) { return inside(*at_second(*venue, time_s), 22.0, 3.0, 26.0, 7.0); };
    EXPECT_GE(near(19.9), 45U);
    EXPECT_LE(near(23.0), 8U);
    const auto state = at_second(*venue, 21.5);
    const auto running = std::count_if(state->people.begin(), state->people.end(),
                                       [](const auto& who) { return who.posture == Posture::running; });
    EXPECT_GE(running, 20);
    const auto burst = the_only(*venue, EventKind::disperse, 40.0);
    EXPECT_NEAR(burst.end_s.value_or(0.0), 25.0, 0.11);
}

TEST(Acts, ThatNobodyIsNearToDoWithinHalfAMinuteAreGivenUp) {
    auto script = read_script(kHall, "[[event]]\nkind = \"fall\"\nat_s = 10\nat = [15, 6]\n");
    script.sources[0].start_s = 45.0;
    const auto venue = SimulatedVenue::from(script);
    EXPECT_TRUE(happened(*venue, EventKind::fall, 110.0).empty());
    EXPECT_FALSE(at_second(*venue, 110.0)->people.empty());
    script.sources[0].start_s = 20.0;
    EXPECT_EQ(happened(*SimulatedVenue::from(script), EventKind::fall, 110.0).size(), 1U)
        << "while somebody may";
}

}  // namespace
}  // namespace vigie::test
