#include "console/incidents/incident_book.hpp"

#include <gtest/gtest.h>

#include "tests/support/sample_messages.hpp"

using namespace vigie;
using namespace vigie::console;

namespace {

/// Of the sample alert's condition, when `kind` tells one.
Entry entry(IncidentNumber incident, std::uint64_t version, EntryKind kind) {
    Entry entry;
    entry.line = {10 * incident + version, test::at(static_cast<double>(version)), kind, "camille", ""};
    entry.incident = incident;
    entry.version = version;
    if (kind == EntryKind::opened) {
        entry.alert = test::sample_alert();
    }
    return entry;
}

/// The number of the incident whose active condition the sample alert tells; 0 for none.
IncidentNumber holder(const IncidentBook& book) {
    const FoldedIncident* state = book.active(condition_of(test::sample_alert()));
    return state != nullptr ? state->incident.number : 0;
}

class Book : public ::testing::Test {
protected:
    Book() {
        add(entry(1, 1, EntryKind::opened));
        add(entry(1, 2, EntryKind::resolved));
        book_.commit(test::at(3.0));
    }
    void add(const Entry& entry) { ASSERT_TRUE(book_.add(entry)); }

    IncidentBook book_;
};

TEST_F(Book, ATakenOverConditionGoesBackWithAllElse) {
    add(entry(1, 3, EntryKind::condition_cleared));
    add(entry(2, 1, EntryKind::opened));
    EXPECT_EQ(holder(book_), 2U);
    book_.roll_back();
    EXPECT_EQ(holder(book_), 1U);
    EXPECT_EQ(book_.find(2), nullptr);
}

TEST_F(Book, AConditionIsItsOldIncidentsAgainThoughThatHadNoEntryOfIt) {
    add(entry(2, 1, EntryKind::opened));
    EXPECT_EQ(holder(book_), 2U);
    book_.roll_back();
    EXPECT_EQ(holder(book_), 1U);
    EXPECT_EQ(book_.find(1)->incident.version, 2U);
}

TEST_F(Book, ATakenOverConditionStaysSoOnceItIsWritten) {
    add(entry(1, 3, EntryKind::condition_cleared));
    add(entry(2, 1, EntryKind::opened));
    book_.commit(test::at(4.0));
    book_.roll_back();
    EXPECT_EQ(holder(book_), 2U);
}

}  // namespace
