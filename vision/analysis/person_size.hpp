// How large a person is in the picture, given where the feet are.
#pragma once

#include <optional>

#include "net/types/geometry.hpp"
#include "net/types/homography.hpp"
#include "net/types/venue.hpp"
#include "vision/analysis/settings.hpp"

namespace vigie::vision {

/// A camera's projection of points above the floor, recovered from its floor homography. Immutable.
class StandingProjection {
public:
    /// Assumes square pixels and the optical axis through the picture's middle (Zhang, "A flexible
    /// new technique for camera calibration", 2000, section 3.1, one view). Nothing when the homography
    /// does not fit such a camera (for one: it looks straight down).
    [[nodiscard]] static std::optional<StandingProjection> from(const net::Homography& floor, int width,
                                                                int height);

    /// Pixel of the point `metres` above a floor position; nothing when not in front of the camera.
    [[nodiscard]] std::optional<net::Point<net::Image>> above(net::Point<net::Floor> at, double metres) const;
    /// Of the camera above the floor, metres.
    [[nodiscard]] double height_m() const { return height_m_; }

private:
    double rows_[3][4] = {};
    double height_m_ = 0.0;
};

/// How a standing person looks in the picture. A wide lens that looks down leans those beside its middle.
struct StandingLook {
    double height = 0.0;  ///< from the feet's row up to the head's, pixels
    double lean = 0.0;    ///< from the feet's column to the head's, 0 where it is little
};

/// Expected box height of a standing person by the place of the feet. With a calibration it is
/// geometry; without one it is learnt: a straight line over the foot's row, least squares with a
/// weak prior and slow forgetting, since sizes grow linearly towards the camera on level floor.
/// Owned by one thread.
class PersonSize {
public:
    /// `plan`: with a calibration, nobody stands further outside of it than the settings' margin: there the
    /// floor is a wall, a roof or somebody else's.
    PersonSize(const PersonSettings& settings, const std::optional<net::Homography>& floor,
               const std::optional<net::FloorPlan>& plan, int width, int height);

    /// Height in pixels of a person's box with the feet there; nothing where nobody can stand.
    [[nodiscard]] std::optional<double> box_height(net::Point<net::Image> foot) const;
    /// The same with how far they lean there; only a survey tells that they do.
    [[nodiscard]] std::optional<StandingLook> standing(net::Point<net::Image> foot) const;
    /// What is around the whole body of who has `upright` standing on their feet; that box where people do
    /// not lean.
    [[nodiscard]] net::Box around_body(const net::Box& upright) const;

    /// A lone, whole figure was seen: its box teaches the size. No effect with a calibration.
    void learn(const net::Box& box);
    /// Something that may be several people, or somebody with their ghost, was seen: people who stand side by
    /// side are together as high as one. Of use only while hardly anybody has been seen alone.
    void guess(const net::Box& box);

    /// Height in pixels of the people who have been seen, by and large; nothing with a calibration, nor
    /// before what was seen weighs more than what was assumed.
    [[nodiscard]] std::optional<double> usual_height() const;

    [[nodiscard]] bool calibrated() const { return floor_.has_value(); }
    /// Grows whenever box_height may answer differently.
    [[nodiscard]] unsigned version() const { return version_; }

private:
    void add(double (&sums)[5], double row, double share, double memory) const;
    void solve();

    PersonSettings settings_;
    std::optional<net::Homography> floor_;
    std::optional<net::FloorPlan> plan_;
    std::optional<StandingProjection> projection_;
    double height_;       // of the picture, pixels
    double level_ = 0.0;  // height = level + slope * (foot row / picture height), shares of the picture
    double slope_ = 0.0;
    double usual_ = 0.0;  // share of the picture; 0: not known
    double sums_[5] = {};
    double guesses_[5] = {};
    unsigned version_ = 0;
    unsigned learnt_ = 0;
};

}  // namespace vigie::vision
