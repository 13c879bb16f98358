#include "console/views/zone_figure.hpp"

#include <gtest/gtest.h>

#include "tests/support/sample_messages.hpp"

namespace vigie::test {
namespace {

class ZoneFigure : public ::testing::Test {
protected:
    ZoneFigure() {
        zone_.configuration = sample_configuration().zones.front();
        zone_.known = true;
        zone_.count = {zone_.configuration.zone, {9.0, 8.0, 11.0, false, false}, std::nullopt};
    }

    console::ZoneSituation zone_;
    net::Scene scene_ = sample_scene();  // counts 2 in the zone
};

TEST_F(ZoneFigure, OfAZoneThatOneCameraSeesIsWhatThatPictureCounted) {
    const auto figure = console::figure_beside_picture(zone_, scene_);
    ASSERT_TRUE(figure);
    EXPECT_EQ(figure->people, 2.0);
}

TEST_F(ZoneFigure, OfAZoneThatSeveralSeeIsTheNodesCountOfAll) {
    zone_.configuration.cameras.push_back(id<net::CameraId>("cam-2"));
    const auto figure = console::figure_beside_picture(zone_, scene_);
    ASSERT_TRUE(figure);
    EXPECT_EQ(figure->people, 9.0);
    zone_.known = false;
    EXPECT_FALSE(console::figure_beside_picture(zone_, scene_));
}

TEST_F(ZoneFigure, IsNoneWhereThePictureDidNotCount) {
    scene_.zones.clear();
    EXPECT_FALSE(console::figure_beside_picture(zone_, scene_));
}

}  // namespace
}  // namespace vigie::test
