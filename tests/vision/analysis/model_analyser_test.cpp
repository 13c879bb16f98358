// The whole analysis with a model: who stands still from the start is found, and a broken model costs
// nothing.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <utility>
#include <vector>

#include "tests/support/fake_clock.hpp"
#include "tests/vision/analysis/fake_model.hpp"
#include "tests/vision/analysis/walking_scene.hpp"
#include "vision/analysis/analyser.hpp"

namespace vigie {
namespace {

using ::testing::HasSubstr;

net::Box box_of(const test::DrawnPerson& person) {
    const double h = test::drawn_height(person.foot.y);
    return {person.foot.x - 0.15 * h, person.foot.y - h, 0.3 * h, h};
}

class ModelAnalyserTest : public ::testing::Test {
protected:
    ModelAnalyserTest() {
        // Drawn people are no photographs: contrast of the body against the floor is all that is needed here.
        standing_.foot = {320.0, 380.0};
    }
    void start(vision::AnalyserConfiguration configuration, std::unique_ptr<vision::PersonModel> model) {
        auto made = vision::Analyser::create(std::move(configuration), clock_, std::move(model));
        ASSERT_TRUE(made) << made.error().message;
        analyser_ = std::move(*made);
        number_ = 0;
    }
    vision::Analysis see(const std::vector<test::DrawnPerson>& people, net::SourceEpoch epoch = 1) {
        ++number_;
        auto out = analyser_->analyse(test::draw_scene(people, static_cast<int>(number_)),
                                      test::stamp_of(number_, epoch));
        EXPECT_TRUE(out) << out.error().message;
        return std::move(*out);
    }
    static bool is_masked(const vision::Analysis& analysis, const net::Box& box) {
        const double scale = 480.0 / analysis.foreground.rows;
        const cv::Rect middle(
            cvRound((box.x + 0.4 * box.width) / scale), cvRound((box.y + 0.1 * box.height) / scale),
            std::max(1, cvRound(0.2 * box.width / scale)), cvRound(0.8 * box.height / scale));
        return cv::countNonZero(analysis.foreground(middle)) == middle.area();
    }
    void see_standing() { sight_.rows = {{box_of(standing_), {0.85F}}}; }

    test::FakeClock clock_;
    test::FakeSight sight_;
    std::unique_ptr<vision::Analyser> analyser_;
    std::uint64_t number_ = 0;
    test::DrawnPerson standing_;
};

TEST_F(ModelAnalyserTest, WhoStandsSinceBeforeTheStartIsCountedAndMaskedInEveryFrame) {
    start(test::drawn_camera(true), nullptr);
    for (int i = 0; i < 25; ++i) {
        EXPECT_EQ(see({standing_}).scene.in_view.people, 0.0) << "without a model they belong to the view";
    }
    start(test::drawn_camera(true), test::fake_model(sight_, test::fake_settings()));
    see_standing();
    net::TrackNumber number = 0;
    for (int i = 1; i <= 50; ++i) {
        const auto now = see({standing_});
        EXPECT_TRUE(is_masked(now, box_of(standing_))) << i;
        if (i < 3) {
            continue;  // seen so often: somebody
        }
        const auto people = test::counted(now.scene);
        ASSERT_EQ(people.size(), 1U) << i;
        EXPECT_EQ(people[0].state, net::TrackState::confirmed) << i;
        EXPECT_GT(net::intersection_over_union(people[0].box, box_of(standing_)), 0.7) << i;
        number = number == 0 ? people[0].number : number;
        EXPECT_EQ(people[0].number, number) << i;
    }
    EXPECT_EQ(sight_.looks, 1 + 10) << "one to load, then every fifth frame";
}

TEST_F(ModelAnalyserTest, WhoWasHeldAndWalksAwayKeepsTheirNumberAndLeavesNobodyBehind) {
    start(test::drawn_camera(true), test::fake_model(sight_, test::fake_settings()));
    see_standing();
    net::TrackNumber number = 0;
    for (int i = 0; i < 25; ++i) {
        const auto people = test::counted(see({standing_}).scene);
        number = people.empty() ? number : people[0].number;
    }
    ASSERT_NE(number, 0U);
    for (int i = 0; i < 35; ++i) {
        standing_.foot.x += 5.0;
        see_standing();
        const auto people = test::counted(see({standing_}).scene);
        if (i > 15) {
            ASSERT_EQ(people.size(), 1U) << i;
            EXPECT_EQ(people[0].number, number) << i;
        }
    }
}

TEST_F(ModelAnalyserTest, WithoutCalibrationTheFirstLookTeachesTheSize) {
    start(test::drawn_camera(false), test::fake_model(sight_, test::fake_settings()));
    see_standing();
    vision::Analysis last;
    for (int i = 0; i < 10; ++i) {
        last = see({standing_});
    }
    const auto people = test::counted(last.scene);
    ASSERT_EQ(people.size(), 1U);
    EXPECT_GT(net::intersection_over_union(people[0].box, box_of(standing_)), 0.7);
}

TEST_F(ModelAnalyserTest, AFailingModelLeavesWhatTheForegroundFinds) {
    const auto walk = [&](std::unique_ptr<vision::PersonModel> model) {
        start(test::drawn_camera(true), std::move(model));
        std::vector<std::vector<net::Track>> out;
        for (int i = 0; i < 30; ++i) {
            (void)see({});
        }
        test::DrawnPerson walker{{100.0, 380.0}};
        for (int i = 0; i < 30; ++i) {
            walker.foot.x += 6.0;
            out.push_back(see({walker}).scene.tracks);
        }
        return out;
    };
    const auto bare = walk(nullptr);
    ASSERT_FALSE(bare.back().empty());
    auto model = test::fake_model(sight_, test::fake_settings());
    sight_.error = "no memory";
    EXPECT_EQ(walk(std::move(model)), bare);
    const auto report = see({}).model;
    ASSERT_TRUE(report);
    EXPECT_GT(report->failures, 1U);
    EXPECT_EQ(report->looks, 0U);
    EXPECT_THAT(report->problem.english, HasSubstr("failed on a picture (no memory)"));
}

TEST_F(ModelAnalyserTest, AMissingFileIsNoErrorOfTheCameraButSaidWithEachFrame) {
    auto configuration = test::drawn_camera(true);
    configuration.settings.model = vision::ModelSettings{};
    configuration.settings.model->file = "/nowhere/net.onnx";
    auto made = vision::Analyser::create(configuration, clock_);
    ASSERT_TRUE(made) << made.error().message;
    analyser_ = std::move(*made);
    const auto seen = see({});
    ASSERT_TRUE(seen.model);
    EXPECT_EQ(seen.model->every, 0);
    EXPECT_THAT(seen.model->problem.english, HasSubstr("/nowhere/net.onnx is not there"));
    start(test::drawn_camera(true), nullptr);
    EXPECT_FALSE(see({}).model) << "no model, no report";
}

TEST_F(ModelAnalyserTest, WhatALookCostsIsAStageOfItsOwn) {
    auto settings = test::fake_settings();
    settings.every = 2;
    settings.most_load = 0.0;
    start(test::drawn_camera(true), test::fake_model(sight_, settings));
    sight_.meanwhile = [this] { clock_.advance(std::chrono::milliseconds(70)); };
    const auto first = see({}).times;
    EXPECT_DOUBLE_EQ(first.model, 70.0);
    EXPECT_DOUBLE_EQ(first.total, 70.0) << "the clock stands still elsewhere";
    EXPECT_DOUBLE_EQ(see({}).times.model, 0.0);
}

TEST_F(ModelAnalyserTest, SeeingAClassWithAnAlertIsHandedOnAndNotCounted) {
    auto settings = test::fake_settings();
    settings.classes = {"person", "knife"};
    settings.alerts = {{"knife", "weapon"}};
    start(test::drawn_camera(true), test::fake_model(sight_, settings));
    sight_.rows = {{{300, 300, 40, 120}, {0.0F, 0.9F}}};
    vision::Analysis last;
    for (int i = 0; i < 8; ++i) {
        last = see({});
    }
    ASSERT_EQ(last.sightings.size(), 1U);
    EXPECT_EQ(last.sightings[0].key, "weapon");
    ASSERT_EQ(last.scene.signs.size(), 1U);
    EXPECT_EQ(last.scene.signs[0].kind, net::SignKind::model_class);
    EXPECT_EQ(last.scene.signs[0].label, "weapon");
    EXPECT_GT(last.scene.signs[0].lasting_s, 0.0);
    EXPECT_TRUE(last.scene.signs[0].at);
    EXPECT_EQ(last.scene.in_view.people, 0.0);
    EXPECT_TRUE(last.scene.tracks.empty());
}

TEST_F(ModelAnalyserTest, ANewEpochIsLookedAtAtOnceAndHoldsNobodyFromBefore) {
    start(test::drawn_camera(true), test::fake_model(sight_, test::fake_settings()));
    see_standing();
    for (int i = 0; i < 8; ++i) {
        (void)see({standing_});
    }
    const int before = sight_.looks;
    sight_.rows.clear();
    EXPECT_TRUE(see({standing_}, 2).scene.tracks.empty());
    EXPECT_EQ(sight_.looks, before + 1);
}

}  // namespace
}  // namespace vigie
