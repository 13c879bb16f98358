// Finds incidents by what an operator types.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "console/situation/situation.hpp"

namespace vigie::console {

/// One search over one situation. An incident matches when each typed word occurs in one of: its number
/// ("42", "INC-00042"), the key of its rule's kind ("over capacity"), the id or configured name of its rule,
/// zone, camera or node, or what is on screen about it in the operator's language. Capitals and accents do
/// not matter (see folded()). Value type.
class IncidentSearch {
public:
    /// What is on screen about an incident besides number and names: title, severity, state. Only asked when
    /// nothing else has a typed word.
    using WordsOnScreen = std::function<std::string(const Incident&)>;

    IncidentSearch(std::string_view typed, const Situation& situation, WordsOnScreen on_screen);

    /// True when nothing was typed: everything matches.
    [[nodiscard]] bool empty() const { return words_.empty(); }
    [[nodiscard]] bool matches(const Incident& incident) const;

private:
    /// A typed word and what has it in its configured name.
    struct Word {
        std::string text;  ///< folded
        std::unordered_set<net::NodeId> nodes;
        std::unordered_set<net::RuleId> rules;
        std::unordered_set<net::ZoneId> zones;
        std::unordered_set<net::CameraId> cameras;
    };

    static void name_places(Word& word, const Situation& situation);
    [[nodiscard]] static bool matches(const Incident& incident, const Word& word);

    std::vector<Word> words_;
    WordsOnScreen on_screen_;
};

}  // namespace vigie::console
