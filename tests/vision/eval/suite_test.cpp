// The suite: every table printed, absent data named, one failure not the end of all.
#include "vision/eval/suite.hpp"
#include "tests/support/places.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <string>

#include "tests/support/fake_clock.hpp"
#include "tests/support/temporary_folder.hpp"
#include "vision/eval/tables.hpp"

namespace vigie {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

/// Says what it was told to say.
class ToldTable final : public vision::Table {
public:
    ToldTable(std::string name, net::Result<vision::TableOutcome> outcome)
        : name_(std::move(name)), outcome_(std::move(outcome)) {}
    [[nodiscard]] std::string_view name() const override { return name_; }
    [[nodiscard]] std::string_view title() const override { return "Told"; }
    [[nodiscard]] net::Result<vision::TableOutcome> measure(vision::Material&) const override {
        return outcome_;
    }

private:
    std::string name_;
    net::Result<vision::TableOutcome> outcome_;
};

class SuiteTest : public ::testing::Test {
protected:
    vision::Material material(const std::filesystem::path& video = "/nowhere/vtest.avi") {
        return *vision::Material::open(
            {VIGIE_SOURCE_DIR "/config/demo/node.toml", std::nullopt, video, data_.path()}, clock_);
    }
    vision::SuiteOutcome run(const std::vector<std::unique_ptr<vision::Table>>& tables) {
        auto made_from = material();
        return vision::run_suite(tables, made_from, [this](std::string_view text) { printed_ += text; });
    }
    void put(const std::string& file, const std::string& content) {
        const auto place = data_.path() / file;
        std::filesystem::create_directories(place.parent_path());
        std::ofstream(place) << content;
    }

    test::FakeClock clock_;
    test::TemporaryFolder data_;
    std::string printed_;
};

TEST_F(SuiteTest, JoinsTheTablesFiguresAndGoesOnAfterAFailure) {
    vision::TableOutcome good;
    good.text = "  1 of 1\n";
    good.figures["good"]["f1"] = 0.5;
    good.missed = {"good: F1 0.500, bar >= 0.9"};
    good.absent = {"half of it is not there"};
    std::vector<std::unique_ptr<vision::Table>> tables;
    tables.push_back(std::make_unique<ToldTable>("bad", net::fail(net::ErrorCode::corrupt, "broken data")));
    tables.push_back(std::make_unique<ToldTable>("good", good));
    tables.push_back(std::make_unique<ToldTable>("none", vision::left_out("no video")));
    const auto outcome = run(tables);
    EXPECT_THAT(outcome.failed, ElementsAre("bad: broken data"));
    EXPECT_THAT(outcome.missed, ElementsAre("good: F1 0.500, bar >= 0.9"));
    EXPECT_EQ(outcome.figures["good"]["f1"], 0.5);
    EXPECT_EQ(outcome.figures["skipped"]["good"][0], "half of it is not there");
    EXPECT_EQ(outcome.figures["skipped"]["none"][0], "no video");
    EXPECT_FALSE(outcome.figures.contains("none"));
    EXPECT_THAT(printed_, HasSubstr("== good: Told\n\n  1 of 1\n  skipped: half of it is not there\n"));
    EXPECT_THAT(printed_, HasSubstr("failed: broken data"));
    EXPECT_THAT(printed_, HasSubstr("1 table measured, 1 skipped, 1 failed; 1 missed:\n  good: F1 0.500"));
}

TEST_F(SuiteTest, WithoutAnyDataEveryTableThatNeedsItIsSkippedByNameWithTheReason) {
    auto tables = vision::all_tables();
    // These simulate their own.
    std::erase_if(tables, [](const auto& table) {
        return table->name() == "fusion" || table->name() == "crowd" || table->name() == "drawn";
    });
    const auto outcome = run(tables);
    EXPECT_TRUE(outcome.failed.empty());
    EXPECT_TRUE(outcome.missed.empty());
    for (const char* table : {"vtest", "vtest_model", "tracker", "robustness", "uncalibrated", "empty_scene",
                              "rules", "alarms", "demo"}) {
        ASSERT_TRUE(outcome.figures["skipped"].contains(table)) << table;
        EXPECT_THAT(outcome.figures["skipped"][table][0].get<std::string>(), HasSubstr("is not there"));
        EXPECT_THAT(printed_, HasSubstr(std::string("== ") + table + ": "));
    }
    EXPECT_THAT(printed_, HasSubstr("skipped: /nowhere/vtest.avi (the demo's video) is not there"));
    EXPECT_EQ(outcome.measured, 0U);
    EXPECT_THAT(printed_, HasSubstr("0 tables measured, 9 skipped, 0 failed; no bar was looked at"));
}

TEST_F(SuiteTest, TablesAreChosenByName) {
    const auto chosen = vision::choose_tables(vision::all_tables(), {"tracker", "vtest"});
    ASSERT_TRUE(chosen);
    ASSERT_EQ(chosen->size(), 2U);
    EXPECT_EQ((*chosen)[0]->name(), "vtest") << "in their own order";
    EXPECT_EQ((*chosen)[1]->name(), "tracker");
    EXPECT_EQ(vision::choose_tables(vision::all_tables(), {})->size(), 12U);
    EXPECT_THAT(vision::choose_tables(vision::all_tables(), {"track"}).error().message,
                HasSubstr("there is no table 'track' (known: vtest, vtest_model, tracker"));
}

TEST_F(SuiteTest, TheTrackerTableGivesNoMeanWhileASequenceIsMissing) {
    std::string truth;
    std::string boxes;
    for (int frame = 1; frame <= 20; ++frame) {
        const auto box = std::to_string(100 + 2 * frame) + ",100,40,100";
        truth += std::to_string(frame) + ",1," + box + ",1,-1,-1,-1\n";
        boxes += std::to_string(frame) + ",-1," + box + ",0.9,-1,-1,-1\n";
    }
    put("mot15/TUD-Campus/gt/gt.txt", truth);
    put("mot15/TUD-Campus/det/det.txt", boxes);
    put("mot15/TUD-Campus/seqinfo.ini",
        "[Sequence]\nname=TUD-Campus\nframeRate=25\nseqLength=20\nimWidth=640\nimHeight=480\n");
    std::vector<std::unique_ptr<vision::Table>> tables;
    tables.push_back(vision::make_tracker_table());
    const auto outcome = run(tables);
    EXPECT_TRUE(outcome.failed.empty());
    const auto& figures = outcome.figures["tracker"];
    ASSERT_EQ(figures.size(), 1U);
    EXPECT_GT(figures["TUD-Campus"]["mota"], 0.7) << "one person, every box right";
    EXPECT_EQ(figures["TUD-Campus"]["id_switches"], 0);
    EXPECT_FALSE(outcome.figures.contains("tracker_mean"));
    EXPECT_EQ(outcome.figures["skipped"]["tracker"].size(), 5U);
    EXPECT_THAT(printed_, Not(HasSubstr("mean")));
}

TEST_F(SuiteTest, BrokenDataIsAFailureWithItsName) {
    put("mot15/TUD-Campus/gt/gt.txt", "1,1,100,100,40,100,1\n");
    put("mot15/TUD-Campus/det/det.txt", "nonsense\n");
    put("mot15/TUD-Campus/seqinfo.ini",
        "[Sequence]\nname=TUD-Campus\nframeRate=25\nseqLength=20\nimWidth=640\nimHeight=480\n");
    std::vector<std::unique_ptr<vision::Table>> tables;
    tables.push_back(vision::make_tracker_table());
    const auto outcome = run(tables);
    ASSERT_EQ(outcome.failed.size(), 1U);
    EXPECT_THAT(outcome.failed[0], HasSubstr("tracker: TUD-Campus: "));
    EXPECT_THAT(outcome.failed[0], HasSubstr("det.txt"));
}

TEST_F(SuiteTest, AConfigurationThatIsNotThereIsRefused) {
    const auto none = vision::Material::open({"/nowhere/node.toml", std::nullopt, "v", "d"}, clock_);
    ASSERT_FALSE(none);
    EXPECT_THAT(none.error().message, HasSubstr("/nowhere/node.toml"));
}

}  // namespace
}  // namespace vigie
