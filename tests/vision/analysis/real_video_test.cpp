// The pipeline on the real video: what moves, the figures follow. VIGIE_VTEST names the video, else the one
// that `./run` fetched is used.
#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>
#include <functional>
#include <map>
#include <opencv2/imgproc.hpp>
#include <opencv2/videoio.hpp>
#include <string>
#include <vector>

#include "tests/support/evaluation_data.hpp"
#include "tests/support/fake_clock.hpp"
#include "vision/analysis/analyser.hpp"

namespace vigie {
namespace {

/// Four surveyed points of the real camera are enough here.
net::Calibration surveyed() {
    net::Calibration out;
    out.floor = *net::FloorId::parse("forecourt");
    out.width = 768;
    out.height = 576;
    out.pairs = {{{40.7, 204.2}, {3, 5}},    {{598.6, 182.3}, {19, 5}}, {{264.4, 391.2}, {11, 20}},
                 {{645.2, 301.1}, {18, 16}}, {{427.0, 222.7}, {14, 9}}, {{152.6, 289.6}, {8, 14}}};
    return out;
}

struct Sight {
    std::map<int, std::vector<net::Track>> counted;  // by frame
    std::map<int, net::DensityGrid> density;
    double mean_people = 0.0;
};

class RealVideoTest : public ::testing::Test {
protected:
    static constexpr int kFrames = 160;
    static constexpr int kFirst = 60;  // past warm-up and the ghosts of the start

    void SetUp() override {
        if (!std::filesystem::exists(test::real_video())) GTEST_SKIP() << test::is_absent(test::real_video());
    }

    Sight watch(bool calibrated, const std::function<cv::Mat(const cv::Mat&)>& change) {
        vision::AnalyserConfiguration configuration;
        configuration.camera.camera = *net::CameraId::parse("real");
        configuration.camera.fps = 7.0;
        if (calibrated) {
            configuration.camera.calibration = surveyed();
            configuration.plan = net::FloorPlan{surveyed().floor, "Forecourt", 25.0, 24.0, {}};
        }
        auto analyser = vision::Analyser::create(configuration, clock_);
        Sight out;
        cv::VideoCapture video(test::real_video().string(), cv::CAP_FFMPEG);
        cv::Mat frame;
        double people = 0.0;
        for (int number = 1; number <= kFrames && video.read(frame); ++number) {
            net::FrameStamp stamp;
            stamp.number = static_cast<std::uint64_t>(number);
            stamp.epoch = 1;
            stamp.stream = net::Microseconds(number * 1'000'000LL / 7);
            const auto analysis = (*analyser)->analyse(change(frame), stamp);
            EXPECT_TRUE(analysis) << analysis.error().message;
            if (!analysis || number <= kFirst) {
                continue;
            }
            for (const auto& track : analysis->scene.tracks) {
                if (track.state == net::TrackState::confirmed) {
                    out.counted[number].push_back(track);
                }
            }
            if (analysis->scene.density) {
                out.density[number] = *analysis->scene.density;
            }
            people += analysis->scene.in_view.people;
        }
        out.mean_people = people / (kFrames - kFirst);
        return out;
    }

    static cv::Mat shifted(const cv::Mat& frame, int right) {
        cv::Mat out;
        cv::copyMakeBorder(frame(cv::Rect(0, 0, frame.cols - right, frame.rows)), out, 0, 0, right, 0,
                           cv::BORDER_REPLICATE);
        return out;
    }

    /// Share of `from`'s people that `to` holds moved by `dx` pixels, at an IoU of 0.5.
    static double found_again(const Sight& from, const Sight& to, double dx) {
        int all = 0;
        int found = 0;
        for (const auto& [number, tracks] : from.counted) {
            for (const auto& track : tracks) {
                net::Box moved = track.box;
                moved.x += dx;
                if (moved.x < 20 || moved.x + moved.width > 748) {
                    continue;
                }
                ++all;
                const auto there = to.counted.find(number);
                for (const auto& other :
                     there == to.counted.end() ? std::vector<net::Track>{} : there->second) {
                    if (net::intersection_over_union(moved, other.box) >= 0.5) {
                        ++found;
                        break;
                    }
                }
            }
        }
        return all == 0 ? 0.0 : static_cast<double>(found) / all;
    }

    /// Mean position of the density's mass.
    static net::Point<net::Floor> centre(const net::DensityGrid& grid) {
        double mass = 0.0;
        net::Point<net::Floor> out;
        for (std::size_t i = 0; i < grid.people_per_m2.size(); ++i) {
            const auto value = static_cast<double>(grid.people_per_m2[i]);
            if (!std::isnan(value)) {
                const std::size_t row = i / grid.columns;
                mass += value;
                out.x += value * (static_cast<double>(i % grid.columns) + 0.5) * grid.cell_m;
                out.y += value * (static_cast<double>(row) + 0.5) * grid.cell_m;
            }
        }
        return {out.x / mass, out.y / mass};
    }

    test::FakeClock clock_;
};

TEST_F(RealVideoTest, BoxesAndDensityFollowAShiftOf40Pixels) {
    const auto plain = watch(true, [](const cv::Mat& frame) { return frame; });
    const auto moved = watch(true, [](const cv::Mat& frame) { return shifted(frame, 40); });
    ASSERT_GT(plain.mean_people, 2.0);
    EXPECT_GT(found_again(plain, moved, 40.0), 0.85);
    EXPECT_LT(found_again(plain, moved, 0.0), 0.4) << "nothing stays where it was";
    double right = 0.0;
    for (const auto& [number, grid] : plain.density) {
        right +=
            (centre(moved.density.at(number)).x - centre(grid).x) / static_cast<double>(plain.density.size());
    }
    // 40 pixels are about 1 to 2 metres to the right on this floor.
    EXPECT_GT(right, 0.6);
    EXPECT_LT(right, 2.4);
}

TEST_F(RealVideoTest, PeopleAreFoundInOtherColours) {
    const auto plain = watch(true, [](const cv::Mat& frame) { return frame; });
    const auto swapped = watch(true, [](const cv::Mat& frame) {
        cv::Mat out;
        cv::cvtColor(frame, out, cv::COLOR_BGR2RGB);
        return out;
    });
    const auto turned = watch(true, [](const cv::Mat& frame) {
        cv::Mat hsv;
        cv::cvtColor(frame, hsv, cv::COLOR_BGR2HSV);
        hsv.forEach<cv::Vec3b>(
            [](cv::Vec3b& p, const int*) { p[0] = static_cast<uchar>((p[0] + 60) % 180); });
        cv::cvtColor(hsv, hsv, cv::COLOR_HSV2BGR);
        return hsv;
    });
    EXPECT_NEAR(swapped.mean_people, plain.mean_people, 0.6);
    EXPECT_NEAR(turned.mean_people, plain.mean_people, 0.6);
    EXPECT_GT(found_again(plain, swapped, 0.0), 0.9);
    EXPECT_GT(found_again(plain, turned, 0.0), 0.85);
}

TEST_F(RealVideoTest, PeopleAreFoundInNoise) {
    const auto plain = watch(true, [](const cv::Mat& frame) { return frame; });
    cv::RNG random(11);
    const auto noisy = watch(true, [&](const cv::Mat& frame) {
        cv::Mat noise(frame.size(), CV_16SC3);
        random.fill(noise, cv::RNG::NORMAL, 0.0, 8.0);
        cv::Mat out;
        cv::add(frame, noise, out, cv::noArray(), CV_8UC3);
        return out;
    });
    EXPECT_NEAR(noisy.mean_people, plain.mean_people, 0.8);
    EXPECT_GT(found_again(plain, noisy, 0.0), 0.85);
}

TEST_F(RealVideoTest, WithoutCalibrationTheCountIsClose) {
    const auto plain = watch(true, [](const cv::Mat& frame) { return frame; });
    const auto bare = watch(false, [](const cv::Mat& frame) { return frame; });
    EXPECT_NEAR(bare.mean_people, plain.mean_people, 1.0);
    EXPECT_TRUE(bare.density.empty());
    for (const auto& [number, tracks] : bare.counted) {
        for (const auto& track : tracks) {
            EXPECT_FALSE(track.floor.has_value()) << "frame " << number;
        }
    }
}

}  // namespace
}  // namespace vigie
