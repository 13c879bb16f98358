// ImGui's window that covers the whole of the operating system's: the sheet that panels are drawn on.
#pragma once

#include <imgui.h>

namespace vigie::console {

/// Begun on construction, ended on destruction. `id` is unique; `above` raises it over the others while it is
/// there.
class WholeWindow {
public:
    WholeWindow(const char* id, bool above) {
        ImGui::SetNextWindowPos(ImVec2(0.0F, 0.0F));
        ImGui::SetNextWindowSize(ImGui::GetIO().DisplaySize);
        ImGuiWindowFlags flags = ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove |
                                 ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoBackground |
                                 ImGuiWindowFlags_NoScrollWithMouse | ImGuiWindowFlags_NoNavFocus;
        if (!above) {
            flags |= ImGuiWindowFlags_NoBringToFrontOnFocus;
        }
        ImGui::Begin(id, nullptr, flags);
    }
    ~WholeWindow() { ImGui::End(); }
    WholeWindow(const WholeWindow&) = delete;
    WholeWindow& operator=(const WholeWindow&) = delete;
};

}  // namespace vigie::console
