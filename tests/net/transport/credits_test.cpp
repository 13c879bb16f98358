// Both ends of the credits: what a node owes its eyes, and what a console grants.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "net/transport/credit_book.hpp"
#include "net/transport/eye.hpp"
#include "tests/support/sample_messages.hpp"

namespace vigie::net {
namespace {

using std::chrono::seconds;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

const PictureFeed kBar{test::id<CameraId>("bar"), PictureSize::tile};
const PictureFeed kBarFull{test::id<CameraId>("bar"), PictureSize::full};
const PictureFeed kExit{test::id<CameraId>("exit"), PictureSize::tile};
const MonoTime kStart{seconds(100)};

Credits grant(std::uint64_t session, std::map<PictureFeed, std::uint64_t> up_to) {
    return {{kProtocol, test::id<NodeId>("desk"), 1, 1, test::at(0)}, session, std::move(up_to)};
}

TEST(CreditBook, EmptyBookWantsNothing) {
    const CreditBook book;
    EXPECT_FALSE(book.wanted(kBar, 1));
    EXPECT_THAT(book.wanted(), IsEmpty());
    EXPECT_THAT(book.recipients(kBar, 1), IsEmpty());
}

TEST(CreditBook, CreditIsUsedUpAndRenewedByABiggerNumber) {
    CreditBook book;
    book.take("a", grant(9, {{kBar, 2}}), kStart);
    EXPECT_THAT(book.wanted(), ElementsAre(kBar));
    EXPECT_FALSE(book.wanted(kBarFull, 1));
    for (std::uint64_t frame = 1; frame <= 2; ++frame) {
        ASSERT_THAT(book.recipients(kBar, frame), SizeIs(1));
        EXPECT_EQ(book.recipients(kBar, frame)[0].picture, frame);
        EXPECT_EQ(book.recipients(kBar, frame)[0].session, 9U);
        book.note_sent("a", kBar, frame);
    }
    EXPECT_FALSE(book.wanted(kBar, 3));
    book.take("a", grant(9, {{kBar, 2}}), kStart);  // said again: nothing changes
    EXPECT_FALSE(book.wanted(kBar, 3));
    book.take("a", grant(9, {{kBar, 3}}), kStart);
    EXPECT_TRUE(book.wanted(kBar, 3));
    EXPECT_FALSE(book.wanted(kBar, 2)) << "it has that frame";
}

TEST(CreditBook, FeedsThatAreNotNamedLoseTheirCredits) {
    CreditBook book;
    book.take("a", grant(9, {{kBar, 2}, {kExit, 2}}), kStart);
    book.note_sent("a", kBar, 5);
    book.take("a", grant(9, {{kExit, 2}}), kStart);
    EXPECT_THAT(book.wanted(), ElementsAre(kExit));
    // Back in the same session: counting goes on.
    book.take("a", grant(9, {{kBar, 2}}), kStart);
    ASSERT_THAT(book.recipients(kBar, 6), SizeIs(1));
    EXPECT_EQ(book.recipients(kBar, 6)[0].picture, 2U);
}

TEST(CreditBook, NewSessionCountsFromOne) {
    CreditBook book;
    book.take("a", grant(9, {{kBar, 2}}), kStart);
    book.note_sent("a", kBar, 500);
    book.take("a", grant(10, {{kBar, 2}}), kStart);
    ASSERT_THAT(book.recipients(kBar, 1), SizeIs(1));
    EXPECT_EQ(book.recipients(kBar, 1)[0].picture, 1U);
    EXPECT_EQ(book.recipients(kBar, 1)[0].session, 10U);
}

TEST(CreditBook, EachEyeHasItsOwnAccount) {
    CreditBook book;
    book.take("a", grant(1, {{kBar, 2}}), kStart);
    book.take("b", grant(2, {{kBar, 2}}), kStart);
    EXPECT_THAT(book.recipients(kBar, 1), SizeIs(2));
    book.note_sent("a", kBar, 1);
    ASSERT_THAT(book.recipients(kBar, 1), SizeIs(1));
    EXPECT_EQ(book.recipients(kBar, 1)[0].eye, "b");
    EXPECT_THAT(book.recipients(kBar, 2), SizeIs(2));
    book.forget("b");
    EXPECT_FALSE(book.wanted(kBar, 1));
    EXPECT_EQ(book.eyes(), 1U);
}

TEST(CreditBook, ClaimsAreBounded) {
    CreditBook book;
    book.take("a", grant(1, {{kBar, 1'000'000}}), kStart);
    std::uint64_t frame = 0;
    while (book.wanted(kBar, frame + 1)) {
        book.note_sent("a", kBar, ++frame);
    }
    EXPECT_EQ(frame, CreditBook::kMostOutstanding);
}

TEST(CreditBook, TooManyFeedsForgetTheEye) {
    CreditBook book;
    bool accepted = true;
    for (std::size_t i = 0; accepted && i <= CreditBook::kMostFeedsOfEye; ++i) {
        accepted = book.take(
            "a", grant(1, {{{test::id<CameraId>("c" + std::to_string(i)), PictureSize::tile}, 2}}), kStart);
    }
    EXPECT_FALSE(accepted);
    EXPECT_EQ(book.eyes(), 0U);
}

TEST(CreditBook, SilentEyesAreForgotten) {
    CreditBook book;
    book.take("a", grant(1, {{kBar, 2}}), kStart);
    book.take("b", grant(2, {{kBar, 2}}), kStart + seconds(2));
    book.expire(kStart + CreditBook::kLease);
    EXPECT_EQ(book.eyes(), 2U);
    book.expire(kStart + CreditBook::kLease + Microseconds(1));
    EXPECT_EQ(book.eyes(), 1U);
    EXPECT_TRUE(book.wanted(kBar, 1));
    book.expire(kStart + seconds(60));
    EXPECT_FALSE(book.wanted(kBar, 1));
}

TEST(Eye, GrantsTwoAndGoesOnWithWhatArrives) {
    Eye eye;
    eye.begin_session(7);
    EXPECT_TRUE(eye.look_at({kBar, kExit}));
    EXPECT_FALSE(eye.look_at({kBar, kExit}));
    EXPECT_THAT(eye.credits(), ElementsAre(std::pair(kBar, 2U), std::pair(kExit, 2U)));
    EXPECT_TRUE(eye.receive(7, kBar, 1));
    EXPECT_THAT(eye.credits(), ElementsAre(std::pair(kBar, 3U), std::pair(kExit, 2U)));
    EXPECT_FALSE(eye.receive(7, kBar, 1)) << "twice";
    EXPECT_TRUE(eye.receive(7, kBar, 2));
    EXPECT_EQ(eye.credits().at(kBar), 4U);
}

TEST(Eye, PicturesOfAnotherSessionOrFeedAreNotShown) {
    Eye eye;
    EXPECT_FALSE(eye.receive(0, kBar, 1)) << "no session yet";
    eye.begin_session(7);
    eye.look_at({kBar});
    EXPECT_FALSE(eye.receive(6, kBar, 1));
    EXPECT_FALSE(eye.receive(7, kExit, 1)) << "still counted, not shown";
    eye.look_at({kExit});
    EXPECT_EQ(eye.credits().at(kExit), 3U);
    eye.begin_session(8);
    EXPECT_EQ(eye.credits().at(kExit), 2U);
}

TEST(CreditsOfBothEnds, NeverStopWhateverTheOrderOfLooks) {
    // A thousand turns of looking here and there, with all messages delivered in order.
    CreditBook book;
    Eye eye;
    eye.begin_session(3);
    std::map<PictureFeed, std::uint64_t> frames;
    for (int turn = 0; turn < 1000; ++turn) {
        const auto& feed = turn % 3 == 0 ? kExit : kBar;
        eye.look_at(turn % 7 == 0 ? std::set<PictureFeed>{} : std::set<PictureFeed>{feed});
        book.take("a", grant(3, eye.credits()), kStart);
        for (const auto& wanted : book.wanted()) {
            const auto frame = ++frames[wanted];
            const auto recipients = book.recipients(wanted, frame);
            ASSERT_THAT(recipients, SizeIs(1));
            book.note_sent("a", wanted, frame);
            EXPECT_TRUE(eye.receive(3, wanted, recipients[0].picture));
        }
        if (turn % 7 != 0) {
            ASSERT_FALSE(eye.credits().empty());
            book.take("a", grant(3, eye.credits()), kStart);
            ASSERT_TRUE(book.wanted(feed, frames[feed] + 1)) << turn;
        }
    }
    EXPECT_GT(frames[kBar], 500U);
}

TEST(Eye, KnowsThatANodeCountsAnew) {
    Eye eye;
    eye.look_at({kBar});
    eye.begin_session(5);
    EXPECT_FALSE(eye.has_had(5, kBar, 1));
    eye.receive(5, kBar, 7);
    EXPECT_FALSE(eye.has_had(5, kBar, 8));
    EXPECT_TRUE(eye.has_had(5, kBar, 7));
    EXPECT_TRUE(eye.has_had(5, kBar, 1));
    EXPECT_FALSE(eye.has_had(4, kBar, 1)) << "late, of another session";
    eye.begin_session(6);
    EXPECT_FALSE(eye.has_had(6, kBar, 1));
}

TEST(Eye, KeepsOnePictureUnderWayWhileTheLinkIsSlow) {
    Eye eye;
    eye.look_at({kBar});
    eye.begin_session(5);
    EXPECT_EQ(eye.credits().at(kBar), 2U);
    eye.note_transit(Eye::kSlowTransit);
    EXPECT_EQ(eye.credits().at(kBar), 2U);
    eye.note_transit(Eye::kSlowTransit + std::chrono::milliseconds(1));
    EXPECT_EQ(eye.credits().at(kBar), 1U);
    eye.note_transit(Eye::kSlowTransit);
    EXPECT_EQ(eye.credits().at(kBar), 1U) << "until it is clearly quick again";
    eye.note_transit(Eye::kQuickTransit);
    EXPECT_EQ(eye.credits().at(kBar), 2U);
    eye.note_transit(std::chrono::seconds(3));
    eye.begin_session(6);
    EXPECT_EQ(eye.credits().at(kBar), 2U) << "another connection may be a quick one";
}

}  // namespace
}  // namespace vigie::net
