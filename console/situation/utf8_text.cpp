#include "console/situation/utf8_text.hpp"

#include <algorithm>
#include <array>

#include "net/text/text.hpp"

namespace vigie::console {

namespace {

/// Latin letters beyond ASCII and what they are written as without accents.
struct Letters {
    char32_t first;
    char32_t last;
    std::string_view plain;
};

constexpr std::array kLatin =
    std::to_array<Letters>({
        {0xC0, 0xC5, "a"},   {0xC6, 0xC6, "ae"},   {0xC7, 0xC7, "c"},   {0xC8, 0xCB, "e"},
        {0xCC, 0xCF, "i"},   {0xD0, 0xD0, "d"},    {0xD1, 0xD1, "n"},   {0xD2, 0xD6, "o"},
        {0xD8, 0xD8, "o"},   {0xD9, 0xDC, "u"},    {0xDD, 0xDD, "y"},   {0xDE, 0xDE, "th"},
        {0xDF, 0xDF, "ss"},  {0xE0, 0xE5, "a"},    {0xE6, 0xE6, "ae"},  {0xE7, 0xE7, "c"},
        {0xE8, 0xEB, "e"},   {0xEC, 0xEF, "i"},    {0xF0, 0xF0, "d"},   {0xF1, 0xF1, "n"},
        {0xF2, 0xF6, "o"},   {0xF8, 0xF8, "o"},    {0xF9, 0xFC, "u"},   {0xFD, 0xFD, "y"},
        {0xFE, 0xFE, "th"},  {0xFF, 0xFF, "y"},    {0x100, 0x105, "a"}, {0x106, 0x10D, "c"},
        {0x10E, 0x111, "d"}, {0x112, 0x11B, "e"},  {0x11C, 0x123, "g"}, {0x124, 0x127, "h"},
        {0x128, 0x131, "i"}, {0x132, 0x133, "ij"}, {0x134, 0x135, "j"}, {0x136, 0x138, "k"},
        {0x139, 0x142, "l"}, {0x143, 0x14B, "n"},  {0x14C, 0x151, "o"}, {0x152, 0x153, "oe"},
        {0x154, 0x159, "r"}, {0x15A, 0x161, "s"},  {0x162, 0x167, "t"}, {0x168, 0x173, "u"},
        {0x174, 0x175, "w"}, {0x176, 0x178, "y"},  {0x179, 0x17E, "z"}, {0x17F, 0x17F, "s"},
        {0x300, 0x36F, ""},  // accents that follow their letter
    });

void append_folded(std::string& text, char32_t point) {
    const auto letters = std::find_if(kLatin.begin(), kLatin.end(), [point](const Letters& some) {
        return point >= some.first && point <= some.last;
    });
    if (letters != kLatin.end()) {
        text += letters->plain;
    } else if ((point >= 0x391 && point <= 0x3A9) || (point >= 0x410 && point <= 0x42F)) {
        net::append_character(text, point + 0x20);
    } else if (point >= 0x400 && point <= 0x40F) {
        net::append_character(text, point + 0x50);
    } else {
        net::append_character(text, point);
    }
}

char folded_ascii(char character) {
    if (character >= 'A' && character <= 'Z') {
        return static_cast<char>(character - 'A' + 'a');
    }
    return character == '_' ? ' ' : character;
}

}  // namespace

std::string clean_text(std::string_view text, std::size_t bytes) {
    std::string clean;
    clean.reserve(std::min(text.size(), bytes));
    while (const auto character = net::next_character(text)) {
        std::string_view taken = character->bytes;
        if (character->point == U'\t') {
            taken = " ";
        } else if (character->point != U'\n' && net::is_control(character->point)) {
            continue;
        }
        if (clean.size() + taken.size() > bytes) {
            break;
        }
        clean += taken;
    }
    return clean;
}

std::string folded(std::string_view text) {
    std::string plain;
    plain.reserve(text.size());
    while (const auto character = net::next_character(text)) {
        if (character->bytes.size() == 1) {
            plain += folded_ascii(character->bytes.front());
        } else {
            append_folded(plain, character->point);
        }
    }
    return plain;
}

}  // namespace vigie::console
