// A zone that two cameras see: what one of them finds is not lost because the other sees more people.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numbers>

#include "tests/vision/crowd/zone_film.hpp"
#include "vision/crowd/crowd_figures.hpp"

namespace vigie::test {
namespace {

const auto kNear = id<net::CameraId>("near");
const auto kFar = id<net::CameraId>("far");

std::vector<Somebody> nobody(double) {
    return {};
}

/// Thirty people who stand apart in the near half of the hall.
std::vector<Somebody> loose_crowd(double) {
    std::vector<Somebody> out;
    for (std::size_t i = 0; i < 30; ++i) {
        const auto row = i / 6;
        out.push_back({i + 1, {1.0 + static_cast<double>(i % 6), 1.0 + static_cast<double>(row)}});
    }
    return out;
}

/// One who walks from the hall's far end to its middle, against its direction, in twenty seconds.
std::vector<Somebody> one_against(double t) {
    return {{1, {std::max(15.0, 35.0 - t), 3.0}}};
}

/// 4 people/m2 on 6 m x 6 m of the far half, moved as a whole by 0.3 m/s to and fro, once in four seconds.
std::vector<Somebody> surging(double t) {
    auto out = standing_crowd(22.0, 1.0, 28.0, 6.0, 4.0);
    for (auto& one : out) one.at.x += 0.3 / std::numbers::pi * 2.0 * std::sin(std::numbers::pi * t / 2.0);
    return out;
}

/// A hall of 40 m x 6 m whose near half one camera sees and whose far half another does, five frames a
/// second. People are to go to the right; there is a desk at the right end.
class SeveralCameras : public ::testing::Test {
protected:
    static net::ConfigurationRecord a_hall() {
        auto record = sample_configuration();
        auto near = record.cameras[0];
        near.camera = kNear;
        near.fps = 5.0;
        near.calibration->field_of_view = rectangle(0.0, 0.0, 20.0, 6.0);
        auto far = near;
        far.camera = kFar;
        far.calibration->field_of_view = rectangle(20.0, 0.0, 40.0, 6.0);
        record.cameras = {near, far};
        auto& zone = record.zones[0];
        zone.outline = rectangle(0.0, 0.0, 40.0, 6.0);
        zone.direction = net::Vector<net::Floor>{1.0, 0.0};
        zone.queue_head = net::Point<net::Floor>{39.0, 3.0};
        zone.crowd = {};
        zone.cameras = {kNear, kFar};
        zone.entry_lines.clear();
        record.lines.clear();
        return record;
    }
    void frame(const Play& near, const Play& far) {
        ++stamp_.number;
        stamp_.stream += std::chrono::milliseconds(200);
        stamp_.captured += std::chrono::milliseconds(200);
        stamp_.captured_mono += std::chrono::milliseconds(200);
        vision::CameraViews views{{kNear, view(kNear, near)}, {kFar, view(kFar, far)}};
        net::Occupancy occupancy;
        figures_.complete(occupancy, views, stamp_.captured_mono);
        crowd_ = occupancy.movements.empty() ? net::ZoneCrowd{} : occupancy.movements[0].crowd;
    }
    void run(double seconds, const Play& near, const Play& far) {
        for (auto left = std::lround(seconds * 5.0); left > 0; --left) frame(near, far);
    }
    [[nodiscard]] double time() const { return 0.2 * static_cast<double>(stamp_.number); }
    [[nodiscard]] net::CameraId found_by(net::MovementFigure figure) const {
        return net::highest(figures_.by_camera().begin()->second, figure)->camera;
    }

    net::FrameStamp stamp_{at(0.0), net::MonoTime(std::chrono::seconds(50)), {}, 0, 0};
    vision::CrowdFigures figures_{a_hall(), at(0.0)};
    net::ZoneCrowd crowd_;
    std::optional<net::DensityGrid> far_density_;  ///< of the far camera, whose scenes come without motion
    double far_counted_ = 0.0;

private:
    [[nodiscard]] vision::CameraView view(const net::CameraId& camera, const Play& play) const {
        auto scene = std::make_shared<net::Scene>(scene_of(play(time())));
        scene->camera = camera;
        scene->stamp = stamp_;
        if (camera == kFar && far_density_) {
            scene->density = far_density_;
            scene->zones = {{a_hall().zones[0].zone, {far_counted_, far_counted_, far_counted_}, {}}};
        }
        return {scene, false};
    }
};

TEST_F(SeveralCameras, OneWhoWalksAgainstTheDirectionCountsWhereverMostPeopleAre) {
    run(4.0, loose_crowd, one_against);
    EXPECT_EQ(crowd_.against_people, 1.0);
    EXPECT_EQ(found_by(&net::ZoneCrowd::against_people), kFar);
}

TEST_F(SeveralCameras, OneWhoWalksAgainstTheDirectionIsNotLostWhileCountsCross) {
    run(4.0, nobody, one_against);
    const Play comes_and_goes = [](double t) {
        auto people = loose_crowd(t);
        people.resize(std::fmod(t, 2.0) < 1.0 ? 0 : 30);
        return people;
    };
    while (time() < 12.0) {
        frame(comes_and_goes, one_against);
        EXPECT_EQ(crowd_.against_people, 1.0) << time() << " s";
    }
}

TEST_F(SeveralCameras, ACrushIsToldBesideALooseCrowdWithMoreTracks) {
    const Play broken = [](double t) {
        auto people = surging(t);
        people.resize(100);
        return people;
    };
    const Play many = [](double t) {
        auto people = loose_crowd(t);
        for (std::size_t i = 30; i < 120; ++i)
            people.push_back({i + 1, {1.0 + 0.15 * static_cast<double>(i), 0.5}});
        return people;
    };
    run(16.0, many, broken);
    EXPECT_GT(crowd_.pressure_per_s2.value(), 0.05);
    EXPECT_GT(crowd_.velocity_variance_m2_per_s2.value(), 0.02);
    EXPECT_EQ(found_by(&net::ZoneCrowd::pressure_per_s2), kFar);
    EXPECT_NEAR(crowd_.speed_m_per_s.value(), 0.0, 1e-9) << "of those whom the fuller view shows";
}

TEST_F(SeveralCameras, ACalmCrowdSaysNothingOfOneWhoseMotionIsNotKnown) {
    far_density_ =
        net::DensityGrid{a_hall().zones[0].floor, {20.0, 0.0}, 0.5, 40, 12, std::vector<float>(480, 4.0F)};
    far_counted_ = 480.0;
    const Play few = [](double t) {
        auto people = surging(t);
        people.resize(15);
        return people;
    };
    run(16.0, loose_crowd, few);
    EXPECT_EQ(crowd_.pressure_per_s2, std::nullopt);
    EXPECT_EQ(crowd_.velocity_variance_m2_per_s2, std::nullopt);
    EXPECT_GE(crowd_.density_per_m2.value(), 3.9);
}

TEST_F(SeveralCameras, WhatOneOfThemKnewLatelyStandsForAWindowAndNoLonger) {
    const Play few = [](double) { return standing_crowd(22.0, 1.0, 28.0, 6.0, 0.6); };
    run(16.0, loose_crowd, few);
    ASSERT_EQ(crowd_.pressure_per_s2, 0.0);
    far_density_ =
        net::DensityGrid{a_hall().zones[0].floor, {20.0, 0.0}, 0.5, 40, 12, std::vector<float>(480, 4.0F)};
    far_counted_ = 480.0;
    const auto knows = [&] {
        return net::all_tell(figures_.by_camera().begin()->second, &net::ZoneCrowd::pressure_per_s2);
    };
    while (time() < 60.0 && figures_.by_camera().begin()->second[0].crowd.pressure_per_s2 && knows()) {
        run(0.2, loose_crowd, few);
    }
    EXPECT_LT(time(), 16.0 + 10.0 + 10.0 + 1.0) << "a window to become dense in the mean, and one to stand";
    EXPECT_GT(time(), 16.0 + 10.0);
    EXPECT_FALSE(knows());
    EXPECT_EQ(crowd_.pressure_per_s2, std::nullopt);
}

TEST_F(SeveralCameras, ATurbulentCrowdIsToldBesideOneWhoseMotionIsNotKnown) {
    far_density_ =
        net::DensityGrid{a_hall().zones[0].floor, {20.0, 0.0}, 0.5, 40, 12, std::vector<float>(480, 4.0F)};
    far_counted_ = 480.0;
    const Play near = [](double t) {
        auto people = surging(t);
        for (auto& one : people) one.at.x -= 20.0;
        return people;
    };
    run(16.0, near, loose_crowd);
    EXPECT_GT(crowd_.pressure_per_s2.value(), 0.05);
}

TEST_F(SeveralCameras, AFlowAgainstAnotherIsToldBesideACrowdThatStands) {
    // Six go on and four come back, in lanes of their own, again and again.
    const Play flows = [](double t) {
        std::vector<Somebody> out;
        for (std::size_t i = 0; i < 10; ++i) {
            const double way = 3.0 * static_cast<double>(i) + 1.2 * t;
            const double along = std::fmod(way, 18.0);
            const auto round = static_cast<net::TrackNumber>(way / 18.0);
            out.push_back({1 + i + 100 * round,
                           {i < 6 ? 21.0 + along : 39.0 - along, 0.5 * static_cast<double>(i + 1)}});
        }
        return out;
    };
    run(12.0, loose_crowd, flows);
    EXPECT_NEAR(crowd_.counter_share.value(), 0.4, 0.03);
    EXPECT_EQ(found_by(&net::ZoneCrowd::counter_share), kFar);
}

TEST_F(SeveralCameras, ABurstIsToldBesideACrowdThatStands) {
    const Play burst = [](double t) {
        std::vector<Somebody> out;
        const double radius = 0.5 + 3.0 * std::max(0.0, t - 4.0);
        for (std::size_t i = 0; i < 8; ++i) {
            const double angle = std::numbers::pi * static_cast<double>(i) / 4.0;
            out.push_back({i + 1, {30.0 + radius * std::cos(angle), 3.0 + radius * std::sin(angle)}});
        }
        return out;
    };
    run(6.0, loose_crowd, burst);
    EXPECT_NEAR(crowd_.dispersal_m_per_s.value(), 3.0, 0.3);
    EXPECT_EQ(found_by(&net::ZoneCrowd::dispersal_m_per_s), kFar);
}

TEST_F(SeveralCameras, WavesAreToldBesideACrowdThatStands) {
    // Ten walk up and down the far half and stop together from 10 s and from 25 s on, for three seconds.
    const Play waves = [](double t) {
        const double stood = std::clamp(t - 10.0, 0.0, 3.0) + std::clamp(t - 25.0, 0.0, 3.0);
        const double way = std::fmod(1.2 * (t - stood), 18.0);
        std::vector<Somebody> out;
        for (std::size_t i = 0; i < 10; ++i) {
            out.push_back({i + 1, {21.0 + (way < 9.0 ? way : 18.0 - way), 0.5 * static_cast<double>(i + 1)}});
        }
        return out;
    };
    run(62.0, loose_crowd, waves);
    EXPECT_NEAR(crowd_.stop_and_go.value(), 1.0, 0.01);
    EXPECT_EQ(found_by(&net::ZoneCrowd::stop_and_go), kFar);
}

TEST_F(SeveralCameras, AQueueIsThatOfTheCameraThatSeesIt) {
    const Play line = [](double) {
        std::vector<Somebody> out;
        for (std::size_t i = 0; i < 5; ++i) out.push_back({i + 1, {38.0 - static_cast<double>(i), 3.0}});
        return out;
    };
    run(13.0, loose_crowd, line);
    EXPECT_NEAR(crowd_.queue_people.value(), 5.0, 1e-9);
    EXPECT_GT(crowd_.waiting_s.value(), 8.0);
    EXPECT_EQ(found_by(&net::ZoneCrowd::queue_people), kFar);
}

TEST_F(SeveralCameras, ACameraThatSeesTooLittleOfAZoneIsNotWaitedFor) {
    auto hall = a_hall();
    hall.cameras[1].calibration->field_of_view = rectangle(39.8, 0.0, 40.0, 0.2);
    figures_ = vision::CrowdFigures(hall, at(0.0));
    run(12.0, loose_crowd, nobody);
    EXPECT_EQ(crowd_.pressure_per_s2, 0.0);
    const auto& cameras = figures_.by_camera().begin()->second;
    EXPECT_TRUE(net::all_tell(cameras, &net::ZoneCrowd::density_per_m2));
    EXPECT_TRUE(net::all_tell(cameras, &net::ZoneCrowd::pressure_per_s2));
}

}  // namespace
}  // namespace vigie::test
