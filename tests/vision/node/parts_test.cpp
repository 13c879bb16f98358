// The small parts of the node: rates, versions, the state folder, words for the wire, closing lines.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "net/wire/check.hpp"
#include "net/wire/configuration_codec.hpp"
#include "tests/support/sample_messages.hpp"
#include "tests/support/temporary_folder.hpp"
#include "vision/node/configuration_version.hpp"
#include "vision/node/health_report.hpp"
#include "vision/node/rate_meter.hpp"
#include "vision/node/sentence.hpp"
#include "vision/node/state_folder.hpp"

namespace vigie::vision {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using test::at;
using test::id;
using ::testing::HasSubstr;

TEST(RateMeterTest, MeasuresTheRateBetweenTheFirstAndTheLastEvent) {
    RateMeter meter;
    net::MonoTime now{seconds(10)};
    EXPECT_EQ(meter.rate(now), 0.0);
    for (int i = 0; i < 15; ++i) meter.add(now += milliseconds(125));
    EXPECT_DOUBLE_EQ(meter.rate(now), 8.0);
    EXPECT_DOUBLE_EQ(meter.rate(now + seconds(1)), 8.0) << "of those that are less than two seconds old";
    EXPECT_EQ(meter.rate(now + seconds(3)), 0.0);
}

TEST(RateMeterTest, OneEventIsNoRate) {
    RateMeter meter;
    meter.add(net::MonoTime(seconds(10)));
    EXPECT_EQ(meter.rate(net::MonoTime(seconds(10))), 0.0);
}

TEST(RateMeterTest, TellsTheMedianCostOfTheLastTwoSeconds) {
    RateMeter meter;
    net::MonoTime now{seconds(10)};
    meter.add(now, 1000.0);
    now += seconds(3);
    for (const double cost : {5.0, 90.0, 7.0}) meter.add(now += milliseconds(10), cost);
    EXPECT_EQ(meter.median_ms(now), 7.0);
    EXPECT_EQ(meter.median_ms(now + seconds(3)), 0.0);
}

class ConfigurationVersionTest : public ::testing::Test {
protected:
    std::uint64_t version_of(net::ConfigurationRecord record) {
        record.version = 0;
        const auto done = set_version(record, file_);
        EXPECT_TRUE(done) << done.error().message;
        EXPECT_EQ(record.content_hash, net::content_hash_of(record).value());
        return record.version;
    }

    test::TemporaryFolder folder_;
    std::filesystem::path file_ = folder_.path() / "configuration.version";
    net::ConfigurationRecord record_ = test::sample_configuration();
};

TEST_F(ConfigurationVersionTest, StartsAtOneAndStaysWhileTheContentDoes) {
    EXPECT_EQ(version_of(record_), 1U);
    EXPECT_EQ(version_of(record_), 1U);
}

TEST_F(ConfigurationVersionTest, GrowsWithEachChangeOfContentAlsoBackwards) {
    const auto original = record_;
    EXPECT_EQ(version_of(record_), 1U);
    record_.zones[0].capacity = 26;
    EXPECT_EQ(version_of(record_), 2U);
    record_.rules[0].threshold = 1.5;
    EXPECT_EQ(version_of(record_), 3U);
    EXPECT_EQ(version_of(original), 4U) << "a version is never given to two contents";
}

TEST_F(ConfigurationVersionTest, ADamagedFileStartsAgain) {
    for (const auto* content : {"", "x", "18446744073709551615 abc", "18446744073709551616 abc", "0 0"}) {
        folder_.write("configuration.version", content);
        EXPECT_EQ(version_of(record_), 1U) << content;
    }
}

TEST_F(ConfigurationVersionTest, SaysWhenItCannotBeWritten) {
    file_ = folder_.path() / "missing" / "configuration.version";
    const auto done = set_version(record_, file_);
    ASSERT_FALSE(done);
    EXPECT_EQ(done.error().code, net::ErrorCode::unavailable);
    EXPECT_THAT(done.error().message, HasSubstr(file_.string()));
}

TEST_F(ConfigurationVersionTest, RefusesARecordThatCouldNotBeServed) {
    record_.rules[0].zones = {id<net::ZoneId>("nowhere")};
    const auto done = set_version(record_, file_);
    ASSERT_FALSE(done);
    EXPECT_THAT(done.error().message, HasSubstr("cannot be served"));
    EXPECT_FALSE(std::filesystem::exists(file_));
}

TEST(StateFolderTest, IsMadeWhenMissingAndHeldByOne) {
    const test::TemporaryFolder folder;
    const auto path = folder.path() / "a" / "b";
    {
        const auto held = StateFolder::open(path);
        ASSERT_TRUE(held) << held.error().message;
        EXPECT_TRUE(std::filesystem::is_directory(path));
        const auto second = StateFolder::open(path);
        ASSERT_FALSE(second);
        EXPECT_EQ(second.error().code, net::ErrorCode::conflict);
        EXPECT_THAT(second.error().message, HasSubstr("used by another vigie-node"));
    }
    EXPECT_TRUE(StateFolder::open(path)) << "free again";
}

TEST(StateFolderTest, SaysWhenItCannotBeMade) {
    const test::TemporaryFolder folder;
    const auto file = folder.write("file", "");
    const auto held = StateFolder::open(file / "below");
    ASSERT_FALSE(held);
    EXPECT_EQ(held.error().code, net::ErrorCode::unavailable);
    EXPECT_THAT(held.error().message, HasSubstr(file.string()));
}

TEST(SentenceTest, LeavesGoodWordsAlone) {
    EXPECT_EQ(fit_sentence("le fichier 'été.avi' manque"), "le fichier 'été.avi' manque");
    EXPECT_EQ(fit_sentence(""), "");
}

TEST(SentenceTest, ReplacesWhatTheWireRefuses) {
    EXPECT_EQ(fit_sentence("a\xFF"
                           "b\tc\nd\x7F"),
              "a?b c d ");
}

TEST(SentenceTest, CutsAtTheEndOfACharacter) {
    std::string text(net::kLongestSentence - 1, 'x');
    EXPECT_EQ(fit_sentence(text + "y").size(), net::kLongestSentence);
    EXPECT_EQ(fit_sentence(text + "é").size(), net::kLongestSentence - 1) << "no half character";
    EXPECT_EQ(fit_sentence(text + "yy").size(), net::kLongestSentence);
}

TEST(ClosingLinesTest, AreOneACameraAndOneARaisedCondition) {
    NodeSummary summary;
    WorkerFigures figures;
    figures.captured = 120;
    figures.analysed = 118;
    figures.dropped = 2;
    figures.analysed_fps = 7.04;
    figures.analysis_ms = 5.26;
    figures.mean_people = 3.25;
    summary.cameras = {{id<net::CameraId>("door"), figures, "running"}};
    net::Alert alert;
    alert.number = 4;
    alert.rule = id<net::RuleId>("crowd");
    alert.zone = id<net::ZoneId>("bar");
    alert.at = at(1.7);
    summary.raised = {alert};
    EXPECT_EQ(text_of(summary),
              "node camera door: running, 120 frames captured, 118 analysed at 7.0 fps, 5.3 ms each, 3.2 "
              "people on average, 2 dropped, 0 refused\n"
              "node alert 4: crowd (bar), 12:00:01 UTC\n");
}

TEST(ClosingLinesTest, SayWhatACameraDidNotSee) {
    WorkerFigures figures;
    figures.captured = figures.analysed = 118;
    const auto line = [&figures](std::uint64_t unreadable = 0) {
        NodeSummary summary;
        summary.cameras = {{id<net::CameraId>("door"), figures, "running", unreadable}};
        const auto text = text_of(summary);
        return text.substr(text.find(" refused") + 8);
    };
    EXPECT_EQ(line(), "\n");
    EXPECT_EQ(line(7), ", 7 pictures unreadable\n");
    figures.doubtful = 30;
    EXPECT_EQ(line(), ", in doubt in 30 frames\n") << "and well again";
    figures.newest = net::MaskReason::in_doubt;
    figures.view = net::ViewQuality{0.93, 0.4, 0.02, 0.0};
    EXPECT_EQ(
        line(),
        ", in doubt in 30 frames, at the end blind, its view is in doubt, covered 93 %, blurred 40 %\n");
    figures.doubtful = 0;
    figures.newest = net::MaskReason::warming_up;
    figures.view.reset();
    EXPECT_EQ(line(), ", at the end blind, its view is not learnt\n");
    figures.analysed = 0;
    EXPECT_EQ(line(), ", blind: no frame was analysed\n");
}

}  // namespace
}  // namespace vigie::vision
