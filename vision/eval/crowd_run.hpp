// A simulated crowd that comes and stands close for a long time, counted by one camera.
#pragma once

#include <cstdint>

#include "net/types/result.hpp"
#include "net/types/time.hpp"

namespace vigie::vision {

/// Which way its people look.
enum class CrowdFacing { camera, sideways, anyhow };

/// Plain values.
struct CrowdRunSettings {
    double per_m2 = 3.0;  ///< of the square of `edge_m` in which they stand, 0.1 to 6
    double edge_m = 5.0;  ///< 2 to 6
    CrowdFacing facing = CrowdFacing::camera;
    double height_m = 5.5;     ///< of the camera; the crowd is 9 m away from it
    double measured_s = 60.0;  ///< from when all have come to stand
    double fps = 5.0;
    std::uint64_t seed = 1;
};

/// What one came to, of a zone around the crowd. Shares are of pictures.
struct CrowdRun {
    double people = 0.0;       ///< truly in the zone, mean
    double counted = 0.0;      ///< mean
    double count_error = 0.0;  ///< |counted - true| / true, mean
    double count_bias = 0.0;   ///< (counted - true) / true, mean
    double covered = 0.0;      ///< share whose interval holds the truth
    double at_least = 0.0;     ///< share whose count says so
    double least_kept = 0.0;   ///< smallest count after the first minute's, as a share of that minute's mean
    double analysis_ms = 0.0;  ///< mean of a picture, by the given clock: looks at the crowd are few and long
    double analysis_p95_ms = 0.0;
};

/// The camera sees the empty hall first, then the whole crowd moves in from the side at 1 m/s, and stands.
/// invalid_input for settings out of range.
[[nodiscard]] net::Result<CrowdRun> run_crowd(const CrowdRunSettings& settings, const net::Clock& clock);

}  // namespace vigie::vision
