// Whether a camera still sees the view that it was hung up for: hidden, out of focus, turned away, dazzled.
#pragma once

#include <optional>
#include <vector>

#include <opencv2/core.hpp>

#include "net/types/sign.hpp"
#include "vision/analysis/view_settings.hpp"
#include "vision/analysis/view_structure.hpp"
#include "vision/analysis/walker.hpp"

namespace vigie::vision {

/// One frame. References stay valid during one call.
struct ViewSight {
    const cv::Mat& small;                ///< CV_8UC3 at working size, brought to the usual light
    double gain = 1.0;                   ///< by which that was done
    double scale = 1.0;                  ///< pixels of the camera's picture by working pixel
    const std::vector<Walker>& walkers;  ///< as of this frame
    double seconds = 0.0;                ///< stream time since the frame before
    bool trusted = true;                 ///< false: in doubt, nothing is learnt from it
};

/// What fine detail says of the camera's focus.
enum class Focus {
    unknown,  ///< it cannot be told: too dark, hidden, moved, or nothing is learnt
    sharp,
    soft  ///< ViewSettings::soft of it is gone
};

/// Holds each picture against the view's lasting structure (ViewStructure). People and what moves hide
/// structure too, and are no cover. While another view is in the picture, or a cover, the learnt one is kept:
/// a cover can never become the view, as it has no structure; another view that stays does, in
/// `learn_anew_s`. A view with hardly any structure (a bare wall) tells nothing. It survives a new epoch of
/// the source. Owned and called by one thread.
class ViewWatch {
public:
    explicit ViewWatch(const ViewSettings& settings) : settings_(settings), structure_(settings) {}

    /// Once a frame, in the order of stream time; most frames cost nothing.
    void look(const ViewSight& sight);

    /// As of the newest look; absent until the view is learnt, and where it has too little structure.
    [[nodiscard]] const std::optional<net::ViewQuality>& quality() const { return quality_; }
    /// True while so much is hidden or out of focus, or the camera has turned away so far, that what is seen
    /// of people must not be believed.
    [[nodiscard]] bool blind() const { return blind_; }
    /// True while blind by more than too much light: what is in the picture is not the view.
    [[nodiscard]] bool lost_view() const { return blind_ && lost_view_; }
    /// As of the newest looks; `sharp` once two in a row say so.
    [[nodiscard]] Focus focus() const { return focus_; }
    /// True once each time, when another view has become the learnt one.
    [[nodiscard]] bool learnt_anew();

private:
    enum class Phase { learning, watching, learning_anew };

    /// What a look says of one cell with structure.
    enum class CellState { seen, hidden, lively, dazzled };

    void learn(const ViewSight& sight, double seconds);
    void watch(double seconds);
    void follow_life(const ViewSight& sight, double seconds);
    /// Share of the learnt gradients that the light of now leaves: 1 in the usual light.
    [[nodiscard]] double light() const;
    [[nodiscard]] CellState state_of(std::size_t cell, double light) const;
    [[nodiscard]] double glare() const;
    /// Correlation of the cells' means with the learnt ones, and how much of their contrast is there.
    struct Layout {
        double likeness = 0.0;
        double contrast = 1.0;
    };
    [[nodiscard]] Layout layout() const;
    /// Share of the fine detail that is gone; nothing where there is too little to tell.
    [[nodiscard]] std::optional<double> lost_detail(double contrast, bool hidden_too) const;
    void follow_focus(const std::optional<double>& lost);
    /// By the picture's width; nothing when no displacement explains what is hidden.
    [[nodiscard]] std::optional<double> displacement() const;
    [[nodiscard]] bool shows_edges() const;
    /// `lost`, `unrest`: shares of the structure that is not seen and of the picture that moves. What takes
    /// the place of the view at once, and then stands still, is another view: figures found in it are no
    /// life.
    void follow_replacement(double lost, double unrest, double seconds);
    /// `dissolved`: share of the structure that is not seen because all is out of focus.
    void judge_blind(const net::ViewQuality& now, double dissolved);
    void keep_learning(double seconds, bool fine);

    ViewSettings settings_;
    ViewStructure structure_;
    Phase phase_ = Phase::learning;
    std::optional<net::ViewQuality> quality_;
    std::vector<CellState> states_;
    std::vector<double> life_;      ///< looks in which a cell was moving or somebody in it, fading
    std::vector<double> hidden_s_;  ///< for how long a cell has been hidden by no life
    double since_look_s_ = 0.0;
    double phase_s_ = 0.0;
    double steady_s_ = 0.0;  ///< for how long another view has stood still
    double since_settled_s_ = 0.0;
    double moving_ = 0.0;        ///< share of the cells that move
    double since_kept_s_ = 0.0;  ///< since most of the structure was seen
    bool replaced_ = false;      ///< most of it was lost at once
    bool restless_ = false;      ///< much of the picture moves
    bool was_blind_ = false;
    bool blind_ = false;
    bool lost_view_ = false;
    bool learnt_anew_ = false;
    bool was_sharp_ = false;
    Focus focus_ = Focus::unknown;
};

}  // namespace vigie::vision
