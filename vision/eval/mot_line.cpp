#include "vision/eval/mot_line.hpp"

#include <charconv>
#include <cmath>
#include <system_error>

namespace vigie::vision {

bool read_mot_line(std::string_view line, MotLine& out) {
    for (auto& value : out) {
        while (!line.empty() && line.front() == ' ') {
            line.remove_prefix(1);
        }
        const auto end = line.find(',');
        const auto field = line.substr(0, end);
        const auto [rest, error] = std::from_chars(field.data(), field.data() + field.size(), value);
        if (error != std::errc() || rest == field.data() || !std::isfinite(value)) {
            return false;
        }
        line = end == std::string_view::npos ? std::string_view() : line.substr(end + 1);
    }
    return true;
}

}  // namespace vigie::vision
