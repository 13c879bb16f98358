#include "net/text/text.hpp"

#include <utf8.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

namespace vigie::net {
namespace {

constexpr std::ptrdiff_t kLongestCharacter = 4;

using Range = std::pair<char32_t, char32_t>;

template <std::size_t N>
bool is_within(const std::array<Range, N>& ranges, char32_t point) {
    return std::any_of(ranges.begin(), ranges.end(),
                       [point](const Range& range) { return point >= range.first && point <= range.second; });
}

constexpr std::array kControls = std::to_array<Range>({
    {0x00, 0x1F},
    {0x7F, 0x9F},
    {0x061C, 0x061C},
    {0x200E, 0x200F},
    {0x2028, 0x202E},
    {0x2066, 0x2069},
});

// Unicode's White_Space, and what fonts draw with no width or as nothing (Default_Ignorable_Code_Point and
// the blank Braille pattern).
constexpr std::array kUnseen = std::to_array<Range>({
    {0x20, 0x20},       {0xA0, 0xA0},       {0xAD, 0xAD},     {0x034F, 0x034F}, {0x115F, 0x1160},
    {0x1680, 0x1680},   {0x17B4, 0x17B5},   {0x180B, 0x180F}, {0x2000, 0x200D}, {0x202F, 0x202F},
    {0x205F, 0x2065},   {0x206A, 0x206F},   {0x2800, 0x2800}, {0x3000, 0x3000}, {0x3164, 0x3164},
    {0xFE00, 0xFE0F},   {0xFEFF, 0xFEFF},   {0xFFA0, 0xFFA0}, {0xFFF0, 0xFFF8}, {0x1BCA0, 0x1BCA3},
    {0x1D173, 0x1D17A}, {0xE0000, 0xE0FFF},
});

/// "U+202E".
std::string name_of(char32_t point) {
    constexpr std::string_view kDigits = "0123456789ABCDEF";
    std::string name = "U+";
    for (unsigned shift = point > 0xFFFFU ? 24U : 16U; shift > 0;) {
        shift -= 4U;
        name += kDigits[(static_cast<unsigned>(point) >> shift) & 0xFU];
    }
    return name;
}

}  // namespace

std::optional<Character> next_character(std::string_view& rest) {
    while (!rest.empty()) {
        if (static_cast<unsigned char>(rest.front()) < 0x80U) {  // most of all text: no search
            const Character character{static_cast<char32_t>(rest.front()), rest.substr(0, 1)};
            rest.remove_prefix(1);
            return character;
        }
        const auto window = std::min<std::ptrdiff_t>(std::ssize(rest), kLongestCharacter);
        const char* begin = rest.data();
        if (utf8::find_invalid(begin, begin + window) != begin) {
            const char* end = begin;
            const char32_t point = utf8::unchecked::next(end);
            const auto length = static_cast<std::size_t>(end - begin);
            const Character character{point, rest.substr(0, length)};
            rest.remove_prefix(length);
            return character;
        }
        rest.remove_prefix(1);
    }
    return std::nullopt;
}

void append_character(std::string& text, char32_t point) {
    utf8::append(point, std::back_inserter(text));
}

bool is_control(char32_t point) {
    return is_within(kControls, point);
}

bool is_blank(std::string_view text) {
    while (const auto character = next_character(text)) {
        if (!is_within(kUnseen, character->point) && !is_control(character->point)) {
            return false;
        }
    }
    return true;
}

std::optional<std::string> fault_of_line(std::string_view text) {
    if (!utf8::is_valid(text.begin(), text.end())) {
        return "must be UTF-8";
    }
    auto rest = text;
    while (const auto character = next_character(rest)) {
        if (is_control(character->point)) {
            return "must not hold the control character " + name_of(character->point) + "; remove it";
        }
    }
    if (is_blank(text)) {
        return "must not be blank; write something that can be seen";
    }
    return std::nullopt;
}

std::string_view cut_text(std::string_view text, std::size_t bytes) {
    std::size_t end = std::min(text.size(), bytes);
    const auto continues = [&](std::size_t i) {
        return i < text.size() && (static_cast<unsigned char>(text[i]) & 0xC0U) == 0x80U;
    };
    while (end > 0 && continues(end)) {
        --end;
    }
    return text.substr(0, end);
}

std::string as_line(std::string_view text, std::size_t bytes) {
    std::string valid;
    valid.reserve(text.size());
    utf8::replace_invalid(text.begin(), text.end(), std::back_inserter(valid), '?');
    std::string line;
    line.reserve(valid.size());
    std::string_view rest = valid;
    while (const auto character = next_character(rest)) {
        line += is_control(character->point) ? std::string_view(" ") : character->bytes;
    }
    return std::string(cut_text(line, bytes));
}

}  // namespace vigie::net
