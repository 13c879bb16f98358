#include "console/incidents/operators.hpp"

#include <fstream>
#include <iterator>

#include <gmock/gmock.h>

#include "console/incidents/ledger_database.hpp"
#include "tests/console/incidents/ledger_fixture.hpp"

using namespace vigie;
using namespace vigie::console;

namespace {

const std::string kPassword = "correct horse";

class Accounts : public vigie::test::LedgerTest {
protected:
    Accounts() : operators_(Operators::open(file()).value()) {}
    std::unique_ptr<Operators> operators_;
};

TEST(RoleKeys, EachRoleHasItsOwnKey) {
    for (const Role role : {Role::operator_, Role::supervisor, Role::investigator, Role::administrator}) {
        EXPECT_EQ(role_from_key(key_of(role)), role);
    }
    EXPECT_EQ(role_from_key("Operator"), std::nullopt);
    EXPECT_EQ(role_from_key(""), std::nullopt);
}

TEST_F(Accounts, AnOperatorIsWhoKnowsThePassword) {
    ASSERT_TRUE(operators_->add("camille", Role::supervisor, kPassword));
    const auto known = operators_->verify("camille", kPassword);
    ASSERT_TRUE(known);
    EXPECT_EQ(known->name, "camille");
    EXPECT_EQ(known->role, Role::supervisor);
}

TEST_F(Accounts, AccountsOutliveTheProgramAndLiveBesideAnOpenLedger) {
    ASSERT_TRUE(operators_->add("zoé", Role::operator_, kPassword));
    ASSERT_TRUE(operators_->add("camille", Role::administrator, kPassword));
    operators_ = Operators::open(file()).value();
    const auto listed = operators_->list();
    ASSERT_TRUE(listed);
    ASSERT_EQ(listed->size(), 2U);
    EXPECT_EQ((*listed)[0].name, "camille");
    EXPECT_EQ((*listed)[0].role, Role::administrator);
    EXPECT_EQ((*listed)[1].name, "zoé");
    EXPECT_TRUE(ledger().notice({})) << "the ledger's own connection goes on";
}

TEST_F(Accounts, AWrongPasswordAndAnUnknownNameLookTheSame) {
    ASSERT_TRUE(operators_->add("camille", Role::operator_, kPassword));
    const auto wrong = operators_->verify("camille", "correct horsE");
    const auto unknown = operators_->verify("camill", kPassword);
    ASSERT_FALSE(wrong);
    ASSERT_FALSE(unknown);
    EXPECT_EQ(wrong.error().code, net::ErrorCode::refused);
    EXPECT_EQ(unknown.error().code, net::ErrorCode::refused);
    EXPECT_EQ(wrong.error().message, "Name or password is wrong");
    EXPECT_EQ(unknown.error().message, wrong.error().message);
    EXPECT_FALSE(operators_->verify("' OR 1=1 --", ""));
}

TEST_F(Accounts, AChangedPasswordReplacesTheOldOne) {
    ASSERT_TRUE(operators_->add("camille", Role::operator_, kPassword));
    ASSERT_TRUE(operators_->change_password("camille", "battery staple"));
    EXPECT_FALSE(operators_->verify("camille", kPassword));
    EXPECT_TRUE(operators_->verify("camille", "battery staple"));
    EXPECT_EQ(operators_->change_password("luc", "battery staple").error().code, net::ErrorCode::not_found);
}

TEST_F(Accounts, ANameIsTakenOnce) {
    ASSERT_TRUE(operators_->add("camille", Role::operator_, kPassword));
    EXPECT_EQ(operators_->add("camille", Role::supervisor, "other password").error().code,
              net::ErrorCode::conflict);
    EXPECT_EQ(operators_->verify("camille", kPassword)->role, Role::operator_);
}

TEST_F(Accounts, NamesAndPasswordsThatWillNotDoAreRefused) {
    for (const std::string& name :
         {std::string(), std::string(65, 'x'), std::string("a\tb"), std::string("a\nb"), std::string("\xff"),
          std::string(" camille"), std::string("system"), std::string("SYSTEM"), std::string("a\0b", 3),
          std::string("\u200B\uFEFF"), std::string("\u00A0"), std::string("\u202Eellimac")}) {
        EXPECT_EQ(operators_->add(name, Role::operator_, kPassword).error().code,
                  net::ErrorCode::invalid_input)
            << name;
    }
    EXPECT_EQ(operators_->add("camille", Role::operator_, "seven77").error().code,
              net::ErrorCode::invalid_input);
    ASSERT_TRUE(operators_->add("camille", Role::operator_, "eight888"));
    EXPECT_EQ(operators_->change_password("camille", "short").error().code, net::ErrorCode::invalid_input);
    EXPECT_EQ(operators_->list()->size(), 1U);
}

TEST_F(Accounts, ThePasswordItselfIsNowhereInTheFiles) {
    ASSERT_TRUE(operators_->add("camille", Role::operator_, kPassword));
    for (const auto& entry : std::filesystem::directory_iterator(folder_.path())) {
        std::ifstream stream(entry.path(), std::ios::binary);
        const std::string bytes((std::istreambuf_iterator<char>(stream)), {});
        EXPECT_EQ(bytes.find(kPassword), std::string::npos) << entry.path();
    }
    std::string hash;
    auto database = LedgerDatabase::open(file()).value();
    ASSERT_TRUE(database->read([&hash](soci::session& sql) -> net::Result<void> {
        sql << "SELECT password FROM operators", soci::into(hash);
        return {};
    }));
    EXPECT_THAT(hash, ::testing::StartsWith("$argon2id$"));
}

TEST_F(Accounts, AMissingFolderIsNamed) {
    const auto opened = Operators::open(folder_.path() / "absent" / "ledger.db");
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().code, net::ErrorCode::unavailable);
}

}  // namespace
