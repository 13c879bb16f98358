// kill -9 of node and console, in turns: no alert is lost and none is taken twice.
#include <numeric>

#include "net/wire/alert_codec.hpp"
#include "tests/e2e/live_screen.hpp"
#include "vision/store/alert_store.hpp"

namespace vigie::test {
namespace {

constexpr int kRounds = 6;
constexpr std::size_t kAll = 100'000;

class Kills : public LiveScreen {
protected:
    /// Four times as fast as it was filmed: alerts come every few seconds.
    [[nodiscard]] int fps() const override { return 28; }

    /// All alerts that the node has recorded.
    [[nodiscard]] net::AlertBatch recorded() const {
        const auto reader = vision::AlertReader::open(site_->node_state() / "alerts.db");
        if (!reader) {
            return {};
        }
        const auto batch = (*reader)->after({}, kAll);
        return batch ? *batch : net::AlertBatch{};
    }

    [[nodiscard]] net::AlertCursor taken() {
        auto opened = console::Ledger::open(site_->ledger(), clock_);
        if (!opened) {
            throw std::runtime_error(opened.error().message);
        }
        const auto cursor = (*opened)->cursor(net::NodeId::parse("edge-1").value());
        if (!cursor) {
            throw std::runtime_error(cursor.error().message);
        }
        return *cursor;
    }
};

TEST_F(Kills, EveryAlertIsInTheLedgerExactlyOnce) {
    for (int round = 0; round < kRounds; ++round) {
        start_node();
        start_console();
        const auto before = taken().number;
        eventually("the console takes an alert", [&] { return taken().number > before; });
        // In turns: the console first, while the node goes on; the node first, while the console waits; the
        // node alone, under a console that lives on and is killed in the middle of what it takes from the
        // next run.
        if (round % 3 == 0) {
            console_->kill();
            const auto head = recorded().head;
            eventually("the node goes on alone", [&] { return recorded().head > head; });
        } else if (round % 3 == 2) {
            const auto last = taken().number;
            node_->kill();
            start_node();
            eventually("the console takes alerts of the next run", [&] { return taken().number > last; });
            console_->kill();
        }
        node_->kill();
        console_->kill();
    }
    start_node();
    start_console();
    const auto head = recorded().head;
    eventually("the console has caught up", [&] { return taken().number > head; });
    EXPECT_EQ(node_->stop(), 0);
    const auto all = recorded();
    eventually("the last alert", [&] { return taken().number == all.head; });
    EXPECT_EQ(console_->stop(), 0);

    // The checksum of the last alert covers every one before it, in order.
    EXPECT_EQ(taken().archive, all.archive);
    EXPECT_EQ(taken().checksum, all.alerts.back().checksum);
    EXPECT_EQ(all.alerts.size(), all.head) << "numbers without gaps";
    std::uint64_t raised = 0;
    for (const net::StoredAlert& stored : all.alerts) {
        raised += net::decode_alert(stored.bytes).value().transition == net::Transition::raised ? 1U : 0U;
    }
    const auto board = ledger();
    const auto counted = std::accumulate(
        board->incidents.begin(), board->incidents.end(), std::uint64_t{0}, [](auto sum, const auto& known) {
            return sum + (known->kind == net::RuleKind::node_silent ? 0 : known->times_raised);
        });
    EXPECT_EQ(counted, raised);
}

}  // namespace
}  // namespace vigie::test
