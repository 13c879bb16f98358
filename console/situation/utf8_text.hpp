// Text that people typed: cut to a length and folded for searching. UTF-8, independent of any locale.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace vigie::console {

/// The beginning of `text` in at most `bytes` bytes, cut between characters, as the ledger takes it: tabs
/// become spaces; malformed bytes and control characters other than line feeds are left out.
[[nodiscard]] std::string clean_text(std::string_view text, std::size_t bytes);

/// `text` in the form in which it is searched: small letters, without accents ("Entrée" is found by
/// "ENTREE"), underscores as spaces. Covers ASCII, the Latin letters up to U+017F, Greek and Cyrillic
/// capitals; other characters stay as they are, malformed bytes are left out.
[[nodiscard]] std::string folded(std::string_view text);

}  // namespace vigie::console
