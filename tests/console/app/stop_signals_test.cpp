#include "console/app/stop_signals.hpp"

#include <signal.h>
#include <unistd.h>

#include <semaphore>

#include <gtest/gtest.h>

namespace vigie::console {
namespace {

class StopSignalsTest : public testing::TestWithParam<int> {};

TEST_P(StopSignalsTest, ASignalIsAnOrdinaryCall) {
    std::binary_semaphore stopped{0};
    StopSignals signals;
    signals.on_stop([&] { stopped.release(); });
    EXPECT_FALSE(signals.requested());
    ::kill(::getpid(), GetParam());
    EXPECT_TRUE(stopped.try_acquire_for(std::chrono::seconds(20)));
    EXPECT_TRUE(signals.requested());
}

TEST_P(StopSignalsTest, ASignalDuringStartIsNotLost) {
    std::binary_semaphore stopped{0};
    StopSignals signals;
    ::kill(::getpid(), GetParam());
    signals.on_stop([&] { stopped.release(); });
    EXPECT_TRUE(stopped.try_acquire_for(std::chrono::seconds(20)));
}

INSTANTIATE_TEST_SUITE_P(Both, StopSignalsTest, testing::Values(SIGINT, SIGTERM));

TEST(StopSignals, CallOnlyTheNewestAndNothingOnceForgotten) {
    int first = 0;
    std::binary_semaphore second{0};
    StopSignals signals;
    signals.on_stop([&] { ++first; });
    signals.on_stop([&] { second.release(); });
    ::kill(::getpid(), SIGTERM);
    EXPECT_TRUE(second.try_acquire_for(std::chrono::seconds(20)));
    signals.forget();
    EXPECT_EQ(first, 0);
}

TEST(StopSignals, EndWithoutASignal) {
    bool called = false;
    {
        StopSignals signals;
        signals.on_stop([&] { called = true; });
    }
    EXPECT_FALSE(called);
}

}  // namespace
}  // namespace vigie::console
