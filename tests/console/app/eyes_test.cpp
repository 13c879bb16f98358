#include "console/app/eyes.hpp"

#include <gtest/gtest.h>

namespace vigie::console {
namespace {

net::CameraId camera(std::string_view text) {
    return net::CameraId::parse(text).value();
}
net::NodeId node(std::string_view text) {
    return net::NodeId::parse(text).value();
}
net::PictureFeed tile(std::string_view text) {
    return {camera(text), net::PictureSize::tile};
}
net::PictureFeed full(std::string_view text) {
    return {camera(text), net::PictureSize::full};
}

Situation two_nodes() {
    Situation situation;
    for (const auto& [name, owner] : {std::pair{"gate", "edge-1"}, {"hall", "edge-1"}, {"yard", "edge-2"}}) {
        CameraSituation known;
        known.camera = camera(name);
        known.node = node(owner);
        situation.cameras.push_back(known);
    }
    return situation;
}

TEST(Eyes, AskEachNodeForTheTilesOnScreen) {
    const auto eyes =
        eyes_on({{camera("gate"), {400, 300}}, {camera("yard"), {400, 300}}}, two_nodes(), true);
    const Eyes expected{{{node("edge-1"), {tile("gate")}}, {node("edge-2"), {tile("yard")}}},
                        {{tile("gate"), {400, 300}}, {tile("yard"), {400, 300}}}};
    EXPECT_EQ(eyes, expected);
}

TEST(Eyes, AskForTheFocusedCameraAtFullSizeAndForNothingElse) {
    const auto eyes = eyes_on({{camera("hall"), {640, 360}, true}}, two_nodes(), true);
    const Eyes expected{{{node("edge-1"), {full("hall")}}}, {{full("hall"), {640, 360}}}};
    EXPECT_EQ(eyes, expected);
}

TEST(Eyes, SeeNothingWhileMinimised) {
    EXPECT_EQ(eyes_on({{camera("gate"), {400, 300}}}, two_nodes(), false), Eyes{});
}

TEST(Eyes, SkipPlacesWithoutAreaAndUnknownCameras) {
    EXPECT_EQ(eyes_on({{camera("gate"), {0, 300}}, {camera("hall"), {400, 0}}, {camera("roof"), {400, 300}}},
                      two_nodes(), true),
              Eyes{});
}

TEST(Eyes, AskForTheFullPictureWhereATileWouldBeABlur) {
    const PixelSize limit{net::kTileWidth * 3 / 2, net::kTileHeight * 3 / 2};
    const auto at = [](PixelSize size) {
        return eyes_on({{camera("gate"), size}}, two_nodes(), true).places.begin()->first;
    };
    EXPECT_EQ(at(limit), tile("gate"));
    EXPECT_EQ(at({limit.width + 1, limit.height}), full("gate"));
    EXPECT_EQ(at({limit.width, limit.height + 1}), full("gate"));
}

TEST(Eyes, DecodeACameraInTwoPlacesForTheLargerOne) {
    const auto eyes =
        eyes_on({{camera("gate"), {200, 150}}, {camera("gate"), {300, 100}}}, two_nodes(), true);
    EXPECT_EQ(eyes.places.at(tile("gate")), (PixelSize{300, 150}));
    EXPECT_EQ(eyes.feeds.at(node("edge-1")).size(), 1U);
}

TEST(FedCameras, AreThoseLookedAtWhosePicturesCanCome) {
    Situation situation = two_nodes();
    for (const char* name : {"edge-1", "edge-2"}) {
        NodeSituation known;
        known.node = node(name);
        known.link = LinkState::up;
        situation.nodes.push_back(known);
    }
    const auto fed = [&situation] {
        return fed_cameras(
            eyes_on({{camera("gate"), {400, 300}}, {camera("yard"), {400, 300}}}, situation, true),
            situation);
    };
    EXPECT_EQ(fed(), (std::set{camera("gate"), camera("yard")}));
    situation.cameras[0].liveness = net::Liveness::silent;
    EXPECT_EQ(fed(), std::set{camera("yard")});
    situation.nodes[1].link = LinkState::down;
    EXPECT_TRUE(fed().empty());
}

}  // namespace
}  // namespace vigie::console
