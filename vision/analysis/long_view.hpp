// The scene as it was learnt, kept for hours at low resolution, and what stands out from it now.
#pragma once

#include <vector>

#include <opencv2/core.hpp>

#include "vision/analysis/scene_change.hpp"
#include "vision/analysis/sign_settings.hpp"

namespace vigie::vision {

/// Unlike the background model, which lets still things melt so that people stand out, this view keeps
/// them apart for as long as it is not told to adopt them. Two layers a pixel, as in Kim et al.,
/// "Real-time foreground-background segmentation using codebook model", Real-Time Imaging 11 (2005).
/// It says when what it sees is another scene and leaves it to its owner to learn that one. Owned by one
/// thread. Pictures are those that `look` was given, all of one size.
class LongView {
public:
    explicit LongView(const LongViewSettings& settings) : settings_(settings), change_(settings) {}

    /// `picture`: CV_8UC3; another size starts anew. `seconds`: stream time since the look before, positive.
    void look(const cv::Mat& picture, double seconds);

    /// CV_8U, 255 where the picture is not the learnt one, shadows excepted.
    [[nodiscard]] const cv::Mat& changed() const { return changed_; }
    /// CV_8U, 255 where it has changed and stands still since `still_s`.
    [[nodiscard]] const cv::Mat& still() const { return still_; }
    /// The picture of now and the learnt one in the light of now, CV_8UC3.
    [[nodiscard]] const cv::Mat& picture() const { return picture_; }
    [[nodiscard]] const cv::Mat& learnt() const { return learnt_; }
    /// False while the scene is being learnt: nothing can be said of it.
    [[nodiscard]] bool knows() const { return !others_.empty() && age_s_ >= settings_.learn_s; }
    /// For how long the scene has been known, seconds.
    [[nodiscard]] double known_s() const { return age_s_ - settings_.learn_s; }
    /// True when another scene is in the picture (SceneChange): until `start_anew`, or until the learnt one
    /// is seen again.
    [[nodiscard]] bool is_another() const { return change_.is_another(); }
    /// True once the light has changed again and again before it was known for `steady_s`: until one is.
    [[nodiscard]] bool is_restless() const {
        return hasty_ >= settings_.restless_times && known_s() < settings_.steady_s;
    }
    /// Learns the scene of the last picture, but for what is held: behind that the learnt one is kept, in the
    /// light of now as its surroundings show it.
    void start_anew();
    /// What is known behind `mask` is not learnt further, nor does anything that stands there come to belong
    /// to the scene. `mask`: CV_8U, 255 where it is held, of the size of the picture, or empty: nothing is.
    /// It replaces the mask before it and is not changed afterwards.
    void hold(const cv::Mat& mask) { held_ = mask; }

    /// What stands within `mask` (CV_8U, of the size of `part`) now belongs to the scene.
    void adopt(const cv::Rect& part, const cv::Mat& mask);
    /// What stands still within the next `learn_s` belongs to the scene; the rest of it is kept.
    void learn_again();

private:
    /// The steadiest other colour of a pixel.
    struct Other {
        float colour[3];
    };
    struct Step;

    void start(const cv::Mat& picture);
    [[nodiscard]] bool holds(int row, int column) const;
    /// Puts what is held into the scene that is being learnt, in the light of what is learnt around it.
    void keep_held();
    void look_at(const Step& step, int row, int column);
    /// How much brighter it is now than when it was learnt, by channel.
    [[nodiscard]] cv::Vec3f light(const cv::Mat& picture) const;

    LongViewSettings settings_;
    cv::Mat mean_[3];  // CV_32F: blue, green, red
    cv::Mat variance_;
    cv::Mat other_age_s_;  // CV_32F
    std::vector<Other> others_;
    cv::Mat picture_;
    cv::Mat learnt_;
    cv::Mat changed_;
    cv::Mat still_;
    cv::Mat held_;
    cv::Mat before_[3];  // the means as they were known before the scene was learnt anew, else empty
    SceneChange change_;
    double age_s_ = 0.0;
    bool anew_ = false;  // the scene is not the one of the start
    int hasty_ = 0;      // so often in a row another light came too soon
};

}  // namespace vigie::vision
