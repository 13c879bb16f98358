// What one camera's analysis knows of its view: everything that depends on the picture's size.
#pragma once

#include <optional>
#include <vector>

#include <opencv2/core.hpp>

#include "net/types/homography.hpp"
#include "vision/analysis/appearance.hpp"
#include "vision/analysis/background.hpp"
#include "vision/analysis/crowd_motion.hpp"
#include "vision/analysis/exposure.hpp"
#include "vision/analysis/ground.hpp"
#include "vision/analysis/model_fusion.hpp"
#include "vision/analysis/model_looks.hpp"
#include "vision/analysis/model_signs.hpp"
#include "vision/analysis/outline_looks.hpp"
#include "vision/analysis/person_size.hpp"
#include "vision/analysis/plausibility.hpp"
#include "vision/analysis/scene_figures.hpp"
#include "vision/analysis/settings.hpp"
#include "vision/analysis/sign_watch.hpp"
#include "vision/analysis/splitter.hpp"
#include "vision/analysis/steadying.hpp"
#include "vision/analysis/tracker.hpp"
#include "vision/analysis/view_watch.hpp"

namespace vigie::vision {

/// The stages of the analysis for pictures of one size, and the steps that need several of them. Made anew by
/// Analyser when another size comes; owned and called by its thread.
struct AnalysedView {
    /// `floor`: metres of the plan from pixels of a picture of `size`. `sign_numbers` outlives it.
    AnalysedView(const AnalyserConfiguration& configuration, const std::optional<net::Homography>& floor,
                 cv::Size size, SignNumbers& sign_numbers);

    /// The picture at working size, as it would be had the camera stood still and kept its exposure.
    [[nodiscard]] cv::Mat steadied(const cv::Mat& frame, double seconds);

    /// Forgets tracks of figures that were looked for at another size than people are now known to have: most
    /// were parts of people.
    void forget_other_sizes();

    /// The view is learnt anew, or what is seen is doubted: crowds are not where they were.
    void forget_crowds();

    /// Out of focus, the background learns edges that are not there: the sharp one is kept meanwhile, and is
    /// the background again once the camera has its focus back. Once a frame, after `watch` has looked.
    void follow_focus();

    /// The background starts anew with the next picture.
    void learn_scene_anew();

    /// What the tracks tell the background: who walked in must not melt into it, ghosts must.
    [[nodiscard]] cv::Mat known(cv::Size working) const;

    /// Takes those out of `figures` whose foreground is where somebody was, not is; `small` and `foreground`
    /// at working size. They are the `ghosts` of the next frame.
    void take_ghosts_out(std::vector<Figure>& figures, const cv::Mat& small, const cv::Mat& foreground,
                         double least_share);

    /// Who is seen by their outline, when it is time to look: those who stand where something differs from
    /// the empty scene, as a thing may have the outline of a person, too. Only while that scene is not learnt
    /// is everybody believed.
    [[nodiscard]] std::optional<ModelLook> look_for_outlines(const cv::Mat& frame, const cv::Mat& foreground,
                                                             double seconds, const net::Clock& clock);

    /// The same figures with boxes around their whole bodies.
    [[nodiscard]] std::vector<Figure> around_bodies(std::vector<Figure> found) const;

    /// The colours of a figure whose box stands on its feet; `small` and `foreground` at working size.
    [[nodiscard]] Appearance look_of(const net::Box& upright, const cv::Mat& small,
                                     const cv::Mat& foreground) const;

    /// Figures of the foreground and of the model together; without calibration the model's boxes teach how
    /// large people are. `look`: null in frames without one.
    [[nodiscard]] std::vector<Figure> join_model(std::vector<Figure> found, const ModelLook* look,
                                                 const cv::Mat& small, double seconds, bool model_sees);

    /// Camera pixels to a working one, for a working picture of `rows`.
    [[nodiscard]] double scale(int rows) const { return static_cast<double>(picture.height) / rows; }

    cv::Size picture;
    int factor;
    double tracked_height = 0.0;   ///< of a person's box when the tracks began, without calibration
    std::vector<cv::Rect> ghosts;  ///< working pixels, of the frame before
    Steadying steadying;
    cv::Point shake;    ///< camera pixels by which this frame is displaced
    double gain = 1.0;  ///< by which its light was put right
    BackgroundModel background;
    std::optional<BackgroundModel> sharp;  ///< as it was before the camera lost its focus
    Exposure exposure;
    Plausibility plausibility;
    PersonSize person_size;
    Ground ground;
    Splitter splitter;
    Tracker tracker;
    SceneFigures figures;
    CrowdMotion crowd_motion;
    double least_outline;                  ///< OutlineSettings::least_share
    std::optional<OutlineLooks> outlines;  ///< with neither a calibration nor a model
    std::optional<ModelFusion> fusion;     ///< with either of the two that see people in single pictures
    SignWatch signs;
    ModelSigns model_signs;
    ViewWatch watch;

private:
    [[nodiscard]] bool is_ghost(const cv::Mat& small, const cv::Mat& foreground, const cv::Rect& box,
                                double least_share) const;
};

}  // namespace vigie::vision
