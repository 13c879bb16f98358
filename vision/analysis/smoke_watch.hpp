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
/// on the lens is still. That much tells that there is smoke. That it has gone is told by seeing what it hid:
/// smoke that grows over the whole picture, gets as dense as a wall, or is hidden itself, goes on. Owned by
/// one thread.
class SmokeWatch {
public:
    SmokeWatch(const SmokeSettings& settings, SignNumbers& numbers)
        : settings_(settings), numbers_(numbers) {}

    /// Once a look. A sign lasts since its first cells were seen, until most of what it hid is seen as it was
    /// learnt.
    [[nodiscard]] std::vector<net::Sign> look(const SignSight& sight);

    /// What smoke hides that is a sign, CV_8U 0 or 255, of the view's size (`picture`); empty without any.
    /// The view has to hold it: smoke that is learnt would be seen to go.
    [[nodiscard]] cv::Mat hidden(cv::Size picture) const;

    [[nodiscard]] bool has(net::SignNumber number) const;

    /// Forgets what is no sign yet, as when the scene is learnt anew but for what is hidden.
    void keep_signs();
    /// Forgets everything, as when the view is another one.
    void restart() { plumes_.clear(); }

private:
    struct Cells {
        cv::Mat veiled;  // CV_8U: how a cell is veiled, 0: it is not
        cv::Mat shift;   // CV_32F: mean of the cell less the learnt one, grey levels
        cv::Mat added;   // CV_32FC4: what is added in each channel, and 1 - k
    };
    struct Plume {
        cv::Mat cells;  // CV_8U 0 or 255; of a sign: all that it has hidden but for those seen again
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
        double clear_s = 0.0;   // of a sign: for so long what it hid has been seen again
        double textured = 0.0;  // share of its cells that had texture while it was seen
    };

    [[nodiscard]] Cells cells_of(const SignSight& sight) const;
    /// `everywhere`: so much is veiled that it may be fog, in which nothing new begins.
    void find(const Cells& cells, bool everywhere);
    /// The plume whose cells share most with `mask`; signs first, and they alone more than once a look.
    [[nodiscard]] std::size_t best_for(const cv::Mat& mask, const std::vector<char>& taken) const;
    /// CV_8U, of the cells within `cells` that have texture: whether they are seen as they were learnt, are
    /// not, or are not and behind people.
    [[nodiscard]] cv::Mat what_is_seen(const SignSight& sight, const cv::Mat& cells) const;
    /// False when what the sign hid has been seen for long enough.
    [[nodiscard]] bool lasts(const SignSight& sight, Plume& plume) const;
    void take(Plume& plume, const Cells& cells, const cv::Mat& mask, double shining, double seconds) const;
    [[nodiscard]] bool is_grey_veil(const Cells& cells, const cv::Mat& mask) const;
    [[nodiscard]] bool is_smoke(const Plume& plume) const;

    SmokeSettings settings_;
    SignNumbers& numbers_;
    std::vector<Plume> plumes_;
};

}  // namespace vigie::vision
