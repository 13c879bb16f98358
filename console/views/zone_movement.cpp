#include "console/views/zone_movement.hpp"

#include <algorithm>
#include <cmath>

#include "console/situation/lookup.hpp"
#include "console/views/words.hpp"

namespace vigie::console {

namespace {

const net::ZoneCrowd* crowd_of(const Situation& situation, const ZoneSituation& zone) {
    const NodeSituation* const node = find_node(situation, zone.node);
    if (node == nullptr || !node->occupancy || zone.liveness == net::Liveness::silent ||
        zone.liveness == net::Liveness::never_seen) {
        return nullptr;
    }
    const auto& movements = node->occupancy->movements;
    const auto found = std::find_if(movements.begin(), movements.end(), [&zone](const auto& movement) {
        return movement.zone == zone.configuration.zone;
    });
    return found == movements.end() ? nullptr : &found->crowd;
}

std::string with_unit(double value, int decimals, std::string_view unit) {
    return number_text(value, decimals) + " " + unit_text(unit);
}

}  // namespace

std::vector<MovementFigure> movement_figures(const Situation& situation, const ZoneSituation& zone) {
    std::vector<MovementFigure> figures;
    const net::ZoneCrowd* const crowd = crowd_of(situation, zone);
    if (crowd == nullptr) {
        return figures;
    }
    const auto add = [&figures](std::string name, std::string value) {
        figures.push_back({std::move(name), std::move(value)});
    };
    if (crowd->queue_people) {
        add(tr("In line"), number_text(*crowd->queue_people, 0));
    }
    if (crowd->waiting_s) {
        add(evidence_name("waiting"),
            duration_text(net::Microseconds(std::llround(*crowd->waiting_s * 1e6))));
    }
    if (crowd->density_per_m2) {
        add(tr("Densest part"), with_unit(*crowd->density_per_m2, 1, "people/m2"));
    }
    if (crowd->speed_m_per_s) {
        add(evidence_name("speed"), with_unit(*crowd->speed_m_per_s, 1, "m/s"));
    }
    if (crowd->counter_share) {
        add(evidence_name("counter_share"), percent_text(*crowd->counter_share));
    }
    if (crowd->against_people && *crowd->against_people > 0.0) {
        add(tr("Against the direction"), number_text(*crowd->against_people, 0));
    }
    if (crowd->stop_and_go && *crowd->stop_and_go > 0.0) {
        add(evidence_name("stop_and_go"), percent_text(*crowd->stop_and_go));
    }
    if (crowd->dispersal_m_per_s && *crowd->dispersal_m_per_s > 0.0) {
        add(evidence_name("dispersal"), with_unit(*crowd->dispersal_m_per_s, 1, "m/s"));
    }
    if (crowd->pressure_per_s2) {
        add(evidence_name("pressure"), with_unit(*crowd->pressure_per_s2, 3, "1/s2"));
    }
    return figures;
}

std::string zone_words(const Situation& situation, const ZoneSituation& zone) {
    std::string words = zone.configuration.name + " · " + word_of(zone.configuration.use);
    for (const MovementFigure& figure : movement_figures(situation, zone)) {
        words += "\n" + figure.name + ": " + figure.value;
    }
    return words;
}

}  // namespace vigie::console
