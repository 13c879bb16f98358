#include <csignal>
#include <filesystem>
#include <fstream>
#include <thread>

#include <gmock/gmock.h>
#include <sys/resource.h>
#include <unistd.h>

#include "console/incidents/ledger_database.hpp"
#include "console/incidents/ledger_tables.hpp"
#include "tests/console/incidents/ledger_fixture.hpp"

using namespace vigie;
using namespace vigie::console;
using ::testing::AllOf;
using ::testing::HasSubstr;
using vigie::test::AlertArchive;

namespace {

/// Why the ledger does not open; fails the test when it does.
net::Error refusal(const std::filesystem::path& file) {
    const test::FakeClock clock;
    const auto opened = Ledger::open(file, clock);
    if (opened) {
        ADD_FAILURE() << file << " was opened";
        return {};
    }
    EXPECT_THAT(opened.error().message, HasSubstr(file.filename().string()));
    return opened.error();
}

/// Runs SQL on the file as anybody with a database program could.
void tamper(const std::filesystem::path& file, const std::vector<std::string>& statements) {
    auto database = LedgerDatabase::open(file).value();
    const auto done = database->write([&](soci::session& sql) -> net::Result<void> {
        for (const std::string& statement : statements) {
            sql << statement;
        }
        return {};
    });
    ASSERT_TRUE(done) << done.error().message;
}

/// Root may write everything: then the scope is that of nobody.
class AsOrdinaryUser {
public:
    AsOrdinaryUser() {
        if (::geteuid() == 0) {
            changed_ = ::seteuid(65534) == 0;
        }
    }
    ~AsOrdinaryUser() {
        if (changed_ && ::seteuid(0) != 0) {
            std::abort();
        }
    }
    AsOrdinaryUser(const AsOrdinaryUser&) = delete;
    AsOrdinaryUser& operator=(const AsOrdinaryUser&) = delete;

private:
    bool changed_ = false;
};

/// No file of this process may grow beyond `bytes`, as on a full disk.
class FullDisk {
public:
    explicit FullDisk(rlim_t bytes) : handler_(std::signal(SIGXFSZ, SIG_IGN)) {
        ::getrlimit(RLIMIT_FSIZE, &before_);
        const rlimit limit{bytes, before_.rlim_max};
        ::setrlimit(RLIMIT_FSIZE, &limit);
    }
    ~FullDisk() {
        ::setrlimit(RLIMIT_FSIZE, &before_);
        std::signal(SIGXFSZ, handler_);
    }
    FullDisk(const FullDisk&) = delete;
    FullDisk& operator=(const FullDisk&) = delete;

private:
    void (*handler_)(int);
    rlimit before_{};
};

class LedgerFaults : public vigie::test::LedgerTest {
protected:
    /// One incident, acknowledged; the file is closed.
    void make_ledger() {
        node_.raise("crowd", "bar");
        pull(node_);
        ASSERT_TRUE(ledger().acknowledge(seen_by("camille")));
        ledger_.reset();
    }
    AlertArchive node_;
};

TEST_F(LedgerFaults, AMissingFolderIsNamed) {
    const auto error = refusal(folder_.path() / "absent" / "ledger.db");
    EXPECT_EQ(error.code, net::ErrorCode::unavailable);
    EXPECT_THAT(error.message, HasSubstr("folder does not exist"));
    EXPECT_FALSE(std::filesystem::exists(folder_.path() / "absent"));
}

TEST_F(LedgerFaults, AFolderInPlaceOfTheFileIsRefused) {
    std::filesystem::create_directory(folder_.path() / "folder.db");
    EXPECT_EQ(refusal(folder_.path() / "folder.db").code, net::ErrorCode::unavailable);
}

TEST_F(LedgerFaults, AFileThatIsNoDatabaseIsCorruptAndStaysAsItIs) {
    const std::string text(5000, 'x');
    const auto file = folder_.write("notes.db", text);
    const auto error = refusal(file);
    EXPECT_EQ(error.code, net::ErrorCode::corrupt);
    EXPECT_THAT(error.message, AllOf(HasSubstr("damaged"), HasSubstr("move it aside")));
    std::ifstream stream(file, std::ios::binary);
    const std::string now((std::istreambuf_iterator<char>(stream)), {});
    EXPECT_EQ(now, text);
}

TEST_F(LedgerFaults, ATruncatedFileIsCorrupt) {
    make_ledger();
    std::filesystem::resize_file(file(), std::filesystem::file_size(file()) / 2);
    EXPECT_EQ(refusal(file()).code, net::ErrorCode::corrupt);
}

TEST_F(LedgerFaults, TheDatabaseOfAnotherProgramIsLeftAlone) {
    make_ledger();
    tamper(file(), {"ALTER TABLE ledger RENAME TO something_else"});
    const auto error = refusal(file());
    EXPECT_EQ(error.code, net::ErrorCode::unavailable);
    EXPECT_THAT(error.message, HasSubstr("another program"));
}

TEST_F(LedgerFaults, ALedgerOfANewerVersionIsLeftAlone) {
    make_ledger();
    tamper(file(), {"UPDATE ledger SET version = 3"});
    const auto error = refusal(file());
    EXPECT_EQ(error.code, net::ErrorCode::unavailable);
    EXPECT_THAT(error.message, AllOf(HasSubstr("newer version"), HasSubstr("update this program")));
}

TEST_F(LedgerFaults, EntriesAndAlertsCannotBeChangedOrDeleted) {
    make_ledger();
    auto database = LedgerDatabase::open(file()).value();
    for (const char* change : {"UPDATE entries SET actor = 'luc'", "DELETE FROM entries",
                               "UPDATE alerts SET bytes = ''", "DELETE FROM alerts WHERE number = 1"}) {
        const auto done = database->write([&](soci::session& sql) -> net::Result<void> {
            sql << change;
            return {};
        });
        EXPECT_FALSE(done) << change;
    }
    database.reset();
    reopen();
    EXPECT_EQ(incident().acknowledged_by, "camille");
}

TEST_F(LedgerFaults, EntriesThatWereTamperedWithAreNamed) {
    make_ledger();
    tamper(file(), {"DROP TRIGGER entries_hold", "UPDATE entries SET version = 9 WHERE number = 2"});
    const auto opened = Ledger::open(file(), clock_);
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().code, net::ErrorCode::corrupt);
    EXPECT_THAT(opened.error().message, HasSubstr("entry 2 of INC-00001"));
}

TEST_F(LedgerFaults, AMissingEndIsNoticed) {
    make_ledger();
    tamper(file(), {"DROP TRIGGER entries_stay", "DELETE FROM entries WHERE number = 2"});
    EXPECT_EQ(Ledger::open(file(), clock_).error().code, net::ErrorCode::corrupt);
}

TEST_F(LedgerFaults, OpeningReadsNothingOfOldIncidentsAndTheirDamageIsToldWhenTheyAreNeeded) {
    make_ledger();
    reopen();
    ASSERT_TRUE(ledger().resolve(seen_by("camille"), Outcome::genuine, ""));
    node_.clear("crowd/bar#1");
    pull(node_);
    ledger_.reset();
    tamper(file(), {"DROP TRIGGER entries_hold", "UPDATE entries SET kind = 99 WHERE number = 2"});
    clock_.advance(std::chrono::hours(13));
    reopen();
    const auto reopened = ledger().reopen({1, 4, "camille"});
    ASSERT_FALSE(reopened);
    EXPECT_EQ(reopened.error().code, net::ErrorCode::corrupt);
    EXPECT_THAT(reopened.error().message, HasSubstr("entry 2"));
}

TEST_F(LedgerFaults, AFileOrFolderThatMayNotBeWrittenIsRefused) {
    make_ledger();
    namespace fs = std::filesystem;
    fs::permissions(folder_.path(), fs::perms::all);
    for (const fs::perms mode : {fs::perms(0444), fs::perms::none}) {
        fs::permissions(file(), mode);
        const AsOrdinaryUser nobody;
        const auto error = refusal(file());
        EXPECT_EQ(error.code, net::ErrorCode::refused);
        EXPECT_THAT(error.message,
                    HasSubstr("may not read and write it (Permission denied); give that right"));
    }
    fs::permissions(file(), fs::perms::all);
    fs::permissions(folder_.path(), fs::perms(0555));
    {
        const AsOrdinaryUser nobody;
        EXPECT_THAT(refusal(file()).message, HasSubstr("may not write to its folder (Permission denied)"));
        EXPECT_EQ(refusal(folder_.path() / "new.db").code, net::ErrorCode::refused);
    }
    fs::permissions(folder_.path(), fs::perms::none);
    {
        const AsOrdinaryUser nobody;
        EXPECT_THAT(refusal(file()).message, HasSubstr("(Permission denied)"));
    }
    fs::permissions(folder_.path(), fs::perms::owner_all);
    reopen();
    EXPECT_EQ(incident().acknowledged_by, "camille");
}

TEST_F(LedgerFaults, ALostTableIsDamageAndNoReasonToRestart) {
    make_ledger();
    reopen();
    tamper(file(), {"DROP TABLE cursors"});
    node_.raise("crowd", "stage");
    const auto refused = ledger().ingest(node_.node(), node_.all());
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, net::ErrorCode::corrupt);
    EXPECT_THAT(refused.error().message,
                AllOf(HasSubstr("damaged or no ledger"), HasSubstr("put a copy of it in its place"),
                      ::testing::Not(HasSubstr("restart"))));
    tamper(file(), {"DROP TABLE entries"});
    EXPECT_EQ(refusal(file()).code, net::ErrorCode::corrupt);
}

TEST_F(LedgerFaults, ANewLedgerIsForItsOwnerOnly) {
    namespace fs = std::filesystem;
    EXPECT_EQ(fs::status(file()).permissions(), fs::perms::owner_read | fs::perms::owner_write);
}

TEST_F(LedgerFaults, APathWithSpacesAndAccentsIsAPathAndOneWithAQuotationMarkIsRefused) {
    EXPECT_TRUE(Ledger::open(folder_.path() / "le registre; à moi = 1.db", clock_));
    EXPECT_TRUE(std::filesystem::exists(folder_.path() / "le registre; à moi = 1.db"));
    EXPECT_EQ(refusal(folder_.path() / "a\"b.db").code, net::ErrorCode::unavailable);
}

TEST_F(LedgerFaults, AFullDiskRefusesTheBatchAndTheSameBatchIsTakenOnceThereIsSpace) {
    node_.raise("crowd", "bar");
    pull(node_);
    node_.raise("crowd", "stage");
    const net::AlertCursor before = ledger().cursor(node_.node()).value();
    const auto batch = node_.after(before);
    net::Result<net::AlertCursor> taken;
    net::Result<void> acknowledged;
    {
        const FullDisk full(4096);
        taken = ledger().ingest(node_.node(), batch);
        acknowledged = ledger().acknowledge(seen_by("camille"));
    }
    ASSERT_FALSE(taken);
    EXPECT_EQ(taken.error().code, net::ErrorCode::exhausted);
    EXPECT_THAT(taken.error().message, HasSubstr("space"));
    ASSERT_FALSE(acknowledged);
    EXPECT_EQ(count(), 1U);
    EXPECT_EQ(incident().work, WorkState::fresh) << "nobody believes in an act that is not recorded";
    EXPECT_EQ(ledger().cursor(node_.node()).value(), before);

    EXPECT_EQ(ledger().ingest(node_.node(), batch).value(), node_.head());
    EXPECT_TRUE(ledger().acknowledge(seen_by("camille")));
    reopen();
    EXPECT_EQ(count(), 2U);
    EXPECT_EQ(incident().acknowledged_by, "camille");
}

TEST_F(LedgerFaults, AConditionThatANewIncidentCouldNotTakeOverStaysWithTheOldOne) {
    const auto condition = node_.raise("crowd", "bar");
    pull(node_);
    ASSERT_TRUE(ledger().resolve(seen_by("camille"), Outcome::genuine, "moved on"));
    node_.update(condition, net::Priority::high);
    const auto batch = node_.after(ledger().cursor(node_.node()).value());
    {
        const FullDisk full(4096);
        ASSERT_FALSE(ledger().ingest(node_.node(), batch));
    }
    EXPECT_EQ(incident(1).condition, ConditionState::active);
    ASSERT_TRUE(ledger().ingest(node_.node(), batch));
    EXPECT_EQ(incident(1).condition, ConditionState::cleared) << "found by its condition again";
    EXPECT_EQ(incident(2).condition, ConditionState::active);
}

TEST_F(LedgerFaults, ADatabaseThatCannotGrowSaysThatItsDiskIsFull) {
    auto database = LedgerDatabase::open(file()).value();
    const auto grown = database->write([](soci::session& sql) -> net::Result<void> {
        sql << "PRAGMA max_page_count=1";  // the smallest that it allows is what there is
        AlertArchive big;
        EXPECT_TRUE(keep_alert(sql, 1, big.node(), big.archive(), {1, std::string(200'000, 'x'), 1}));
        return {};
    });
    ASSERT_FALSE(grown);
    EXPECT_EQ(grown.error().code, net::ErrorCode::exhausted);
    EXPECT_THAT(grown.error().message, HasSubstr("disk is full"));
}

TEST_F(LedgerFaults, WordsThatAreBoundNeverShowInErrors) {
    make_ledger();
    tamper(file(), {"CREATE TRIGGER refuse BEFORE INSERT ON entries BEGIN SELECT RAISE(ABORT, 'no'); END"});
    reopen();
    const auto noted = ledger().note(seen_by("camille"), "SECRET WORDS");
    ASSERT_FALSE(noted);
    EXPECT_THAT(noted.error().message, ::testing::Not(HasSubstr("SECRET")));
}

TEST_F(LedgerFaults, ManyConsolesAtOnceMakeOneLedgerAndLoseNothing) {
    constexpr int kConsoles = 4;
    constexpr int kNotes = 20;
    const auto shared = folder_.path() / "shared.db";
    node_.raise();
    std::vector<std::string> problems(kConsoles);
    {
        std::vector<std::jthread> consoles;
        consoles.reserve(kConsoles);
        for (int console = 0; console < kConsoles; ++console) {
            consoles.emplace_back([&, console] {
                const auto mine = Ledger::open(shared, clock_);
                if (!mine) {
                    problems[static_cast<std::size_t>(console)] = mine.error().message;
                    return;
                }
                net::Result<void> done = (*mine)->ingest(node_.node(), node_.all()).map([](const auto&) {});
                for (int note = 0; done && note < kNotes; ++note) {
                    done = (*mine)->note({1, 1, "operator-" + std::to_string(console)}, std::to_string(note));
                }
                if (!done) {
                    problems[static_cast<std::size_t>(console)] = done.error().message;
                }
            });
        }
    }
    EXPECT_EQ(problems, std::vector<std::string>(kConsoles));
    const auto board = Ledger::open(shared, clock_).value()->board();
    ASSERT_EQ(board->incidents.size(), 1U);
    EXPECT_EQ(board->incidents[0]->history.size(), 1U + kConsoles * kNotes);
    EXPECT_EQ(board->head, 1U + kConsoles * kNotes);
    EXPECT_EQ(board->incidents[0]->times_raised, 1U);
}

}  // namespace
