// The program vigie-operator, as a person or a script runs it.
#include <algorithm>
#include <filesystem>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "console/incidents/operators.hpp"
#include "tests/support/child_process.hpp"
#include "tests/support/places.hpp"
#include "tests/support/temporary_folder.hpp"

using namespace vigie;
using namespace vigie::console;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

namespace {

class VigieOperator : public ::testing::Test {
protected:
    VigieOperator() { write_password("correct horse"); }

    void write_password(const std::string& password) {
        folder_.write("password", password + "\nsecond line\n");
        std::filesystem::permissions(
            password_file(), std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
    }
    [[nodiscard]] std::string password_file() const { return (folder_.path() / "password").string(); }
    [[nodiscard]] std::string ledger() const { return (folder_.path() / "ledger.db").string(); }

    static test::Finished run(const std::vector<std::string>& words) {
        std::vector<std::string> command{VIGIE_BINARY_DIR "/bin/vigie-operator"};
        command.insert(command.end(), words.begin(), words.end());
        return test::run_to_end(command);
    }
    [[nodiscard]] test::Finished add(const std::string& name, const std::string& role = "operator") const {
        return run({"add", "--ledger", ledger(), "--name", name, "--role", role, "--password-file",
                    password_file()});
    }
    [[nodiscard]] net::Result<Operator> sign_in(const std::string& name, const std::string& password) const {
        return Operators::open(ledger()).value()->verify(name, password);
    }

    test::TemporaryFolder folder_;
};

TEST_F(VigieOperator, AddsAnAccountThatCanSignIn) {
    const auto added = add("camille", "supervisor");
    ASSERT_EQ(added.status, 0) << added.said;
    EXPECT_EQ(added.said, "added camille as supervisor\n");
    const auto known = sign_in("camille", "correct horse");
    ASSERT_TRUE(known) << "only the first line is the password";
    EXPECT_EQ(known->role, Role::supervisor);
}

TEST_F(VigieOperator, TakesThePasswordFromAPipe) {
    const auto added =
        test::run_to_end({"bash", "-c",
                          VIGIE_BINARY_DIR "/bin/vigie-operator add --ledger '" + ledger() +
                              "' --name camille --role operator --password-file <(printf 'from a pipe\\n')"});
    ASSERT_EQ(added.status, 0) << added.said;
    EXPECT_TRUE(sign_in("camille", "from a pipe"));
}

TEST_F(VigieOperator, ListsAccountsWithTheirRoles) {
    ASSERT_EQ(add("luc").status, 0);
    ASSERT_EQ(add("camille", "administrator").status, 0);
    const auto listed = run({"list", "--ledger", ledger()});
    EXPECT_EQ(listed.status, 0);
    EXPECT_EQ(listed.said, "camille\tadministrator\nluc\toperator\n");
}

TEST_F(VigieOperator, ChangesAPassword) {
    ASSERT_EQ(add("camille").status, 0);
    write_password("battery staple");
    const auto changed =
        run({"passwd", "--ledger", ledger(), "--name", "camille", "--password-file", password_file()});
    ASSERT_EQ(changed.status, 0) << changed.said;
    EXPECT_TRUE(sign_in("camille", "battery staple"));
    EXPECT_FALSE(sign_in("camille", "correct horse"));
}

TEST_F(VigieOperator, EachRefusalIsOneSentenceWithoutThePassword) {
    ASSERT_EQ(add("camille").status, 0);
    const auto twice = add("camille");
    EXPECT_EQ(twice.status, 1);
    EXPECT_THAT(twice.said, HasSubstr("there is an operator 'camille' already"));
    EXPECT_EQ(add("system").status, 1);
    write_password("short");
    const auto weak = add("luc");
    EXPECT_EQ(weak.status, 1);
    EXPECT_THAT(weak.said, AllOf(HasSubstr("at least 8"), Not(HasSubstr("short"))));
    EXPECT_THAT(weak.said, ::testing::EndsWith("\n"));
    EXPECT_EQ(std::count(weak.said.begin(), weak.said.end(), '\n'), 1);
}

TEST_F(VigieOperator, APasswordFileThatOthersMayReadIsRefused) {
    std::filesystem::permissions(password_file(), std::filesystem::perms::others_read,
                                 std::filesystem::perm_options::add);
    const auto refused = add("camille");
    EXPECT_EQ(refused.status, 1);
    EXPECT_THAT(refused.said, HasSubstr("chmod 600"));
    EXPECT_FALSE(std::filesystem::exists(ledger()));
}

TEST_F(VigieOperator, AFileThatMayNotGrowIsASentenceAndNoCrash) {
    const auto done = test::run_to_end(
        {"bash", "-c",
         "ulimit -f 1; exec " VIGIE_BINARY_DIR "/bin/vigie-operator add --ledger '" + ledger() +
             "' --name sam --role operator --password-file '" + password_file() + "'"});
    EXPECT_EQ(done.status, 1) << done.said;
    EXPECT_THAT(done.said, HasSubstr(ledger()));
}

TEST_F(VigieOperator, OnlyAddMakesALedger) {
    for (const auto& words :
         {std::vector<std::string>{"list", "--ledger", ledger()},
          {"passwd", "--ledger", ledger(), "--name", "camille", "--password-file", password_file()}}) {
        const auto refused = run(words);
        EXPECT_EQ(refused.status, 1);
        EXPECT_THAT(refused.said, HasSubstr("does not exist"));
    }
    EXPECT_FALSE(std::filesystem::exists(ledger()));
}

TEST_F(VigieOperator, AWrongCommandLineEndsWithStatusTwoAndAHint) {
    for (const auto& words : {std::vector<std::string>{}, {"remove"}, {"add", "--name", "camille"}}) {
        const auto refused = run(words);
        EXPECT_EQ(refused.status, 2) << refused.said;
        EXPECT_THAT(refused.said, HasSubstr("--help"));
    }
    const auto king = add("luc", "king");
    EXPECT_EQ(king.status, 2);
    EXPECT_THAT(king.said, AllOf(HasSubstr("'king' is no role"), HasSubstr("--help")));
    EXPECT_EQ(run({"--help"}).status, 0);
}

}  // namespace
