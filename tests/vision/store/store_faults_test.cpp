// kill -9, a folder that may not be written, and disks that are full: what was recorded stays.
#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sched.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <filesystem>
#include <functional>
#include <string>

#include "tests/support/temporary_folder.hpp"
#include "tests/vision/store/alert_histories.hpp"
#include "vision/store/alert_store.hpp"

namespace vigie {
namespace {

using test::raised;
using vision::AlertStore;

/// A process of the test's own that writes into a pipe.
class Child {
public:
    explicit Child(const std::function<void(int pipe)>& work) {
        std::array<int, 2> ends{};
        EXPECT_EQ(::pipe2(ends.data(), O_CLOEXEC), 0);
        process_ = ::fork();
        if (process_ == 0) {
            work(ends[1]);
            ::_exit(0);
        }
        ::close(ends[1]);
        pipe_ = ends[0];
    }
    Child(const Child&) = delete;
    Child& operator=(const Child&) = delete;
    ~Child() {
        kill();
        ::close(pipe_);
    }
    void kill() {
        if (process_ <= 0) return;
        ::kill(process_, SIGKILL);
        ::waitpid(process_, nullptr, 0);
        process_ = -1;
    }
    /// Up to the next end of line; empty when the child has ended.
    std::string line() {
        std::string out;
        char letter = 0;
        while (::read(pipe_, &letter, 1) == 1 && letter != '\n') out += letter;
        return out;
    }

private:
    pid_t process_ = -1;
    int pipe_ = -1;
};

void say(int pipe, const std::string& text) {
    const std::string line = text + "\n";
    if (::write(pipe, line.data(), line.size()) < 0) ::_exit(1);
}

/// The store's answer to an ordinary user, whoever runs the test.
std::string opened_by_a_user(const std::filesystem::path& file) {
    Child child([&file](int pipe) {
        if (::geteuid() == 0 && (::setgid(65534) != 0 || ::setuid(65534) != 0)) ::_exit(1);
        const auto store = AlertStore::open(file, test::random_from(1));
        say(pipe, store ? "opened" : store.error().message);
    });
    return child.line();
}

class StoreFaultsTest : public ::testing::Test {
protected:
    void SetUp() override { ::chmod(folder_.path().c_str(), 0755); }

    test::TemporaryFolder folder_;
    std::filesystem::path file_ = folder_.path() / "alerts.db";
};

TEST_F(StoreFaultsTest, EachAnnouncedAlertSurvivesKill9AnyNumberOfTimes) {
    net::AlertNumber announced = 0;
    for (int life = 0; life < 8; ++life) {
        Child child([this](int pipe) {
            const auto store = AlertStore::open(file_, test::random_from(1));
            while (store) {
                const auto alert = (*store)->append(raised("x"));
                if (!alert) ::_exit(1);
                say(pipe, std::to_string(alert->number));
            }
        });
        for (int i = 0; i < 10 + 7 * life; ++i) {
            const std::string line = child.line();
            ASSERT_FALSE(line.empty()) << "the child ended by itself";
            EXPECT_EQ(std::stoull(line), i == 0 ? std::stoull(line) : announced + 1);
            EXPECT_GT(std::stoull(line), announced);
            announced = std::stoull(line);
        }
        child.kill();
        for (std::string line = child.line(); !line.empty(); line = child.line())
            announced = std::stoull(line);
        net::AlertCursor end;
        test::all_notes(file_, &end);  // checks that numbers are dense and the checksums hold
        EXPECT_GE(end.number, announced);
        EXPECT_LE(end.number, announced + 1) << "one may have been committed and not yet announced";
    }
}

TEST_F(StoreFaultsTest, AFolderThatMayNotBeWrittenIsNamed) {
    ::chmod(folder_.path().c_str(), 0555);
    EXPECT_EQ(
        opened_by_a_user(file_),
        "the alert store '" + file_.string() +
            "' cannot be used: this user may not write to its folder (Permission denied); give that right");
    ::chmod(folder_.path().c_str(), 0755);
    EXPECT_THAT(opened_by_a_user(folder_.path() / "none" / "alerts.db"),
                ::testing::HasSubstr("its folder does not exist"));
}

TEST_F(StoreFaultsTest, AFileThatMayNotBeReadOrWrittenIsNamedAndUnharmed) {
    { ASSERT_TRUE(test::open_store(file_)->append(raised("a"))); }
    ::chmod(folder_.path().c_str(), 0777);
    for (const mode_t mode : {0444U, 0000U}) {
        ::chmod(file_.c_str(), mode);
        EXPECT_EQ(
            opened_by_a_user(file_),
            "the alert store '" + file_.string() +
                "' cannot be used: this user may not read and write it (Permission denied); give that right");
    }
    ::chmod(file_.c_str(), 0644);
    EXPECT_EQ(test::all_notes(file_), "a ");
}

TEST_F(StoreFaultsTest, AnotherProgramThatHoldsTheStoreIsAnErrorNotAWaitForEver) {
    const auto store = test::open_store(file_);
    ASSERT_TRUE(store->append(raised("a")));
    auto other = vision::Database::open(file_, vision::Database::Access::read_write);
    ASSERT_TRUE(other->run("BEGIN IMMEDIATE"));
    const auto refused = store->append(raised("b"));
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, net::ErrorCode::unavailable);
    EXPECT_THAT(refused.error().message, ::testing::HasSubstr("is locked by another program"));
    ASSERT_TRUE(other->run("ROLLBACK"));
    const auto again = store->append(raised("b"));
    ASSERT_TRUE(again) << again.error().message;
    EXPECT_EQ(again->number, 2U);
}

TEST_F(StoreFaultsTest, AFileThatWasDeletedIsWrittenAnewAndGoesOn) {
    const auto store = test::open_store(file_);
    const auto reader = vision::AlertReader::open(*store);
    ASSERT_TRUE(store->append(raised("a")));
    net::AlertCursor cursor;
    EXPECT_EQ(test::pull(**reader, cursor), "a ");
    for (const char* ending : {"", "-wal", "-shm"}) std::filesystem::remove(file_.string() + ending);
    ASSERT_TRUE(store->append(raised("b")));
    const auto loss = store->take_loss();
    ASSERT_TRUE(loss);
    EXPECT_EQ(loss->reason, net::Reason::database_saved);
    EXPECT_THAT(loss->english, ::testing::HasSubstr(file_.string()));
    EXPECT_FALSE(store->take_loss()) << "told once";
    EXPECT_EQ(test::pull(**reader, cursor), "b ") << "the same archive, nothing twice";
    EXPECT_EQ(test::all_notes(file_), "a b ");
}

TEST_F(StoreFaultsTest, AFileThatWasMovedAwayIsWholeAndGoesOnAtItsPlace) {
    const auto store = test::open_store(file_);
    ASSERT_TRUE(store->append(raised("a")));
    std::filesystem::rename(file_, folder_.path() / "away.db");
    ASSERT_TRUE(store->append(raised("b")));
    EXPECT_EQ(test::all_notes(file_), "a b ");
    EXPECT_EQ(test::all_notes(folder_.path() / "away.db"), "a ");
}

TEST_F(StoreFaultsTest, AnotherFileInItsPlaceIsLeftAloneAndAlertsAreRecordedBesideIt) {
    const auto other = folder_.path() / "other.db";
    { ASSERT_TRUE(test::open_store(other, 9)->append(raised("other"))); }
    auto store = test::open_store(file_);
    const auto reader = vision::AlertReader::open(*store);
    ASSERT_TRUE(store->append(raised("a")));
    std::filesystem::rename(other, file_);
    ASSERT_TRUE(store->keep());
    ASSERT_TRUE(store->append(raised("b")));
    const auto saved = folder_.path() / "alerts-saved-1.db";
    EXPECT_EQ(store->take_loss()->about, (std::vector<std::string>{file_.string(), "alerts-saved-1.db"}));
    net::AlertCursor cursor;
    EXPECT_EQ(test::pull(**reader, cursor), "a b ");
    store.reset();
    EXPECT_EQ(test::all_notes(file_), "other ");
    EXPECT_EQ(test::all_notes(saved), "a b ");
}

TEST_F(StoreFaultsTest, WhatAKilledNodeWasSavingComesBackAtTheNextStart) {
    { ASSERT_TRUE(test::open_store(file_)->append(raised("a"))); }
    std::filesystem::rename(file_, file_.string() + ".saving-a1b2c3");
    folder_.write("alerts.db-wal", "of the lost one");
    const auto store = test::open_store(file_);
    const auto loss = store->take_loss();
    ASSERT_TRUE(loss);
    EXPECT_EQ(loss->reason, net::Reason::database_saved);
    ASSERT_TRUE(store->append(raised("b")));
    EXPECT_EQ(test::all_notes(file_), "a b ");
}

TEST_F(StoreFaultsTest, WhatCannotBeSavedTakesNoAlertUntilItCan) {
    const auto state = folder_.path() / "state";
    std::filesystem::create_directory(state);
    const auto store = test::open_store(state / "alerts.db");
    ASSERT_TRUE(store->append(raised("a")));
    std::filesystem::remove_all(state);
    const auto refused = store->append(raised("b"));
    ASSERT_FALSE(refused) << "it would be gone with the program";
    EXPECT_EQ(refused.error().code, net::ErrorCode::unavailable);
    EXPECT_THAT(refused.error().message, ::testing::HasSubstr("cannot be saved (No such file"));
    std::filesystem::create_directory(state);
    ASSERT_TRUE(store->append(raised("b")));
    EXPECT_EQ(test::all_notes(state / "alerts.db"), "a b ");
}

TEST_F(StoreFaultsTest, ALostTableIsDamageAndNoReasonToRestart) {
    const auto store = test::open_store(file_);
    ASSERT_TRUE(store->append(raised("a")));
    auto other = vision::Database::open(file_, vision::Database::Access::read_write);
    ASSERT_TRUE(other->run("DROP TABLE open_conditions"));
    const auto refused = store->append(raised("b"));
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, net::ErrorCode::corrupt);
    EXPECT_THAT(refused.error().message, ::testing::HasSubstr("damaged or no alert store"));
}

/// Files of this process may not grow beyond `bytes` while this lives.
class FileSizeLimit {
public:
    explicit FileSizeLimit(rlim_t bytes) : handler_(std::signal(SIGXFSZ, SIG_IGN)) {
        ::getrlimit(RLIMIT_FSIZE, &before_);
        rlimit limit = before_;
        limit.rlim_cur = bytes;
        ::setrlimit(RLIMIT_FSIZE, &limit);
    }
    FileSizeLimit(const FileSizeLimit&) = delete;
    FileSizeLimit& operator=(const FileSizeLimit&) = delete;
    ~FileSizeLimit() {
        ::setrlimit(RLIMIT_FSIZE, &before_);
        std::signal(SIGXFSZ, handler_);
    }

private:
    rlimit before_{};
    void (*handler_)(int);
};

/// Appends until it fails; the number of the last one and the error.
std::pair<net::AlertNumber, net::Error> append_until_full(AlertStore& store) {
    for (;;) {
        const auto done = store.append(raised("x"));
        if (!done || store.head() > 100'000) return {store.head(), done ? net::Error{} : done.error()};
    }
}

TEST_F(StoreFaultsTest, AFileThatCannotGrowLosesNothingAndGoesOnWhenItCan) {
    const auto store = test::open_store(file_);
    net::AlertNumber last = 0;
    {
        const FileSizeLimit limit(300'000);
        const auto [number, error] = append_until_full(*store);
        last = number;
        EXPECT_EQ(error.code, net::ErrorCode::exhausted);
        EXPECT_THAT(error.message, ::testing::HasSubstr("check its disk's space and health"));
        EXPECT_THAT(error.message, ::testing::HasSubstr(file_.string()));
        EXPECT_FALSE(store->append(raised("y"))) << "still full";
        net::AlertCursor end;
        test::all_notes(file_, &end);
        EXPECT_EQ(end.number, last) << "what was recorded can be pulled meanwhile";
    }
    ASSERT_GT(last, 5U);
    const auto again = store->append(raised("y"));
    ASSERT_TRUE(again) << again.error().message;
    EXPECT_EQ(again->number, last + 1);
    net::AlertCursor end;
    EXPECT_THAT(test::all_notes(file_, &end), ::testing::EndsWith("x y "));
    EXPECT_EQ(end.number, last + 1);
}

/// In a mount namespace of the child's own: a disk of 400 kB over `folder`. Nobody else sees it, and it goes
/// with the child.
bool mount_small_disk(const std::filesystem::path& folder) {
    const int alone = ::geteuid() == 0 ? CLONE_NEWNS : CLONE_NEWNS | CLONE_NEWUSER;
    return ::unshare(alone) == 0 && ::mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) == 0 &&
           ::mount("vigie-test", folder.c_str(), "tmpfs", 0, "size=400k") == 0;
}

TEST_F(StoreFaultsTest, AReadOnlyFileSystemIsToldFromAForbiddenFile) {
    { ASSERT_TRUE(test::open_store(file_)->append(raised("a"))); }
    Child child([this](int pipe) {
        const char* folder = folder_.path().c_str();
        const int alone = ::geteuid() == 0 ? CLONE_NEWNS : CLONE_NEWNS | CLONE_NEWUSER;
        if (::unshare(alone) != 0 || ::mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0 ||
            ::mount(folder, folder, nullptr, MS_BIND, nullptr) != 0 ||
            ::mount(nullptr, folder, nullptr, MS_BIND | MS_REMOUNT | MS_RDONLY, nullptr) != 0) {
            say(pipe, "no mount");
            return;
        }
        const auto store = AlertStore::open(file_, test::random_from(1));
        say(pipe, store ? "opened" : store.error().message);
    });
    const std::string message = child.line();
    if (message == "no mount") {
        GTEST_SKIP() << "this user may not mount a folder for reading only";
    }
    EXPECT_EQ(message,
              "the alert store '" + file_.string() +
                  "' lies on a read-only file system: mount it for writing, or choose another place");
}

TEST_F(StoreFaultsTest, AFullDiskIsNamedLosesNothingAndGoesOnWhenThereIsSpace) {
    Child child([this](int pipe) {
        if (!mount_small_disk(folder_.path())) {
            say(pipe, "no mount");
            return;
        }
        const auto ballast = folder_.write("ballast", std::string(100'000, 'b'));
        const auto store = AlertStore::open(file_, test::random_from(1));
        if (!store) {
            say(pipe, store.error().message);
            return;
        }
        const auto [last, error] = append_until_full(**store);
        say(pipe, error.message);
        say(pipe, std::to_string(last));
        std::filesystem::remove(ballast);
        const auto again = (*store)->append(raised("y"));
        say(pipe, again ? std::to_string(again->number) : again.error().message);
        net::AlertCursor end;
        test::all_notes(file_, &end);
        say(pipe, std::to_string(end.number));
    });
    const std::string message = child.line();
    if (message == "no mount") {
        GTEST_SKIP()
            << "this user may not mount a small disk; AFileThatCannotGrow... shows the same without one";
    }
    EXPECT_EQ(message,
              "the alert store '" + file_.string() + "' cannot grow: its disk is full; free some space");
    const std::string last = child.line();
    ASSERT_FALSE(last.empty());
    EXPECT_GT(std::stoull(last), 5U);
    EXPECT_EQ(child.line(), std::to_string(std::stoull(last) + 1));
    EXPECT_EQ(child.line(), std::to_string(std::stoull(last) + 1)) << "and each of them can be pulled";
}

}  // namespace
}  // namespace vigie
