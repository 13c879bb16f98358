#include "console/views/theme.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <fstream>
#include <iterator>
#include <map>
#include <memory>
#include <optional>
#include <vector>

#include <ft2build.h>
#include FT_FREETYPE_H
#include <fmt/format.h>
#include <imgui_freetype.h>

#include "console/views/icons.hpp"

namespace vigie::console {

namespace {

constexpr std::uintmax_t kLargestFont = 64 * 1024 * 1024;

/// Empty when it is no file that a font can be: opening a pipe would wait for somebody to write into it.
std::vector<char> content_of(const std::filesystem::path& file) {
    std::error_code error;
    if (!std::filesystem::is_regular_file(file, error) ||
        std::filesystem::file_size(file, error) > kLargestFont) {
        return {};
    }
    std::ifstream stream(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

constexpr const char* kInterFolder = "/usr/share/fonts/opentype/inter";
constexpr const char* kIconFolder = "/usr/share/fonts/truetype/font-awesome";
constexpr const char* kIconFile = "fontawesome-webfont.ttf";

/// What is read of Inter: Latin with its extensions for European names, and the signs that the console uses.
/// Digits come from a second pass (kDigits), all equally wide.
constexpr std::array<ImWchar, 17> kLetters = {0x0020, 0x002F, 0x003A, 0x007E, 0x00A0, 0x017F,
                                              0x2010, 0x2027, 0x202F, 0x202F, 0x2190, 0x2193,
                                              0x2212, 0x2212, 0x2264, 0x2265, 0};
constexpr std::array<ImWchar, 3> kDigits = {0x0030, 0x0039, 0};
/// Width of a digit, as a share of the size.
constexpr float kDigitWidth = 0.525F;

constexpr ImU32 rgb(std::uint32_t hex) {
    return IM_COL32((hex >> 16U) & 0xFFU, (hex >> 8U) & 0xFFU, hex & 0xFFU, 0xFF);
}

struct FreeTypeLibrary {
    FreeTypeLibrary() {
        if (FT_Init_FreeType(&handle) != 0) {
            handle = nullptr;
        }
    }
    ~FreeTypeLibrary() {
        if (handle != nullptr) {
            FT_Done_FreeType(handle);
        }
    }
    FreeTypeLibrary(const FreeTypeLibrary&) = delete;
    FreeTypeLibrary& operator=(const FreeTypeLibrary&) = delete;
    FT_Library handle = nullptr;
};

/// ImGui ends the program over a font that is missing or damaged, so each is opened here first.
bool is_font(const FreeTypeLibrary& library, const std::vector<char>& bytes) {
    FT_Face face = nullptr;
    if (library.handle == nullptr || bytes.empty() ||
        FT_New_Memory_Face(library.handle, reinterpret_cast<const FT_Byte*>(bytes.data()),
                           static_cast<FT_Long>(bytes.size()), 0, &face) != 0) {
        return false;
    }
    const bool usable = FT_Select_Charmap(face, FT_ENCODING_UNICODE) == 0;
    FT_Done_Face(face);
    return usable;
}

/// Font files, each read once.
class FontShelf {
public:
    FontShelf(std::filesystem::path folder, net::Sentence& problem)
        : folder_(folder.empty() ? std::filesystem::path(kInterFolder) : std::move(folder)),
          problem_(problem) {}

    [[nodiscard]] const std::vector<char>* letters(const char* file) { return open(folder_ / file); }
    [[nodiscard]] const std::vector<char>* icons() {
        std::error_code error;
        const auto own = folder_ / kIconFile;
        return open(std::filesystem::exists(own, error) ? own
                                                        : std::filesystem::path(kIconFolder) / kIconFile);
    }

private:
    const std::vector<char>* open(const std::filesystem::path& file) {
        const auto [place, is_new] = files_.try_emplace(file);
        if (is_new) {
            const std::vector<char> bytes = content_of(file);
            if (is_font(library_, bytes)) {
                place->second = bytes;
            } else if (problem_.empty()) {
                problem_ = {
                    fmt::format("The font '{}' cannot be read, so letters look plain and icons may be "
                                "missing: install the packages fonts-inter and fonts-font-awesome, or "
                                "correct the font folder in the configuration",
                                file.string()),
                    net::Reason::font_unreadable,
                    {file.string()}};
            }
        }
        return place->second.empty() ? nullptr : &place->second;
    }

    std::filesystem::path folder_;
    net::Sentence& problem_;
    FreeTypeLibrary library_;
    std::map<std::filesystem::path, std::vector<char>> files_;
};

ImFontConfig crisp(float size, bool merge) {
    ImFontConfig config;
    config.SizePixels = size;
    config.OversampleH = 1;
    config.OversampleV = 1;
    config.PixelSnapH = true;
    config.MergeMode = merge;
    return config;
}

/// The atlas frees what it is given, so it gets a copy.
ImFont* add(const std::vector<char>& bytes, const ImFontConfig& config, const ImWchar* ranges) {
    void* const copy = ImGui::MemAlloc(bytes.size());
    std::memcpy(copy, bytes.data(), bytes.size());
    return ImGui::GetIO().Fonts->AddFontFromMemoryTTF(copy, static_cast<int>(bytes.size()), config.SizePixels,
                                                      &config, ranges);
}

class FaceMaker {
public:
    FaceMaker(FontShelf& shelf, float scale, const ImVector<ImWchar>& icon_ranges)
        : shelf_(shelf), scale_(scale), icon_ranges_(icon_ranges) {}

    ImFont* make(const char* file, float size_1080p) {
        const float size = std::max(6.0F, std::floor(size_1080p * scale_ + 0.5F));
        ImFont* face = nullptr;
        if (const auto* letters = shelf_.letters(file)) {
            face = add(*letters, crisp(size, false), kLetters.data());
            ImFontConfig digits = crisp(size, true);
            digits.GlyphMinAdvanceX = digits.GlyphMaxAdvanceX = std::floor(kDigitWidth * size + 0.5F);
            add(*letters, digits, kDigits.data());
        } else {
            const ImFontConfig plain = crisp(size, false);
            face = ImGui::GetIO().Fonts->AddFontDefault(&plain);
        }
        if (const auto* icons = shelf_.icons()) {
            ImFontConfig config = crisp(std::floor(0.88F * size + 0.5F), true);
            config.GlyphOffset.y = std::floor(0.02F * size + 0.5F);
            add(*icons, config, icon_ranges_.Data);
        }
        return face;
    }

private:
    FontShelf& shelf_;
    float scale_;
    const ImVector<ImWchar>& icon_ranges_;
};

Fonts build_fonts(float scale, const std::filesystem::path& folder, net::Sentence& problem) {
    ImFontAtlas& atlas = *ImGui::GetIO().Fonts;
    atlas.FontBuilderIO = ImGuiFreeType::GetBuilderForFreeType();
    atlas.FontBuilderFlags = ImGuiFreeTypeBuilderFlags_LightHinting;

    ImFontGlyphRangesBuilder used;
    for (const char* const glyph : icon::kAll) {
        used.AddText(glyph);
    }
    ImVector<ImWchar> icon_ranges;
    used.BuildRanges(&icon_ranges);

    FontShelf shelf(folder, problem);
    FaceMaker faces(shelf, scale, icon_ranges);
    Fonts fonts;
    fonts.body = faces.make("Inter-Regular.otf", 17.0F);
    fonts.body_bold = faces.make("Inter-SemiBold.otf", 17.0F);
    fonts.small = faces.make("Inter-Regular.otf", 14.5F);
    fonts.small_bold = faces.make("Inter-SemiBold.otf", 14.5F);
    fonts.label = faces.make("Inter-Medium.otf", 13.5F);
    fonts.tiny = faces.make("Inter-Regular.otf", 12.5F);
    fonts.title = faces.make("Inter-SemiBold.otf", 21.0F);
    fonts.kpi = faces.make("Inter-SemiBold.otf", 24.0F);
    atlas.Build();
    atlas.ClearInputData();
    ImGui::GetIO().FontDefault = fonts.body;
    return fonts;
}

void set_colours(ImGuiStyle& style, const Palette& colour) {
    const auto set = [&style](ImGuiCol slot, ImU32 value) {
        style.Colors[slot] = ImGui::ColorConvertU32ToFloat4(value);
    };
    ImGui::StyleColorsDark(&style);
    set(ImGuiCol_Text, colour.text);
    set(ImGuiCol_TextDisabled, colour.text_faint);
    set(ImGuiCol_TextSelectedBg, with_alpha(colour.accent, 90));
    set(ImGuiCol_WindowBg, colour.panel);
    set(ImGuiCol_PopupBg, colour.raised);
    set(ImGuiCol_Border, colour.border);
    set(ImGuiCol_FrameBg, colour.inset);
    set(ImGuiCol_FrameBgHovered, colour.raised);
    set(ImGuiCol_FrameBgActive, colour.inset);
    set(ImGuiCol_ScrollbarBg, with_alpha(colour.panel, 0));
    set(ImGuiCol_ScrollbarGrab, colour.hover);
    set(ImGuiCol_ScrollbarGrabHovered, colour.border);
    set(ImGuiCol_ScrollbarGrabActive, colour.text_faint);
    set(ImGuiCol_NavHighlight, colour.accent);
}

/// From a fresh style, so that nothing is ever scaled twice.
void set_style(float scale, const Palette& colour) {
    ImGuiStyle style;
    style.WindowPadding = ImVec2(0.0F, 0.0F);
    style.FramePadding = ImVec2(10.0F, 6.0F);
    style.ItemSpacing = ImVec2(8.0F, 6.0F);
    style.CellPadding = ImVec2(8.0F, 5.0F);
    style.WindowRounding = 0.0F;
    style.FrameRounding = 4.0F;
    style.ChildRounding = 4.0F;
    style.PopupRounding = 6.0F;
    style.GrabRounding = 3.0F;
    style.ScrollbarSize = 10.0F;
    style.ScrollbarRounding = 5.0F;
    style.ScaleAllSizes(scale);
    style.WindowBorderSize = 0.0F;
    style.ChildBorderSize = 0.0F;
    style.FrameBorderSize = 1.0F;
    style.PopupBorderSize = 1.0F;
    set_colours(style, colour);
    ImGui::GetStyle() = style;
}

}  // namespace

Palette default_palette() {
    Palette colour{};
    colour.backdrop = rgb(0x0B0E13);
    colour.panel = rgb(0x12161D);
    colour.inset = rgb(0x0E1319);
    colour.raised = rgb(0x1A2029);
    colour.hover = rgb(0x222A35);
    colour.hairline = rgb(0x252D39);
    colour.border = rgb(0x313B49);
    colour.text = rgb(0xE4E9F0);
    colour.text_dim = rgb(0x9BA6B5);
    colour.text_faint = rgb(0x7C8796);
    colour.on_chip = rgb(0x10141A);
    colour.accent = rgb(0x4C9AFF);
    colour.accent_fill = with_alpha(colour.accent, 34);
    colour.primary = rgb(0x2F7DE1);
    colour.primary_hover = rgb(0x3C8AEE);
    colour.ok = rgb(0x3FB68B);
    colour.warn = rgb(0xF5A623);
    colour.zone = rgb(0x35C4DC);
    colour.bar = rgb(0x6F9BD1);
    colour.critical = rgb(0xF0435A);
    colour.high = rgb(0xFF8A3C);
    colour.medium = rgb(0xF2C744);
    colour.low = rgb(0x5AA2F5);
    colour.fresh = rgb(0xF0435A);
    colour.acknowledged = rgb(0x4C9AFF);
    colour.dispatched = rgb(0xB48CF2);
    colour.resolved = rgb(0x3FB68B);
    colour.person = with_alpha(rgb(0xDCE6F2), 150);
    return colour;
}

Theme build_theme(float scale, const std::filesystem::path& folder, net::Sentence& problem) {
    Theme theme;
    theme.scale = scale;
    theme.colour = default_palette();
    set_style(scale, theme.colour);
    problem = {};
    theme.font = build_fonts(scale, folder, problem);
    return theme;
}

}  // namespace vigie::console
