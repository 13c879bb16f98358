// Fills outlines that ImGui's convex fill cannot: zones may have corners that point inwards.
#pragma once

#include <array>
#include <cstddef>
#include <vector>

#include <imgui.h>

namespace vigie::console {

/// Triangles, as indices of `corners`, that cover a simple outline of three or more corners, in either
/// orientation (ear clipping; n - 2 triangles, fewer when corners lie on one line). Empty with fewer corners.
[[nodiscard]] std::vector<std::array<std::size_t, 3>> triangulate(const std::vector<ImVec2>& corners);

/// Fills without anti-aliased edges, so that triangles of a see-through colour leave no seams; draw an
/// outline over it.
void fill_polygon(ImDrawList& draw, const std::vector<ImVec2>& corners, ImU32 colour);

}  // namespace vigie::console
