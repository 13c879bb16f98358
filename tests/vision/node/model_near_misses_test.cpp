// What looks like a weapon to somebody and is none: from what a network of the user's own says to the rule.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "tests/support/fake_clock.hpp"
#include "tests/vision/analysis/fake_model.hpp"
#include "tests/vision/analysis/walking_scene.hpp"
#include "tests/vision/rules/watch.hpp"
#include "vision/analysis/analyser.hpp"

namespace vigie::test {
namespace {

using net::Transition;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

const net::Box kHere{300.0, 300.0, 40.0, 120.0};
const net::Box kFarAway{60.0, 220.0, 30.0, 60.0};

/// What the network says of one thing: a value for each of person, knife and bottle.
SeenRow knife(float value, const net::Box& box = kHere) {
    return {box, {0.0F, value, 0.0F}};
}
SeenRow bottle(float value) {
    return {kHere, {0.0F, 0.0F, value}};
}

/// A camera with a network that hands on knives as "weapon" and bottles as "bottle", and a zone of 2 m x 2 m
/// around what stands at kHere, in which a rule asks for weapons of one second.
class WeaponNearMiss : public ::testing::Test {
protected:
    void SetUp() override {
        auto settings = fake_settings();
        settings.classes = {vision::ModelSettings::kPerson, "knife", "bottle"};
        settings.alerts = {{"knife", "weapon"}, {"bottle", "bottle"}};
        auto made = vision::Analyser::create(drawn_camera(true), clock_, fake_model(sight_, settings));
        ASSERT_TRUE(made) << made.error().message;
        analyser_ = std::move(*made);
        sight_.rows = {knife(0.9F)};
        const auto signs = analyse();
        ASSERT_EQ(signs.size(), 1U);
        ASSERT_TRUE(signs[0].at);
        sight_.rows = {};
        for (int i = 0; i < 30; ++i) analyse();  // long forgotten

        auto rule = a_rule(net::RuleKind::model_class, 1.0, {"vault"});
        rule.label = "weapon";
        rule.clear_below = 0.5;
        rule.min_duration_s = 0.0;
        auto record = a_venue({rule});
        const auto at = *signs[0].at;
        record.zones[0].outline = {{{at.x - 1.0, at.y - 1.0},
                                    {at.x + 1.0, at.y - 1.0},
                                    {at.x + 1.0, at.y + 1.0},
                                    {at.x - 1.0, at.y + 1.0}}};
        watch_.emplace(record);
        watch_->cameras[camera("east")].labels = {"weapon", "bottle"};
    }
    std::vector<net::Sign> analyse() {
        ++number_;
        auto out = analyser_->analyse(picture_, stamp_of(number_));
        EXPECT_TRUE(out) << out.error().message;
        return out ? out->scene.signs : std::vector<net::Sign>{};
    }
    /// `seconds` in which the network says this whenever it looks; all alerts on the way.
    std::vector<net::Alert> see(std::vector<SeenRow> rows, double seconds) {
        sight_.rows = std::move(rows);
        std::vector<net::Alert> out;
        for (auto left = std::lround(seconds * 10.0); left > 0; --left) {
            watch_->signs[camera("east")] = analyse();
            for (auto& alert : watch_->step()) out.push_back(std::move(alert));
        }
        return out;
    }

    FakeClock clock_;
    const cv::Mat picture_ = draw_scene({}, 1);
    FakeSight sight_;
    std::unique_ptr<vision::Analyser> analyser_;
    std::uint64_t number_ = 0;
    std::optional<Watch> watch_;
};

TEST_F(WeaponNearMiss, OneThatIsThereIsTold) {
    EXPECT_THAT(transitions(see({knife(0.7F)}, 3.0)), ElementsAre(Transition::raised));
}

TEST_F(WeaponNearMiss, LowConfidenceIsNone) {
    EXPECT_THAT(see({knife(0.44F)}, 6.0), IsEmpty()) << "of 0.45";
}

TEST_F(WeaponNearMiss, AnotherClassOfTheSameModelIsNone) {
    EXPECT_THAT(see({bottle(0.95F)}, 6.0), IsEmpty());
}

TEST_F(WeaponNearMiss, AThingThatTheModelTakesRatherForAnotherClassIsNone) {
    EXPECT_THAT(see({{kHere, {0.0F, 0.6F, 0.8F}}}, 6.0), IsEmpty()) << "a bottle";
    EXPECT_THAT(see({{kHere, {0.9F, 0.6F, 0.0F}}}, 6.0), IsEmpty()) << "somebody's arm";
}

TEST_F(WeaponNearMiss, OutsideOfTheZoneIsNone) {
    EXPECT_THAT(see({knife(0.9F, kFarAway)}, 6.0), IsEmpty());
}

TEST_F(WeaponNearMiss, AFlickerIsNone) {
    for (int i = 0; i < 4; ++i) {
        EXPECT_THAT(see({knife(0.9F)}, 0.5), IsEmpty()) << "one look";
        EXPECT_THAT(see({}, 3.0), IsEmpty());
    }
}

TEST_F(WeaponNearMiss, ThingsThatAreSeenHereAndThereForAMomentAreNotOne) {
    for (int i = 0; i < 12; ++i) {
        const double x = 250.0 + 60.0 * (i % 3);
        EXPECT_THAT(see({knife(0.9F, {x, 300.0, 40.0, 120.0})}, 0.5), IsEmpty()) << i;
        if (i % 3 == 2) see({}, 2.5);
    }
}

}  // namespace
}  // namespace vigie::test
