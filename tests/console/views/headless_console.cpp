#include "tests/console/views/headless_console.hpp"
#include "tests/support/places.hpp"

#include <libintl.h>

#include <algorithm>
#include <chrono>
#include <clocale>
#include <cstdlib>
#include <utility>

#include <fmt/format.h>
#include <gtest/gtest.h>

extern "C" int _nl_msg_cat_cntr;  // NOLINT: gettext's own name; growing it makes cached translations stale

namespace vigie::test {

namespace {

/// 1 and 2 stand for textures; nothing is uploaded.
ImTextureID texture(std::uintptr_t number) {
    return reinterpret_cast<ImTextureID>(number);  // NOLINT: an opaque handle for ImGui
}

std::string utc_clock(net::UtcTime at) {
    const auto seconds =
        std::chrono::duration_cast<std::chrono::seconds>(at.time_since_epoch()).count() % 86'400;
    return fmt::format("{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60);
}

}  // namespace

void speak(std::string_view language) {
    std::setlocale(LC_ALL, "C.UTF-8");
    bindtextdomain("vigie", VIGIE_BINARY_DIR "/locale");
    bind_textdomain_codeset("vigie", "UTF-8");
    ::setenv("LANGUAGE", std::string(language).c_str(), 1);
    ++_nl_msg_cat_cntr;
}

HeadlessConsole::HeadlessConsole(console::Situation drawn, Screen screen, Draw draw)
    : situation(std::move(drawn)),
      now(situation.at),
      screen_(screen),
      draw_(std::move(draw)),
      context_(ImGui::CreateContext()) {
    ImGuiIO& io = ImGui::GetIO();
    io.IniFilename = nullptr;
    io.LogFilename = nullptr;
    io.DisplaySize = ImVec2(screen.width, screen.height);
    io.DeltaTime = 1.0F / 60.0F;
    io.BackendFlags |= ImGuiBackendFlags_RendererHasVtxOffset;
    for (int key = 0; key < ImGuiKey_COUNT; ++key) {
        io.KeyMap[key] = key;
    }
    net::Sentence problem;
    theme_ = console::build_theme(screen.scale, {}, problem);
    EXPECT_EQ(problem.english, "");
    io.Fonts->SetTexID(texture(1));
    frames(2);
}

HeadlessConsole::~HeadlessConsole() {
    ImGui::DestroyContext(context_);
}

HeadlessConsole::Draw HeadlessConsole::panel(DrawPanel draw) {
    return [draw = std::move(draw)](const console::UiContext& context, console::Actions& actions) {
        const ImVec2 size = ImGui::GetIO().DisplaySize;
        ImGui::SetNextWindowPos(ImVec2(0.0F, 0.0F));
        ImGui::SetNextWindowSize(size);
        ImGui::Begin(
            "###panel", nullptr,
            ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings);
        draw(context, {0.0F, 0.0F, size.x, size.y}, actions);
        ImGui::End();
    };
}

console::Actions HeadlessConsole::frame() {
    marks_.clear();
    console::Actions actions;
    {
        const console::UiContext context{
            .situation = situation,
            .ui = ui,
            .theme = theme_,
            .now = now,
            .mono = net::MonoTime(std::chrono::seconds(1000)),
            .operator_name = operator_name,
            .operator_role = operator_role,
            .signing_in = signing_in,
            .sign_in_problem = sign_in_problem,
            .notice = notice,
            .pending = pending,
            .switching = switching,
            .age_p95_ms = age_p95_ms,
            .clock_text = utc_clock,
            .zone_text = zone_text,
            .picture = [this](const net::CameraId& camera) -> std::optional<console::PictureView> {
                return picture ? picture(camera) : std::nullopt;
            },
            .heatmap = [this](const net::FloorId& floor) -> ImTextureID {
                return heatmap ? heatmap(floor) : nullptr;
            },
            .marks = &marks_,
        };
        ImGui::NewFrame();
        draw_(context, actions);
        ImGui::Render();
    }
    vertices_ = ImGui::GetDrawData()->TotalVtxCount;
    act_on(actions);
    return actions;
}

void HeadlessConsole::act_on(const console::Actions& actions) {
    for (const auto& action : actions) {
        ui = console::reduce(std::move(ui), action, situation, operator_name);
    }
}

console::Actions HeadlessConsole::frames(int count) {
    console::Actions all;
    for (int i = 0; i < count; ++i) {
        const auto actions = frame();
        all.insert(all.end(), actions.begin(), actions.end());
    }
    return all;
}

console::Actions HeadlessConsole::point_at(const std::string& item) {
    const auto found = marks_.items().find(item);
    if (found == marks_.items().end()) {
        ADD_FAILURE() << "nothing named '" << item << "' is on screen";
        return {};
    }
    const console::MarkRect& rect = found->second;
    ImGui::GetIO().MousePos = ImVec2(rect.x + rect.width / 2.0F, rect.y + rect.height / 2.0F);
    return frames(2);
}

console::Actions HeadlessConsole::click(const std::string& item) {
    console::Actions all = point_at(item);
    for (const bool down : {true, false}) {
        ImGui::GetIO().MouseDown[0] = down;
        const auto actions = frame();
        all.insert(all.end(), actions.begin(), actions.end());
    }
    const auto settled = frame();
    all.insert(all.end(), settled.begin(), settled.end());
    return all;
}

console::Actions HeadlessConsole::press_key(ImGuiKey key) {
    ImGui::GetIO().KeysDown[key] = true;
    console::Actions all = frame();
    ImGui::GetIO().KeysDown[key] = false;
    const auto settled = frame();
    all.insert(all.end(), settled.begin(), settled.end());
    return all;
}

console::Actions HeadlessConsole::type(std::string_view text) {
    ImGui::GetIO().AddInputCharactersUTF8(std::string(text).c_str());
    return frames(2);
}

console::Actions HeadlessConsole::scroll(float lines) {
    ImGui::GetIO().MouseWheel = lines;
    return frames(2);
}

bool HeadlessConsole::reads(std::string_view words) const {
    return std::any_of(marks_.texts().begin(), marks_.texts().end(),
                       [words](const auto& text) { return text.words.find(words) != std::string::npos; });
}

}  // namespace vigie::test
