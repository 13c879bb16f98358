// People who sit on the floor: too tall to lie there, too still to be followed.
#pragma once

#include <vector>

#include <opencv2/core.hpp>

#include "net/types/track.hpp"
#include "vision/analysis/ground_shape.hpp"
#include "vision/analysis/low_things.hpp"
#include "vision/analysis/sign_settings.hpp"
#include "vision/analysis/sign_sight.hpp"
#include "vision/analysis/still_thing.hpp"
#include "vision/analysis/upright_people.hpp"

namespace vigie::vision {

/// What came where somebody was lost, and nobody has come up there since, is that somebody and not a thing.
/// Who comes up there while the sitter's own picture stays where it was walks by behind them. They are no
/// sign of their own. Owned by GroundWatch.
class SeatedPeople {
public:
    explicit SeatedPeople(const GroundWatchSettings& settings) : settings_(settings) {}

    /// Once a look. `lying`: boxes of who lies on the ground (reduced pixels): they do not sit.
    /// `things` is told what those who got up have left, `people` that they are not lost any more. Who
    /// was there for a moment and nobody came up is lost still: they were on their way down.
    void look(const SignSight& sight, const std::vector<GroundShape>& shapes, UprightPeople& people,
              LowThings& things, const std::vector<cv::Rect>& lying);

    /// Who lay at `box` (reduced pixels) does so no more: they sit, if what is there is as high as that.
    void sit_up(const SignSight& sight, net::TrackNumber number, const cv::Rect& box,
                const std::vector<GroundShape>& shapes);

    /// True when somebody of that number has sat for longer than `seconds`: if the track was lost since, it
    /// had stood up without them.
    [[nodiscard]] bool sat_before(net::TrackNumber number, double seconds) const;

    /// Where they sit as of the last look, reduced pixels.
    [[nodiscard]] std::vector<cv::Rect> places() const;

    void restart() { seated_.clear(); }

private:
    struct Seated {
        net::TrackNumber number = 0;  // of the track that stood there
        cv::Rect box;
        StillThing picture;
        double standing = 0.0;  // height of somebody who stands there
        double filled = 1.0;    // share of the box that the shape fills
        double age_s = 0.0;
        double up_s = 0.0;
        double unlike_s = 0.0;   // for how long the picture has been another one
        StillThing pose;         // of them when they last moved
        double stirred_s = 0.0;  // for so long they have looked otherwise
        double still_s = 0.0;    // for so long they have looked like that
        bool rose = false;       // somebody has come up there since it was this one
    };

    [[nodiscard]] bool sits(net::TrackNumber number) const;
    void seat(const SignSight& sight, net::TrackNumber number, const GroundShape& shape);
    /// False when they have got up.
    bool follow(const SignSight& sight, Seated& seated, const std::vector<GroundShape>& shapes,
                const UprightPeople& people) const;
    /// Notes whether they have moved, unless somebody hides them.
    void note_moves(const SignSight& sight, Seated& seated, const UprightPeople& people) const;
    /// Whether a picture that has changed is of them still. Takes it down if it is.
    bool has_shifted(const SignSight& sight, Seated& seated, const std::vector<GroundShape>& shapes) const;

    GroundWatchSettings settings_;
    std::vector<Seated> seated_;
};

}  // namespace vigie::vision
