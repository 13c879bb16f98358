#include "vision/eval/alarm_list.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "net/toml/toml_reader.hpp"
#include "vision/eval/scene_run.hpp"

namespace vigie::vision {
namespace {

constexpr double kLongestS = 3600.0;
/// Either side of when an alarm is expected, unless the list says otherwise.
constexpr double kUsuallyWithinS = 4.0;

bool is_about(const net::RuleConfiguration& rule, const std::string& subject) {
    const auto is_named = [&subject](const auto& id) { return id.text() == subject; };
    if (subject.empty()) return rule.zones.empty() && rule.cameras.empty();
    return std::any_of(rule.zones.begin(), rule.zones.end(), is_named) ||
           std::any_of(rule.cameras.begin(), rule.cameras.end(), is_named);
}

ExpectedAlarm read_alarm(net::TomlReader& table, const NodeConfiguration& node) {
    ExpectedAlarm out;
    const std::string name = table.text("rule");
    out.subject = table.text("subject", "");
    const auto& rules = node.record.rules;
    const auto rule = std::find_if(rules.begin(), rules.end(),
                                   [&name](const auto& entry) { return entry.rule.text() == name; });
    if (rule == rules.end()) {
        table.refuse("rule", "'" + name + "' is no rule of " + node.file.string());
    } else {
        out.rule = rule->rule;
        if (!is_about(*rule, out.subject)) {
            table.refuse("subject", "'" + out.subject + "' is none of what rule '" + name + "' is about");
        }
    }
    out.at_s = table.number("at_s", 0.0, 0.0, kLongestS);
    const double within_s = table.number("within_s", kUsuallyWithinS, 0.0, kLongestS);
    out.earliest_s = out.at_s - within_s;
    out.latest_s = out.at_s + within_s;
    out.again_until_s = table.number("again_until_s", out.latest_s, 0.0, kLongestS);
    if (table.has("known")) out.known = table.text("known");
    table.finish();
    return out;
}

std::string name_of(const std::string& rule, const std::string& subject) {
    return subject.empty() ? rule : fmt::format("{} ({})", rule, subject);
}

bool is_about(const AlarmRow& row, const net::Alert& alert) {
    return row.expected.rule == alert.rule && row.expected.subject == subject_of(alert);
}

/// In its window, or again while what it is about goes on.
bool is_in_time(const AlarmRow& row, double at_s) {
    const auto& expected = row.expected;
    return at_s >= expected.earliest_s && at_s <= (row.raised_s ? expected.again_until_s : expected.latest_s);
}

/// Gives the alarm to the row whose time it is, else to one that is about the same; false: there is none.
bool add(const NodeAlert& raised, std::vector<AlarmRow>& rows) {
    AlarmRow* about = nullptr;
    for (auto& row : rows) {
        if (!is_about(row, raised.alert)) continue;
        if (about == nullptr || (about->raised_s && !row.raised_s)) about = &row;
        if (!is_in_time(row, raised.at_s)) continue;
        ++row.times;
        if (!row.raised_s) {
            row.raised_s = raised.at_s;
            row.evidence = raised.alert.evidence;
        }
        return true;
    }
    if (about == nullptr) return false;
    if (!about->outside_s) about->outside_s = raised.at_s;
    if (about->evidence.empty()) about->evidence = raised.alert.evidence;
    return true;
}

std::string what_is_wrong(const AlarmRow& row) {
    const auto window = fmt::format("between {:.1f} and {:.1f} s", std::max(0.0, row.expected.earliest_s),
                                    row.expected.latest_s);
    const auto name = name_of(row.expected.rule.text(), row.expected.subject);
    if (!row.outside_s) return fmt::format("{} was not raised {}", name, window);
    return fmt::format("{} was raised at {:.1f} s, and not only {}", name, *row.outside_s, window);
}

}  // namespace

std::string subject_of(const net::Alert& alert) {
    return alert.zone ? alert.zone->text() : alert.camera ? alert.camera->text() : std::string();
}

net::Result<std::vector<ExpectedAlarm>> load_alarms(const std::filesystem::path& file,
                                                    const NodeConfiguration& node) {
    const auto parsed = net::read_toml(file);
    if (!parsed) return tl::unexpected(parsed.error());
    net::TomlReader top(*parsed, file.string());
    std::vector<ExpectedAlarm> out;
    for (auto& table : top.tables("alarm")) out.push_back(read_alarm(table, node));
    top.finish();
    if (auto read = top.result(); !read) return tl::unexpected(read.error());
    return out;
}

AlarmComparison compare_alarms(const std::vector<ExpectedAlarm>& expected,
                               const std::vector<NodeAlert>& alerts) {
    AlarmComparison out;
    for (const auto& alarm : expected) out.rows.push_back({alarm, std::nullopt, {}, 0, std::nullopt});
    for (const auto& entry : alerts) {
        if (entry.alert.transition != net::Transition::raised) continue;
        if (!add(entry, out.rows)) out.unexpected.push_back(entry);
    }
    return out;
}

std::vector<std::string> AlarmComparison::wrong(bool known_too) const {
    std::vector<std::string> out;
    for (const auto& row : rows) {
        if (!row.holds() && (known_too || row.expected.known.empty())) out.push_back(what_is_wrong(row));
    }
    for (const auto& [at_s, alert] : unexpected) {
        out.push_back(fmt::format("{} was raised at {:.1f} s by {}, which nobody expected",
                                  name_of(alert.rule.text(), subject_of(alert)), at_s,
                                  text_of(alert.evidence)));
    }
    return out;
}

std::vector<std::string> AlarmComparison::mended() const {
    std::vector<std::string> out;
    for (const auto& row : rows) {
        if (row.holds() && !row.expected.known.empty()) {
            out.push_back(name_of(row.expected.rule.text(), row.expected.subject) +
                          " comes now: remove its `known`");
        }
    }
    return out;
}

std::string text_of(const AlarmComparison& comparison) {
    std::string out = fmt::format("  {:>10}{:>10}   {:<34}evidence\n", "expected s", "raised s", "alarm");
    for (const auto& row : comparison.rows) {
        const auto& raised_s = row.raised_s ? row.raised_s : row.outside_s;
        out += fmt::format("  {:>10.1f}{:>10}   {:<34}{}{}{}\n", row.expected.at_s,
                           raised_s ? fmt::format("{:.1f}", *raised_s) : "not",
                           name_of(row.expected.rule.text(), row.expected.subject), text_of(row.evidence),
                           row.times > 1 ? fmt::format(" (raised {} times)", row.times) : "",
                           row.holds() ? "" : "  MISSED");
        if (!row.expected.known.empty()) out += fmt::format("{:>25}{}\n", "known: ", row.expected.known);
    }
    for (const auto& [at_s, alert] : comparison.unexpected) {
        out += fmt::format("  {:>10}{:>10.1f}   {:<34}{}  MISSED\n", "never", at_s,
                           name_of(alert.rule.text(), subject_of(alert)), text_of(alert.evidence));
    }
    for (const auto& sentence : comparison.mended()) out += "  " + sentence + "\n";
    return out;
}

}  // namespace vigie::vision
