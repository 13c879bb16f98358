#include "console/situation/halls.hpp"

#include <algorithm>

#include "console/situation/lookup.hpp"

namespace vigie::console {

namespace {

const net::HallState* state_of(const NodeSituation& node, const net::HallId& hall) {
    if (!node.occupancy) {
        return nullptr;
    }
    const auto& halls = node.occupancy->halls;
    const auto found = std::find_if(halls.begin(), halls.end(),
                                    [&hall](const net::HallState& state) { return state.hall == hall; });
    return found == halls.end() ? nullptr : &*found;
}

std::vector<ExitFlow> exits_of(const NodeSituation& node, const net::HallConfiguration& hall) {
    std::vector<ExitFlow> exits;
    exits.reserve(hall.exits.size());
    for (const net::LineId& exit : hall.exits) {
        ExitFlow flow{exit.text(), std::nullopt};
        for (const net::LineConfiguration& line : node.configuration->lines) {
            if (line.line == exit) {
                flow.name = name_or_id(line.name, exit.text());
            }
        }
        if (node.occupancy) {
            for (const net::LineCount& line : node.occupancy->lines) {
                if (line.line == exit) {
                    flow.per_min = line.out_per_min;
                }
            }
        }
        exits.push_back(std::move(flow));
    }
    return exits;
}

}  // namespace

std::vector<HallSituation> halls_of(const Situation& situation) {
    std::vector<HallSituation> halls;
    for (const NodeSituation& node : situation.nodes) {
        if (!node.configuration) {
            continue;
        }
        for (const net::HallConfiguration& configuration : node.configuration->halls) {
            HallSituation hall;
            hall.ref = {node.node, configuration.hall};
            hall.name = name_or_id(configuration.name, configuration.hall.text());
            hall.configuration = &configuration;
            hall.state = state_of(node, configuration.hall);
            hall.liveness = node.occupancy_liveness;
            if (node.occupancy) {
                hall.counted = node.occupancy->at;
            }
            hall.newest = newest_switch(situation, hall.ref);
            hall.exits = exits_of(node, configuration);
            halls.push_back(std::move(hall));
        }
    }
    return halls;
}

const net::HallState* find_hall_state(const Situation& situation, const HallRef& hall) {
    const NodeSituation* const node = find_node(situation, hall.node);
    return node == nullptr ? nullptr : state_of(*node, hall.hall);
}

const HallSwitch* newest_switch(const Situation& situation, const HallRef& hall) {
    return situation.incidents ? newest_of(situation.incidents->switches, hall.node, hall.hall) : nullptr;
}

std::vector<std::string> rules_off_in(const Situation& situation, const HallRef& hall,
                                      net::VenuePhase phase) {
    std::vector<std::string> names;
    const NodeSituation* const node = find_node(situation, hall.node);
    if (node == nullptr || !node->configuration) {
        return names;
    }
    const auto& halls = node->configuration->halls;
    const auto configuration = std::find_if(halls.begin(), halls.end(),
                                            [&hall](const auto& known) { return known.hall == hall.hall; });
    if (configuration == halls.end()) {
        return names;
    }
    for (const net::RuleConfiguration& rule : node->configuration->rules) {
        const bool watches = std::any_of(rule.zones.begin(), rule.zones.end(), [&](const net::ZoneId& zone) {
            return std::find(configuration->zones.begin(), configuration->zones.end(), zone) !=
                   configuration->zones.end();
        });
        const bool on = rule.phases.empty() ||
                        std::find(rule.phases.begin(), rule.phases.end(), phase) != rule.phases.end();
        if (watches && !on) {
            names.push_back(name_or_id(rule.name, rule.rule.text()));
        }
    }
    return names;
}

}  // namespace vigie::console
