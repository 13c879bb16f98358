#include "vision/analysis/scene_change.hpp"

#include <algorithm>

namespace vigie::vision {
namespace {

/// Less has changed for longer than this: what came at once has gone again.
constexpr double kGoneAgainS = 1.0;

}  // namespace

void SceneChange::restart() {
    *this = SceneChange(settings_);
}

bool SceneChange::has_jumped(double changed, double seconds) {
    lately_.push_back({0.0, changed});
    for (auto& look : lately_) look.ago_s += seconds;
    // The first looks of all are compared with what was learnt.
    while (lately_.size() > 1 && lately_.front().ago_s - seconds > settings_.at_once_s) {
        lately_.pop_front();
        older_ = true;
    }
    const auto least = std::min_element(lately_.begin(), lately_.end(),
                                        [](const Look& a, const Look& b) { return a.changed < b.changed; });
    return changed - (older_ ? least->changed : 0.0) >= settings_.jump_share;
}

void SceneChange::look(double changed, double still, double seconds) {
    const bool jumped = has_jumped(changed, seconds);
    const bool upset = changed > settings_.restart_share;
    calm_s_ = upset ? 0.0 : calm_s_ + seconds;
    if (calm_s_ > kGoneAgainS) at_once_ = false;
    if (upset && jumped) at_once_ = true;
    upset_s_ = upset ? upset_s_ + seconds : 0.0;
    // Somebody who walks by does not begin the wait anew.
    const bool stands = upset && still >= settings_.still_share * changed;
    stands_s_ = !upset ? 0.0 : std::max(0.0, stands_s_ + (stands ? seconds : -seconds));
    another_ = at_once_ ? stands_s_ >= settings_.restart_s || upset_s_ >= settings_.restless_s
                        : stands_s_ >= settings_.settle_s;
}

}  // namespace vigie::vision
