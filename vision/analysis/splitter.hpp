// Splits foreground into person-sized parts.
#pragma once

#include <cstdint>
#include <vector>

#include <opencv2/core.hpp>

#include "net/types/geometry.hpp"
#include "vision/analysis/leaning.hpp"
#include "vision/analysis/person_size.hpp"
#include "vision/analysis/settings.hpp"

namespace vigie::vision {

/// A figure in the foreground, in pixels of the picture.
struct Figure {
    net::Box box;          ///< standing on the feet
    double score = 0.0;    ///< how well a person explains the foreground there, 0 to 1
    bool certain = false;  ///< a model is sure of this one: a person without further sightings
};

/// Ground-plane split: a person-sized template for each place of the feet, placed greedily where it
/// explains most of the foreground that is left, by integral images. In the spirit of the
/// probabilistic occupancy map (Fleuret et al., PAMI 30, 2008) for one camera, greedy instead of
/// iterated. Where people's sizes are only learnt, what explains more pixels goes before what is explained
/// better: a head fits somebody small as well as a body fits its own size. Where a survey tells that people
/// lean in the picture the templates lean, too; a figure's box stands on the feet, upright. Owned by one
/// thread; keeps the templates between frames.
class Splitter {
public:
    explicit Splitter(const SplitterSettings& settings, const PersonSettings& person)
        : settings_(settings), person_(person) {}

    /// `foreground`: CV_8U 0 or 255 at working size; `scale`: picture pixels by working pixel.
    /// `expected`: boxes where tracks should be now, in picture pixels. Best figures first.
    [[nodiscard]] std::vector<Figure> split(const cv::Mat& foreground, double scale, const PersonSize& size,
                                            const std::vector<net::Box>& expected);

private:
    struct Template {
        cv::Rect core;  // clipped to the picture; of who leans: around all slices
        cv::Rect above;
        cv::Rect below;
        float box_height = 0.0F;  // working pixels
        float lean = 0.0F;        // ... 0: upright
        float foot_x = 0.0F;
        float foot_y = 0.0F;
        int whole_area = 0;             // of the core before clipping
        std::uint32_t first_slice = 0;  // of who leans
        std::uint32_t slices = 0;
    };
    struct Candidate {
        const Template* shape;
        double score;
        double bonus;
    };

    void prepare(cv::Size working, double scale, const PersonSize& size);
    void add(const LeaningBody& body);
    /// What the template's body is, as wide as its box by `share`.
    [[nodiscard]] LeaningBody body_of(const Template& shape, double share = 1.0) const;
    [[nodiscard]] int filled(const Template& shape, const cv::Mat& sums, cv::Point origin) const;
    [[nodiscard]] double score(const Template& shape, const cv::Mat& sums, cv::Point origin) const;
    void rescore(std::vector<Candidate>& candidates, const cv::Mat& left, const cv::Rect& changed) const;
    [[nodiscard]] net::Box fit(const Template& shape, const cv::Mat& left) const;
    [[nodiscard]] net::Box fit_upright(const LeaningBody& body, const cv::Mat& left) const;
    /// Takes what the template's body explains out of `left`; answers where that was.
    cv::Rect explain(const Template& shape, cv::Mat& left) const;

    SplitterSettings settings_;
    PersonSettings person_;
    std::vector<Template> templates_;
    std::vector<cv::Rect> slices_;  // of all who lean, clipped to the picture
    cv::Size working_;
    double scale_ = 0.0;
    unsigned version_ = 0;
};

}  // namespace vigie::vision
