// A simulated hall through the cameras' analysis, or through tracks made from the truth, and through fusion
// as in a node, held against who is truly there.
#pragma once

#include <cstddef>
#include <cstdint>

#include "net/types/result.hpp"
#include "net/types/time.hpp"
#include "vision/eval/fusion_score.hpp"
#include "vision/fusion/floor_people.hpp"

namespace vigie::vision {

/// One measurement. Plain values.
struct FusionRunSettings {
    std::size_t people = 50;   ///< who come in
    std::size_t cameras = 4;   ///< 3 to 8
    bool pictures = true;      ///< false: tracks made from the truth
    double measured_s = 30.0;  ///< after settling
    std::uint64_t seed = 1;
    FusionSettings fusion;
};

/// What one came to. Costs are of the given clock.
struct FusionRun {
    FusionScore score;
    double fusion_ms = 0.0;    ///< median of one look
    double analysis_ms = 0.0;  ///< median of one picture's analysis; 0 without pictures
};

/// Cameras are looked at by turns, half of them half a picture later, as cameras do that nobody triggers.
[[nodiscard]] net::Result<FusionRun> run_fusion(const FusionRunSettings& settings, const net::Clock& clock);

}  // namespace vigie::vision
