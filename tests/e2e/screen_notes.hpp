// What is on a console's screen, as the console notes it beside each screenshot.
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace vigie::test {

/// One screenshot's notes. Value type.
struct ScreenNotes {
    std::filesystem::path picture;  ///< the PNG

    struct Place {
        double x = 0.0;
        double y = 0.0;
        double width = 0.0;
        double height = 0.0;
    };
    struct Item {
        std::string name;
        Place place;
    };
    struct Text {
        std::string panel;
        std::string words;
    };
    std::vector<Item> items;
    std::vector<Text> texts;

    /// Nothing when no such item is on screen.
    [[nodiscard]] std::optional<Place> item(const std::string& name) const;
    /// The first item whose name begins so.
    [[nodiscard]] std::optional<Item> item_that_begins(const std::string& beginning) const;
    /// Some text holds these words.
    [[nodiscard]] bool shows(const std::string& words) const;
    /// All words, for a failure's message.
    [[nodiscard]] std::string all_words() const;
};

/// Screenshots that were not there before, as they come.
class ScreenWatch {
public:
    explicit ScreenWatch(std::filesystem::path shots);

    /// The first screenshot taken from now on that `wanted` accepts; nothing after 60 s, with what the last
    /// one showed in `last`.
    [[nodiscard]] std::optional<ScreenNotes> until(const std::function<bool(const ScreenNotes&)>& wanted);

    std::string last;

private:
    [[nodiscard]] std::vector<std::filesystem::path> fresh();

    std::filesystem::path shots_;
    std::string newest_;
};

}  // namespace vigie::test
