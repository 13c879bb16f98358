#include "net/transport/allowlist.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/temporary_folder.hpp"

namespace vigie::net {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::SizeIs;
using ::testing::StartsWith;

class AllowlistText : public ::testing::Test {
protected:
    std::string first = generate_keys()->public_key.z85();
    std::string second = generate_keys()->public_key.z85();
};

TEST_F(AllowlistText, KeysCommentsAndEmptyLines) {
    const auto list = parse_allowlist(
        "# the desks\n\n  " + first + "  desk-1  \n#" + second + " off\n" + second + " desk-2", "f");
    EXPECT_THAT(list.bad_lines, SizeIs(0));
    ASSERT_THAT(list.names, SizeIs(2));
    EXPECT_EQ(list.names.at(PublicKey::parse(first).value()), "desk-1");
    EXPECT_EQ(list.names.at(PublicKey::parse(second).value()), "desk-2");
}

TEST_F(AllowlistText, BadLinesAreNamedByNumberAndTheOthersHold) {
    const auto list =
        parse_allowlist("nonsense\n" + first + " desk-1\n" + second + "\n" + second + " Two Words\n" + first +
                            " again\n" + std::string(40, '~') + " name\n",
                        "allow");
    EXPECT_THAT(list.names, SizeIs(1));
    EXPECT_THAT(list.bad_lines,
                ElementsAre(HasSubstr("allow:1:"), HasSubstr("allow:3:"), HasSubstr("allow:4:"),
                            AllOf(HasSubstr("allow:5:"), HasSubstr("second time")), HasSubstr("allow:6:")));
}

TEST_F(AllowlistText, NoKeyCanBeTakenForAComment) {
    EXPECT_FALSE(PublicKey::parse("#" + std::string(39, '0')));
    EXPECT_TRUE(PublicKey::parse("%" + std::string(39, '0'))) << "the largest first digit";
}

class AllowlistOnDisk : public AllowlistText {
protected:
    void replace(std::string_view text) const { std::filesystem::rename(folder.write("draft", text), file); }
    test::TemporaryFolder folder;
    std::filesystem::path file = folder.path() / "allow";
};

TEST_F(AllowlistOnDisk, IsReadAgainOnlyWhenItChanges) {
    replace(first + " desk-1\n");
    AllowlistFile allowlist(file);
    EXPECT_TRUE(allowlist.refresh());
    EXPECT_FALSE(allowlist.refresh());
    EXPECT_THAT(allowlist.list().names, SizeIs(1));
    replace(first + " desk-1\n" + second + " desk-2\n");
    EXPECT_TRUE(allowlist.refresh());
    EXPECT_FALSE(allowlist.refresh());
    EXPECT_THAT(allowlist.list().names, SizeIs(2));
}

TEST_F(AllowlistOnDisk, WithoutTheFileTheListIsEmptyAndSaysSoOnce) {
    replace(first + " desk-1\n");
    AllowlistFile allowlist(file);
    allowlist.refresh();
    std::filesystem::remove(file);
    EXPECT_TRUE(allowlist.refresh());
    EXPECT_FALSE(allowlist.is_readable());
    EXPECT_THAT(allowlist.list().names, SizeIs(0));
    EXPECT_THAT(allowlist.list().bad_lines,
                ElementsAre(HasSubstr("cannot be read (No such file or directory)")));
    EXPECT_FALSE(allowlist.refresh());
    replace(first + " desk-1\n");
    EXPECT_TRUE(allowlist.refresh());
    EXPECT_TRUE(allowlist.is_readable());
    EXPECT_THAT(allowlist.list().names, SizeIs(1));
}

TEST_F(AllowlistOnDisk, FolderInItsPlaceLetsNobodyIn) {
    std::filesystem::create_directory(file);
    AllowlistFile allowlist(file);
    allowlist.refresh();
    EXPECT_FALSE(allowlist.is_readable());
    EXPECT_THAT(allowlist.list().names, SizeIs(0));
}

TEST_F(AllowlistOnDisk, EmptyFileIsReadableAndLetsNobodyIn) {
    replace("");
    AllowlistFile allowlist(file);
    EXPECT_TRUE(allowlist.refresh());
    EXPECT_TRUE(allowlist.is_readable());
    EXPECT_THAT(allowlist.list().names, SizeIs(0));
}

TEST(ParseAllowlist, AnotherFileIsToldInAFewLines) {
    std::string nonsense;
    for (int i = 0; i < 500'000; ++i) {
        nonsense += "a\n";
    }
    const auto list = parse_allowlist(nonsense, "keys");
    ASSERT_THAT(list.bad_lines, SizeIs(11));
    EXPECT_THAT(list.bad_lines.front(), StartsWith("keys:1: "));
    EXPECT_EQ(list.bad_lines.back(), "keys: 499990 more lines let nobody in: is it an allowlist at all?");
}

}  // namespace
}  // namespace vigie::net
