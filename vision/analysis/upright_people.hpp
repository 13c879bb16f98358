// Who stands upright where, who was lost there, and who got up.
#pragma once

#include <deque>
#include <map>
#include <set>
#include <vector>

#include <opencv2/core.hpp>

#include "net/types/track.hpp"
#include "vision/analysis/ground_shape.hpp"
#include "vision/analysis/sign_settings.hpp"
#include "vision/analysis/sign_sight.hpp"

namespace vigie::vision {

/// Keeps account of the people who stand, not of their tracks: beside a thing or another person tracks change
/// bodies, so that a number that stands no more may mean that another one does. Who comes up where somebody
/// was just lost is that somebody. What is filled by one person's body tells nothing of another one's head.
/// Owned by GroundWatch. Boxes and places are in reduced pixels.
class UprightPeople {
public:
    /// Somebody who stood upright and does not any more.
    struct Lost {
        net::TrackNumber number = 0;
        cv::Rect body;        ///< where they stood: feet at its lower edge, as high as a standing person
        bool walked = false;  ///< had come far enough to be a person
        double gone_s = 0.0;  ///< since then, seconds
        double open_s = 0.0;  ///< for so long of that nobody else hid where they stood, seconds
        cv::Mat before;       ///< the picture `before_s` earlier (LongView::picture); empty if unknown
    };

    explicit UprightPeople(const GroundWatchSettings& settings) : settings_(settings) {}

    /// Once a look. `shapes`: what differs from the learnt scene. `lying`: boxes of who lies on the ground
    /// (reduced pixels).
    void look(const SignSight& sight, const std::vector<GroundShape>& shapes,
              const std::vector<cv::Rect>& lying);

    /// Numbers of who stands upright now.
    [[nodiscard]] const std::set<net::TrackNumber>& standing() const { return standing_; }

    /// Who was lost within the last `fall_s` in which others did not hide the place (within `hidden_s`
    /// at most), and nobody came up for them.
    [[nodiscard]] const std::vector<Lost>& lost() const { return lost_; }
    /// They have been found, if they were lost `seconds` ago or earlier.
    void found(net::TrackNumber number, double seconds = 0.0);

    /// True when within the last `seconds` (more than walk_off_s and swap_s say no more) somebody who stands
    /// now came up within reach of `place` (reduced pixels) for whom nobody had just been lost. `height`: of
    /// somebody who stands there, reduced pixels.
    [[nodiscard]] bool got_up(cv::Point2d place, double height, double seconds) const;

    /// True when at this look the track of that number came up as somebody else who had just been lost.
    [[nodiscard]] bool taken_over(net::TrackNumber number) const { return taken_over_.contains(number); }

    /// Forgets everybody.
    void restart();

private:
    struct Body {
        cv::Rect box;
        bool walked = false;
    };
    struct Rise {
        net::TrackNumber number = 0;
        cv::Point2d foot;  // where the track was `swap_s` before, as who comes from elsewhere did not get up
        double age_s = 0.0;
    };

    struct Past {
        cv::Rect box;
        double age_s = 0.0;
    };

    struct Picture {
        cv::Mat seen;
        double age_s = 0.0;
    };

    void note_trails(const SignSight& sight);
    void keep_picture(const SignSight& sight);
    [[nodiscard]] std::map<net::TrackNumber, Body> bodies(const SignSight& sight,
                                                          const std::vector<cv::Rect>& lying) const;
    /// True when that track may be one of who lies on the ground.
    [[nodiscard]] bool may_lie(net::TrackNumber number, const cv::Rect& head,
                               const std::vector<cv::Rect>& lying) const;
    /// True while somebody else who stands is one piece with what is where they were lost.
    [[nodiscard]] bool hidden(const SignSight& sight, const Lost& lost,
                              const std::vector<GroundShape>& shapes) const;
    void age_lost(const SignSight& sight, const std::vector<GroundShape>& shapes);
    /// `now`: who stands at this look.
    void lose(net::TrackNumber number, const Body& body, double seconds,
              const std::map<net::TrackNumber, Body>& now);
    void rise(net::TrackNumber number, const Body& body);

    GroundWatchSettings settings_;
    std::map<net::TrackNumber, Body> upright_;
    std::set<net::TrackNumber> standing_;
    std::set<net::TrackNumber> taken_over_;               // at this look
    std::map<net::TrackNumber, std::deque<Past>> trail_;  // of everybody who is tracked
    std::deque<Picture> pictures_;                        // oldest first: the first one is `before_s` old
    std::vector<Lost> lost_;
    std::vector<Rise> rises_;
};

}  // namespace vigie::vision
