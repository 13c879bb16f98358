#include "console/app/configuration.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "net/transport/keys.hpp"
#include "tests/support/places.hpp"
#include "tests/support/temporary_folder.hpp"

namespace vigie::console {
namespace {

using testing::HasSubstr;

constexpr std::string_view kGood = R"([console]
id = "control-1"
language = "fr"

[keys]
own = "../keys/console.key"

[[node]]
id = "edge-1"
host = "127.0.0.1"
port = 7500
public_key = "../keys/node.pub"
)";

/// A folder with the keys of a console and a node, and a state folder, which need not be there.
class ConfigurationTest : public testing::Test {
protected:
    ConfigurationTest() {
        EXPECT_TRUE(net::save_keys(console_keys, folder.path() / "keys", "console"));
        EXPECT_TRUE(net::save_keys(node_keys, folder.path() / "keys", "node"));
    }
    net::Result<Configuration> load(std::string_view content) const {
        return load_configuration(folder.write("console.toml", content), folder.path() / "state");
    }
    net::Result<Configuration> load_with(std::string_view from, std::string_view to) const {
        std::string text(kGood);
        const auto at = text.find(from);
        EXPECT_NE(at, std::string::npos) << from;
        return load(text.replace(at, from.size(), to));
    }

    test::TemporaryFolder folder;
    net::KeyPair console_keys = net::generate_keys().value();
    net::KeyPair node_keys = net::generate_keys().value();
};

TEST_F(ConfigurationTest, ReadsAFileAndTakesPathsFromTheStateFolder) {
    const auto read = load(kGood);
    ASSERT_TRUE(read) << read.error().message;
    EXPECT_EQ(read->console, "control-1");
    EXPECT_EQ(read->language, "fr");
    EXPECT_EQ(read->own_keys.public_key, console_keys.public_key);
    EXPECT_EQ(read->ledger, folder.path() / "state/ledger.db");
    EXPECT_EQ(read->window_width, 1600U);
    ASSERT_EQ(read->nodes.size(), 1U);
    EXPECT_EQ(read->nodes[0].node.text(), "edge-1");
    EXPECT_EQ(read->nodes[0].endpoints.publications, "tcp://127.0.0.1:7500");
    EXPECT_EQ(read->nodes[0].server_key, node_keys.public_key);
}

TEST_F(ConfigurationTest, ReadsTheDemo) {
    const auto read =
        load_configuration(VIGIE_SOURCE_DIR "/config/demo/console.toml", folder.path() / "state");
    ASSERT_TRUE(read) << read.error().message;
    EXPECT_EQ(read->nodes.size(), 1U);
}

TEST_F(ConfigurationTest, ReadsTheLeastThatAConsoleNeeds) {
    const auto read =
        load_configuration(VIGIE_SOURCE_DIR "/config/minimal/console.toml", folder.path() / "state");
    ASSERT_TRUE(read) << read.error().message;
    EXPECT_EQ(read->ledger, folder.path() / "state/ledger.db");
    EXPECT_EQ(read->nodes.size(), 1U);
}

TEST_F(ConfigurationTest, SaysThatAFileIsMissing) {
    const auto read = load_configuration("/nowhere/console.toml", "/state");
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().code, net::ErrorCode::not_found);
    EXPECT_THAT(read.error().message, HasSubstr("/nowhere/console.toml does not exist"));
}

struct Mistake {
    const char* name;
    const char* from;  ///< in the good file ...
    const char* to;    ///< ... becomes this
    const char* line;
    const char* message;
};

void PrintTo(const Mistake& mistake, std::ostream* out) {
    *out << mistake.name;
}

class ConfigurationMistake : public ConfigurationTest, public testing::WithParamInterface<Mistake> {};

TEST_P(ConfigurationMistake, IsToldWithFileLineAndField) {
    const auto read = load_with(GetParam().from, GetParam().to);
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().code, net::ErrorCode::invalid_input);
    EXPECT_THAT(read.error().message, HasSubstr(std::string("console.toml:") + GetParam().line + ": "));
    EXPECT_THAT(read.error().message, HasSubstr(GetParam().message));
}

INSTANTIATE_TEST_SUITE_P(
    All, ConfigurationMistake,
    testing::Values(
        Mistake{"NotToml", "[keys]", "[keys", "5", "not valid TOML"},
        Mistake{"UnknownField", "id = \"control-1\"", "idd = \"control-1\"", "2",
                "console.idd is not a known field"},
        Mistake{"UnknownTable", "[keys]", "[kees]\n[keys]", "5", "kees is not a known field"},
        Mistake{"BadConsoleId", "control-1", "Control 1", "2", "console.id must be 1 to 48"},
        Mistake{"BadLanguage", "\"fr\"", "\"de\"", "3", "console.language must be \"en\" or \"fr\""},
        Mistake{"LanguageNoText", "\"fr\"", "1", "3", "console.language must be a text"},
        Mistake{"MissingKey", "own = \"../keys/console.key\"", "", "5", "keys.own is missing"},
        Mistake{"EmptyKey", "\"../keys/console.key\"", "\"\"", "6", "keys.own must be a text"},
        Mistake{"BadNodeId", "edge-1", "Edge/1", "9", "node[1].id is wrong: node id 'Edge/1' is not valid"},
        Mistake{"RepeatedNode", "[[node]]",
                "[[node]]\nid = \"edge-1\"\npublic_key = \"../keys/node.pub\"\n[[node]]", "12",
                "node[2].id 'edge-1' names a node a second time"},
        Mistake{"PortTooLarge", "7500", "70000", "11", "node[1].port must be a whole number from 1 to 65533"},
        Mistake{"PortNoNumber", "7500", "\"7500\"", "11", "node[1].port must be a whole number"},
        Mistake{"NoSuchOwnKey", "console.key", "none.key", "6",
                "keys.own cannot be used: cannot read the key file"},
        Mistake{"OwnKeyWithoutSecret", "console.key", "console.pub", "6", "keys.own cannot be used: "},
        Mistake{"NoSuchPublicKey", "node.pub", "none.pub", "12",
                "node[1].public_key cannot be used: cannot read the key file"},
        Mistake{"PublicKeyIsSomethingElse", "../keys/node.pub", "../console.toml", "12",
                "node[1].public_key cannot be used: "},
        Mistake{"HostIsNoHost", "127.0.0.1", "a b", "10", "node[1].host is wrong: 'a b' is not a host"},
        Mistake{"HostOfIPv6", "127.0.0.1", "::1", "10", "node[1].host is wrong: '::1' is an IPv6 address"},
        Mistake{"MissingPublicKey", "public_key", "# public_key", "8", "node[1].public_key is missing"},
        Mistake{"NodeNoList", "[[node]]", "[node]", "8",
                "node must be a list of tables, each begun by [[node]]"},
        Mistake{"WindowTooSmall", "[keys]", "[window]\nwidth = 100\n[keys]", "6",
                "window.width must be a whole number from 640 to 16384"},
        Mistake{"RateNotFinite", "[keys]", "[window]\npictures_hz = nan\n[keys]", "6",
                "window.pictures_hz must be a number from 1 to 60"}),
    [](const auto& test) { return test.param.name; });

TEST_F(ConfigurationTest, NeedsANode) {
    const auto read = load("[keys]\nown = \"../keys/console.key\"\n");
    ASSERT_FALSE(read);
    EXPECT_THAT(read.error().message, HasSubstr("node must list 1 to 64 nodes"));
}

}  // namespace
}  // namespace vigie::console
