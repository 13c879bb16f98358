// The demo's first three minutes, from drawn picture to alarm: its story is what comes, and nothing else.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>
#include <string>
#include <vector>

#include "tests/support/evaluation_data.hpp"
#include "vision/eval/alarm_run.hpp"

namespace vigie {
namespace {

const std::filesystem::path kDemo = VIGIE_SOURCE_DIR "/config/demo";

/// "45: *Something was left behind*" of the story.
struct Told {
    std::string rule;  ///< its name, or the beginning of it
    double at_s = 0.0;
};

std::vector<Told> told_in_the_story() {
    std::ifstream in(kDemo / "README.md");
    const std::string story((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
    const std::regex alarm(R"((\d+): \*([^*]+)\*)");
    std::vector<Told> out;
    for (auto at = std::sregex_iterator(story.begin(), story.end(), alarm); at != std::sregex_iterator();
         ++at) {
        out.push_back({(*at)[2], std::stod((*at)[1])});
    }
    return out;
}

TEST(Demo, ItsListOfAlarmsIsItsStory) {
    const auto node = vision::load_node_configuration(kDemo / "node.toml", "/state");
    ASSERT_TRUE(node) << node.error().message;
    const auto alarms = vision::load_alarms(kDemo / "alarms.toml", *node);
    ASSERT_TRUE(alarms) << alarms.error().message;
    const auto story = told_in_the_story();
    EXPECT_EQ(story.size(), alarms->size());
    for (const auto& rule : node->record.rules) {
        const auto alarm = std::find_if(alarms->begin(), alarms->end(),
                                        [&](const auto& entry) { return entry.rule == rule.rule; });
        const auto told = std::find_if(story.begin(), story.end(),
                                       [&](const auto& entry) { return rule.name.starts_with(entry.rule); });
        ASSERT_NE(alarm, alarms->end()) << rule.name << " is in no list";
        ASSERT_NE(told, story.end()) << rule.name << " is in no story";
        EXPECT_EQ(told->at_s, alarm->at_s) << rule.name;
    }
}

TEST(Demo, ItsThreeMinutesRaiseWhatItsStoryTellsAndNothingElse) {
    const auto video = test::real_video();
    if (!std::filesystem::exists(video)) GTEST_SKIP() << test::is_absent(video);
    const auto measured = vision::run_demo(kDemo / "node.toml", video);
    ASSERT_TRUE(measured) << measured.error().message;
    EXPECT_EQ(measured->run.frames_of.size(), 9U);
    EXPECT_EQ(measured->run.frames_of.at(*net::CameraId::parse("forecourt")), 180U * 7U);
    EXPECT_EQ(measured->run.frames_of.at(*net::CameraId::parse("doors")), 180U * 5U);
    for (const auto& sentence : measured->wrong(false)) ADD_FAILURE() << sentence;
    for (const auto& row : measured->comparison.rows) {
        if (!row.raised_s) continue;
        ASSERT_FALSE(row.evidence.empty()) << row.expected.rule.text();
        const auto& figure = row.evidence.front();
        ASSERT_TRUE(figure.threshold) << figure.name << " says what it was held against";
        EXPECT_GE(figure.value, *figure.threshold) << figure.name;
    }
}

/// Three cameras, all simulated: no video is asked for.
TEST(VillageHall, ItsThreeMinutesRaiseWhatItsListSaysAndNothingElse) {
    const auto measured = vision::run_demo(VIGIE_SOURCE_DIR "/config/venues/village-hall/node.toml", {});
    ASSERT_TRUE(measured) << measured.error().message;
    EXPECT_EQ(measured->run.frames_of.size(), 3U);
    EXPECT_EQ(measured->comparison.rows.size(), 3U);
    for (const auto& sentence : measured->wrong(false)) ADD_FAILURE() << sentence;
}

}  // namespace
}  // namespace vigie
