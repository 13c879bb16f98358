// The console's views on an ImGui context without window and without OpenGL: a test points, clicks and types,
// and reads the actions that come back and what was drawn where.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include <imgui.h>

#include "console/situation/situation.hpp"
#include "console/views/action.hpp"
#include "console/views/marks.hpp"
#include "console/views/theme.hpp"
#include "console/views/ui_context.hpp"
#include "console/views/ui_state.hpp"

namespace vigie::test {

/// Selects "en" or "fr" with the catalogue that the build compiled.
void speak(std::string_view language);

struct Screen {
    float width = 1920.0F;
    float height = 1080.0F;
    float scale = 1.0F;
};

/// One at a time: ImGui's context is global. Actions are applied by reduce(), as the program does, so that
/// typed text stays; acts on incidents are only collected.
class HeadlessConsole {
public:
    using Draw = std::function<void(const console::UiContext&, console::Actions&)>;
    using DrawPanel =
        std::function<void(const console::UiContext&, const console::MarkRect&, console::Actions&)>;

    /// The whole console, or what `draw` draws.
    explicit HeadlessConsole(console::Situation situation, Screen screen = {},
                             Draw draw = console::draw_console);
    /// One panel alone, over the whole screen.
    static Draw panel(DrawPanel draw);
    ~HeadlessConsole();
    HeadlessConsole(const HeadlessConsole&) = delete;
    HeadlessConsole& operator=(const HeadlessConsole&) = delete;

    // What is drawn; change it between frames.
    console::Situation situation;
    console::UiState ui;
    std::string operator_name = "Camille Durand";
    std::optional<console::Role> operator_role = console::Role::supervisor;
    std::set<console::HallRef> switching;
    bool signing_in = false;
    net::Sentence sign_in_problem;
    net::Sentence notice;
    std::set<console::IncidentNumber> pending;
    std::optional<double> age_p95_ms = 84.0;
    std::string zone_text = "CET";
    std::function<std::optional<console::PictureView>(const net::CameraId&)> picture;
    std::function<ImTextureID(const net::FloorId&)> heatmap;
    net::UtcTime now;

    // Frames. Each returns the actions of all frames that it drew.
    console::Actions frame();
    console::Actions frames(int count);
    /// Moves the pointer onto the item and rests there.
    console::Actions point_at(const std::string& item);
    /// Fails the test when the item is not on screen.
    console::Actions click(const std::string& item);
    console::Actions press_key(ImGuiKey key);
    console::Actions type(std::string_view text);
    console::Actions scroll(float lines);

    [[nodiscard]] const console::Marks& marks() const { return marks_; }
    [[nodiscard]] bool shows(const std::string& item) const { return marks_.items().contains(item); }
    /// A text of which `words` is a part was drawn.
    [[nodiscard]] bool reads(std::string_view words) const;
    /// Vertices of the newest frame.
    [[nodiscard]] int vertices() const { return vertices_; }
    [[nodiscard]] const console::Theme& theme() const { return theme_; }
    [[nodiscard]] Screen screen() const { return screen_; }

private:
    void act_on(const console::Actions& actions);

    Screen screen_;
    Draw draw_;
    ImGuiContext* context_;
    console::Theme theme_;
    console::Marks marks_;
    int vertices_ = 0;
};

/// The first action of this kind; null when there is none.
template <class Kind>
const Kind* find_action(const console::Actions& actions) {
    for (const auto& action : actions) {
        if (const auto* found = std::get_if<Kind>(&action)) {
            return found;
        }
    }
    return nullptr;
}

}  // namespace vigie::test
