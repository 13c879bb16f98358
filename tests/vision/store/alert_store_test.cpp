// Numbers, checksums, cursors and open conditions; and histories that are no longer the one that a console
// read.
#include "vision/store/alert_store.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "tests/support/temporary_folder.hpp"
#include "tests/vision/store/alert_histories.hpp"

namespace vigie {
namespace {

using test::raised;
using vision::AlertReader;
using vision::AlertStore;

class AlertStoreTest : public ::testing::Test {
protected:
    net::Alert append(AlertStore& store, net::Alert alert) {
        auto done = store.append(std::move(alert));
        EXPECT_TRUE(done) << done.error().message;
        return done.value_or(net::Alert{});
    }
    void append_notes(const std::vector<std::string>& notes, std::uint64_t seed = 1) {
        const auto store = test::open_store(file_, seed);
        ASSERT_NE(store, nullptr);
        for (const auto& note : notes) append(*store, raised(note));
    }
    net::PullStatus status_of(const net::AlertCursor& cursor) {
        const auto reader = AlertReader::open(file_);
        EXPECT_TRUE(reader) << reader.error().message;
        const auto batch = (*reader)->after(cursor, 10);
        EXPECT_TRUE(batch) << batch.error().message;
        if (batch->status == net::PullStatus::diverged) {
            EXPECT_TRUE(batch->alerts.empty());
        }
        return batch->status;
    }
    std::string refusal() {
        const auto store = AlertStore::open(file_, test::random_from(9));
        return store ? "opened" : store.error().message;
    }

    test::TemporaryFolder folder_;
    std::filesystem::path file_ = folder_.path() / "alerts.db";
};

TEST_F(AlertStoreTest, NumbersFromOneWithoutGapsAndGoesOnAfterARestart) {
    net::ArchiveId archive;
    {
        const auto store = test::open_store(file_);
        archive = store->archive();
        EXPECT_EQ(store->head(), 0U);
        const auto first = append(*store, raised("a"));
        EXPECT_EQ(first.number, 1U);
        EXPECT_EQ(first.archive, archive);
        EXPECT_EQ(first.condition, "crowd/bar#1");
        EXPECT_EQ(append(*store, raised("b")).number, 2U);
        EXPECT_EQ(store->head(), 2U);
    }
    const auto store = test::open_store(file_, 77);
    EXPECT_EQ(store->archive(), archive) << "the id is the file's, not the process's";
    EXPECT_EQ(store->head(), 2U);
    EXPECT_EQ(append(*store, raised("c")).number, 3U);
    EXPECT_EQ(test::all_notes(file_), "a b c ");
}

TEST_F(AlertStoreTest, AnswersWhatIsAfterACursorInBatches) {
    append_notes({"a", "b", "c", "d", "e"});
    const auto reader = AlertReader::open(file_);
    ASSERT_TRUE(reader);
    net::AlertCursor cursor;
    const auto two = (*reader)->after(cursor, 2);
    ASSERT_TRUE(two);
    EXPECT_EQ(two->alerts.size(), 2U);
    EXPECT_EQ(two->head, 5U);
    EXPECT_EQ(test::pull(**reader, cursor, 2), "a b c d e ");
    EXPECT_EQ(test::pull(**reader, cursor, 2), "") << "up to date";
    append_notes({"f"});
    EXPECT_EQ(test::pull(**reader, cursor, 2), "f ") << "a reader sees what was committed since";
}

TEST_F(AlertStoreTest, AReaderAnswersWhileTheStoreIsOpenForWriting) {
    const auto store = test::open_store(file_);
    const auto reader = AlertReader::open(file_);
    ASSERT_TRUE(reader) << reader.error().message;
    net::AlertCursor cursor;
    for (const char* note : {"a", "b", "c"}) {
        append(*store, raised(note));
        EXPECT_EQ(test::pull(**reader, cursor), std::string(note) + " ");
    }
}

TEST_F(AlertStoreTest, ACursorBeyondTheEndOrOfAnotherArchiveOrChecksumDiverges) {
    append_notes({"a", "b"});
    net::AlertCursor end;
    test::all_notes(file_, &end);
    EXPECT_EQ(status_of(end), net::PullStatus::ok);
    EXPECT_EQ(status_of({}), net::PullStatus::ok);
    EXPECT_EQ(status_of({end.archive, 0, 0}), net::PullStatus::ok);
    EXPECT_EQ(status_of({end.archive, 3, end.checksum}), net::PullStatus::diverged);
    EXPECT_EQ(status_of({end.archive, 2, end.checksum + 1}), net::PullStatus::diverged);
    EXPECT_EQ(status_of({end.archive, 1, end.checksum}), net::PullStatus::diverged);
    EXPECT_EQ(status_of({net::ArchiveId::from_random(1, 2), 2, end.checksum}), net::PullStatus::diverged);
    EXPECT_EQ(status_of({net::ArchiveId::from_random(1, 2), 0, 0}), net::PullStatus::diverged);
    EXPECT_EQ(status_of({end.archive, ~std::uint64_t{0}, end.checksum}), net::PullStatus::diverged);
}

TEST_F(AlertStoreTest, ARolledBackFileDivergesEvenAfterItHasGrownAgain) {
    append_notes({"a", "b"});
    const auto backup = folder_.path() / "backup.db";
    std::filesystem::copy_file(file_, backup);
    append_notes({"c", "d"});
    net::AlertCursor read;
    ASSERT_EQ(test::all_notes(file_, &read), "a b c d ");

    std::filesystem::copy_file(backup, file_, std::filesystem::copy_options::overwrite_existing);
    EXPECT_EQ(status_of(read), net::PullStatus::diverged) << "the cursor lies beyond the end";
    append_notes({"x", "y"});
    EXPECT_EQ(status_of(read), net::PullStatus::diverged) << "number 4 is another alert now";
    append_notes({"z"});
    EXPECT_EQ(status_of(read), net::PullStatus::diverged);
    EXPECT_EQ(test::all_notes(file_), "a b x y z ") << "read again from the beginning";
}

TEST_F(AlertStoreTest, ARecreatedStoreDiverges) {
    append_notes({"a", "b"});
    net::AlertCursor read;
    test::all_notes(file_, &read);
    std::filesystem::remove(file_);
    append_notes({"a", "b"}, 2);
    EXPECT_EQ(status_of(read), net::PullStatus::diverged) << "the same alerts, but another archive";
}

TEST_F(AlertStoreTest, OpenConditionsAreTheNewestAlertsOfWhatWasNotCleared) {
    {
        const auto store = test::open_store(file_);
        const auto one = append(*store, raised("one"));
        const auto two = append(*store, raised("two"));
        const auto three = append(*store, raised("three"));
        auto worse = one;
        worse.transition = net::Transition::updated;
        worse.note = "one is worse";
        append(*store, worse);
        auto over = two;
        over.transition = net::Transition::cleared;
        append(*store, over);
    }
    const auto store = test::open_store(file_);
    const auto open = store->open_conditions();
    ASSERT_TRUE(open) << open.error().message;
    ASSERT_EQ(open->size(), 2U);
    EXPECT_EQ((*open)[0].note, "three");
    EXPECT_EQ((*open)[1].note, "one is worse");
    EXPECT_EQ((*open)[1].condition, "crowd/bar#1") << "a condition keeps the name it was raised with";
}

TEST_F(AlertStoreTest, AnAlertThatCannotBeEncodedTakesNoNumber) {
    const auto store = test::open_store(file_);
    append(*store, raised("a"));
    EXPECT_FALSE(store->append(raised("\xff\xfe is not UTF-8")));
    EXPECT_EQ(append(*store, raised("b")).number, 2U);
    EXPECT_EQ(test::all_notes(file_), "a b ");
}

TEST_F(AlertStoreTest, WhatIsNoStoreIsRefusedByNameAndLeftAsItIs) {
    for (const std::string& content :
         {std::string(5000, 'x'), std::string("SQLite format 3") + '\0' + " and then nothing"}) {
        folder_.write("alerts.db", content);
        EXPECT_THAT(refusal(), ::testing::HasSubstr("alerts.db' is damaged"));
        EXPECT_THAT(refusal(), ::testing::HasSubstr("aside, keep them for recovery"));
        std::ifstream in(file_, std::ios::binary);
        EXPECT_EQ(std::string(std::istreambuf_iterator<char>(in), {}), content);
    }
}

TEST_F(AlertStoreTest, ADatabaseOfSomethingElseIsNotWrittenInto) {
    auto other = vision::Database::open(file_, vision::Database::Access::read_write);
    ASSERT_TRUE(other) << other.error().message;
    ASSERT_TRUE(other->run("CREATE TABLE incidents (id INTEGER)"));
    EXPECT_THAT(refusal(), ::testing::HasSubstr("alerts.db' is a database, but no alert store"));
    EXPECT_FALSE(other->prepare("SELECT * FROM alerts")) << "no table was added";
}

TEST_F(AlertStoreTest, AStoreOfANewerVersionIsRefused) {
    append_notes({"a"});
    {
        auto database = vision::Database::open(file_, vision::Database::Access::read_write);
        ASSERT_TRUE(database->run("UPDATE store SET schema = 7"));
    }
    EXPECT_THAT(refusal(), ::testing::HasSubstr("has schema 7, but this program knows only 1"));
}

TEST_F(AlertStoreTest, AChangedNewestAlertIsNoticedAtStart) {
    append_notes({"a", "b", "c"});
    {
        auto database = vision::Database::open(file_, vision::Database::Access::read_write);
        ASSERT_TRUE(database->run(
            "DROP TRIGGER alerts_hold; UPDATE alerts SET bytes = bytes || x'00' WHERE number = 3"));
    }
    EXPECT_THAT(refusal(), ::testing::HasSubstr("alert 3 does not match its checksum"));
}

TEST_F(AlertStoreTest, AnOlderAlertThatIsChangedOrMissingIsNoticedAtStart) {
    append_notes({"a", "b", "c"});
    {
        auto database = vision::Database::open(file_, vision::Database::Access::read_write);
        ASSERT_TRUE(database->run(
            "DROP TRIGGER alerts_hold; UPDATE alerts SET bytes = bytes || x'00' WHERE number = 2"));
    }
    EXPECT_THAT(refusal(), ::testing::HasSubstr("alert 2 does not match its checksum"));
    {
        auto database = vision::Database::open(file_, vision::Database::Access::read_write);
        ASSERT_TRUE(database->run("DROP TRIGGER IF EXISTS alerts_stay; DELETE FROM alerts WHERE number = 2"));
    }
    EXPECT_THAT(refusal(), ::testing::HasSubstr("alert 2 is missing"));
}

TEST_F(AlertStoreTest, TheFileItselfRefusesToChangeOrDropAnAlert) {
    append_notes({"a"});
    auto database = vision::Database::open(file_, vision::Database::Access::read_write);
    EXPECT_FALSE(database->run("DELETE FROM alerts"));
    EXPECT_FALSE(database->run("UPDATE alerts SET checksum = 0"));
    EXPECT_EQ(test::all_notes(file_), "a ");
}

TEST_F(AlertStoreTest, DamageInTheMiddleIsAnErrorNotACrash) {
    std::vector<std::string> notes;
    notes.reserve(200);
    for (int i = 0; i < 200; ++i) notes.push_back("note-" + std::to_string(i));
    append_notes(notes);
    const auto size = std::filesystem::file_size(file_);
    {
        std::fstream out(file_, std::ios::binary | std::ios::in | std::ios::out);
        out.seekp(static_cast<std::streamoff>(size / 2));
        out << std::string(8192, '\x5A');
    }
    const auto store = AlertStore::open(file_, test::random_from(9));
    const auto reader = AlertReader::open(file_);
    if (reader) {
        const auto batch = (*reader)->after({}, 1000);
        ASSERT_FALSE(batch) << "the damaged pages are noticed when they are read";
        EXPECT_EQ(batch.error().code, net::ErrorCode::corrupt);
        EXPECT_THAT(batch.error().message, ::testing::HasSubstr("is damaged"));
    } else {
        EXPECT_EQ(reader.error().code, net::ErrorCode::corrupt);
    }
}

}  // namespace
}  // namespace vigie
