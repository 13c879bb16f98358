// A node and a console in a real window, as the end-to-end tests of the live screen use them.
#pragma once

#include <algorithm>
#include <chrono>
#include <functional>
#include <iostream>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

#include "console/incidents/ledger.hpp"
#include "tests/e2e/demo_site.hpp"
#include "tests/e2e/screen_notes.hpp"
#include "tests/support/child_process.hpp"
#include "tests/support/places.hpp"
#include "tests/support/virtual_display.hpp"

namespace vigie::test {

/// A forecourt's site on a screen of its own, with a window manager. What never comes throws, with what was
/// seen.
class LiveScreen : public testing::Test {
protected:
    /// At which the video is played; it was filmed at 7.
    [[nodiscard]] virtual int fps() const { return 7; }

    void SetUp() override {
        ASSERT_EQ(display_.problem(), "");
        ASSERT_TRUE(std::filesystem::exists(VIGIE_DATA_DIR "/vtest.avi"))
            << "./run test fetches it from Debian's package opencv-doc";
        site_.emplace(fps());
        window_manager_ = std::make_unique<ChildProcess>(std::vector<std::string>{"openbox"});
        // It announces itself on the root window once it manages windows.
        eventually("the window manager is up", [] {
            return run_to_end({"xprop", "-root", "_NET_SUPPORTING_WM_CHECK"}).said.find("window id") !=
                   std::string::npos;
        });
    }

    void TearDown() override {
        if (HasFailure() && site_) {
            for (const std::string name : {"node", "console"}) {
                std::cout << "== " << name << "\n" << said_by(name) << state_of(name);
            }
        }
    }

    void start_node() { node_ = std::make_unique<ChildProcess>(site_->node(), site_->log_of("node")); }

    /// Screenshots of this run come into a folder of its own.
    void start_console(bool signed_in = true, const std::vector<std::string>& options = {}) {
        const auto shots = site_->shots() / std::to_string(++runs_);
        std::vector<std::string> more{"--shots", shots, "--shots-every", "0.5"};
        more.insert(more.end(), options.begin(), options.end());
        if (signed_in) {
            const auto sign_in = site_->sign_in();
            more.insert(more.end(), sign_in.begin(), sign_in.end());
        }
        screen_.emplace(shots);
        console_ = std::make_unique<ChildProcess>(site_->console(more), site_->log_of("console"));
    }

    [[nodiscard]] ScreenNotes until(const std::string& what,
                                    const std::function<bool(const ScreenNotes&)>& wanted) {
        auto notes = screen_->until(wanted);
        if (!notes) {
            throw std::runtime_error("never on screen: " + what + "; last seen:\n" + screen_->last);
        }
        return *notes;
    }

    /// Looks until `done`, whatever is on screen.
    static void eventually(const std::string& what, const std::function<bool()>& done) {
        const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(60);
        while (!done()) {
            if (std::chrono::steady_clock::now() > end) {
                throw std::runtime_error("never: " + what);
            }
            std::this_thread::sleep_for(std::chrono::milliseconds(50));
        }
    }

    [[nodiscard]] ScreenNotes until_item(const std::string& name) {
        return until("item " + name, [&](const ScreenNotes& notes) { return notes.item(name).has_value(); });
    }

    [[nodiscard]] ScreenNotes until_words(const std::string& words) {
        return until("'" + words + "'", [&](const ScreenNotes& notes) { return notes.shows(words); });
    }

    /// What is durable, read as another program would.
    [[nodiscard]] std::shared_ptr<const console::IncidentBoard> ledger() {
        auto opened = console::Ledger::open(site_->ledger(), clock_);
        if (!opened) {
            throw std::runtime_error(opened.error().message);
        }
        return (*opened)->board();
    }

    [[nodiscard]] std::optional<console::Incident> incident(console::IncidentNumber number) {
        const auto board = ledger();
        for (const auto& known : board->incidents) {
            if (known->number == number) {
                return *known;
            }
        }
        return std::nullopt;
    }

    [[nodiscard]] bool silence_is_active() {
        const auto board = ledger();
        return std::any_of(board->incidents.begin(), board->incidents.end(), [](const auto& known) {
            return known->kind == net::RuleKind::node_silent &&
                   known->condition == console::ConditionState::active;
        });
    }

    [[nodiscard]] std::string said_by(const std::string& name) {
        const auto& process = name == "node" ? node_ : console_;
        return process ? process->said() : std::string();
    }

    [[nodiscard]] std::string state_of(const std::string& name) {
        const auto& process = name == "node" ? node_ : console_;
        return process ? process->state() : std::string();
    }

    net::SystemClock clock_;
    VirtualDisplay display_{"1600x1000"};
    std::optional<DemoSite> site_;
    std::unique_ptr<ChildProcess> window_manager_;
    std::unique_ptr<ChildProcess> node_;
    std::unique_ptr<ChildProcess> console_;
    std::optional<ScreenWatch> screen_;
    int runs_ = 0;
};

}  // namespace vigie::test
