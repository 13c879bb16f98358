#include "console/app/redraw_scheduler.hpp"

#include <gtest/gtest.h>

#include "tests/support/fake_clock.hpp"

namespace vigie::console {
namespace {

using std::chrono::milliseconds;

class RedrawSchedulerTest : public testing::Test {
protected:
    RedrawSchedulerTest() { settle(); }

    void draw() { scheduler_.drawn(clock_.mono()); }
    void settle() {
        while (scheduler_.due(clock_.mono())) {
            draw();
        }
    }
    [[nodiscard]] bool due() const { return scheduler_.due(clock_.mono()); }
    [[nodiscard]] net::Microseconds wait() const { return scheduler_.wait(clock_.mono()); }

    test::FakeClock clock_;
    RedrawScheduler scheduler_{RedrawPolicy{}};
};

TEST(RedrawScheduler, DrawsTheFirstFrameAtOnce) {
    const test::FakeClock clock;
    RedrawScheduler scheduler{RedrawPolicy{}};
    EXPECT_TRUE(scheduler.due(clock.mono()));
    EXPECT_EQ(scheduler.wait(clock.mono()), net::Microseconds::zero());
}

TEST_F(RedrawSchedulerTest, DrawsNothingWhenNothingIsNewButTheClock) {
    EXPECT_FALSE(due());
    EXPECT_EQ(wait(), milliseconds(1000));
    clock_.advance(milliseconds(999));
    EXPECT_FALSE(due());
    EXPECT_EQ(wait(), milliseconds(1));
    clock_.advance(milliseconds(1));
    EXPECT_TRUE(due());
    draw();
    EXPECT_FALSE(due());
}

TEST_F(RedrawSchedulerTest, DrawsInputAtOnceAndTwoFramesMore) {
    scheduler_.input();
    for (int i = 0; i < 3; ++i) {
        EXPECT_TRUE(due()) << i;
        draw();
    }
    EXPECT_FALSE(due());
}

TEST_F(RedrawSchedulerTest, CapsFramesThatAreOnlyForData) {
    int frames = 0;
    for (int ms = 0; ms < 1000; ++ms) {
        clock_.advance(milliseconds(1));
        scheduler_.data();
        if (due()) {
            draw();
            ++frames;
        }
    }
    EXPECT_EQ(frames, 10);
}

TEST_F(RedrawSchedulerTest, DrawsDataAtOnceAfterAPause) {
    clock_.advance(milliseconds(400));
    EXPECT_FALSE(due());
    scheduler_.data();
    EXPECT_TRUE(due());
}

TEST_F(RedrawSchedulerTest, InputDoesNotWaitForTheCap) {
    scheduler_.data();
    clock_.advance(milliseconds(1));
    EXPECT_FALSE(due());
    scheduler_.input();
    EXPECT_TRUE(due());
}

TEST_F(RedrawSchedulerTest, DrawsNothingWhileHiddenAndAtOnceWhenShown) {
    scheduler_.set_visible(false);
    scheduler_.input();
    scheduler_.data();
    clock_.advance(milliseconds(5000));
    EXPECT_FALSE(due());
    EXPECT_EQ(wait(), milliseconds(1000));
    scheduler_.set_visible(true);
    EXPECT_TRUE(due());
}

TEST_F(RedrawSchedulerTest, TicksFasterForACaret) {
    scheduler_.set_caret(true);
    EXPECT_EQ(wait(), milliseconds(400));
    clock_.advance(milliseconds(400));
    EXPECT_TRUE(due());
}

}  // namespace
}  // namespace vigie::console
