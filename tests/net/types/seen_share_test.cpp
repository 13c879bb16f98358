// How much of a zone its cameras see.
#include <gtest/gtest.h>

#include "net/types/seen_share.hpp"

namespace vigie::net {
namespace {

Polygon<Floor> rectangle(double x0, double y0, double x1, double y1) {
    return {{{x0, y0}, {x1, y0}, {x1, y1}, {x0, y1}}};
}

CameraConfiguration camera(const char* id, const char* floor, const Polygon<Floor>& sees) {
    CameraConfiguration out;
    out.camera = *CameraId::parse(id);
    out.calibration.emplace();
    out.calibration->floor = *FloorId::parse(floor);
    out.calibration->field_of_view = sees;
    return out;
}

class SeenShareTest : public ::testing::Test {
protected:
    SeenShareTest() {
        zone_.floor = *FloorId::parse("hall");
        zone_.outline = rectangle(0.0, 0.0, 8.0, 4.0);
        zone_.cameras = {*CameraId::parse("east"), *CameraId::parse("west")};
    }

    ZoneConfiguration zone_;
};

TEST_F(SeenShareTest, IsThatOfAllCamerasTogether) {
    const auto east = camera("east", "hall", rectangle(4.0, -1.0, 20.0, 9.0));
    EXPECT_NEAR(seen_share(zone_, {east}), 0.5, 0.02);
    EXPECT_NEAR(seen_share(zone_, {east, camera("west", "hall", rectangle(-9.0, -1.0, 6.0, 9.0))}), 1.0,
                1e-9);
}

TEST_F(SeenShareTest, OfCamerasOfOtherFloorsOrZonesIsNothing) {
    const auto all = rectangle(-9.0, -9.0, 20.0, 20.0);
    EXPECT_EQ(seen_share(zone_, {camera("east", "attic", all)}), 0.0);
    EXPECT_EQ(seen_share(zone_, {camera("north", "hall", all)}), 0.0);
    EXPECT_EQ(seen_share(zone_, {CameraConfiguration{}}), 0.0) << "nobody surveyed it";
}

}  // namespace
}  // namespace vigie::net
