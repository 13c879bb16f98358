// Pictures of a simulated venue, one after the other. Internal to this folder.
#pragma once

#include <memory>

#include "vision/capture/frame_reader.hpp"

namespace vigie::vision {

/// Never blocks for longer than it takes to compute and paint the next picture. A run of the script is what
/// one playing of a file is: its end is the reader's, and opening goes on with the next run. In real time the
/// first picture after opening is of the moment that the venue has reached by `clock`, which outlives the
/// reader; otherwise pictures follow each other without a gap. While the script says that the camera is
/// silent, opening and reading fail as of a dead camera; frozen, the last picture is repeated.
[[nodiscard]] std::unique_ptr<FrameReader> make_simulated_reader(const SimulatedSource& source,
                                                                 const net::Clock& clock);

}  // namespace vigie::vision
