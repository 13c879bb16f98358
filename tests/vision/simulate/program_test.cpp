// vigie-simulate, the program: what it refuses, and with which status.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <vector>

#include "tests/support/child_process.hpp"
#include "tests/support/mistake.hpp"
#include "tests/support/places.hpp"
#include "tests/support/simulated_hall.hpp"
#include "tests/support/temporary_folder.hpp"

namespace vigie {
namespace {

using ::testing::HasSubstr;

class SimulateProgram : public ::testing::Test {
protected:
    void SetUp() override {
        script("");
        folder_.write("node.toml", std::string(test::kHallNode) + std::string(test::kHallCamera));
    }
    void script(const std::string& more, const std::string& duration = "4") {
        folder_.write(
            "show.toml",
            test::replaced(std::string(test::kHallScript), "30.0", duration + "\nmost_people = 1") + more);
    }
    test::Finished run(std::vector<std::string> more, const char* camera = "south") {
        std::vector<std::string> words{std::string(VIGIE_BINARY_DIR) + "/bin/vigie-simulate", "--config",
                                       (folder_.path() / "node.toml").string(), "--camera", camera};
        words.insert(words.end(), more.begin(), more.end());
        return test::run_to_end(words);
    }
    std::string gt() const { return (folder_.path() / "gt.txt").string(); }

    test::TemporaryFolder folder_;
};

TEST_F(SimulateProgram, WritesPicturesVideoAndTruth) {
    const auto video = folder_.path() / "out.avi";
    const auto done = run({"--out", (folder_.path() / "out").string(), "--video", video.string(), "--gt",
                           gt(), "--frames", "2-5"});
    EXPECT_EQ(done.status, 0) << done.said;
    EXPECT_EQ(done.said, "");
    EXPECT_TRUE(std::filesystem::exists(folder_.path() / "out" / "000005.png"));
    EXPECT_GT(std::filesystem::file_size(video), 1000U);
}

TEST_F(SimulateProgram, WhatItWasToldWronglyEndsWithStatus2) {
    EXPECT_THAT(run({}).said, HasSubstr("nothing is to be written: give --out, --video or --gt"));
    EXPECT_EQ(run({}).status, 2);
    EXPECT_EQ(run({"--gt", gt()}, "north").status, 2);
    EXPECT_EQ(run({"--gt", gt(), "--script", "/none.toml"}).status, 2);
    const auto endless = run({"--gt", gt(), "--frames", "5-18446744073709551615"});
    EXPECT_EQ(endless.status, 2);
    EXPECT_THAT(endless.said, HasSubstr("at most 1000000 are written at once: give --frames"));
    const auto late = run({"--gt", gt(), "--frames", "2000001-3000001"});
    EXPECT_EQ(late.status, 2);
    EXPECT_FALSE(std::filesystem::exists(gt())) << "before anything is written";
}

TEST_F(SimulateProgram, WhatItCannotWriteEndsWithStatus1) {
    const auto no_folder = run({"--gt", "/none/gt.txt"});
    EXPECT_EQ(no_folder.status, 1);
    EXPECT_THAT(no_folder.said, HasSubstr("cannot write /none/gt.txt"));
    EXPECT_EQ(run({"--video", "/none/out.avi"}).status, 1);
}

TEST_F(SimulateProgram, TellsWhoFoundNoRoomAndWhatNobodyDid) {
    script(std::string(test::kAskedInVain), "60");
    const auto done = run({"--gt", gt()});
    EXPECT_EQ(done.status, 0);
    EXPECT_THAT(done.said,
                HasSubstr("people found no room to enter and were turned away: 'most_people' of [run] is 1"));
    EXPECT_THAT(done.said, HasSubstr("nobody was found for the act that the script wants at 10 s"));
}

}  // namespace
}  // namespace vigie
