#include "console/views/node_report.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <string_view>

#include "console/situation/lookup.hpp"
#include "console/views/camera_state.hpp"
#include "console/views/words.hpp"
#include "net/types/milliseconds.hpp"

namespace vigie::console {

namespace {

std::string ms_text(net::Microseconds time) {
    const double ms = net::milliseconds_of(time);
    return number_text(std::abs(ms), std::abs(ms) < 10.0 ? 1 : 0);
}

/// None of what is shown as 0.0.
std::string sign_of(net::Microseconds offset) {
    if (std::chrono::abs(offset) < std::chrono::microseconds(50)) {
        return {};
    }
    return offset.count() < 0 ? "−" : "+";
}

std::string disk_text(std::uint64_t bytes) {
    const double gigabytes = static_cast<double>(bytes) / 1e9;
    // The form is that of the whole gigabytes: French says "1,5 Go libre", and "libres" from 2 on.
    return tr_n("{gb} GB free", "{gb} GB free", static_cast<std::uint64_t>(gigabytes),
                {{"gb", number_text(gigabytes, gigabytes < 10.0 ? 1 : 0)}});
}

std::vector<std::string> figures_of(const NodeSituation& node, const std::string& lost) {
    std::vector<std::string> figures;
    if (node.clock) {
        figures.push_back(say("clock {sign}{offset} ± {error} ms", {{"sign", sign_of(node.clock->offset)},
                                                                    {"offset", ms_text(node.clock->offset)},
                                                                    {"error", ms_text(node.clock->error)}}));
    }
    figures.push_back(lost);
    if (node.health) {
        figures.push_back(disk_text(node.health->disk_free_bytes));
    }
    return figures;
}

/// Counters of work done, of newer pictures that replaced older ones as they should, and of frames skipped
/// since the start, of which only the rate now matters. All others, known here or not, tell of something
/// lost or refused.
constexpr std::array<std::string_view, 12> kWork = {
    "frames_captured", "frames_analysed",   "frames_dropped",    "tiles_encoded",
    "full_encoded",    "requests_answered", "pictures_sent",     "pictures_unsent",
    "picture_bytes",   "clients_connected", "consoles_watching", "alerts_recorded"};

bool tells_a_loss(const net::Counter& counter) {
    return counter.value > 0 && std::find(kWork.begin(), kWork.end(), counter.name) == kWork.end();
}

void add_link(const NodeSituation& node, net::MonoTime now, std::vector<NodeMessage>& messages) {
    if (node.link != LinkState::up) {
        const Concern concern = node.link == LinkState::connecting ? Concern::warning : Concern::failure;
        messages.push_back({concern, node.link_reason.empty() ? std::string(word_of(node.link))
                                                              : sentence_in_language(node.link_reason)});
        return;  // the rest follows from it
    }
    switch (node.liveness) {
        case net::Liveness::live:
            break;
        case net::Liveness::never_seen:
            messages.push_back({Concern::warning, tr("Nothing heard from it yet")});
            break;
        case net::Liveness::late:
        case net::Liveness::frozen:
            messages.push_back({Concern::warning, tr("Its health reports are late")});
            break;
        case net::Liveness::silent:
            messages.push_back(
                {Concern::failure, node.last_health ? say("Silent for {time}",
                                                          {{"time", duration_text(now - *node.last_health)}})
                                                    : std::string(tr("Silent"))});
            break;
    }
}

void add_clock(const NodeSituation& node, std::vector<NodeMessage>& messages) {
    if (!node.clock) {
        return;
    }
    const net::Microseconds off = std::chrono::abs(node.clock->offset);
    if (off > kClockLimit) {
        messages.push_back(
            {Concern::warning, say("Its clock differs by {time}", {{"time", duration_text(off)}})});
    }
}

void add_storage(const net::NodeHealth& health, std::vector<NodeMessage>& messages) {
    if (!health.storage_problem.empty()) {
        messages.push_back({Concern::failure, sentence_in_language(health.storage_problem)});
    } else if (health.disk_free_bytes < kLowDiskBytes) {
        messages.push_back({Concern::warning,
                            say("Disk nearly full: {free}", {{"free", disk_text(health.disk_free_bytes)}})});
    }
}

void add_cameras(const net::NodeHealth& health, const Situation& situation,
                 std::vector<NodeMessage>& messages) {
    for (const net::CameraHealth& camera : health.cameras) {
        const std::string name = camera_name(situation, camera.camera);
        if (camera.state != net::SourceState::running) {
            const std::string state = word_of(camera.state);
            messages.push_back(
                {camera.state == net::SourceState::starting ? Concern::note : Concern::warning,
                 say("{name}: {reason}",
                     {{"name", name},
                      {"reason", camera.message.empty() ? state : sentence_in_language(camera.message)}})});
        }
        if (camera.analysed_fps < kLeastAnalysed * camera.captured_fps) {
            messages.push_back({Concern::note, say("{camera}: {n} of {all} frames a second analysed",
                                                   {{"camera", name},
                                                    {"n", number_text(camera.analysed_fps, 1)},
                                                    {"all", number_text(camera.captured_fps, 1)}})});
        }
        for (const net::Counter& counter : camera.counters) {
            if (tells_a_loss(counter)) {
                messages.push_back(
                    {Concern::note, say("{camera}: {counter} {n}", {{"camera", name},
                                                                    {"counter", counter_name(counter.name)},
                                                                    {"n", number_text(counter.value)}})});
            }
        }
    }
}

/// Zones that other nodes' cameras see are partly blind for these reasons.
void add_neighbours(const net::NodeHealth& health, std::vector<NodeMessage>& messages) {
    for (const net::NeighbourHealth& neighbour : health.neighbours) {
        if (!neighbour.problem.empty()) {
            messages.push_back({Concern::warning, say("Neighbour {node}: {why}",
                                                      {{"node", neighbour.node.text()},
                                                       {"why", sentence_in_language(neighbour.problem)}})});
        }
    }
}

std::string rule_name(const NodeSituation& node, const net::RuleId& rule) {
    if (node.configuration) {
        for (const net::RuleConfiguration& known : node.configuration->rules) {
            if (known.rule == rule) {
                return known.name;
            }
        }
    }
    return rule.text();
}

/// Names the places that are not watched as everything else on screen does.
std::string reason_text(net::Sentence why, const Situation& situation) {
    if (why.reason == net::Reason::rule_uncalibrated) {
        std::string places;
        for (const std::string& id : why.about) {
            places += (places.empty() ? "" : ", ") + place_name(id, situation);
        }
        why.about = {places};
    }
    return sentence_in_language(why);
}

/// Every reason: who mends the first would otherwise wonder why the rule is still off.
std::string why_off(const net::RuleHealth& rule, const Situation& situation) {
    std::string out = reason_text(rule.why_off, situation);
    for (const net::Sentence& why : rule.also_off) {
        out += "; " + reason_text(why, situation);
    }
    return out;
}

void add_rules(const NodeSituation& node, const Situation& situation, std::vector<NodeMessage>& messages) {
    for (const net::RuleHealth& rule : node.health->rules) {
        if (!rule.on) {
            messages.push_back(
                {Concern::note, say("Rule off: {rule}, {why}", {{"rule", rule_name(node, rule.rule)},
                                                                {"why", why_off(rule, situation)}})});
        } else if (!rule.why_off.empty()) {
            messages.push_back(
                {Concern::note, say("Rule limited: {rule}, {why}", {{"rule", rule_name(node, rule.rule)},
                                                                    {"why", why_off(rule, situation)}})});
        }
    }
}

/// Of now: of a node that is not heard any more they would be read as if it still said so.
void add_health(const NodeSituation& node, const Situation& situation, NodeReport& report) {
    add_clock(node, report.messages);
    if (node.health) {
        add_storage(*node.health, report.messages);
        add_cameras(*node.health, situation, report.messages);
        add_neighbours(*node.health, report.messages);
        add_rules(node, situation, report.messages);
        for (const net::Counter& counter : node.health->counters) {
            if (tells_a_loss(counter)) {
                report.messages.push_back(
                    {Concern::note, say("{counter} {n}", {{"counter", counter_name(counter.name)},
                                                          {"n", number_text(counter.value)}})});
            }
        }
    }
    report.figures = figures_of(node, tr_n("{n} lost", "{n} lost", node.messages_lost));
    report.figures_in_full = figures_of(
        node, tr_n("{n} message lost on the way", "{n} messages lost on the way", node.messages_lost));
}

}  // namespace

NodeReport report_on(const NodeSituation& node, const Situation& situation, net::MonoTime now) {
    NodeReport report;
    report.node = &node;
    add_link(node, now, report.messages);
    if (is_heard(node)) {
        add_health(node, situation, report);
    } else if (node.health && !node.health->storage_problem.empty()) {
        // Its silence does not end that: what it kept in memory only is in danger.
        add_storage(*node.health, report.messages);
    }
    std::stable_sort(report.messages.begin(), report.messages.end(),
                     [](const NodeMessage& a, const NodeMessage& b) { return a.concern > b.concern; });
    if (!report.messages.empty()) {
        report.concern = report.messages.front().concern;
    }
    return report;
}

std::vector<NodeReport> reports_worst_first(const Situation& situation, net::MonoTime now) {
    std::vector<NodeReport> reports;
    reports.reserve(situation.nodes.size());
    for (const NodeSituation& node : situation.nodes) {
        reports.push_back(report_on(node, situation, now));
    }
    std::stable_sort(reports.begin(), reports.end(),
                     [](const NodeReport& a, const NodeReport& b) { return a.concern > b.concern; });
    return reports;
}

}  // namespace vigie::console
