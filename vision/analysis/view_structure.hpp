// The structure of a camera's view (its lasting edges and fine detail) as it was learnt, and how much of it a
// picture shows, cell by cell.
#pragma once

#include <cstddef>
#include <vector>

#include <opencv2/core.hpp>

#include "vision/analysis/view_settings.hpp"

namespace vigie::vision {

/// What one cell shows of the learnt view in one look. Sums over its pixels. A value.
struct ViewCell {
    double dot = 0.0;         ///< gradients now by learnt gradients
    double own = 0.0;         ///< squared gradients now
    double known = 0.0;       ///< squared learnt gradients
    double detail_dot = 0.0;  ///< the same for fine detail: now by learnt
    double detail_known = 0.0;
    double mean = 0.0;    ///< grey levels
    double change = 0.0;  ///< mean difference from the look before, the cell's own change of light aside
    double bright = 0.0;  ///< share of blinded pixels, 0 to 1

    /// Share of the learnt gradient that is there; noise leaves it at 1, light scales it.
    [[nodiscard]] double share() const { return known > 0.0 ? dot / known : 0.0; }
    /// Correlation of the gradients, -1 to 1.
    [[nodiscard]] double likeness() const;
};

/// What is known of one cell. A value.
struct KnownCell {
    double own = 0.0;     ///< mean squared gradients, summed over the cell
    double mean = 0.0;    ///< grey levels
    double change = 0.0;  ///< usual mean difference from look to look
    double bright = 0.0;  ///< usual share of blinded pixels
    bool structured = false;
    bool detailed = false;
};

/// Gradients are averaged, so that what moves and noise average out and what lasts remains; they are compared
/// by projection, which neither noise nor light mistakes for a loss. Owned by one thread.
class ViewStructure {
public:
    explicit ViewStructure(const ViewSettings& settings) : settings_(settings) {}

    /// Takes a picture apart. `small`: CV_8UC3 at working size; another size starts anew. `bright`: grey
    /// level from which its pixels count as blinded.
    void see(const cv::Mat& small, double bright);

    /// The cells of the picture that was seen last, row by row; valid until the next one.
    [[nodiscard]] const std::vector<ViewCell>& cells() const { return cells_; }
    [[nodiscard]] const std::vector<KnownCell>& known() const { return known_; }
    [[nodiscard]] cv::Size grid() const { return grid_; }
    /// Cells with structure.
    [[nodiscard]] int structured() const { return structured_; }
    /// For each cell, whether it has a sharp edge now, lasting or not: another view has, one out of focus has
    /// none, nor have people before it. For when something is wrong: costs more than a look.
    [[nodiscard]] std::vector<bool> sharp_edges() const;

    /// Takes the picture that was seen last into what is known of `cell` with weight `rate`, 0 to 1; its fine
    /// detail with `detail_rate`.
    void learn(std::size_t cell, double rate, double detail_rate);
    /// The same for how bright it usually is.
    void learn_brightness(std::size_t cell, double rate);
    /// Decides anew which cells have structure.
    void settle();
    /// Forgets what was learnt.
    void restart();

    /// Strength of the edges now and as learnt, CV_32F at a quarter of the working size: for displacements.
    [[nodiscard]] cv::Mat edges_now() const;
    [[nodiscard]] cv::Mat edges_known() const;

private:
    void start(cv::Size working);
    [[nodiscard]] cv::Rect half_part(std::size_t cell) const;
    [[nodiscard]] cv::Rect full_part(std::size_t cell) const;
    void compare(std::size_t cell, double bright);

    ViewSettings settings_;
    cv::Size working_;
    cv::Size grid_;
    int edge_ = 0;                                      ///< of a cell, half-size pixels
    cv::Mat grey_;                                      ///< CV_8U, working size
    cv::Mat half_;                                      ///< CV_8U
    cv::Mat before_;                                    ///< the one of the look before
    cv::Mat across_, down_;                             ///< CV_16S, gradients of half_
    cv::Mat detail_;                                    ///< CV_16S, second difference of grey_
    cv::Mat known_across_, known_down_, known_detail_;  ///< CV_32F
    std::vector<ViewCell> cells_;
    std::vector<KnownCell> known_;
    int structured_ = 0;
};

}  // namespace vigie::vision
