// What an ONNX file says of the picture that it takes: OpenCV 4.6 does not tell.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "net/types/result.hpp"

namespace vigie::vision {

/// The first input of a graph that is no stored weight.
struct OnnxInput {
    std::string name;
    std::vector<std::int64_t> shape;  ///< 0 where the file leaves a length open
};

/// Reads the head of an ONNX model (a Protocol Buffers message, onnx/onnx.proto3, IR version 3 and later)
/// as far as is needed; weights are skipped, nothing is copied. invalid_input with a part of a sentence, "is
/// ...", for what is no such file or has lost its end.
[[nodiscard]] net::Result<OnnxInput> read_onnx_input(std::span<const char> file);

}  // namespace vigie::vision
