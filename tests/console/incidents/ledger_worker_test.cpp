#include "console/incidents/ledger_worker.hpp"

#include <condition_variable>
#include <mutex>

#include <gmock/gmock.h>

#include "console/incidents/ledger_database.hpp"
#include "tests/console/incidents/ledger_fixture.hpp"

using namespace vigie;
using namespace vigie::console;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::StartsWith;
using vigie::test::AlertArchive;

namespace {

/// All that a worker told, for a test that waits for it.
class Told {
public:
    LedgerEvents events() {
        return {[this](std::shared_ptr<const IncidentBoard> now) { note([&] { board = std::move(now); }); },
                [this](const net::Sentence& problem) { note([&] { problems.push_back(problem.english); }); },
                [this](const net::NodeId& node, const net::AlertCursor& cursor) {
                    note([&] { cursors.emplace_back(node.text(), cursor.number); });
                },
                [this](LedgerLoss loss) { note([&] { losses.push_back(std::move(loss.what.english)); }); }};
    }
    std::function<void(net::Result<void>)> answer() {
        return [this](net::Result<void> result) { note([&] { answers.push_back(std::move(result)); }); };
    }

    /// Waits until `condition` holds; false when it does not within ten seconds.
    template <class Condition>
    bool wait(Condition condition) {
        std::unique_lock lock(mutex_);
        return changed_.wait_for(lock, std::chrono::seconds(10), condition);
    }
    std::size_t incidents() const { return board ? board->incidents.size() : 0; }

    // Read within wait(), or after the worker has ended.
    std::shared_ptr<const IncidentBoard> board;
    std::vector<std::string> problems;
    std::vector<std::pair<std::string, net::AlertNumber>> cursors;
    std::vector<net::Result<void>> answers;
    std::vector<std::string> losses;

private:
    template <class Note>
    void note(Note note) {
        {
            const std::lock_guard lock(mutex_);
            note();
        }
        changed_.notify_all();
    }
    std::mutex mutex_;
    std::condition_variable changed_;
};

class Worker : public vigie::test::LedgerTest {
protected:
    void start() {
        make();
        worker_->begin();
    }
    void make() {
        worker_ = std::make_unique<LedgerWorker>(std::move(ledger_), std::vector{node_.node()},
                                                 told_.events(), std::chrono::milliseconds(1));
    }
    /// From now on nothing can be written, until repair().
    void break_ledger() {
        run("CREATE TRIGGER refuse BEFORE UPDATE ON ledger BEGIN SELECT RAISE(ABORT, 'no'); END");
    }
    void repair_ledger() { run("DROP TRIGGER refuse"); }
    void run(const std::string& statement) {
        auto database = LedgerDatabase::open(file()).value();
        ASSERT_TRUE(database->write([&](soci::session& sql) -> net::Result<void> {
            sql << statement;
            return {};
        }));
    }
    [[nodiscard]] bool problem_told(std::string_view part) const {
        return !told_.problems.empty() && told_.problems.back().find(part) != std::string::npos;
    }
    [[nodiscard]] bool well() const { return !told_.problems.empty() && told_.problems.back().empty(); }

    AlertArchive node_;
    Told told_;
    std::unique_ptr<LedgerWorker> worker_;
};

TEST_F(Worker, TellsBoardStateAndCursorsAtTheStart) {
    start();
    ASSERT_TRUE(told_.wait([&] { return told_.board && well() && !told_.cursors.empty(); }));
    worker_->end();
    EXPECT_THAT(told_.cursors, ElementsAre(std::pair<std::string, net::AlertNumber>("north", 0)));
    EXPECT_THAT(told_.problems, ElementsAre(""));
}

TEST_F(Worker, TellsTheCursorOnceTheBatchIsDurable) {
    start();
    node_.raise();
    worker_->ingest(node_.node(), node_.all());
    ASSERT_TRUE(told_.wait([&] { return told_.incidents() == 1 && told_.cursors.back().second == 1; }));
}

TEST_F(Worker, AnswersAnActWithWhatBecameOfIt) {
    node_.raise();
    pull(node_);
    start();
    const Act seen{1, 1, "camille"};
    worker_->act(AcknowledgeCommand{seen}, told_.answer());
    worker_->act(AcknowledgeCommand{seen}, told_.answer());
    worker_->act(NoteCommand{seen, "on our way"}, told_.answer());
    worker_->act(ResolveCommand{{1, 3, "camille"}, Outcome::genuine, "done"}, told_.answer());
    worker_->act(ReopenCommand{{1, 4, "camille"}}, told_.answer());
    ASSERT_TRUE(told_.wait([&] { return told_.answers.size() == 5 && told_.board->head == 5; }));
    worker_->end();
    EXPECT_TRUE(told_.answers[0]);
    ASSERT_FALSE(told_.answers[1]);
    EXPECT_EQ(told_.answers[1].error().code, net::ErrorCode::conflict);
    EXPECT_TRUE(told_.answers[2]);
    EXPECT_TRUE(told_.answers[3]);
    EXPECT_TRUE(told_.answers[4]);
    EXPECT_THAT(told_.problems, ElementsAre("")) << "a conflict is no problem of the ledger";
}

TEST_F(Worker, KeepsBatchesInOrderAndAnswersActsWhileTheLedgerCannotBeWritten) {
    node_.raise("crowd", "bar");
    pull(node_);
    break_ledger();
    start();
    node_.raise("crowd", "stage");
    worker_->ingest(node_.node(), node_.after({node_.archive(), 1, node_.all().alerts[0].checksum}));
    AlertArchive south("south", 9);
    south.raise("crowd", "hall");
    worker_->ingest(south.node(), south.all());
    worker_->act(AcknowledgeCommand{{1, 1, "camille"}}, told_.answer());
    ASSERT_TRUE(told_.wait([&] { return !told_.answers.empty() && problem_told("ledger.db"); }));
    repair_ledger();
    ASSERT_TRUE(told_.wait([&] { return told_.incidents() == 3 && well(); }));
    worker_->end();
    EXPECT_EQ(told_.board->incidents[1]->zone->text(), "stage");
    EXPECT_EQ(told_.board->incidents[0]->zone->text(), "hall");
    EXPECT_FALSE(told_.answers[0]) << "told at once that it failed";
    EXPECT_EQ(told_.board->incidents[2]->work, WorkState::fresh) << "and not done later";
    EXPECT_EQ(told_.cursors.back(), (std::pair<std::string, net::AlertNumber>("south", 1)));
}

TEST_F(Worker, SpeaksInSentencesThatBeginWithACapitalLetter) {
    node_.raise();
    pull(node_);
    break_ledger();
    start();
    worker_->act(AcknowledgeCommand{{1, 1, "camille"}}, told_.answer());
    worker_->act(NoteCommand{{1, 1, "camille"}, ""}, told_.answer());
    ASSERT_TRUE(told_.wait([&] { return told_.answers.size() == 2 && problem_told("ledger.db"); }));
    worker_->end();
    EXPECT_THAT(told_.answers[0].error().message, StartsWith("The ledger '"));
    EXPECT_EQ(told_.answers[1].error().message, "The note is empty: write some words");
    EXPECT_THAT(told_.problems.back(), StartsWith("The ledger '"));
}

TEST_F(Worker, SaysThatItCanWriteAgainAlthoughNothingWaits) {
    node_.raise();
    pull(node_);
    break_ledger();
    start();
    worker_->act(AcknowledgeCommand{{1, 1, "camille"}}, told_.answer());
    ASSERT_TRUE(told_.wait([&] { return problem_told("ledger.db"); }));
    repair_ledger();
    EXPECT_TRUE(told_.wait([&] { return well(); }));
}

TEST_F(Worker, SavesALedgerThatWasDeletedAndSaysSo) {
    node_.raise();
    pull(node_);
    start();
    ASSERT_TRUE(told_.wait([&] { return well(); }));
    std::filesystem::remove(file());
    ASSERT_TRUE(told_.wait([&] { return !told_.losses.empty(); }));
    worker_->act(AcknowledgeCommand{{1, 1, "camille"}}, told_.answer());
    ASSERT_TRUE(told_.wait([&] { return !told_.answers.empty(); }));
    worker_->end();
    EXPECT_THAT(told_.losses, ElementsAre(StartsWith("The ledger '" + file().string() + "' was deleted")));
    EXPECT_THAT(told_.problems, ElementsAre("")) << "everything is recorded all the time";
    worker_.reset();
    reopen();
    EXPECT_EQ(incident().acknowledged_by, "camille");
}

TEST_F(Worker, TellsALedgerThatCannotBeSavedAndThatItCanAgain) {
    const auto state = folder_.path() / "state";
    std::filesystem::create_directory(state);
    ledger_ = Ledger::open(state / "ledger.db", clock_).value();
    start();
    std::filesystem::rename(state, folder_.path() / "away");
    ASSERT_TRUE(told_.wait([&] { return problem_told("cannot be saved"); }));
    worker_->act(AcknowledgeCommand{{1, 1, "camille"}}, told_.answer());
    ASSERT_TRUE(told_.wait([&] { return !told_.answers.empty(); }));
    EXPECT_FALSE(told_.answers[0]);
    std::filesystem::create_directory(state);
    EXPECT_TRUE(told_.wait([&] { return well() && !told_.losses.empty(); }));
}

TEST_F(Worker, AsksAgainForABatchThatIsDamagedAndGoesOnWithAGoodOne) {
    start();
    ASSERT_TRUE(told_.wait([&] { return told_.cursors.size() == 1; }));
    node_.raise();
    auto damaged = node_.all();
    damaged.alerts[0].bytes.back() ^= 1;
    worker_->ingest(node_.node(), damaged);
    ASSERT_TRUE(told_.wait([&] {
        return told_.cursors.size() == 2 && problem_told("Alert 1 of node north does not match its checksum");
    }));
    worker_->ingest(node_.node(), node_.all());
    ASSERT_TRUE(told_.wait([&] { return told_.incidents() == 1 && well(); }));
    worker_->end();
    EXPECT_EQ(told_.cursors[1].second, 0U);
}

TEST_F(Worker, NoticesAgainAtEachBeat) {
    start();
    worker_->notice({{net::RuleKind::node_silent, node_.node(), {}}});
    ASSERT_TRUE(told_.wait([&] { return told_.incidents() == 1; }));
    worker_->notice({});
    ASSERT_TRUE(told_.wait([&] { return told_.board->incidents[0]->condition == ConditionState::cleared; }));
}

TEST_F(Worker, ClearsWhatAnEarlierRunNoticedWithoutBeingTold) {
    ASSERT_TRUE(ledger().notice({{net::RuleKind::node_silent, node_.node(), {}}}));
    reopen();
    start();
    ASSERT_TRUE(told_.wait([&] { return told_.incidents() == 1; }));
    clock_.advance(kListening);
    EXPECT_TRUE(told_.wait([&] { return told_.board->incidents[0]->condition == ConditionState::cleared; }));
}

TEST_F(Worker, ShowsWhatAnotherConsoleDoes) {
    auto other = Ledger::open(file(), clock_).value();
    start();
    node_.raise();
    ASSERT_TRUE(other->ingest(node_.node(), node_.all()));
    EXPECT_TRUE(told_.wait([&] { return told_.incidents() == 1; }));
}

TEST_F(Worker, CarriesOutWhatWaitsBeforeItEndsAndTellsNothingAfterwards) {
    node_.raise();
    pull(node_);
    make();
    worker_->act(AcknowledgeCommand{{1, 1, "camille"}}, told_.answer());
    worker_->begin();
    worker_->end();
    ASSERT_EQ(told_.answers.size(), 1U);
    EXPECT_TRUE(told_.answers[0]);
    const auto told = told_.cursors.size();
    worker_->ingest(node_.node(), node_.all());
    worker_->end();
    worker_.reset();
    EXPECT_EQ(told_.cursors.size(), told);
    reopen();
    EXPECT_EQ(incident().acknowledged_by, "camille");
}

TEST_F(Worker, RecordsTheNewestNoticeHoweverMuchWaits) {
    make();
    for (std::size_t i = 0; i < LedgerWorker::kMostWaiting; ++i) {
        worker_->act(AcknowledgeCommand{{99, 1, "camille"}}, [](const net::Result<void>&) {});
    }
    worker_->notice({});
    worker_->notice({{net::RuleKind::node_silent, node_.node(), {"Bar"}}});
    EXPECT_EQ(worker_->refused(), 0U);
    worker_->begin();
    worker_->end();
    ASSERT_EQ(told_.incidents(), 1U);
    EXPECT_EQ(told_.board->incidents[0]->history[0].text, "Bar");
}

TEST_F(Worker, IsWokenByANotice) {
    worker_ = std::make_unique<LedgerWorker>(std::move(ledger_), std::vector{node_.node()}, told_.events(),
                                             std::chrono::hours(1));
    worker_->begin();
    ASSERT_TRUE(told_.wait([&] { return well(); }));
    worker_->notice({{net::RuleKind::node_silent, node_.node(), {}}});
    EXPECT_TRUE(told_.wait([&] { return told_.incidents() == 1; }));
}

TEST_F(Worker, RefusesWhatIsTooMuchAndAsksForItAgain) {
    node_.raise();
    make();
    for (std::size_t i = 0; i < LedgerWorker::kMostWaiting; ++i) {
        worker_->act(AcknowledgeCommand{{99, 1, "camille"}}, [](const net::Result<void>&) {});
    }
    worker_->act(AcknowledgeCommand{{1, 1, "camille"}}, told_.answer());
    worker_->ingest(node_.node(), node_.all());
    ASSERT_EQ(told_.answers.size(), 1U);
    EXPECT_EQ(told_.answers[0].error().code, net::ErrorCode::exhausted);
    EXPECT_EQ(worker_->refused(), 2U);
    worker_->begin();
    // As the network does: whenever it is asked, until the queue has room.
    std::size_t asked = 0;
    bool taken = false;
    while (!taken) {
        ASSERT_TRUE(told_.wait([&] { return told_.cursors.size() > asked; }));
        told_.wait([&] {
            asked = told_.cursors.size();
            taken = told_.cursors.back().second == 1;
            return true;
        });
        worker_->ingest(node_.node(), node_.all());
    }
    worker_->end();
    EXPECT_EQ(told_.incidents(), 1U);
}

}  // namespace
