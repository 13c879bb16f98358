// The hours of rules, by the clock on the venue's wall.
#pragma once

#include <string>
#include <vector>

#include "net/types/phase.hpp"
#include "net/types/time.hpp"

namespace date {
class time_zone;
}

namespace vigie::vision {

/// A venue's time zone. Any thread.
class Hours {
public:
    /// `zone`: IANA name; UTC is used for one that this machine does not know (configurations refuse it).
    explicit Hours(const std::string& zone);

    /// True when one of the spans covers `at`, or there are none. A span belongs to the day on which it
    /// begins and is compared with the wall's clock: where that is put back, what it shows twice is covered
    /// twice; what it leaves out never comes.
    [[nodiscard]] bool covers(const std::vector<net::ScheduleSpan>& spans, net::UtcTime at) const;

private:
    const date::time_zone* zone_ = nullptr;  ///< null: UTC; of the time zone database, which stays loaded
};

}  // namespace vigie::vision
