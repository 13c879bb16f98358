// A node's archive in memory: numbers, encodes and chains alerts as a node does.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "net/types/alert.hpp"
#include "net/wire/alert_codec.hpp"
#include "tests/support/sample_messages.hpp"

namespace vigie::test {

/// Owned by one test.
class AlertArchive {
public:
    explicit AlertArchive(std::string_view node = "north", std::uint64_t identity = 1)
        : node_(id<net::NodeId>(node)), archive_(net::ArchiveId::from_random(0xA11CE, identity)) {}

    /// A new condition of `rule` in `zone`; returns its name.
    std::string raise(std::string_view rule = "crowd", std::string_view zone = "bar",
                      net::Priority priority = net::Priority::medium, double people = 30.0) {
        const std::string condition =
            std::string(rule) + "/" + std::string(zone) + "#" + std::to_string(alerts_.size() + 1);
        add(condition, rule, zone, priority, net::Transition::raised, people);
        return condition;
    }
    /// The same condition once more, as a node that forgot that it had told it.
    void raise_again(const std::string& condition) {
        add(condition, rule_of(condition), zone_of(condition), net::Priority::medium, net::Transition::raised,
            30.0);
    }
    void update(const std::string& condition, net::Priority priority, double people = 40.0) {
        add(condition, rule_of(condition), zone_of(condition), priority, net::Transition::updated, people);
    }
    void clear(const std::string& condition) {
        add(condition, rule_of(condition), zone_of(condition), net::Priority::medium,
            net::Transition::cleared, 3.0);
    }
    /// Bytes that are no alert, under the next number.
    void add_garbage() { store("\x01\x02not an alert"); }

    /// The store is set back to its first `alerts`, as from a backup.
    void roll_back_to(std::size_t alerts) { alerts_.resize(alerts); }

    /// What the node answers to a reader who has come to `cursor`.
    [[nodiscard]] net::AlertBatch after(const net::AlertCursor& cursor, std::size_t most = 100) const {
        net::AlertBatch batch;
        batch.archive = archive_;
        batch.head = alerts_.size();
        const bool beginning = cursor.number == 0 && (cursor.archive.empty() || cursor.archive == archive_);
        const bool known = cursor.archive == archive_ && cursor.number >= 1 &&
                           cursor.number <= alerts_.size() &&
                           alerts_[cursor.number - 1].checksum == cursor.checksum;
        if (!beginning && !known) {
            batch.status = net::PullStatus::diverged;
            return batch;
        }
        for (std::size_t i = cursor.number; i < alerts_.size() && batch.alerts.size() < most; ++i) {
            batch.alerts.push_back(alerts_[i]);
        }
        return batch;
    }
    [[nodiscard]] net::AlertBatch all() const { return after({}, alerts_.size()); }

    [[nodiscard]] net::AlertCursor head() const {
        return alerts_.empty() ? net::AlertCursor{archive_, 0, 0}
                               : net::AlertCursor{archive_, alerts_.size(), alerts_.back().checksum};
    }
    [[nodiscard]] const net::NodeId& node() const { return node_; }
    [[nodiscard]] const net::ArchiveId& archive() const { return archive_; }

private:
    static std::string rule_of(const std::string& condition) {
        return condition.substr(0, condition.find('/'));
    }
    static std::string zone_of(const std::string& condition) {
        const auto slash = condition.find('/') + 1;
        return condition.substr(slash, condition.find('#') - slash);
    }

    void add(const std::string& condition, std::string_view rule, std::string_view zone,
             net::Priority priority, net::Transition transition, double people) {
        net::Alert alert;
        alert.archive = archive_;
        alert.number = alerts_.size() + 1;
        alert.node = node_;
        alert.condition = condition;
        alert.rule = id<net::RuleId>(rule);
        alert.kind = net::RuleKind::over_capacity;
        alert.priority = priority;
        alert.transition = transition;
        alert.zone = id<net::ZoneId>(zone);
        alert.camera = id<net::CameraId>("cam-1");
        alert.at = at(static_cast<double>(alert.number));
        alert.evidence = {{"people", people, std::nullopt, 25.0, "people"}};
        store(net::encode_alert(alert).value());
    }

    void store(std::string bytes) {
        const std::uint64_t before = alerts_.empty() ? 0 : alerts_.back().checksum;
        const std::uint64_t checksum = net::alert_checksum(before, bytes);
        alerts_.push_back({alerts_.size() + 1, std::move(bytes), checksum});
    }

    net::NodeId node_;
    net::ArchiveId archive_;
    std::vector<net::StoredAlert> alerts_;
};

}  // namespace vigie::test
