// An alert: one transition of a condition that a node observed, numbered and durable.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "net/types/ids.hpp"
#include "net/types/rule_kind.hpp"
#include "net/types/time.hpp"

namespace vigie::net {

/// Numbered 1, 2, 3 ... by the archive that raised it; 0 means "none".
using AlertNumber = std::uint64_t;

enum class Priority : std::uint8_t { low = 1, medium = 2, high = 3, critical = 4 };

/// What happened to the condition.
enum class Transition : std::uint8_t { raised = 1, updated = 2, cleared = 3 };

/// Stable English key, as configuration spells it.
[[nodiscard]] std::string_view key_of(Priority priority);
[[nodiscard]] std::optional<Priority> priority_from_key(std::string_view key);

/// One measured figure behind an alert.
struct Evidence {
    std::string name;  ///< stable key such as "people", "duration"
    double value = 0.0;
    std::optional<double> error;      ///< half width of the 90 % interval, same unit
    std::optional<double> threshold;  ///< what it was held against
    std::string unit;                 ///< "people", "s", "people/m2"
    bool operator==(const Evidence&) const = default;
};

/// One transition. `condition` ties raised, updated and cleared together; it is unique within
/// the archive and derived from rule and subject, so a restart finds what it left open.
struct Alert {
    ArchiveId archive;
    AlertNumber number = 0;
    NodeId node;
    std::string condition;  ///< "rule/subject#number of the raising alert"
    RuleId rule;
    RuleKind kind = RuleKind::intrusion;
    Priority priority = Priority::medium;
    Transition transition = Transition::raised;
    std::optional<ZoneId> zone;
    std::optional<CameraId> camera;
    UtcTime at{};                     ///< when it was observed (capture time of the frame)
    std::optional<FrameStamp> frame;  ///< the frame that triggered it
    std::vector<Evidence> evidence;
    std::string note;  ///< e.g. why it was cleared by a restart; English key
    bool operator==(const Alert&) const = default;
};

/// How far a reader has come in an archive. The checksum covers all alerts up to `number`, so a
/// store that was rolled back and wrote other alerts under the same numbers is noticed.
struct AlertCursor {
    ArchiveId archive;  ///< empty: nothing read yet
    AlertNumber number = 0;
    std::uint64_t checksum = 0;  ///< chained checksum after alert `number`; 0 for number 0
    bool operator==(const AlertCursor&) const = default;
};

/// A stored alert exactly as its node stored and announced it.
struct StoredAlert {
    AlertNumber number = 0;
    std::string bytes;           ///< the encoded alert, verbatim
    std::uint64_t checksum = 0;  ///< chained: covers this and all earlier alerts
    bool operator==(const StoredAlert&) const = default;
};

/// "My newest alert is n": a hint to pull, published after each commit and once a second.
struct AlertAnnouncement {
    NodeId node;
    ArchiveId archive;
    AlertNumber head = 0;
    bool operator==(const AlertAnnouncement&) const = default;
};

enum class PullStatus : std::uint8_t {
    ok = 1,
    diverged = 2  ///< the cursor does not belong to this archive's history: read again from 0
};

/// A node's answer to "everything after this cursor".
struct AlertBatch {
    PullStatus status = PullStatus::ok;
    ArchiveId archive;                ///< the archive as it is now
    AlertNumber head = 0;             ///< number of its newest alert
    std::vector<StoredAlert> alerts;  ///< consecutive; empty when diverged or up to date
    bool operator==(const AlertBatch&) const = default;
};

}  // namespace vigie::net
