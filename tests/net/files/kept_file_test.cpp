#include "net/files/kept_file.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <chrono>
#include <fstream>
#include <iterator>
#include <optional>
#include <string>

#include "tests/support/temporary_folder.hpp"

namespace vigie::net {
namespace {

namespace fs = std::filesystem;
using Place = KeptFile::Place;
using ::testing::AllOf;
using ::testing::HasSubstr;

std::string read(const fs::path& file) {
    std::ifstream stream(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

/// A file "all" that is kept open somewhere, with a companion.
class KeptFileTest : public ::testing::Test {
protected:
    Result<Refuge> bring() { return bring_back(kept_, "the log", content_); }
    /// All names in the folder but these.
    [[nodiscard]] std::string others(const std::string& except) const {
        std::string names;
        for (const auto& entry : fs::directory_iterator(folder_.path())) {
            const std::string name = entry.path().filename().string();
            if (except.find(name) == std::string::npos) names += name + " ";
        }
        return names;
    }

    test::TemporaryFolder folder_;
    fs::path file_ = folder_.write("kept.db", "all");
    fs::path companion_ = folder_.write("kept.db-wal", "");
    // As a program has them: what is open keeps its inode to itself, deleted or not.
    std::ifstream open_{file_};
    std::ifstream open_companion_{companion_};
    KeptFile kept_{file_, {"-wal"}};
    LostContent content_{[](const fs::path& copy) -> Result<void> {
                             std::ofstream(copy) << "all";
                             return {};
                         },
                         [](const fs::path& other, const fs::path& copy) {
                             return fs::exists(other) && read(other).find(read(copy)) != std::string::npos;
                         }};
};

TEST_F(KeptFileTest, TellsAFileFromAnotherOfItsName) {
    EXPECT_EQ(kept_.place(), Place::held);
    std::ofstream(file_) << "written in place";
    EXPECT_EQ(kept_.place(), Place::held);
    fs::rename(file_, folder_.path() / "elsewhere");
    EXPECT_EQ(kept_.place(), Place::absent);
    folder_.write("kept.db", "all");
    EXPECT_EQ(kept_.place(), Place::taken);
    fs::rename(folder_.path() / "elsewhere", file_);
    EXPECT_EQ(kept_.place(), Place::held) << "it is back";
}

TEST_F(KeptFileTest, AFolderThatIsGoneIsNoFileEither) {
    const auto deep = folder_.path() / "state";
    fs::create_directory(deep);
    std::ofstream(deep / "kept.db") << "all";
    const KeptFile kept(deep / "kept.db", {});
    const std::ifstream open(deep / "kept.db");
    fs::remove_all(deep);
    EXPECT_EQ(kept.place(), Place::absent);
    const auto brought = bring_back(kept, "the log", content_);
    ASSERT_FALSE(brought);
    EXPECT_EQ(brought.error().code, ErrorCode::unavailable);
    EXPECT_THAT(brought.error().message, AllOf(HasSubstr("the log '" + (deep / "kept.db").string()),
                                               HasSubstr("No such file"), HasSubstr("end nothing before")));
    fs::create_directory(deep);
    EXPECT_TRUE(bring_back(kept, "the log", content_));
    EXPECT_EQ(read(deep / "kept.db"), "all");
}

TEST_F(KeptFileTest, IsWrittenAnewWhereNothingStandsWithItsPermissionsAndNoCompanion) {
    fs::permissions(file_, fs::perms(0640));
    const KeptFile kept(file_, {"-wal"});
    fs::remove(file_);
    const auto brought = bring_back(kept, "the log", content_);
    ASSERT_TRUE(brought) << brought.error().message;
    EXPECT_EQ(brought->kind, Refuge::Kind::anew);
    EXPECT_EQ(read(file_), "all");
    EXPECT_EQ(fs::status(file_).permissions(), fs::perms(0640));
    EXPECT_EQ(others("kept.db"), "");
    EXPECT_THAT(describe(*brought, file_, "the log").english,
                HasSubstr("was written anew with all that it held"));
}

TEST_F(KeptFileTest, LeavesAnotherFileInItsPlaceAloneAndStandsBesideIt) {
    fs::remove(file_);
    folder_.write("kept.db", "other");
    const auto brought = bring();
    ASSERT_TRUE(brought) << brought.error().message;
    EXPECT_EQ(brought->kind, Refuge::Kind::aside);
    EXPECT_EQ(brought->file, folder_.path() / "kept-saved-1.db");
    EXPECT_EQ(read(brought->file), "all");
    EXPECT_EQ(read(file_), "other");
    EXPECT_FALSE(fs::exists(companion_)) << "it would be taken for one of the other file";
    EXPECT_THAT(describe(*brought, file_, "the log").english, HasSubstr("kept-saved-1.db"));
    EXPECT_EQ(others("kept.db kept-saved-1.db"), "");
}

TEST_F(KeptFileTest, LeavesTheCompanionOfAnotherFileAlone) {
    fs::remove(file_);
    folder_.write("kept.db", "other");
    fs::remove(companion_);
    folder_.write("kept.db-wal", "of the other");
    ASSERT_TRUE(bring());
    EXPECT_EQ(read(companion_), "of the other");
}

TEST_F(KeptFileTest, OverwritesNoEarlierSavedFile) {
    folder_.write("kept-saved-1.db", "earlier");
    fs::remove(file_);
    folder_.write("kept.db", "other");
    EXPECT_EQ(bring()->file, folder_.path() / "kept-saved-2.db");
    EXPECT_EQ(read(folder_.path() / "kept-saved-1.db"), "earlier");
}

TEST_F(KeptFileTest, SeveralThatShareAFileComeToTheSameOne) {
    fs::remove(file_);
    ASSERT_EQ(bring()->kind, Refuge::Kind::anew);
    std::ofstream(file_, std::ios::app) << " and more";
    const auto second = bring();
    EXPECT_EQ(second->kind, Refuge::Kind::copy);
    EXPECT_EQ(second->file, file_);
    EXPECT_EQ(read(file_), "all and more");

    fs::remove(file_);
    folder_.write("kept.db", "other");
    const auto aside = bring();
    EXPECT_EQ(aside->kind, Refuge::Kind::aside);
    EXPECT_EQ(bring()->file, aside->file);
    EXPECT_EQ(others("kept.db kept-saved-1.db"), "");
}

TEST_F(KeptFileTest, LeavesNothingBehindWhenItCannotBeCopied) {
    fs::remove(file_);
    content_.copy_into = [](const fs::path& copy) -> Result<void> {
        std::ofstream(copy) << "a";
        return fail(ErrorCode::exhausted, "disk is full");
    };
    const auto brought = bring();
    ASSERT_FALSE(brought);
    EXPECT_EQ(brought.error().code, ErrorCode::exhausted);
    EXPECT_THAT(brought.error().message, HasSubstr("cannot be saved (disk is full)"));
    EXPECT_EQ(others("kept.db-wal"), "");
    EXPECT_TRUE(fs::exists(companion_));
}

TEST_F(KeptFileTest, FollowsALinkToTheFileItself) {
    const auto link = folder_.path() / "link.db";
    fs::create_symlink(file_, link);
    const KeptFile kept(link, {"-wal"});
    fs::remove(file_);
    ASSERT_EQ(kept.place(), Place::absent);
    EXPECT_EQ(bring_back(kept, "the log", content_)->kind, Refuge::Kind::anew);
    EXPECT_EQ(read(link), "all");
}

TEST_F(KeptFileTest, EachWriteInPlaceChangesItsStamp) {
    const auto before = kept_.stamp();
    EXPECT_EQ(kept_.stamp(), before);
    std::ofstream(file_) << "longer than before";
    EXPECT_NE(kept_.stamp(), before);
}

/// A copy "all" that was left by a program that ended within bring_back().
class FinishSavingTest : public ::testing::Test {
protected:
    Result<std::optional<Sentence>> finish() {
        return finish_saving(file_, {"-wal"}, "the log",
                             {[](const fs::path& copy) { return read(copy).find("all") == 0; },
                              [](const fs::path& other, const fs::path& copy) {
                                  return fs::exists(other) &&
                                         read(other).find(read(copy)) != std::string::npos;
                              }});
    }
    [[nodiscard]] std::size_t files() const {
        return static_cast<std::size_t>(std::distance(fs::directory_iterator(folder_.path()), {}));
    }

    test::TemporaryFolder folder_;
    fs::path file_ = folder_.path() / "kept.db";
    fs::path copy_ = folder_.write("kept.db.saving-a1b2c3", "all");
};

TEST_F(FinishSavingTest, ACopyComesToItsPlaceWithoutTheCompanionsOfTheLostFile) {
    folder_.write("kept.db-wal", "of the lost one");
    const auto done = finish();
    ASSERT_TRUE(done) << done.error().message;
    ASSERT_TRUE(*done);
    EXPECT_THAT((*done)->english, AllOf(HasSubstr(file_.string()), HasSubstr("written anew")));
    EXPECT_EQ(read(file_), "all");
    EXPECT_EQ(files(), 1U);
    EXPECT_FALSE(finish()->has_value()) << "told once";
}

TEST_F(FinishSavingTest, NothingIsBegunAnewBesideRecordsOfAFileThatIsMissing) {
    fs::remove(copy_);
    EXPECT_TRUE(finish()) << "nothing was ever there";
    const auto log = folder_.write("kept.db-wal", "records");
    const auto refused = finish();
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::unavailable);
    EXPECT_THAT(refused.error().message, AllOf(HasSubstr(file_.string()), HasSubstr(log.string())));
    EXPECT_EQ(read(log), "records");
    std::ofstream(log, std::ios::trunc).close();
    EXPECT_TRUE(finish()) << "an empty one holds nothing";
}

TEST_F(FinishSavingTest, TheNewestWholeCopyCounts) {
    folder_.write("kept.db.saving-000000", "all and more");
    folder_.write("kept.db.saving-zzzzzz", "a piece");
    const auto now = fs::last_write_time(copy_);
    fs::last_write_time(folder_.path() / "kept.db.saving-000000", now + std::chrono::seconds(1));
    fs::last_write_time(folder_.path() / "kept.db.saving-zzzzzz", now - std::chrono::seconds(1));
    ASSERT_TRUE(finish());
    EXPECT_EQ(read(file_), "all and more");
    EXPECT_EQ(files(), 1U);
}

TEST_F(FinishSavingTest, APieceIsNoCopyAndNothingIsBegunAnew) {
    std::ofstream(copy_) << "a piece";
    const auto refused = finish();
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::unavailable);
    EXPECT_THAT(refused.error().message,
                AllOf(HasSubstr(file_.string()), HasSubstr(copy_.string()), HasSubstr("put a backup")));
    EXPECT_EQ(read(copy_), "a piece");
    folder_.write("kept.db", "all");
    EXPECT_TRUE(finish());
    EXPECT_EQ(files(), 1U) << "of no use to anybody now";
}

TEST_F(FinishSavingTest, ACopyThatTheFileDoesNotHoldStandsBesideIt) {
    folder_.write("kept.db", "other");
    const auto done = finish();
    ASSERT_TRUE(done) << done.error().message;
    const auto saved = folder_.path() / "kept-saved-1.db";
    EXPECT_THAT((*done)->english, HasSubstr(saved.string()));
    EXPECT_EQ(read(saved), "all");
    EXPECT_EQ(read(file_), "other");
    EXPECT_EQ(files(), 2U);
}

TEST_F(FinishSavingTest, ACopyThatTheFileHoldsIsRemoved) {
    folder_.write("kept.db", "all and more");
    EXPECT_FALSE(finish()->has_value());
    EXPECT_EQ(files(), 1U);
}

TEST_F(FinishSavingTest, TheCopyOfARunningProgramIsItsOwn) {
    const int running = ::open(copy_.c_str(), O_RDWR | O_CLOEXEC);
    ASSERT_EQ(::flock(running, LOCK_EX), 0);
    const auto refused = finish();
    ASSERT_FALSE(refused);
    EXPECT_THAT(refused.error().message, HasSubstr("being saved by another program"));
    folder_.write("kept.db", "other");
    EXPECT_FALSE(finish()->has_value());
    EXPECT_EQ(read(copy_), "all");
    ::close(running);
}

TEST_F(KeptFileTest, CopiesWhileTheyAreMadeAreClaimed) {
    fs::remove(file_);
    std::string others_say;
    content_.copy_into = [&](const fs::path& copy) -> Result<void> {
        const auto finished = finish_saving(
            file_, {}, "the log",
            {[](const fs::path&) { return true; }, [](const fs::path&, const fs::path&) { return true; }});
        others_say = finished ? "nothing" : finished.error().message;
        std::ofstream(copy) << "all";
        return {};
    };
    ASSERT_TRUE(bring());
    EXPECT_THAT(others_say, HasSubstr("being saved by another program"));
    EXPECT_EQ(read(file_), "all");
}

}  // namespace
}  // namespace vigie::net
