#include "tests/support/listening_console.hpp"

#include <algorithm>
#include <stdexcept>
#include <utility>

#include "net/wire/alert_codec.hpp"

namespace vigie::test {

const net::CameraHealth* HeardFromNode::camera(const net::CameraId& camera) const {
    if (healths.empty()) return nullptr;
    const auto& cameras = healths.back().cameras;
    const auto found =
        std::find_if(cameras.begin(), cameras.end(),
                     [&camera](const net::CameraHealth& known) { return known.camera == camera; });
    return found == cameras.end() ? nullptr : &*found;
}

std::optional<std::uint64_t> HeardFromNode::counter(std::string_view name) const {
    if (healths.empty()) return std::nullopt;
    for (const auto& counter : healths.back().counters) {
        if (counter.name == name) return counter.value;
    }
    return std::nullopt;
}

ListeningConsole::ListeningConsole(const net::NodeAddress& node, const net::KeyPair& keys)
    : node_(node.node) {
    net::NodeEvents events;
    events.scene = [this](const auto&, std::shared_ptr<const net::Scene> scene, const auto&) {
        note([&](HeardFromNode& heard) { heard.scenes.push_back(std::move(scene)); });
    };
    events.occupancy = [this](const auto&, std::shared_ptr<const net::Occupancy> occupancy, const auto&) {
        note([&](HeardFromNode& heard) { heard.occupancy = std::move(occupancy); });
    };
    events.health = [this](const auto&, const net::NodeHealth& health, const auto&) {
        note([&](HeardFromNode& heard) { heard.healths.push_back(health); });
    };
    events.picture = [this](const auto&, net::Picture picture, const auto&) {
        note([&](HeardFromNode& heard) { heard.pictures.push_back(std::move(picture)); });
    };
    events.configuration = [this](const auto&, std::shared_ptr<const net::ConfigurationRecord> record) {
        note([&](HeardFromNode& heard) { heard.configuration = std::move(record); });
    };
    events.phase = [this](const auto&, const net::PhaseAnswer& answer) {
        note([&](HeardFromNode& heard) { heard.phases.push_back(answer); });
    };
    events.link = [this](const auto&, net::LinkState state, const net::Sentence& reason) {
        note([&](HeardFromNode& heard) {
            heard.link = state;
            heard.link_reason = reason.english;
        });
    };
    events.alerts = [this](const auto&, const net::AlertBatch& batch) { ingest(batch); };
    auto client = net::NodeClient::start({"listener", keys, {node}}, std::move(events), clock_);
    if (!client) throw std::runtime_error("the console cannot start: " + client.error().message);
    {
        const std::lock_guard lock(mutex_);
        client_ = *std::move(client);
    }
    client_->pull_from(node_, {});
}

ListeningConsole::~ListeningConsole() {
    client_.reset();
}

void ListeningConsole::look_at(std::set<net::PictureFeed> feeds) {
    client_->look_at({{node_, std::move(feeds)}});
}

void ListeningConsole::switch_phases(std::vector<net::PhaseSwitch> switches) {
    client_->switch_phases(node_, std::move(switches));
}

void ListeningConsole::ingest(const net::AlertBatch& batch) {
    net::AlertCursor cursor;
    note([&](HeardFromNode& heard) {
        if (batch.status == net::PullStatus::diverged) {
            heard.faults.emplace_back("the node's archive diverged from what was read");
        }
        for (const auto& stored : batch.alerts) {
            const auto alert = net::decode_alert(stored.bytes);
            const bool dense = stored.number == heard.cursor.number + 1;
            const bool chained = net::alert_checksum(heard.cursor.checksum, stored.bytes) == stored.checksum;
            if (!alert || alert->number != stored.number || !dense || !chained) {
                heard.faults.push_back("alert " + std::to_string(stored.number) + " after " +
                                       std::to_string(heard.cursor.number) +
                                       (chained ? "" : ", checksum broken") +
                                       (alert ? "" : ", " + alert.error().message));
                continue;
            }
            heard.alerts.push_back(*alert);
            heard.cursor = {batch.archive, stored.number, stored.checksum};
        }
        cursor = heard.cursor;
    });
    const std::lock_guard lock(mutex_);
    if (client_ != nullptr) client_->pull_from(node_, cursor);
}

bool ListeningConsole::wait_until(const std::function<bool(const HeardFromNode&)>& done,
                                  std::chrono::seconds patience) {
    std::unique_lock lock(mutex_);
    return changed_.wait_for(lock, patience, [&] { return done(heard_); });
}

HeardFromNode ListeningConsole::heard() const {
    const std::lock_guard lock(mutex_);
    return heard_;
}

void ListeningConsole::note(const std::function<void(HeardFromNode&)>& change) {
    {
        const std::lock_guard lock(mutex_);
        change(heard_);
    }
    changed_.notify_all();
}

}  // namespace vigie::test
