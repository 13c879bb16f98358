// Every table of the suite. To add one: a file that implements Table, its maker here, its place in
// all_tables().
#pragma once

#include <memory>
#include <vector>

#include "vision/eval/table.hpp"

namespace vigie::vision {

/// The demo's camera on its real video, every figure beside its bar.
[[nodiscard]] std::unique_ptr<Table> make_video_table();
/// The same with a detector of people (models/yolox_nano.onnx).
[[nodiscard]] std::unique_ptr<Table> make_model_table();
/// The tracker on other detectors' published boxes, beside SORT (Bewley et al., ICIP 2016).
[[nodiscard]] std::unique_ptr<Table> make_tracker_table();
/// The demo's video made worse in five ways.
[[nodiscard]] std::unique_ptr<Table> make_robustness_table();
/// Cameras that nobody surveyed.
[[nodiscard]] std::unique_ptr<Table> make_uncalibrated_table();
/// Drawn people beside real ones.
[[nodiscard]] std::unique_ptr<Table> make_drawn_table();
/// What watching nobody costs.
[[nodiscard]] std::unique_ptr<Table> make_empty_scene_table();
/// Every kind of rule on its scripted scenes and near-misses.
[[nodiscard]] std::unique_ptr<Table> make_rules_table();
/// Every alarm on real videos, beside those that must be told.
[[nodiscard]] std::unique_ptr<Table> make_alarms_table();
/// Every alarm of the demo, beside its story.
[[nodiscard]] std::unique_ptr<Table> make_demo_table();
/// Simulated crowds that stand close for twenty minutes.
[[nodiscard]] std::unique_ptr<Table> make_crowd_table();
/// A simulated hall under several cameras, fused.
[[nodiscard]] std::unique_ptr<Table> make_fusion_table();

/// In the order in which they are printed.
[[nodiscard]] std::vector<std::unique_ptr<Table>> all_tables();

}  // namespace vigie::vision
