// The contract across restarts and cut connections: everybody finds each other again, nothing is lost or
// doubled.
#include "tests/net/transport/contract.hpp"

namespace vigie::test {
namespace {

using net::LinkState;

class ContractRecovery : public Contract {
protected:
    void SetUp() override {
        start_node();
        ASSERT_NE(node, nullptr);
    }

    /// A ledger in few words: takes each batch once and confirms.
    struct Ledger {
        std::vector<net::AlertNumber> numbers;
        net::AlertCursor cursor;

        void ingest(const net::AlertBatch& batch) {
            for (const auto& alert : batch.alerts) {
                numbers.push_back(alert.number);
                cursor = {batch.archive, alert.number, alert.checksum};
            }
        }
    };

    /// Ingests what has been delivered since the last call and confirms it.
    void ingest(Heard& heard, net::NodeClient& console, Ledger& ledger, std::size_t& seen) {
        const auto batches = heard.events().batches;
        for (; seen < batches.size(); ++seen) {
            ledger.ingest(batches[seen]);
            console.pull_from(node_id, ledger.cursor);
        }
    }
};

TEST_F(ContractRecovery, ConsoleStartedBeforeTheNodeWaitsForIt) {
    node.reset();
    Heard heard;
    const auto console = make_console(heard);
    ASSERT_TRUE(heard.wait_for(LinkState::down));
    EXPECT_NE(heard.events().links.back().second.find("is vigie-node running there?"), std::string::npos);
    start_node();
    EXPECT_TRUE(heard.wait_for(LinkState::up));
}

TEST_F(ContractRecovery, NodeRestartedOnTheSamePortIsFoundAgainOnEveryChannel) {
    Heard heard;
    const auto console = make_console(heard);
    const net::PictureFeed feed{id<net::CameraId>("cam-1"), net::PictureSize::full};
    console->look_at({{node_id, {feed}}});
    ASSERT_TRUE(heard.wait_for(LinkState::up));
    ASSERT_TRUE(eventually([&] { return !node->wanted().empty(); }));
    node->send(sample_picture("cam-1", 500, net::PictureSize::full));
    ASSERT_TRUE(heard.wait_until(
        [](const auto& e) { return e.pictures.size() == 1 && e.configurations.size() == 1; }));

    node.reset();
    ASSERT_TRUE(heard.wait_for(LinkState::down));
    start_node();
    ASSERT_TRUE(heard.wait_for(LinkState::up));
    EXPECT_GE(console->counters(node_id).reconnects, 1U);
    ASSERT_TRUE(heard.wait_until([](const auto& e) { return e.configurations.size() == 2; }));
    // The new run counts frames from 1 again: they are wanted, not taken for old ones.
    ASSERT_TRUE(eventually([&] { return node->wanted(feed, 1); }));
    node->send(sample_picture("cam-1", 1, net::PictureSize::full));
    ASSERT_TRUE(heard.wait_until([](const auto& e) { return e.pictures.size() == 2; }));
    const auto scenes_lost = console->counters(node_id).lost_messages;
    ASSERT_TRUE(eventually([&] {
        node->publish(sample_scene());
        return !heard.events().scenes.empty();
    }));
    EXPECT_EQ(console->counters(node_id).lost_messages, scenes_lost) << "a new run is no gap";
}

TEST_F(ContractRecovery, EveryAlertArrivesExactlyOnceThroughManyRestarts) {
    Ledger ledger;
    constexpr int kRestarts = 5;
    constexpr int kAlertsEach = 40;
    for (int restart = 0; restart < kRestarts; ++restart) {
        Heard heard;
        std::size_t seen = 0;
        const auto console = make_console(heard);
        console->pull_from(node_id, ledger.cursor);
        for (int i = 0; i < kAlertsEach; ++i) {
            shelf.add();
            node->announce(shelf.archive(), shelf.head());
            if (i == kAlertsEach / 2) {
                node.reset();
                start_node();
            }
            ingest(heard, *console, ledger, seen);
        }
        if (restart % 2 == 0) {
            // The others leave with alerts under way.
            ASSERT_TRUE(eventually([&] {
                ingest(heard, *console, ledger, seen);
                return ledger.cursor.number == shelf.head();
            }));
        }
    }
    Heard heard;
    std::size_t seen = 0;
    const auto console = make_console(heard);
    console->pull_from(node_id, ledger.cursor);
    ASSERT_TRUE(eventually([&] {
        ingest(heard, *console, ledger, seen);
        return ledger.cursor.number == shelf.head();
    }));
    ASSERT_EQ(ledger.numbers.size(), static_cast<std::size_t>(kRestarts * kAlertsEach));
    for (std::size_t i = 0; i < ledger.numbers.size(); ++i) {
        ASSERT_EQ(ledger.numbers[i], i + 1);
    }
}

TEST_F(ContractRecovery, NewClockExchangesReplaceTheOldOnesAfterARestart) {
    Heard heard;
    const auto console = make_console(heard);
    ASSERT_TRUE(heard.wait_until([](const auto& e) { return e.offsets.size() >= 3; }));
    node.reset();
    ASSERT_TRUE(heard.wait_for(LinkState::down));
    const auto before = heard.events().offsets.size();
    start_node();
    ASSERT_TRUE(heard.wait_until([&](const auto& e) { return e.offsets.size() > before; }));
}

TEST_F(ContractRecovery, ConsoleThatLeavesIsForgotten) {
    Heard heard;
    auto console = make_console(heard);
    console->look_at({{node_id, {{id<net::CameraId>("cam-1"), net::PictureSize::tile}}}});
    ASSERT_TRUE(
        eventually([&] { return !node->wanted().empty() && node->counters().watching_consoles == 1; }));
    console.reset();
    EXPECT_TRUE(
        eventually([&] { return node->wanted().empty() && node->counters().watching_consoles == 0; }));
    EXPECT_TRUE(eventually([&] { return node->counters().connected_clients == 0; }));
}

}  // namespace
}  // namespace vigie::test
