// Wall time as people at the venue read it.
#pragma once

#include <memory>
#include <string>

#include "net/types/sentence.hpp"
#include "net/types/time.hpp"

namespace vigie::console {

/// Formats times in the venue's IANA time zone. A zone that this machine does not know is told once by
/// problem() and replaced by UTC, which the zone's name on screen then says. Owned by one thread.
class VenueClock {
public:
    VenueClock();
    ~VenueClock();
    VenueClock(const VenueClock&) = delete;
    VenueClock& operator=(const VenueClock&) = delete;

    /// An IANA name such as "Europe/Paris"; empty means UTC. Cheap when it is the zone in use.
    void select(const std::string& zone);

    /// "14:02:37".
    [[nodiscard]] std::string time_text(net::UtcTime at) const;
    /// "CET", "UTC+3" where the zone has no letters: what the venue's clocks are called at that time.
    [[nodiscard]] std::string zone_text(net::UtcTime at) const;
    /// Of a zone that is unknown here; empty otherwise.
    [[nodiscard]] const net::Sentence& problem() const { return problem_; }

private:
    struct Zone;
    std::unique_ptr<Zone> zone_;
    std::string name_;
    net::Sentence problem_;
};

}  // namespace vigie::console
