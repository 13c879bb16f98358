// What a node must tell of one video or script, and nothing else: read from a file, held against a run.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "net/types/alert.hpp"
#include "net/types/result.hpp"
#include "vision/configuration/node_configuration.hpp"
#include "vision/eval/node_run.hpp"

namespace vigie::vision {

/// One alarm that must be raised. Seconds from the run's beginning.
struct ExpectedAlarm {
    net::RuleId rule;
    std::string subject;  ///< zone or camera that it is about; empty: the venue
    double at_s = 0.0;    ///< when who watches would expect it
    double earliest_s = 0.0;
    double latest_s = 0.0;
    /// Having ended, it may be raised again up to here: what it is about goes on.
    double again_until_s = 0.0;
    std::string known;  ///< why it does not come out so today; empty: it does
};

/// An expected alarm and what came of it.
struct AlarmRow {
    ExpectedAlarm expected;
    std::optional<double> raised_s;       ///< first in its window
    std::vector<net::Evidence> evidence;  ///< of that
    std::size_t times = 0;                ///< it was raised, up to again_until_s
    std::optional<double> outside_s;      ///< first raised too early, too late or once too often

    [[nodiscard]] bool holds() const { return raised_s && !outside_s; }
};

/// All that was raised, sorted by whether somebody expected it. Plain values.
struct AlarmComparison {
    std::vector<AlarmRow> rows;         ///< in the list's order
    std::vector<NodeAlert> unexpected;  ///< that no row is about

    /// One sentence an alarm that did not come in time, or came unexpectedly. `known_too`: those of which it
    /// is known as well.
    [[nodiscard]] std::vector<std::string> wrong(bool known_too = true) const;
    /// One sentence an alarm that comes although it is known not to.
    [[nodiscard]] std::vector<std::string> mended() const;
};

/// Reads a list of [[alarm]]; each must name a rule of `node` and a zone or camera that it is about. Every
/// error names file, line and field.
[[nodiscard]] net::Result<std::vector<ExpectedAlarm>> load_alarms(const std::filesystem::path& file,
                                                                  const NodeConfiguration& node);

[[nodiscard]] AlarmComparison compare_alarms(const std::vector<ExpectedAlarm>& expected,
                                             const std::vector<NodeAlert>& alerts);

/// A line an expected alarm, with what was measured, and one an unexpected one; for people.
[[nodiscard]] std::string text_of(const AlarmComparison& comparison);

/// The zone or camera that an alert is about; empty for the venue.
[[nodiscard]] std::string subject_of(const net::Alert& alert);

}  // namespace vigie::vision
