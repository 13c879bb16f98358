#include "vision/rules/condition.hpp"

#include <cmath>

namespace vigie::vision {

namespace {

constexpr double kWorthTelling = 1.25;

net::Microseconds from_seconds(double seconds) {
    return net::Microseconds(std::llround(seconds * 1e6));
}

}  // namespace

std::optional<net::Transition> Condition::observe(const net::RuleConfiguration& rule,
                                                  std::optional<net::Microseconds> passed, double value,
                                                  Sight sight, const Judging& judging) {
    const net::Microseconds step = passed.value_or(net::Microseconds::zero());
    if (active_) held_ += step;
    const bool reached = judging.above_threshold ? value > rule.threshold : value >= rule.threshold;
    const bool turning =
        active_ ? value < rule.clear_below && sight == Sight::whole : reached && sight != Sight::none;
    if (!turning) {
        gap_ += step;
        gaps_ += step;
        const auto most = from_seconds(judging.bridged_s);
        const bool bridged = !active_ && passed && turning_ && gap_ <= most && gaps_ <= *turning_ + most;
        if (!bridged) turning_.reset();
    } else if (!turning_ || !passed) {
        turning_ = net::Microseconds::zero();
        gaps_ = net::Microseconds::zero();
    } else {
        *turning_ += gap_ > net::Microseconds::zero() ? net::Microseconds::zero() : step;
    }
    if (turning) gap_ = net::Microseconds::zero();

    const double needed_s = active_ ? rule.clear_after_s : rule.min_duration_s;
    if (turning && *turning_ >= from_seconds(needed_s)) {
        active_ = !active_;
        if (active_) {
            held_ = *turning_;
            told_ = value;
        }
        turning_.reset();
        return active_ ? net::Transition::raised : net::Transition::cleared;
    }
    if (active_ && judging.tells_growth && sight != Sight::none && value > told_ &&
        value >= told_ * kWorthTelling) {
        told_ = value;
        return net::Transition::updated;
    }
    return std::nullopt;
}

void Condition::adopt(net::Microseconds held, double told) {
    active_ = true;
    held_ = held;
    told_ = told;
    turning_.reset();
}

}  // namespace vigie::vision
