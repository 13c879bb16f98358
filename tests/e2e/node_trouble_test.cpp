// A node in trouble, as the operator sees it: one that hangs and goes on, one whose disk is full.
#include <csignal>

#include <sys/resource.h>

#include "tests/e2e/live_screen.hpp"
#include "tests/e2e/operator_hands.hpp"
#include "vision/store/alert_store.hpp"

namespace vigie::test {
namespace {

using console::ConditionState;

class NodeTrouble : public LiveScreen {
protected:
    /// Four times as fast as it was filmed: alerts come every few seconds.
    [[nodiscard]] int fps() const override { return 28; }

    template <class Value>
    static Value value_of(net::Result<Value> result) {
        if (!result) {
            throw std::runtime_error(result.error().message);
        }
        return *std::move(result);
    }
    [[nodiscard]] net::AlertNumber recorded() const {
        const auto reader = value_of(vision::AlertReader::open(site_->node_state() / "alerts.db"));
        return value_of(reader->after({}, 1)).head;
    }
    [[nodiscard]] net::AlertNumber taken() {
        const auto opened = value_of(console::Ledger::open(site_->ledger(), clock_));
        return value_of(opened->cursor(net::NodeId::parse("edge-1").value())).number;
    }
    [[nodiscard]] std::optional<console::Incident> incident_of(net::RuleKind kind) {
        const auto board = ledger();
        for (const auto& known : board->incidents) {
            if (known->kind == kind) {
                return *known;
            }
        }
        return std::nullopt;
    }
    [[nodiscard]] bool stands(net::RuleKind kind, ConditionState condition) {
        const auto known = incident_of(kind);
        return known && known->condition == condition;
    }
    void select(const console::Incident& incident) {
        const auto row = "incident.row." + std::to_string(incident.number);
        click(*until_item(row).item(row));
    }
};

TEST_F(NodeTrouble, ANodeThatHangsAndGoesOnIsOneIncidentThatNamesWhatWasBlind) {
    start_node();
    start_console();
    eventually("the console takes an alert", [&] { return taken() > 0; });
    node_->send(SIGSTOP);
    eventually("silence", [&] { return silence_is_active(); });
    select(*incident_of(net::RuleKind::node_silent));
    const auto detail = until_words("Blind: ");
    EXPECT_TRUE(detail.shows("Not watched: ")) << detail.all_words();
    EXPECT_TRUE(detail.shows("Asleep: ")) << detail.all_words();
    EXPECT_FALSE(detail.item("incident.camera"));

    node_->send(SIGCONT);
    eventually("the node is heard again", [&] { return !silence_is_active(); });
    const auto head = recorded();
    eventually("the console has caught up", [&] { return taken() > head; });
    EXPECT_FALSE(incident_of(net::RuleKind::camera_silent)) << "that the node hung is told already";
    EXPECT_FALSE(incident_of(net::RuleKind::camera_frozen));
    EXPECT_EQ(incident_of(net::RuleKind::node_silent)->times_raised, 1U);
}

TEST_F(NodeTrouble, AFullDiskIsACriticalIncidentAndABannerUntilAlertsAreRecordedAgain) {
    constexpr auto kKind = net::RuleKind::node_cannot_record;
    start_node();
    start_console();
    eventually("the console takes an alert", [&] { return taken() > 0; });
    // No file of the node may grow any more; nor may any be written beyond its first byte.
    rlimit limits{};
    ASSERT_EQ(::prlimit(node_->pid(), RLIMIT_FSIZE, nullptr, &limits), 0);
    const rlimit full{0, limits.rlim_max};
    ASSERT_EQ(::prlimit(node_->pid(), RLIMIT_FSIZE, &full, nullptr), 0);

    (void)until_words("cannot record alerts: ");
    eventually("an incident", [&] { return stands(kKind, ConditionState::active); });
    EXPECT_EQ(incident_of(kKind)->priority, net::Priority::critical);
    select(*incident_of(kKind));
    (void)until_words("lost if it stops");

    ASSERT_EQ(::prlimit(node_->pid(), RLIMIT_FSIZE, &limits, nullptr), 0);
    eventually("recorded again", [&] { return stands(kKind, ConditionState::cleared); });
    (void)until("no banner", [](const ScreenNotes& notes) { return !notes.shows("cannot record alerts: "); });
}

}  // namespace
}  // namespace vigie::test
