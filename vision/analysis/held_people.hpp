// People whom a model saw and the foreground does not show: they are kept by their own picture between looks.
#pragma once

#include <vector>

#include <opencv2/core.hpp>

#include "net/types/geometry.hpp"
#include "vision/analysis/model_box.hpp"
#include "vision/analysis/model_settings.hpp"
#include "vision/analysis/trunk_motion.hpp"

namespace vigie::vision {

/// One of them.
struct HeldPerson {
    net::Box box;             ///< picture pixels
    double confidence = 0.0;  ///< of the look that saw them last
    int missed_looks = 0;
    double since_seen_s = 0.0;
    double lost_s = 0.0;  ///< for so long their picture was not where it should be; 0: it is
    cv::Rect at;          ///< of `patch`, working pixels
    cv::Mat patch;        ///< CV_8U, the middle of the person at that look
    bool walks = false;   ///< moved since that look
};

/// A person who stands still since before the scene was learnt differs in nothing from it, so nothing but the
/// model shows them, and it looks at one picture in several. In between, whoever still looks the same a few
/// pixels around where they were is still there (normalised cross-correlation, Lewis 1995). Who walks does
/// not look the same: they are where their trunk went (trunk_motion), until a look misses them. Owned by one
/// thread.
class HeldPeople {
public:
    /// `person_height_m`: of a standing person, to know how far one second's walk is in pixels.
    HeldPeople(const ModelFusionSettings& settings, double person_height_m)
        : settings_(settings), person_height_m_(person_height_m) {}

    /// Moves everybody to where they are in `grey` (CV_8U, working size); lets go of those whose picture is
    /// not found for long. `scale`: picture pixels by working pixel; `seconds`: since the frame before.
    void follow(const cv::Mat& grey, double scale, double seconds);

    /// A look is over: `seen` are its boxes of people, also the weak ones. Who is not among them was missed.
    void judge(const std::vector<ModelBox>& seen);

    /// From now on this one is held; who was held there before is them.
    void hold(const ModelBox& person, const cv::Mat& grey, double scale);

    /// Nobody is held there any more: the foreground shows them.
    void release(const net::Box& box);

    void restart() {
        people_.clear();
        before_.clear();
    }

    [[nodiscard]] const std::vector<HeldPerson>& people() const { return people_; }
    /// True for one who is there to be counted in this frame; else only masked.
    [[nodiscard]] bool counts(const HeldPerson& person) const {
        return person.lost_s <= 0.0 && person.missed_looks <= (person.walks ? 0 : settings_.hold_looks);
    }

private:
    [[nodiscard]] bool walk_on(HeldPerson& person, const Pyramid& now, double scale) const;
    [[nodiscard]] bool find_again(HeldPerson& person, const cv::Mat& grey, double scale,
                                  double seconds) const;
    [[nodiscard]] bool is_same(const net::Box& a, const net::Box& b) const;

    ModelFusionSettings settings_;
    double person_height_m_;
    std::vector<HeldPerson> people_;
    Pyramid before_;  ///< of the last picture; empty while nobody is held
};

}  // namespace vigie::vision
