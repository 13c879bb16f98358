#include "console/views/widgets.hpp"

#include <algorithm>
#include <cfloat>
#include <cmath>
#include <string>
#include <utility>

namespace vigie::console {

namespace {

constexpr std::string_view kEllipsis = "…";

float snap(float value) {
    return std::floor(value + 0.5F);
}

float measured(const ImFont& font, std::string_view words) {
    return font.CalcTextSizeA(font.FontSize, FLT_MAX, 0.0F, words.data(), words.data() + words.size()).x;
}

/// Line breaks and other control bytes would leave the line that they are drawn in.
std::string one_line(std::string_view words) {
    std::string line(words);
    std::replace_if(
        line.begin(), line.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; }, ' ');
    return line;
}

/// Bytes of `words` that fit into `width`, whole characters.
std::size_t fitting(const ImFont& font, std::string_view words, float width) {
    if (width <= 0.0F) {
        return 0;
    }
    const char* rest = nullptr;
    font.CalcTextSizeA(font.FontSize, width, 0.0F, words.data(), words.data() + words.size(), &rest);
    return static_cast<std::size_t>(rest - words.data());
}

constexpr std::string_view kBlanks = " \n\r\t";

/// Where the first line of `words`, which begins with none, ends: at a blank (ImGui would also break an
/// address at its points), or within the first word when that alone is wider than the line.
std::size_t line_end(const ImFont& font, std::string_view words, float width) {
    const std::size_t paragraph = std::min(words.find('\n'), words.size());
    // A word that is exactly as wide as the line fits.
    const std::size_t fits = fitting(font, words.substr(0, paragraph), std::nextafter(width, FLT_MAX));
    if (fits == paragraph || kBlanks.find(words[fits]) != std::string_view::npos) {
        return fits;
    }
    const std::size_t blank = words.find_last_of(kBlanks, fits);
    if (blank != std::string_view::npos) {
        return blank;
    }
    if (fits > 0) {
        return fits;
    }
    // Not even one character fits: take one, with its continuation bytes.
    std::size_t end = 1;
    while (end < words.size() && (static_cast<unsigned char>(words[end]) & 0xC0U) == 0x80U) {
        ++end;
    }
    return end;
}

std::string_view without_leading_blanks(std::string_view words) {
    const std::size_t first = words.find_first_not_of(kBlanks);
    return first == std::string_view::npos ? std::string_view() : words.substr(first);
}

void tooltip(const Theme& theme, std::string_view words) {
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(theme.px(9.0F), theme.px(6.0F)));
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2(0.0F, theme.px(1.0F)));
    ImGui::PushFont(theme.font.small);
    ImGui::BeginTooltip();
    std::string_view rest = without_leading_blanks(words);
    while (!rest.empty()) {
        const std::size_t length = line_end(*theme.font.small, rest, theme.px(420.0F));
        ImGui::TextUnformatted(rest.data(), rest.data() + length);
        rest = without_leading_blanks(rest.substr(length));
    }
    ImGui::EndTooltip();
    ImGui::PopFont();
    ImGui::PopStyleVar(2);
}

}  // namespace

Pen::Pen(const UiContext& context, std::string panel) : context_(context), panel_(std::move(panel)) {}

float Pen::px(float length) const {
    return snap(context_.theme.px(length));
}

ImDrawList& Pen::list() const {
    return *ImGui::GetWindowDrawList();
}

float Pen::text(const MarkRect& place, std::string_view words, const Lettering& look) const {
    const ImFont& face = *(look.font == nullptr ? font().body : look.font);
    const std::string line = one_line(words);
    const std::string drawn = shortened(line, place.width, look.font);
    if (drawn.empty()) {
        return 0.0F;
    }
    const float width = std::ceil(measured(face, drawn));
    const float spare = std::max(0.0F, place.width - width);
    const float shift = look.align == Align::left ? 0.0F : look.align == Align::right ? spare : spare / 2.0F;
    const ImVec2 at(snap(place.x + shift), snap(place.y + (place.height - face.FontSize) / 2.0F));
    set(at, drawn, look);
    const MarkRect lettered{at.x, at.y, width, face.FontSize};
    mark_text(drawn, lettered);
    if (drawn.size() != line.size()) {
        explain(lettered, words);
    }
    return width;
}

float Pen::paragraph(const MarkRect& place, std::string_view words, const Lettering& look) const {
    const ImFont& face = *(look.font == nullptr ? font().body : look.font);
    const float step = line_height(look.font);
    std::string_view rest = without_leading_blanks(words);
    float y = place.y;
    while (!rest.empty() && y + face.FontSize <= bottom_of(place) + 0.5F) {
        const bool last = y + step + face.FontSize > bottom_of(place) + 0.5F;
        const std::size_t length = line_end(face, rest, place.width);
        text({place.x, y, place.width, face.FontSize}, last ? rest : rest.substr(0, length), look);
        rest = last ? std::string_view() : without_leading_blanks(rest.substr(length));
        y += step;
    }
    return y - place.y;
}

float Pen::paragraph_height(float width, std::string_view words, ImFont* face) const {
    const ImFont& used = *(face == nullptr ? font().body : face);
    std::string_view rest = without_leading_blanks(words);
    float height = 0.0F;
    while (!rest.empty()) {
        rest = without_leading_blanks(rest.substr(line_end(used, rest, width)));
        height += line_height(face);
    }
    return height;
}

float Pen::width_of(std::string_view words, ImFont* face) const {
    return std::ceil(measured(*(face == nullptr ? font().body : face), words));
}

std::string Pen::shortened(std::string_view words, float width, ImFont* face) const {
    const ImFont& used = *(face == nullptr ? font().body : face);
    if (measured(used, words) <= width) {
        return std::string(words);
    }
    const float ellipsis = measured(used, kEllipsis);
    if (ellipsis > width) {
        return {};
    }
    std::string_view kept = words.substr(0, fitting(used, words, width - ellipsis));
    kept = kept.substr(0, kept.find_last_not_of(' ') + 1);
    return std::string(kept) + std::string(kEllipsis);
}

float Pen::line_height(ImFont* face) const {
    return (face == nullptr ? font().body : face)->FontSize + px(3.0F);
}

void Pen::set(ImVec2 at, std::string_view words, const Lettering& look) const {
    ImFont* const face = look.font == nullptr ? font().body : look.font;
    const char* const begin = words.data();
    const char* const end = begin + words.size();
    const ImU32 ink = look.colour == 0 ? colour().text : look.colour;
    if (look.outlined) {
        const ImU32 edge = IM_COL32(0, 0, 0, 210);
        for (const ImVec2 shift : {ImVec2(-1, 0), ImVec2(1, 0), ImVec2(0, -1), ImVec2(0, 1)}) {
            list().AddText(face, face->FontSize, ImVec2(at.x + shift.x, at.y + shift.y), edge, begin, end);
        }
    }
    list().AddText(face, face->FontSize, at, ink, begin, end);
}

void Pen::mark_text(std::string_view words, const MarkRect& place) const {
    if (context_.marks == nullptr) {
        return;
    }
    const ImVec2 low = list().GetClipRectMin();
    const ImVec2 high = list().GetClipRectMax();
    const MarkRect seen = intersection(place, {low.x, low.y, high.x - low.x, high.y - low.y});
    if (seen.width > 0.0F && seen.height > 0.0F) {
        context_.marks->text(panel_, words, seen);
    }
}

void Pen::mark(std::string name, const MarkRect& place) const {
    if (context_.marks == nullptr) {
        return;
    }
    const ImVec2 low = list().GetClipRectMin();
    const ImVec2 high = list().GetClipRectMax();
    const MarkRect seen = intersection(place, {low.x, low.y, high.x - low.x, high.y - low.y});
    if (seen.width > 0.0F && seen.height > 0.0F) {
        context_.marks->item(std::move(name), seen);
    }
}

void Pen::explain(std::string_view words) const {
    if (ImGui::IsItemHovered(ImGuiHoveredFlags_AllowWhenDisabled)) {
        tooltip(context_.theme, words);
    }
}

void Pen::explain_below(const MarkRect& place, std::string_view words) const {
    if (ImGui::IsItemHovered(ImGuiHoveredFlags_AllowWhenDisabled)) {
        ImGui::SetNextWindowPos(ImVec2(place.x, bottom_of(place) + px(6.0F)));
        tooltip(context_.theme, words);
    }
}

void Pen::explain(const MarkRect& place, std::string_view words) const {
    if (ImGui::IsWindowHovered() && ImGui::IsMouseHoveringRect(corner_of(place), far_corner_of(place))) {
        tooltip(context_.theme, words);
    }
}

void Pen::explain_place_below(const MarkRect& place, std::string_view words) const {
    if (ImGui::IsWindowHovered() && ImGui::IsMouseHoveringRect(corner_of(place), far_corner_of(place))) {
        ImGui::SetNextWindowPos(ImVec2(place.x, bottom_of(place) + px(6.0F)));
        tooltip(context_.theme, words);
    }
}

MarkRect Pen::header(MarkRect& area, const char* icon_glyph, std::string_view name, std::string_view note,
                     float reserved) const {
    MarkRect strip = take_top(area, px(kHeaderHeight));
    hairline({strip.x, bottom_of(strip) - 1.0F}, {right_of(strip), bottom_of(strip) - 1.0F});
    strip = inset(strip, px(kPadding), 0.0F);
    if (icon_glyph != nullptr) {
        icon(take_left(strip, px(18.0F), px(7.0F)), icon_glyph, colour().text_dim);
    }
    MarkRect words = strip;
    words.width = std::max(0.0F, words.width - reserved);
    const float name_width = text(words, name, {font().body_bold});
    take_left(words, name_width, px(8.0F));
    float used = name_width;
    if (!note.empty() && words.width > px(48.0F)) {
        used += px(8.0F) + text(words, note, {font().small, colour().text_faint});
    }
    take_left(strip, used, px(10.0F));
    return strip;
}

Clip::Clip(const MarkRect& area) {
    ImGui::PushClipRect(corner_of(area), far_corner_of(area), true);
}

Clip::~Clip() {
    ImGui::PopClipRect();
}

ScrollArea::ScrollArea(const char* id, const MarkRect& area) {
    ImGui::SetCursorScreenPos(corner_of(area));
    ImGui::BeginChild(id, ImVec2(std::max(1.0F, area.width), std::max(1.0F, area.height)), false,
                      ImGuiWindowFlags_NoNav | ImGuiWindowFlags_NoSavedSettings);
    top_ = ImGui::GetCursorScreenPos();
    width_ = ImGui::GetContentRegionAvail().x;
}

ScrollArea::~ScrollArea() {
    ImGui::EndChild();
}

void ScrollArea::set_height(float height) const {
    ImGui::SetCursorScreenPos(ImVec2(top_.x, top_.y + height));
}

void ScrollArea::fade_to(ImU32 ground, float height) const {
    if (ImGui::GetScrollY() >= ImGui::GetScrollMaxY()) {
        return;
    }
    const ImVec2 place = ImGui::GetWindowPos();
    const float bottom = place.y + ImGui::GetWindowHeight();
    const ImU32 clear = ground & ~IM_COL32_A_MASK;
    ImGui::GetWindowDrawList()->AddRectFilledMultiColor(
        {place.x, bottom - height}, {place.x + width_, bottom}, clear, clear, ground, ground);
}

}  // namespace vigie::console
