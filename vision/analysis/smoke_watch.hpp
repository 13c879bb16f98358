// Smoke: a grey veil over the learnt scene that grows, rises and is never still.
#pragma once

#include <vector>

#include <opencv2/core.hpp>

#include "net/types/sign.hpp"
#include "vision/analysis/sign_numbers.hpp"
#include "vision/analysis/sign_settings.hpp"
#include "vision/analysis/sign_sight.hpp"

namespace vigie::vision {

/// A cell behind smoke shows what it showed before, with less contrast and a grey added: seen = k x learnt +
/// (1 - k) x veil, the model of haze (Koschmieder; used for smoke by Tian et al., "Smoke detection in video:
/// an image separation approach", IJCV 106, 2014), here fitted by least squares in each cell. Whoever stands
/// there hides the cell instead, a shadow adds no grey, light adds contrast, fog covers everything, and dirt
/// on the lens is still. Owned by one thread.
class SmokeWatch {
public:
    SmokeWatch(const SmokeSettings& settings, SignNumbers& numbers)
        : settings_(settings), numbers_(numbers) {}

    /// Once a look. A sign lasts since its first cells were seen.
    [[nodiscard]] std::vector<net::Sign> look(const SignSight& sight);

    /// Forgets everything, as when the scene is learnt anew.
    void restart() { plumes_.clear(); }

private:
    struct Cells {
        cv::Mat veiled;  // CV_8U, 255: the scene shines through a veil, 128: as dense as a wall, 0: neither
        cv::Mat shift;   // CV_32F: mean of the cell less the learnt one, grey levels
        cv::Mat added;   // CV_32FC4: what is added in each channel, and 1 - k
    };
    struct Plume {
        cv::Mat cells;  // CV_8U 0 or 255
        cv::Mat shift;  // as of the look before
        net::SignNumber sign = 0;
        double first_area = 0.0;
        double most_area = 0.0;
        int first_top = 0;
        int top = 0;
        double unrest = 0.0;
        double shining = 0.0;
        double age_s = 0.0;
        double unseen_s = 0.0;
    };

    [[nodiscard]] Cells cells_of(const SignSight& sight) const;
    void find(const Cells& cells);
    void take(Plume& plume, const Cells& cells, const cv::Mat& mask, double shining, double seconds) const;
    [[nodiscard]] bool is_grey_veil(const Cells& cells, const cv::Mat& mask) const;
    [[nodiscard]] bool is_smoke(const Plume& plume) const;

    SmokeSettings settings_;
    SignNumbers& numbers_;
    std::vector<Plume> plumes_;
};

}  // namespace vigie::vision
