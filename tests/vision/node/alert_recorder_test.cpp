#include "vision/node/alert_recorder.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <condition_variable>
#include <limits>

#include "tests/support/sample_messages.hpp"
#include "tests/support/temporary_folder.hpp"
#include "vision/store/database.hpp"

namespace vigie::vision {
namespace {

using net::Transition;
using test::at;
using test::id;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr std::chrono::seconds kDeadline{20};
constexpr std::chrono::milliseconds kRetry{1};

net::Alert alert(Transition transition, std::string_view zone = "bar") {
    net::Alert out;
    out.node = id<net::NodeId>("north");
    out.rule = id<net::RuleId>("crowd");
    out.transition = transition;
    out.zone = id<net::ZoneId>(zone);
    out.at = at(1.0);
    return out;
}

/// A recorder on a store of its own, whose disk can fail: a trigger refuses every insert.
class AlertRecorderTest : public ::testing::Test {
protected:
    AlertRecorderTest() { open(); }

    void open(std::size_t most_waiting = 100) {
        recorder_.reset();
        auto store = AlertStore::open(file_, [] { return std::uint64_t{7}; });
        ASSERT_TRUE(store) << store.error().message;
        recorder_ = std::make_unique<AlertRecorder>(*std::move(store), most_waiting, kRetry);
    }
    void start() {
        recorder_->start(
            {[this](const net::Alert& recorded) { note([&] { recorded_.push_back(recorded); }); },
             [this](const net::Sentence& problem) { note([&] { problems_.push_back(problem.english); }); }});
    }
    void sql(const std::string& statement) {
        auto database = Database::open(file_, Database::Access::read_write);
        ASSERT_TRUE(database) << database.error().message;
        const auto done = database->run(statement);
        ASSERT_TRUE(done) << done.error().message;
    }
    void break_disk() {
        sql("CREATE TRIGGER full BEFORE INSERT ON alerts BEGIN SELECT RAISE(ABORT, 'no space'); END");
    }
    void repair_disk() { sql("DROP TRIGGER full"); }

    bool wait_until(const std::function<bool()>& done) {
        std::unique_lock lock(mutex_);
        return changed_.wait_for(lock, kDeadline, done);
    }
    bool wait_for_alerts(std::size_t number) {
        return wait_until([&] { return recorded_.size() >= number; });
    }
    bool wait_for_problems(std::size_t number) {
        return wait_until([&] { return problems_.size() >= number; });
    }
    /// As "number condition transition" of everything that is in the store.
    [[nodiscard]] std::vector<std::string> stored() const {
        std::vector<std::string> out;
        auto database = Database::open(file_, Database::Access::read_only);
        auto query = database->prepare("SELECT number FROM alerts ORDER BY number");
        while (query->step().value_or(false)) out.push_back(std::to_string(query->integer(0)));
        return out;
    }

    test::TemporaryFolder folder_;
    std::filesystem::path file_ = folder_.path() / "alerts.db";
    std::mutex mutex_;
    std::condition_variable changed_;
    std::vector<net::Alert> recorded_;
    std::vector<std::string> problems_;
    std::unique_ptr<AlertRecorder> recorder_;

private:
    template <class Change>
    void note(const Change& change) {
        {
            const std::lock_guard lock(mutex_);
            change();
        }
        changed_.notify_all();
    }
};

std::vector<Transition> transitions(const std::vector<net::Alert>& alerts) {
    std::vector<Transition> out;
    out.reserve(alerts.size());
    for (const auto& one : alerts) out.push_back(one.transition);
    return out;
}

TEST_F(AlertRecorderTest, SavesADeletedStoreThoughNoAlertComes) {
    start();
    recorder_->record(alert(Transition::raised));
    ASSERT_TRUE(wait_for_alerts(1));
    std::filesystem::remove(file_);
    ASSERT_TRUE(wait_for_problems(2));
    EXPECT_THAT(problems_[0], HasSubstr("was written anew with all that it held"));
    EXPECT_EQ(problems_[1], "") << "alerts are recorded";
    EXPECT_THAT(stored(), ElementsAre("1"));
}

TEST_F(AlertRecorderTest, SaysForAsLongAsItLastsThatAlertsAreInAnotherFile) {
    start();
    std::filesystem::rename(folder_.write("other.db", "my notes"), file_);
    ASSERT_TRUE(wait_for_problems(1));
    recorder_->record(alert(Transition::raised));
    ASSERT_TRUE(wait_for_alerts(1));
    EXPECT_THAT(problems_, ElementsAre(HasSubstr("alerts-saved-1.db")));
    EXPECT_EQ(recorder_->status().problem.reason, net::Reason::database_aside);
    EXPECT_EQ(recorder_->status().waiting, 0U);
}

TEST_F(AlertRecorderTest, KeepsAlertsWhileADeletedStoreCannotBeSaved) {
    const auto state = folder_.path() / "state";
    std::filesystem::create_directory(state);
    file_ = state / "alerts.db";
    open();
    start();
    std::filesystem::rename(state, folder_.path() / "away");
    recorder_->record(alert(Transition::raised));
    ASSERT_TRUE(wait_for_problems(1));
    EXPECT_THAT(problems_[0], HasSubstr("cannot be saved"));
    EXPECT_EQ(recorder_->status().head, 0U);
    std::filesystem::create_directory(state);
    ASSERT_TRUE(wait_for_alerts(1));
    recorder_->stop();
    EXPECT_EQ(problems_.back(), "");
    EXPECT_THAT(stored(), ElementsAre("1"));
}

TEST_F(AlertRecorderTest, NumbersAlertsAndTiesTheTransitionsOfAConditionTogether) {
    start();
    for (const auto transition : {Transition::raised, Transition::updated, Transition::cleared}) {
        recorder_->record(alert(transition));
    }
    recorder_->record(alert(Transition::raised));
    ASSERT_TRUE(wait_for_alerts(4));
    EXPECT_EQ(recorded_[0].condition, "crowd/bar#1");
    EXPECT_EQ(recorded_[1].condition, "crowd/bar#1");
    EXPECT_EQ(recorded_[2].condition, "crowd/bar#1");
    EXPECT_EQ(recorded_[3].condition, "crowd/bar#4");
    EXPECT_EQ(recorder_->status().head, 4U);
    EXPECT_EQ(recorder_->status().archive, recorded_[0].archive);
}

TEST_F(AlertRecorderTest, KeepsConditionsOfDifferentSubjectsApart) {
    start();
    recorder_->record(alert(Transition::raised, "bar"));
    recorder_->record(alert(Transition::raised, "exit"));
    recorder_->record(alert(Transition::cleared, "bar"));
    ASSERT_TRUE(wait_for_alerts(3));
    EXPECT_EQ(recorded_[2].condition, "crowd/bar#1");
}

TEST_F(AlertRecorderTest, AnAlertIsDurableBeforeItIsTold) {
    std::vector<std::string> at_that_time;
    recorder_->start({[&](const net::Alert&) { at_that_time = stored(); }, {}});
    recorder_->record(alert(Transition::raised));
    recorder_->stop();
    EXPECT_THAT(at_that_time, ElementsAre("1"));
}

TEST_F(AlertRecorderTest, AFullDiskKeepsAlertsInMemoryInOrderAndSaysSo) {
    break_disk();
    start();
    recorder_->record(alert(Transition::raised));
    recorder_->record(alert(Transition::updated));
    recorder_->record(alert(Transition::cleared));
    ASSERT_TRUE(wait_for_problems(1));
    EXPECT_THAT(problems_[0], HasSubstr(file_.string()));
    EXPECT_THAT(recorder_->status().problem.english, HasSubstr(file_.string()));
    EXPECT_EQ(recorder_->status().waiting, 3U);
    EXPECT_EQ(recorder_->status().head, 0U);
    EXPECT_THAT(recorded_, IsEmpty());

    repair_disk();
    ASSERT_TRUE(wait_for_alerts(3));
    EXPECT_THAT(transitions(recorded_),
                ElementsAre(Transition::raised, Transition::updated, Transition::cleared));
    ASSERT_TRUE(wait_for_problems(2));
    EXPECT_EQ(problems_[1], "") << "all is well again";
    EXPECT_THAT(stored(), ElementsAre("1", "2", "3"));
    recorder_->stop();
    EXPECT_EQ(recorder_->status().waiting, 0U);
    EXPECT_EQ(recorder_->status().lost, 0U);
}

TEST_F(AlertRecorderTest, CountsWhatItMustGiveUpWhenTooManyWait) {
    open(3);
    break_disk();
    start();
    recorder_->record(alert(Transition::raised, "a"));
    ASSERT_TRUE(wait_for_problems(1)) << "the first is in hand, three may wait behind it";
    for (const auto* zone : {"b", "c", "d", "e", "f"}) recorder_->record(alert(Transition::raised, zone));
    EXPECT_EQ(recorder_->status().waiting, 4U);
    EXPECT_EQ(recorder_->status().lost, 2U);
    repair_disk();
    ASSERT_TRUE(wait_for_alerts(4));
    EXPECT_EQ(recorded_[3].zone, id<net::ZoneId>("d")) << "the oldest are kept";
}

TEST_F(AlertRecorderTest, StopWritesWhatWaits) {
    for (int i = 0; i < 20; ++i) recorder_->record(alert(Transition::raised, "z" + std::to_string(i)));
    start();
    recorder_->stop();
    EXPECT_EQ(stored().size(), 20U);
}

TEST_F(AlertRecorderTest, StopGivesUpAndCountsWhatCannotBeWritten) {
    break_disk();
    start();
    recorder_->record(alert(Transition::raised, "a"));
    recorder_->record(alert(Transition::raised, "b"));
    recorder_->stop();
    EXPECT_EQ(recorder_->status().lost, 2U);
    EXPECT_EQ(recorder_->status().waiting, 0U);
    EXPECT_THAT(stored(), IsEmpty());
}

TEST_F(AlertRecorderTest, AnAlertThatCannotBeStoredAtAllDoesNotStopTheOthers) {
    start();
    auto bad = alert(Transition::raised, "a");
    bad.evidence = {{"people", std::numeric_limits<double>::quiet_NaN(), std::nullopt, std::nullopt, ""}};
    recorder_->record(bad);
    recorder_->record(alert(Transition::raised, "b"));
    ASSERT_TRUE(wait_for_alerts(1));
    EXPECT_EQ(recorded_[0].number, 1U);
    EXPECT_EQ(recorder_->status().lost, 1U);
    EXPECT_THAT(problems_.at(0), HasSubstr("evidence"));
}

TEST_F(AlertRecorderTest, AfterARestartKnowsWhatIsOpen) {
    start();
    recorder_->record(alert(Transition::raised));
    recorder_->stop();
    open();
    const auto open_conditions = recorder_->open_conditions();
    ASSERT_TRUE(open_conditions);
    ASSERT_EQ(open_conditions->size(), 1U);
    start();
    recorder_->record(alert(Transition::cleared));
    ASSERT_TRUE(wait_for_alerts(2));
    EXPECT_EQ(recorded_[1].condition, "crowd/bar#1");
    EXPECT_EQ(recorded_[1].number, 2U);
}

TEST_F(AlertRecorderTest, ClosesTheOldConditionWhenItsClearingWasLost) {
    start();
    recorder_->record(alert(Transition::raised));
    recorder_->record(alert(Transition::raised));
    ASSERT_TRUE(wait_for_alerts(3));
    EXPECT_THAT(transitions(recorded_),
                ElementsAre(Transition::raised, Transition::cleared, Transition::raised));
    EXPECT_EQ(recorded_[1].condition, "crowd/bar#1");
    EXPECT_EQ(recorded_[1].note, "superseded");
    EXPECT_EQ(recorded_[2].condition, "crowd/bar#3");
}

TEST_F(AlertRecorderTest, RaisesWhatIsUpdatedWhenItsRaisingWasLostAndForgetsWhatIsCleared) {
    start();
    recorder_->record(alert(Transition::cleared, "a"));
    recorder_->record(alert(Transition::updated, "b"));
    ASSERT_TRUE(wait_for_alerts(1));
    recorder_->stop();
    ASSERT_EQ(recorded_.size(), 1U);
    EXPECT_EQ(recorded_[0].transition, Transition::raised);
    EXPECT_EQ(recorded_[0].condition, "crowd/b#1");
}

}  // namespace
}  // namespace vigie::vision
