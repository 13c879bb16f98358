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
