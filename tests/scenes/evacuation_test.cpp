// What an evacuation tells, from drawn picture to figures, beside what truly happens.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

#include "net/types/geometry.hpp"
#include "tests/support/places.hpp"
#include "vision/configuration/node_configuration.hpp"
#include "vision/eval/scene_run.hpp"
#include "vision/simulation/simulated_venue.hpp"

namespace vigie {
namespace {

constexpr std::uint64_t kSeed = 11;
constexpr double kEvacuatedS = 30.0;
constexpr std::size_t kPeople = 18;

/// One look of the node, and how many people are truly in the hall then.
struct Look {
    double at_s = 0.0;
    net::Occupancy seen;
    double truly_inside = 0.0;

    [[nodiscard]] const net::HallState& hall() const { return seen.halls.front(); }
};

vision::NodeConfiguration node() {
    const std::filesystem::path file = VIGIE_SOURCE_DIR "/tests/scenes/evacuation/node.toml";
    return vision::load_node_configuration(file, file.parent_path()).value();
}

struct Play {
    vision::SceneRun run;
    std::vector<Look> looks;

    [[nodiscard]] const Look& at(double seconds) const {
        return *std::find_if(looks.begin(), looks.end(),
                             [seconds](const Look& look) { return look.at_s >= seconds; });
    }
    [[nodiscard]] bool raised(net::RuleKind kind) const {
        return std::any_of(run.alerts.begin(), run.alerts.end(), [kind](const auto& entry) {
            return entry.alert.kind == kind && entry.alert.transition == net::Transition::raised;
        });
    }
};

Play play(vision::NodeConfiguration configuration) {
    const std::filesystem::path file = VIGIE_SOURCE_DIR "/tests/scenes/evacuation/evacuated.toml";
    auto script = vision::load_script(file).value();
    script.seed = kSeed;
    const auto venue = vision::SimulatedVenue::from(std::move(script));
    const auto outline = configuration.record.zones.front().outline;
    Play out;
    auto run = vision::run_scene(
        std::move(configuration), file, kSeed, [&](double at_s, const net::Occupancy& seen) {
            const auto step = static_cast<std::uint64_t>(std::llround(at_s * venue->steps_per_second()));
            const auto state = venue->at(step);
            const auto inside =
                std::count_if(state->people.begin(), state->people.end(),
                              [&](const auto& person) { return net::contains(outline, person.at); });
            out.looks.push_back({at_s, seen, static_cast<double>(inside)});
        });
    out.run = std::move(run).value();
    return out;
}

TEST(EvacuationScene, TellsWhoIsStillInsideTheFlowOfEachExitAndTheTimeItTakes) {
    const Play evacuation = play(node());
    EXPECT_EQ(evacuation.at(kEvacuatedS - 1.0).hall().phase, net::VenuePhase::show);
    EXPECT_EQ(evacuation.at(kEvacuatedS + 1.0).hall().phase, net::VenuePhase::evacuation);

    double error = 0.0;
    double looks = 0.0;
    double held = 0.0;  // of these, within what the count says
    for (const auto& look : evacuation.looks) {
        if (look.at_s < kEvacuatedS) continue;
        error += std::abs(look.hall().remaining.people - look.truly_inside);
        looks += 1.0;
        const auto& count = look.hall().remaining;
        held +=
            count.low <= look.truly_inside && (count.at_least || look.truly_inside <= count.high) ? 1.0 : 0.0;
    }
    ASSERT_GT(looks, 0.0);
    EXPECT_LE(error / looks, 0.15 * static_cast<double>(kPeople)) << "people, mean over the evacuation";
    EXPECT_GE(held / looks, 0.85) << "what it says is true, its interval included";

    const Look& end = evacuation.looks.back();
    ASSERT_EQ(end.truly_inside, 0.0) << "the script empties the hall";
    EXPECT_EQ(end.hall().remaining.people, 0.0);
    // The last minute saw everybody leave.
    ASSERT_TRUE(end.hall().exit_per_min);
    EXPECT_NEAR(*end.hall().exit_per_min, static_cast<double>(kPeople), 2.0);
    ASSERT_EQ(end.seen.lines.size(), 2U);
    EXPECT_NEAR(end.seen.lines[0].out_per_min.value(), 8.0, 1.0) << "by the west";
    EXPECT_NEAR(end.seen.lines[1].out_per_min.value(), 10.0, 1.0) << "by the east";
}

TEST(EvacuationScene, WhoFleesAgainstTheOneWayIsNoNewsAndWouldBeOneDuringTheShow) {
    EXPECT_FALSE(play(node()).raised(net::RuleKind::wrong_direction));
    auto all_evening = node();
    all_evening.record.rules.front().phases = {net::VenuePhase::show, net::VenuePhase::evacuation};
    EXPECT_TRUE(play(std::move(all_evening)).raised(net::RuleKind::wrong_direction));
}

}  // namespace
}  // namespace vigie
