// The venues in config/ hold what they promise: every kind of rule with its law, and each incident of a
// script happens, in time, where a camera and a rule look.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <variant>
#include <vector>

#include "net/types/geometry.hpp"
#include "net/types/rule_kind.hpp"
#include "tests/support/places.hpp"
#include "vision/configuration/node_configuration.hpp"
#include "vision/simulation/simulated_venue.hpp"

namespace vigie {
namespace {

using vision::EventKind;

constexpr double kCycleS = 180.0;  // what the demo shows within three minutes

vision::NodeConfiguration venue_in(const std::string& folder) {
    // From another folder than the state's, as people start it.
    const auto node = vision::load_node_configuration(
        std::filesystem::path(VIGIE_SOURCE_DIR) / "config" / folder / "node.toml", "/srv/state/node");
    EXPECT_TRUE(node) << node.error().message;
    return node.value_or(vision::NodeConfiguration{});
}

const vision::SimulatedSource* simulated(const vision::CameraSetup& camera) {
    return std::get_if<vision::SimulatedSource>(&camera.capture.source);
}

std::shared_ptr<vision::SimulatedVenue> venue_of(const vision::NodeConfiguration& node) {
    for (const auto& camera : node.cameras) {
        if (const auto* source = simulated(camera)) return source->venue;
    }
    return nullptr;
}

bool is_seen(const vision::NodeConfiguration& node, const net::FloorId& floor, net::Point<net::Floor> at) {
    return std::any_of(node.record.cameras.begin(), node.record.cameras.end(), [&](const auto& camera) {
        return camera.calibration && camera.calibration->floor == floor &&
               net::contains(camera.calibration->field_of_view, at);
    });
}

/// A zone there is watched by a rule of that kind.
bool is_watched(const vision::NodeConfiguration& node, net::RuleKind kind, const net::FloorId& floor,
                net::Point<net::Floor> at) {
    const auto is_there = [&](const net::ZoneId& id) {
        return std::any_of(node.record.zones.begin(), node.record.zones.end(), [&](const auto& zone) {
            return zone.zone == id && zone.floor == floor && net::contains(zone.outline, at);
        });
    };
    return std::any_of(node.record.rules.begin(), node.record.rules.end(), [&](const auto& rule) {
        return rule.kind == kind && std::any_of(rule.zones.begin(), rule.zones.end(), is_there);
    });
}

std::optional<net::RuleKind> rule_for(EventKind kind) {
    switch (kind) {
        case EventKind::fall:
            return net::RuleKind::person_down;
        case EventKind::leave_bag:
            return net::RuleKind::abandoned_object;
        case EventKind::take_object:
            return net::RuleKind::removed_object;
        case EventKind::wrong_way:
            return net::RuleKind::wrong_direction;
        case EventKind::disperse:
            return net::RuleKind::sudden_dispersal;
        default:
            return std::nullopt;
    }
}

TEST(DemoPalace, HasARealForecourtAndTwoSimulatedFloors) {
    const auto demo = venue_in("demo");
    ASSERT_GE(demo.cameras.size(), 8U);
    EXPECT_EQ(demo.record.cameras[0].camera.text(), "forecourt");
    EXPECT_EQ(demo.record.cameras[0].fps, 7.0) << "the file says 10, but it was filmed at 7";
    EXPECT_EQ(std::count_if(demo.cameras.begin(), demo.cameras.end(),
                            [](const auto& camera) { return simulated(camera) != nullptr; }),
              static_cast<std::ptrdiff_t>(demo.cameras.size() - 1));
    for (const auto& camera : demo.record.cameras) EXPECT_TRUE(camera.calibration) << camera.name;
    std::set<std::string> floors;
    for (const auto& zone : demo.record.zones) {
        if (zone.floor.text() != "forecourt") floors.insert(zone.floor.text());
    }
    EXPECT_EQ(floors.size(), 2U);
    EXPECT_FALSE(demo.record.halls.empty());
}

TEST(DemoPalace, FollowsFrenchLawAndEachRuleHasItsPurpose) {
    const auto demo = venue_in("demo");
    EXPECT_EQ(demo.record.profile, net::LegalProfile::french_private_venue);
    for (const auto& rule : demo.record.rules) {
        EXPECT_FALSE(rule.purpose.legal_basis.empty()) << rule.name;
        if (net::needs_order(rule.kind)) {
            EXPECT_THAT(rule.purpose.order, ::testing::HasSubstr("FICTION")) << rule.name;
            EXPECT_TRUE(rule.purpose.until) << rule.name;
        }
    }
}

TEST(DemoPalace, HasARuleOfEveryKindThatSimulatedPeopleCanFire) {
    const auto demo = venue_in("demo");
    using enum net::RuleKind;
    for (const auto kind :
         {intrusion,        over_capacity,    venue_over_capacity, wrong_direction, over_density,
          queue_length,     waiting_time,     sudden_dispersal,    counter_flow,    stop_and_go,
          crowd_turbulence, abandoned_object, removed_object,      person_down,     smoke_or_fire,
          camera_silent,    camera_frozen,    camera_covered,      camera_blurred,  camera_moved,
          camera_glared,    camera_blind}) {
        EXPECT_TRUE(std::any_of(demo.record.rules.begin(), demo.record.rules.end(), [kind](const auto& rule) {
            return rule.kind == kind;
        })) << net::key_of(kind);
    }
}

/// The kinds of rules about zones that are on somewhere in that phase.
std::set<net::RuleKind> kinds_in(const vision::NodeConfiguration& node, net::VenuePhase phase) {
    std::set<net::RuleKind> out;
    for (const auto& rule : node.record.rules) {
        const bool on = rule.phases.empty() ||
                        std::find(rule.phases.begin(), rule.phases.end(), phase) != rule.phases.end();
        if (on && !rule.zones.empty()) out.insert(rule.kind);
    }
    return out;
}

TEST(DemoPalace, BeginsInItsShowInWhichEveryRuleIsOnWithItsOwnLimits) {
    const auto demo = venue_in("demo");
    for (const auto& hall : demo.record.halls) EXPECT_EQ(hall.phase, net::VenuePhase::show) << hall.name;
    for (const auto& rule : demo.record.rules) {
        if (rule.zones.empty()) continue;
        EXPECT_TRUE(kinds_in(demo, net::VenuePhase::show).contains(rule.kind)) << rule.name;
        for (const auto& setting : rule.in_phases)
            EXPECT_NE(setting.phase, net::VenuePhase::show) << rule.name;
    }
}

TEST(DemoPalace, EachZoneInsideHasAHallWhosePhaseItFollows) {
    const auto demo = venue_in("demo");
    for (const auto& zone : demo.record.zones) {
        const auto halls =
            std::count_if(demo.record.halls.begin(), demo.record.halls.end(), [&](const auto& hall) {
                return std::find(hall.zones.begin(), hall.zones.end(), zone.zone) != hall.zones.end();
            });
        EXPECT_EQ(halls, zone.counts_towards_venue ? 1 : 0) << zone.name;
    }
}

TEST(DemoPalace, WhilePeopleLeaveNoRuleIsAgainstIt) {
    const auto demo = venue_in("demo");
    using enum net::RuleKind;
    const auto egress = kinds_in(demo, net::VenuePhase::egress);
    for (const auto kind : {wrong_direction, queue_length, waiting_time, removed_object}) {
        EXPECT_FALSE(egress.contains(kind)) << net::key_of(kind);
    }
    for (const auto kind :
         {intrusion, person_down, over_density, crowd_turbulence, counter_flow, over_capacity}) {
        EXPECT_TRUE(egress.contains(kind)) << net::key_of(kind);
    }
    for (const auto& rule : demo.record.rules) {
        const auto setting = std::find_if(rule.in_phases.begin(), rule.in_phases.end(), [](const auto& one) {
            return one.phase == net::VenuePhase::egress;
        });
        if (setting == rule.in_phases.end() || !setting->threshold) continue;
        EXPECT_GT(*setting->threshold, rule.threshold) << rule.name;
    }
}

TEST(DemoPalace, AnEvacuationKeepsFallsAndWhatTheCrowdDoes) {
    using enum net::RuleKind;
    EXPECT_THAT(kinds_in(venue_in("demo"), net::VenuePhase::evacuation),
                ::testing::UnorderedElementsAre(person_down, over_density, crowd_turbulence, stop_and_go));
}

TEST(DemoPalace, EachActHappensWithinThreeMinutesWhereACameraAndARuleLook) {
    const auto demo = venue_in("demo");
    const auto venue = venue_of(demo);
    ASSERT_TRUE(venue);
    const auto happened = venue->happened(static_cast<std::uint64_t>(kCycleS * venue->steps_per_second()));
    std::multiset<EventKind> wanted;
    for (const auto& event : venue->script().events) {
        for (std::size_t who = 0; who < event.people && event.at_s < kCycleS; ++who)
            wanted.insert(event.kind);
    }
    std::multiset<EventKind> came;
    for (const auto& act : happened) {
        came.insert(act.kind);
        if (act.floor.text().empty()) continue;
        EXPECT_TRUE(is_seen(demo, act.floor, act.at))
            << "at " << act.start_s << " s, " << act.floor.text() << " " << act.at.x << " " << act.at.y;
    }
    EXPECT_EQ(came, wanted) << "somebody was there to do it";
    for (const auto kind : {EventKind::fall, EventKind::leave_bag, EventKind::take_object,
                            EventKind::wrong_way, EventKind::disperse}) {
        EXPECT_TRUE(std::any_of(happened.begin(), happened.end(), [&](const auto& act) {
            return act.kind == kind && is_watched(demo, *rule_for(kind), act.floor, act.at);
        })) << static_cast<int>(kind);
    }
}

TEST(DemoPalace, IsNearlyCalmInItsFirstHalfMinute) {
    const auto demo = venue_in("demo");
    const auto venue = venue_of(demo);
    ASSERT_TRUE(venue);
    const auto steps = static_cast<std::uint64_t>(28.0 * venue->steps_per_second());
    EXPECT_LE(venue->happened(steps).size(), 1U);
    EXPECT_LE(venue->at(steps)->people.size(), 25U);
}

TEST(SmallVenue, IsReadAndWatchesWhatItsScriptShows) {
    const auto small = venue_in("venues/village-hall");
    EXPECT_EQ(small.cameras.size(), 3U);
    EXPECT_EQ(small.record.floors.size(), 1U);
    const auto venue = venue_of(small);
    ASSERT_TRUE(venue);
    const auto happened = venue->happened(static_cast<std::uint64_t>(kCycleS * venue->steps_per_second()));
    EXPECT_FALSE(happened.empty());
    for (const auto& act : happened) {
        if (act.floor.text().empty()) continue;
        EXPECT_TRUE(is_seen(small, act.floor, act.at)) << act.start_s;
    }
    for (const auto& rule : small.record.rules) {
        EXPECT_TRUE(!net::needs_order(rule.kind)) << rule.name << ": nobody has ordered anything here";
    }
}

}  // namespace
}  // namespace vigie
