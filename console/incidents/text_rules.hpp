// What names, passwords and words may be before they are recorded for ever; errors as sentences.
#pragma once

#include <cstddef>
#include <string>

#include "net/types/result.hpp"

namespace vigie::console {

inline constexpr std::size_t kLongestName = 64;
inline constexpr std::size_t kShortestPassword = 8;
inline constexpr std::size_t kLongestText = 4096;

/// An operator's name: 1 to kLongestName bytes of printable UTF-8 without spaces around it, and not "system",
/// which is nobody's. Else invalid_input.
[[nodiscard]] net::Result<void> check_name(const std::string& name);

/// Words of `least` to kLongestText bytes of UTF-8, with no control characters but line feeds. Else
/// invalid_input; `what` names them.
[[nodiscard]] net::Result<void> check_words(const char* what, const std::string& words, std::size_t least);

/// The words with a capital letter, where they begin with a small one of ASCII.
[[nodiscard]] std::string with_capital(std::string words);

/// The error with a capital letter, as a sentence for the screen. Messages begin small where they are made,
/// because others put a context in front of them.
[[nodiscard]] net::Error as_sentence(net::Error error);

}  // namespace vigie::console
