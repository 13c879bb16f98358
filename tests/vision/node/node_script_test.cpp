// A whole node whose cameras play a script that asks for what its venue cannot give.
#include <gtest/gtest.h>

#include <string>

#include "tests/support/mistake.hpp"
#include "tests/support/sample_messages.hpp"
#include "tests/support/simulated_hall.hpp"
#include "tests/vision/node/node_in_folder.hpp"

namespace vigie::vision {
namespace {

constexpr std::string_view kAgainstTheCrowd = R"([[event]]
kind = "wrong_way"
at_s = 40
at = [19, 9]
people = 2
)";

std::uint64_t counter(const net::CameraHealth& camera, std::string_view name) {
    for (const auto& each : camera.counters) {
        if (each.name == name) return each.value;
    }
    return 0;
}

TEST(NodeOnAScript, TellsOnceWhatItCouldNotGiveAndCountsItInHealth) {
    test::NodeInFolder node;
    node.folder().write("show.toml",
                        test::replaced(std::string(test::kHallScript), "30.0", "60.0\nmost_people = 1") +
                            std::string(test::kAskedInVain) + std::string(kAgainstTheCrowd));
    const auto camera = test::replaced(std::string(test::kHallCamera), "size", "real_time = false\nsize");
    node.start(std::string(test::kHallNode) + camera + test::replaced(camera, "south", "again"));
    ASSERT_FALSE(HasFatalFailure());
    const auto acts_told = [&] { return node.lines_with("found for the act that the script wants at "); };
    ASSERT_TRUE(node.wait_until([&] { return acts_told() >= 2; }));

    auto desk = node.console();
    const auto turned_away = [](const test::HeardFromNode& heard) {
        const auto* south = heard.camera(test::id<net::CameraId>("south"));
        return south == nullptr ? 0 : counter(*south, "people_turned_away");
    };
    ASSERT_TRUE(desk.wait_until([&](const auto& heard) { return turned_away(heard) > 100; }));
    const auto south = *desk.heard().camera(test::id<net::CameraId>("south"));
    EXPECT_EQ(counter(south, "acts_given_up"), 2U);
    EXPECT_EQ(south.message.english, "") << "the camera is well";

    const auto script = (node.folder().path() / "show.toml").string() + ": ";
    EXPECT_EQ(acts_told(), 2) << "whichever of its cameras plays it, run after run";
    EXPECT_EQ(node.lines_with(script + "nobody was found for the act that the script wants at 10 s"), 1);
    EXPECT_EQ(node.lines_with("not all 2 people were found for the act that the script wants at 40 s"), 1);
    const auto told = node.lines_with("turned away: 'most_people' of [run] is 1, or ");
    EXPECT_GE(told, 1);
    EXPECT_LE(told, 12) << "each time that they are twice as many";
}

}  // namespace
}  // namespace vigie::vision
