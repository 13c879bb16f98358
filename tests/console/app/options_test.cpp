#include "console/app/options.hpp"
#include "console/app/password_file.hpp"

#include <cstdlib>
#include <optional>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/temporary_folder.hpp"

namespace vigie::console {
namespace {

using testing::HasSubstr;

net::Result<std::variant<Options, HelpText>> parse(std::vector<const char*> words) {
    words.insert(words.begin(), "vigie-console");
    return parse_options(static_cast<int>(words.size()), words.data());
}

TEST(Options, AreRead) {
    const auto read = parse({"--config", "c.toml", "--state", "s", "--seconds", "40", "--shots", "p",
                             "--select-first", "--sign-in", "camille", "--password-file", "f"});
    ASSERT_TRUE(read) << read.error().message;
    const auto& options = std::get<Options>(*read);
    EXPECT_EQ(options.configuration, "c.toml");
    EXPECT_EQ(options.state, "s");
    EXPECT_EQ(options.run_for, std::chrono::seconds(40));
    EXPECT_EQ(options.shots, "p");
    EXPECT_TRUE(options.select_first);
    EXPECT_EQ(options.sign_in, "camille");
    EXPECT_EQ(options.password_file, "f");
}

/// An environment variable as a test needs it, put back at its end.
class Variable {
public:
    Variable(const char* name, const char* value) : name_(name) {
        if (const char* was = std::getenv(name)) {
            was_ = was;
        }
        set(value);
    }
    ~Variable() { set(was_ ? was_->c_str() : nullptr); }
    Variable(const Variable&) = delete;
    Variable& operator=(const Variable&) = delete;

private:
    void set(const char* value) {
        if (value != nullptr) {
            ::setenv(name_, value, 1);
        } else {
            ::unsetenv(name_);
        }
    }
    const char* name_;
    std::optional<std::string> was_;
};

TEST(Options, TakeTheStateFolderFromTheEnvironment) {
    const Variable home("HOME", "/home/camille");
    const auto state = [] { return std::get<Options>(parse({"--config", "c.toml"}).value()).state; };
    const Variable none("XDG_STATE_HOME", nullptr);
    EXPECT_EQ(state(), "/home/camille/.local/state/vigie/console");
    const Variable relative("XDG_STATE_HOME", "state");
    EXPECT_EQ(state(), "/home/camille/.local/state/vigie/console") << "a relative folder is nobody's";
    const Variable absolute("XDG_STATE_HOME", "/srv/state");
    EXPECT_EQ(state(), "/srv/state/vigie/console");
}

TEST(Options, AskForAStateFolderWhereTheEnvironmentNamesNone) {
    const Variable none("XDG_STATE_HOME", nullptr);
    for (const char* value : {static_cast<const char*>(nullptr), "", "."}) {
        const Variable home("HOME", value);
        const auto read = parse({"--config", "c.toml"});
        ASSERT_FALSE(read) << std::get<Options>(*read).state;
        EXPECT_THAT(read.error().message, HasSubstr("HOME"));
        EXPECT_THAT(read.error().message, HasSubstr("--state"));
        EXPECT_TRUE(parse({"--config", "c.toml", "--state", "s"}));
        EXPECT_TRUE(parse({"--help"}));
    }
}

TEST(Options, NeedOnlyAConfiguration) {
    const Variable home("HOME", "/home/camille");
    const auto read = parse({"--config", "c.toml"});
    ASSERT_TRUE(read) << read.error().message;
    const auto& options = std::get<Options>(*read);
    EXPECT_FALSE(options.run_for);
    EXPECT_FALSE(options.shots);
    EXPECT_FALSE(options.sign_in);
    EXPECT_THAT(options.state.string(), HasSubstr("vigie/console"));
}

TEST(Options, ExplainThemselves) {
    const auto read = parse({"--help"});
    ASSERT_TRUE(read);
    EXPECT_THAT(std::get<HelpText>(*read).text, HasSubstr("--config"));
}

class WrongOptions : public testing::TestWithParam<std::vector<const char*>> {};

TEST_P(WrongOptions, AreRefusedWithAHint) {
    const auto read = parse(GetParam());
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().code, net::ErrorCode::invalid_input);
    EXPECT_THAT(read.error().message, HasSubstr("--help"));
}

INSTANTIATE_TEST_SUITE_P(All, WrongOptions,
                         testing::Values(std::vector<const char*>{}, std::vector<const char*>{"--config"},
                                         std::vector<const char*>{"--config", "c", "--seconds", "0"},
                                         std::vector<const char*>{"--config", "c", "--seconds", "x"},
                                         std::vector<const char*>{"--config", "c", "--sign-in", "a"},
                                         std::vector<const char*>{"--config", "c", "--password-file", "a"},
                                         std::vector<const char*>{"--config", "c", "extra"}));

TEST(Password, IsTheFirstLine) {
    const test::TemporaryFolder folder;
    const auto file = folder.write("password", "correct horse\nnot this\n");
    std::filesystem::permissions(file, std::filesystem::perms::owner_read);
    EXPECT_EQ(read_password(file).value(), "correct horse");
}

TEST(Password, IsNotTakenFromAFileThatOthersMayRead) {
    const test::TemporaryFolder folder;
    const auto file = folder.write("password", "secret\n");
    std::filesystem::permissions(file, std::filesystem::perms(0644));
    const auto read = read_password(file);
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().code, net::ErrorCode::refused);
    EXPECT_THAT(read.error().message, HasSubstr("chmod 600"));
    EXPECT_THAT(read.error().message, testing::Not(HasSubstr("secret")));
}

TEST(Password, MustBeThere) {
    const test::TemporaryFolder folder;
    EXPECT_EQ(read_password(folder.path() / "none").error().code, net::ErrorCode::not_found);
    const auto file = folder.write("password", "\n");
    std::filesystem::permissions(file, std::filesystem::perms::owner_read);
    EXPECT_EQ(read_password(file).error().code, net::ErrorCode::invalid_input);
}

TEST(Options, PicturesComeAsOftenAsAsked) {
    const auto period = [](std::initializer_list<const char*> words) -> std::optional<net::Microseconds> {
        const auto read = parse(words);
        return read ? std::optional(std::get<Options>(*read).shot_period) : std::nullopt;
    };
    EXPECT_EQ(period({"--config", "c.toml", "--shots", "p"}), std::chrono::seconds(3));
    EXPECT_EQ(period({"--config", "c.toml", "--shots", "p", "--shots-every", "0.5"}),
              std::chrono::milliseconds(500));
    EXPECT_FALSE(period({"--config", "c.toml", "--shots", "p", "--shots-every", "0"}));
    EXPECT_FALSE(period({"--config", "c.toml", "--shots-every", "1"})) << "pictures of nothing";
}

}  // namespace
}  // namespace vigie::console
