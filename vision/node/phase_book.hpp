// What each hall's phase is, whoever switched it, over restarts of the node.
#pragma once

#include <cstdint>
#include <filesystem>
#include <mutex>
#include <string>
#include <vector>

#include "net/types/phase_switch.hpp"
#include "net/types/result.hpp"
#include "net/types/venue.hpp"

namespace vigie::vision {

/// A hall's phase, on since `since`.
struct StandingPhase {
    net::HallId hall;
    net::VenuePhase phase = net::VenuePhase::show;
    net::UtcTime since{};
    bool operator==(const StandingPhase&) const = default;
};

/// Kept in one small file, which is replaced whole and durably before a switch is answered.
/// switch_phase() is for one thread, and takes as long as the disk takes for a commit; the others are for any
/// and wait for nothing.
class PhaseBook {
public:
    /// Reads `file`. A hall that it does not know begins in its configured phase at `started`; one that the
    /// configuration no longer has is forgotten. A damaged file is moved aside (".damaged") and told in
    /// problem(): all halls then begin as configured.
    PhaseBook(std::filesystem::path file, const std::vector<net::HallConfiguration>& halls,
              net::UtcTime started);

    /// Why the file was not used or cannot be written, in one line; empty when all is well. Of the start.
    [[nodiscard]] const std::string& problem() const { return problem_; }

    /// Carries out a switch at `now`, the node's time. The same id again changes nothing and is answered with
    /// what stands now; so is a switch to the phase that is on. A hall that was switched after `seen_since`
    /// is left as it is, unless it is to be evacuated. unavailable when the file cannot be written: nothing
    /// has changed then.
    [[nodiscard]] net::Result<net::PhaseAnswer> switch_phase(const net::PhaseSwitch& wanted,
                                                             net::UtcTime now);

    /// Every hall, in the configuration's order.
    [[nodiscard]] std::vector<StandingPhase> standing() const;
    /// Halls switched since the last call, each as it stands.
    [[nodiscard]] std::vector<StandingPhase> take_changes();

private:
    struct Hall {
        StandingPhase standing;
        std::vector<net::SwitchId> carried_out;  ///< the newest last
        bool changed = false;
    };

    void read(const std::string& text);
    [[nodiscard]] static std::string text_of(const std::vector<Hall>& halls);

    const std::filesystem::path file_;
    std::string problem_;
    mutable std::mutex mutex_;
    std::vector<Hall> halls_;  ///< guarded by mutex_; changed by the switching thread alone
};

}  // namespace vigie::vision
