// Rules over how a zone's people move and wait, and over the whole venue.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/vision/rules/watch.hpp"

namespace vigie::test {
namespace {

using net::RuleKind;
using net::Transition;
using net::ZoneCrowd;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

/// Each rule with its figure, its threshold and what its first evidence is called.
struct Case {
    const char* name;
    RuleKind kind;
    std::optional<double> ZoneCrowd::*figure;
    double threshold;
    const char* evidence;
    const char* unit;
};

class CrowdRule : public ::testing::TestWithParam<Case> {
protected:
    CrowdRule() {
        auto record = a_venue({a_rule(GetParam().kind, GetParam().threshold, {"vault", "shared"})});
        for (auto& known : record.zones) {
            // What each kind needs of its zones.
            known.use = net::ZoneUse::walkway;
            known.direction = net::Vector<net::Floor>{1.0, 0.0};
            known.queue_head.reset();
            if (GetParam().kind == RuleKind::queue_length || GetParam().kind == RuleKind::waiting_time) {
                known.queue_head = net::Point<net::Floor>{2.0, 2.0};
            }
        }
        watch_.emplace(record);
        watch_->everywhere({person_at({4.0, 4.0})});
    }
    void show(std::string_view where, std::optional<double> share_of_threshold) {
        std::optional<double>& figure = watch_->crowds[zone(where)].*GetParam().figure;
        figure.reset();
        if (share_of_threshold) figure = *share_of_threshold * GetParam().threshold;
    }

    std::optional<Watch> watch_;
};

TEST_P(CrowdRule, FiresWithItsFigureAndTheFrameThatShowsIt) {
    show("vault", 1.1);
    EXPECT_THAT(watch_->run(1.0), IsEmpty());
    const auto alerts = watch_->step();
    ASSERT_THAT(transitions(alerts), ElementsAre(Transition::raised));
    EXPECT_EQ(alerts[0].kind, GetParam().kind);
    EXPECT_EQ(alerts[0].zone, zone("vault"));
    EXPECT_EQ(alerts[0].camera, camera("east"));
    EXPECT_EQ(alerts[0].frame, watch_->stamp);
    EXPECT_EQ(alerts[0].at, watch_->stamp.captured);
    EXPECT_EQ(alerts[0].evidence[0].name, GetParam().evidence);
    EXPECT_EQ(alerts[0].evidence[0].unit, GetParam().unit);
    EXPECT_DOUBLE_EQ(alerts[0].evidence[0].value, 1.1 * GetParam().threshold);
    EXPECT_EQ(alerts[0].evidence[0].threshold, GetParam().threshold);
    EXPECT_EQ(alerts[0].evidence.back().name, "duration");
}

TEST_P(CrowdRule, DoesNotFireJustBelowOrTooShortOrWhileTheFigureIsNotKnown) {
    show("vault", 0.99);
    EXPECT_THAT(watch_->run(10.0), IsEmpty());
    for (int round = 0; round < 3; ++round) {
        show("vault", 1.1);
        EXPECT_THAT(watch_->run(0.9), IsEmpty());
        show("vault", 0.5);
        EXPECT_THAT(watch_->run(0.2), IsEmpty());
    }
    show("vault", std::nullopt);
    EXPECT_THAT(watch_->run(10.0), IsEmpty());
}

TEST_P(CrowdRule, IsClearedWhenTheFigureHasFallenAndNotBecauseNobodyKnowsIt) {
    show("vault", 1.1);
    ASSERT_EQ(watch_->run(2.0).size(), 1U);
    show("vault", std::nullopt);
    EXPECT_THAT(watch_->run(10.0), IsEmpty());
    show("vault", 0.5);
    EXPECT_THAT(watch_->run(1.9), IsEmpty());
    EXPECT_THAT(transitions(watch_->run(0.3)), ElementsAre(Transition::cleared));
}

TEST_P(CrowdRule, OfABlindZoneNeitherFiresNorClears) {
    show("vault", 1.1);
    watch_->seeing.erase(camera("east"));
    EXPECT_THAT(watch_->run(10.0), IsEmpty()) << "an old figure";
    watch_->seeing.insert(camera("east"));
    ASSERT_EQ(watch_->run(2.0).size(), 1U);
    watch_->seeing.erase(camera("east"));
    show("vault", 0.0);
    EXPECT_THAT(watch_->run(10.0), IsEmpty());
}

TEST_P(CrowdRule, OfAZoneThatOneOfTwoCamerasSeesFiresAndDoesNotClear) {
    watch_->seeing.erase(camera("east"));
    show("shared", 1.1);
    const auto alerts = watch_->run(2.0);
    ASSERT_THAT(transitions(alerts), ElementsAre(Transition::raised));
    EXPECT_EQ(alerts[0].camera, camera("west"));
    show("shared", 0.0);
    EXPECT_THAT(watch_->run(10.0), IsEmpty());
    watch_->seeing.insert(camera("east"));
    EXPECT_THAT(transitions(watch_->run(2.2)), ElementsAre(Transition::cleared));
}

INSTANTIATE_TEST_SUITE_P(
    Kinds, CrowdRule,
    ::testing::Values(
        Case{"WrongDirection", RuleKind::wrong_direction, &ZoneCrowd::against_people, 1.0, "people",
             "people"},
        Case{"OverDensity", RuleKind::over_density, &ZoneCrowd::density_per_m2, 4.0, "density", "people/m2"},
        Case{"QueueLength", RuleKind::queue_length, &ZoneCrowd::queue_people, 15.0, "people", "people"},
        Case{"WaitingTime", RuleKind::waiting_time, &ZoneCrowd::waiting_s, 600.0, "waiting", "s"},
        Case{"Dispersal", RuleKind::sudden_dispersal, &ZoneCrowd::dispersal_m_per_s, 1.5, "dispersal", "m/s"},
        Case{"CounterFlow", RuleKind::counter_flow, &ZoneCrowd::counter_share, 0.3, "counter_share", ""},
        Case{"StopAndGo", RuleKind::stop_and_go, &ZoneCrowd::stop_and_go, 0.4, "stop_and_go", ""},
        Case{"Turbulence", RuleKind::crowd_turbulence, &ZoneCrowd::pressure_per_s2, 0.02, "pressure",
             "1/s2"}),
    [](const auto& known) { return known.param.name; });

TEST(CrowdRules, ShowTheCameraThatSeesMostOfTheZonesPeople) {
    Watch watch(a_venue({a_rule(RuleKind::over_density, 4.0, {"shared"})}));
    watch.people[camera("east")] = {person_at({4.0, 4.0})};
    watch.people[camera("west")] = {person_at({4.0, 4.0}), person_at({5.0, 5.0})};
    watch.crowds[zone("shared")].density_per_m2 = 5.0;
    const auto alerts = watch.run(1.2);
    ASSERT_EQ(alerts.size(), 1U);
    EXPECT_EQ(alerts[0].camera, camera("west"));
}

TEST(CrowdRules, ShowTheCameraWhoseFindingItIsAndWhatElseItFinds) {
    Watch watch(a_venue({a_rule(RuleKind::crowd_turbulence, 0.02, {"shared"})}));
    watch.people[camera("east")] = {person_at({4.0, 4.0}), person_at({5.0, 5.0})};
    watch.people[camera("west")] = {person_at({4.0, 4.0})};
    ZoneCrowd loose;
    loose.pressure_per_s2 = 0.0;
    loose.density_per_m2 = 5.0;
    loose.speed_m_per_s = 1.3;
    ZoneCrowd crush;
    crush.pressure_per_s2 = 0.05;
    crush.density_per_m2 = 4.5;
    crush.speed_m_per_s = 0.2;
    watch.movements[zone("shared")] = {{camera("east"), loose, 2.0}, {camera("west"), crush, 1.0}};
    auto& together = watch.crowds[zone("shared")] = crush;
    together.density_per_m2 = 5.0;
    together.speed_m_per_s = 1.3;
    const auto alerts = watch.run(1.2);
    ASSERT_EQ(alerts.size(), 1U);
    EXPECT_EQ(alerts[0].camera, camera("west"));
    EXPECT_EQ(alerts[0].evidence.at(0).value, 0.05);
    EXPECT_EQ(alerts[0].evidence.at(1).value, 4.5) << "people/m2";
    EXPECT_EQ(alerts[0].evidence.at(2).value, 0.2) << "m/s";
}

TEST(CrowdRules, AreNotClearedWhileOneOfTheCamerasDoesNotKnowYet) {
    Watch watch(a_venue({a_rule(RuleKind::counter_flow, 0.3, {"shared"})}));
    watch.crowds[zone("shared")].counter_share = 0.4;
    ASSERT_EQ(watch.run(1.2).size(), 1U);
    ZoneCrowd calm;
    calm.counter_share = 0.0;
    watch.crowds[zone("shared")] = calm;
    // West is back after a gap: its window is not full.
    watch.movements[zone("shared")] = {{camera("east"), calm, 9.0}, {camera("west"), {}, 9.0}};
    EXPECT_THAT(watch.run(10.0), IsEmpty());
    watch.movements[zone("shared")][1].crowd = calm;
    EXPECT_THAT(transitions(watch.run(2.2)), ElementsAre(Transition::cleared));
}

TEST(CrowdRules, DoNotWaitForACameraThatNeverTells) {
    Watch watch(a_venue({a_rule(RuleKind::over_density, 4.0, {"shared"})}));
    watch.crowds[zone("shared")].density_per_m2 = 5.0;
    ASSERT_EQ(watch.run(1.2).size(), 1U);
    auto& thin = watch.crowds[zone("shared")];
    thin.density_per_m2 = 1.0;
    watch.movements[zone("shared")] = {{camera("east"), thin, 9.0},
                                       {camera("west"), {}, 1.0, {&ZoneCrowd::density_per_m2}}};
    EXPECT_THAT(transitions(watch.run(2.2)), ElementsAre(Transition::cleared));
}

TEST(CrowdRules, TellTheFiguresThatBelongTogether) {
    Watch watch(a_venue({a_rule(RuleKind::crowd_turbulence, 0.02, {"vault"})}));
    auto& crowd = watch.crowds[zone("vault")];
    crowd.pressure_per_s2 = 0.05;
    crowd.density_per_m2 = 4.5;
    crowd.speed_m_per_s = 0.25;
    watch.counts[zone("vault")] = {70.0, 65.0, 75.0, false, false};
    const auto alerts = watch.run(1.2);
    ASSERT_EQ(alerts.size(), 1U);
    EXPECT_THAT(alerts[0].evidence,
                ElementsAre(net::Evidence{"pressure", 0.05, std::nullopt, 0.02, "1/s2"},
                            net::Evidence{"density", 4.5, std::nullopt, std::nullopt, "people/m2"},
                            net::Evidence{"speed", 0.25, std::nullopt, std::nullopt, "m/s"},
                            net::Evidence{"people", 70.0, 5.0, std::nullopt, "people"},
                            net::Evidence{"duration", 1.0, std::nullopt, 1.0, "s"}));
}

TEST(CrowdRules, ACountThatIsALowerBoundDoesNotClear) {
    Watch watch(a_venue({a_rule(RuleKind::over_density, 4.0, {"vault"})}));
    watch.crowds[zone("vault")].density_per_m2 = 5.0;
    watch.counts[zone("vault")].at_least = true;
    ASSERT_EQ(watch.run(1.2).size(), 1U);
    watch.crowds[zone("vault")].density_per_m2 = 1.0;
    EXPECT_THAT(watch.run(10.0), IsEmpty());
}

TEST(OverDensity, WithoutThresholdIsHeldAgainstEachZonesOwnDangerousBand) {
    auto rule = a_rule(RuleKind::over_density, 0.0, {"vault", "shared"});
    auto record = a_venue({rule});
    record.zones[0].bands = {0.72, 1.08, 2.0};
    record.zones[1].bands = {2.0, 3.6, 5.0};
    Watch watch(record);
    watch.crowds[zone("vault")].density_per_m2 = 2.5;
    watch.crowds[zone("shared")].density_per_m2 = 4.9;
    const auto alerts = watch.run(3.0);
    ASSERT_EQ(alerts.size(), 1U);
    EXPECT_EQ(alerts[0].zone, zone("vault"));
    EXPECT_EQ(alerts[0].evidence[0].threshold, 2.0);
    watch.crowds[zone("vault")].density_per_m2 = 1.75;
    EXPECT_THAT(watch.run(10.0), IsEmpty()) << "above 85 % of it";
    watch.crowds[zone("vault")].density_per_m2 = 1.65;
    EXPECT_THAT(transitions(watch.run(2.2)), ElementsAre(Transition::cleared));
}

/// The venue, licensed for 100, counted by its zones and a boundary line.
Watch a_full_venue() {
    auto rule = a_rule(RuleKind::venue_over_capacity, 1.0, {});
    rule.clear_below = 0.9;
    auto record = a_venue({rule});
    record.licensed_capacity = 100;
    record.lines = sample_configuration().lines;
    record.lines[0].camera = camera("east");
    return Watch(record);
}

net::Count people(double number) {
    return {number, number, number, false, false};
}

TEST(VenueOverCapacity, FiresWithOnePersonTooManyAndIsOfNoZoneOrCamera) {
    Watch watch = a_full_venue();
    watch.counts[zone("vault")] = people(60.0);
    watch.counts[zone("shared")] = people(40.0);
    EXPECT_THAT(watch.run(5.0), IsEmpty()) << "just full";
    watch.counts[zone("shared")] = people(41.0);
    const auto alerts = watch.run(1.2);
    ASSERT_THAT(transitions(alerts), ElementsAre(Transition::raised));
    EXPECT_EQ(alerts[0].zone, std::nullopt);
    EXPECT_EQ(alerts[0].camera, std::nullopt);
    EXPECT_EQ(alerts[0].frame, std::nullopt);
    EXPECT_EQ(alerts[0].evidence[0], (net::Evidence{"people", 101.0, 0.0, 100.0, "people"}));
    EXPECT_EQ(alerts[0].evidence[1], (net::Evidence{"capacity", 100.0, {}, {}, "people"}));
    EXPECT_EQ(alerts[0].evidence.size(), 3U) << "and its duration: no line tells a balance";
}

TEST(VenueOverCapacity, BelievesLinesOrZonesWhicheverSayMore) {
    Watch watch = a_full_venue();
    watch.counts[zone("vault")] = people(60.0);
    watch.by_lines = net::LineBalance{104.0, 0.0};
    EXPECT_THAT(transitions(watch.run(1.2)), ElementsAre(Transition::raised));
    watch.by_lines = net::LineBalance{80.0, 0.0};
    EXPECT_THAT(transitions(watch.run(2.2)), ElementsAre(Transition::cleared));
}

TEST(VenueOverCapacity, TellsTheBalanceOfLinesAndHowMuchOfItWasCorrected) {
    const net::Evidence by_lines{"by_lines", 104.0, {}, {}, "people"};
    const net::Evidence corrected{"corrected", -45.0, {}, {}, "people"};
    for (const double counted : {60.0, 140.0}) {
        Watch watch = a_full_venue();
        watch.counts[zone("vault")] = people(counted);
        watch.by_lines = net::LineBalance{104.0, -45.0};
        const auto alerts = watch.run(1.2);
        ASSERT_EQ(alerts.size(), 1U);
        EXPECT_EQ(alerts[0].evidence[0].value, std::max(counted, 104.0)) << "the figure itself stays first";
        EXPECT_EQ(alerts[0].evidence[2], by_lines) << "whichever of the two was believed";
        EXPECT_EQ(alerts[0].evidence[3], corrected);
    }
}

TEST(VenueOverCapacity, IsNotClearedWhileACameraThatCountsIsBlind) {
    Watch watch = a_full_venue();
    watch.counts[zone("vault")] = people(120.0);
    ASSERT_EQ(watch.run(1.2).size(), 1U);
    watch.seeing.erase(camera("west"));
    watch.counts[zone("vault")] = people(0.0);
    EXPECT_THAT(watch.run(10.0), IsEmpty());
    watch.seeing.insert(camera("west"));
    EXPECT_THAT(transitions(watch.run(2.2)), ElementsAre(Transition::cleared));
}

TEST(VenueOverCapacity, IsAdoptedAfterARestart) {
    Watch watch = a_full_venue();
    net::Alert open;
    open.rule = id<net::RuleId>("rule");
    open.kind = RuleKind::venue_over_capacity;
    open.condition = "rule/#3";
    open.at = at(-5.0);
    EXPECT_THAT(watch.book.adopt({open}, at(0.0)), IsEmpty());
    EXPECT_THAT(transitions(watch.run(2.2)), ElementsAre(Transition::cleared));
}

TEST(VenueOverCapacity, WithoutLicensedCapacityIsOff) {
    auto record = a_full_venue().record;
    record.licensed_capacity.reset();
    Watch watch(record);
    const auto health = watch.book.health(at(0.0)).at(0);
    EXPECT_FALSE(health.on);
    EXPECT_EQ(health.why_off.reason, net::Reason::rule_unfit_subject);
    watch.counts[zone("vault")] = people(1000.0);
    EXPECT_THAT(watch.run(5.0), IsEmpty());
}

}  // namespace
}  // namespace vigie::test
