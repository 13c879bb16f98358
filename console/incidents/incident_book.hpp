// The incidents in memory: open ones, recent ones, and those whose condition still lasts.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "console/incidents/incident_fold.hpp"

namespace vigie::console {

/// How long a resolved incident stays on the board.
inline constexpr net::Microseconds kRecent = std::chrono::hours(12);

/// Grows entry by entry and can take back what was folded since the last commit(), because the database may
/// yet refuse it. Owned by one thread.
class IncidentBook {
public:
    /// Folds the entry onto its incident, or into the log of halls. Errors as fold() and HallLog::add().
    [[nodiscard]] net::Result<void> add(const Entry& entry);

    [[nodiscard]] const FoldedIncident* find(IncidentNumber incident) const;
    /// The open incident of a subject; null when there is none.
    [[nodiscard]] const FoldedIncident* open_for(const std::string& subject) const;
    /// The incident, open or not, whose active condition this is.
    [[nodiscard]] const FoldedIncident* active(const std::string& condition) const;
    /// All whose condition is active.
    [[nodiscard]] std::vector<const FoldedIncident*> all_active() const;

    [[nodiscard]] const HallLog& halls() const { return halls_; }
    /// Version of the newest entry of a hall; 0 before the first.
    [[nodiscard]] std::uint64_t hall_version() const { return hall_version_; }

    /// Newest entry folded; what roll_back() returns to is the one at the last commit().
    [[nodiscard]] std::uint64_t head() const { return head_; }
    void reached(std::uint64_t entry) { head_ = entry; }

    /// Keeps what was folded, and drops what is neither open, recent at `now` nor active.
    void commit(net::UtcTime now);
    void roll_back();

    /// What is open, or was resolved recently before `now`; newest first.
    [[nodiscard]] std::shared_ptr<const IncidentBoard> board(net::UtcTime now) const;

private:
    using Shared = std::shared_ptr<const FoldedIncident>;
    void put(IncidentNumber incident, Shared state);

    std::map<IncidentNumber, Shared> incidents_;
    std::unordered_map<std::string, IncidentNumber> open_;    ///< by subject
    std::unordered_map<std::string, IncidentNumber> active_;  ///< by condition
    std::vector<std::pair<IncidentNumber, Shared>> undo_;     ///< states before, in order of change
    HallLog halls_;
    HallLog committed_halls_;
    std::uint64_t hall_version_ = 0;
    std::uint64_t committed_hall_version_ = 0;
    std::uint64_t head_ = 0;
    std::uint64_t committed_head_ = 0;
};

}  // namespace vigie::console
