// Words that may come from a file's name or a library, made fit for the wire.
#pragma once

#include <string>
#include <string_view>

#include "net/types/sentence.hpp"

namespace vigie::vision {

/// The same text as valid UTF-8 without control characters, cut at a character's end to what the wire
/// allows one sentence: else one strange file name would silence the whole health message.
[[nodiscard]] std::string fit_sentence(std::string_view text);
/// The same for the English and for each value that it is about.
[[nodiscard]] net::Sentence fit_sentence(const net::Sentence& sentence);

}  // namespace vigie::vision
