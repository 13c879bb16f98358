#include "net/transport/keys.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include "tests/support/temporary_folder.hpp"

namespace vigie::net {
namespace {

using ::testing::HasSubstr;

class Keys : public ::testing::Test {
protected:
    static mode_t mode_of(const std::filesystem::path& file) {
        struct stat status {};
        EXPECT_EQ(::stat(file.c_str(), &status), 0);
        return status.st_mode & 0777U;
    }
    /// Writes a key file that only its owner may read, as save_keys does.
    std::filesystem::path write_secret(std::string_view text) const {
        const auto file = folder.write("broken.key", text);
        std::filesystem::permissions(
            file, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
        return file;
    }
    test::TemporaryFolder folder;
    KeyPair keys = generate_keys().value();
};

TEST_F(Keys, GeneratedKeysDifferAndDoNotLookLikeComments) {
    for (int i = 0; i < 300; ++i) {
        const auto other = generate_keys().value();
        EXPECT_NE(other.public_key, keys.public_key);
        EXPECT_NE(other.public_key.z85().front(), '#');
        EXPECT_EQ(other.public_key.z85().size(), 40U);
    }
}

TEST_F(Keys, SavedKeysLoadAgainAndTheSecretIsPrivate) {
    ASSERT_TRUE(save_keys(keys, folder.path() / "deep" / "keys", "north"));
    const auto secret_file = folder.path() / "deep" / "keys" / "north.key";
    const auto public_file = folder.path() / "deep" / "keys" / "north.pub";
    const auto loaded = load_keys(secret_file);
    ASSERT_TRUE(loaded) << loaded.error().message;
    EXPECT_EQ(loaded->public_key, keys.public_key);
    EXPECT_EQ(loaded->secret_key.z85(), keys.secret_key.z85());
    EXPECT_EQ(load_public_key(public_file).value(), keys.public_key);
    EXPECT_EQ(load_public_key(secret_file).value(), keys.public_key);
    EXPECT_EQ(mode_of(secret_file), 0600U);
    EXPECT_EQ(mode_of(secret_file.parent_path()), 0700U);
}

TEST_F(Keys, NeverOverwrites) {
    ASSERT_TRUE(save_keys(keys, folder.path(), "north"));
    const auto again = save_keys(generate_keys().value(), folder.path(), "north");
    ASSERT_FALSE(again);
    EXPECT_EQ(again.error().code, ErrorCode::conflict);
    EXPECT_THAT(again.error().message, HasSubstr("north"));
    EXPECT_EQ(load_keys(folder.path() / "north.key")->public_key, keys.public_key);
    // Also when only one of the two is there; and then the other is not made.
    std::filesystem::remove(folder.path() / "north.key");
    EXPECT_FALSE(save_keys(keys, folder.path(), "north"));
    EXPECT_FALSE(std::filesystem::exists(folder.path() / "north.key"));
}

TEST_F(Keys, NoDraftStaysBehind) {
    ASSERT_TRUE(save_keys(keys, folder.path(), "north"));
    ASSERT_FALSE(save_keys(keys, folder.path(), "north"));
    int files = 0;
    for ([[maybe_unused]] const auto& entry : std::filesystem::directory_iterator(folder.path())) {
        ++files;
    }
    EXPECT_EQ(files, 2);
}

TEST_F(Keys, NameMustBeAnId) {
    for (const std::string name : {"", "../evil", "a b", "North"}) {
        const auto saved = save_keys(keys, folder.path(), name);
        ASSERT_FALSE(saved) << name;
        EXPECT_EQ(saved.error().code, ErrorCode::invalid_input);
    }
}

TEST_F(Keys, MissingFileSaysHowToMakeOne) {
    const auto loaded = load_keys(folder.path() / "absent.key");
    ASSERT_FALSE(loaded);
    EXPECT_EQ(loaded.error().code, ErrorCode::not_found);
    EXPECT_THAT(loaded.error().message, HasSubstr("absent.key"));
    EXPECT_THAT(loaded.error().message, HasSubstr("vigie-keys make"));
}

TEST_F(Keys, SecretReadableByOthersIsRefused) {
    ASSERT_TRUE(save_keys(keys, folder.path(), "north"));
    const auto file = folder.path() / "north.key";
    for (const auto permission : {std::filesystem::perms::group_read, std::filesystem::perms::others_read}) {
        std::filesystem::permissions(file, permission, std::filesystem::perm_options::add);
        const auto loaded = load_keys(file);
        ASSERT_FALSE(loaded);
        EXPECT_EQ(loaded.error().code, ErrorCode::refused);
        EXPECT_THAT(loaded.error().message, HasSubstr("chmod 600"));
        std::filesystem::permissions(file, permission, std::filesystem::perm_options::remove);
    }
    EXPECT_TRUE(load_keys(file));
}

TEST_F(Keys, DamagedFilesAreNamedAndTheSecretIsNotRepeated) {
    const std::string secret = keys.secret_key.z85();
    const std::string open = keys.public_key.z85();
    const auto stranger = generate_keys().value();
    const std::vector<std::string> damaged{
        "",
        "hello\n",
        "public = " + open + "\n",
        "secret = " + secret + "\n",
        "public = " + open.substr(1) + "\nsecret = " + secret + "\n",
        "public = " + open + "\nsecret = " + secret.substr(0, 39) + "\n",
        "public = " + open + "\nsecret = " + secret + "x\n",
        "public = " + stranger.public_key.z85() + "\nsecret = " + secret + "\n",
    };
    for (const auto& text : damaged) {
        const auto file = write_secret(text);
        const auto loaded = load_keys(file);
        ASSERT_FALSE(loaded) << text;
        EXPECT_EQ(loaded.error().code, ErrorCode::invalid_input) << loaded.error().message;
        EXPECT_THAT(loaded.error().message, HasSubstr("broken.key"));
        EXPECT_EQ(loaded.error().message.find(secret.substr(0, 20)), std::string::npos);
    }
}

TEST_F(Keys, PublicKeysAreChecked) {
    EXPECT_TRUE(PublicKey::parse(keys.public_key.z85()));
    for (const std::string& text :
         {std::string(), std::string("short"), std::string(40, '~'), std::string(41, 'a'),
          std::string(40, '\0'), keys.public_key.z85() + " "}) {
        EXPECT_FALSE(PublicKey::parse(text)) << text;
    }
}

}  // namespace
}  // namespace vigie::net
