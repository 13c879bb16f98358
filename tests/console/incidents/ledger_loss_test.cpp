// A ledger whose file is deleted, moved, replaced or overwritten while it is in use.
#include <array>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include <gmock/gmock.h>
#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include "console/incidents/operators.hpp"
#include "tests/console/incidents/ledger_fixture.hpp"

using namespace vigie;
using namespace vigie::console;
using ::testing::AllOf;
using ::testing::HasSubstr;
using vigie::test::AlertArchive;

namespace fs = std::filesystem;

namespace {

class LedgerLossTest : public vigie::test::LedgerTest {
protected:
    LedgerLossTest() {
        node_.raise("crowd", "bar");
        pull(node_);
        EXPECT_TRUE(ledger().note(seen_by("camille"), "before"));
    }
    /// The file and all that SQLite keeps beside it.
    void remove_all_of_it() const {
        for (const char* ending : {"", "-wal", "-shm"}) {
            fs::remove(file().string() + ending);
        }
    }
    void add(const std::string& words) {
        const auto noted = ledger().note(seen_by("camille"), words);
        ASSERT_TRUE(noted) << noted.error().message;
    }
    /// The notes that a ledger opened from this file has, each followed by a space.
    [[nodiscard]] std::string notes_in(const fs::path& file) const {
        const auto opened = Ledger::open(file, clock_);
        if (!opened) {
            return opened.error().message;
        }
        std::string notes;
        for (const auto& line : (*opened)->board()->incidents.at(0)->history) {
            notes += line.kind == EntryKind::note ? line.text + " " : "";
        }
        return notes;
    }
    [[nodiscard]] fs::path saved() const { return folder_.path() / "ledger-saved-1.db"; }
    [[nodiscard]] std::size_t files() const {
        return static_cast<std::size_t>(std::distance(fs::directory_iterator(folder_.path()), {}));
    }

    /// Closes the ledger, copies its file and opens it again.
    [[nodiscard]] fs::path back_up() {
        ledger_.reset();
        const auto backup = folder_.path() / "backup.db";
        fs::copy_file(file(), backup);
        reopen();
        return backup;
    }
    /// As "cp": what is open stays so.
    void overwrite_with(const fs::path& other) const {
        fs::copy_file(other, file(), fs::copy_options::overwrite_existing);
    }
    [[nodiscard]] std::string bytes() const {
        std::ifstream stream(file(), std::ios::binary);
        return {std::istreambuf_iterator<char>(stream), {}};
    }

    AlertArchive node_;
};

TEST_F(LedgerLossTest, ADeletedFileIsWrittenAnewWithAllThatItHeld) {
    fs::remove(file());
    add("after");
    const auto loss = ledger().take_loss();
    ASSERT_TRUE(loss);
    EXPECT_FALSE(loss->aside);
    EXPECT_THAT(loss->what.english, AllOf(HasSubstr(file().string()), HasSubstr("written anew")));
    EXPECT_FALSE(ledger().take_loss()) << "told once";
    add("later");
    EXPECT_EQ(notes_in(file()), "before after later ");
    ledger_.reset();
    EXPECT_EQ(notes_in(file()), "before after later ");
    EXPECT_EQ(files(), 1U);
}

TEST_F(LedgerLossTest, SoIsOneThatWasDeletedWithItsCompanions) {
    remove_all_of_it();
    add("after");
    EXPECT_EQ(notes_in(file()), "before after ");
}

TEST_F(LedgerLossTest, SoIsOneThatWasMovedAwayAndWhatWasMovedIsWhole) {
    fs::rename(file(), folder_.path() / "moved.db");
    add("after");
    EXPECT_EQ(notes_in(file()), "before after ");
    EXPECT_EQ(notes_in(folder_.path() / "moved.db"), "before ");
}

TEST_F(LedgerLossTest, ALossIsNoticedWithoutAnyAct) {
    fs::remove(file());
    ASSERT_TRUE(ledger().notice({}));
    EXPECT_TRUE(ledger().take_loss());
    EXPECT_EQ(notes_in(file()), "before ");
}

TEST_F(LedgerLossTest, AnotherFileInItsPlaceStaysAsItIsAndAllIsRecordedBesideIt) {
    const auto other = folder_.path() / "other.db";
    {
        auto made = Ledger::open(other, clock_).value();
        AlertArchive south("south", 9);
        south.raise("crowd", "hall");
        ASSERT_TRUE(made->ingest(south.node(), south.all()));
        ASSERT_TRUE(made->note({1, 1, "luc"}, "other"));
    }
    fs::rename(other, file());
    add("after");
    const auto loss = ledger().take_loss();
    ASSERT_TRUE(loss);
    EXPECT_TRUE(loss->aside);
    EXPECT_THAT(loss->what.english, AllOf(HasSubstr(file().string()), HasSubstr(saved().string())));
    add("later");
    ledger_.reset();
    EXPECT_EQ(notes_in(file()), "other ");
    EXPECT_EQ(notes_in(saved()), "before after later ");
}

TEST_F(LedgerLossTest, AFileThatIsNoDatabaseStaysAsItIsToo) {
    fs::remove(file());
    folder_.write("ledger.db", "my notes");
    add("after");
    EXPECT_TRUE(ledger().take_loss()->aside);
    EXPECT_EQ(fs::file_size(file()), 8U);
    EXPECT_EQ(notes_in(saved()), "before after ");
}

TEST_F(LedgerLossTest, ALossOfTheSavedFileIsStillALossAside) {
    fs::remove(file());
    folder_.write("ledger.db", "my notes");
    add("after");
    fs::remove(saved());
    add("later");
    EXPECT_TRUE(ledger().take_loss()->aside);
    EXPECT_EQ(notes_in(saved()), "before after later ");
}

TEST_F(LedgerLossTest, ACopyThatHoldsEverythingIsGoneOnWith) {
    fs::copy_file(file(), folder_.path() / "copy.db");
    fs::copy_file(file().string() + "-wal", folder_.path() / "copy.db-wal");
    ASSERT_EQ(notes_in(folder_.path() / "copy.db"), "before ");
    fs::rename(folder_.path() / "copy.db", file());
    add("after");
    const auto loss = ledger().take_loss();
    ASSERT_TRUE(loss);
    EXPECT_FALSE(loss->aside);
    EXPECT_THAT(loss->what.english, HasSubstr("copy that holds everything"));
    EXPECT_EQ(notes_in(file()), "before after ");
    EXPECT_FALSE(fs::exists(saved()));
}

TEST_F(LedgerLossTest, AnOlderCopyIsAnotherFile) {
    ledger_.reset();
    fs::copy_file(file(), folder_.path() / "older.db");
    reopen();
    add("after");
    fs::rename(folder_.path() / "older.db", file());
    add("later");
    EXPECT_TRUE(ledger().take_loss()->aside);
    ledger_.reset();
    EXPECT_EQ(notes_in(file()), "before ");
    EXPECT_EQ(notes_in(saved()), "before after later ");
}

TEST_F(LedgerLossTest, ConsolesThatShareALedgerGoOnWithTheSameOne) {
    auto second = Ledger::open(file(), clock_).value();
    auto accounts = Operators::open(file()).value();
    ASSERT_TRUE(accounts->add("camille", Role::operator_, "correct horse"));
    remove_all_of_it();
    ASSERT_TRUE(accounts->verify("camille", "correct horse"));
    add("first");
    ASSERT_TRUE(second->note({1, 1, "luc"}, "second"));
    add("third");
    EXPECT_EQ(notes_in(file()), "before first second third ");

    fs::remove(file());
    folder_.write("ledger.db", "my notes");
    ASSERT_TRUE(second->note({1, 1, "luc"}, "fourth"));
    add("fifth");
    EXPECT_TRUE(accounts->verify("camille", "correct horse"));
    EXPECT_EQ(notes_in(saved()), "before first second third fourth fifth ");
    EXPECT_FALSE(fs::exists(folder_.path() / "ledger-saved-2.db"));
}

TEST_F(LedgerLossTest, ConsolesThatFindAtOnceThatTheirLedgerIsGoneLoseNothing) {
    constexpr std::size_t kConsoles = 3;
    constexpr std::size_t kDeletions = 5;
    std::vector<std::unique_ptr<Ledger>> consoles;
    for (std::size_t console = 0; console < kConsoles; ++console) {
        consoles.push_back(Ledger::open(file(), clock_).value());
    }
    std::array<std::string, kConsoles> problems;
    for (std::size_t deletion = 0; deletion < kDeletions; ++deletion) {
        fs::remove(file());
        std::vector<std::jthread> acting;
        for (std::size_t console = 0; console < kConsoles; ++console) {
            acting.emplace_back([&, console] {
                for (int note = 0; note < 2; ++note) {
                    if (const auto done = consoles[console]->note({1, 1, "luc"}, "x"); !done) {
                        problems[console] = done.error().message;
                    }
                }
            });
        }
    }
    EXPECT_EQ(problems, (std::array<std::string, kConsoles>()));
    EXPECT_EQ(Ledger::open(file(), clock_).value()->board()->incidents.at(0)->history.size(),
              2U + 2 * kConsoles * kDeletions);
    EXPECT_FALSE(fs::exists(saved()));
}

TEST_F(LedgerLossTest, WhatCannotBeSavedRefusesActsUntilItCan) {
    const auto away = folder_.path() / "away";
    fs::create_directory(away);
    auto lost = Ledger::open(away / "ledger.db", clock_).value();
    ASSERT_TRUE(lost->ingest(node_.node(), node_.all()));
    auto accounts = Operators::open(away / "ledger.db").value();
    ASSERT_TRUE(accounts->add("camille", Role::operator_, "correct horse"));
    fs::remove_all(away);
    const auto refused = lost->note({1, 1, "camille"}, "refused");
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, net::ErrorCode::unavailable);
    EXPECT_THAT(refused.error().message,
                AllOf(HasSubstr((away / "ledger.db").string()), HasSubstr("cannot be saved"),
                      HasSubstr("end nothing before")));
    EXPECT_FALSE(lost->notice({})) << "told although nobody acts";
    EXPECT_FALSE(lost->take_loss());
    EXPECT_TRUE(accounts->verify("camille", "correct horse")) << "what is open can be read";

    fs::create_directory(away);
    ASSERT_TRUE(lost->note({1, 1, "camille"}, "after"));
    EXPECT_TRUE(lost->take_loss());
    EXPECT_EQ(notes_in(away / "ledger.db"), "after ");
}

TEST_F(LedgerLossTest, WhoMayReadItStaysTheSame) {
    fs::permissions(file(), fs::perms(0640));
    reopen();
    fs::remove(file());
    add("after");
    EXPECT_EQ(fs::status(file()).permissions(), fs::perms(0640));
}

TEST_F(LedgerLossTest, ABackupCopiedOverItIsToldAtOnceAndStaysUsable) {
    const auto backup = back_up();
    for (int note = 0; note < 200; ++note) {
        add(std::string(300, 'x'));
    }
    ledger_.reset();  // all is in the file, nothing beside it
    reopen();
    add("after");
    overwrite_with(backup);
    const auto refused = ledger().note(seen_by("camille"), "refused");
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, net::ErrorCode::corrupt);
    EXPECT_THAT(
        refused.error().message,
        AllOf(HasSubstr(file().string()), HasSubstr("overwritten while in use"), HasSubstr("start again")));
    EXPECT_FALSE(ledger().notice({})) << "told although nobody acts";
    ledger_.reset();
    EXPECT_EQ(notes_in(file()), "before ");
}

TEST_F(LedgerLossTest, SomethingElseCopiedOverItIsToldAtOnceAndStaysAsItIs) {
    std::ignore = back_up();
    add("after");
    overwrite_with(folder_.write("notes.txt", std::string(20'000, 'n')));
    const auto refused = ledger().note(seen_by("camille"), "refused");
    ASSERT_FALSE(refused);
    EXPECT_THAT(refused.error().message, HasSubstr("overwritten while in use"));
    ledger_.reset();
    EXPECT_EQ(bytes(), std::string(20'000, 'n'));
}

TEST_F(LedgerLossTest, ACopyOverItThatHoldsEverythingIsGoneOnWith) {
    const auto backup = back_up();
    overwrite_with(backup);
    add("after");
    EXPECT_FALSE(ledger().take_loss());
    ledger_.reset();
    EXPECT_EQ(notes_in(file()), "before after ");
}

TEST_F(LedgerLossTest, WhatStillStandsInItsLogIsSavedWhenItIsEmptied) {
    fs::resize_file(file(), 0);
    add("after");
    const auto loss = ledger().take_loss();
    ASSERT_TRUE(loss);
    EXPECT_TRUE(loss->aside);
    ledger_.reset();
    EXPECT_EQ(notes_in(saved()), "before after ");
    EXPECT_EQ(bytes(), "");
}

TEST_F(LedgerLossTest, WhatAnotherProgramWritesBackFromTheLogIsNoHarm) {
    soci::session other(*soci::factory_sqlite3(), "dbname=" + file().string());
    for (const char* words : {"one", "two"}) {
        add(words);
        other << "PRAGMA wal_checkpoint(TRUNCATE)";
    }
    add("three");
    EXPECT_FALSE(ledger().take_loss());
    EXPECT_EQ(notes_in(file()), "before one two three ");
}

TEST_F(LedgerLossTest, WhatAKilledProgramWasSavingComesBackAtTheNextStart) {
    const auto backup = back_up();
    ledger_.reset();
    fs::rename(backup, file().string() + ".saving-a1b2c3");
    fs::remove(file());
    folder_.write("ledger.db-wal", "of the lost one");
    reopen();
    const auto loss = ledger().take_loss();
    ASSERT_TRUE(loss);
    EXPECT_THAT(loss->what.english, HasSubstr("written anew with all that it held"));
    EXPECT_EQ(notes_in(file()), "before ");
}

TEST_F(LedgerLossTest, ALedgerOfWhichOnlyAPieceWasSavedIsNotBegunAnew) {
    ledger_.reset();
    const auto copy = fs::path(file().string() + ".saving-a1b2c3");
    fs::rename(file(), copy);
    fs::resize_file(copy, fs::file_size(copy) / 2);
    const auto refused = Ledger::open(file(), clock_);
    ASSERT_FALSE(refused);
    EXPECT_THAT(refused.error().message,
                AllOf(HasSubstr(copy.string()), HasSubstr("put a backup in its place")));
    EXPECT_FALSE(fs::exists(file()));
}

}  // namespace
