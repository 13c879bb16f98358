// People who have gone down and stay on the ground.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <vector>

#include <opencv2/core.hpp>

#include "net/types/sign.hpp"
#include "vision/analysis/sign_numbers.hpp"
#include "vision/analysis/sign_settings.hpp"
#include "vision/analysis/sign_sight.hpp"

namespace vigie::vision {

/// Remembers where people who walked stood upright. Somebody is down when the shape at their last foot point
/// is low, its top came down (a barrier hides the feet, not the head), it is as large as a person, and nobody
/// stands up or walks off there. Shapes come from the long view, so that one who lies does not melt; what
/// the tracks do afterwards does not matter. Owned by one thread.
class GroundWatch {
public:
    GroundWatch(const GroundWatchSettings& settings, SignNumbers& numbers)
        : settings_(settings), numbers_(numbers) {}

    /// Once a look. A sign lasts since the shape became low and stayed at its place.
    [[nodiscard]] std::vector<net::Sign> look(const SignSight& sight);

    /// Where people lie as of the last look, reduced pixels.
    [[nodiscard]] std::vector<cv::Rect> places() const;

    /// Forgets everything, as when the scene is learnt anew.
    void restart();

private:
    struct Shape {
        cv::Rect box;
        int area = 0;
        double standing = 0.0;  // height of somebody who stands there, reduced pixels
        bool low = false;       // ... and of a lying person's size
    };
    struct Upright {
        cv::Rect box;
        double unseen_s = 0.0;
    };
    struct Birth {
        cv::Point2d foot;
        double age_s = 0.0;
    };
    struct Down {
        net::TrackNumber number = 0;  // of the track that stood there
        net::SignNumber sign = 0;
        cv::Rect box;
        cv::Point2d anchor;
        double standing = 0.0;
        double filled = 1.0;  // share of the box that the shape fills
        double age_s = 0.0;
        double lasting_s = 0.0;
        double up_s = 0.0;
    };

    [[nodiscard]] std::vector<Shape> shapes(const SignSight& sight) const;
    /// Notes who stands where; returns who does now.
    std::set<net::TrackNumber> note_upright(const SignSight& sight);
    void find_new(const std::vector<Shape>& shapes, const std::set<net::TrackNumber>& standing);
    /// False when it has ended.
    bool follow(const SignSight& sight, Down& down, const std::vector<Shape>& shapes,
                const std::set<net::TrackNumber>& standing) const;
    void touch(Down& down, const Shape& shape, double seconds) const;
    [[nodiscard]] bool has_walked_off(const Down& down, const std::set<net::TrackNumber>& standing) const;

    GroundWatchSettings settings_;
    SignNumbers& numbers_;
    std::map<net::TrackNumber, Upright> upright_;
    std::map<net::TrackNumber, Birth> births_;  // of everybody who is tracked
    std::vector<Down> downs_;
};

}  // namespace vigie::vision
