#include "console/app/link_log.hpp"

#include <gtest/gtest.h>

namespace vigie::console {
namespace {

Situation with_link(LinkState state, const std::string& reason) {
    Situation situation;
    NodeSituation node;
    node.node = net::NodeId::parse("edge-1").value();
    node.link = state;
    node.link_reason = {reason};
    situation.nodes.push_back(node);
    return situation;
}

TEST(LinkLog, TellsEachChangeOnce) {
    LinkLog log;
    EXPECT_TRUE(log.changes(with_link(LinkState::connecting, "")).empty());
    const auto refused = with_link(LinkState::refused, "the node does not know this console's key");
    ASSERT_EQ(log.changes(refused).size(), 1U);
    EXPECT_TRUE(log.changes(refused).empty());
    const auto other = log.changes(with_link(LinkState::refused, "the node has another key"));
    ASSERT_EQ(other.size(), 1U);
    EXPECT_EQ(other[0].text, "node edge-1: the node has another key");
    EXPECT_TRUE(other[0].trouble);
    const auto up = log.changes(with_link(LinkState::up, ""));
    ASSERT_EQ(up.size(), 1U);
    EXPECT_FALSE(up[0].trouble);
}

TEST(LinkLog, ConnectingIsNoTrouble) {
    const auto lines =
        LinkLog().changes(with_link(LinkState::connecting, "connecting (tcp://192.0.2.7:7402)"));
    ASSERT_EQ(lines.size(), 1U);
    EXPECT_FALSE(lines[0].trouble);
}

}  // namespace
}  // namespace vigie::console
