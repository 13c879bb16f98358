#include "console/app/ledger_log.hpp"

#include <gtest/gtest.h>

namespace vigie::console {
namespace {

const LedgerState kWell{true, {}};
const LedgerState kFull{false, {"The disk is full"}};
const LedgerState kLocked{false, {"The ledger is locked"}};

class LedgerLogTest : public ::testing::Test {
protected:
    /// The line at that second; empty when there is none.
    std::string at(int second, const LedgerState& state) {
        const auto line = log_.change(state, net::MonoTime{} + std::chrono::seconds(second));
        if (line) {
            EXPECT_EQ(line->trouble, !state.recording);
        }
        return line ? line->text : "";
    }
    LedgerLog log_;
};

TEST_F(LedgerLogTest, TellsTheBeginningAndTheEndOnce) {
    EXPECT_EQ(at(0, LedgerState{}), "") << "nothing is known yet";
    EXPECT_EQ(at(0, kWell), "");
    EXPECT_EQ(at(1, kFull), "nothing is recorded: The disk is full");
    EXPECT_EQ(at(2, kFull), "");
    EXPECT_EQ(at(3, kLocked), "") << "the same trouble goes on";
    EXPECT_EQ(at(200, kFull), "");
    EXPECT_EQ(at(201, kWell), "everything is recorded again");
    EXPECT_EQ(at(202, kWell), "");
}

TEST_F(LedgerLogTest, TellsWhatComesAndGoesOnceAMinute) {
    EXPECT_NE(at(0, kLocked), "");
    EXPECT_NE(at(1, kWell), "");
    for (int second = 2; second < 20; second += 2) {
        EXPECT_EQ(at(second, kLocked), "");
        EXPECT_EQ(at(second + 1, kWell), "");
    }
    EXPECT_EQ(at(70, kLocked),
              "nothing is recorded: The ledger is locked (so it was 9 more times in the meantime)");
    EXPECT_EQ(at(71, kWell), "everything is recorded again");
}

TEST_F(LedgerLogTest, TellsInTheEndOfATroubleThatStays) {
    EXPECT_NE(at(0, kLocked), "");
    EXPECT_NE(at(1, kWell), "");
    EXPECT_EQ(at(2, kFull), "");
    EXPECT_EQ(at(59, kFull), "");
    EXPECT_EQ(at(60, kFull), "nothing is recorded: The disk is full") << "not counted as an earlier one";
    EXPECT_EQ(at(61, kFull), "");
    EXPECT_NE(at(62, kWell), "");
}

}  // namespace
}  // namespace vigie::console
