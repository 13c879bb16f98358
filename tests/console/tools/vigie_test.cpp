// The program vigie, copied into a folder with siblings of the test's own.
#include <algorithm>
#include <filesystem>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/child_process.hpp"
#include "tests/support/places.hpp"
#include "tests/support/temporary_folder.hpp"

using namespace vigie;
using ::testing::HasSubstr;
using ::testing::Not;

namespace {

namespace fs = std::filesystem;

class Vigie : public ::testing::Test {
protected:
    Vigie() {
        fs::copy_file(VIGIE_BINARY_DIR "/bin/vigie", folder_.path() / "vigie");
        script("vigie-echo", "printf '<%s>' \"$@\"; exit 7");
        script("vigie-check", "exit 0");
        folder_.write("vigie-notes", "not a program");
        script("other-echo", "exit 0");
        fs::create_directory(folder_.path() / "vigie-folder");
    }
    void script(const std::string& name, const std::string& body) const {
        folder_.write(name, "#!/bin/sh\n" + body + "\n");
        fs::permissions(folder_.path() / name, fs::perms::owner_all);
    }
    [[nodiscard]] test::Finished run(const std::vector<std::string>& words) const {
        std::vector<std::string> command{(folder_.path() / "vigie").string()};
        command.insert(command.end(), words.begin(), words.end());
        return test::run_to_end(command);
    }
    test::TemporaryFolder folder_;
};

TEST_F(Vigie, ExecutesItsSiblingWithAllArgumentsAndItsStatus) {
    const auto done = run({"echo", "two words", "--help", ""});
    EXPECT_EQ(done.status, 7);
    EXPECT_EQ(done.said, "<two words><--help><>");
}

TEST_F(Vigie, FindsItsSiblingsThroughALink) {
    const test::TemporaryFolder elsewhere;
    fs::create_symlink(folder_.path() / "vigie", elsewhere.path() / "v");
    EXPECT_EQ(test::run_to_end({(elsewhere.path() / "v").string(), "echo", "x"}).said, "<x>");
}

TEST_F(Vigie, ListsExactlyTheProgramsBesideIt) {
    for (const auto& words : {std::vector<std::string>{}, {"help"}, {"--help"}}) {
        const auto listed = run(words);
        EXPECT_EQ(listed.status, 0);
        EXPECT_THAT(listed.said, HasSubstr("\n  check\n  echo\n"));
        EXPECT_THAT(listed.said, Not(HasSubstr("notes")));
        EXPECT_THAT(listed.said, Not(HasSubstr("folder\n")));
    }
}

TEST_F(Vigie, AnUnknownCommandIsOneSentenceAndStatusTwo) {
    for (const char* command : {"nope", "notes", "folder", "", "../vigie-echo", "-x"}) {
        const auto refused = run({command});
        EXPECT_EQ(refused.status, 2) << command;
        EXPECT_THAT(refused.said, HasSubstr("there is no command '" + std::string(command) + "'"));
        EXPECT_EQ(std::count(refused.said.begin(), refused.said.end(), '\n'), 1);
    }
}

TEST_F(Vigie, ASiblingThatCannotBeExecutedIsNamed) {
    folder_.write("vigie-broken", "#!/nonexistent/interpreter\n");
    fs::permissions(folder_.path() / "vigie-broken", fs::perms::owner_all);
    const auto refused = run({"broken"});
    EXPECT_EQ(refused.status, 126);
    EXPECT_THAT(refused.said, HasSubstr("vigie-broken cannot be executed"));
}

}  // namespace
