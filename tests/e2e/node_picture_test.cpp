// Counts, boxes, density and alerts come from the picture and from nothing else: a shifted and a recoloured
// video shift and keep them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

#include <fmt/format.h>

#include <opencv2/imgproc.hpp>

#include "net/types/homography.hpp"
#include "tests/e2e/derived_video.hpp"
#include "tests/e2e/node_site.hpp"
#include "tests/support/sample_messages.hpp"

namespace vigie::test {
namespace {

using Corners = std::vector<net::Point<net::Floor>>;

constexpr int kFrames = 180;
constexpr int kShiftPx = 40;
const auto kCamera = id<net::CameraId>("forecourt");

/// A part of the plan that two people walk into, one after the other.
const Corners kStrip{{9.0, 8.0}, {12.0, 8.0}, {12.0, 11.0}, {9.0, 11.0}};

/// Surveyed points of tests/support/forecourt: they are what the test's own floor map is made from.
const net::Homography& floor_map() {
    static const net::Homography map = net::Homography::fit(std::vector<net::CalibrationPair>{
                                                                {{40.7, 204.2}, {3.0, 5.0}},
                                                                {{714.6, 185.5}, {22.0, 6.0}},
                                                                {{152.6, 289.6}, {8.0, 14.0}},
                                                                {{645.2, 301.1}, {18.0, 16.0}},
                                                                {{264.4, 391.2}, {11.0, 20.0}},
                                                                {{517.5, 407.0}, {15.0, 21.0}},
                                                            })
                                           .value();
    return map;
}

/// Where a person of that place is found in a picture that is shifted to the right.
net::Point<net::Floor> shifted(net::Point<net::Floor> place) {
    auto pixel = floor_map().image_from_floor(place).value();
    pixel.x += kShiftPx;
    return floor_map().floor_from_image(pixel).value();
}

std::string text_of(const Corners& corners) {
    std::string out;
    for (const auto& [x, y] : corners)
        out += fmt::format("{}[{:.4f}, {:.4f}]", out.empty() ? "" : ", ", x, y);
    return "[" + out + "]";
}

/// A zone and a rule that tells who is in it.
std::string watched_zone(std::string_view name, const Corners& corners) {
    return fmt::format(
        "[[zone]]\nid = \"{0}\"\nname = \"{0}\"\nfloor = \"forecourt\"\nuse = \"restricted\"\n"
        "cameras = [\"forecourt\"]\noutline = {1}\n[[rule]]\nid = \"{0}\"\nname = \"{0}\"\n"
        "kind = \"intrusion\"\nzones = [\"{0}\"]\nmin_duration_s = 0.4\nclear_after_s = 0.3\n"
        "[rule.purpose]\nlegal_basis = \"test\"\nauthority = \"test\"\norder = \"test\"\n",
        name, text_of(corners));
}

/// What a node said of the second showing of a video, when its background is learnt.
struct Showing {
    std::map<std::int64_t, std::shared_ptr<const net::Scene>> scenes;  ///< by frame of the video
    std::vector<std::int64_t> in_strip;          ///< frames at which somebody was told to be in the strip ...
    std::vector<std::int64_t> in_shifted_strip;  ///< ... and in the same part of a shifted picture

    [[nodiscard]] double mean_people() const {
        double sum = 0.0;
        for (const auto& [frame, scene] : scenes) sum += scene->in_view.people;
        return sum / static_cast<double>(scenes.size());
    }
};

std::int64_t frame_of(const net::FrameStamp& stamp) {
    return std::llround(std::chrono::duration<double>(stamp.stream).count() * 7.0);
}

Showing show(const std::function<cv::Mat(const cv::Mat&)>& change) {
    NodeSite site;
    const auto video = site.folder() / "derived.avi";
    derive_video(NodeSite::real_video(), video, kFrames, change);
    site.use_video(video);
    site.replace("cameras = [\"forecourt\", \"forecourt-b\"]", "cameras = [\"forecourt\"]");
    site.remove("camera", "forecourt-b");
    Corners there;
    std::transform(kStrip.begin(), kStrip.end(), std::back_inserter(there), shifted);
    site.configuration += watched_zone("strip", kStrip) + watched_zone("shifted", there);
    site.start();
    const auto console = site.console();
    // The whole video twice, as fast as the machine analyses it.
    EXPECT_TRUE(console->wait_until(
        [](const HeardFromNode& heard) {
            return !heard.alerts.empty() && heard.alerts.back().frame &&
                   heard.alerts.back().frame->epoch >= 3;
        },
        std::chrono::seconds(120)))
        << site.log();
    const auto heard = console->heard();
    EXPECT_THAT(heard.faults, ::testing::IsEmpty());
    Showing out;
    for (const auto& scene : heard.scenes) {
        if (scene->stamp.epoch == 2) out.scenes[frame_of(scene->stamp)] = scene;
    }
    for (const auto& alert : heard.alerts) {
        if (alert.transition != net::Transition::raised || !alert.frame || alert.frame->epoch != 2) continue;
        if (alert.rule.text() == "strip") out.in_strip.push_back(frame_of(*alert.frame));
        if (alert.rule.text() == "shifted") out.in_shifted_strip.push_back(frame_of(*alert.frame));
    }
    return out;
}

const Showing& original() {
    static const Showing showing = show([](const cv::Mat& frame) { return frame; });
    return showing;
}

/// Share of the original's people, away from the picture's edges, whose box moved by `by` pixels is a box of
/// the other showing at IoU 0.5.
double found_again(const Showing& other, double by) {
    int people = 0;
    int found = 0;
    for (const auto& [frame, scene] : original().scenes) {
        const auto there = other.scenes.find(frame);
        if (there == other.scenes.end()) continue;
        for (const auto& track : scene->tracks) {
            net::Box box = track.box;
            if (track.state != net::TrackState::confirmed || box.x < 60.0 || box.x + box.width > 660.0)
                continue;
            box.x += by;
            ++people;
            found += std::any_of(there->second->tracks.begin(), there->second->tracks.end(),
                                 [&box](const net::Track& seen) {
                                     return net::intersection_over_union(box, seen.box) >= 0.5;
                                 })
                         ? 1
                         : 0;
        }
    }
    EXPECT_GT(people, 300);
    return static_cast<double>(found) / people;
}

/// Mean place of the density between two columns of the picture, over the whole showing.
net::Point<net::Floor> centre_of_density(const Showing& showing, double left, double right) {
    double weight = 0.0;
    net::Point<net::Floor> sum;
    for (const auto& [frame, scene] : showing.scenes) {
        const auto& grid = scene->density.value();
        for (std::uint32_t cell = 0; cell < grid.people_per_m2.size(); ++cell) {
            const double density = grid.people_per_m2[cell];
            if (!(density > 0.0)) continue;
            const std::uint32_t row = cell / grid.columns;
            const std::uint32_t column = cell % grid.columns;
            const net::Point<net::Floor> place{grid.origin.x + (column + 0.5) * grid.cell_m,
                                               grid.origin.y + (row + 0.5) * grid.cell_m};
            const auto pixel = floor_map().image_from_floor(place);
            if (!pixel || pixel->x < left || pixel->x > right) continue;
            weight += density;
            sum.x += density * place.x;
            sum.y += density * place.y;
        }
    }
    return {sum.x / weight, sum.y / weight};
}

/// Told at the same frames, give or take what another picture's noise does.
void expect_same_frames(const std::vector<std::int64_t>& told, const std::vector<std::int64_t>& expected) {
    ASSERT_EQ(told.size(), expected.size()) << ::testing::PrintToString(told);
    for (std::size_t i = 0; i < told.size(); ++i) EXPECT_LE(std::abs(told[i] - expected[i]), 4);
}

TEST(NodePicture, TheOriginalShowsTwoPeopleWhoWalkIntoTheStrip) {
    EXPECT_EQ(original().in_strip.size(), 2U);
    EXPECT_GT(original().scenes.size(), kFrames * 9U / 10U);
    EXPECT_GT(original().mean_people(), 4.0);
}

TEST(NodePicture, ShiftedByFortyPixelsBoxesDensityAndAlertsFollow) {
    const Showing moved = show([](const cv::Mat& frame) {
        cv::Mat out;
        cv::copyMakeBorder(frame.colRange(0, frame.cols - kShiftPx), out, 0, 0, kShiftPx, 0,
                           cv::BORDER_REPLICATE);
        return out;
    });
    EXPECT_GT(found_again(moved, kShiftPx), 0.9);
    EXPECT_LT(found_again(moved, 0.0), 0.35) << "nothing stayed behind";
    const auto before = centre_of_density(original(), 60.0, 660.0);
    const auto after = centre_of_density(moved, 60.0 + kShiftPx, 660.0 + kShiftPx);
    EXPECT_LT(net::distance(after, shifted(before)), 0.5);
    EXPECT_GT(net::distance(after, before), 0.8);
    expect_same_frames(moved.in_shifted_strip, original().in_strip);
    EXPECT_NE(original().in_shifted_strip, original().in_strip) << "or it would prove nothing";
}

TEST(NodePicture, RecolouredThePeopleStayWhereTheyAre) {
    const Showing recoloured = show([](const cv::Mat& frame) {
        cv::Mat out;
        cv::transform(frame, out, cv::Matx33f(0, 1, 0, 0, 0, 1, 1, 0, 0));  // each colour becomes another one
        return out;
    });
    EXPECT_GT(found_again(recoloured, 0.0), 0.9);
    EXPECT_NEAR(recoloured.mean_people(), original().mean_people(), 0.5);
    EXPECT_LT(
        net::distance(centre_of_density(recoloured, 60.0, 660.0), centre_of_density(original(), 60.0, 660.0)),
        0.5);
    expect_same_frames(recoloured.in_strip, original().in_strip);
}

}  // namespace
}  // namespace vigie::test
