#include "console/situation/incident_search.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "console/situation/utf8_text.hpp"

namespace vigie::console {

namespace {

std::vector<std::string> words_of(const std::string& text) {
    const std::string_view spaces = " \t\n";
    std::vector<std::string> words;
    for (std::size_t begin = text.find_first_not_of(spaces); begin != std::string::npos;) {
        const std::size_t end = std::min(text.find_first_of(spaces, begin), text.size());
        words.emplace_back(text, begin, end - begin);
        begin = text.find_first_not_of(spaces, end);
    }
    return words;
}

bool occurs(std::string_view word, std::string_view text) {
    return text.find(word) != std::string_view::npos;
}

template <class AnyId>
bool named(const AnyId& id, const std::unordered_set<AnyId>& with_name, std::string_view word) {
    return occurs(word, id.text()) || (!with_name.empty() && with_name.contains(id));
}

/// "42", "00042", "inc-42" and "inc-00042" all mean the incident that is shown as INC-00042; a part of the
/// digits finds it too.
bool numbered(IncidentNumber number, std::string_view word) {
    const std::string_view prefix = "inc-";
    const std::size_t shown_digits = 5;
    std::string digits = std::to_string(number);
    if (word.starts_with(prefix) && word.size() > prefix.size() && word.substr(prefix.size()) == digits) {
        return true;
    }
    digits.insert(0, shown_digits - std::min(digits.size(), shown_digits), '0');
    return occurs(word, std::string(prefix) + digits);
}

}  // namespace

IncidentSearch::IncidentSearch(std::string_view typed, const Situation& situation, WordsOnScreen on_screen)
    : on_screen_(std::move(on_screen)) {
    for (std::string& text : words_of(folded(typed))) {
        Word word;
        word.text = std::move(text);
        name_places(word, situation);
        words_.push_back(std::move(word));
    }
}

void IncidentSearch::name_places(Word& word, const Situation& situation) {
    const auto has_it = [&word](const std::string& name) { return occurs(word.text, folded(name)); };
    for (const NodeSituation& node : situation.nodes) {
        if (has_it(node.name)) {
            word.nodes.insert(node.node);
        }
        if (!node.configuration) {
            continue;
        }
        for (const net::RuleConfiguration& rule : node.configuration->rules) {
            if (has_it(rule.name)) {
                word.rules.insert(rule.rule);
            }
        }
    }
    for (const ZoneSituation& zone : situation.zones) {
        if (has_it(zone.configuration.name)) {
            word.zones.insert(zone.configuration.zone);
        }
    }
    for (const CameraSituation& camera : situation.cameras) {
        if (has_it(camera.name)) {
            word.cameras.insert(camera.camera);
        }
    }
}

bool IncidentSearch::matches(const Incident& incident) const {
    std::optional<std::string> shown;
    const auto is_shown = [&](const Word& word) {
        if (!shown) {
            shown = folded(on_screen_(incident));
        }
        return occurs(word.text, *shown);
    };
    return std::all_of(words_.begin(), words_.end(),
                       [&](const Word& word) { return matches(incident, word) || is_shown(word); });
}

bool IncidentSearch::matches(const Incident& incident, const Word& word) {
    return numbered(incident.number, word.text) || occurs(word.text, folded(net::key_of(incident.kind))) ||
           named(incident.node, word.nodes, word.text) || named(incident.rule, word.rules, word.text) ||
           (incident.zone && named(*incident.zone, word.zones, word.text)) ||
           (incident.camera && named(*incident.camera, word.cameras, word.text));
}

}  // namespace vigie::console
