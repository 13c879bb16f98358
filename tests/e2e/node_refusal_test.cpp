// What a real node refuses to start with: one clear sentence, and a status that is not 0.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>

#include "tests/e2e/node_site.hpp"
#include "tests/support/places.hpp"

namespace vigie::test {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

constexpr int kCannotStart = 2;

class NodeRefusal : public ::testing::Test {
protected:
    /// The node ends with one line on standard error that holds all these words.
    void expect_refused(const std::vector<std::string>& holds) {
        const auto ended = site_.try_start();
        EXPECT_EQ(ended.status, kCannotStart) << ended.said;
        EXPECT_EQ(std::count(ended.said.begin(), ended.said.end(), '\n'), 1) << ended.said;
        for (const auto& words : holds) EXPECT_THAT(ended.said, HasSubstr(words));
    }
    /// The line of the configuration that begins so, as ":number".
    [[nodiscard]] std::string line_of(std::string_view beginning) const {
        const auto at = site_.configuration.find(beginning);
        EXPECT_NE(at, std::string::npos) << beginning;
        return ":" + std::to_string(
                         1 + std::count(site_.configuration.begin(),
                                        site_.configuration.begin() + static_cast<std::ptrdiff_t>(at), '\n'));
    }
    [[nodiscard]] std::string file() const { return site_.configuration_file().string(); }

    NodeSite site_;
};

TEST_F(NodeRefusal, ABusyPort) {
    site_.start();
    const auto console = site_.console();
    ASSERT_TRUE(
        console->wait_until([](const HeardFromNode& heard) { return heard.link == net::LinkState::up; }));
    NodeSite other;
    other.replace(std::to_string(other.port()), std::to_string(site_.port()));
    const auto ended = other.try_start();
    EXPECT_EQ(ended.status, kCannotStart);
    EXPECT_THAT(ended.said, AllOf(HasSubstr(": node.port: "), HasSubstr(std::to_string(site_.port())),
                                  HasSubstr("in use")));
    EXPECT_EQ(std::count(ended.said.begin(), ended.said.end(), '\n'), 1) << ended.said;
}

TEST_F(NodeRefusal, AStateFolderThatAnotherNodeUses) {
    site_.start();
    const auto console = site_.console();
    ASSERT_TRUE(
        console->wait_until([](const HeardFromNode& heard) { return heard.link == net::LinkState::up; }));
    expect_refused({site_.state().string(), "used by another vigie-node"});
    EXPECT_FALSE(site_.node().ended()) << "the first one goes on";
}

TEST_F(NodeRefusal, AKeyThatOthersMayRead) {
    std::filesystem::permissions(site_.key_file(), std::filesystem::perms::others_read,
                                 std::filesystem::perm_options::add);
    expect_refused({site_.key_file().string()});
}

TEST_F(NodeRefusal, AMissingKey) {
    std::filesystem::remove(site_.key_file());
    expect_refused({file() + line_of("key = ") + ": node.key", site_.key_file().string()});
}

TEST_F(NodeRefusal, AKeyFileThatHoldsSomethingElse) {
    std::ofstream(site_.key_file()) << "not a key\n";
    expect_refused({site_.key_file().string()});
}

TEST_F(NodeRefusal, AMissingAllowlist) {
    std::filesystem::remove(site_.state() / "authorized_keys");
    expect_refused({": node.authorized_keys: ", "nobody new is let in",
                    "cat NAME.pub >> " + (site_.state() / "authorized_keys").string()});
}

TEST_F(NodeRefusal, ADamagedAlertStore) {
    std::ofstream(site_.state() / "alerts.db") << std::string(8192, 'x');
    expect_refused({(site_.state() / "alerts.db").string()});
}

TEST_F(NodeRefusal, AMissingConfiguration) {
    const auto ended = run_to_end({std::filesystem::path(VIGIE_BINARY_DIR) / "bin/vigie-node", "--config",
                                   site_.folder() / "none.toml", "--state", site_.state()});
    EXPECT_EQ(ended.status, kCannotStart);
    EXPECT_THAT(ended.said, HasSubstr("none.toml"));
}

TEST_F(NodeRefusal, AnUnknownOption) {
    const auto ended = run_to_end({std::filesystem::path(VIGIE_BINARY_DIR) / "bin/vigie-node", "--config",
                                   "c", "--state", "s", "--secnds", "3"});
    EXPECT_EQ(ended.status, kCannotStart);
    EXPECT_THAT(ended.said, AllOf(HasSubstr("--secnds"), HasSubstr("see 'vigie-node --help'")));
}

TEST_F(NodeRefusal, AFileThatIsNotToml) {
    site_.replace("[venue]", "[venue");
    expect_refused({file() + line_of("[venue")});
}

TEST_F(NodeRefusal, AnUnknownField) {
    site_.replace("licensed_capacity = 12", "licenced_capacity = 12");
    expect_refused({file() + line_of("licenced_capacity"), "licenced_capacity"});
}

TEST_F(NodeRefusal, ACalibrationOfPointsOnOneLine) {
    const auto begin = site_.configuration.find("pairs = [");
    const auto end = site_.configuration.find("\n]", begin) + 2;
    site_.configuration.replace(begin, end - begin,
                                "pairs = [ { image = [10, 10], floor = [1, 1] }, { image = [20, 20], floor = "
                                "[2, 2] }, { image = [30, 30], floor = [3, 3] }, { image = [40, 40], floor = "
                                "[4, 4] } ]");
    expect_refused({file() + line_of("pairs"), "pairs"});
}

TEST_F(NodeRefusal, AnAddressOfAnotherMachine) {
    site_.replace("host = \"127.0.0.1\"", "host = \"192.0.2.7\"");
    expect_refused(
        {file() + line_of("host = ") + ": node.host: ", "192.0.2.7", "no network card of this machine"});
}

TEST_F(NodeRefusal, ANameThatTurnsWhatStandsBesideIt) {
    site_.replace("licensed_capacity = 12",
                  "licensed_capacity = 12\n[[floor]]\nid = \"x\"\nname = \"\\u202Ex\"");
    expect_refused({file() + line_of("name = \"\\u202E"), "U+202E"});
}

TEST_F(NodeRefusal, AZoneOutsideOfThePlan) {
    site_.replace("[24.0, 7.0]", "[26.0, 7.0]");
    expect_refused({file(), "outline", "outside"});
}

TEST_F(NodeRefusal, ARuleWithoutPurpose) {
    site_.replace("[rule.purpose]\nlegal_basis = \"licensed capacity of the venue\"\nauthority = \"demo\"\n",
                  "");
    expect_refused({file(), "purpose"});
}

}  // namespace
}  // namespace vigie::test
