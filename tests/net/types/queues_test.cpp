// What crosses threads: the newest value, and the bounded queue.
#include <memory>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

#include "net/types/bounded_queue.hpp"
#include "net/types/latest.hpp"

namespace vigie::net {
namespace {

using std::chrono::hours;
using std::chrono::milliseconds;

TEST(Latest, NewestWinsAndWhatNobodyTookIsCounted) {
    Latest<int> latest;
    EXPECT_FALSE(latest.take());
    latest.put(1);
    latest.put(2);
    latest.put(3);
    EXPECT_EQ(latest.take(), 3);
    EXPECT_FALSE(latest.take());
    EXPECT_EQ(latest.dropped(), 2U);
    latest.put(4);
    EXPECT_EQ(latest.take(), 4);
    EXPECT_EQ(latest.dropped(), 2U);
}

TEST(Latest, HoldsWhatCannotBeCopied) {
    Latest<std::unique_ptr<int>> latest;
    latest.put(std::make_unique<int>(5));
    EXPECT_EQ(**latest.take(), 5);
}

TEST(Latest, WaiterIsWokenByAValueAndByAStop) {
    Latest<int> latest;
    std::stop_source stop;
    EXPECT_FALSE(latest.wait_take(stop.get_token(), milliseconds(1)));
    std::jthread producer([&] { latest.put(7); });
    EXPECT_EQ(latest.wait_take(stop.get_token(), hours(1)), 7);
    std::jthread stopper([&] { stop.request_stop(); });
    EXPECT_FALSE(latest.wait_take(stop.get_token(), hours(1)));
}

TEST(Latest, EveryValueIsTakenOrCounted) {
    Latest<int> latest;
    constexpr int kValues = 20'000;
    std::stop_source stop;
    std::vector<int> taken;
    {
        std::jthread producer([&] {
            for (int i = 1; i <= kValues; ++i) {
                latest.put(i);
            }
        });
        while (taken.empty() || taken.back() != kValues) {
            if (const auto value = latest.wait_take(stop.get_token(), milliseconds(100))) {
                ASSERT_TRUE(taken.empty() || *value > taken.back());
                taken.push_back(*value);
            }
        }
    }
    EXPECT_EQ(taken.size() + latest.dropped(), static_cast<std::size_t>(kValues));
}

TEST(BoundedQueue, InOrderUpToItsBound) {
    BoundedQueue<int> queue(2, WhenFull::drop_oldest);
    EXPECT_FALSE(queue.take());
    EXPECT_TRUE(queue.push(1));
    EXPECT_TRUE(queue.push(2));
    EXPECT_TRUE(queue.push(3));
    EXPECT_EQ(queue.size(), 2U);
    EXPECT_EQ(queue.dropped(), 1U);
    EXPECT_EQ(queue.take(), 2);
    EXPECT_EQ(queue.take(), 3);
    EXPECT_FALSE(queue.take());
}

TEST(BoundedQueue, RefusedValueStaysWithItsProducer) {
    BoundedQueue<std::unique_ptr<int>> queue(1, WhenFull::refuse);
    EXPECT_TRUE(queue.push(std::make_unique<int>(1)));
    auto second = std::make_unique<int>(2);
    EXPECT_FALSE(queue.push(std::move(second)));
    // That a refused value is not moved from is the very promise.
    ASSERT_NE(second, nullptr);
    EXPECT_EQ(*second, 2);  // NOLINT(bugprone-use-after-move)
    EXPECT_EQ(queue.dropped(), 1U);
    EXPECT_EQ(**queue.take(), 1);
    EXPECT_TRUE(queue.push(std::move(second)));
}

TEST(BoundedQueue, WaiterIsWokenByAValueAndByAStop) {
    BoundedQueue<int> queue(4, WhenFull::refuse);
    std::stop_source stop;
    EXPECT_FALSE(queue.wait_take(stop.get_token(), milliseconds(1)));
    std::jthread producer([&] { queue.push(7); });
    EXPECT_EQ(queue.wait_take(stop.get_token(), hours(1)), 7);
    std::jthread stopper([&] { stop.request_stop(); });
    EXPECT_FALSE(queue.wait_take(stop.get_token(), hours(1)));
}

TEST(BoundedQueue, NothingIsLostUncountedBetweenManyThreads) {
    BoundedQueue<int> queue(8, WhenFull::drop_oldest);
    constexpr int kProducers = 4;
    constexpr int kEach = 5000;
    std::size_t taken = 0;
    {
        std::vector<std::jthread> producers;
        producers.reserve(kProducers);
        for (int p = 0; p < kProducers; ++p) {
            producers.emplace_back([&] {
                for (int i = 0; i < kEach; ++i) {
                    queue.push(i);
                }
            });
        }
        for (int i = 0; i < 1000; ++i) {
            taken += queue.take().has_value() ? 1U : 0U;
        }
    }
    while (queue.take()) {
        ++taken;
    }
    EXPECT_EQ(taken + queue.dropped(), static_cast<std::size_t>(kProducers * kEach));
}

}  // namespace
}  // namespace vigie::net
