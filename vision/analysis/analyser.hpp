// One camera's analysis: from a picture to a scene.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include <opencv2/core.hpp>

#include "net/types/crowd_velocity.hpp"
#include "net/types/result.hpp"
#include "net/types/scene.hpp"
#include "net/types/time.hpp"
#include "vision/analysis/model_looks.hpp"
#include "vision/analysis/settings.hpp"

namespace vigie::vision {

class SignNumbers;
struct AnalysedView;

/// What each stage took, milliseconds of the injected clock.
struct StageTimes {
    double reduce = 0.0;      ///< to working size
    double background = 0.0;  ///< background model and cleaning of the foreground
    double model = 0.0;       ///< the look of the user's own detector; 0 in frames without one
    double split = 0.0;       ///< foreground into figures
    double track = 0.0;       ///< colours, association, filters
    double figures = 0.0;     ///< counts, lines, density
    double signs = 0.0;       ///< things left or gone, somebody on the ground, smoke, flames, the view
    double total = 0.0;
};

/// All that one frame yielded. `scene.mask` is people, warming_up or in_doubt; the mask's share is
/// set by whoever masks (until then it says 1: everything).
struct Analysis {
    net::Scene scene;
    cv::Mat foreground;          ///< CV_8U 0 or 255 at working size; shares no memory with the analyser
    net::CrowdVelocities crowd;  ///< how the crowds of the scene move
    StageTimes times;
    std::optional<ModelReport> model;      ///< absent without a model
    std::vector<ModelSighting> sightings;  ///< what the model's newest look saw of its classes with alerts
};

/// Pure: no threads, no sockets; time only to measure itself. One object a camera, owned and called by one
/// thread. Memory is bounded by the picture's size and the number of people in it.
class Analyser {
public:
    /// invalid_input when the calibration cannot be fitted; the message names the camera. A model that cannot
    /// be used is no error: Analysis::model says so. `clock` outlives it.
    [[nodiscard]] static net::Result<std::unique_ptr<Analyser>> create(AnalyserConfiguration configuration,
                                                                       const net::Clock& clock);
    /// The same with a model that is ready, instead of the settings' file.
    [[nodiscard]] static net::Result<std::unique_ptr<Analyser>> create(AnalyserConfiguration configuration,
                                                                       const net::Clock& clock,
                                                                       std::unique_ptr<PersonModel> model);
    ~Analyser();
    Analyser(const Analyser&) = delete;
    Analyser& operator=(const Analyser&) = delete;

    /// `frame`: 8-bit BGR; it is only read. Frames of one epoch come in the order of their stream time. A new
    /// epoch or picture size restarts the tracks; the background survives an epoch of the same size.
    /// invalid_input for a frame that cannot be analysed (the state stays as it was): such a frame
    /// must not be shown.
    [[nodiscard]] net::Result<Analysis> analyse(const cv::Mat& frame, const net::FrameStamp& stamp);

    /// How the model is, before the first frame too; absent without one.
    [[nodiscard]] std::optional<ModelReport> model() const;

private:
    Analyser(AnalyserConfiguration configuration, const net::Clock& clock);
    [[nodiscard]] net::Result<void> look_at(cv::Size picture);
    [[nodiscard]] double seconds_since_last(const net::FrameStamp& stamp) const;

    AnalyserConfiguration configuration_;
    const net::Clock& clock_;
    std::unique_ptr<ModelLooks> model_;          ///< null without one
    std::unique_ptr<SignNumbers> sign_numbers_;  // outlives the views, so that no number comes twice
    std::unique_ptr<AnalysedView> view_;
    net::FrameStamp last_;
};

}  // namespace vigie::vision
