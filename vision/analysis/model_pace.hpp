// When a model looks next: every so many frames, more rarely when it is slow or fails.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>

#include "vision/analysis/model_settings.hpp"

namespace vigie::vision {

/// Counts frames from look to look. A look that takes more than its share of the time between looks makes
/// them rarer, faster ones bring them back; after a failure the next look waits twice as long each time. A
/// plain value: with the same frames and durations it decides the same.
class ModelPace {
public:
    explicit ModelPace(const ModelSettings& settings)
        : wanted_(std::max(1, settings.every)),
          most_(std::max(wanted_, settings.most_every)),
          load_(settings.most_load),
          every_(wanted_) {}

    /// Once a frame; `seconds`: stream time since the one before. True when the model should look at it; the
    /// first frame is looked at.
    [[nodiscard]] bool is_due(double seconds) {
        frame_s_ = frame_s_ <= 0.0 ? seconds : 0.9 * frame_s_ + 0.1 * seconds;
        if (--wait_ > 0) {
            return false;
        }
        wait_ = every_;
        return true;
    }

    /// The look that was due is done and took so long.
    void looked(double milliseconds) {
        failures_ = 0;
        // One slow look is the machine's, not the model's: the middle of the last three counts.
        before_last_ = last_;
        last_ = newest_;
        newest_ = milliseconds;
        const double middle =
            std::max(std::min(newest_, last_), std::min(std::max(newest_, last_), before_last_));
        const double budget = load_ * frame_s_ * 1000.0;  // a frame
        const double needed = load_ > 0.0 && budget > 0.0 ? std::ceil(middle / budget) : 1.0;
        every_ = static_cast<int>(std::clamp(needed, 1.0 * wanted_, 1.0 * most_));
        wait_ = every_;
    }

    /// The look that was due failed.
    void failed() {
        failures_ = std::min(failures_ + 1, 16);
        wait_ = static_cast<int>(std::min<std::int64_t>(std::int64_t{every_} << failures_, most_));
    }

    /// What was seen is of no use any more, as at a new source epoch: the next frame is due, unless looks
    /// fail.
    void restart() {
        if (failures_ == 0) {
            wait_ = 0;
        }
    }

    /// Frames from one look to the next, as of now.
    [[nodiscard]] int every() const { return every_; }
    [[nodiscard]] bool is_stretched() const { return every_ > wanted_; }

private:
    int wanted_;
    int most_;
    double load_;
    int every_;
    int wait_ = 0;
    int failures_ = 0;
    double frame_s_ = 0.0;
    double newest_ = 0.0;
    double last_ = 0.0;
    double before_last_ = 0.0;
};

}  // namespace vigie::vision
