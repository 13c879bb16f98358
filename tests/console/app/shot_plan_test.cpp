#include "console/app/shot_plan.hpp"

#include <gtest/gtest.h>

namespace vigie::console {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr net::MonoTime kStart{seconds(100)};

TEST(ShotPlan, TakesOneEachPeriodWithNamesThatSort) {
    ShotPlan plan(kStart, seconds(4));
    EXPECT_FALSE(plan.take(kStart));
    EXPECT_FALSE(plan.take(kStart + milliseconds(3999)));
    EXPECT_EQ(plan.take(kStart + milliseconds(4050)), "vigie-001-t00004s");
    EXPECT_FALSE(plan.take(kStart + milliseconds(4100)));
    EXPECT_EQ(plan.next(), kStart + seconds(8));
    EXPECT_EQ(plan.take(kStart + seconds(8)), "vigie-002-t00008s");
}

TEST(ShotPlan, TakesOneAfterALongPause) {
    ShotPlan plan(kStart, seconds(4));
    EXPECT_EQ(plan.take(kStart + seconds(61)), "vigie-001-t00061s");
    EXPECT_FALSE(plan.take(kStart + seconds(61)));
    EXPECT_EQ(plan.next(), kStart + seconds(64));
}

}  // namespace
}  // namespace vigie::console
