// A zone's number of people beside a camera's picture.
#pragma once

#include <optional>

#include "console/situation/situation.hpp"

namespace vigie::console {

/// What this very scene counted; of a zone that other cameras see too, what its node counted of all of them:
/// one camera's part would be told for the whole. Nothing when that is not known.
[[nodiscard]] std::optional<net::Count> figure_beside_picture(const ZoneSituation& zone,
                                                              const net::Scene& scene);

}  // namespace vigie::console
