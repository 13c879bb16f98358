// A node.toml with one of everything, for tests to break.
#pragma once

#include <string_view>

namespace vigie::test {

inline constexpr std::string_view kGoodNode = R"([node]
id = "edge-1"
name = "North wing"
host = "0.0.0.0"
port = 7500
key = "../keys/node.key"

[venue]
name = "Palais"
time_zone = "Europe/Paris"
licensed_capacity = 800

[[floor]]
id = "hall"
name = "Hall"
width_m = 20.0
height_m = 10
[[floor.wall]]
points = [[0.0, 0.0], [20.0, 0.0]]

[[camera]]
id = "east"
name = "East"
fps = 7.0
[camera.source]
file = "east.avi"
[camera.calibration]
floor = "hall"
width = 640
height = 480
pairs = [
  { image = [100, 100], floor = [5, 2] },
  { image = [500, 100], floor = [15, 2] },
  { image = [600, 400], floor = [13, 8] },
  { image = [ 50, 400], floor = [7, 8] },
]
[camera.analysis]
coast_s = 3.0
[camera.mask]
widen = 0.2

[[camera]]
id = "west"
name = "West"
[camera.source]
rtsp = "rtsp://user:word@10.0.0.7/stream"
read_timeout_s = 4.5

[[zone]]
id = "bar"
name = "Bar"
floor = "hall"
use = "queue"
capacity = 25
outline = [[6.0, 3.0], [12.0, 3.0], [12.0, 7.0], [6.0, 7.0]]
cameras = ["east"]
[zone.bands]
dangerous = 4.0

[[zone]]
id = "lawn"
name = "Lawn"
floor = "hall"
outline = [[1.0, 1.0], [2.0, 1.0], [2.0, 2.0]]
cameras = ["east", "west"]

[[line]]
id = "door"
name = "Door"
floor = "hall"
from = [8.0, 2.0]
to = [8.0, 8.0]
camera = "east"

[[rule]]
id = "crowd"
name = "Too many at the bar"
kind = "over_capacity"
priority = "high"
zones = ["bar"]
threshold = 1.2
clear_below = 0.9
[rule.purpose]
legal_basis = "licence"
authority = "the venue"
from = 2026-01-01
until = 2026-12-31T18:00:00+01:00

[[rule]]
id = "silent"
name = "Camera silent"
kind = "camera_silent"
cameras = ["east", "west"]
[rule.purpose]
legal_basis = "upkeep"
authority = "the venue"
)";

}  // namespace vigie::test
