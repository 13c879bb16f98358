// Situations for the views' tests: a venue as it is on a working day, and one with everything at its worst.
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "console/situation/situation.hpp"

namespace vigie::test {

/// What the sample venue is made of.
struct VenueSize {
    int nodes = 1;
    int cameras_a_node = 6;
    int zones_a_node = 4;
    int incidents = 8;
    int halls_a_node = 0;     ///< "hall-1" ..., each of two zones
    int exits_a_hall = 3;     ///< "exit-1-1" ..., called "Exit 1" ...
    bool long_names = false;  ///< sixty characters, in French
};

/// Cameras "cam-1" ..., zones "zone-1" ..., nodes "node-1" ..., floor "floor-1" of each node. All live; with
/// occupancy, health, half an hour of history, and incidents of all priorities and states, number 1 to n, the
/// newest first.
[[nodiscard]] console::Situation sample_venue(const VenueSize& size = {});

/// An unacknowledged critical incident: people over the limit of "zone-1".
[[nodiscard]] console::Incident sample_incident(console::IncidentNumber number);

/// Sets what its node says of a hall: 142 people, who leave by the first two of its exits at 52 a
/// minute.
void set_phase(console::Situation& situation, const console::HallRef& hall, net::VenuePhase phase);

/// Replaces the switches of the board.
void set_switches(console::Situation& situation, std::vector<console::HallSwitch> switches);

/// Replaces the board.
void set_incidents(console::Situation& situation, std::vector<console::Incident> incidents);

/// Replaces the board by this incident, whose zone still holds the people that it was raised for.
void set_lasting_incident(console::Situation& situation, const console::Incident& incident);

}  // namespace vigie::test
