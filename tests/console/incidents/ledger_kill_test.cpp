// A console killed at any moment: what it said was done is done, and nothing is done twice.
#include <csignal>
#include <map>
#include <random>
#include <set>

#include <gmock/gmock.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/console/incidents/ledger_fixture.hpp"

using namespace vigie;
using namespace vigie::console;
using vigie::test::AlertArchive;

namespace {

constexpr int kAlerts = 120;

/// What the victim reports after each call that returned.
struct Report {
    char what = 0;  ///< 'i': taken up to `number`; 'a': incident `number` acknowledged
    std::uint64_t number = 0;
};

AlertArchive busy_node() {
    AlertArchive node;
    for (int i = 0; i < kAlerts; ++i) {
        node.raise("crowd", "zone-" + std::to_string(i));
    }
    return node;
}

void report(int pipe, char what, std::uint64_t number) {
    const Report line{what, number};
    if (::write(pipe, &line, sizeof line) != static_cast<ssize_t>(sizeof line)) {
        ::_exit(3);
    }
}

/// Pulls three alerts at a time and acknowledges each incident, until all is done or it is killed.
[[noreturn]] void run_console(const std::filesystem::path& file, const AlertArchive& node, int pipe) {
    const test::FakeClock clock;
    auto opened = Ledger::open(file, clock);
    if (!opened) {
        ::_exit(1);
    }
    Ledger& ledger = **opened;
    for (;;) {
        const auto board = ledger.board();
        for (const auto& incident : board->incidents) {
            if (incident->work == WorkState::fresh) {
                if (!ledger.acknowledge({incident->number, incident->version, "camille"})) {
                    ::_exit(2);
                }
                report(pipe, 'a', incident->number);
            }
        }
        const auto cursor = ledger.cursor(node.node());
        if (!cursor || *cursor == node.head()) {
            ::_exit(cursor ? 0 : 2);
        }
        const auto taken = ledger.ingest(node.node(), node.after(*cursor, 3));
        if (!taken) {
            ::_exit(2);
        }
        report(pipe, 'i', taken->number);
    }
}

TEST(KilledConsole, LosesNothingDurableAndDoublesNothing) {
    const test::TemporaryFolder folder;
    const auto file = folder.path() / "ledger.db";
    const AlertArchive node = busy_node();
    std::minstd_rand random(7);
    std::uint64_t taken = 0;
    std::set<std::uint64_t> acknowledged;
    int kills = 0;
    for (bool done = false; !done;) {
        int ends[2] = {-1, -1};
        ASSERT_EQ(::pipe(ends), 0);
        const pid_t victim = ::fork();
        ASSERT_GE(victim, 0);
        if (victim == 0) {
            ::close(ends[0]);
            run_console(file, node, ends[1]);
        }
        ::close(ends[1]);
        // After so many reports it is killed in the middle of whatever it does next.
        const auto mercy = std::uniform_int_distribution<int>(0, 12)(random);
        Report line;
        for (int reports = 0; ::read(ends[0], &line, sizeof line) == static_cast<ssize_t>(sizeof line);
             ++reports) {
            if (line.what == 'i') {
                taken = line.number;
            } else {
                EXPECT_TRUE(acknowledged.insert(line.number).second) << "acknowledged twice";
            }
            if (reports == mercy) {
                ::kill(victim, SIGKILL);
            }
        }
        ::close(ends[0]);
        int status = 0;
        ASSERT_EQ(::waitpid(victim, &status, 0), victim);
        done = WIFEXITED(status);
        if (done) {
            EXPECT_EQ(WEXITSTATUS(status), 0);
        } else {
            ++kills;
        }

        const test::FakeClock clock;
        const auto ledger = Ledger::open(file, clock);
        ASSERT_TRUE(ledger) << ledger.error().message;
        EXPECT_GE((*ledger)->cursor(node.node()).value().number, taken);
        std::map<std::uint64_t, std::size_t> lines;
        const auto board = (*ledger)->board();
        for (const auto& incident : board->incidents) {
            lines[incident->number] = incident->history.size();
        }
        EXPECT_EQ(lines.size(), (*ledger)->cursor(node.node()).value().number);
        for (const std::uint64_t number : acknowledged) {
            EXPECT_EQ(lines[number], 2U) << "INC " << number;
        }
    }
    EXPECT_GT(kills, 10);

    const test::FakeClock clock;
    const auto board = Ledger::open(file, clock).value()->board();
    EXPECT_EQ(board->head, 2U * kAlerts) << "one opening and one acknowledgement each";
    ASSERT_EQ(board->incidents.size(), static_cast<std::size_t>(kAlerts));
    for (const auto& incident : board->incidents) {
        EXPECT_EQ(incident->work, WorkState::acknowledged);
        EXPECT_EQ(incident->times_raised, 1U);
        EXPECT_EQ(incident->history.size(), 2U);
    }
}

}  // namespace
