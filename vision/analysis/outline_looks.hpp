// Upright people by their outline, for cameras that nobody surveyed and that have no detector of their own.
#pragma once

#include <optional>

#include <opencv2/core.hpp>
#include <opencv2/objdetect.hpp>

#include "net/types/time.hpp"
#include "vision/analysis/model_box.hpp"
#include "vision/analysis/model_pace.hpp"
#include "vision/analysis/model_settings.hpp"

namespace vigie::vision {

/// Histograms of oriented gradients (Dalal and Triggs, "Histograms of oriented gradients for human
/// detection", 2005), with the weights that OpenCV comes with: there is no file to load. They know people
/// who are kPersonPx high, so looks begin only where people are known to be much larger than that, and what
/// they say is soft: see OutlineSettings. Owned by one thread; keeps buffers, and nothing of a picture but
/// in them.
class OutlineLooks {
public:
    static constexpr double kPersonPx = 96.0;  ///< a person's height in the 128 rows of the window

    explicit OutlineLooks(const OutlineSettings& settings);

    /// Once a frame (8-bit BGR; `seconds`: stream time since the one before; `person_px`: how high a person
    /// usually is in it, nothing while that is not known): who is seen, when it is time for a look. `clock`
    /// measures what it takes.
    [[nodiscard]] std::optional<ModelLook> look(const cv::Mat& frame, std::optional<double> person_px,
                                                double seconds, const net::Clock& clock);

    /// True while people are large enough for it.
    [[nodiscard]] bool sees_people() const { return sees_people_; }

    /// The next frame is looked at, as at a new source epoch.
    void restart() { pace_.restart(); }

private:
    [[nodiscard]] ModelLook find(const cv::Mat& frame, double scale);

    OutlineSettings settings_;
    ModelPace pace_;
    cv::HOGDescriptor descriptor_;
    cv::Mat grey_;
    cv::Mat reduced_;
    bool sees_people_ = false;
};

/// What an outline says, weighed with the foreground as a model's boxes are.
[[nodiscard]] ModelSettings as_model(const OutlineSettings& settings);

}  // namespace vigie::vision
