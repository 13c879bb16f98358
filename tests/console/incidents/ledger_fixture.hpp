// A ledger on a real file in a folder of the test's own.
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include <gtest/gtest.h>

#include "console/incidents/ledger.hpp"
#include "tests/console/incidents/alert_archive.hpp"
#include "tests/support/fake_clock.hpp"
#include "tests/support/temporary_folder.hpp"

namespace vigie::test {

class LedgerTest : public ::testing::Test {
protected:
    LedgerTest() { reopen(); }

    void reopen() {
        ledger_.reset();
        auto opened = console::Ledger::open(file(), clock_);
        ASSERT_TRUE(opened) << opened.error().message;
        ledger_ = std::move(*opened);
    }

    /// Pulls until the ledger has all that the archive has.
    void pull(const AlertArchive& archive) {
        auto cursor = ledger_->cursor(archive.node()).value();
        do {
            const auto moved = ledger_->ingest(archive.node(), archive.after(cursor));
            ASSERT_TRUE(moved) << moved.error().message;
            cursor = *moved;
        } while (cursor != archive.head());
    }

    [[nodiscard]] std::filesystem::path file() const { return folder_.path() / "ledger.db"; }
    [[nodiscard]] console::Ledger& ledger() { return *ledger_; }
    [[nodiscard]] std::size_t count() const { return ledger_->board()->incidents.size(); }

    /// The incident of that number on the board; an empty one when it is not there.
    [[nodiscard]] console::Incident incident(console::IncidentNumber number = 1) const {
        const auto board = ledger_->board();
        for (const auto& known : board->incidents) {
            if (known->number == number) {
                return *known;
            }
        }
        ADD_FAILURE() << "incident " << number << " is not on the board";
        return {};
    }
    /// An act by `actor` who sees the incident as it is now.
    [[nodiscard]] console::Act seen_by(const std::string& actor, console::IncidentNumber number = 1) const {
        return {number, incident(number).version, actor};
    }
    [[nodiscard]] std::vector<console::EntryKind> kinds(console::IncidentNumber number = 1) const {
        std::vector<console::EntryKind> kinds;
        for (const auto& line : incident(number).history) {
            kinds.push_back(line.kind);
        }
        return kinds;
    }

    TemporaryFolder folder_;
    FakeClock clock_;
    std::unique_ptr<console::Ledger> ledger_;
};

}  // namespace vigie::test
