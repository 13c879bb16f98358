// How full zones are, as every panel judges it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "console/situation/situation.hpp"

namespace vigie::console {

/// Shares of capacity from which a zone is drawn as filling up and as full.
inline constexpr double kWarnShare = 0.85;
inline constexpr double kFullShare = 1.0;

enum class LoadBand : std::uint8_t { unknown, calm, filling, full };

/// People over capacity; nothing without a capacity.
[[nodiscard]] std::optional<double> share_of_capacity(const net::ZoneConfiguration& zone, double people);

/// Share of capacity; of a zone without one, people over what its area holds at its "dangerous" density.
/// Nothing when it has neither.
[[nodiscard]] std::optional<double> zone_load(const net::ZoneConfiguration& zone, double people);

/// By the share of its capacity now; unknown before any count arrived, calm without a capacity.
[[nodiscard]] LoadBand load_band(const ZoneSituation& zone);

/// The venue's licensed capacity, as its nodes say; nothing when none does.
[[nodiscard]] std::optional<double> licensed_capacity(const Situation& situation);

/// Indices of the zones, worst band first. So that rows don't change places with every count, a zone keeps
/// the worst band of its last half minute, and within a band the configuration's order holds.
[[nodiscard]] std::vector<std::size_t> zones_worst_first(const std::vector<ZoneSituation>& zones);

}  // namespace vigie::console
