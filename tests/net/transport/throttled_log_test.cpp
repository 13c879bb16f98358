// A log that strangers can write to: some lines a minute, then how many there were.
#include "net/transport/throttled_log.hpp"

#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/fake_clock.hpp"

namespace vigie::net {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class ThrottledLogTest : public ::testing::Test {
protected:
    void say(std::uint64_t times) {
        for (std::uint64_t i = 0; i < times; ++i) {
            log.say("no");
        }
    }

    test::FakeClock clock;
    std::vector<std::string> lines;
    ThrottledLog log{clock, LogLevel::warning, "refused clients",
                     [this](LogLevel level, std::string_view line) {
                         EXPECT_EQ(level, LogLevel::warning);
                         lines.emplace_back(line);
                     }};
};

TEST_F(ThrottledLogTest, PassesOnTheFirstLinesOfAMinuteAndSaysHowManyFollowed) {
    say(ThrottledLog::kMostLines + 7);
    EXPECT_THAT(lines, SizeIs(ThrottledLog::kMostLines));
    lines.clear();
    clock.advance(ThrottledLog::kWindow - Microseconds(1));
    log.tick();
    EXPECT_THAT(lines, IsEmpty());
    clock.advance(Microseconds(1));
    log.tick();
    EXPECT_THAT(lines, ElementsAre("7 more refused clients within a minute were not logged one by one"));
    log.tick();
    EXPECT_THAT(lines, SizeIs(1)) << "said once";
}

TEST_F(ThrottledLogTest, NextMinuteHasItsLinesAgain) {
    say(ThrottledLog::kMostLines + 1);
    lines.clear();
    clock.advance(ThrottledLog::kWindow);
    log.say("yes");
    EXPECT_THAT(lines,
                ElementsAre("1 more refused clients within a minute were not logged one by one", "yes"));
}

TEST_F(ThrottledLogTest, QuietMinuteSaysNothing) {
    say(ThrottledLog::kMostLines);
    lines.clear();
    clock.advance(ThrottledLog::kWindow);
    log.tick();
    EXPECT_THAT(lines, IsEmpty());
}

}  // namespace
}  // namespace vigie::net
