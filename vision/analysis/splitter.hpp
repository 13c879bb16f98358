// Splits foreground into person-sized parts.
#pragma once

#include <vector>

#include <opencv2/core.hpp>

#include "net/types/geometry.hpp"
#include "vision/analysis/person_size.hpp"
#include "vision/analysis/settings.hpp"

namespace vigie::vision {

/// A figure in the foreground, in pixels of the picture.
struct Figure {
    net::Box box;
    double score = 0.0;    ///< how well a person explains the foreground there, 0 to 1
    bool certain = false;  ///< a model is sure of this one: a person without further sightings
};

/// Ground-plane split: a person-sized template for each place of the feet, placed greedily where it
/// explains most of the foreground that is left, by integral images. In the spirit of the
/// probabilistic occupancy map (Fleuret et al., PAMI 30, 2008) for one camera, greedy instead of
/// iterated. Where people's sizes are only learnt, what explains more pixels goes before what is explained
/// better: a head fits somebody small as well as a body fits its own size. Owned by one thread; keeps the
/// templates between frames.
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
        cv::Rect core;  // clipped to the picture; empty: nobody can stand there
        cv::Rect above;
        cv::Rect below;
        float box_height = 0.0F;  // working pixels
        float foot_x = 0.0F;
        float foot_y = 0.0F;
        int whole_area = 0;  // of the core before clipping
    };
    struct Candidate {
        const Template* shape;
        double score;
        double bonus;
    };

    void prepare(cv::Size working, double scale, const PersonSize& size);
    [[nodiscard]] double score(const Template& shape, const cv::Mat& sums, cv::Point origin) const;
    void rescore(std::vector<Candidate>& candidates, const cv::Mat& left, const cv::Rect& changed) const;
    [[nodiscard]] net::Box fit(const Template& shape, const cv::Mat& left) const;

    SplitterSettings settings_;
    PersonSettings person_;
    std::vector<Template> templates_;
    cv::Size working_;
    double scale_ = 0.0;
    unsigned version_ = 0;
};

}  // namespace vigie::vision
