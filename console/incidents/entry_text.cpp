#include "console/incidents/entry_text.hpp"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace vigie::console {

namespace {

constexpr std::string_view kReason = "reason ";

std::string one_line(std::string words) {
    std::replace(words.begin(), words.end(), '\n', ' ');
    return words;
}

std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> lines;
    std::size_t begin = 0;
    for (std::size_t end = text.find('\n'); end != std::string::npos; end = text.find('\n', begin)) {
        lines.push_back(text.substr(begin, end - begin));
        begin = end + 1;
    }
    lines.push_back(text.substr(begin));
    return lines;
}

std::optional<net::Reason> reason_of(std::string_view line) {
    if (!line.starts_with(kReason)) {
        return std::nullopt;
    }
    line.remove_prefix(kReason.size());
    std::uint8_t number = 0;
    const char* const end = line.data() + line.size();
    const auto read = std::from_chars(line.data(), end, number);
    return read.ec == std::errc() && read.ptr == end ? std::optional(static_cast<net::Reason>(number))
                                                     : std::nullopt;
}

}  // namespace

std::string entry_text(net::Sentence sentence) {
    std::string text = one_line(std::move(sentence.english));
    if (sentence.reason == net::Reason::unnamed) {
        return text;
    }
    text += "\n" + std::string(kReason) + std::to_string(static_cast<int>(sentence.reason));
    for (std::string& about : sentence.about) {
        text += "\n" + one_line(std::move(about));
    }
    return text;
}

net::Sentence sentence_of_entry(const std::string& text) {
    std::vector<std::string> lines = lines_of(text);
    const auto reason = lines.size() > 1 ? reason_of(lines[1]) : std::nullopt;
    if (!reason) {
        return {text};
    }
    net::Sentence sentence{std::move(lines[0]), *reason};
    sentence.about.assign(std::make_move_iterator(lines.begin() + 2), std::make_move_iterator(lines.end()));
    return sentence;
}

}  // namespace vigie::console
