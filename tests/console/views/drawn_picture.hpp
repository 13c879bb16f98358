// Pictures of cameras without a graphics card, and what was drawn in the newest frame.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include <imgui.h>

#include "console/views/ui_context.hpp"

namespace vigie::test {

/// An opaque handle; nothing is uploaded.
inline ImTextureID texture_handle(std::uintptr_t number) {
    return reinterpret_cast<ImTextureID>(number);  // NOLINT: what ImGui wants
}

inline console::PictureView sample_picture(std::shared_ptr<const net::Scene> scene,
                                           std::uintptr_t texture = 7) {
    console::PictureView picture;
    picture.texture = texture_handle(texture);
    picture.width = 384.0F;
    picture.height = 288.0F;
    picture.scene = std::move(scene);
    picture.age_ms = 42.0;
    picture.shown_fps = 9.8;
    return picture;
}

/// The colour that a texture was multiplied with in the newest frame; nothing when it was not drawn.
inline std::optional<ImU32> tint_of(ImTextureID texture) {
    const ImDrawData& data = *ImGui::GetDrawData();
    for (int list = 0; list < data.CmdListsCount; ++list) {
        const ImDrawList& drawn = *data.CmdLists[list];
        for (const ImDrawCmd& command : drawn.CmdBuffer) {
            if (command.GetTexID() == texture && command.ElemCount > 0) {
                const auto index = static_cast<int>(command.IdxOffset);
                return drawn.VtxBuffer[static_cast<int>(command.VtxOffset) + drawn.IdxBuffer[index]].col;
            }
        }
    }
    return std::nullopt;
}

/// The vertices of the newest frame that have this colour.
inline std::vector<ImVec2> drawn_in(ImU32 colour) {
    std::vector<ImVec2> found;
    const ImDrawData& data = *ImGui::GetDrawData();
    for (int list = 0; list < data.CmdListsCount; ++list) {
        for (const ImDrawVert& vertex : data.CmdLists[list]->VtxBuffer) {
            if (vertex.col == colour) {
                found.push_back(vertex.pos);
            }
        }
    }
    return found;
}

}  // namespace vigie::test
