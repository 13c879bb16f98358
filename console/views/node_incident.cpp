#include "console/views/node_incident.hpp"

#include <algorithm>
#include <cstdint>
#include <string_view>

#include "console/situation/lookup.hpp"
#include "console/views/words.hpp"

namespace vigie::console {

namespace {

void add_name(std::string& names, const std::string& name) {
    names += names.empty() ? name : ", " + name;
}

std::uint64_t counted(const net::NodeHealth& health, std::string_view name) {
    const auto found = std::find_if(health.counters.begin(), health.counters.end(),
                                    [name](const net::Counter& counter) { return counter.name == name; });
    return found == health.counters.end() ? 0 : found->value;
}

/// Those that send no pictures now; of a silence that is over, or that another console noticed, all.
std::string blind_cameras(const Incident& incident, const net::ConfigurationRecord& record,
                          const Situation& situation) {
    const auto silence =
        std::find_if(situation.conditions.begin(), situation.conditions.end(), [&](const auto& condition) {
            return condition.kind == net::RuleKind::node_silent && condition.node == incident.node;
        });
    std::string names;
    for (const net::CameraConfiguration& camera : record.cameras) {
        if (silence == situation.conditions.end() ||
            std::find(silence->blind.begin(), silence->blind.end(), camera.camera) != silence->blind.end()) {
            add_name(names, camera_name(situation, camera.camera));
        }
    }
    return names;
}

std::string sleeping_rules(const NodeSituation& node) {
    std::string names;
    for (const net::RuleConfiguration& rule : node.configuration->rules) {
        const bool off = node.health && std::any_of(node.health->rules.begin(), node.health->rules.end(),
                                                    [&rule](const net::RuleHealth& health) {
                                                        return health.rule == rule.rule && !health.on;
                                                    });
        if (!off) {
            add_name(names, name_or_id(rule.name, rule.rule.text()));
        }
    }
    return names;
}

std::vector<NodeFact> facts_of_silence(const Incident& incident, const NodeSituation& node,
                                       const Situation& situation) {
    if (!node.configuration) {
        return {{tr("Cameras"), tr("Not known: the node has not been heard since this console started")}};
    }
    std::string zones;
    for (const net::ZoneConfiguration& zone : node.configuration->zones) {
        add_name(zones, name_or_id(zone.name, zone.zone.text()));
    }
    const bool now = incident.condition == ConditionState::active;
    std::vector<NodeFact> facts;
    const auto add = [&](const char* name, const char* pattern, const std::string& names) {
        if (!names.empty()) {
            facts.push_back({name, say(pattern, {{"names", names}})});
        }
    };
    add(tr("Cameras"), now ? tr_later("Blind: {names}") : tr_later("Were blind: {names}"),
        blind_cameras(incident, *node.configuration, situation));
    add(tr("Zones"), now ? tr_later("Not watched: {names}") : tr_later("Were not watched: {names}"), zones);
    add(tr("Rules"), now ? tr_later("Asleep: {names}") : tr_later("Were asleep: {names}"),
        sleeping_rules(node));
    return facts;
}

std::string alerts_text(const net::NodeHealth& health) {
    return tr_n("{waiting} waiting, {n} lost", "{waiting} waiting, {n} lost", counted(health, "alerts_lost"),
                {{"waiting", number_text(counted(health, "alerts_waiting"))}});
}

std::vector<NodeFact> facts_of_recording(const Incident& incident, const NodeSituation& node) {
    std::vector<NodeFact> facts;
    if (incident.condition == ConditionState::active) {
        facts.push_back({tr("What it means"),
                         tr("New alerts of this node reach no console. They are kept in its memory only, "
                            "and lost if it stops")});
        if (node.health && !node.health->storage_problem.empty()) {
            facts.push_back({tr("Cause"), sentence_in_language(node.health->storage_problem)});
        }
    }
    if (node.health) {
        facts.push_back({tr("Alerts"), alerts_text(*node.health)});
    }
    return facts;
}

}  // namespace

std::vector<NodeFact> node_facts(const Incident& incident, const Situation& situation) {
    const NodeSituation* const node = find_node(situation, incident.node);
    if (node == nullptr) {
        return {};
    }
    switch (incident.kind) {
        case net::RuleKind::node_silent:
            return facts_of_silence(incident, *node, situation);
        case net::RuleKind::node_cannot_record:
            return facts_of_recording(incident, *node);
        default:
            return {};
    }
}

std::string not_recording_words(const Situation& situation) {
    std::string names;
    std::uint64_t nodes = 0;
    std::string problem;
    for (const SystemCondition& condition : situation.conditions) {
        if (condition.kind != net::RuleKind::node_cannot_record) {
            continue;
        }
        add_name(names, node_name(situation, condition.node));
        ++nodes;
        const NodeSituation* const node = find_node(situation, condition.node);
        problem = node != nullptr && node->health ? sentence_in_language(node->health->storage_problem)
                                                  : std::string();
    }
    if (nodes == 0) {
        return {};
    }
    if (nodes == 1 && !problem.empty()) {
        return say("{node} cannot record alerts: {problem}", {{"node", names}, {"problem", problem}});
    }
    return tr_n("{nodes} cannot record alerts", "{nodes} cannot record alerts", nodes, {{"nodes", names}});
}

}  // namespace vigie::console
