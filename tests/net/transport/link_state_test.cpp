// The pure state machines of a link: alerts, status, requests, handshakes, the publication queue.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "net/transport/alert_pull.hpp"
#include "net/transport/link_status.hpp"
#include "net/transport/pending_requests.hpp"
#include "net/transport/phase_ask.hpp"
#include "net/transport/publication_queue.hpp"
#include "net/transport/socket.hpp"
#include "net/transport/socket_watch.hpp"
#include "tests/support/sample_messages.hpp"

namespace vigie::net {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using Verdict = AlertPull::Verdict;

const MonoTime kStart{seconds(100)};

AlertBatch batch_of(AlertNumber first, AlertNumber last) {
    AlertBatch batch{PullStatus::ok, test::sample_archive(), last, {}};
    for (auto number = first; number <= last; ++number) {
        batch.alerts.push_back({number, "x", number * 11});
    }
    return batch;
}

AlertCursor cursor_at(AlertNumber number) {
    return {test::sample_archive(), number, number * 11};
}

TEST(AlertPull, WaitsForTheFirstCursorThenAsksOnceASecond) {
    AlertPull pull;
    EXPECT_FALSE(pull.next(kStart));
    pull.confirm(cursor_at(3));
    EXPECT_EQ(pull.next(kStart), cursor_at(3));
    EXPECT_FALSE(pull.next(kStart + seconds(9))) << "one is under way";
    EXPECT_EQ(pull.accept(AlertBatch{PullStatus::ok, test::sample_archive(), 3, {}}, kStart),
              Verdict::nothing)
        << "nothing new";
    EXPECT_FALSE(pull.next(kStart + milliseconds(999)));
    EXPECT_EQ(pull.next(kStart + seconds(1)), cursor_at(3));
}

TEST(AlertPull, NothingMoreUntilTheBatchIsConfirmed) {
    AlertPull pull;
    pull.confirm({});
    ASSERT_TRUE(pull.next(kStart));
    EXPECT_EQ(pull.accept(batch_of(1, 5), kStart), Verdict::deliver);
    pull.announced(test::sample_archive(), 9);
    EXPECT_FALSE(pull.next(kStart + seconds(60)));
    pull.confirm(cursor_at(5));
    EXPECT_EQ(pull.next(kStart), cursor_at(5)) << "at once, there may be more";
}

TEST(AlertPull, AnnouncementOfSomethingNewIsAReasonToAsk) {
    AlertPull pull;
    pull.confirm(cursor_at(5));
    ASSERT_TRUE(pull.next(kStart));
    EXPECT_EQ(pull.accept(AlertBatch{PullStatus::ok, test::sample_archive(), 5, {}}, kStart),
              Verdict::nothing);
    pull.announced(test::sample_archive(), 5);
    EXPECT_FALSE(pull.next(kStart)) << "we have that one";
    pull.announced(test::sample_archive(), 6);
    EXPECT_TRUE(pull.next(kStart));
    EXPECT_EQ(pull.accept(AlertBatch{PullStatus::ok, test::sample_archive(), 5, {}}, kStart),
              Verdict::nothing);
    pull.announced(ArchiveId::from_random(5, 5), 5);
    EXPECT_TRUE(pull.next(kStart)) << "another archive";
}

TEST(AlertPull, AnswerToAnOldCursorIsNotDelivered) {
    AlertPull pull;
    pull.confirm(cursor_at(5));
    ASSERT_TRUE(pull.next(kStart));
    pull.confirm(cursor_at(7));
    EXPECT_EQ(pull.accept(batch_of(6, 9), kStart), Verdict::nothing);
    EXPECT_EQ(pull.next(kStart), cursor_at(7));
    EXPECT_EQ(pull.accept(batch_of(6, 9), kStart), Verdict::misplaced) << "does not follow the cursor";
}

TEST(AlertPull, DivergedIsDeliveredAndWaitsForANewCursor) {
    AlertPull pull;
    pull.confirm(cursor_at(5));
    ASSERT_TRUE(pull.next(kStart));
    EXPECT_EQ(pull.accept(AlertBatch{PullStatus::diverged, ArchiveId::from_random(1, 1), 2, {}}, kStart),
              Verdict::deliver);
    EXPECT_FALSE(pull.next(kStart + seconds(60)));
    pull.confirm({});
    EXPECT_EQ(pull.next(kStart), AlertCursor{});
}

TEST(AlertPull, LostConnectionAndFailureAreTriedAgain) {
    AlertPull pull;
    pull.confirm(cursor_at(5));
    ASSERT_TRUE(pull.next(kStart));
    pull.connected();
    ASSERT_TRUE(pull.next(kStart));
    pull.failed(kStart);
    EXPECT_FALSE(pull.next(kStart));
    EXPECT_TRUE(pull.next(kStart + seconds(1)));
    // A lost connection does not confirm what was delivered.
    EXPECT_EQ(pull.accept(batch_of(6, 6), kStart), Verdict::deliver);
    pull.connected();
    EXPECT_FALSE(pull.next(kStart + seconds(60)));
    EXPECT_EQ(pull.accept(batch_of(6, 6), kStart), Verdict::nothing) << "nobody asked";
}

PhaseSwitch wanted_switch(SwitchId id) {
    PhaseSwitch wanted;
    wanted.id = id;
    wanted.hall = test::id<HallId>("hall");
    return wanted;
}

PhaseAnswer answer_to(SwitchId id) {
    PhaseAnswer answer;
    answer.id = id;
    return answer;
}

TEST(PhaseAsk, OneAtATimeEachAtOnceAndThenOnceAPeriod) {
    PhaseAsk ask;
    MonoTime now = kStart;
    EXPECT_FALSE(ask.next(now)) << "nothing is wanted yet";
    ask.want({wanted_switch(1), wanted_switch(2)});
    EXPECT_EQ(ask.next(now)->id, 1U);
    EXPECT_FALSE(ask.next(now)) << "one is under way";
    EXPECT_TRUE(ask.accept(answer_to(1), now));
    EXPECT_EQ(ask.next(now)->id, 2U);
    ask.failed(now);
    EXPECT_FALSE(ask.next(now)) << "neither is due";
    now += PhaseAsk::kPeriod;
    EXPECT_EQ(ask.next(now)->id, 1U) << "until the ledger has recorded the answer";
}

TEST(PhaseAsk, WhatIsNoLongerWantedIsNotAskedNorItsAnswerTold) {
    PhaseAsk ask;
    const MonoTime now = kStart;
    ask.want({wanted_switch(1)});
    EXPECT_EQ(ask.next(now)->id, 1U);
    ask.want({wanted_switch(2)});
    EXPECT_FALSE(ask.under_way());
    EXPECT_FALSE(ask.accept(answer_to(1), now));
    EXPECT_EQ(ask.next(now)->id, 2U);
    ask.want({wanted_switch(2)});
    EXPECT_EQ(ask.under_way()->id, 2U) << "saying the same again changes nothing";
}

TEST(PhaseAsk, NewConnectionAsksAtOnce) {
    PhaseAsk ask;
    const MonoTime now = kStart;
    ask.want({wanted_switch(1)});
    EXPECT_TRUE(ask.next(now));
    ask.connected();
    EXPECT_EQ(ask.next(now)->id, 1U);
}

class LinkStatusTest : public ::testing::Test {
protected:
    LinkStatus status{{test::id<NodeId>("north"), Endpoints::at("192.0.2.7", 7401).value(), {}},
                      generate_keys()->public_key,
                      kStart};
};

TEST_F(LinkStatusTest, UpDownAndUpAgain) {
    EXPECT_EQ(status.state(), LinkState::connecting);
    EXPECT_TRUE(status.take_change()) << "the first state is told too";
    EXPECT_FALSE(status.take_change());
    status.observe(ConnectionEvent::handshake_done);
    EXPECT_EQ(status.state(), LinkState::connecting) << "a handshake is no answer";
    status.welcomed();
    EXPECT_EQ(status.state(), LinkState::up);
    EXPECT_EQ(status.reconnects(), 0U);
    status.observe(ConnectionEvent::lost);
    EXPECT_EQ(status.state(), LinkState::down);
    status.observe(ConnectionEvent::handshake_done);
    status.welcomed();
    EXPECT_EQ(status.reconnects(), 1U);
    EXPECT_EQ(status.reason(), Sentence());
}

TEST_F(LinkStatusTest, ANodeThatStartsWithUsHasThreeSeconds) {
    for (int i = 0; i < 20; ++i) {
        status.observe(ConnectionEvent::retrying);
    }
    EXPECT_EQ(status.state(), LinkState::connecting);
    status.tick(kStart + seconds(3));
    EXPECT_EQ(status.state(), LinkState::connecting);
    status.tick(kStart + seconds(3) + Microseconds(1));
    EXPECT_EQ(status.state(), LinkState::down);
    EXPECT_EQ(status.reason().reason, Reason::link_unreachable);
    EXPECT_THAT(status.reason().english, HasSubstr("192.0.2.7"));
    EXPECT_THAT(status.reason().about, ElementsAre("tcp://192.0.2.7:7402"));
}

TEST_F(LinkStatusTest, WrongServerKeyIsSuspectedAfterTwoFailedHandshakes) {
    for (int i = 0; i < 2; ++i) {
        EXPECT_EQ(status.state(), LinkState::connecting);
        status.observe(ConnectionEvent::handshake_failed);
        status.observe(ConnectionEvent::lost);
        status.observe(ConnectionEvent::retrying);
    }
    EXPECT_EQ(status.state(), LinkState::wrong_server_key);
    EXPECT_EQ(status.reason().reason, Reason::link_key_suspected);
    // Then the machine is switched off: that is another thing.
    for (int i = 0; i < 3; ++i) {
        status.observe(ConnectionEvent::retrying);
    }
    EXPECT_EQ(status.state(), LinkState::down);
}

// A stopped process keeps its port: the system goes on accepting connections, and no handshake ends.
TEST_F(LinkStatusTest, NodeThatHangsAfterItWorkedIsNotSuspectedOfAnotherKey) {
    status.observe(ConnectionEvent::handshake_done);
    status.welcomed();
    status.observe(ConnectionEvent::lost);
    EXPECT_EQ(status.reason().reason, Reason::link_lost);
    for (int i = 0; i < 2; ++i) {
        status.observe(ConnectionEvent::handshake_failed);
        status.observe(ConnectionEvent::lost);
        status.observe(ConnectionEvent::retrying);
    }
    EXPECT_EQ(status.state(), LinkState::down);
    EXPECT_EQ(status.reason().reason, Reason::link_hanging);
    EXPECT_THAT(status.reason().english, HasSubstr("does not answer any more"));
}

TEST_F(LinkStatusTest, RefusedUntilWelcomed) {
    status.observe(ConnectionEvent::refused);
    status.observe(ConnectionEvent::lost);
    EXPECT_EQ(status.state(), LinkState::refused);
    EXPECT_EQ(status.reason().reason, Reason::link_key_refused);
    EXPECT_THAT(status.reason().english, HasSubstr("allowlist"));
    status.tick(kStart + seconds(60));
    EXPECT_EQ(status.state(), LinkState::refused);
    status.observe(ConnectionEvent::handshake_done);
    status.welcomed();
    EXPECT_EQ(status.state(), LinkState::up);
}

TEST_F(LinkStatusTest, ConnectedButMute) {
    status.observe(ConnectionEvent::handshake_done);
    status.welcomed();
    status.expired();
    EXPECT_EQ(status.state(), LinkState::down);
    EXPECT_EQ(status.reason().reason, Reason::link_mute);
    EXPECT_THAT(status.reason().english, HasSubstr("does not answer requests"));
    status.incompatible({"another version", Reason::link_other_version});
    status.expired();
    EXPECT_EQ(status.state(), LinkState::incompatible) << "the better reason stays";
}

TEST(PendingRequests, AnswersAndDeadlines) {
    PendingRequests pending;
    pending.sent(RequestKind::clock, 5, kStart, test::at(1));
    EXPECT_TRUE(pending.is_pending(RequestKind::clock));
    EXPECT_FALSE(pending.answered(RequestKind::clock, 4)) << "an older one";
    EXPECT_FALSE(pending.answered(RequestKind::hello, 5)) << "another kind";
    EXPECT_EQ(pending.kind_of(5), RequestKind::clock);
    EXPECT_FALSE(pending.expire_one(kStart + PendingRequests::kDeadline));
    const auto answered = pending.answered(RequestKind::clock, 5);
    ASSERT_TRUE(answered);
    EXPECT_EQ(answered->asked, test::at(1));
    EXPECT_FALSE(pending.answered(RequestKind::clock, 5)) << "twice";
    pending.sent(RequestKind::hello, 6, kStart, test::at(1));
    EXPECT_EQ(pending.expire_one(kStart + PendingRequests::kDeadline + Microseconds(1)), RequestKind::hello);
    EXPECT_FALSE(pending.expire_one(kStart + seconds(60)));
    EXPECT_FALSE(pending.is_pending(RequestKind::hello));
}

TEST(HandshakeTally, CountsFailuresAlsoThoseOfWhichNothingIsSaid) {
    HandshakeTally tally;
    for (int i = 0; i < 4; ++i) {
        tally.observe(ConnectionEvent::accepted, kStart);
    }
    tally.observe(ConnectionEvent::handshake_done, kStart);
    tally.observe(ConnectionEvent::refused, kStart);  // the gatekeeper counts it
    tally.observe(ConnectionEvent::handshake_failed, kStart);
    tally.observe(ConnectionEvent::lost, kStart);
    EXPECT_EQ(tally.failed(), 1U);
    EXPECT_EQ(tally.open(), 3U);
    tally.expire(kStart + kHandshakeLimit);
    EXPECT_EQ(tally.failed(), 1U);
    tally.expire(kStart + kHandshakeLimit + seconds(1));
    EXPECT_EQ(tally.failed(), 2U) << "the fourth never got anywhere";
    EXPECT_EQ(tally.open(), 3U) << "ZeroMQ says of each that it was lost, sooner or later";
    tally.expire(kStart + seconds(60));
    EXPECT_EQ(tally.failed(), 2U);
}

TEST(PublicationQueue, NumbersEachKeyAndShowsDropsAsGaps) {
    PublicationQueue queue(3);
    queue.push("a", "1");
    queue.push("b", "1");
    queue.push("a", "2");
    queue.push("a", "3");
    EXPECT_EQ(queue.dropped(), 1U);
    const auto items = queue.take_all();
    ASSERT_EQ(items.size(), 3U);
    EXPECT_EQ(items[0].key, "b");
    EXPECT_EQ(items[0].number, 1U);
    EXPECT_EQ(items[1].number, 2U) << "number 1 of 'a' was dropped";
    EXPECT_EQ(items[2].number, 3U);
    EXPECT_TRUE(queue.take_all().empty());
}

TEST(EndpointsAt, ThreePortsInARow) {
    const auto endpoints = Endpoints::at("127.0.0.1", 7401).value();
    EXPECT_EQ(endpoints.publications, "tcp://127.0.0.1:7401");
    EXPECT_EQ(endpoints.requests, "tcp://127.0.0.1:7402");
    EXPECT_EQ(endpoints.pictures, "tcp://127.0.0.1:7403");
    EXPECT_EQ(Endpoints::at("127.0.0.1", 0)->requests, "tcp://127.0.0.1:0");
    EXPECT_TRUE(Endpoints::at("node-1.venue.example", 65533));
    EXPECT_FALSE(Endpoints::at("node-1", 65534));
    EXPECT_FALSE(Endpoints::at("", 7401));
    EXPECT_FALSE(Endpoints::at("a b", 7401));
    EXPECT_FALSE(Endpoints::at("x/;y", 7401));
    for (const char* sixth : {"::1", "[::1]", "fe80::1"}) {
        const auto refused = Endpoints::at(sixth, 7401);
        ASSERT_FALSE(refused) << sixth;
        EXPECT_NE(refused.error().message.find("speaks IPv4"), std::string::npos);
    }
    const auto with_port = Endpoints::at("127.0.0.1:7401", 7401);
    ASSERT_FALSE(with_port);
    EXPECT_NE(with_port.error().message.find("holds a port"), std::string::npos);
}

}  // namespace
}  // namespace vigie::net
