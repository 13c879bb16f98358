// The empty scene of a fixed camera, and what stands out from it.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include <opencv2/core.hpp>

#include "vision/analysis/settings.hpp"

namespace vigie::vision {

enum class BackgroundState {
    warming_up,  ///< too little seen to say what is empty
    ready,
    in_doubt  ///< so much differs that the model, not the scene, must be wrong
};

/// What is known of a pixel from outside, the values of the `known` picture.
inline constexpr unsigned char kKnownPerson = 255;  ///< somebody who walked in stands here
inline constexpr unsigned char kKnownGhost = 1;     ///< the background shows somebody who has left

/// Two layers a pixel: the background with its noise, and the steadiest other colour seen there
/// with its age. The other one takes over once it is old enough: quickly while the model settles
/// (people who were there at the start leave ghosts), slowly later, and hardly ever where
/// a person walked in and stands: stillness is not emptiness. That somebody walked in is remembered at each
/// of their pixels until it is empty again, since boxes jump in a crowd. The two-layer idea follows Kim et
/// al., "Real-time foreground-background segmentation using codebook model", Real-Time Imaging 11 (2005).
/// Owned by one thread.
class BackgroundModel {
public:
    explicit BackgroundModel(const BackgroundSettings& settings) : settings_(settings) {}

    /// `frame`: CV_8UC3 at working size; another size starts anew. `seconds`: stream time since the
    /// frame before, positive. `known`: CV_8U of the same size with 0 or the values above, or empty. Returns
    /// the foreground, CV_8U 0 or 255, same size.
    cv::Mat update(const cv::Mat& frame, double seconds, const cv::Mat& known);

    /// The background within `part` (which lies in the picture), CV_8U grey.
    [[nodiscard]] cv::Mat grey(const cv::Rect& part) const;

    /// The background's green channel, CV_32F; empty before the first frame. Shares the model's memory.
    [[nodiscard]] const cv::Mat& green() const { return mean_[1]; }
    /// Where the last frame differed from the background, shadows too, CV_8U 0 or 255. Shares the model's
    /// memory.
    [[nodiscard]] const cv::Mat& differing() const { return differing_; }

    /// Forgets the scene.
    void restart();

    /// The same scene in memory of its own; assigning a model shares it.
    [[nodiscard]] BackgroundModel copy() const;

    [[nodiscard]] BackgroundState state() const { return state_; }

private:
    /// The steadiest other colour of a pixel. Its age shrinks while the background is seen; that is made
    /// good when the pixel differs again, so that empty pixels cost nothing.
    struct Other {
        float colour[3];
        float age_s;
        std::uint32_t touched_ms;  // stream time since the start, modulo 2^32
        bool person;               // somebody who walked in has covered this pixel since it was last empty
    };
    struct Step;

    void start(const cv::Mat& frame);
    void look_at(const Step& step, int row, int column, const uchar* bgr, uchar hint, uchar& out);
    void adopt(Other& other, int row, int column);
    /// `share`: of the pixels that differ, 0 to 1.
    void judge(double share, double seconds);

    BackgroundSettings settings_;
    std::array<cv::Mat, 3> mean_;  // CV_32F: blue, green, red
    cv::Mat variance_;
    cv::Mat differing_;
    std::vector<Other> others_;
    double age_s_ = 0.0;
    double doubt_s_ = 0.0;
    double usual_share_ = 0.0;
    BackgroundState state_ = BackgroundState::warming_up;
};

}  // namespace vigie::vision
