#include "vision/analysis/scene_change.hpp"

namespace vigie::vision {

void SceneChange::restart() {
    since_calm_s_ = upset_s_ = stands_s_ = 0.0;
    at_once_ = another_ = false;
}

void SceneChange::look(double changed, double still, double seconds) {
    const bool upset = changed > settings_.restart_share;
    since_calm_s_ = changed < settings_.calm_share ? 0.0 : since_calm_s_ + seconds;
    if (since_calm_s_ <= 0.0) {
        at_once_ = false;
    } else if (upset && since_calm_s_ <= settings_.at_once_s) {
        at_once_ = true;
    }
    upset_s_ = upset ? upset_s_ + seconds : 0.0;
    stands_s_ = upset && still >= settings_.still_share * changed ? stands_s_ + seconds : 0.0;
    another_ = at_once_ ? stands_s_ >= settings_.restart_s || upset_s_ >= settings_.restless_s
                        : stands_s_ >= settings_.settle_s;
}

}  // namespace vigie::vision
