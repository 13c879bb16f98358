// Figures of the rules that watch for signs in a camera's scenes.
#pragma once

#include <functional>
#include <string_view>
#include <vector>

#include "net/types/sign.hpp"
#include "vision/rules/rule.hpp"

namespace vigie::vision {

/// For how long the oldest sign that `counts` has been there, seconds, for each zone and camera of the rule:
/// 0 without one. In a zone count the signs whose place on the floor is in it; of several cameras that see it
/// the one that has watched a sign for longest is believed. Evidence: `name` with the threshold, the sign's
/// confidence and, if known, its place.
[[nodiscard]] std::vector<Measurement> measure_signs(const net::RuleConfiguration& rule,
                                                     const Observations& seen,
                                                     const std::function<bool(const net::Sign&)>& counts,
                                                     std::string_view name);

/// A zone that a calibrated camera sees, or any camera of the node.
[[nodiscard]] bool can_watch_signs(const net::ConfigurationRecord& record, const Subject& subject);

}  // namespace vigie::vision
