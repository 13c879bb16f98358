#include "console/app/situation_feed.hpp"

#include <latch>
#include <semaphore>
#include <vector>

#include <gtest/gtest.h>

#include "tests/support/fake_clock.hpp"

namespace vigie::console {
namespace {

using std::chrono::milliseconds;

/// A feed whose snapshots carry the number of observations made so far.
class SituationFeedTest : public testing::Test {
protected:
    std::shared_ptr<const Situation> snapshot() const {
        auto situation = std::make_shared<Situation>();
        situation->revision = seen_;
        return situation;
    }
    /// Waits for the situation after `revision` observations.
    void await(std::uint64_t revision) {
        std::uint64_t newest = 0;
        while (newest < revision) {
            ASSERT_TRUE(published_.try_acquire_for(std::chrono::seconds(20)));
            if (const auto situation = feed_.take()) {
                newest = (*situation)->revision;
            }
        }
        EXPECT_EQ(newest, revision);
    }

    std::uint64_t seen_ = 0;  ///< only the feed's thread writes it
    std::counting_semaphore<1'000'000> published_{0};
    net::SystemClock clock_;
    SituationFeed feed_{[this] { return snapshot(); },
                        [this] { published_.release(); },
                        clock_,
                        {milliseconds(1), milliseconds(5)}};
};

TEST_F(SituationFeedTest, PublishesByItselfBecauseFeedsGrowLate) {
    ASSERT_TRUE(published_.try_acquire_for(std::chrono::seconds(20)));
    ASSERT_TRUE(published_.try_acquire_for(std::chrono::seconds(20)));
}

TEST_F(SituationFeedTest, AppliesEveryObservationInOrder) {
    std::vector<int> order;
    for (int i = 0; i < 500; ++i) {
        const auto step = [this, &order, i] {
            order.push_back(i);
            ++seen_;
        };
        i % 2 == 0 ? feed_.observe(step) : feed_.observe_replaceable(step);
    }
    await(500);
    for (int i = 0; i < 500; ++i) {
        EXPECT_EQ(order[static_cast<std::size_t>(i)], i);
    }
    EXPECT_EQ(feed_.dropped(), 0U);
}

TEST_F(SituationFeedTest, WhileItIsBusyOnlyWhatIsReplaceableIsDropped) {
    std::latch started(1);
    std::latch release(1);
    feed_.observe([&] {
        started.count_down();
        release.wait();
    });
    started.wait();
    for (int i = 0; i < 2000; ++i) {
        feed_.observe_replaceable([this] { ++seen_; });
    }
    for (int i = 0; i < 100; ++i) {
        feed_.observe([this] { ++seen_; });
    }
    EXPECT_EQ(feed_.dropped(), 2000U - 1024U);
    release.count_down();
    await(1024 + 100);
}

TEST(SituationFeedAfterAStall, AppliesAllThatWaitsBeforeItPublishes) {
    test::FakeClock clock;
    std::vector<int> applied_at_snapshots;
    int applied = 0;
    std::latch started(1);
    std::latch release(1);
    std::latch published(1);
    {
        SituationFeed feed(
            [&] {
                applied_at_snapshots.push_back(applied);
                return std::make_shared<const Situation>();
            },
            [&] {
                if (applied == 101) {
                    published.count_down();
                }
            },
            clock, {milliseconds(1), std::chrono::hours(1)});
        feed.observe([&] {
            ++applied;
            started.count_down();
            release.wait();
        });
        started.wait();
        for (int i = 0; i < 100; ++i) {
            feed.observe([&] {
                ++applied;
                clock.advance(milliseconds(10));
            });
        }
        release.count_down();
        published.wait();
    }
    EXPECT_EQ(applied_at_snapshots, std::vector<int>{101});
}

}  // namespace
}  // namespace vigie::console
