// Contract of phases: a switch is asked until it is answered, over real sockets under CURVE.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/net/transport/contract.hpp"

namespace vigie::test {
namespace {

using net::PhaseAnswer;
using net::PhaseSwitch;
using net::SwitchVerdict;
using net::VenuePhase;

PhaseSwitch switch_to(VenuePhase phase, net::SwitchId switch_id = 7) {
    return {switch_id, id<net::HallId>("hall"), phase, "Camille", at(5), at(4)};
}

class ContractPhase : public Contract {
protected:
    /// The node's side: a hall, and a disk that fails as often as told.
    void answer_switches() {
        node_services = services();
        node_services.switch_phase = [this](const PhaseSwitch& wanted) -> net::Result<PhaseAnswer> {
            const std::lock_guard lock(asked_mutex);
            asked.push_back(wanted);
            if (failures > 0) {
                --failures;
                return net::fail(net::ErrorCode::unavailable, "the disk is full");
            }
            return PhaseAnswer{wanted.id, wanted.hall, SwitchVerdict::done, wanted.to, at(6)};
        };
    }
    void start(net::NodeServices with) {
        auto started =
            net::NodeServer::start({node_id, endpoints, node_keys, allowlist}, std::move(with), clock);
        ASSERT_TRUE(started) << started.error().message;
        node = *std::move(started);
        endpoints = node->endpoints();
    }
    [[nodiscard]] std::size_t times_asked() {
        const std::lock_guard lock(asked_mutex);
        return asked.size();
    }

    Heard heard;
    net::NodeServices node_services;
    std::mutex asked_mutex;
    std::vector<PhaseSwitch> asked;
    int failures = 0;
};

TEST_F(ContractPhase, SwitchReachesTheNodeAsItIsAndItsAnswerComesBack) {
    answer_switches();
    start(node_services);
    const auto console = make_console(heard);
    console->switch_phases(node_id, {switch_to(VenuePhase::evacuation)});
    ASSERT_TRUE(heard.wait_until([](const auto& e) { return !e.phases.empty(); }));
    const PhaseAnswer expected{7, id<net::HallId>("hall"), SwitchVerdict::done, VenuePhase::evacuation,
                               at(6)};
    EXPECT_EQ(heard.events().phases.front(), expected);
    const std::lock_guard lock(asked_mutex);
    EXPECT_EQ(asked.front(), switch_to(VenuePhase::evacuation));
}

TEST_F(ContractPhase, SwitchIsAskedUntilItIsNoLongerWanted) {
    answer_switches();
    start(node_services);
    const auto console = make_console(heard);
    console->switch_phases(node_id, {switch_to(VenuePhase::egress)});
    ASSERT_TRUE(heard.wait_until([](const auto& e) { return e.phases.size() >= 2; })) << "again each second";
    console->switch_phases(node_id, {switch_to(VenuePhase::doors, 8), switch_to(VenuePhase::show, 9)});
    ASSERT_TRUE(heard.wait_until([](const auto& e) { return !e.phases.empty() && e.phases.back().id == 9; }));
    console->switch_phases(node_id, {});
    // Whatever was under way has been answered when the clocks were compared again.
    const auto offsets = heard.events().offsets.size();
    ASSERT_TRUE(heard.wait_until([&](const auto& e) { return e.offsets.size() > offsets; }));
    const std::size_t so_far = times_asked();
    ASSERT_TRUE(heard.wait_until([&](const auto& e) { return e.offsets.size() > offsets + 2; }));
    EXPECT_EQ(times_asked(), so_far);
}

TEST_F(ContractPhase, SwitchWaitsForANodeThatIsDownAndForADiskThatIsFull) {
    answer_switches();
    start(node_services);
    node.reset();  // its ports are known now
    const auto console = make_console(heard);
    console->switch_phases(node_id, {switch_to(VenuePhase::closed)});
    failures = 1;
    start(node_services);
    ASSERT_TRUE(heard.wait_until([](const auto& e) { return !e.phases.empty(); }));
    EXPECT_GE(times_asked(), 2U);
    EXPECT_GE(console->counters(node_id).failed_requests, 1U);
}

TEST_F(ContractPhase, NodeWithoutHallsSaysSo) {
    start(services());
    const auto console = make_console(heard);
    console->switch_phases(node_id, {switch_to(VenuePhase::show)});
    ASSERT_TRUE(heard.wait_until([](const auto& e) { return !e.phases.empty(); }));
    EXPECT_EQ(heard.events().phases.front().verdict, SwitchVerdict::unknown_hall);
}

TEST_F(ContractPhase, NodeThatCannotReadTheRequestIsAnAnswerToo) {
    node_services = services();
    node_services.switch_phase = [](const PhaseSwitch&) -> net::Result<PhaseAnswer> {
        return net::fail(net::ErrorCode::invalid_input, "request.body is missing or of an unknown kind");
    };
    start(node_services);
    const auto console = make_console(heard);
    console->switch_phases(node_id, {switch_to(VenuePhase::show)});
    ASSERT_TRUE(heard.wait_until([](const auto& e) { return !e.phases.empty(); }));
    EXPECT_EQ(heard.events().phases.front().verdict, SwitchVerdict::not_understood);
    EXPECT_EQ(heard.events().phases.front().id, 7U);
}

TEST_F(ContractPhase, StrangersSwitchNothing) {
    answer_switches();
    start(node_services);
    const auto console = make_console(heard, stranger_keys, node_keys.public_key, endpoints);
    console->switch_phases(node_id, {switch_to(VenuePhase::evacuation)});
    ASSERT_TRUE(heard.wait_for(net::LinkState::refused));
    EXPECT_EQ(times_asked(), 0U);
}

}  // namespace
}  // namespace vigie::test
