#include "tests/e2e/screen_notes.hpp"

#include <algorithm>
#include <chrono>
#include <fstream>
#include <thread>

#include <nlohmann/json.hpp>

namespace vigie::test {

namespace {

constexpr auto kPatience = std::chrono::seconds(60);
constexpr auto kPoll = std::chrono::milliseconds(50);

ScreenNotes::Place place_of(const nlohmann::json& rect) {
    return {rect.at(0), rect.at(1), rect.at(2), rect.at(3)};
}

ScreenNotes read(const std::filesystem::path& file) {
    std::ifstream stream(file);
    const auto json = nlohmann::json::parse(stream);
    ScreenNotes notes;
    notes.picture = std::filesystem::path(file).replace_extension(".png");
    for (const auto& [name, rect] : json.at("items").items()) {
        notes.items.push_back({name, place_of(rect)});
    }
    for (const auto& text : json.at("texts")) {
        notes.texts.push_back({text.at("panel"), text.at("words")});
    }
    return notes;
}

}  // namespace

std::optional<ScreenNotes::Place> ScreenNotes::item(const std::string& name) const {
    for (const Item& known : items) {
        if (known.name == name) {
            return known.place;
        }
    }
    return std::nullopt;
}

std::optional<ScreenNotes::Item> ScreenNotes::item_that_begins(const std::string& beginning) const {
    for (const Item& known : items) {
        if (known.name.starts_with(beginning)) {
            return known;
        }
    }
    return std::nullopt;
}

bool ScreenNotes::shows(const std::string& words) const {
    return std::any_of(texts.begin(), texts.end(),
                       [&](const Text& text) { return text.words.find(words) != std::string::npos; });
}

std::string ScreenNotes::all_words() const {
    std::string all;
    for (const Text& text : texts) {
        all += "[" + text.panel + "] " + text.words + "\n";
    }
    return all;
}

ScreenWatch::ScreenWatch(std::filesystem::path shots) : shots_(std::move(shots)) {
    for (const auto& file : fresh()) {
        newest_ = file.filename();
    }
}

std::vector<std::filesystem::path> ScreenWatch::fresh() {
    std::vector<std::filesystem::path> files;
    std::error_code none_yet;
    for (const auto& entry : std::filesystem::directory_iterator(shots_, none_yet)) {
        // Names sort by time; a file is complete once it has its name.
        if (entry.path().extension() == ".json" && entry.path().filename().string() > newest_) {
            files.push_back(entry.path());
        }
    }
    std::sort(files.begin(), files.end());
    return files;
}

std::optional<ScreenNotes> ScreenWatch::until(const std::function<bool(const ScreenNotes&)>& wanted) {
    const auto end = std::chrono::steady_clock::now() + kPatience;
    while (std::chrono::steady_clock::now() < end) {
        for (const auto& file : fresh()) {
            newest_ = file.filename();
            ScreenNotes notes = read(file);
            if (wanted(notes)) {
                return notes;
            }
            last = notes.all_words();
        }
        std::this_thread::sleep_for(kPoll);
    }
    return std::nullopt;
}

}  // namespace vigie::test
