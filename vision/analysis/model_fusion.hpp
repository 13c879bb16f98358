// What the foreground shows and what a model sees, made into one set of figures.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include <opencv2/core.hpp>

#include "vision/analysis/held_people.hpp"
#include "vision/analysis/model_box.hpp"
#include "vision/analysis/model_settings.hpp"
#include "vision/analysis/person_size.hpp"
#include "vision/analysis/settings.hpp"
#include "vision/analysis/splitter.hpp"
#include "vision/analysis/tracker.hpp"

namespace vigie::vision {

/// The working picture of one frame.
struct WorkingFrame {
    const cv::Mat& grey;   ///< CV_8U
    double scale = 1.0;    ///< picture pixels by working pixel
    double seconds = 0.0;  ///< since the frame before
    bool learnt = true;    ///< false: the scene is not learnt yet, and who moves leaves ghosts
};

/// A figure that the model sees too is certain, and stands where both say; who only the model sees is a
/// person all the same, and is held between looks; who only the foreground shows is weakened once the model
/// has missed them in several looks. Between looks the foreground carries everybody
/// else. Owned by one thread; refers to `size`, which outlives it.
class ModelFusion {
public:
    ModelFusion(const ModelSettings& model, const SplitterSettings& splitter, const PersonSettings& person,
                const PersonSize& size)
        : settings_(model.fusion),
          confidence_(model.confidence),
          each_frame_(model.every <= 1),
          strong_score_(splitter.least_score),
          weak_score_(splitter.weak_score),
          size_(size),
          held_(model.fusion, person.height_m) {}

    /// Once a frame, between the tracker's predict and update. `figures`: of the foreground, without ghosts;
    /// `look`: of this frame, null without one. Scores from the splitter's least_score may start a track.
    [[nodiscard]] std::vector<Figure> fuse(std::vector<Figure> figures, const ModelLook* look,
                                           const WorkingFrame& frame);

    /// Once a frame, after the tracker's update: who of them the model knows.
    void judge(const std::vector<Walker>& walkers, const ModelLook* look, double seconds);

    /// Adds the people who are held and whom it does not show to `foreground` (working size), so that they
    /// are masked.
    void cover(cv::Mat& foreground, double scale) const;

    /// Boxes of certain people who are neither cut by the picture's edge nor hidden by nearer ones, as often
    /// as each is to teach a person's size. `picture`: its size in pixels.
    [[nodiscard]] std::vector<net::Box> whole_people(const ModelLook& look, cv::Size picture) const;

    /// Everybody is gone, as at a new source epoch.
    void restart();

    [[nodiscard]] const HeldPeople& held() const { return held_; }

private:
    /// A track, or the place where it ended, that the model has or has not confirmed.
    struct Doubt {
        net::TrackNumber number = 0;
        net::Box box;
        int missed_looks = 0;  ///< in a row
        double missed_s = 0.0;
        bool confirmed = false;
        double gone_s = 0.0;
    };

    [[nodiscard]] std::vector<Figure> combine(std::vector<Figure> figures, const ModelLook& look,
                                              const WorkingFrame& frame);
    void weaken(std::vector<Figure>& figures) const;
    /// While the scene is not learnt: only who is held too may start a track.
    void hold_back(std::vector<Figure>& figures) const;
    /// Who is held is there; without calibration at the size at which the model saw them, and what lies
    /// within them is a part of them.
    void join_held(std::vector<Figure>& figures, cv::Size2d picture);
    [[nodiscard]] bool is_same(const net::Box& figure, const net::Box& box) const;
    /// Which of `people` each figure is, one to one, the largest overlap first.
    [[nodiscard]] std::vector<std::optional<std::size_t>> pair_up(const std::vector<net::Box>& figures,
                                                                  const std::vector<ModelBox>& people) const;
    [[nodiscard]] net::Box corrected(const net::Box& figure, const net::Box& box) const;
    [[nodiscard]] bool is_certain(const ModelBox& person) const;
    [[nodiscard]] bool can_start(const ModelBox& person) const;
    [[nodiscard]] Doubt& doubt_of(const Walker& walker);
    [[nodiscard]] bool is_judgeable(const Walker& walker, const std::vector<Walker>& walkers,
                                    double model_scale) const;

    ModelFusionSettings settings_;
    double confidence_;
    bool each_frame_;
    double strong_score_;
    double weak_score_;
    const PersonSize& size_;
    HeldPeople held_;
    std::vector<net::Box> unseen_;  // of people who are held and whom the foreground does not show
    std::vector<Doubt> doubts_;
    double since_look_s_ = 0.0;
    double model_scale_ = 0.0;  // of the newest look
};

}  // namespace vigie::vision
