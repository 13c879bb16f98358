// Halls, crowd settings, phases, hours and orders: what they become, and each mistake with its place.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "tests/support/mistake.hpp"
#include "tests/support/temporary_folder.hpp"
#include "tests/vision/configuration/good_node.hpp"
#include "vision/configuration/node_configuration.hpp"

namespace vigie {
namespace {

using net::RuleKind;
using net::VenuePhase;
using test::Mistake;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

/// A hall, and rules that use all there is. Put behind a good node.
constexpr std::string_view kHouse = R"(
[[hall]]
id = "main"
name = "Main hall"
zones = ["bar"]
exits = ["door"]
phase = "doors"

[[rule]]
id = "dense"
name = "Too dense"
kind = "over_density"
zones = ["bar", "lawn"]
phases = ["show", "egress"]
schedule = ["Mon-Fri 08:00-20:00", "Sat,Sun 22:00-02:00", "06:30-24:00"]
[[rule.in_phase]]
phase = "egress"
threshold = 3.5
clear_below = 3.0
priority = "critical"
[rule.purpose]
legal_basis = "decree 2023-828"
authority = "the prefect"
order = "2026-117"

[[rule]]
id = "long"
name = "Long queue"
kind = "queue_length"
zones = ["bar"]
[rule.purpose]
legal_basis = "comfort"
authority = "the venue"
)";

/// The good node with crowd fields in it, and kHouse behind it; `from` becomes `to` where it is first.
std::string house(std::string_view from = "", std::string_view to = "") {
    std::string out(test::kGoodNode);
    const auto put = [&out](std::string_view after, std::string_view text) {
        out.insert(out.find(after) + after.size(), text);
    };
    put("capacity = 25\n", "direction = [0, 2]\nqueue_head = [6.0, 5.0]\n");
    put("[zone.bands]\ndangerous = 4.0\n", "[zone.crowd]\nwindow_s = 20\narea_m2 = 12.5\n");
    put("to = [8.0, 8.0]\n", "venue_boundary = true\n");
    put("outline = [[6.0, 3.0], [12.0, 3.0], [12.0, 7.0], [6.0, 7.0]]\n", "entry_lines = [\"door\"]\n");
    out = test::replaced(out, "outline = [[1.0, 1.0], [2.0, 1.0], [2.0, 2.0]]\n",  // far from the door
                         "outline = [[8.0, 4.0], [10.0, 4.0], [10.0, 6.0]]\nexit_lines = [\"door\"]\n");
    // The door is at its edge.
    out = test::replaced(out, "outline = [[6.0, 3.0], [12.0, 3.0], [12.0, 7.0], [6.0, 7.0]]\n",
                         "outline = [[8.0, 3.0], [12.0, 3.0], [12.0, 7.0], [8.0, 7.0]]\n");
    put("licensed_capacity = 800\n", "profile = \"unrestricted\"\n");
    put("points = [[0.0, 0.0], [20.0, 0.0]]\n",
        "[[floor]]\nid = \"attic\"\nname = \"Attic\"\nwidth_m = 20.0\nheight_m = 10\n");
    out += kHouse;
    return test::replaced(out, from, to);
}

net::ConfigurationRecord read(const std::string& content) {
    const test::TemporaryFolder folder;
    const auto node = vision::load_node_configuration(folder.write("node.toml", content), "/state");
    EXPECT_TRUE(node) << node.error().message;
    return node ? node->record : net::ConfigurationRecord{};
}

TEST(CrowdSections, AreRead) {
    const auto record = read(house());
    EXPECT_EQ(record.profile, net::LegalProfile::unrestricted);
    EXPECT_EQ(record.zones[0].direction, (net::Vector<net::Floor>{0.0, 1.0})) << "a unit vector";
    EXPECT_EQ(record.zones[0].queue_head, (net::Point<net::Floor>{6.0, 5.0}));
    EXPECT_EQ(record.zones[0].crowd, (net::CrowdSettings{20.0, 12.5}));
    EXPECT_TRUE(record.lines[0].venue_boundary);
    EXPECT_THAT(record.zones[0].entry_lines, ElementsAre(record.lines[0].line));
    EXPECT_THAT(record.zones[0].exit_lines, IsEmpty());
    EXPECT_THAT(record.zones[1].exit_lines, ElementsAre(record.lines[0].line))
        << "into one, out of the other";
    ASSERT_EQ(record.halls.size(), 1U);
    EXPECT_EQ(record.halls[0].name, "Main hall");
    EXPECT_THAT(record.halls[0].zones, ElementsAre(record.zones[0].zone));
    EXPECT_THAT(record.halls[0].exits, ElementsAre(record.lines[0].line));
    EXPECT_EQ(record.halls[0].phase, VenuePhase::doors);
}

TEST(CrowdSections, MayAllBeLeftOut) {
    const auto record = read(std::string(test::kGoodNode));
    EXPECT_EQ(record.profile, net::LegalProfile::french_private_venue);
    EXPECT_THAT(record.halls, IsEmpty());
    EXPECT_EQ(record.zones[0].crowd, (net::CrowdSettings{10.0, 10.0}));
    EXPECT_FALSE(record.zones[0].direction);
    EXPECT_FALSE(record.zones[0].queue_head);
    EXPECT_FALSE(record.lines[0].venue_boundary);
    EXPECT_THAT(record.zones[0].entry_lines, IsEmpty());
    EXPECT_THAT(record.zones[0].exit_lines, IsEmpty());
    EXPECT_EQ(record.rules[0].purpose.order, "");
    EXPECT_THAT(record.rules[0].phases, IsEmpty());
    EXPECT_THAT(record.rules[0].schedule, IsEmpty());
}

TEST(CrowdSections, RulesHavePhasesHoursAndOrders) {
    const auto rule = read(house()).rules.at(2);
    EXPECT_EQ(rule.kind, RuleKind::over_density);
    EXPECT_EQ(rule.purpose.order, "2026-117");
    EXPECT_THAT(rule.phases, ElementsAre(VenuePhase::show, VenuePhase::egress));
    EXPECT_THAT(rule.in_phases,
                ElementsAre(net::PhaseSetting{VenuePhase::egress, 3.5, 3.0, net::Priority::critical}));
    EXPECT_THAT(rule.schedule,
                ElementsAre(net::ScheduleSpan{0x1F, 480, 1200}, net::ScheduleSpan{0x60, 1320, 120},
                            net::ScheduleSpan{0x7F, 390, 1440}));
}

TEST(CrowdSections, DaysMayRunPastSunday) {
    const auto rule = read(house("Mon-Fri 08", "Fri-Mon 08")).rules.at(2);
    EXPECT_EQ(rule.schedule[0].days, 0x71) << "Friday to Monday";
}

TEST(CrowdSections, ADensityWithoutThresholdIsEachZonesOwnBand) {
    auto rule = read(house()).rules.at(2);
    EXPECT_EQ(rule.threshold, 0.0);
    EXPECT_EQ(rule.clear_below, 0.0);
    rule = read(house("schedule = [", "threshold = 4.0\nschedule = [")).rules.at(2);
    EXPECT_EQ(rule.threshold, 4.0);
    EXPECT_DOUBLE_EQ(rule.clear_below, 3.4);
}

TEST(CrowdSections, KindsHaveTheirOwnDefaults) {
    const auto rule = read(house()).rules.at(3);
    EXPECT_EQ(rule.threshold, 15.0);
    EXPECT_EQ(rule.clear_below, 10.0);
    EXPECT_EQ(rule.min_duration_s, 30.0);
    EXPECT_EQ(rule.clear_after_s, 30.0);
}

TEST(CrowdSections, TheVenueIsNoZoneOrCamera) {
    const auto record =
        read(house("kind = \"queue_length\"\nzones = [\"bar\"]", "kind = \"venue_over_capacity\""));
    EXPECT_EQ(record.rules.at(3).kind, RuleKind::venue_over_capacity);
    EXPECT_THAT(record.rules.at(3).zones, IsEmpty());
}

class CrowdMistakes : public ::testing::TestWithParam<Mistake> {};

TEST_P(CrowdMistakes, AreToldWithLineFieldAndAdvice) {
    const std::string content = test::with_mistake(house(), GetParam());
    const test::TemporaryFolder folder;
    const auto file = folder.write("node.toml", content);
    const auto node = vision::load_node_configuration(file, "/state");
    ASSERT_FALSE(node);
    EXPECT_THAT(node.error().message, ::testing::StartsWith(test::told(GetParam(), file, content)));
}

const Mistake kMistakes[] = {
    {"UnknownProfile", "profile = \"unrestricted\"", "profile = \"lawless\"",
     "profile =", "venue.profile must be french_private_venue or unrestricted"},
    {"NoDirection", "direction = [0, 2]", "direction = [0, 0]", "direction =",
     "zone[1].direction must be a direction on the plan, [x, y], such as [1, 0] for to the right"},
    {"HeadFarAway", "queue_head = [6.0, 5.0]", "queue_head = [3.9, 5.0]", "queue_head",
     "zone[1].queue_head [3.9, 5] lies more than 2 m outside of the zone; move it"},
    {"WindowTooShort", "window_s = 20", "window_s = 0", "window_s",
     "zone[1].crowd.window_s must be a number from 1 to 3600"},
    {"UnknownCrowdField", "area_m2 = 12.5", "area = 12.5", "area = 12.5",
     "zone[1].crowd.area is not a known field; "},
    {"BoundaryIsText", "venue_boundary = true", "venue_boundary = \"yes\"", "venue_boundary",
     "line[1].venue_boundary must be"},
    {"UnknownEntryLine", "entry_lines = [\"door\"]", "entry_lines = [\"window\"]", "entry_lines",
     "zone[1].entry_lines names 'window', which does not exist (known: door)"},
    {"EntryLineElsewhere", "from = [8.0, 2.0]\nto = [8.0, 8.0]", "from = [17.0, 2.0]\nto = [17.0, 8.0]",
     "entry_lines",
     "zone[1].entry_lines names 'door', whose middle is 5.0 m away from the zone's outline; draw the line on "
     "the "
     "outline, or leave it out"},
    {"LineBothWays", "entry_lines = [\"door\"]", "entry_lines = [\"door\"]\nexit_lines = [\"door\"]",
     "exit_lines = [\"door\"]",
     "zone[1].exit_lines names 'door', which entry_lines names too; 'in' of a line is either into the zone "
     "or "
     "out of it"},
    {"LineOfAnotherFloor", "id = \"bar\"\nname = \"Bar\"\nfloor = \"hall\"",
     "id = \"bar\"\nname = \"Bar\"\nfloor = \"attic\"", "entry_lines",
     "zone[1].entry_lines names 'door', a line of another floor; leave it out"},
    {"UnknownPhaseOfHall", "phase = \"doors\"", "phase = \"party\"", "phase = \"party",
     "hall[1].phase 'party' is not a phase; use doors, show, interval, egress, evacuation or closed"},
    {"HallWithoutZones", "zones = [\"bar\"]\nexits", "exits", "[[hall]]",
     "hall[1].zones must name at least one of the zones"},
    {"UnknownExit", "exits = [\"door\"]", "exits = [\"window\"]", "exits",
     "hall[1].exits names 'window', which does not exist (known: door)"},
    {"ExitWithinItsHall", "[[8.0, 3.0], [12.0, 3.0], [12.0, 7.0], [8.0, 7.0]]",
     "[[6.0, 3.0], [12.0, 3.0], [12.0, 7.0], [6.0, 7.0]]", "exits",
     "hall[1].exits names 'door', which lies within the hall's own zones: who crosses it is still inside; "
     "name "
     "lines that lead out of them"},
    {"ZoneOfTwoHalls", "phase = \"doors\"\n",
     "phase = \"doors\"\n[[hall]]\nid = \"annex\"\nname = \"Annex\"\nzones = [\"lawn\", \"bar\"]\n",
     "zones = [\"lawn\", \"bar\"]",
     "hall[2].zones names 'bar', which belongs to another hall; a zone has one"},
    {"UnknownPhaseOfRule", "phases = [\"show\", \"egress\"]", "phases = [\"show\", \"exit\"]", "phases",
     "rule[3].phases 'exit' is not a phase; use doors, show, interval, egress, evacuation or closed"},
    {"PhaseThatIsOff", "phase = \"egress\"", "phase = \"closed\"", "phase = \"closed\"",
     "rule[3].in_phase[1].phase 'closed' is not one of the rule's 'phases', so that it is off then; add it "
     "there or remove this"},
    {"PhaseThatChangesNothing", "threshold = 3.5\nclear_below = 3.0\npriority = \"critical\"\n", "",
     "phase = \"egress\"",
     "rule[3].in_phase[1].phase changes nothing; add threshold, clear_below or priority"},
    {"PhaseTwice", "priority = \"critical\"\n",
     "priority = \"critical\"\n[[rule.in_phase]]\nphase = \"egress\"\npriority = \"low\"\n",
     "phase = \"egress\"\npriority = \"low\"",
     "rule[3].in_phase[2].phase 'egress' is there twice; say all of a phase in one place"},
    {"ClearAboveInPhase", "clear_below = 3.0", "clear_below = 3.6", "clear_below = 3.6",
     "rule[3].in_phase[1].clear_below must not be above 'threshold', or the condition would end while it "
     "holds"},
    {"UnknownPriorityInPhase", "priority = \"critical\"", "priority = \"dire\"", "priority = \"dire\"",
     "rule[3].in_phase[1].priority must be low, medium, high or critical"},
    {"UnknownDay", "Mon-Fri 08:00-20:00", "Mo-Fr 08:00-20:00", "schedule",
     "rule[3].schedule 'Mo-Fr 08:00-20:00' is no span of hours; write it as \"Mon-Fri 08:00-20:00\", "},
    {"HoursOfNoLength", "08:00-20:00", "20:00-20:00", "schedule",
     "rule[3].schedule 'Mon-Fri 20:00-20:00' ends when it begins, which may be never or the whole day; write "
     "a "
     "whole day as \"00:00-24:00\""},
    {"HourThatIsNone", "08:00-20:00", "08:00-25:00", "schedule",
     "rule[3].schedule 'Mon-Fri 08:00-25:00' is no span of hours"},
    {"MinuteThatIsNone", "08:00-20:00", "08:60-20:00", "schedule",
     "rule[3].schedule 'Mon-Fri 08:60-20:00' is no span of hours"},
    {"FromTheDaysEnd", "08:00-20:00", "24:00-20:00", "schedule",
     "rule[3].schedule 'Mon-Fri 24:00-20:00' is no span of hours"},
    {"DaysWithoutHours", "\"Mon-Fri 08:00-20:00\"", "\"Mon-Fri\"", "schedule",
     "rule[3].schedule 'Mon-Fri' is no span of hours"},
    {"BlankOrder", "order = \"2026-117\"", "order = \" \"", "order",
     "rule[3].purpose.order must not be blank; write something that can be seen"},
    {"QueueWithoutHead", "queue_head = [6.0, 5.0]\n", "",
     "zones = [\"bar\"]\n[rule.purpose]\nlegal_basis = \"comfort",
     "rule[4].zones names 'bar', which has no queue_head; give the zone one"},
    {"DirectionMissing", "kind = \"queue_length\"\nzones = [\"bar\"]",
     "kind = \"wrong_direction\"\nzones = [\"lawn\"]", "zones = [\"lawn\"]\n",
     "rule[4].zones names 'lawn', which has no direction; give the zone one"},
    {"WavesInAQueue", "kind = \"queue_length\"", "kind = \"stop_and_go\"",
     "zones = [\"bar\"]\n[rule.purpose]\nlegal_basis = \"comfort",
     "rule[4].zones names 'bar', where people queue, and a queue stops and goes by nature; leave it out"},
    {"VenueWithZones", "kind = \"queue_length\"", "kind = \"venue_over_capacity\"",
     "zones = [\"bar\"]\n[rule.purpose]\nlegal_basis = \"comfort",
     "rule[4].zones does not belong to a rule of kind venue_over_capacity; remove it: the rule is about the "
     "whole venue"},
    {"PhasesOfCameras", "cameras = [\"east\", \"west\"]\n[rule",
     "cameras = [\"east\", \"west\"]\nphases = [\"show\"]\n[rule", "phases = [\"show\"]\n",
     "rule[2].phases does not belong to a rule of kind camera_silent, which is not about zones; remove it"},
};

INSTANTIATE_TEST_SUITE_P(NodeToml, CrowdMistakes, ::testing::ValuesIn(kMistakes),
                         [](const auto& mistake) { return mistake.param.name; });

TEST(CrowdSections, AVenueWithoutLicensedCapacityCannotBeOverIt) {
    const std::string content =
        test::replaced(house("kind = \"queue_length\"\nzones = [\"bar\"]", "kind = \"venue_over_capacity\""),
                       "licensed_capacity = 800\n", "");
    const test::TemporaryFolder folder;
    const auto node = vision::load_node_configuration(folder.write("node.toml", content), "/state");
    ASSERT_FALSE(node);
    EXPECT_THAT(
        node.error().message,
        ::testing::HasSubstr("rule[4].kind needs [venue] licensed_capacity; add it, or remove the rule"));
}

}  // namespace
}  // namespace vigie
