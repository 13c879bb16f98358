#include "console/app/stop_signals.hpp"

#include <signal.h>
#include <unistd.h>

#include <semaphore>

#include <gtest/gtest.h>

namespace vigie::console {
namespace {

/// Before any thread of this program, as StopSignals wants to be made: a thread of another test that did not
/// block them would be ended by them.
const bool kBlocked = [] {
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGTERM);
    return pthread_sigmask(SIG_BLOCK, &signals, nullptr) == 0;
}();

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

TEST(StopSignals, TellWhenTheEndDoesNotCome) {
    std::binary_semaphore late{0};
    StopSignals signals;
    signals.on_stop([] {}, std::chrono::milliseconds(1), [&] { late.release(); });
    ::kill(::getpid(), SIGTERM);
    EXPECT_TRUE(late.try_acquire_for(std::chrono::seconds(20)));
}

TEST(StopSignals, AreNotLateOnceForgotten) {
    std::binary_semaphore stopped{0};
    bool late = false;
    {
        StopSignals signals;
        signals.on_stop([&] { stopped.release(); }, std::chrono::seconds(60), [&] { late = true; });
        ::kill(::getpid(), SIGTERM);
        ASSERT_TRUE(stopped.try_acquire_for(std::chrono::seconds(20)));
        signals.forget();
    }
    EXPECT_FALSE(late);
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
