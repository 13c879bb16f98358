// What stands beside a screenshot: the items and words on it and where they are, for support and for tests.
#pragma once

#include <string>

#include "console/app/jpeg_decoder.hpp"
#include "console/views/marks.hpp"

namespace vigie::console {

/// JSON: {"window": [width, height], "items": {NAME: [x, y, width, height]}, "texts": [{"panel": ...,
/// "words":
/// ..., "place": [x, y, width, height]}]}, lengths in the pointer's units. Words that are not UTF-8 are
/// mended.
[[nodiscard]] std::string notes_on(const Marks& marks, PixelSize window);

}  // namespace vigie::console
