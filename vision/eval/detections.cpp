#include "vision/eval/detections.hpp"

#include <fmt/format.h>

#include <charconv>
#include <cmath>
#include <cstddef>
#include <fstream>
#include <optional>
#include <string_view>
#include <system_error>

#include "vision/eval/mot_line.hpp"

namespace vigie::vision {
namespace {

std::ifstream open_file(const std::filesystem::path& file) {
    std::error_code ignored;
    std::ifstream in;
    if (std::filesystem::is_regular_file(file, ignored)) {
        in.open(file);
    }
    return in;
}

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view kBlank = " \t\r";
    const auto first = text.find_first_not_of(kBlank);
    return first == std::string_view::npos ? std::string_view()
                                           : text.substr(first, text.find_last_not_of(kBlank) - first + 1);
}

std::optional<double> number_of(std::string_view text) {
    double out = 0.0;
    const auto* end = text.data() + text.size();
    const auto [rest, error] = std::from_chars(text.data(), end, out);
    return error == std::errc() && rest == end && std::isfinite(out) ? std::optional(out) : std::nullopt;
}

}  // namespace

net::Result<Detections> read_detections(const std::filesystem::path& file) {
    auto in = open_file(file);
    if (!in.is_open()) {
        return net::fail(net::ErrorCode::not_found,
                         "cannot open the detections " + file.string() + ": name a MOTChallenge det.txt");
    }
    Detections out;
    std::string line;
    for (std::size_t number = 1; std::getline(in, line); ++number) {
        if (trimmed(line).empty()) {
            continue;
        }
        MotLine v{};
        if (!read_mot_line(line, v) || v[0] < 1.0 || v[0] > 1e7 || v[0] != std::floor(v[0]) || v[4] <= 0.0 ||
            v[5] <= 0.0) {
            return net::fail(net::ErrorCode::invalid_input,
                             fmt::format("{}, line {}: '{}' is not 'frame, id, left, top, width, height, "
                                         "confidence, ...'",
                                         file.string(), number, line.substr(0, 80)));
        }
        if (v[6] < 0.0 || v[6] > 1.0) {
            return net::fail(net::ErrorCode::invalid_input,
                             fmt::format("{}, line {}: the confidence {} is not 0 to 1: convert the "
                                         "detector's scores to probabilities first",
                                         file.string(), number, v[6]));
        }
        out[static_cast<std::uint64_t>(v[0])].push_back({{v[2], v[3], v[4], v[5]}, v[6]});
    }
    if (out.empty()) {
        return net::fail(net::ErrorCode::invalid_input, file.string() + " holds no detections");
    }
    return out;
}

net::Result<void> check_footage(const Footage& footage) {
    if (!(footage.fps > 0.0) || footage.fps > 1000.0) {
        return net::fail(net::ErrorCode::invalid_input,
                         fmt::format("{} frames a second: write a rate above 0, up to 1000", footage.fps));
    }
    for (const int side : {footage.width, footage.height}) {
        if (side < 16 || side > 100000) {
            return net::fail(net::ErrorCode::invalid_input,
                             fmt::format("a picture of {}x{} pixels: each side has 16 to 100000",
                                         footage.width, footage.height));
        }
    }
    return {};
}

net::Result<SequenceInfo> read_sequence_info(const std::filesystem::path& file) {
    auto in = open_file(file);
    if (!in.is_open()) {
        return net::fail(net::ErrorCode::not_found,
                         "cannot open " + file.string() + ": a sequence's folder holds a seqinfo.ini");
    }
    std::map<std::string, std::string, std::less<>> entries;
    std::string line;
    bool inside = false;
    while (std::getline(in, line)) {
        const auto text = trimmed(line);
        const auto equals = text.find('=');
        if (text.starts_with('[')) {
            inside = text == "[Sequence]";
        } else if (inside && equals != std::string_view::npos) {
            entries[std::string(trimmed(text.substr(0, equals)))] = trimmed(text.substr(equals + 1));
        }
    }
    const auto wrong = [&](std::string_view entry) {
        return net::fail(net::ErrorCode::invalid_input,
                         fmt::format("{}: section [Sequence] has no usable {}", file.string(), entry));
    };
    const auto figure = [&](std::string_view entry) {
        const auto found = entries.find(entry);
        return found == entries.end() ? std::nullopt : number_of(found->second);
    };
    SequenceInfo out;
    const auto name = entries.find("name");
    if (name == entries.end() || name->second.empty()) {
        return wrong("name");
    }
    out.name = name->second;
    const auto fps = figure("frameRate");
    if (!fps) {
        return wrong("frameRate");
    }
    out.footage.fps = *fps;
    for (const auto& [entry, side] :
         {std::pair{"imWidth", &out.footage.width}, std::pair{"imHeight", &out.footage.height}}) {
        const auto pixels = figure(entry);
        if (!pixels || std::abs(*pixels) > 1e6 || *pixels != std::floor(*pixels)) {
            return wrong(entry);
        }
        *side = static_cast<int>(*pixels);
    }
    if (const auto usable = check_footage(out.footage); !usable) {
        return net::fail(file.string(), usable.error());
    }
    return out;
}

}  // namespace vigie::vision
