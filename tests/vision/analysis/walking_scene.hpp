// Drawn people who walk over a textured floor: pictures with known truth.
#pragma once

#include <vector>

#include <opencv2/core.hpp>
#include <opencv2/imgproc.hpp>

#include "net/types/scene.hpp"
#include "vision/analysis/analyser.hpp"

namespace vigie::test {

/// The camera of these pictures looks along the floor: 640x480, horizon at row 60, 6 m above the ground, so
/// that a person of 1.73 m is 0.29 x (foot row - 60) pixels high.
inline net::Calibration drawn_calibration() {
    constexpr double kHorizon = 60.0;
    constexpr double kFocal = 700.0;
    constexpr double kCameraHeight = 6.0;
    net::Calibration out;
    out.floor = *net::FloorId::parse("hall");
    out.width = 640;
    out.height = 480;
    // Seen from above: x to the right, y towards the camera; the camera stands at (10, 30).
    const auto pixel_pair = [&](double u, double v) {
        const double away = kFocal * kCameraHeight / (v - kHorizon);
        const double across = (u - 320.0) * away / kFocal;
        out.pairs.push_back({{u, v}, {10.0 + across, 30.0 - away}});
    };
    for (const double v : {220.0, 320.0, 460.0}) {
        for (const double u : {40.0, 320.0, 600.0}) {
            pixel_pair(u, v);
        }
    }
    return out;
}

inline double drawn_height(double foot_row) {
    return 1.73 * (foot_row - 60.0) / 6.0;
}

/// A figure with feet at `foot`, in `colour`.
struct DrawnPerson {
    cv::Point2d foot;
    cv::Scalar colour{40, 40, 160};
};

/// Draws the given people into `picture`, first ones first.
inline void draw_people(cv::Mat& picture, const std::vector<DrawnPerson>& people) {
    for (const auto& person : people) {
        const double h = drawn_height(person.foot.y);
        const double w = 0.26 * h;
        const cv::Rect body(cvRound(person.foot.x - w / 2), cvRound(person.foot.y - 0.85 * h), cvRound(w),
                            cvRound(0.85 * h));
        cv::rectangle(picture, body, person.colour, cv::FILLED);
        cv::circle(picture, {cvRound(person.foot.x), cvRound(person.foot.y - 0.92 * h)}, cvRound(0.075 * h),
                   cv::Scalar(90, 130, 190), cv::FILLED);
    }
}

/// Textured floor with sensor noise and the given people. `seed` is the frame's own.
inline cv::Mat draw_scene(const std::vector<DrawnPerson>& people, int seed) {
    cv::Mat picture(480, 640, CV_8UC3);
    for (int y = 0; y < picture.rows; ++y) {
        for (int x = 0; x < picture.cols; ++x) {
            const int tile = ((x / 20) + (y / 20)) % 2 == 0 ? 120 : 140;
            picture.at<cv::Vec3b>(y, x) = cv::Vec3b(static_cast<uchar>(tile), static_cast<uchar>(tile + 4),
                                                    static_cast<uchar>(tile - 6));
        }
    }
    draw_people(picture, people);
    cv::Mat noise(picture.size(), CV_16SC3);
    cv::RNG random(static_cast<std::uint64_t>(seed) + 1);
    random.fill(noise, cv::RNG::NORMAL, 0.0, 2.0);
    cv::Mat noisy;
    picture.convertTo(noisy, CV_16SC3);
    noisy += noise;
    noisy.convertTo(picture, CV_8UC3);
    return picture;
}

inline vision::AnalyserConfiguration drawn_camera(bool calibrated) {
    vision::AnalyserConfiguration out;
    out.camera.camera = *net::CameraId::parse("drawn");
    out.camera.fps = 10.0;
    if (calibrated) {
        out.camera.calibration = drawn_calibration();
        out.plan = net::FloorPlan{out.camera.calibration->floor, "Hall", 20.0, 24.0, {}};
    }
    return out;
}

/// Frame `number` (from 1) of an epoch at 10 frames a second.
inline net::FrameStamp stamp_of(std::uint64_t number, net::SourceEpoch epoch = 1) {
    net::FrameStamp out;
    out.number = number;
    out.epoch = epoch;
    out.stream = net::Microseconds(static_cast<std::int64_t>(number) * 100'000);
    return out;
}

inline std::vector<net::Track> counted(const net::Scene& scene) {
    std::vector<net::Track> out;
    for (const auto& track : scene.tracks) {
        if (track.state != net::TrackState::tentative) {
            out.push_back(track);
        }
    }
    return out;
}

}  // namespace vigie::test
