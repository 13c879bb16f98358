// Ground truth in the MOTChallenge 2015 format.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <vector>

#include "net/types/geometry.hpp"
#include "net/types/result.hpp"

namespace vigie::vision {

/// One person in one frame.
struct TrueBox {
    std::uint64_t id = 0;
    net::Box box;
};

/// What an annotator saw in one frame.
struct TrueFrame {
    std::vector<TrueBox> people;
    std::vector<TrueBox> ignored;  ///< confidence 0: whether they are found or missed does not count
};

/// By frame number, from 1.
using GroundTruth = std::map<std::uint64_t, TrueFrame>;

/// Reads "frame, id, left, top, width, height, confidence, ..." lines. not_found when the file cannot be
/// opened; invalid_input naming the line when one is malformed (frame and id are whole numbers), has a person
/// of a frame again, or when there is none.
[[nodiscard]] net::Result<GroundTruth> read_ground_truth(const std::filesystem::path& file);

}  // namespace vigie::vision
