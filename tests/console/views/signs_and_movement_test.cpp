// What cameras notice besides people, marked where it is; and how the people of a zone move, in words.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "console/views/sign_marks.hpp"
#include "console/views/zone_movement.hpp"
#include "tests/console/views/headless_console.hpp"
#include "tests/console/views/sample_console.hpp"
#include "tests/support/sample_messages.hpp"

namespace vigie::console {
namespace {

using test::HeadlessConsole;
using test::id;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

/// Of camera 1, in zone 1: lies between (2, 2) and (9, 8).
net::Sign fallen() {
    return {5,    net::SignKind::person_down,      {300.0, 250.0, 60.0, 40.0}, 0.8,
            38.0, net::Point<net::Floor>{5.0, 4.0}};
}

Situation with_sign(const net::Sign& sign) {
    Situation situation = test::sample_venue();
    net::Scene scene = *situation.cameras.front().scene;
    scene.width = 768;
    scene.height = 576;
    scene.tracks.clear();
    scene.signs = {sign};
    situation.cameras.front().scene = std::make_shared<const net::Scene>(scene);
    test::set_incidents(situation, {});
    return situation;
}

Incident fall_in(const char* zone) {
    Incident incident = test::sample_incident(7);
    incident.kind = net::RuleKind::person_down;
    incident.zone = id<net::ZoneId>(zone);
    incident.evidence = {{"down", 38.0, std::nullopt, 10.0, "s"},
                         {"x", 5.0, std::nullopt, std::nullopt, "m"},
                         {"y", 4.0, std::nullopt, std::nullopt, "m"}};
    return incident;
}

/// With the scene's own picture in each tile.
void show_pictures(HeadlessConsole& console) {
    console.picture = [&console](const net::CameraId& camera) -> std::optional<PictureView> {
        for (const auto& known : console.situation.cameras) {
            if (known.camera == camera) {
                return PictureView{nullptr, 480.0F, 360.0F, known.scene, 84.0, 9.9};
            }
        }
        return std::nullopt;
    };
    console.frames(2);
}

TEST(SignMarks, StandOnThePictureAndOnThePlan) {
    HeadlessConsole console(with_sign(fallen()));
    show_pictures(console);
    EXPECT_TRUE(console.shows("sign.cam-1.5"));
    EXPECT_TRUE(console.shows("plan.sign.cam-1.5"));
    EXPECT_TRUE(console.reads("Person on the ground · 38 s"));
    EXPECT_FALSE(console.shows("sign.cam-2.5"));
}

TEST(SignMarks, AreSwitchedOffWithPeopleUnlessTheyAreInAlarm) {
    HeadlessConsole console(with_sign(fallen()));
    console.ui.settings.people = false;
    show_pictures(console);
    EXPECT_FALSE(console.shows("sign.cam-1.5"));
    EXPECT_FALSE(console.shows("plan.sign.cam-1.5"));
    test::set_incidents(console.situation, {fall_in("zone-1")});
    console.frames(2);
    EXPECT_TRUE(console.shows("sign.cam-1.5"));
    EXPECT_TRUE(console.shows("plan.sign.cam-1.5"));
}

TEST(SignMarks, WithoutAPlaceAreOnThePictureOnly) {
    net::Sign smoke = fallen();
    smoke.kind = net::SignKind::smoke;
    smoke.at.reset();
    HeadlessConsole console(with_sign(smoke));
    show_pictures(console);
    EXPECT_TRUE(console.shows("sign.cam-1.5"));
    EXPECT_FALSE(console.shows("plan.sign.cam-1.5"));
}

TEST(SignMarks, BelongToTheIncidentOfTheirKindAndPlace) {
    Situation situation = with_sign(fallen());
    const auto incident_in = [&situation](const Incident& incident) {
        test::set_incidents(situation, {incident});
        const ActiveIncidents active(situation);
        return incident_of(situation, active, situation.cameras.front(), fallen()) != nullptr;
    };
    EXPECT_TRUE(incident_in(fall_in("zone-1")));
    EXPECT_FALSE(incident_in(fall_in("zone-2"))) << "it lies elsewhere";
    Incident other = fall_in("zone-1");
    other.kind = net::RuleKind::abandoned_object;
    EXPECT_FALSE(incident_in(other));
    other = fall_in("zone-1");
    other.condition = ConditionState::cleared;
    EXPECT_FALSE(incident_in(other));
    other = fall_in("zone-1");
    other.zone.reset();
    other.camera = id<net::CameraId>("cam-2");
    EXPECT_FALSE(incident_in(other));
    other.camera = id<net::CameraId>("cam-1");
    EXPECT_TRUE(incident_in(other));
}

TEST(SignMarks, NameTheModelsClass) {
    net::Sign seen = fallen();
    seen.kind = net::SignKind::model_class;
    seen.label = "bicycle";
    seen.lasting_s = 0.0;
    EXPECT_EQ(sign_words(seen), "bicycle");
}

TEST(EvidencePlace, IsMarkedOnThePlanAndWrittenOnce) {
    Situation situation = with_sign(fallen());
    test::set_incidents(situation, {fall_in("zone-1")});
    HeadlessConsole console(situation);
    EXPECT_FALSE(console.shows("plan.evidence"));
    console.ui.selected = 7;
    console.frames(2);
    EXPECT_TRUE(console.shows("plan.evidence"));
    EXPECT_TRUE(console.reads("5.0 m, 4.0 m on the plan"));
    EXPECT_FALSE(console.reads("Place, x"));
}

class Movement : public testing::Test {
protected:
    void set(const net::ZoneCrowd& crowd) {
        net::Occupancy occupancy = *situation.nodes[0].occupancy;
        occupancy.movements = {{situation.zones[0].configuration.zone, crowd}};
        situation.nodes[0].occupancy = std::make_shared<const net::Occupancy>(occupancy);
    }
    Situation situation = test::sample_venue();
};

TEST_F(Movement, IsToldFigureByFigureAndOnlyWhatIsKnown) {
    net::ZoneCrowd crowd;
    crowd.queue_people = 12.0;
    crowd.waiting_s = 372.0;
    crowd.speed_m_per_s = 0.84;
    crowd.counter_share = 0.25;
    set(crowd);
    const std::string words = zone_words(situation, situation.zones[0]);
    for (const char* part : {"Concourse 1", "In line: 12", "6 min 12 s", "0.8 m/s", "25%"}) {
        EXPECT_THAT(words, HasSubstr(part));
    }
    EXPECT_THAT(movement_figures(situation, situation.zones[0]), SizeIs(4));
    EXPECT_THAT(movement_figures(situation, situation.zones[1]), IsEmpty());
}

TEST_F(Movement, OfASilentNodeIsNotToldAsOfNow) {
    net::ZoneCrowd crowd;
    crowd.speed_m_per_s = 0.84;
    set(crowd);
    situation.zones[0].liveness = net::Liveness::silent;
    EXPECT_THAT(movement_figures(situation, situation.zones[0]), IsEmpty());
}

TEST_F(Movement, StandsWithTheIncidentOfItsZone) {
    net::ZoneCrowd crowd;
    crowd.pressure_per_s2 = 0.021;
    set(crowd);
    test::set_lasting_incident(situation, test::sample_incident(7));
    HeadlessConsole console(situation, test::Screen{1920.0F, 1400.0F, 1.0F});
    console.ui.selected = 7;
    console.frames(2);
    EXPECT_TRUE(console.reads("In the zone now"));
    EXPECT_TRUE(console.reads("0.021 1/s²"));
}

}  // namespace
}  // namespace vigie::console
