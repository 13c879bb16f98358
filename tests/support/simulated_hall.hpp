// A hall of 20 x 10 m: in a node.toml, as a script that nobody comes to, and seen by a camera that plays it.
#pragma once

#include <string_view>

namespace vigie::test {

/// A node without cameras, on any free ports, whose key lies beside its state folder.
inline constexpr std::string_view kHallNode = R"([node]
id = "edge-1"
port = 0
key = "../node.key"
[venue]
name = "Palais"
[[floor]]
id = "hall"
name = "Hall"
width_m = 20.0
height_m = 10.0
)";

inline constexpr std::string_view kHallScript = R"([run]
duration_s = 30.0
[[floor]]
id = "hall"
width_m = 20.0
height_m = 10.0
)";

/// Put behind kHallScript: more people than find room, who come to stay, and a fall where nobody is.
inline constexpr std::string_view kAskedInVain = R"([[exit]]
id = "door"
from = [0, 4]
to = [0, 6]
[[area]]
id = "stage"
outline = [[2, 2], [8, 2], [8, 8], [2, 8]]
stay_least_s = 900
stay_most_s = 1000
[[source]]
at = "door"
people_per_s = 10
route = ["stage"]
[[event]]
kind = "fall"
at_s = 10
at = [19, 9]
[behaviour]
casting_m = 1
)";

/// Put behind kHallNode; kHallScript stands beside it as "show.toml".
inline constexpr std::string_view kHallCamera = R"([[camera]]
id = "south"
name = "South"
[camera.source]
simulation = "show.toml"
size = [160, 96]
[camera.source.pose]
floor = "hall"
at = [10.0, 9.8]
look_at = [10.0, 4.0]
)";

}  // namespace vigie::test
