// A real node killed, without its video, on a full disk.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sys/resource.h>

#include <map>

#include "net/wire/alert_codec.hpp"
#include "tests/e2e/node_site.hpp"
#include "tests/support/sample_messages.hpp"
#include "vision/store/alert_store.hpp"

namespace vigie::test {
namespace {

using net::Transition;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

const auto kSurveyed = id<net::CameraId>("forecourt");
const auto kPlain = id<net::CameraId>("forecourt-b");

/// Open conditions by rule and subject; what cannot be is a failure.
std::map<std::string, std::string> open_after(const std::vector<net::Alert>& alerts) {
    std::map<std::string, std::string> open;
    for (const auto& alert : alerts) {
        const std::string key =
            alert.rule.text() + (alert.zone ? "/" + alert.zone->text() : "/camera " + alert.camera->text());
        if (alert.transition == Transition::raised) {
            EXPECT_EQ(open.count(key), 0U) << key << " was raised twice, again by alert " << alert.number;
            open[key] = alert.condition;
        } else {
            EXPECT_EQ(open[key], alert.condition) << "alert " << alert.number << " ends another condition";
            if (alert.transition == Transition::cleared) open.erase(key);
        }
    }
    return open;
}

/// No file of the process may grow any more, nor be written beyond its first byte. Returns what it was
/// allowed before.
rlimit fill_disk_of(pid_t process) {
    rlimit limits{};
    EXPECT_EQ(::prlimit(process, RLIMIT_FSIZE, nullptr, &limits), 0);
    const rlimit full{0, limits.rlim_max};
    EXPECT_EQ(::prlimit(process, RLIMIT_FSIZE, &full, nullptr), 0);
    return limits;
}

TEST(NodeFaults, KilledAgainAndAgainItGivesEachAlertItsNumberOnceAndLeavesNothingOpen) {
    NodeSite site;
    site.start();
    const auto console = site.console();
    for (std::size_t round = 1; round <= 5; ++round) {
        ASSERT_TRUE(console->wait_until([&](const HeardFromNode& heard) {
            return heard.alerts.size() >= 6 * round && heard.alerts.back().transition == Transition::raised;
        })) << site.log();
        site.node().kill();
        site.start();
    }
    const auto before = console->heard().alerts.size();
    std::map<std::string, std::string> left_open = open_after(console->heard().alerts);
    // One loop of the video later everybody who was there has gone, so everything that was open is closed.
    const auto is_closed = [&](const HeardFromNode& heard) {
        std::map<std::string, std::string> left = left_open;
        for (auto i = before; i < heard.alerts.size(); ++i) {
            if (heard.alerts[i].transition != Transition::cleared) continue;
            std::erase_if(left, [&](const auto& open) { return open.second == heard.alerts[i].condition; });
        }
        return left.empty() && heard.alerts.size() >= before + 10;
    };
    ASSERT_TRUE(console->wait_until(is_closed)) << site.log();
    ASSERT_EQ(site.node().stop(), 0) << site.log();

    // What was pulled is what is stored, byte for byte and number for number.
    auto heard = console->heard();
    EXPECT_THAT(heard.faults, IsEmpty());
    const auto reader = vision::AlertReader::open(site.state() / "alerts.db");
    ASSERT_TRUE(reader) << reader.error().message;
    const auto stored = (*reader)->after({}, 1'000'000);
    ASSERT_TRUE(stored) << stored.error().message;
    ASSERT_EQ(stored->alerts.size(), stored->head);
    ASSERT_GE(stored->alerts.size(), heard.alerts.size());
    std::vector<net::Alert> all;
    std::uint64_t checksum = 0;
    for (const auto& one : stored->alerts) {
        ASSERT_EQ(one.number, all.size() + 1);
        checksum = net::alert_checksum(checksum, one.bytes);
        ASSERT_EQ(one.checksum, checksum) << "alert " << one.number;
        all.push_back(net::decode_alert(one.bytes).value());
    }
    for (std::size_t i = 0; i < heard.alerts.size(); ++i) EXPECT_EQ(heard.alerts[i], all[i]);
    open_after(all);
}

TEST(NodeFaults, AMissingVideoIsToldAndRetriedAndTheOtherCameraIsNotAffected) {
    NodeSite site;
    const auto later = site.folder() / "later.avi";
    const auto at = site.configuration.find("id = \"forecourt-b\"");
    const auto begin = site.configuration.find("file = \"", at) + 8;
    site.configuration.replace(begin, site.configuration.find('"', begin) - begin, later.string());
    site.start();
    const auto console = site.console();
    const auto failures = [](const net::CameraHealth& camera) {
        for (const auto& counter : camera.counters) {
            if (counter.name == "capture_failures") return counter.value;
        }
        return std::uint64_t{0};
    };
    ASSERT_TRUE(console->wait_until([&](const HeardFromNode& heard) {
        const auto* camera = heard.camera(kPlain);
        return camera != nullptr && failures(*camera) >= 2 && heard.scenes.size() > 100;
    })) << site.log();
    auto heard = console->heard();
    EXPECT_EQ(heard.camera(kPlain)->state, net::SourceState::failed);
    EXPECT_THAT(heard.camera(kPlain)->message.english, HasSubstr(later.string()));
    EXPECT_EQ(heard.camera(kSurveyed)->state, net::SourceState::running);
    for (const auto& scene : heard.scenes) EXPECT_EQ(scene->camera, kSurveyed);
    EXPECT_THAT(site.log(), HasSubstr("camera forecourt-b is failed: "));

    std::filesystem::create_symlink(NodeSite::real_video(), later);
    ASSERT_TRUE(console->wait_until([](const HeardFromNode& now) {
        return now.camera(kPlain)->state == net::SourceState::running && now.scenes.back()->camera == kPlain;
    })) << site.log();
    EXPECT_EQ(site.node().stop(), 0);
}

TEST(NodeFaults, ANodeThatCouldNotRecordItsAlertsDoesNotEndWell) {
    NodeSite site;
    site.start();
    const auto console = site.console();
    ASSERT_TRUE(console->wait_until([](const HeardFromNode& heard) { return !heard.alerts.empty(); }))
        << site.log();
    fill_disk_of(site.node().pid());
    ASSERT_TRUE(console->wait_until([](const HeardFromNode& heard) {
        return heard.counter("alerts_waiting") >= 1;
    })) << site.log();
    // Its log is a file too, which may not grow: only the status can tell here.
    EXPECT_EQ(site.node().stop(), EXIT_FAILURE);
}

TEST(NodeFaults, AFullDiskIsToldAndLosesNoAlertAndNobodyElseIsHeldUp) {
    NodeSite site;
    site.start();
    const auto console = site.console();
    ASSERT_TRUE(console->wait_until([](const HeardFromNode& heard) { return heard.alerts.size() >= 3; }))
        << site.log();
    const rlimit limits = fill_disk_of(site.node().pid());
    ASSERT_TRUE(console->wait_until([](const HeardFromNode& heard) {
        return heard.counter("alerts_waiting") >= 5;
    })) << site.log();
    const auto during = console->heard();
    EXPECT_THAT(during.healths.back().storage_problem.english, HasSubstr("alerts.db"));
    const auto scenes = during.scenes.size();
    ASSERT_TRUE(
        console->wait_until([&](const HeardFromNode& heard) { return heard.scenes.size() > scenes + 100; }));

    ASSERT_EQ(::prlimit(site.node().pid(), RLIMIT_FSIZE, &limits, nullptr), 0);
    ASSERT_TRUE(console->wait_until([&](const HeardFromNode& heard) {
        return heard.counter("alerts_waiting") == 0 && heard.healths.back().storage_problem.empty() &&
               heard.alerts.size() >= during.alerts.size() + 5;
    })) << site.log();
    const auto after = console->heard();
    EXPECT_THAT(after.faults, IsEmpty());
    EXPECT_EQ(after.counter("alerts_lost"), 0U);
    open_after(after.alerts);
    EXPECT_EQ(site.node().stop(), 0);
}

TEST(NodeFaults, ARuleWhosePurposeHasExpiredIsOffAndSaysSo) {
    NodeSite site;
    site.replace("until = 2030-01-01", "until = 2020-01-01");
    site.start();
    const auto console = site.console();
    ASSERT_TRUE(console->wait_until([](const HeardFromNode& heard) {
        return !heard.healths.empty() && heard.alerts.size() >= 3;
    })) << site.log();
    const auto heard = console->heard();
    for (const auto& alert : heard.alerts) EXPECT_NE(alert.kind, net::RuleKind::intrusion);
    for (const auto& rule : heard.healths.back().rules) {
        EXPECT_EQ(rule.on, rule.rule != id<net::RuleId>("no-entry-intrusion"));
        EXPECT_THAT(rule.why_off.english,
                    rule.on ? testing::Matcher<const std::string&>(IsEmpty()) : HasSubstr("expired"));
    }
}

}  // namespace
}  // namespace vigie::test
