// What a crowd that stands close still says about its number when people can no longer be told apart.
#pragma once

#include <vector>

#include <opencv2/core.hpp>

#include "vision/analysis/settings.hpp"

namespace vigie::vision {

/// The foreground on a coarse grid of cells, and for how long each cell has been occupied, short gaps aside:
/// people who stand sway. Owned by one thread.
class OccupiedCells {
public:
    explicit OccupiedCells(const StandingCrowdSettings& settings) : settings_(settings) {}

    /// `foreground`: CV_8U 0 or 255 at working size; another size starts anew. `seconds`: since the last.
    void update(const cv::Mat& foreground, double seconds);
    void restart() { seconds_.release(); }

    /// CV_8U, not 0 in cells that are foreground now.
    [[nodiscard]] const cv::Mat& now() const { return now_; }
    /// CV_8U, 0 to 255: share of each cell that is.
    [[nodiscard]] const cv::Mat& shares() const { return shares_; }
    /// True when most of the foreground within `cells` has been there for so long that it stands. `cells` may
    /// lie outside of the picture in part.
    [[nodiscard]] bool stands(const cv::Rect& cells) const;
    /// True when more than half of the cells that are not 0 in `piece` (CV_8U) have been occupied for a
    /// while.
    [[nodiscard]] bool keeps_filled(const cv::Mat& piece) const;
    /// The cells that touch a box of working pixels.
    [[nodiscard]] cv::Rect cells_of(const cv::Rect& working) const;

private:
    StandingCrowdSettings settings_;
    cv::Mat seconds_;  // CV_32F
    cv::Mat shares_;
    cv::Mat now_;
};

/// A number of people who stand close, held for as long as the places where they stood stay occupied: figures
/// that are lost in a crowd do not lower it, people who leave do, unless one behind them fills their place.
/// Owned by one thread.
class StandingCount {
public:
    explicit StandingCount(const StandingCrowdSettings& settings) : settings_(settings) {}

    /// `standing`: cells of each figure that stands in a crowd; returns how many stand there at least, not
    /// negative.
    double update(const std::vector<cv::Rect>& standing, const OccupiedCells& cells, double seconds);
    /// Of these, those whose places are filled now: the others may have left, or sway.
    [[nodiscard]] double filled() const;
    /// True when the figure stands where people are held: it is one of them.
    [[nodiscard]] bool holds(const cv::Rect& figure) const;
    void restart();

private:
    struct Place {
        cv::Rect cells;
        int filled = 0;  // cells that were foreground when it was taken
        double people = 0.0;
        double empty_s = 0.0;
    };

    void leave(const OccupiedCells& cells, double seconds);
    [[nodiscard]] double held() const;

    StandingCrowdSettings settings_;
    std::vector<Place> places_;
    double usual_ = 0.0;
};

/// Pieces of connected foreground with so many figures in them that others may be hidden.
struct FoundCrowds {
    cv::Mat pieces;  ///< CV_32S, number of the piece that each cell belongs to, 0: none; may be empty
    std::vector<int> crowds;     ///< numbers of the pieces that are crowds
    std::vector<int> piece_of;   ///< for each figure, number of its piece, 0: none
    std::vector<bool> in_crowd;  ///< for each figure, whether its piece is one
};

/// Crowds have at least the settings' number of `figures` (cells).
[[nodiscard]] FoundCrowds find_crowds(const StandingCrowdSettings& settings, const cv::Mat& now,
                                      const std::vector<cv::Rect>& figures);

}  // namespace vigie::vision
