// The contract of pictures: by credit, newest only, encoded once for all eyes and never for none.
#include <algorithm>
#include <atomic>
#include <thread>

#include "net/wire/picture_codec.hpp"
#include "tests/net/transport/contract.hpp"
#include "tests/net/transport/raw_client.hpp"
#include "tests/net/transport/throttled_proxy.hpp"

namespace vigie::test {
namespace {

using net::LinkState;
using net::PictureFeed;
using net::PictureSize;

class ContractPictures : public Contract {
protected:
    void SetUp() override {
        start_node();
        ASSERT_NE(node, nullptr);
    }

    /// As the node's encoder does with a new frame: encodes what is wanted, and counts it.
    bool offer(const PictureFeed& feed, std::uint64_t frame, std::size_t bytes = 2000) {
        if (!node->wanted(feed, frame)) {
            return false;
        }
        node->send(sample_picture(feed.camera.text(), frame, feed.size, bytes));
        ++encoded;
        return true;
    }

    PictureFeed tile{id<net::CameraId>("cam-1"), PictureSize::tile};
    PictureFeed full{id<net::CameraId>("cam-1"), PictureSize::full};
    PictureFeed other{id<net::CameraId>("cam-10"), PictureSize::tile};
    int encoded = 0;
};

TEST_F(ContractPictures, NobodyLooksNothingIsWanted) {
    Heard heard;
    const auto console = make_console(heard);
    ASSERT_TRUE(heard.wait_for(LinkState::up));
    EXPECT_TRUE(node->wanted().empty());
    EXPECT_FALSE(node->wanted(tile, 1));
    EXPECT_FALSE(offer(tile, 1));
    EXPECT_EQ(encoded, 0);
}

TEST_F(ContractPictures, OnlyWhatIsLookedAtIsWantedAndItArrivesWhole) {
    Heard heard;
    const auto console = make_console(heard);
    console->look_at({{node_id, {tile}}});
    ASSERT_TRUE(eventually([&] { return node->wanted(tile, 1); }));
    EXPECT_FALSE(node->wanted(full, 1));
    EXPECT_FALSE(node->wanted(other, 1)) << "cam-10 is not cam-1";
    EXPECT_TRUE(offer(tile, 1, 60'000));
    ASSERT_TRUE(heard.wait_until([](const auto& e) { return e.pictures.size() == 1; }));
    const auto picture = heard.events().pictures[0];
    const auto sent = sample_picture("cam-1", 1, PictureSize::tile, 60'000);
    EXPECT_EQ(*picture.jpeg, *sent.jpeg);
    EXPECT_EQ(picture.feed, tile);
    EXPECT_EQ(picture.scene->stamp, sent.scene->stamp);
    EXPECT_EQ(picture.scene->tracks, sent.scene->tracks);
    EXPECT_EQ(picture.width, sent.width);
    EXPECT_EQ(picture.encoded, sent.encoded);
    EXPECT_TRUE(eventually([&] { return node->counters().picture_bytes == 60'000U; }));
    EXPECT_EQ(console->counters(node_id).picture_bytes, 60'000U);
}

TEST_F(ContractPictures, EachFrameIsSentOnceAndCreditsComeBack) {
    Heard heard;
    const auto console = make_console(heard);
    console->look_at({{node_id, {tile, full}}});
    constexpr std::uint64_t kFrames = 100;
    for (std::uint64_t frame = 1; frame <= kFrames; ++frame) {
        ASSERT_TRUE(eventually([&] { return offer(tile, frame); })) << frame;
        ASSERT_TRUE(eventually([&] { return offer(full, frame); })) << frame;
        EXPECT_FALSE(offer(tile, frame)) << "it is under way already";
    }
    for (const auto& feed : {tile, full}) {
        ASSERT_TRUE(heard.wait_until([&](const auto& e) {
            return std::any_of(e.pictures.begin(), e.pictures.end(), [&](const auto& picture) {
                return picture.feed == feed && picture.scene->stamp.number == kFrames;
            });
        }));
    }
    std::map<PictureFeed, std::uint64_t> newest;
    for (const auto& picture : heard.events().pictures) {
        EXPECT_GT(picture.scene->stamp.number, newest[picture.feed]);
        newest[picture.feed] = picture.scene->stamp.number;
    }
    // One that a newer one overtook before it was sent was encoded in vain, and counted.
    EXPECT_TRUE(eventually(
        [&] { return node->counters().pictures_sent + node->counters().pictures_unsent == 2 * kFrames; }));
    EXPECT_EQ(heard.events().pictures.size(), node->counters().pictures_sent);
}

TEST_F(ContractPictures, TwoConsolesOneEncode) {
    Heard first_heard;
    Heard second_heard;
    const auto first = make_console(first_heard);
    const auto second = make_console(second_heard);
    first->look_at({{node_id, {tile}}});
    second->look_at({{node_id, {tile}}});
    ASSERT_TRUE(eventually([&] { return node->counters().watching_consoles == 2; }));
    constexpr std::uint64_t kFrames = 20;
    for (std::uint64_t frame = 1; frame <= kFrames; ++frame) {
        ASSERT_TRUE(eventually([&] { return offer(tile, frame); }));
        const auto has_frame = [frame](const auto& e) {
            return !e.pictures.empty() && e.pictures.back().scene->stamp.number == frame;
        };
        ASSERT_TRUE(first_heard.wait_until(has_frame));
        ASSERT_TRUE(second_heard.wait_until(has_frame));
    }
    EXPECT_EQ(encoded, static_cast<int>(kFrames));
    EXPECT_TRUE(eventually([&] { return node->counters().pictures_sent == 2 * kFrames; }));
}

TEST_F(ContractPictures, WhoLooksALittleLaterGetsTheSamePictureWithoutASecondEncode) {
    Heard first_heard;
    const auto first = make_console(first_heard);
    first->look_at({{node_id, {tile}}});
    Heard second_heard;
    const auto second = make_console(second_heard);
    ASSERT_TRUE(second_heard.wait_for(LinkState::up));
    ASSERT_TRUE(eventually([&] { return offer(tile, 1); }));
    ASSERT_TRUE(first_heard.wait_until([](const auto& e) { return e.pictures.size() == 1; }));
    second->look_at({{node_id, {tile}}});
    ASSERT_TRUE(second_heard.wait_until([](const auto& e) { return e.pictures.size() == 1; }));
    EXPECT_EQ(encoded, 1);
}

TEST_F(ContractPictures, LookingAwayTakesTheCreditsAndComingBackGivesThem) {
    Heard heard;
    const auto console = make_console(heard);
    console->look_at({{node_id, {tile}}});
    ASSERT_TRUE(eventually([&] { return offer(tile, 1); }));
    console->look_at({{node_id, {full}}});
    ASSERT_TRUE(eventually([&] { return node->wanted() == std::vector{full}; }));
    EXPECT_FALSE(offer(tile, 2));
    console->look_at({});
    ASSERT_TRUE(eventually([&] { return node->wanted().empty(); }));
    for (std::uint64_t frame = 2; frame <= 10; ++frame) {
        console->look_at({{node_id, {tile}}});
        ASSERT_TRUE(eventually([&] { return offer(tile, frame); })) << frame;
        console->look_at({});
        ASSERT_TRUE(eventually([&] { return node->wanted().empty(); }));
    }
    console->look_at({{node_id, {tile}}});
    ASSERT_TRUE(eventually([&] { return offer(tile, 11); }));
    EXPECT_TRUE(heard.wait_until(
        [](const auto& e) { return !e.pictures.empty() && e.pictures.back().scene->stamp.number == 11; }));
}

TEST_F(ContractPictures, EncoderIsWokenByDemandAndWhenItEnds) {
    EXPECT_TRUE(node->wanted().empty());
    Heard heard;
    const auto console = make_console(heard);
    ASSERT_TRUE(heard.wait_for(LinkState::up));
    console->look_at({{node_id, {tile}}});
    std::uint64_t changes = 0;
    while (node->wanted().empty()) {
        const auto now = wait_for_demand(changes);
        ASSERT_GT(now, changes) << "asleep while somebody looks";
        changes = now;
    }
    EXPECT_EQ(node->wanted(), std::vector{tile});
    console->look_at({});
    while (!node->wanted().empty()) {
        const auto now = wait_for_demand(changes);
        ASSERT_GT(now, changes) << "nobody says that nobody looks any more";
        changes = now;
    }
}

TEST_F(ContractPictures, ConsoleThatGrantsWithoutReadingIsBoundedAndTheOtherIsNot) {
    // A client that claims a million credits and never reads.
    RudeClient greedy(endpoints.pictures, console_keys, node_keys.public_key);
    greedy.send(net::encode_credits(
        {{net::kProtocol, id<net::NodeId>("greedy"), 9, 1, clock.utc()}, 77, {{tile, 1'000'000}}}));
    ASSERT_TRUE(eventually([&] { return node->counters().watching_consoles == 1; }));
    Heard heard;
    const auto console = make_console(heard);
    console->look_at({{node_id, {tile}}});
    ASSERT_TRUE(eventually([&] { return node->counters().watching_consoles == 2; }));
    constexpr std::uint64_t kFrames = 50;
    for (std::uint64_t frame = 1; frame <= kFrames; ++frame) {
        ASSERT_TRUE(eventually([&] { return offer(tile, frame); }));
        ASSERT_TRUE(heard.wait_until([frame](const auto& e) { return e.pictures.size() == frame; }));
    }
    EXPECT_LE(node->counters().pictures_sent, kFrames + 4) << "four at most for the greedy one";
}

// It took seconds for each four pictures that had been sent before.
TEST_F(ContractPictures, AfterAPauseThatEndedItsLeasePicturesComeAtOnce) {
    ThrottledProxy link(port_of(endpoints.pictures), 1e9);
    auto through_link = endpoints;
    through_link.pictures = link.address();
    Heard heard;
    const auto console = make_console(heard, console_keys, node_keys.public_key, through_link);
    console->look_at({{node_id, {tile}}});
    std::uint64_t frame = 0;
    const auto pictures_come = [&](std::size_t pictures) {
        return eventually([&] {
            frame += offer(tile, frame + 1) ? 1 : 0;
            return heard.events().pictures.size() >= pictures;
        });
    };
    ASSERT_TRUE(pictures_come(60));
    link.hold(true);
    ASSERT_TRUE(eventually([&] { return node->counters().watching_consoles == 0; })) << "the lease";
    const auto sent = node->counters().pictures_sent;
    link.hold(false);
    ASSERT_TRUE(pictures_come(heard.events().pictures.size() + 5));
    EXPECT_LE(node->counters().pictures_sent, sent + 5 + 8) << "few are sent in vain";
}

TEST_F(ContractPictures, ItsBytesAreNotCopiedOnTheWayToZeroMQ) {
    constexpr double kFree = 1e9;
    ThrottledProxy link(port_of(endpoints.pictures), kFree);
    auto through_link = endpoints;
    through_link.pictures = link.address();
    Heard heard;
    const auto console = make_console(heard, console_keys, node_keys.public_key, through_link);
    console->look_at({{node_id, {full}}});
    ASSERT_TRUE(eventually([&] { return node->wanted(full, 1); }));
    // The first picture fills the link with all its buffers, so that the second one waits within ZeroMQ; then
    // newer ones take its place in the desk, until that has forgotten them too.
    link.set_rate(1000.0);
    node->send(sample_picture("cam-1", 1, PictureSize::full, 8'000'000));
    ASSERT_TRUE(eventually([&] { return node->counters().pictures_sent == 1; }));
    auto second = sample_picture("cam-1", 2, PictureSize::full, 1'000'000);
    const std::weak_ptr bytes(second.jpeg);
    node->send(std::move(second));
    ASSERT_TRUE(eventually([&] { return node->counters().pictures_sent == 2; }));
    node->send(sample_picture("cam-1", 3, PictureSize::full, 1000));
    ASSERT_TRUE(eventually([&] { return node->counters().pictures_unsent == 1; }));
    EXPECT_EQ(bytes.use_count(), 1) << "held by ZeroMQ alone: what it will send are these very bytes";
    link.set_rate(kFree);
    EXPECT_TRUE(eventually([&] { return bytes.expired(); })) << "given back when they are sent";
    ASSERT_TRUE(heard.wait_until([](const auto& e) { return e.pictures.size() == 2; }));
    EXPECT_EQ(heard.events().pictures[1].jpeg->size(), 1'000'000U);
}

TEST_F(ContractPictures, PicturesDoNotDelayAlerts) {
    Heard heard;
    const auto console = make_console(heard);
    console->pull_from(node_id, {});
    console->look_at({{node_id, {full}}});
    ASSERT_TRUE(eventually([&] { return node->wanted(full, 1); }));
    // As much as goes through, of the largest size.
    std::atomic<std::uint64_t> frame{0};
    const std::jthread flood([&](const std::stop_token& stop) {
        std::uint64_t changes = 0;
        while (!stop.stop_requested()) {
            if (node->wanted(full, frame + 1)) {
                node->send(sample_picture("cam-1", ++frame, PictureSize::full, 4'000'000));
            } else {
                changes = wait_for_demand(changes, std::chrono::milliseconds(5));
            }
        }
    });
    ASSERT_TRUE(heard.wait_until([](const auto& e) { return e.pictures.size() >= 3; }));
    net::AlertCursor cursor;
    std::vector<std::size_t> overtook;
    for (std::size_t i = 1; i <= 20; ++i) {
        heard.note([](auto& e) { e.pictures.clear(); });
        shelf.add();
        node->announce(shelf.archive(), shelf.head());
        ASSERT_TRUE(heard.wait_until([i](const auto& e) { return e.batches.size() == i; }));
        const auto events = heard.events();
        overtook.push_back(events.pictures.size());
        const auto& batch = events.batches.back();
        console->pull_from(node_id,
                           {batch.archive, batch.alerts.back().number, batch.alerts.back().checksum});
    }
    // Whatever the machine's speed: an alert waits for less than what a feed may have under way.
    std::sort(overtook.begin(), overtook.end());
    EXPECT_LE(overtook[10], 2U) << "pictures that arrived between an alert and its delivery, in the median";
}

}  // namespace
}  // namespace vigie::test
