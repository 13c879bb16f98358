#include "console/app/shot_notes.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace vigie::console {
namespace {

TEST(ShotNotes, NameEveryItemAndWordWithItsPlace) {
    Marks marks;
    marks.item("incident.ack", {10, 20, 90, 30});
    marks.text("queue", "Zone surchargée", {1, 2, 3, 4});
    marks.text("wall", "live", {5, 6, 7, 8});
    const auto notes = nlohmann::json::parse(notes_on(marks, {1280, 720}));
    EXPECT_EQ(notes["window"], (nlohmann::json{1280, 720}));
    EXPECT_EQ(notes["items"]["incident.ack"], (nlohmann::json{10.0, 20.0, 90.0, 30.0}));
    ASSERT_EQ(notes["texts"].size(), 2U);
    EXPECT_EQ(notes["texts"][0]["panel"], "queue");
    EXPECT_EQ(notes["texts"][0]["words"], "Zone surchargée");
    EXPECT_EQ(notes["texts"][1]["place"], (nlohmann::json{5.0, 6.0, 7.0, 8.0}));
}

TEST(ShotNotes, SurviveWordsThatAreNotUtf8) {
    Marks marks;
    marks.text("queue", "caf\xE9", {});
    const auto notes = nlohmann::json::parse(notes_on(marks, {1, 1}));
    EXPECT_EQ(notes["texts"][0]["words"], "caf\xEF\xBF\xBD");
}

}  // namespace
}  // namespace vigie::console
