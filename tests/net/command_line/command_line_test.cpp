// Every program answers a wrong command line alike.
#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "net/command_line/command_line.hpp"
#include "tests/support/child_process.hpp"
#include "tests/support/places.hpp"

namespace vigie::net {
namespace {

using testing::AllOf;
using testing::EndsWith;
using testing::HasSubstr;
using testing::StartsWith;

class EveryProgram : public testing::TestWithParam<const char*> {
protected:
    static test::Finished run(std::vector<std::string> words) {
        words.insert(words.begin(), std::string(VIGIE_BINARY_DIR "/bin/") + GetParam());
        return test::run_to_end(words);
    }
};

TEST_P(EveryProgram, EndsWithStatusTwoAndOneSentenceAfterAWrongCommandLine) {
    const std::string name = GetParam();
    for (const auto& words : {std::vector<std::string>{}, {"--nonsense"}, {"two\nlines\x1b[31m"}}) {
        const auto refused = run(words);
        EXPECT_EQ(refused.status, kWronglyStarted);
        EXPECT_THAT(refused.said, AllOf(StartsWith(name + ": "), EndsWith("; see '" + name + " --help'\n")));
        EXPECT_EQ(std::count(refused.said.begin(), refused.said.end(), '\n'), 1) << refused.said;
        EXPECT_EQ(refused.said.find('\x1b'), std::string::npos);
    }
}

TEST_P(EveryProgram, ExplainsItselfWithStatusZero) {
    const auto explained = run({"--help"});
    EXPECT_EQ(explained.status, 0);
    EXPECT_THAT(explained.said, AllOf(HasSubstr("Usage: " + std::string(GetParam())), HasSubstr("--help")));
}

INSTANTIATE_TEST_SUITE_P(Each, EveryProgram,
                         testing::Values("vigie-console", "vigie-eval", "vigie-keys", "vigie-node",
                                         "vigie-operator", "vigie-simulate"),
                         [](const auto& program) {
                             std::string name = program.param;
                             std::replace(name.begin(), name.end(), '-', '_');
                             return name;
                         });

TEST(CommandLine, HelpOfACommandIsThatCommandsOwn) {
    CLI::App app("does things", "vigie-things");
    app.add_subcommand("make", "Makes one");
    const char* const words[] = {"vigie-things", "make", "--help"};
    const auto read = read_command_line(app, 3, words);
    ASSERT_TRUE(read && *read);
    EXPECT_THAT(**read, HasSubstr("Makes one"));
}

}  // namespace
}  // namespace vigie::net
