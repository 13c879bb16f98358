// Published detections of a sequence, in the MOTChallenge 2015 format.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "net/types/geometry.hpp"
#include "net/types/result.hpp"

namespace vigie::vision {

/// One box that a detector gave.
struct Detection {
    net::Box box;
    double score = 0.0;  ///< 0 to 1
};

/// By frame number, from 1; frames without detections are absent.
using Detections = std::map<std::uint64_t, std::vector<Detection>>;

/// Reads "frame, -1, left, top, width, height, confidence, ..." lines. not_found when the file cannot be
/// opened; invalid_input naming the line when one is malformed or its confidence is not 0 to 1, or when
/// there is none.
[[nodiscard]] net::Result<Detections> read_detections(const std::filesystem::path& file);

/// What a tracker must know of pictures that it does not see.
struct Footage {
    double fps = 0.0;  ///< frames by second of stream time, above 0
    int width = 0;     ///< pixels, above 0
    int height = 0;
};

/// A sequence's seqinfo.ini.
struct SequenceInfo {
    std::string name;
    Footage footage;
};

/// Reads name, frameRate, imWidth and imHeight of the section [Sequence]. not_found when the file cannot be
/// opened; invalid_input naming the entry that is missing or wrong.
[[nodiscard]] net::Result<SequenceInfo> read_sequence_info(const std::filesystem::path& file);

/// invalid_input naming the figure that is out of range: 0 < fps <= 1000, 16 to 100000 pixels a side.
[[nodiscard]] net::Result<void> check_footage(const Footage& footage);

}  // namespace vigie::vision
