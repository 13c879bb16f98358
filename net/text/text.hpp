// Text that comes from people, files and strangers: what of it can be seen, and how it is made safe to show.
// UTF-8, independent of any locale. Pure functions; any thread.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace vigie::net {

/// One well-formed character: its code point, and the 1 to 4 bytes that it was written with.
struct Character {
    char32_t point = 0;
    std::string_view bytes;
};

/// Takes the next well-formed character off `rest`, and the malformed bytes before it; nothing when none is
/// left.
[[nodiscard]] std::optional<Character> next_character(std::string_view& rest);

/// `point` is a Unicode scalar value.
void append_character(std::string& text, char32_t point);

/// True for what steers a screen instead of being shown: C0 with line feeds and tabs, DEL, C1, the line and
/// paragraph separators, and the marks that turn the direction of what stands around them (U+061C, U+200E,
/// U+200F, U+202A to U+202E, U+2066 to U+2069), with which a name could show another than it is.
[[nodiscard]] bool is_control(char32_t point);

/// True when there is nothing to see in it: empty, or only spaces of any width and characters without one.
[[nodiscard]] bool is_blank(std::string_view text);

/// What keeps `text` from being a name or a sentence on one line, as the rest of a sentence about it
/// ("must not be blank: ..."), with the character concerned; nothing when nothing does.
[[nodiscard]] std::optional<std::string> fault_of_line(std::string_view text);

/// The beginning of `text` in at most `bytes` bytes, cut between characters.
[[nodiscard]] std::string_view cut_text(std::string_view text, std::size_t bytes);

/// `text` as one line that is safe to log and to send: valid UTF-8 of at most `bytes` bytes, '?' for each
/// malformed sequence, a space for each control character.
[[nodiscard]] std::string as_line(std::string_view text, std::size_t bytes);

}  // namespace vigie::net
