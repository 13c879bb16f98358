// Where named items and texts were drawn: for tests, for support, and for whoever must know what is on
// screen.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace vigie::console {

/// A rectangle in window pixels.
struct MarkRect {
    float x = 0.0F;
    float y = 0.0F;
    float width = 0.0F;
    float height = 0.0F;
};

/// Filled anew each frame by the views. Owned by the UI thread.
class Marks {
public:
    void clear() {
        items_.clear();
        texts_.clear();
    }
    /// An item that can be pointed at, by name: "incident.ack", "camera.gate".
    void item(std::string name, const MarkRect& rect) { items_[std::move(name)] = rect; }
    /// A piece of text as drawn (after shortening) within the panel that is being drawn.
    void text(std::string_view panel, std::string_view words, const MarkRect& rect) {
        texts_.push_back({std::string(panel), std::string(words), rect});
    }

    struct Text {
        std::string panel;
        std::string words;
        MarkRect rect;
    };
    [[nodiscard]] const std::map<std::string, MarkRect>& items() const { return items_; }
    [[nodiscard]] const std::vector<Text>& texts() const { return texts_; }

private:
    std::map<std::string, MarkRect> items_;
    std::vector<Text> texts_;
};

}  // namespace vigie::console
