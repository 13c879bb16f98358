#include "tests/e2e/operator_hands.hpp"

#include <stdexcept>

#include "tests/support/child_process.hpp"

namespace vigie::test {

namespace {

void xdotool(std::vector<std::string> words) {
    words.insert(words.begin(), "xdotool");
    const Finished done = run_to_end(words);
    if (done.status != 0) {
        throw std::runtime_error("xdotool failed (Debian package xdotool): " + done.said);
    }
}

}  // namespace

void click(const ScreenNotes::Place& place) {
    xdotool({"search", "--sync", "--onlyvisible", "--name", "^Vigie$", "mousemove", "--window", "%1",
             std::to_string(static_cast<int>(place.x + place.width / 2)),
             std::to_string(static_cast<int>(place.y + place.height / 2)), "click", "1"});
}

void press(const std::vector<std::string>& keys) {
    std::vector<std::string> words{"key", "--delay", "20"};
    words.insert(words.end(), keys.begin(), keys.end());
    xdotool(words);
}

void type(const std::string& words) {
    xdotool({"type", "--delay", "20", words});
}

}  // namespace vigie::test
