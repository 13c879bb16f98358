// Whole nodes on real videos and on the demo's palace: what they tell, beside what they must.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "net/types/result.hpp"
#include "vision/eval/alarm_list.hpp"
#include "vision/eval/node_run.hpp"

namespace vigie::vision {

/// A run and what of it was expected. Plain values.
struct AlarmRun {
    NodeRun run;
    AlarmComparison comparison;
    /// One sentence whatever is not as it should be: an alarm, a rule that was off, pictures refused.
    /// `known_too`: alarms of which it is known as well.
    [[nodiscard]] std::vector<std::string> wrong(bool known_too = true) const;
};

/// Plays `video` for so long to every camera with a file of `folder`/node.toml and holds what is told against
/// `folder`/alarms.toml. Any thread.
[[nodiscard]] net::Result<AlarmRun> run_real_video(const std::filesystem::path& folder,
                                                   const std::filesystem::path& video, double seconds);

/// Plays the demo's first three minutes, as ./run demo does, to its whole node, its video being `video`, and
/// holds what is told against the alarms.toml beside the node's file. Any thread.
[[nodiscard]] net::Result<AlarmRun> run_demo(const std::filesystem::path& configuration,
                                             const std::filesystem::path& video);

/// Three loops of vtest.avi at the 7 pictures a second at which it was filmed: 2385 pictures.
inline constexpr double kThreeLoopsS = 340.7;
/// ABODA's fourth video, to its end.
inline constexpr double kLeftBagS = 39.0;

}  // namespace vigie::vision
