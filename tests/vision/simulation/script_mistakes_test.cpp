// Each mistake in a script is told with file, line and field, and with what to do.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "tests/support/mistake.hpp"
#include "tests/vision/simulation/scripts.hpp"

namespace vigie::test {
namespace {

class ScriptMistakes : public ::testing::TestWithParam<Mistake> {};

TEST_P(ScriptMistakes, AreToldWithLineFieldAndAdvice) {
    const std::string content = with_mistake(std::string(kFoyer), GetParam());
    const TemporaryFolder folder;
    const auto file = folder.write("script.toml", content);
    const auto read = vision::load_script(file);
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().code, net::ErrorCode::invalid_input);
    EXPECT_THAT(read.error().message, ::testing::StartsWith(told(GetParam(), file, content)));
}

const Mistake kMistakes[] = {
    {"Misspelt", "duration_s = 90", "duraton_s = 90", "duraton_s",
     "run.duraton_s is not a known field; did you mean 'duration_s'?"},
    {"UnknownSection", "", "[weather]\nrain = 1\n", "[weather]", "weather is not a known field"},
    {"StepsTooFew", "seed = 3", "seed = 3\nsteps_per_second = 2", "steps_per_second",
     "run.steps_per_second must be a number from 10 to 100"},
    {"OverlapsItself", "", "[[source]]\nat = \"doors\"\npeople_per_s = 1\nend_s = 60\nevery_s = 30\n",
     "every_s", "source[3].every_s must not be shorter than from 'start_s' to 'end_s'"},
    {"TakesNamedThingAtAPlace", "",
     "[[event]]\nkind = \"take_object\"\nat_s = 5\nfloor = \"foyer\"\nat = [5, 5]\nobject = \"trolley\"\n",
     "at = [5, 5]", "event[1].at cannot stand beside 'object'; remove one"},
    {"NoWidth", "width_m = 30\n", "", "[[floor]]", "floor[1].width_m is missing"},
    {"FloorTwice", "id = \"balcony\"", "id = \"foyer\"", "id = \"foyer\"\nwidth_m = 20",
     "floor[2].id 'foyer' is used twice"},
    {"UnknownFloor", "id = \"doors\"\nfloor = \"foyer\"", "id = \"doors\"\nfloor = \"cellar\"",
     "floor = \"cellar\"", "exit[1].floor names 'cellar', which does not exist (known: foyer, balcony)"},
    {"ExitOutside", "from = [0, 8]", "from = [0, 28]", "from = [0, 28]",
     "exit[1].from [0, 28] lies outside of floor 'foyer' (30 x 20 m); move it inside"},
    {"ExitTooNarrow", "to = [0, 12]", "to = [0, 8.2]", "to = [0, 8.2]",
     "exit[1].to must be at least 0.5 m away"},
    {"IdTwice", "id = \"hall-gate\"", "id = \"doors\"", "id = \"doors\"\nfloor = \"foyer\"\nfrom = [20",
     "gate[1].id 'doors' is used twice"},
    {"StairsToTheSameFloor", "upper = { floor = \"balcony\", from = [3, 8]",
     "upper = { floor = \"foyer\", from = [3, 8]", "upper = ", "stairs[1].upper must be on another floor"},
    {"AreaCrossesItself", "[[12, 1], [19, 1], [19, 5], [12, 5]]", "[[12, 1], [19, 5], [19, 1], [12, 5]]",
     "outline = [[12, 1], [19, 5]", "area[1].outline crosses itself"},
    {"StayTurnedRound", "stay_most_s = 20", "stay_most_s = 2", "stay_most_s",
     "area[1].stay_most_s must not be below"},
    {"QueueOfOnePoint", "line = [[15, 18], [15, 12]]", "line = [[15, 18]]", "line = [[15",
     "queue[1].line must list two points"},
    {"RouteToNowhere", "route = [\"till\", \"seats\"]", "route = [\"till\", \"moon\"]",
     "route = [\"till\", \"moon\"]", "source[1].route names 'moon', which is no exit, gate, area or queue"},
    {"SourceAtAGate", "at = \"doors\"\npeople_per_s = 0.6", "at = \"hall-gate\"\npeople_per_s = 0.6",
     "at = \"hall-gate\"", "source[1].at names 'hall-gate', which is no exit"},
    {"GroupOfNobody", "density_per_m2 = 3\n", "", "[[group]]",
     "group[1].people or 'density_per_m2' must be given"},
    {"MoreThanTheVenueTakes", "[[22, 3], [26, 3], [26, 7], [22, 7]]\ndensity_per_m2 = 3\n",
     "[[22, 3], [29, 3], [29, 12], [22, 12]]\npeople = 298\n", "people = 298",
     "group[1].people makes 301 people at the start, and 'most_people' of [run] is 300; ask for fewer or "
     "raise "
     "it, up to 5000"},
    {"DenserThanTheVenueTakes", "most_people = 300", "most_people = 40", "density_per_m2 = 3",
     "group[1].density_per_m2 makes 51 people at the start"},
    {"LongerQueueThanTheVenueTakes", "most_people = 300", "most_people = 2", "people = 3",
     "queue[1].people makes 3 people at the start, and 'most_people' of [run] is 2"},
    {"AQueueOutOfTheFloor", "people = 3\nroute", "people = 30\nroute", "people = 30\nroute",
     "queue[1].people is 30, of whom number 27 would stand at [15.0, -0.2], outside of the floor; ask for "
     "fewer, or "
     "lead 'line' another way"},
    {"AQueueInAnObstacle", "line = [[15, 18], [15, 12]]", "line = [[10, 12], [10, 11.5]]",
     "people = 3\nroute",
     "queue[1].people is 3, of whom number 3 would stand at [10.0, 10.6], in an obstacle"},
    {"ACrowdOnTooLittleFloor", "",
     "[[group]]\nfloor = \"foyer\"\noutline = [[1, 1], [3, 1], [3, 3], [1, 3]]\npeople = 29\n", "people = 29",
     "group[2].people is 29 on the 4.0 m2 of 'outline', at most 7 people per m2 find room; ask for fewer or "
     "draw "
     "it larger"},
    {"ADensityOfNobody", "",
     "[[group]]\nfloor = \"foyer\"\noutline = [[1, 1], [2, 1], [2, 2], [1, 2]]\ndensity_per_m2 = 0.2\n",
     "density_per_m2 = 0.2", "group[2].density_per_m2 is nobody on the 1.0 m2 of 'outline'"},
    {"OutlineClosedByItsFirstCorner", "[[12, 1], [19, 1], [19, 5], [12, 5]]",
     "[[12, 1], [19, 1], [19, 5], [12, 5], [12, 1]]", "outline = [[12, 1], [19, 1]",
     "area[1].outline ends with its first corner again; leave that one out"},
    {"EventAfterTheEnd", "", "[[event]]\nat_s = 90\nkind = \"phase\"\nphase = \"show\"\n", "at_s = 90",
     "event[1].at_s is 90 and the run ends at 90 ('duration_s' of [run]); bring it forward or let the run "
     "last "
     "longer"},
    {"SourceAfterTheEnd", "", "[[source]]\nat = \"doors\"\npeople_per_s = 1\nstart_s = 95\n", "start_s = 95",
     "source[3].start_s is 95 and the run ends at 90"},
    {"UnknownPhase", "", "[[event]]\nat_s = 1\nkind = \"phase\"\nphase = \"lunch\"\n", "phase = \"lunch\"",
     "event[1].phase names 'lunch', which is no phase (known: doors, show, interval, egress, evacuation, "
     "closed)"},
    {"UnknownActivity", "density_per_m2 = 3\n", "density_per_m2 = 3\nactivity = \"dancing\"\n", "activity",
     "group[1].activity must be standing, sitting or walking"},
    {"UnknownObject", "kind = \"suitcase\"", "kind = \"piano\"", "kind = \"piano\"",
     "object[1].kind must be bag, suitcase, box or chair"},
    {"UnknownEvent", "", "[[event]]\nat_s = 1\nkind = \"party\"\n", "kind = \"party\"",
     "event[1].kind 'party' is no kind of event (known: fall, "},
    {"EventWithoutTime", "", "[[event]]\nkind = \"fall\"\nfloor = \"foyer\"\nat = [5, 5]\n", "[[event]]",
     "event[1].at_s is missing"},
    {"FallNowhere", "", "[[event]]\nat_s = 1\nkind = \"fall\"\nfloor = \"foyer\"\n", "[[event]]",
     "event[1].at is missing"},
    {"FieldOfAnotherKind", "", "[[event]]\nat_s = 1\nkind = \"phase\"\nphase = \"show\"\nradius_m = 3\n",
     "radius_m", "event[1].radius_m is not a known field"},
    {"CloseNothing", "", "[[event]]\nat_s = 1\nkind = \"close\"\npassage = \"bar\"\n", "passage = \"bar\"",
     "event[1].passage names 'bar', which is no exit or gate"},
    {"TakeNothing", "", "[[event]]\nat_s = 1\nkind = \"take_object\"\nobject = \"piano\"\n",
     "object = \"piano\"", "event[1].object names 'piano', which is no [[object]]"},
    {"ComesFromAGate", "",
     "[[event]]\nat_s = 1\nkind = \"fall\"\nfloor = \"foyer\"\nat = [5, 5]\nfrom = \"hall-gate\"\n",
     "from = \"hall-gate\"", "event[1].from names 'hall-gate', which is no exit"},
    {"UnknownFault", "", "[[event]]\nat_s = 1\nkind = \"camera\"\ncamera = \"c1\"\nfault = \"sad\"\n",
     "fault = \"sad\"", "event[1].fault must be one of covered, blurred, turned"},
    {"BadCameraId", "", "[[event]]\nat_s = 1\nkind = \"camera\"\ncamera = \"C 1\"\nfault = \"dark\"\n",
     "camera = \"C 1\"", "event[1].camera is wrong"},
    {"BagsForAll", "", "[people]\nbag_share = 0.9\nsuitcase_share = 0.3\n", "bag_share",
     "people.bag_share and 'suitcase_share' must be at most 1"},
    {"MeanBeyondLimits", "", "[people]\nheight_mean_m = 2.1\n", "height_mean_m",
     "people.height_mean_m must lie between"},
    {"NoFloor", kFoyer, "[run]\nseed = 1\n", "[run]", "floor is missing; add one [[floor]] at least"},
};

INSTANTIATE_TEST_SUITE_P(All, ScriptMistakes, ::testing::ValuesIn(kMistakes),
                         [](const auto& each) { return std::string(each.param.name); });

TEST(ScriptMistakes, EventsThatAreRepeatedWithoutEndAreRefused) {
    std::string content = replaced(std::string(kHall), "duration_s = 120", "duration_s = 86400");
    for (const char* every_s : {"10", "11"}) {
        content +=
            std::string("[[event]]\nat_s = 0\nkind = \"phase\"\nphase = \"show\"\nevery_s = ") + every_s;
        content += "\n";
    }
    const TemporaryFolder folder;
    const auto read = vision::load_script(folder.write("script.toml", content));
    ASSERT_FALSE(read);
    EXPECT_THAT(
        read.error().message,
        ::testing::HasSubstr("event[2].every_s makes more than 10000 events; repeat them less often"));
}

}  // namespace
}  // namespace vigie::test
