#include "console/situation/incident_search.hpp"

#include <gtest/gtest.h>

#include "tests/support/sample_messages.hpp"

namespace vigie::console {
namespace {

using test::id;

/// Incident 42 of zone "bar" ("Entrée du bar"), camera "cam-1" ("Porte Ouest"), node "north" ("North wing").
class IncidentSearchTest : public testing::Test {
protected:
    IncidentSearchTest() {
        NodeSituation node;
        node.node = id<net::NodeId>("north");
        node.name = "North wing";
        node.configuration =
            std::make_shared<const net::ConfigurationRecord>(test::sample_configuration("north"));
        situation_.nodes = {node};
        CameraSituation camera;
        camera.camera = id<net::CameraId>("cam-1");
        camera.name = "Porte Ouest";
        situation_.cameras = {camera};
        ZoneSituation zone;
        zone.configuration.zone = id<net::ZoneId>("bar");
        zone.configuration.name = "Entr\u00e9e du bar";
        situation_.zones = {zone};
        incident_.number = 42;
        incident_.node = node.node;
        incident_.rule = id<net::RuleId>("crowd");
        incident_.kind = net::RuleKind::over_capacity;
        incident_.zone = zone.configuration.zone;
        incident_.camera = camera.camera;
    }

    [[nodiscard]] bool finds(std::string_view typed) const {
        return IncidentSearch(typed, situation_, [this](const Incident&) { return on_screen_; })
            .matches(incident_);
    }

    Situation situation_;
    Incident incident_;
    std::string on_screen_;
};

TEST_F(IncidentSearchTest, FindsEverythingWithoutWords) {
    EXPECT_TRUE(finds(""));
    EXPECT_TRUE(finds("  \t"));
    EXPECT_TRUE(IncidentSearch(" ", situation_, {}).empty());
    EXPECT_FALSE(IncidentSearch("x", situation_, {}).empty());
}

TEST_F(IncidentSearchTest, FindsByNumberHoweverItIsWritten) {
    for (const auto* typed : {"42", "00042", "INC-00042", "inc-42", "inc-000"}) {
        EXPECT_TRUE(finds(typed)) << typed;
    }
    for (const auto* typed : {"43", "INC-00043", "inc-4", "inc-421"}) {
        EXPECT_FALSE(finds(typed)) << typed;
    }
    incident_.number = 1'234'567;
    EXPECT_TRUE(finds("INC-1234567"));
}

TEST_F(IncidentSearchTest, FindsByKindOfRule) {
    EXPECT_TRUE(finds("over_capacity"));
    EXPECT_TRUE(finds("Over capacity"));
    EXPECT_FALSE(finds("intrusion"));
}

TEST_F(IncidentSearchTest, FindsByIdAndNameOfRuleZoneCameraAndNode) {
    for (const auto* typed : {"crowd", "too many", "bar", "entr\u00e9e", "cam-1", "ouest", "north", "WING"}) {
        EXPECT_TRUE(finds(typed)) << typed;
    }
}

TEST_F(IncidentSearchTest, FindsByWhatIsOnScreenAboutIt) {
    EXPECT_FALSE(finds("noeud"));
    on_screen_ = "N\u0153ud muet Critique NOUVEAU";
    for (const auto* typed : {"muet", "n\u0153ud", "NOEUD", "critique nouveau", "muet bar"}) {
        EXPECT_TRUE(finds(typed)) << typed;
    }
    EXPECT_FALSE(finds("muet intrusion"));
}

TEST_F(IncidentSearchTest, MindsNeitherCapitalsNorAccents) {
    EXPECT_TRUE(finds("ENTREE"));
    EXPECT_TRUE(finds("ENTR\u00c9E"));
    EXPECT_TRUE(finds("por\u0165e")) << "accents that nobody wrote";
}

TEST_F(IncidentSearchTest, WantsEachWordSomewhere) {
    EXPECT_TRUE(finds("ouest capacity 42"));
    EXPECT_FALSE(finds("ouest intrusion"));
}

TEST_F(IncidentSearchTest, FindsPlacesThatAreNotConfiguredByTheirIds) {
    situation_ = {};
    EXPECT_TRUE(finds("cam-1"));
    EXPECT_FALSE(finds("ouest"));
}

TEST_F(IncidentSearchTest, DoesNotConfusePlacesOfOtherIncidents) {
    incident_.zone.reset();
    incident_.camera.reset();
    EXPECT_FALSE(finds("entree"));
    EXPECT_FALSE(finds("ouest"));
    EXPECT_TRUE(finds("north"));
}

TEST_F(IncidentSearchTest, SurvivesMalformedText) {
    EXPECT_TRUE(
        finds("b\xff"
              "ar"));
    EXPECT_FALSE(finds("\xe2\x82zzz"));
}

}  // namespace
}  // namespace vigie::console
