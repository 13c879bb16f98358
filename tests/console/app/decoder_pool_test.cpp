#include "console/app/decoder_pool.hpp"

#include <latch>
#include <semaphore>

#include <gtest/gtest.h>

#include "tests/console/app/jpeg_samples.hpp"
#include "tests/support/fake_clock.hpp"

namespace vigie::console {
namespace {

using net::PictureSize;
using test::grey_picture;

net::PictureFeed feed(std::string_view camera, PictureSize size = PictureSize::tile) {
    return {net::CameraId::parse(camera).value(), size};
}

/// A pool whose workers say when they have decoded something.
class DecoderPoolTest : public testing::Test {
protected:
    void submit(net::Picture picture) { pool_.submit(std::move(picture), clock_.utc()); }
    void await(int pictures) {
        for (int i = 0; i < pictures; ++i) {
            ASSERT_TRUE(decoded_.try_acquire_for(std::chrono::seconds(20)));
        }
    }

    test::FakeClock clock_;
    std::counting_semaphore<1000> decoded_{0};
    DecoderPool pool_{2, [this] { decoded_.release(); }, clock_};
};

TEST_F(DecoderPoolTest, DecodesWhatIsWatched) {
    pool_.watch({{feed("gate"), {}}});
    submit(grey_picture("gate", PictureSize::tile, 7, 90));
    await(1);
    const auto ready = pool_.take_ready();
    ASSERT_EQ(ready.size(), 1U);
    EXPECT_EQ(ready[0].feed, feed("gate"));
    EXPECT_EQ(ready[0].scene->stamp.number, 7U);
    EXPECT_EQ(ready[0].size, (PixelSize{64, 48}));
    EXPECT_NEAR(ready[0].rgba.at(0), 90, 2);
    EXPECT_EQ(ready[0].arrived, clock_.utc());
    EXPECT_TRUE(pool_.take_ready().empty());
}

TEST_F(DecoderPoolTest, DropsWhatNobodyLooksAt) {
    pool_.watch({{feed("gate"), {}}});
    submit(grey_picture("hall", PictureSize::tile, 1, 90));
    submit(grey_picture("gate", PictureSize::full, 1, 90));
    EXPECT_EQ(pool_.counters().unwatched, 2U);
    EXPECT_EQ(pool_.counters().decoded, 0U);
}

TEST_F(DecoderPoolTest, DecodesForTheSizeOfThePlace) {
    pool_.watch({{feed("gate"), {20, 12}}});
    submit(grey_picture("gate", PictureSize::tile, 1, 90, 160, 96));
    await(1);
    auto ready = pool_.take_ready();
    ASSERT_EQ(ready.size(), 1U);
    EXPECT_EQ(ready[0].size, (PixelSize{20, 12}));
    pool_.recycle(std::move(ready[0]));
    pool_.watch({{feed("gate"), {}}});
    submit(grey_picture("gate", PictureSize::tile, 2, 90, 160, 96));
    await(1);
    ready = pool_.take_ready();
    ASSERT_EQ(ready.size(), 1U);
    EXPECT_EQ(ready[0].size, (PixelSize{160, 96}));
    EXPECT_EQ(ready[0].rgba.size(), 160U * 96U * 4U);
}

TEST_F(DecoderPoolTest, CountsMalformedPicturesAndGoesOn) {
    pool_.watch({{feed("gate"), {}}});
    auto broken = grey_picture("gate", PictureSize::tile, 1, 90);
    broken.width = 65;
    submit(broken);
    submit(grey_picture("gate", PictureSize::tile, 2, 90));
    await(1);
    const auto ready = pool_.take_ready();
    ASSERT_EQ(ready.size(), 1U);
    EXPECT_EQ(ready[0].scene->stamp.number, 2U);
    const auto counters = pool_.counters();
    // The good one may have replaced the broken one before a worker was there.
    EXPECT_EQ(counters.malformed + counters.replaced, 1U);
}

TEST_F(DecoderPoolTest, SaysWhyAPictureWasRefused) {
    pool_.watch({{feed("gate"), {}}, {feed("hall"), {}}});
    auto broken = grey_picture("gate", PictureSize::tile, 1, 90);
    broken.jpeg = std::make_shared<const std::vector<std::uint8_t>>(10, std::uint8_t{1});
    submit(broken);
    while (pool_.counters().malformed == 0) {
        std::this_thread::yield();
    }
    EXPECT_NE(pool_.last_problem().find("camera gate"), std::string::npos) << pool_.last_problem();
    EXPECT_TRUE(pool_.take_ready().empty());
}

TEST(DecoderPool, NewestWinsWhileTheWorkerIsBusy) {
    test::FakeClock clock;
    std::latch release(1);
    std::counting_semaphore<10> decoded(0);
    DecoderPool pool(
        1,
        [&] {
            decoded.release();
            release.wait();
        },
        clock);
    pool.watch({{feed("busy"), {}}, {feed("gate"), {}}});
    pool.submit(grey_picture("busy", PictureSize::tile, 1, 10), clock.utc());
    ASSERT_TRUE(decoded.try_acquire_for(std::chrono::seconds(20)));
    for (std::uint64_t number = 1; number <= 5; ++number) {
        pool.submit(grey_picture("gate", PictureSize::tile, number, 90), clock.utc());
    }
    EXPECT_EQ(pool.counters().replaced, 4U);
    release.count_down();
    ASSERT_TRUE(decoded.try_acquire_for(std::chrono::seconds(20)));
    const auto ready = pool.take_ready();
    ASSERT_EQ(ready.size(), 2U);
    EXPECT_EQ(ready[1].feed, feed("gate"));
    EXPECT_EQ(ready[1].scene->stamp.number, 5U);
    EXPECT_EQ(pool.counters().decoded, 2U);
}

TEST(DecoderPool, ForgetsThePictureOfAFeedThatIsNoLongerWatched) {
    test::FakeClock clock;
    std::latch release(1);
    std::counting_semaphore<10> decoded(0);
    DecoderPool pool(
        1,
        [&] {
            decoded.release();
            release.wait();
        },
        clock);
    pool.watch({{feed("busy"), {}}, {feed("gate"), {}}});
    pool.submit(grey_picture("busy", PictureSize::tile, 1, 10), clock.utc());
    ASSERT_TRUE(decoded.try_acquire_for(std::chrono::seconds(20)));
    pool.submit(grey_picture("gate", PictureSize::tile, 1, 90), clock.utc());
    pool.watch({{feed("hall"), {}}});
    release.count_down();
    pool.submit(grey_picture("hall", PictureSize::tile, 1, 50), clock.utc());
    ASSERT_TRUE(decoded.try_acquire_for(std::chrono::seconds(20)));
    const auto ready = pool.take_ready();
    ASSERT_EQ(ready.size(), 1U);
    EXPECT_EQ(ready[0].feed, feed("hall"));
}

}  // namespace
}  // namespace vigie::console
