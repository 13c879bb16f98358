// What can be pressed and typed into.
#include <algorithm>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <imgui.h>
// imgui_stdlib.h wants imgui.h first.
#include <imgui_stdlib.h>

#include "console/views/widgets.hpp"

namespace vigie::console {

namespace {

/// Room at the left of a search field for its sign.
constexpr float kSearchSign = 30.0F;

std::string id_of(std::string_view name) {
    return "###" + std::string(name);
}

/// A style of one control, taken back at its end.
class FieldStyle {
public:
    FieldStyle(ImFont* font, ImVec2 padding) {
        ImGui::PushFont(font);
        ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, padding);
    }
    ~FieldStyle() {
        ImGui::PopStyleVar();
        ImGui::PopFont();
    }
    FieldStyle(const FieldStyle&) = delete;
    FieldStyle& operator=(const FieldStyle&) = delete;
};

/// ImGui selects all of a field that is reached by keyboard; a draft must not be typed over by that.
struct Reached {
    bool just_now = false;
};

int keep_what_is_typed(ImGuiInputTextCallbackData* data) {
    if (static_cast<const Reached*>(data->UserData)->just_now && !ImGui::IsMouseDown(0)) {
        data->CursorPos = data->SelectionStart = data->SelectionEnd = data->BufTextLen;
    }
    return 0;
}

}  // namespace

bool Pen::press(std::string_view name, const MarkRect& place, bool enabled) const {
    const ImVec2 low = list().GetClipRectMin();
    const ImVec2 high = list().GetClipRectMax();
    const MarkRect seen = intersection(place, {low.x, low.y, high.x - low.x, high.y - low.y});
    if (seen.width < 1.0F || seen.height < 1.0F) {
        return false;
    }
    mark(std::string(name), place);
    ImGui::SetCursorScreenPos(corner_of(place));
    ImGui::BeginDisabled(!enabled);
    const bool clicked = ImGui::InvisibleButton(id_of(name).c_str(), ImVec2(place.width, place.height));
    ImGui::EndDisabled();
    if (enabled && ImGui::IsItemHovered()) {
        ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
    }
    return clicked && enabled;
}

bool Pen::pointed() {
    return ImGui::IsItemHovered();
}

bool Pen::held() {
    return ImGui::IsItemActive();
}

bool Pen::button(std::string_view name, const MarkRect& place, std::string_view label, ButtonKind kind,
                 const char* icon_glyph, bool enabled) const {
    const bool clicked = press(name, place, enabled);
    const bool lit = enabled && pointed();
    const bool primary = kind == ButtonKind::primary;
    const float rounding = px(4.0F);
    ImU32 ground = primary ? colour().primary : colour().raised;
    if (!enabled) {
        ground = with_alpha(colour().raised, 120);
    } else if (lit && !held()) {
        ground = primary ? colour().primary_hover : colour().hover;
    }
    fill(place, ground, rounding);
    if (!primary || !enabled) {
        frame(place, enabled ? colour().border : colour().hairline, rounding);
    }
    const ImU32 ink = !enabled ? colour().text_faint : primary ? IM_COL32_WHITE : colour().text;
    const float words = width_of(label, font().small_bold);
    // No letter is left out while there is an edge to give.
    const float edge = std::clamp(std::floor((place.width - words) / 2.0F), px(2.0F), px(6.0F));
    const float room = place.width - 2.0F * edge;
    const float sign = icon_glyph == nullptr ? 0.0F : px(14.0F) + px(6.0F);
    MarkRect inside = inset(place, edge, 0.0F);
    if (icon_glyph != nullptr && words + sign <= room) {
        inside = inset(inside, (room - words - sign) / 2.0F, 0.0F);
        icon(take_left(inside, px(14.0F), px(6.0F)), icon_glyph, ink, font().small);
    }
    text(inside, label, {font().small_bold, ink, Align::centre});
    return clicked;
}

float Pen::button_width(std::string_view label, const char* icon_glyph) const {
    return width_of(label, font().small_bold) + 2.0F * px(11.0F) +
           (icon_glyph == nullptr ? 0.0F : px(14.0F) + px(6.0F));
}

bool Pen::toggle(std::string_view name, const MarkRect& place, std::string_view label, bool on) const {
    const bool clicked = press(name, place);
    const bool lit = pointed();
    const float rounding = px(4.0F);
    fill(place,
         on    ? with_alpha(colour().accent, lit ? 70 : 48)
         : lit ? colour().hover
               : colour().raised,
         rounding);
    frame(place, on ? with_alpha(colour().accent, 150) : colour().border, rounding);
    text(inset(place, px(4.0F), 0.0F), label,
         {font().small, on ? colour().text : colour().text_dim, Align::centre});
    return clicked;
}

/// Equal segments while each label fits into its own; otherwise each as wide as its label needs.
std::vector<float> Pen::segment_edges(const MarkRect& place, std::span<const std::string> labels) const {
    const auto count = static_cast<float>(labels.size());
    const float padding = 2.0F * px(4.0F);
    std::vector<float> widths;
    widths.reserve(labels.size());
    float widest = 0.0F;
    float sum = 0.0F;
    for (const std::string& label : labels) {
        widths.push_back(width_of(label, font().small) + padding);
        widest = std::max(widest, widths.back());
        sum += widths.back();
    }
    const bool equal = widest * count <= place.width;
    std::vector<float> edges;
    edges.reserve(labels.size() + 1);
    edges.push_back(place.x);
    float x = place.x;
    for (const float width : widths) {
        x += equal                ? place.width / count
             : sum <= place.width ? width + (place.width - sum) / count
                                  : width * place.width / sum;
        edges.push_back(std::floor(x));
    }
    edges.back() = right_of(place);
    return edges;
}

std::optional<std::size_t> Pen::segmented(std::string_view name, const MarkRect& place,
                                          std::span<const std::string> labels, std::size_t chosen,
                                          std::span<const std::string> idle) const {
    std::optional<std::size_t> clicked;
    const float rounding = px(4.0F);
    const std::vector<float> edges = segment_edges(place, labels);
    const auto edge = [&edges](std::size_t i) { return edges[i]; };
    fill(place, colour().inset, rounding);
    for (std::size_t i = 0; i < labels.size(); ++i) {
        const MarkRect segment{edge(i), place.y, edge(i + 1) - edge(i), place.height};
        if (press(fmt::format("{}.{}", name, i), segment)) {
            clicked = i;
        }
        const bool lit = pointed();
        const bool is_idle = i < idle.size() && !idle[i].empty();
        if (is_idle) {
            explain(idle[i]);
        }
        if (i == chosen) {
            fill(segment, with_alpha(colour().accent, 48), rounding);
        } else if (lit) {
            fill(segment, colour().hover, rounding);
        }
        if (i > 0) {
            hairline({segment.x, segment.y + 1.0F}, {segment.x, bottom_of(segment) - 1.0F}, colour().border);
        }
        text(inset(segment, px(4.0F), 0.0F), labels[i],
             {font().small,
              i == chosen ? colour().text
              : is_idle   ? with_alpha(colour().text_faint, 130)
                          : colour().text_dim,
              Align::centre});
    }
    frame(place, colour().border, rounding);
    if (chosen < labels.size()) {
        frame({edge(chosen), place.y, edge(chosen + 1) - edge(chosen), place.height},
              with_alpha(colour().accent, 150), rounding);
    }
    return clicked;
}

float Pen::search_width(const char* hint) const {
    return px(kSearchSign) + width_of(hint, font().small) + px(6.0F);
}

FieldResult Pen::field(std::string_view name, const MarkRect& place, const char* hint, std::string& text,
                       FieldKind kind) const {
    FieldResult result;
    mark(std::string(name), place);
    const bool search = kind == FieldKind::search;
    std::string typed = text;
    bool cleared = false;
    if (search && !text.empty()) {
        // Made first: where controls overlap, the first one has the pointer.
        const float side = place.height;
        cleared = press(std::string(name) + ".clear", {right_of(place) - side, place.y, side, side});
    }
    bool* const active = ImGui::GetStateStorage()->GetBoolRef(ImGui::GetID((id_of(name) + "active").c_str()));
    Reached reached{!*active};
    {
        ImFont* const face = font().small;
        const FieldStyle style(face, ImVec2(px(search ? kSearchSign : 10.0F),
                                            std::max(0.0F, (place.height - face->FontSize) / 2.0F)));
        ImGui::SetCursorScreenPos(corner_of(place));
        ImGui::SetNextItemWidth(place.width);
        ImGuiInputTextFlags flags = ImGuiInputTextFlags_EnterReturnsTrue;
        if (kind == FieldKind::password) {
            flags |= ImGuiInputTextFlags_Password;
        } else {
            flags |= ImGuiInputTextFlags_CallbackAlways;
        }
        if (search && place.width < search_width(hint)) {
            hint = "";  // the sign tells it too
        }
        result.entered =
            ImGui::InputTextWithHint(id_of(name).c_str(), hint, &typed, flags, keep_what_is_typed, &reached);
    }
    *active = ImGui::IsItemActive();
    if (ImGui::IsItemDeactivated() && ImGui::IsKeyPressed(ImGui::GetKeyIndex(ImGuiKey_Escape))) {
        // ImGui would give back what stood there when the field was entered: a draft is kept, a search ends.
        typed = search ? std::string() : text;
    }
    if (cleared) {
        typed.clear();
    }
    if (ImGui::IsItemActive()) {
        frame(place, with_alpha(colour().accent, 200), px(4.0F));
    }
    if (search) {
        icon({place.x, place.y, px(kSearchSign), place.height}, icon::kSearch, colour().text_faint,
             font().small);
        if (!typed.empty()) {
            icon({right_of(place) - place.height, place.y, place.height, place.height}, icon::kCross,
                 colour().text_dim, font().small);
        }
    }
    if (typed != text) {
        text = std::move(typed);
        result.changed = true;
    }
    return result;
}

}  // namespace vigie::console
