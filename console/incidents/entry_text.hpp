// How an entry keeps what other layers and programs tell, so that screens can say it in any language.
#pragma once

#include <string>

#include "net/types/sentence.hpp"

namespace vigie::console {

/// The text of an entry: the English on its first line; with a reason "reason NUMBER" on the second, and on
/// each further line one of what it is about. No text that a person writes has lines.
[[nodiscard]] std::string entry_text(net::Sentence sentence);

/// What entry_text() was made of; the whole text as English without a reason where it is another's.
[[nodiscard]] net::Sentence sentence_of_entry(const std::string& text);

}  // namespace vigie::console
