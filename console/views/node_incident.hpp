// What an incident about a node itself means: what is not seen, or not recorded, because of it.
#pragma once

#include <string>
#include <vector>

#include "console/situation/situation.hpp"

namespace vigie::console {

/// A line of the incident's facts.
struct NodeFact {
    std::string name;   ///< "Cameras"
    std::string words;  ///< "Blind: Gate 1, Gate 2"
};

/// Of a silent node: its cameras, zones and rules by name, of the newest configuration that is known; rules
/// that were off before are not named. Of one that cannot record alerts: what that means, why, and how many
/// alerts wait or are lost. None of an incident of another kind.
[[nodiscard]] std::vector<NodeFact> node_facts(const Incident& incident, const Situation& situation);

/// "North wing cannot record alerts: the disk is full", of all nodes that cannot now; empty when all can.
[[nodiscard]] std::string not_recording_words(const Situation& situation);

}  // namespace vigie::console
