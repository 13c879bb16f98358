// Somebody whom cameras ought to see and do not: counted or not.
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "tests/support/sample_messages.hpp"
#include "tests/vision/fusion/hung_camera.hpp"
#include "vision/fusion/fusion.hpp"

namespace vigie::vision {
namespace {

using test::id;

/// A hall of 10 m x 10 m under up to four cameras that hang beside each other, so that maps are one.
class FreeMissesTest : public ::testing::Test {
protected:
    FreeMissesTest() {
        const auto sample = test::sample_configuration();
        record_.node = sample.node;
        record_.floors = {{floor_, "Hall", 10.0, 10.0, {}}};
        zone_.zone = id<net::ZoneId>("hall");
        zone_.floor = floor_;
        zone_.outline = {{{0.0, 0.0}, {10.0, 0.0}, {10.0, 10.0}, {0.0, 10.0}}};
    }

    void hang(const std::string& name) {
        net::Calibration calibration;
        calibration.floor = floor_;
        calibration.width = 640;
        calibration.height = 480;
        calibration.pairs = test::hung_camera_pairs();
        const auto camera = id<net::CameraId>(name);
        record_.cameras.push_back({camera, name, 10.0, calibration});
        zone_.cameras.push_back(camera);
    }

    /// The zone's count when each camera sees people at these places.
    net::Count count(const std::vector<std::vector<net::Point<net::Floor>>>& seen) {
        record_.zones = {zone_};
        Fusion fusion(record_);
        CameraViews views;
        for (std::size_t c = 0; c < seen.size(); ++c) {
            auto scene = std::make_shared<net::Scene>();
            scene->camera = record_.cameras[c].camera;
            scene->width = 640;
            scene->height = 480;
            for (const auto& at : seen[c]) {
                net::Track track;
                track.number = scene->tracks.size() + 1;
                track.state = net::TrackState::confirmed;
                track.box = test::hung_camera_box(at);
                track.floor = net::FloorEstimate{at, {0.01, 0.0, 0.01}, {}};
                scene->tracks.push_back(track);
            }
            const auto number = static_cast<double>(seen[c].size());
            scene->zones = {{zone_.zone, {number, number, number, false, false}, std::nullopt}};
            views[scene->camera] = {scene, false};
        }
        return fusion.look(views).zones.front().count;
    }

    net::FloorId floor_ = id<net::FloorId>("hall");
    net::ConfigurationRecord record_;
    net::ZoneConfiguration zone_;
};

const net::Point<net::Floor> kLeft{3.0, 5.0};
const net::Point<net::Floor> kRight{7.0, 5.0};

TEST_F(FreeMissesTest, WhomOneOfTwoCamerasSeesIsThere) {
    hang("one");
    hang("two");
    EXPECT_EQ(count({{kLeft, kRight}, {kLeft}}).people, 2.0) << "a pillar may stand before the other";
}

TEST_F(FreeMissesTest, WhomThreeCamerasOughtToSeeAndOneSeesIsSomebodyElseMisplaced) {
    for (const char* name : {"one", "two", "three", "four"}) hang(name);
    // The first camera has three tracks of two people: no other sees the third one, which stands free.
    const auto together =
        count({{kLeft, kRight}, {kLeft, kRight}, {kLeft, kRight}, {kLeft, kRight, {5.0, 3.0}}});
    EXPECT_EQ(together.people, 3.0) << "what one camera counts is never taken away from it";
    // Two cameras that err differently count five places of three people between them.
    const auto differently =
        count({{kLeft, kRight, {5.0, 3.0}}, {kLeft, kRight, {5.0, 8.0}}, {kLeft, kRight}, {kLeft, kRight}});
    EXPECT_EQ(differently.people, 3.0);
}

TEST_F(FreeMissesTest, InACrowdOthersProveNothing) {
    for (const char* name : {"one", "two", "three", "four"}) hang(name);
    // Each camera sees the first row of a block, two of them one half each of those behind, whom nobody
    // tracked stands before: who in the block hides them from the others, the others do not see either.
    std::vector<net::Point<net::Floor>> first_row;
    std::vector<net::Point<net::Floor>> left;
    std::vector<net::Point<net::Floor>> right;
    for (int column = 0; column < 8; ++column) {
        first_row.push_back({3.0 + 0.5 * column, 6.0});
        for (int row = 1; row < 5; ++row) {
            (column < 4 ? left : right).push_back({3.0 + 0.5 * column, 6.0 + 0.5 * row});
        }
    }
    left.insert(left.end(), first_row.begin(), first_row.end());
    right.insert(right.end(), first_row.begin(), first_row.end());
    const auto all = count({first_row, first_row, left, right});
    EXPECT_GT(all.people, 32.0) << "of 40, while no camera counts more than 24";
    EXPECT_LE(all.people, 44.0) << "each of those behind can be seen by one camera alone: others hide nobody";
    EXPECT_GE(all.high, all.people);
}

TEST_F(FreeMissesTest, WhomTwoOfFourCamerasSeeIsThere) {
    for (const char* name : {"one", "two", "three", "four"}) hang(name);
    EXPECT_EQ(count({{kLeft, kRight}, {kLeft, kRight}, {kLeft}, {kLeft}}).people, 2.0);
}

}  // namespace
}  // namespace vigie::vision
