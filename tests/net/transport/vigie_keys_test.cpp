// The program vigie-keys, as a person runs it.
#include <array>
#include <cstdio>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/wait.h>

#include "net/transport/keys.hpp"
#include "tests/support/places.hpp"
#include "tests/support/temporary_folder.hpp"

namespace vigie::net {
namespace {

using ::testing::HasSubstr;

struct Outcome {
    int exit_code = -1;
    std::string output;
};

Outcome run(const std::string& arguments) {
    const std::string command = VIGIE_BINARY_DIR "/bin/vigie-keys " + arguments + " 2>&1";
    FILE* pipe = ::popen(command.c_str(), "r");
    if (pipe == nullptr) {
        return {};
    }
    Outcome outcome;
    std::array<char, 256> buffer{};
    while (std::fgets(buffer.data(), buffer.size(), pipe) != nullptr) {
        outcome.output += buffer.data();
    }
    outcome.exit_code = WEXITSTATUS(::pclose(pipe));
    return outcome;
}

TEST(VigieKeys, MakesOnceAndKeepsWhatIsThere) {
    const test::TemporaryFolder folder;
    const auto directory = (folder.path() / "keys").string();
    const auto made = run("make " + directory + " north");
    ASSERT_EQ(made.exit_code, 0) << made.output;
    const auto keys = load_keys(directory + "/north.key");
    ASSERT_TRUE(keys) << keys.error().message;
    EXPECT_EQ(run("make " + directory + " north").exit_code, 0);
    EXPECT_EQ(load_keys(directory + "/north.key")->public_key, keys->public_key);
    // A lost public file is made again from the secret one.
    std::filesystem::remove(directory + "/north.pub");
    EXPECT_EQ(run("make " + directory + " north").exit_code, 0);
    EXPECT_EQ(load_public_key(directory + "/north.pub").value(), keys->public_key);
}

TEST(VigieKeys, ShowsThePublicKeyOnly) {
    const test::TemporaryFolder folder;
    const auto keys = generate_keys().value();
    ASSERT_TRUE(save_keys(keys, folder.path(), "desk"));
    for (const std::string file : {"desk.key", "desk.pub"}) {
        const auto shown = run("show " + (folder.path() / file).string());
        EXPECT_EQ(shown.exit_code, 0);
        EXPECT_EQ(shown.output, keys.public_key.z85() + "\n");
    }
}

TEST(VigieKeys, ErrorsAreOneClearLine) {
    const test::TemporaryFolder folder;
    const auto absent = run("show " + (folder.path() / "absent.key").string());
    EXPECT_EQ(absent.exit_code, 1);
    EXPECT_THAT(absent.output, HasSubstr("absent.key"));
    const auto bad_name = run("make " + folder.path().string() + " 'Two Words'");
    EXPECT_EQ(bad_name.exit_code, 2);
    EXPECT_THAT(bad_name.output, HasSubstr("Two Words"));
    ASSERT_TRUE(save_keys(generate_keys().value(), folder.path(), "desk"));
    folder.write("desk.pub", generate_keys()->public_key.z85() + " desk\n");
    const auto mixed = run("make " + folder.path().string() + " desk");
    EXPECT_EQ(mixed.exit_code, 1);
    EXPECT_THAT(mixed.output, HasSubstr("does not belong"));
}

}  // namespace
}  // namespace vigie::net
