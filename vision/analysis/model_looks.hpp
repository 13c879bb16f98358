// A camera's model at work: when it looks, and what is told when it cannot.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include <opencv2/core.hpp>

#include "net/types/sentence.hpp"
#include "net/types/time.hpp"
#include "vision/analysis/model_box.hpp"
#include "vision/analysis/model_pace.hpp"
#include "vision/analysis/person_model.hpp"

namespace vigie::vision {

/// How it goes. A value.
struct ModelReport {
    std::uint64_t looks = 0;
    std::uint64_t failures = 0;  ///< looks that failed, and one if it could not be loaded
    int every = 0;               ///< frames from one look to the next now; 0: it does not look
    net::Sentence problem;       ///< empty while all is well
};

/// Without a usable model it looks at nothing and says why: people are found by the foreground alone. Owned
/// by one thread.
class ModelLooks {
public:
    /// Loads the file that the settings name.
    explicit ModelLooks(const ModelSettings& settings);
    /// With a model that is ready.
    explicit ModelLooks(std::unique_ptr<PersonModel> model);

    /// Once a frame (8-bit BGR; `seconds`: stream time since the one before): what it sees, when it is time
    /// for a look and the look succeeds. `clock` measures what it takes.
    [[nodiscard]] std::optional<ModelLook> look(const cv::Mat& frame, double seconds,
                                                const net::Clock& clock);

    /// What was seen is of no use any more, as at a new source epoch.
    void restart();

    /// True while looks succeed and the model has a class of people.
    [[nodiscard]] bool sees_people() const { return sees_people_; }
    /// Of the newest look, while the ones after it do not fail.
    [[nodiscard]] const std::vector<ModelSighting>& sightings() const { return sightings_; }
    [[nodiscard]] const ModelReport& report() const { return report_; }

private:
    ModelSettings settings_;
    std::unique_ptr<PersonModel> model_;  ///< null: not usable
    ModelPace pace_;
    std::vector<ModelSighting> sightings_;
    ModelReport report_;
    bool sees_people_ = false;
};

}  // namespace vigie::vision
