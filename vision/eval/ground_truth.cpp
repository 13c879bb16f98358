#include "vision/eval/ground_truth.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <fstream>
#include <string>
#include <system_error>

#include "vision/eval/mot_line.hpp"

namespace vigie::vision {
namespace {

constexpr double kLastFrame = 1e7;  // more than a day at 100 frames a second

bool is_number_of(double value, double least, double most) {
    return value >= least && value <= most && value == std::floor(value);
}

bool is_there(const std::vector<TrueBox>& boxes, std::uint64_t id) {
    return std::any_of(boxes.begin(), boxes.end(), [id](const TrueBox& box) { return box.id == id; });
}

}  // namespace

net::Result<GroundTruth> read_ground_truth(const std::filesystem::path& file) {
    std::error_code ignored;
    std::ifstream in;
    if (std::filesystem::is_regular_file(file, ignored)) {
        in.open(file);
    }
    if (!in.is_open()) {
        return net::fail(net::ErrorCode::not_found,
                         "cannot open the ground truth " + file.string() + ": name a MOTChallenge gt.txt");
    }
    GroundTruth out;
    std::string line;
    for (std::size_t number = 1; std::getline(in, line); ++number) {
        if (line.empty() || line == "\r") {
            continue;
        }
        MotLine v{};
        if (!read_mot_line(line, v) || !is_number_of(v[0], 1.0, kLastFrame) ||
            !is_number_of(v[1], 0.0, 1e9) || v[4] <= 0.0 || v[5] <= 0.0) {
            return net::fail(net::ErrorCode::invalid_input,
                             file.string() + ", line " + std::to_string(number) + ": '" + line.substr(0, 80) +
                                 "' is not 'frame, id, left, top, width, height, confidence, ...'");
        }
        auto& frame = out[static_cast<std::uint64_t>(v[0])];
        const net::Box box{v[2], v[3], v[4], v[5]};
        const auto id = static_cast<std::uint64_t>(v[1]);
        if (is_there(frame.people, id) || is_there(frame.ignored, id)) {
            return net::fail(net::ErrorCode::invalid_input,
                             file.string() + ", line " + std::to_string(number) + ": person " +
                                 std::to_string(id) + " is in frame " +
                                 std::to_string(static_cast<std::uint64_t>(v[0])) +
                                 " twice: give each person of a frame one box");
        }
        (v[6] == 0.0 ? frame.ignored : frame.people).push_back({id, box});
    }
    if (out.empty()) {
        return net::fail(net::ErrorCode::invalid_input, file.string() + " holds no ground truth");
    }
    return out;
}

}  // namespace vigie::vision
