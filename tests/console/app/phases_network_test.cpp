// From a supervisor's decision to the node and back, over real sockets: what is recorded is asked until it is
// answered, also by the console that is started next.
#include <condition_variable>
#include <mutex>
#include <optional>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "console/app/backend.hpp"
#include "console/incidents/operators.hpp"
#include "console/situation/halls.hpp"
#include "net/transport/node_server.hpp"
#include "tests/support/free_ports.hpp"
#include "tests/support/sample_messages.hpp"
#include "tests/support/temporary_folder.hpp"

namespace vigie::console {
namespace {

using net::PhaseAnswer;
using net::PhaseSwitch;
using net::SwitchVerdict;
using net::VenuePhase;
using test::id;

const HallRef kHall{id<net::NodeId>("north"), id<net::HallId>("main")};

class PhasesNetwork : public testing::Test {
protected:
    PhasesNetwork() {
        allowed_ = folder_.write("authorized_keys", configuration_.own_keys.public_key.z85() + " desk\n");
        auto accounts = Operators::open(configuration_.ledger);
        EXPECT_TRUE((*accounts)->add("alix", Role::supervisor, "correct horse"));
        EXPECT_TRUE((*accounts)->add("max", Role::operator_, "correct horse"));
    }

    [[nodiscard]] Configuration configuration() const {
        Configuration made;
        made.console = "desk";
        made.own_keys = net::generate_keys().value();
        made.ledger = folder_.path() / "ledger.db";
        made.nodes = {{kHall.node, endpoints_, node_keys_.public_key}};
        return made;
    }

    void start_node(SwitchVerdict verdict = SwitchVerdict::done) {
        net::NodeServices services;
        services.configuration = [record = std::make_shared<const net::ConfigurationRecord>(
                                      test::sample_configuration())] { return record; };
        services.alerts_after = [](const net::AlertCursor&, std::size_t) -> net::Result<net::AlertBatch> {
            return net::fail(net::ErrorCode::unavailable, "this node has no alerts");
        };
        services.switch_phase = [this, verdict](const PhaseSwitch& wanted) -> net::Result<PhaseAnswer> {
            const std::lock_guard lock(mutex_);
            asked_.push_back(wanted);
            return PhaseAnswer{wanted.id, wanted.hall, verdict, wanted.to, test::at(6.0)};
        };
        auto started = net::NodeServer::start({kHall.node, endpoints_, node_keys_, allowed_},
                                              std::move(services), clock_);
        ASSERT_TRUE(started) << started.error().message;
        node_ = std::move(*started);
    }
    void start_console() {
        auto started = Backend::start(
            configuration_, [this] { wake(); }, clock_);
        ASSERT_TRUE(started) << started.error().message;
        console_ = std::move(*started);
    }
    void order(const std::string& actor) {
        console_->switch_phase(
            {kHall.node, kHall.hall, VenuePhase::show, VenuePhase::evacuation, test::at(5.0), "smoke", actor},
            77);
    }

    /// The hall's newest switch once it is in that state; nothing when it never is.
    std::optional<HallSwitch> wait_for(SwitchState state) {
        std::optional<HallSwitch> found;
        wait([&] {
            const HallSwitch* const newest = newest_switch(*situation_, kHall);
            found = newest != nullptr && newest->state == state ? std::optional(*newest) : std::nullopt;
            return found.has_value();
        });
        return found;
    }
    std::vector<ActOutcome> wait_for_outcomes() {
        std::vector<ActOutcome> outcomes;
        wait([&] {
            outcomes = console_->take_outcomes();
            return !outcomes.empty();
        });
        return outcomes;
    }
    [[nodiscard]] std::vector<PhaseSwitch> asked() {
        const std::lock_guard lock(mutex_);
        return asked_;
    }

    net::SystemClock clock_;
    test::TemporaryFolder folder_;
    net::KeyPair node_keys_ = net::generate_keys().value();
    net::Endpoints endpoints_ = net::Endpoints::at("127.0.0.1", test::free_ports(3)).value();
    Configuration configuration_ = configuration();
    std::filesystem::path allowed_;
    std::unique_ptr<net::NodeServer> node_;
    std::unique_ptr<Backend> console_;

private:
    void wake() {
        {
            const std::lock_guard lock(mutex_);
            woken_ = true;
        }
        changed_.notify_all();
    }
    template <class Condition>
    void wait(Condition condition) {
        const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(20);
        while (std::chrono::steady_clock::now() < deadline) {
            if (auto news = console_->take_situation()) {
                situation_ = std::move(*news);
            }
            if (condition()) {
                return;
            }
            std::unique_lock lock(mutex_);
            changed_.wait_until(lock, deadline, [this] { return woken_; });
            woken_ = false;
        }
    }

    std::shared_ptr<const Situation> situation_ = std::make_shared<const Situation>();
    std::mutex mutex_;
    std::condition_variable changed_;
    bool woken_ = false;
    std::vector<PhaseSwitch> asked_;
};

TEST_F(PhasesNetwork, ADecisionIsRecordedCarriedOutAndConfirmed) {
    start_node();
    start_console();
    order("alix");
    const auto outcomes = wait_for_outcomes();
    ASSERT_EQ(outcomes.size(), 1U);
    EXPECT_EQ(outcomes[0].ticket, 77U);
    EXPECT_TRUE(outcomes[0].result);
    const auto done = wait_for(SwitchState::done);
    ASSERT_TRUE(done);
    EXPECT_EQ(done->order.reason, "smoke");
    ASSERT_FALSE(asked().empty());
    EXPECT_EQ(asked()[0].id, done->id);
    EXPECT_EQ(asked()[0].by, "alix");
    EXPECT_EQ(asked()[0].to, VenuePhase::evacuation);
    EXPECT_EQ(asked()[0].seen_since, test::at(5.0));
}

TEST_F(PhasesNetwork, WhatANodeThatIsDownHasNotAnsweredTheNextConsoleAsksToo) {
    start_console();
    order("alix");
    const auto pending = wait_for(SwitchState::pending);
    ASSERT_TRUE(pending);
    console_.reset();
    start_node();
    start_console();
    const auto done = wait_for(SwitchState::done);
    ASSERT_TRUE(done);
    EXPECT_EQ(done->id, pending->id);
    EXPECT_EQ(asked()[0].id, pending->id) << "the same decision, not another one";
}

TEST_F(PhasesNetwork, ARefusalOfTheNodeIsRecorded) {
    start_node(SwitchVerdict::switched_meanwhile);
    start_console();
    order("alix");
    const auto refused = wait_for(SwitchState::refused);
    ASSERT_TRUE(refused);
    EXPECT_EQ(refused->verdict, SwitchVerdict::switched_meanwhile);
}

TEST_F(PhasesNetwork, WhoMayNotSwitchAsksNoNode) {
    start_node();
    start_console();
    order("max");
    const auto outcomes = wait_for_outcomes();
    ASSERT_EQ(outcomes.size(), 1U);
    ASSERT_FALSE(outcomes[0].result);
    EXPECT_THAT(outcomes[0].result.error().message, testing::HasSubstr("supervisor"));
    EXPECT_TRUE(asked().empty());
}

}  // namespace
}  // namespace vigie::console
