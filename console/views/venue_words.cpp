#include "console/views/venue_words.hpp"

#include "console/views/words.hpp"
#include "console/views/zone_load.hpp"

namespace vigie::console {

namespace {

std::string people_by(const VenueLines& lines) {
    const std::string people = number_text(lines.balance.people, 0);
    return lines.liveness == net::Liveness::silent ? say("last {n}", {{"n", people}}) : people;
}

void add_line(std::string& words, const std::string& name, const std::string& value) {
    words += "\n" + name + ": " + value;
}

}  // namespace

LineWords line_words(const VenueLines& lines) {
    const std::string people = evidence_name("by_lines") + " " + people_by(lines);
    const std::string corrected = signed_text(lines.balance.corrected);
    return {people, evidence_name("corrected") + " " + corrected, people + " (" + corrected + ")"};
}

std::string venue_words(const Situation& situation) {
    std::string words = tr("In venue");
    if (situation.venue) {
        add_line(words, tr("Counted in zones"),
                 last_counted(situation) ? last_count_text(*situation.venue) : count_text(*situation.venue));
    }
    if (const std::optional<VenueLines> lines = venue_lines(situation.nodes)) {
        add_line(words, evidence_name("by_lines"), people_by(*lines));
        const std::string corrected = signed_text(lines->balance.corrected);
        add_line(words, evidence_name("corrected"),
                 corrected == signed_text(0.0)
                     ? corrected
                     : say("{n}, because lines miss some people", {{"n", corrected}}));
    }
    if (const std::optional<double> licensed = licensed_capacity(situation)) {
        add_line(words, evidence_name("capacity"), number_text(*licensed, 0));
    }
    return words;
}

}  // namespace vigie::console
