#include "console/app/run_record.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace vigie::console {
namespace {

using std::chrono::milliseconds;

constexpr net::MonoTime kStart{std::chrono::seconds(100)};

net::CameraId camera(std::string_view text) {
    return net::CameraId::parse(text).value();
}

net::Scene scene(std::string_view name, double people) {
    net::Scene scene;
    scene.camera = camera(name);
    scene.in_view.people = people;
    return scene;
}

CameraSituation known(std::string_view id, std::string name, net::Liveness liveness) {
    CameraSituation known;
    known.camera = camera(id);
    known.name = std::move(name);
    known.liveness = liveness;
    return known;
}

TEST(RunRecord, KeepsEachCameraApart) {
    RunRecord record;
    record.shown(scene("gate", 3), kStart, milliseconds(40));
    record.shown(scene("hall", 1), kStart, milliseconds(80));
    ASSERT_NE(record.camera(camera("gate")), nullptr);
    EXPECT_EQ(record.camera(camera("gate"))->recent(kStart)->p95, milliseconds(40));
    EXPECT_EQ(record.all().recent(kStart)->p95, milliseconds(80));
    EXPECT_EQ(record.camera(camera("yard")), nullptr);
}

TEST(RunRecord, ACameraThatNobodyLookedAtIsNotSlowWhenItIsSeenAgain) {
    RunRecord record;
    const auto show = [&record](std::string_view name, net::MonoTime from, net::MonoTime to) {
        for (net::MonoTime at = from; at <= to; at += milliseconds(100)) {
            record.shown(scene(name, 1), at, milliseconds(40));
        }
    };
    const auto rate = [&record](std::string_view name, net::MonoTime now) {
        return record.camera(camera(name))->shown_fps(now);
    };
    const net::MonoTime away = kStart + milliseconds(6000);
    const net::MonoTime back = away + milliseconds(3000);
    record.watch({camera("gate"), camera("hall")});
    show("gate", kStart, back + milliseconds(1200));
    show("hall", kStart, away);
    record.watch({camera("gate")});
    record.watch({camera("gate"), camera("hall")});
    show("hall", back, back + milliseconds(500));
    EXPECT_FALSE(rate("hall", back + milliseconds(550)));
    show("hall", back + milliseconds(600), back + milliseconds(1200));
    record.watch({camera("gate"), camera("hall")});
    EXPECT_NEAR(rate("hall", back + milliseconds(1250)).value(), 10.0, 0.5);
    EXPECT_NEAR(rate("gate", back + milliseconds(1250)).value(), 10.0, 0.5) << "it was seen all the time";
}

TEST(RunRecord, SumsUpInOneLineForEachCameraAndIncident) {
    RunRecord record;
    for (int i = 0; i < 11; ++i) {
        record.shown(scene("gate", i % 2 == 0 ? 4 : 5), kStart + milliseconds(100) * i, milliseconds(50));
    }
    Situation situation;
    situation.cameras = {known("gate", "Gate B", net::Liveness::live),
                         known("yard", "", net::Liveness::never_seen)};
    ZoneSituation zone;
    zone.configuration.zone = net::ZoneId::parse("lawn").value();
    zone.configuration.name = "Lawn";
    situation.zones = {zone};
    auto intrusion = std::make_shared<Incident>();
    intrusion->number = 7;
    intrusion->zone = zone.configuration.zone;
    intrusion->work = WorkState::acknowledged;
    intrusion->acknowledged_by = "camille";
    intrusion->condition = ConditionState::cleared;
    auto silent = std::make_shared<Incident>();
    silent->number = 3;
    silent->kind = net::RuleKind::camera_silent;
    silent->camera = camera("gate");
    auto board = std::make_shared<IncidentBoard>();
    board->incidents = {intrusion, silent};
    situation.incidents = board;
    EXPECT_THAT(
        record.summary(situation),
        testing::ElementsAre(
            "Gate B: 11 frames shown, 10.0 fps, age p50 50 ms p95 50 ms, 4.5 people on average, live",
            "yard: 0 frames shown, never seen", "INC-00003: camera silent, Gate B, new, condition active",
            "INC-00007: intrusion, Lawn, acknowledged by camille, condition cleared"));
}

/// The one line about this incident.
std::string line_of(const Incident& incident, Situation situation = {}) {
    auto board = std::make_shared<IncidentBoard>();
    board->incidents = {std::make_shared<const Incident>(incident)};
    situation.incidents = board;
    return RunRecord().summary(situation).back();
}

TEST(RunRecord, NamesWhoResolvedAnIncidentNotWhoAcknowledgedIt) {
    Incident incident;
    incident.number = 5;
    incident.zone = net::ZoneId::parse("lawn").value();
    incident.acknowledged_by = "camille";
    incident.work = WorkState::resolved;
    incident.outcome = Outcome::false_alarm;
    incident.history = {{1, {}, EntryKind::acknowledged, "camille", ""},
                        {2, {}, EntryKind::resolved, "alix", "a fox"},
                        {3, {}, EntryKind::condition_cleared, "system", ""}};
    EXPECT_EQ(line_of(incident),
              "INC-00005: intrusion, lawn, resolved as false alarm by alix, condition active");
}

TEST(RunRecord, NamesNobodyForAnIncidentThatIsNewAgain) {
    Incident incident;
    incident.number = 6;
    incident.zone = net::ZoneId::parse("lawn").value();
    incident.acknowledged_by = "camille";
    EXPECT_EQ(line_of(incident), "INC-00006: intrusion, lawn, new, condition active");
}

TEST(RunRecord, NamesPlacesAsPeopleDoAndByTheirIdsWhereTheyHaveNoName) {
    Situation situation;
    NodeSituation north;
    north.node = net::NodeId::parse("north").value();
    north.name = "North wing";
    situation.nodes = {north};
    ZoneSituation nameless;
    nameless.node = north.node;
    nameless.configuration.zone = net::ZoneId::parse("lawn").value();
    situation.zones = {nameless};
    Incident incident;
    incident.number = 7;
    incident.node = north.node;
    incident.kind = net::RuleKind::node_silent;
    EXPECT_EQ(line_of(incident, situation), "INC-00007: node silent, North wing, new, condition active");
    incident.zone = nameless.configuration.zone;
    EXPECT_EQ(line_of(incident, situation), "INC-00007: node silent, lawn, new, condition active");
    incident.zone.reset();
    incident.node = net::NodeId::parse("south").value();
    EXPECT_EQ(line_of(incident, situation), "INC-00007: node silent, south, new, condition active");
}

TEST(RunRecord, SaysNothingOfAnEmptySituation) {
    EXPECT_TRUE(RunRecord().summary({}).empty());
}

}  // namespace
}  // namespace vigie::console
