// Figures by name, their bars, and what people and machines read of them.
#include "vision/eval/report.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "tests/support/temporary_folder.hpp"
#include "vision/eval/json_file.hpp"

namespace vigie {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

vision::Evaluation surveyed_evaluation() {
    vision::Evaluation out;
    out.frames = {1, 397};
    out.score.f1 = 0.91234567;
    out.score.count_error = 0.5;
    out.score.mota = 0.8;
    out.score.id_switches = 3;
    out.interval_coverage = 0.96;
    out.crossings = vision::CrossingScore{8, 100, 90, 81, 0.9, 0.81};
    out.foot_error_m = 0.2;
    out.foot_error_p95_m = 0.4;
    out.costs = {{"model", 0.0, 0.0, 0.0}, {"track", 0.4, 0.6, 0.5}, {"whole pipeline", 2.5, 14.5, 3.5}};
    return out;
}

TEST(Bar, BothEndsBelongToIt) {
    const vision::Bar between{0.85, 0.95};
    EXPECT_TRUE(between.holds(0.85));
    EXPECT_TRUE(between.holds(0.95));
    EXPECT_FALSE(between.holds(0.951));
    EXPECT_FALSE(between.holds(0.849));
    EXPECT_EQ(between.text(), "0.85 to 0.95");
    EXPECT_EQ((vision::Bar{0.9, {}}.text()), ">= 0.9");
    EXPECT_EQ((vision::Bar{{}, 12.0}.text()), "<= 12");
    EXPECT_FALSE((vision::Bar{{}, 12.0}.holds(12.5)));
}

TEST(Figures, SayWhichBarsAreMissed) {
    const auto figures = vision::figures_of(surveyed_evaluation(), vision::surveyed_video_bars());
    EXPECT_THAT(
        vision::missed_bars("vtest", figures),
        ::testing::ElementsAre(
            "vtest: count error 0.500, bar <= 0.45", "vtest: interval coverage 0.960, bar 0.85 to 0.95",
            "vtest: IDF1 0.000, bar >= 0.85", "vtest: crossing precision 0.900, bar >= 0.95",
            "vtest: crossing recall 0.810, bar >= 0.95", "vtest: mask recall 0.000, bar >= 0.99"));
    EXPECT_TRUE(vision::missed_bars("vtest", vision::figures_of(surveyed_evaluation())).empty())
        << "no bars given, none missed";
}

TEST(Figures, LeaveOutWhatCouldNotBeMeasured) {
    auto evaluation = surveyed_evaluation();
    evaluation.crossings->truth = 0;
    evaluation.foot_error_m = std::nullopt;
    const auto json = vision::json_of(vision::figures_of(evaluation, vision::surveyed_video_bars()));
    EXPECT_FALSE(json.contains("crossing_recall")) << "nobody crossed: no recall of 0";
    EXPECT_FALSE(json.contains("foot_error_m"));
    EXPECT_FALSE(json.contains("heatmap_correlation"));
    EXPECT_TRUE(json.contains("mask_recall"));
}

TEST(Report, JsonHoldsWhatTheTableShows) {
    const auto evaluation = surveyed_evaluation();
    const auto figures = vision::figures_of(evaluation, vision::surveyed_video_bars());
    const auto json = vision::json_of(evaluation, figures);
    EXPECT_EQ(json["frames"], "1-397");
    EXPECT_EQ(json["f1"], 0.9123);
    EXPECT_EQ(json["id_switches"], 3);
    EXPECT_TRUE(json["id_switches"].is_number_integer());
    EXPECT_EQ(json["crossings"], 100);
    EXPECT_EQ(json["crossing_recall"], 0.81);
    EXPECT_EQ(json["interval90_coverage"], 0.96);
    EXPECT_EQ(json["foot_error_m"], 0.2);
    EXPECT_EQ(json["foot_error_p95_m"], 0.4);
    EXPECT_EQ(json["ms_per_frame"], 2.5);
    EXPECT_EQ(json["ms_per_frame_p95"], 14.5);
    EXPECT_EQ(json["ms_per_frame_mean"], 3.5);
    EXPECT_EQ(json["stages_ms"]["track"]["p95"], 0.6);
    EXPECT_EQ(json["stages_ms"]["track"]["mean"], 0.5);
    for (const char* key : {"precision", "recall", "count_error", "count_bias", "mota", "idf1", "mask_recall",
                            "mask_area", "crossing_precision"}) {
        EXPECT_TRUE(json.contains(key)) << key;
    }
    const auto text = vision::text_of("vtest", evaluation, figures);
    EXPECT_THAT(text, HasSubstr("vtest, frames 1-397"));
    EXPECT_THAT(text, HasSubstr("0.912   bar >= 0.9       holds"));
    EXPECT_THAT(text, HasSubstr("0.500   bar <= 0.45      MISSED"));
    EXPECT_THAT(text, HasSubstr("true ones of 8 lines, 90 found"));
    EXPECT_THAT(text, HasSubstr("whole pipeline"));
    EXPECT_THAT(text, Not(HasSubstr("model"))) << "a stage without work is not listed";
    EXPECT_THAT(text, Not(HasSubstr(" \n"))) << "no blanks at the end of lines";
}

TEST(JsonFile, RefusesAtOnceWhatCannotBeWritten) {
    const test::TemporaryFolder folder;
    for (const auto& place : {folder.path() / "none" / "out.json", folder.path()}) {
        const auto file = vision::JsonFile::reserve(place);
        ASSERT_FALSE(file);
        EXPECT_THAT(file.error().message, HasSubstr("cannot write the figures to " + place.string()));
    }
}

TEST(JsonFile, ReplacesTheContentAtTheEndAndNotBefore) {
    const test::TemporaryFolder folder;
    const auto place = folder.write("out.json", "what was there before, and long");
    const auto content = [&] {
        std::ifstream in(place);
        std::stringstream out;
        out << in.rdbuf();
        return out.str();
    };
    auto file = vision::JsonFile::reserve(place);
    ASSERT_TRUE(file) << file.error().message;
    EXPECT_EQ(content(), "what was there before, and long");
    ASSERT_TRUE(file->write("{}\n"));
    EXPECT_EQ(content(), "{}\n");
}

TEST(JsonFile, LeavesNothingBehindWhenTheWorkFails) {
    const test::TemporaryFolder folder;
    const auto kept = folder.write("kept.json", "old");
    {
        const auto fresh = vision::JsonFile::reserve(folder.path() / "new.json");
        const auto old = vision::JsonFile::reserve(kept);
        ASSERT_TRUE(fresh && old);
    }
    EXPECT_FALSE(std::filesystem::exists(folder.path() / "new.json"));
    EXPECT_TRUE(std::filesystem::exists(kept));
}

}  // namespace
}  // namespace vigie
