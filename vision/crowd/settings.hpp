// Every adjustable figure of how movement, queues and flows are measured, with its documented default.
// Lengths are metres of floor, times seconds of a camera's stream. What differs between zones is in
// net::CrowdSettings.
#pragma once

#include <cstddef>

namespace vigie::vision {

/// How people's paths are remembered. Plain values.
struct PathSettings {
    double sample_s = 0.2;            ///< places are taken this far apart
    double memory_s = 12.0;           ///< so much of a path is remembered
    double forget_s = 3.0;            ///< who is not seen for so long is gone
    double pace_s = 1.0;              ///< a velocity is the displacement over this long
    double most_speed_m_per_s = 5.0;  ///< nobody walks so fast: the track has jumped to somebody else
    double walking_m_per_s = 0.4;     ///< slower is standing or shuffling
    std::size_t most_people = 1000;   ///< a camera; bounds memory
};

/// Density and crowd pressure. Plain values.
struct PressureSettings {
    double cell_m = 0.5;                    ///< edge of a cell in which people are counted
    std::size_t most_cells = 4096;          ///< of a zone; a larger one gets larger cells
    double least_seen_share = 0.5;          ///< of the averaging area, or the zone: less seen, no density
    double kernel_m = 1.0;                  ///< R of Helbing's weights exp(-d2/R2) / (pi R2)
    std::size_t most_places = 400;          ///< at which pressure is measured, R apart or more
    double pressure_least_per_m2 = 2.0;     ///< in thinner crowds variance is that of single walkers: 0
    double turbulent_per_s2 = 0.02;         ///< of a lower bound, a smaller pressure says nothing
    double hidden_share = 0.25;             ///< more people than tracks by this: some are hidden in a crowd
    std::size_t most_window_samples = 100;  ///< of a window, however long it is
};

/// How opposite flows are told. Plain values.
struct FlowSettings {
    double least_walkers = 5.0;   ///< along the main axis, mean over the window: fewer are no flow
    double along_deg = 60.0;      ///< a heading within this of an axis is along it
    double meeting_m = 2.0;       ///< in a zone without direction: oncoming people so near ahead ...
    double meeting_side_m = 0.5;  ///< ... and so near beside one's own way are walked into, not passed
    double against_m = 2.0;       ///< who has come so far against a zone's direction ...
    double against_s = 10.0;      ///< ... within this time walks against it ...
    double against_unseen_s =
        0.6;  ///< ... if never lost from sight for longer: it may be somebody else since
};

/// Sudden dispersal and stop-and-go. Plain values.
struct BurstSettings {
    double dispersal_s = 2.0;             ///< over which people move apart
    double dispersal_least_s = 0.5;       ///< who is followed for less may be going anywhere
    double dispersal_least_people = 5.0;  ///< who move at the same time: fewer are no crowd
    double dispersal_gone_s = 0.6;        ///< who ran out of sight so long ago still counts
    double dispersal_least_m = 1.0;       ///< who came less far in that time does not move
    double dispersal_most_common =
        0.5;                           ///< mean of unit headings, 0 (all ways) to 1: above it they go one way
    double going_above_m_per_s = 0.5;  ///< who does not walk has stopped, and goes again when faster
    double least_stop_s = 0.6;         ///< shorter is a stumble
    double longest_stop_s = 15.0;      ///< longer is a stay
    double least_way_m = 1.0;          ///< walked before and after: a step forward in a queue is less
    double takeover_m = 0.7;           ///< a new track so near to where one was lost is the same person ...
    double takeover_m_per_s = 1.3;     ///< ... and so much further off by the second since: he may walk
    double wave_window_s = 60.0;       ///< in which waves repeat (their period was 45 s in Helbing 2007)
    double stop_and_go_least_people = 8.0;  ///< in the zone: fewer make no waves
};

/// Who waits in line. Plain values.
struct QueueSettings {
    double head_m = 2.0;              ///< the first one stands at most so far from the head
    double gap_m = 1.5;               ///< the next one stands nearer than this
    double speed_m_per_s = 0.6;       ///< who waits is slower than this, moving on included ...
    double speed_over_s = 5.0;        ///< ... over this long ...
    double least_seen_s = 2.0;        ///< ... or since he is seen, but not less than this
    double leave_s = 3.0;             ///< who is out of the line for so long has left it
    double takeover_m = 0.7;          ///< a new track so near to where one was lost is the same person
    double service_window_s = 300.0;  ///< over which service is measured
    double least_served = 3.0;        ///< in it; with fewer the rate is not known
};

/// Flows over lines, and the venue's balance. Plain values.
struct BalanceSettings {
    double flow_s = 60.0;              ///< over which flows are measured
    double correct_after_s = 10.0;     ///< counts contradict the lines for so long before they are believed
    double covering_share = 0.9;       ///< of the floors' area in counted zones: enough to prove fewer people
    double longest_clear_s = 86400.0;  ///< a longer time to clear is not told
};

struct MovementSettings {
    PathSettings path;
    PressureSettings pressure;
    FlowSettings flow;
    BurstSettings burst;
    QueueSettings queue;
    BalanceSettings balance;
};

}  // namespace vigie::vision
