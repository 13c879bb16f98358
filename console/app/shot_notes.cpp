#include "console/app/shot_notes.hpp"

#include <nlohmann/json.hpp>

namespace vigie::console {

namespace {

nlohmann::json place_of(const MarkRect& rect) {
    return {rect.x, rect.y, rect.width, rect.height};
}

}  // namespace

std::string notes_on(const Marks& marks, PixelSize window) {
    nlohmann::json notes;
    notes["window"] = {window.width, window.height};
    notes["items"] = nlohmann::json::object();
    for (const auto& [name, rect] : marks.items()) {
        notes["items"][name] = place_of(rect);
    }
    notes["texts"] = nlohmann::json::array();
    for (const Marks::Text& text : marks.texts()) {
        notes["texts"].push_back(
            {{"panel", text.panel}, {"words", text.words}, {"place", place_of(text.rect)}});
    }
    return notes.dump(1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
}

}  // namespace vigie::console
