// A node and a console as the contract suite uses them: real sockets, CURVE, loopback, free ports.
#pragma once

#include <chrono>
#include <condition_variable>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "net/transport/node_client.hpp"
#include "net/transport/node_server.hpp"
#include "net/wire/alert_codec.hpp"
#include "tests/support/sample_messages.hpp"
#include "tests/support/temporary_folder.hpp"

namespace vigie::test {

/// Long enough for any machine; a test that works never waits so long.
inline constexpr std::chrono::seconds kDeadline{20};

/// Waits until `done`, looking every few milliseconds: for what has no condition variable.
inline bool eventually(const std::function<bool()>& done) {
    const auto deadline = std::chrono::steady_clock::now() + kDeadline;
    std::mutex mutex;
    std::condition_variable never;
    std::unique_lock lock(mutex);
    while (!done()) {
        if (std::chrono::steady_clock::now() > deadline) {
            return false;
        }
        never.wait_for(lock, std::chrono::milliseconds(2));
    }
    return true;
}

/// Alerts in memory, with the answers that a node's store gives.
class AlertShelf {
public:
    void add() {
        const std::lock_guard lock(mutex_);
        auto alert = sample_alert(stored_.size() + 1);
        alert.archive = archive_;
        auto bytes = net::encode_alert(alert).value();
        const auto previous = stored_.empty() ? 0 : stored_.back().checksum;
        const auto checksum = net::alert_checksum(previous, bytes);
        stored_.push_back({alert.number, std::move(bytes), checksum});
    }
    /// As if the store had been lost: another archive, no alerts.
    void recreate() {
        const std::lock_guard lock(mutex_);
        stored_.clear();
        archive_ = net::ArchiveId::from_random(1, 2);
    }
    [[nodiscard]] net::Result<net::AlertBatch> after(const net::AlertCursor& cursor, std::size_t most) const {
        const std::lock_guard lock(mutex_);
        net::AlertBatch batch{net::PullStatus::ok, archive_, stored_.size(), {}};
        const bool known =
            cursor.number == 0 || (cursor.archive == archive_ && cursor.number <= stored_.size() &&
                                   stored_[cursor.number - 1].checksum == cursor.checksum);
        if (!known || (!cursor.archive.empty() && cursor.archive != archive_)) {
            batch.status = net::PullStatus::diverged;
            return batch;
        }
        for (auto i = cursor.number; i < stored_.size() && batch.alerts.size() < most; ++i) {
            batch.alerts.push_back(stored_[i]);
        }
        return batch;
    }
    [[nodiscard]] net::ArchiveId archive() const {
        const std::lock_guard lock(mutex_);
        return archive_;
    }
    [[nodiscard]] net::AlertNumber head() const {
        const std::lock_guard lock(mutex_);
        return stored_.size();
    }

private:
    mutable std::mutex mutex_;
    net::ArchiveId archive_ = sample_archive();
    std::vector<net::StoredAlert> stored_;
};

/// What a console was told, guarded; wait_until() wakes on each event.
class Heard {
public:
    struct Events {
        std::vector<net::Scene> scenes;
        std::vector<net::Arrival> scene_arrivals;
        std::vector<net::Occupancy> occupancies;
        std::vector<net::NodeHealth> healths;
        std::vector<net::AlertAnnouncement> announcements;
        std::vector<net::Picture> pictures;
        std::vector<net::Arrival> picture_arrivals;
        std::vector<std::shared_ptr<const net::ConfigurationRecord>> configurations;
        std::vector<net::AlertBatch> batches;
        std::vector<net::PhaseAnswer> phases;
        std::vector<std::pair<net::LinkState, std::string>> links;
        std::vector<net::ClockOffset> offsets;

        [[nodiscard]] bool is(net::LinkState state) const {
            return !links.empty() && links.back().first == state;
        }
        [[nodiscard]] int times(net::LinkState state) const {
            int count = 0;
            for (const auto& [was, reason] : links) {
                count += was == state ? 1 : 0;
            }
            return count;
        }
    };

    template <class Change>
    void note(Change&& change) {
        {
            const std::lock_guard lock(mutex_);
            change(events_);
        }
        changed_.notify_all();
    }
    /// True when the events fulfil `done` before the deadline.
    bool wait_until(const std::function<bool(const Events&)>& done) {
        std::unique_lock lock(mutex_);
        return changed_.wait_for(lock, kDeadline, [&] { return done(events_); });
    }
    [[nodiscard]] Events events() const {
        const std::lock_guard lock(mutex_);
        return events_;
    }
    bool wait_for(net::LinkState state) {
        return wait_until([state](const Events& e) { return e.is(state); });
    }

private:
    mutable std::mutex mutex_;
    std::condition_variable changed_;
    Events events_;
};

/// Keys, allowlist, one node and the means to make consoles.
class Contract : public ::testing::Test {
protected:
    Contract() { write_allowlist({{console_keys.public_key, "desk"}}); }

    void write_allowlist(const std::vector<std::pair<net::PublicKey, std::string>>& allowed) {
        std::string text = "# who may connect\n";
        for (const auto& [key, name] : allowed) {
            text += key.z85() + " " + name + "\n";
        }
        // Atomically, as an administrator's editor would.
        const auto draft = directory.write("allow.draft", text);
        std::filesystem::rename(draft, allowlist);
    }

    net::NodeServices services() {
        net::NodeServices services;
        services.configuration = [this] {
            const std::lock_guard lock(configuration_mutex);
            return configuration;
        };
        services.alerts_after = [this](const net::AlertCursor& cursor, std::size_t most) {
            return shelf.after(cursor, most);
        };
        services.demand_changed = [this] {
            {
                const std::lock_guard lock(demand_mutex);
                ++demand_changes;
            }
            demand_changed.notify_all();
        };
        services.log = [this](net::LogLevel level, std::string_view line) {
            const std::lock_guard lock(log_mutex);
            log += (level == net::LogLevel::info ? "info: " : "warning: ") + std::string(line) + "\n";
        };
        return services;
    }

    net::Result<std::unique_ptr<net::NodeServer>> try_node(const net::Endpoints& where) {
        return net::NodeServer::start({node_id, where, node_keys, allowlist}, services(), clock);
    }

    /// On free ports the first time, on the same ones after that.
    void start_node() {
        auto started = try_node(endpoints);
        ASSERT_TRUE(started) << started.error().message;
        node = *std::move(started);
        endpoints = node->endpoints();
    }

    std::unique_ptr<net::NodeClient> make_console(Heard& heard, const net::KeyPair& keys,
                                                  const net::PublicKey& server_key,
                                                  const net::Endpoints& where) {
        net::NodeEvents events;
        events.scene = [&heard](const auto&, const auto& scene, const auto& arrival) {
            heard.note([&](auto& e) {
                e.scenes.push_back(*scene);
                e.scene_arrivals.push_back(arrival);
            });
        };
        events.occupancy = [&heard](const auto&, const auto& occupancy, const auto&) {
            heard.note([&](auto& e) { e.occupancies.push_back(*occupancy); });
        };
        events.health = [&heard](const auto&, const auto& health, const auto&) {
            heard.note([&](auto& e) { e.healths.push_back(health); });
        };
        events.announcement = [&heard](const auto&, const auto& head, const auto&) {
            heard.note([&](auto& e) { e.announcements.push_back(head); });
        };
        events.picture = [&heard](const auto&, net::Picture picture, const auto& arrival) {
            heard.note([&](auto& e) {
                e.pictures.push_back(std::move(picture));
                e.picture_arrivals.push_back(arrival);
            });
        };
        events.configuration = [&heard](const auto&, const auto& record) {
            heard.note([&](auto& e) { e.configurations.push_back(record); });
        };
        events.alerts = [&heard](const auto&, net::AlertBatch batch) {
            heard.note([&](auto& e) { e.batches.push_back(std::move(batch)); });
        };
        events.phase = [&heard](const auto&, const net::PhaseAnswer& answer) {
            heard.note([&](auto& e) { e.phases.push_back(answer); });
        };
        events.link = [&heard](const auto&, net::LinkState state, const net::Sentence& reason) {
            heard.note([&](auto& e) { e.links.emplace_back(state, reason.english); });
        };
        events.clock_offset = [&heard](const auto&, const net::ClockOffset& offset) {
            heard.note([&](auto& e) { e.offsets.push_back(offset); });
        };
        auto client =
            net::NodeClient::start({"desk", keys, {{node_id, where, server_key}}}, std::move(events), clock);
        EXPECT_TRUE(client) << client.error().message;
        return client ? *std::move(client) : nullptr;
    }

    std::unique_ptr<net::NodeClient> make_console(Heard& heard) {
        return make_console(heard, console_keys, node_keys.public_key, endpoints);
    }

    /// As an encoder sleeps: until demand has changed more than `seen` times, or the deadline; how often now.
    std::uint64_t wait_for_demand(std::uint64_t seen, std::chrono::milliseconds patience = kDeadline) {
        std::unique_lock lock(demand_mutex);
        demand_changed.wait_for(lock, patience, [&] { return demand_changes > seen; });
        return demand_changes;
    }

    [[nodiscard]] bool logged(std::string_view text) {
        const std::lock_guard lock(log_mutex);
        return log.find(text) != std::string::npos;
    }

    net::SystemClock clock;
    TemporaryFolder directory;
    std::filesystem::path allowlist = directory.path() / "authorized_keys";
    net::NodeId node_id = id<net::NodeId>("north");
    net::KeyPair node_keys = net::generate_keys().value();
    net::KeyPair console_keys = net::generate_keys().value();
    net::KeyPair stranger_keys = net::generate_keys().value();
    AlertShelf shelf;
    std::mutex configuration_mutex;
    std::shared_ptr<const net::ConfigurationRecord> configuration =
        std::make_shared<const net::ConfigurationRecord>(sample_configuration());
    std::mutex demand_mutex;
    std::condition_variable demand_changed;
    std::uint64_t demand_changes = 0;
    std::mutex log_mutex;
    std::string log;
    net::Endpoints endpoints = net::Endpoints::at("127.0.0.1", 0).value();
    std::unique_ptr<net::NodeServer> node;
};

}  // namespace vigie::test
