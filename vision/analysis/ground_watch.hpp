// People who have gone down and stay on the ground.
#pragma once

#include <vector>

#include <opencv2/core.hpp>

#include "net/types/sign.hpp"
#include "vision/analysis/ground_shape.hpp"
#include "vision/analysis/low_things.hpp"
#include "vision/analysis/people_down.hpp"
#include "vision/analysis/seated_people.hpp"
#include "vision/analysis/sign_numbers.hpp"
#include "vision/analysis/sign_settings.hpp"
#include "vision/analysis/sign_sight.hpp"
#include "vision/analysis/still_thing.hpp"
#include "vision/analysis/upright_people.hpp"

namespace vigie::vision {

/// Remembers where people who walked stood upright. Somebody is down when the shape at their last foot point
/// is low, its top came down (a barrier hides the feet, not the head), it is as large as a person, and nobody
/// stands up or walks off there, and it did not stand there before (UprightPeople, LowThings). Shapes come
/// from the long view, so that one who lies does not melt; what the tracks do afterwards does not matter. Who
/// sits on the floor is known and is no sign. Who is as low as somebody who crouches may tie a shoe, or lie
/// along the line of sight: that is a sign once nobody would crouch so long. Owned by one thread.
class GroundWatch {
public:
    GroundWatch(const GroundWatchSettings& settings, SignNumbers& numbers)
        : settings_(settings), numbers_(numbers), people_(settings), things_(settings), seated_(settings) {}

    /// Once a look. A sign lasts since the shape became low and stayed at its place.
    [[nodiscard]] std::vector<net::Sign> look(const SignSight& sight);

    /// Who lies or sits on the floor as of the last look.
    [[nodiscard]] PeopleDown people_down() const { return {lying(), seated_.places()}; }

    [[nodiscard]] bool has(net::SignNumber number) const;

    /// Forgets what is no sign, as when the scene is learnt anew but for the places of signs; those too whose
    /// outline is not in the picture while nobody hides it. `sight`: of the scene as it was learnt before.
    void keep_signs(const SignSight& sight);
    /// Forgets everything, as when the view is another one.
    void restart();

private:
    struct Down {
        net::TrackNumber number = 0;  // of the track that stood there
        net::SignNumber sign = 0;
        cv::Rect box;
        cv::Point2d anchor;
        double standing = 0.0;
        StillThing picture;   // of them, as they came to lie
        double filled = 1.0;  // share of the box that the shape fills
        double age_s = 0.0;
        double lasting_s = 0.0;
        double flat_s = 0.0;  // for so long they were lower or wider than anybody who crouches
        double up_s = 0.0;
        bool rose = false;  // somebody has come up there
    };

    [[nodiscard]] std::vector<cv::Rect> lying() const;
    /// Of all who lie or sit.
    [[nodiscard]] std::vector<cv::Rect> places() const;
    void find_new(const SignSight& sight, const std::vector<GroundShape>& shapes);
    /// True when their outline is not in the picture and nobody hides it.
    [[nodiscard]] bool has_left(const SignSight& sight, const Down& down) const;
    [[nodiscard]] static bool looks_same(const SignSight& sight, const Down& down);
    /// True while somebody else stands before or behind them.
    [[nodiscard]] bool among_others(const SignSight& sight, const Down& down) const;
    /// False when it has ended.
    bool follow(const SignSight& sight, Down& down, const std::vector<GroundShape>& shapes) const;
    [[nodiscard]] bool is_certain(const Down& down) const;
    void touch(const SignSight& sight, Down& down, const GroundShape& shape) const;

    GroundWatchSettings settings_;
    SignNumbers& numbers_;
    UprightPeople people_;
    LowThings things_;
    SeatedPeople seated_;
    std::vector<Down> downs_;
};

}  // namespace vigie::vision
