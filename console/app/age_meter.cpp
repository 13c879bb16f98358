#include "console/app/age_meter.hpp"

#include <algorithm>
#include <cmath>

namespace vigie::console {

namespace {

double seconds(net::Microseconds time) {
    return std::chrono::duration<double>(time).count();
}

/// Index of the nearest-rank percentile of `count` sorted values.
std::size_t rank(std::size_t count, double share) {
    const auto nth = static_cast<std::size_t>(std::ceil(share * static_cast<double>(count)));
    return std::max<std::size_t>(nth, 1) - 1;
}

}  // namespace

void AgeMeter::add(net::MonoTime shown, net::Microseconds age) {
    age = std::max(age, net::Microseconds::zero());
    if (shown_ == 0) {
        histogram_.assign(kSteps, 0);
        first_ = shown;
    }
    ++shown_;
    last_ = shown;
    rate_from_ = rate_from_.value_or(shown);
    const auto ms = static_cast<std::size_t>(std::chrono::round<std::chrono::milliseconds>(age).count());
    ++histogram_[std::min(ms, kSteps - 1)];
    recent_.push_back({shown, age});
    while (recent_.front().shown + window_ < shown) {
        recent_.pop_front();
    }
}

std::optional<double> AgeMeter::shown_fps(net::MonoTime now) const {
    if (!rate_from_ || now - *rate_from_ < window_ / 5) {
        return std::nullopt;
    }
    const net::MonoTime since = std::max(*rate_from_, now - window_);
    const auto from = std::find_if(recent_.begin(), recent_.end(),
                                   [&](const Sample& sample) { return sample.shown >= since; });
    const auto count = static_cast<double>(std::distance(from, recent_.end()));
    const double rate = count / seconds(now - since);
    if (count < 2.0 || since != *rate_from_) {
        return rate;
    }
    // The first picture begins the stretch and is none of those that came in it, or a new feed would seem
    // fast.
    return std::min(rate, (count - 1.0) / std::max(seconds(last_ - from->shown), seconds(window_ / 10)));
}

std::optional<AgeFigures> AgeMeter::recent(net::MonoTime now) const {
    std::vector<net::Microseconds> ages;
    for (const Sample& sample : recent_) {
        if (sample.shown + window_ >= now) {
            ages.push_back(sample.age);
        }
    }
    if (ages.empty()) {
        return std::nullopt;
    }
    std::sort(ages.begin(), ages.end());
    return AgeFigures{ages[rank(ages.size(), 0.50)], ages[rank(ages.size(), 0.95)]};
}

std::optional<AgeFigures> AgeMeter::overall() const {
    if (shown_ == 0) {
        return std::nullopt;
    }
    const auto at = [this](double share) {
        const std::uint64_t wanted = rank(shown_, share) + 1;
        std::uint64_t seen = 0;
        std::size_t ms = 0;
        for (; ms + 1 < histogram_.size(); ++ms) {
            seen += histogram_[ms];
            if (seen >= wanted) {
                break;
            }
        }
        return net::Microseconds(std::chrono::milliseconds(ms));
    };
    return AgeFigures{at(0.50), at(0.95)};
}

double AgeMeter::overall_fps() const {
    return shown_ < 2 || last_ <= first_ ? 0.0 : static_cast<double>(shown_ - 1) / seconds(last_ - first_);
}

}  // namespace vigie::console
