// The contract when all is well: what a node says arrives, once, whole and in order.
#include "tests/net/transport/contract.hpp"
#include "tests/net/transport/raw_client.hpp"
#include "tests/net/transport/throttled_proxy.hpp"

namespace vigie::test {
namespace {

using net::LinkState;

class ContractFlow : public Contract {
protected:
    void SetUp() override {
        start_node();
        ASSERT_NE(node, nullptr);
    }

    /// Publications reach who has subscribed, and only the arrival of one tells that.
    void connect(Heard& heard, std::unique_ptr<net::NodeClient>& console) {
        console = make_console(heard);
        ASSERT_TRUE(heard.wait_for(LinkState::up));
        ASSERT_TRUE(eventually([&] {
            node->announce(shelf.archive(), shelf.head());
            return !heard.events().announcements.empty();
        }));
    }
};

TEST_F(ContractFlow, LinkGoesFromConnectingToUp) {
    Heard heard;
    const auto console = make_console(heard);
    ASSERT_TRUE(heard.wait_for(LinkState::up));
    const auto links = heard.events().links;
    EXPECT_EQ(links.front().first, LinkState::connecting);
    EXPECT_EQ(links.back().second, "");
    EXPECT_TRUE(logged("console 'desk'"));
    EXPECT_TRUE(logged("key 'desk'"));
}

TEST_F(ContractFlow, PublicationsArriveAsTheyWereGiven) {
    Heard heard;
    std::unique_ptr<net::NodeClient> console;
    connect(heard, console);
    node->publish(sample_scene("cam-1", 1));
    node->publish(sample_scene("cam-2", 1));
    node->publish(sample_scene("cam-1", 2));
    node->publish(sample_occupancy());
    node->publish(sample_health());
    ASSERT_TRUE(heard.wait_until([](const auto& e) {
        return e.scenes.size() == 3 && e.occupancies.size() == 1 && e.healths.size() == 1;
    }));
    const auto events = heard.events();
    EXPECT_EQ(events.scenes[0].tracks, sample_scene().tracks);
    EXPECT_EQ(events.scenes[2].stamp.number, 2U);
    EXPECT_EQ(events.healths[0], sample_health());
    EXPECT_EQ(events.occupancies[0].zones, sample_occupancy().zones);
    // Numbered for each camera by itself.
    EXPECT_EQ(events.scene_arrivals[0].number, 1U);
    EXPECT_EQ(events.scene_arrivals[1].number, 1U);
    EXPECT_EQ(events.scene_arrivals[2].number, 2U);
    EXPECT_NE(events.scene_arrivals[0].run, 0U);
    EXPECT_GE(events.scene_arrivals[0].utc, events.scene_arrivals[0].sent - std::chrono::seconds(1));
    EXPECT_EQ(console->counters(node_id).lost_messages, 0U);
    EXPECT_EQ(console->counters(node_id).malformed_messages, 0U);
}

TEST_F(ContractFlow, ThousandsOfScenesArriveInOrderWithoutGaps) {
    Heard heard;
    std::unique_ptr<net::NodeClient> console;
    connect(heard, console);
    constexpr std::uint64_t kScenes = 2000;
    constexpr std::uint64_t kUnderWay = 50;  // within every bound on the way
    for (std::uint64_t i = 1; i <= kScenes; ++i) {
        node->publish(sample_scene("cam-1", i));
        if (i % kUnderWay == 0) {
            ASSERT_TRUE(heard.wait_until([i](const auto& e) { return e.scenes.size() == i; }));
        }
    }
    const auto events = heard.events();
    for (std::uint64_t i = 0; i < kScenes; ++i) {
        ASSERT_EQ(events.scenes[i].stamp.number, i + 1);
    }
    EXPECT_EQ(console->counters(node_id).lost_messages, 0U);
}

TEST_F(ContractFlow, InvalidPublicationIsCountedAndNamedAndNotSent) {
    Heard heard;
    std::unique_ptr<net::NodeClient> console;
    connect(heard, console);
    auto broken = sample_scene("cam-1", 1);
    broken.tracks[0].box.width = std::numeric_limits<double>::quiet_NaN();
    node->publish(broken);
    node->publish(sample_scene("cam-1", 2));
    ASSERT_TRUE(heard.wait_until([](const auto& e) { return !e.scenes.empty(); }));
    EXPECT_EQ(heard.events().scenes[0].stamp.number, 2U);
    EXPECT_EQ(node->counters().invalid_publications, 1U);
    EXPECT_TRUE(logged("tracks[0].box.width"));
}

TEST_F(ContractFlow, ConfigurationArrivesOnConnectionAndWhenHealthShowsAnotherVersion) {
    Heard heard;
    std::unique_ptr<net::NodeClient> console;
    connect(heard, console);
    ASSERT_TRUE(heard.wait_until([](const auto& e) { return e.configurations.size() == 1; }));
    EXPECT_EQ(*heard.events().configurations[0], sample_configuration());
    {
        const std::lock_guard lock(configuration_mutex);
        configuration = std::make_shared<const net::ConfigurationRecord>(sample_configuration("north", 4));
    }
    node->publish(sample_health("north", 4));
    ASSERT_TRUE(heard.wait_until([](const auto& e) { return e.configurations.size() == 2; }));
    EXPECT_EQ(heard.events().configurations[1]->version, 4U);
}

TEST_F(ContractFlow, AlertsArePulledInOrderAndOnlyAfterConfirmation) {
    for (int i = 0; i < 300; ++i) {
        shelf.add();
    }
    Heard heard;
    std::unique_ptr<net::NodeClient> console;
    connect(heard, console);
    EXPECT_TRUE(heard.events().batches.empty()) << "nothing is pulled before the ledger says from where";
    console->pull_from(node_id, {});
    ASSERT_TRUE(heard.wait_until([](const auto& e) { return e.batches.size() == 1; }));
    const auto first = heard.events().batches[0];
    EXPECT_EQ(first.head, 300U);
    ASSERT_EQ(first.alerts.size(), 256U);
    EXPECT_EQ(net::decode_alert(first.alerts[0].bytes)->number, 1U);
    // A second announcement does not bring the next batch: the first is not durable yet.
    node->announce(shelf.archive(), shelf.head());
    ASSERT_TRUE(heard.wait_until([](const auto& e) { return e.offsets.size() >= 10; }));
    EXPECT_EQ(heard.events().batches.size(), 1U);
    console->pull_from(node_id, {first.archive, first.alerts.back().number, first.alerts.back().checksum});
    ASSERT_TRUE(heard.wait_until([](const auto& e) { return e.batches.size() == 2; }));
    const auto second = heard.events().batches[1];
    ASSERT_EQ(second.alerts.size(), 44U);
    EXPECT_EQ(second.alerts.front().number, 257U);
    std::uint64_t checksum = 0;
    for (const auto& batch : {first, second}) {
        for (const auto& alert : batch.alerts) {
            checksum = net::alert_checksum(checksum, alert.bytes);
            EXPECT_EQ(alert.checksum, checksum);
        }
    }
}

TEST_F(ContractFlow, AnnouncementBringsTheAlertAtOnce) {
    Heard heard;
    std::unique_ptr<net::NodeClient> console;
    connect(heard, console);
    console->pull_from(node_id, {});
    shelf.add();
    node->announce(shelf.archive(), shelf.head());
    ASSERT_TRUE(heard.wait_until([](const auto& e) { return !e.batches.empty(); }));
    EXPECT_EQ(heard.events().batches[0].alerts.size(), 1U);
}

TEST_F(ContractFlow, AlertIsFoundWithoutAnyAnnouncement) {
    Heard heard;
    std::unique_ptr<net::NodeClient> console;
    connect(heard, console);
    console->pull_from(node_id, {});
    shelf.add();
    ASSERT_TRUE(heard.wait_until([](const auto& e) { return !e.batches.empty(); }));
}

TEST_F(ContractFlow, DivergedArchiveIsDeliveredAsStatusAndReadAgainFromTheStart) {
    shelf.add();
    shelf.add();
    Heard heard;
    std::unique_ptr<net::NodeClient> console;
    connect(heard, console);
    console->pull_from(node_id, {});
    ASSERT_TRUE(heard.wait_until([](const auto& e) { return e.batches.size() == 1; }));
    const auto last = heard.events().batches[0].alerts.back();
    const auto old_archive = shelf.archive();
    shelf.recreate();
    shelf.add();
    console->pull_from(node_id, {old_archive, last.number, last.checksum});
    ASSERT_TRUE(heard.wait_until([](const auto& e) { return e.batches.size() == 2; }));
    const auto diverged = heard.events().batches[1];
    EXPECT_EQ(diverged.status, net::PullStatus::diverged);
    EXPECT_EQ(diverged.archive, shelf.archive());
    EXPECT_TRUE(diverged.alerts.empty());
    console->pull_from(node_id, {});
    ASSERT_TRUE(heard.wait_until([](const auto& e) { return e.batches.size() == 3; }));
    EXPECT_EQ(heard.events().batches[2].status, net::PullStatus::ok);
    EXPECT_EQ(heard.events().batches[2].alerts.size(), 1U);
}

TEST_F(ContractFlow, ClockOffsetIsMeasuredWithItsError) {
    Heard heard;
    std::unique_ptr<net::NodeClient> console;
    connect(heard, console);
    ASSERT_TRUE(heard.wait_until([](const auto& e) { return e.offsets.size() >= 8; }));
    const auto offset = heard.events().offsets.back();
    // One machine, one clock: the true offset is 0 and must lie within the error.
    EXPECT_LE(std::abs(offset.offset.count()), offset.error.count() + 1);
    EXPECT_GE(offset.error.count(), 0);
}

TEST_F(ContractFlow, WhatIsLostOnTheWayIsCounted) {
    constexpr double kFree = 1e9;
    ThrottledProxy link(port_of(endpoints.publications), kFree);
    auto through_link = endpoints;
    through_link.publications = link.address();
    Heard heard;
    const auto console = make_console(heard, console_keys, node_keys.public_key, through_link);
    std::uint64_t published = 0;
    const auto publish = [&] { node->publish(sample_scene("cam-1", ++published)); };
    ASSERT_TRUE(eventually([&] {
        publish();
        return !heard.events().scenes.empty();
    }));
    const auto first = heard.events().scene_arrivals.front().number;
    // More than every queue on the way holds, while almost nothing passes.
    link.set_rate(1000.0);
    for (int i = 0; i < 8000; ++i) {
        publish();
    }
    link.set_rate(kFree);
    ASSERT_TRUE(eventually([&] {
        publish();
        return heard.events().scene_arrivals.back().number > 8000;
    }));
    ASSERT_TRUE(heard.wait_until([&](const auto& e) { return e.scene_arrivals.back().number == published; }));
    EXPECT_EQ(published - first + 1, heard.events().scenes.size() + console->counters(node_id).lost_messages);
    EXPECT_GT(console->counters(node_id).lost_messages, 0U);
}

}  // namespace
}  // namespace vigie::test
