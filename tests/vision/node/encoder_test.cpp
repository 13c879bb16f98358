#include "vision/node/encoder.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include "tests/support/fake_clock.hpp"
#include "tests/support/listening_console.hpp"
#include "tests/support/sample_messages.hpp"
#include "tests/support/temporary_folder.hpp"

namespace vigie::vision {
namespace {

using net::PictureSize;
using test::id;

const auto kCamera = id<net::CameraId>("cam-1");
const auto kOther = id<net::CameraId>("cam-2");

std::uint64_t value_of(const std::vector<net::Counter>& counters, std::string_view name) {
    for (const auto& counter : counters) {
        if (counter.name == name) return counter.value;
    }
    ADD_FAILURE() << "no counter " << name;
    return 0;
}

/// White on black stripes of one pixel: any averaging makes them grey.
cv::Mat stripes(cv::Size size) {
    cv::Mat picture(size, CV_8UC3, cv::Scalar::all(0));
    for (int column = 0; column < size.width; column += 2) picture.col(column).setTo(cv::Scalar::all(255));
    return picture;
}

/// How much of the stripes is left, 0 to 127.
double contrast(const cv::Mat& picture) {
    cv::Mat grey;
    cv::cvtColor(picture, grey, cv::COLOR_BGR2GRAY);
    cv::Scalar mean;
    cv::Scalar deviation;
    cv::meanStdDev(grey, mean, deviation);
    return deviation[0];
}

cv::Mat decode(const net::Picture& picture) {
    const uchar* bytes = picture.jpeg->data();
    return cv::imdecode(cv::Mat(1, static_cast<int>(picture.jpeg->size()), CV_8U, const_cast<uchar*>(bytes)),
                        cv::IMREAD_COLOR);
}

AnalysedFrame frame(std::uint64_t number, cv::Size size = {960, 720}, const net::CameraId& camera = kCamera) {
    auto scene = std::make_shared<net::Scene>(test::sample_scene(camera.text(), number));
    scene->width = static_cast<std::uint32_t>(size.width);
    scene->height = static_cast<std::uint32_t>(size.height);
    AnalysedFrame out;
    out.frame = {stripes(size), scene->stamp};
    out.mask = {net::MaskReason::people, cv::Mat(size / 2, CV_8U, cv::Scalar(0)), 0.0, 16.0};
    out.scene = std::move(scene);
    return out;
}

/// An encoder behind a real server.
class EncoderTest : public ::testing::Test {
protected:
    EncoderTest() {
        const auto allowed = folder_.write("authorized_keys", console_.public_key.z85() + " listener\n");
        net::NodeServices services;
        services.configuration = [] {
            return std::make_shared<const net::ConfigurationRecord>(test::sample_configuration());
        };
        services.alerts_after = [](const net::AlertCursor&, std::size_t) {
            return net::AlertBatch{net::PullStatus::ok, test::sample_archive(), 0, {}};
        };
        services.demand_changed = [this] { encoder_.demand_changed(); };
        auto server = net::NodeServer::start(
            {id<net::NodeId>("north"), net::Endpoints::at("127.0.0.1", 0).value(), node_, allowed},
            std::move(services), clock_);
        EXPECT_TRUE(server) << server.error().message;
        server_ = *std::move(server);
        encoder_.start(*server_);
    }
    ~EncoderTest() override { encoder_.stop(); }

    std::unique_ptr<test::ListeningConsole> console() {
        return std::make_unique<test::ListeningConsole>(
            net::NodeAddress{id<net::NodeId>("north"), server_->endpoints(), node_.public_key}, console_);
    }
    [[nodiscard]] std::uint64_t counted(std::string_view name) const {
        return value_of(encoder_.counters(kCamera), name);
    }

    test::FakeClock clock_;
    test::TemporaryFolder folder_;
    net::KeyPair node_ = net::generate_keys().value();
    net::KeyPair console_ = net::generate_keys().value();
    Encoder encoder_{{{kCamera, 80}, {kOther, 80}}, clock_};
    std::unique_ptr<net::NodeServer> server_;
};

bool has(const test::HeardFromNode& heard, std::uint64_t number) {
    return !heard.pictures.empty() && heard.pictures.back().scene->stamp.number == number;
}

TEST_F(EncoderTest, EncodesNothingThatNobodyLooksAt) {
    const auto eye = console();
    eye->look_at({{kOther, PictureSize::tile}});
    for (std::uint64_t number = 1; number <= 20; ++number) encoder_.offer(frame(number));
    // What the other camera's picture proves: the encoder has been past all of these.
    encoder_.offer(frame(1, {960, 720}, kOther));
    ASSERT_TRUE(eye->wait_until([](const test::HeardFromNode& heard) { return !heard.pictures.empty(); }));
    EXPECT_EQ(counted("tiles_encoded"), 0U);
    EXPECT_EQ(counted("full_encoded"), 0U);
}

TEST_F(EncoderTest, EncodesOnceForAllWhoLook) {
    const auto one = console();
    const auto two = console();
    one->look_at({{kCamera, PictureSize::tile}});
    two->look_at({{kCamera, PictureSize::tile}});
    // The first frame proves that the node knows both eyes. From then on each holds a credit for the next
    // frame, or one on its way: the server keeps the picture for it, for ever on a clock that stands.
    const auto show_both = [&](std::uint64_t number) {
        encoder_.offer(frame(number));
        ASSERT_TRUE(one->wait_until([&](const test::HeardFromNode& heard) { return has(heard, number); }));
        ASSERT_TRUE(two->wait_until([&](const test::HeardFromNode& heard) { return has(heard, number); }));
    };
    show_both(1);
    const auto before = counted("tiles_encoded");
    for (std::uint64_t number = 2; number <= 6; ++number) show_both(number);
    EXPECT_EQ(counted("tiles_encoded") - before, 5U);
    EXPECT_EQ(counted("full_encoded"), 0U);
}

TEST_F(EncoderTest, GivesEachEyeTheSizeThatItLooksAt) {
    const auto eye = console();
    eye->look_at({{kCamera, PictureSize::tile}, {kCamera, PictureSize::full}});
    encoder_.offer(frame(1));
    ASSERT_TRUE(eye->wait_until([](const test::HeardFromNode& heard) { return heard.pictures.size() == 2; }));
    for (const auto& picture : eye->heard().pictures) {
        const bool is_tile = picture.feed.size == PictureSize::tile;
        const cv::Mat seen = decode(picture);
        EXPECT_EQ(seen.size(), is_tile ? cv::Size(480, 360) : cv::Size(960, 720));
        EXPECT_EQ(picture.width, static_cast<std::uint32_t>(seen.cols));
        EXPECT_EQ(picture.height, static_cast<std::uint32_t>(seen.rows));
        EXPECT_EQ(picture.scene->width, 960U) << "boxes are in the scene's own pixels";
    }
    EXPECT_EQ(counted("tiles_encoded"), 1U);
    EXPECT_EQ(counted("full_encoded"), 1U);
}

TEST_F(EncoderTest, NeverEnlargesASmallPicture) {
    const auto eye = console();
    eye->look_at({{kCamera, PictureSize::tile}});
    encoder_.offer(frame(1, {160, 120}));
    ASSERT_TRUE(eye->wait_until([](const test::HeardFromNode& heard) { return heard.pictures.size() == 1; }));
    EXPECT_EQ(decode(eye->heard().pictures[0]).size(), cv::Size(160, 120));
}

TEST_F(EncoderTest, ShowsWhatIsNotMaskedInClearAndTheRestUnrecognisable) {
    const auto eye = console();
    eye->look_at({{kCamera, PictureSize::full}});
    encoder_.offer(frame(1));
    ASSERT_TRUE(eye->wait_until([](const test::HeardFromNode& heard) { return has(heard, 1); }));
    AnalysedFrame doubtful = frame(2);
    doubtful.mask = Mask{net::MaskReason::in_doubt, {}, 1.0, 16.0};
    encoder_.offer(std::move(doubtful));
    ASSERT_TRUE(eye->wait_until([](const test::HeardFromNode& heard) { return has(heard, 2); }));
    const auto pictures = eye->heard().pictures;
    EXPECT_GT(contrast(decode(pictures.front())), 100.0);
    EXPECT_LT(contrast(decode(pictures.back())), 10.0) << "the whole picture on doubt";
}

TEST_F(EncoderTest, WhatCannotBeMaskedIsNotShownAndTheNextOneIs) {
    const auto eye = console();
    eye->look_at({{kCamera, PictureSize::tile}});
    AnalysedFrame foreign = frame(1);
    foreign.mask.covered = cv::Mat(100, 400, CV_8U, cv::Scalar(0));  // of another picture's shape
    encoder_.offer(std::move(foreign));
    while (counted("not_masked") == 0) std::this_thread::yield();
    encoder_.offer(frame(2));
    ASSERT_TRUE(eye->wait_until([](const test::HeardFromNode& heard) { return has(heard, 2); }));
    EXPECT_EQ(eye->heard().pictures.size(), 1U);
    EXPECT_EQ(counted("tiles_encoded"), 1U);
}

TEST_F(EncoderTest, WhoComesLaterGetsTheNewestFrameThatThereIs) {
    encoder_.offer(frame(1));
    encoder_.offer(frame(2));
    const auto eye = console();
    eye->look_at({{kCamera, PictureSize::tile}});
    ASSERT_TRUE(eye->wait_until([](const test::HeardFromNode& heard) { return has(heard, 2); }));
    EXPECT_EQ(counted("tiles_encoded"), 1U);
}

}  // namespace
}  // namespace vigie::vision
