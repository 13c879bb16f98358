// What one camera notices besides people and their number: things left and gone, somebody on the ground,
// smoke, flames.
#pragma once

#include <vector>

#include <opencv2/core.hpp>

#include "net/types/sign.hpp"
#include "net/types/time.hpp"
#include "vision/analysis/flame_watch.hpp"
#include "vision/analysis/ground.hpp"
#include "vision/analysis/ground_watch.hpp"
#include "vision/analysis/long_view.hpp"
#include "vision/analysis/object_watch.hpp"
#include "vision/analysis/person_size.hpp"
#include "vision/analysis/settings.hpp"
#include "vision/analysis/sign_numbers.hpp"
#include "vision/analysis/sign_sight.hpp"
#include "vision/analysis/smoke_watch.hpp"
#include "vision/analysis/tracker.hpp"

namespace vigie::vision {

/// All watches of one camera, over one long view of its scene. Pure: stream time comes in. Owned and called
/// by one thread; refers to `ground` and `size`, which outlive it. Numbers of signs are never given twice by
/// one `numbers`, which outlives it too.
class SignWatch {
public:
    SignWatch(const SignSettings& settings, const PersonSettings& person, const Ground& ground,
              const PersonSize& size, SignNumbers& numbers);

    /// Once a frame, in the order of stream time. `small`: CV_8UC3 at working size; `picture`: the camera's
    /// picture size; `walkers`: as of this frame. `trusted`: false while the background is in doubt; then
    /// nothing is looked at and the signs stand as they were. All signs end at another epoch and when `small`
    /// has another size. When so much has changed that the scene is learnt anew (lamps go on) the signs last
    /// whose cause is still there or hidden: what is known of their places is kept, and they stand as they
    /// were until the rest is learnt. What stands still shortly after either belongs to the scene.
    [[nodiscard]] const std::vector<net::Sign>& look(const cv::Mat& small, cv::Size picture,
                                                     const std::vector<Walker>& walkers,
                                                     net::StreamTime stream, net::SourceEpoch epoch,
                                                     bool trusted);

    /// True while the scene changes faster than it can be learnt (LongView): then signs stand as they were
    /// and none is noticed, and what else differs from the empty view is no more to be believed.
    [[nodiscard]] bool is_restless() const { return view_.is_restless(); }

    /// What stands still from now on belongs to the scene, and all signs end, as at another epoch.
    void learn_again();

private:
    void restart();
    /// The scene is another one at the same place, as in the light of other lamps.
    void start_anew(const SignSight& sight);

    SignSettings settings_;
    const Ground& ground_;
    const PersonSize& size_;
    LongView view_;
    GroundWatch ground_watch_;
    ObjectWatch objects_;
    SmokeWatch smoke_;
    FlameWatch flames_;
    std::vector<net::Sign> signs_;
    net::StreamTime last_{};
    net::SourceEpoch epoch_ = 0;
};

}  // namespace vigie::vision
