// Lists of alarms: what they may say, and what of a run is as they say.
#include "vision/eval/alarm_list.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "tests/support/temporary_folder.hpp"

namespace vigie {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

vision::NodeConfiguration node() {
    vision::NodeConfiguration out;
    out.file = "node.toml";
    net::RuleConfiguration queue;
    queue.rule = *net::RuleId::parse("queue");
    queue.zones = {*net::ZoneId::parse("till")};
    net::RuleConfiguration venue;
    venue.rule = *net::RuleId::parse("venue");
    out.record.rules = {queue, venue};
    return out;
}

constexpr const char* kList = R"([[alarm]]
rule = "queue"
subject = "till"
at_s = 20
again_until_s = 60
[[alarm]]
rule = "venue"
at_s = 50
within_s = 10
known = "nobody counts yet"
)";

class AlarmList : public ::testing::Test {
protected:
    net::Result<std::vector<vision::ExpectedAlarm>> load(const std::string& text) {
        return vision::load_alarms(folder_.write("alarms.toml", text), node());
    }
    vision::AlarmComparison compare(const std::vector<vision::NodeAlert>& alerts) {
        const auto list = load(kList);
        EXPECT_TRUE(list) << list.error().message;
        return vision::compare_alarms(*list, alerts);
    }
    test::TemporaryFolder folder_;
};

vision::NodeAlert raised(const char* rule, const char* zone, double at_s) {
    vision::NodeAlert out;
    out.at_s = at_s;
    out.alert.rule = *net::RuleId::parse(rule);
    out.alert.transition = net::Transition::raised;
    if (zone != nullptr) out.alert.zone = *net::ZoneId::parse(zone);
    out.alert.evidence = {{"people", 9.0, std::nullopt, 7.0, "people"}};
    return out;
}

TEST_F(AlarmList, HasAWindowAroundEachSecond) {
    const auto list = load(kList);
    ASSERT_TRUE(list) << list.error().message;
    ASSERT_EQ(list->size(), 2U);
    EXPECT_EQ(list->front().earliest_s, 16.0);
    EXPECT_EQ(list->front().latest_s, 24.0);
    EXPECT_EQ(list->back().earliest_s, 40.0);
}

TEST_F(AlarmList, RefusesRulesAndSubjectsThatTheNodeDoesNotHave) {
    EXPECT_THAT(load("[[alarm]]\nrule = \"fire\"\nat_s = 3\n").error().message,
                HasSubstr("'fire' is no rule of node.toml"));
    EXPECT_THAT(load("[[alarm]]\nrule = \"queue\"\nat_s = 3\n").error().message,
                HasSubstr("is none of what rule 'queue' is about"));
    EXPECT_THAT(load("[[alarm]]\nrule = \"venue\"\nsubject = \"till\"\nat_s = 3\n").error().message,
                HasSubstr("'till' is none of what rule 'venue' is about"));
}

TEST_F(AlarmList, WhatComesInItsWindowHoldsAndMayComeAgain) {
    const auto found = compare(
        {raised("queue", "till", 17.0), raised("queue", "till", 55.0), raised("venue", nullptr, 45.0)});
    EXPECT_THAT(found.wrong(), IsEmpty());
    EXPECT_EQ(found.rows.front().raised_s, 17.0);
    EXPECT_EQ(found.rows.front().times, 2U);
    EXPECT_THAT(found.mended(), ElementsAre("venue comes now: remove its `known`"));
}

TEST_F(AlarmList, WhatDoesNotComeIsWrongUnlessItIsKnown) {
    const auto found = compare({});
    EXPECT_THAT(found.wrong(), ElementsAre("queue (till) was not raised between 16.0 and 24.0 s",
                                           "venue was not raised between 40.0 and 60.0 s"));
    EXPECT_THAT(found.wrong(false), ElementsAre("queue (till) was not raised between 16.0 and 24.0 s"));
    EXPECT_THAT(vision::text_of(found), HasSubstr("known: nobody counts yet"));
}

TEST_F(AlarmList, WhatComesTooEarlyIsWrongEvenIfItComesAgainInTime) {
    const auto found = compare({raised("queue", "till", 9.0), raised("queue", "till", 18.0)});
    EXPECT_THAT(found.wrong(false),
                ElementsAre("queue (till) was raised at 9.0 s, and not only between 16.0 and 24.0 s"));
}

TEST_F(AlarmList, WhatNobodyExpectsIsWrong) {
    const auto found = compare({raised("queue", "till", 17.0), raised("queue", "foyer", 18.0)});
    EXPECT_THAT(
        found.wrong(false),
        ElementsAre("queue (foyer) was raised at 18.0 s by people 9 people (threshold 7), which nobody "
                    "expected"));
}

}  // namespace
}  // namespace vigie
