#include "console/views/theme.hpp"

#include <cmath>
#include <filesystem>
#include <fstream>
#include <string>

#include <gtest/gtest.h>
#include <imgui.h>

#include "console/views/icons.hpp"
#include "tests/support/temporary_folder.hpp"

namespace vigie::console {
namespace {

class ThemeTest : public testing::Test {
protected:
    ThemeTest() : context_(ImGui::CreateContext()) { ImGui::GetIO().IniFilename = nullptr; }
    ~ThemeTest() override { ImGui::DestroyContext(context_); }

    static float width(const ImFont* face, const char* text) {
        return face->CalcTextSizeA(face->FontSize, 1e9F, 0.0F, text).x;
    }

    ImGuiContext* context_;
};

using Fonts = ThemeTest;

TEST_F(Fonts, AllDigitsAreEquallyWide) {
    net::Sentence problem;
    const Theme theme = build_theme(1.0F, {}, problem);
    ASSERT_EQ(problem.english, "");
    for (const ImFont* face : {theme.font.body, theme.font.small_bold, theme.font.kpi, theme.font.tiny}) {
        for (const char* digit : {"0", "2", "3", "4", "5", "6", "7", "8", "9"}) {
            EXPECT_EQ(width(face, digit), width(face, "1")) << digit << " at " << face->FontSize;
        }
    }
}

TEST_F(Fonts, HaveEveryIconAndTheSignsOfBothLanguages) {
    net::Sentence problem;
    const Theme theme = build_theme(1.0F, {}, problem);
    for (const char* glyph : icon::kAll) {
        unsigned code = 0;
        code = (static_cast<unsigned char>(glyph[0]) & 0x0FU) << 12U;
        code |= (static_cast<unsigned char>(glyph[1]) & 0x3FU) << 6U;
        code |= static_cast<unsigned char>(glyph[2]) & 0x3FU;
        EXPECT_NE(theme.font.body->FindGlyphNoFallback(static_cast<ImWchar>(code)), nullptr)
            << std::hex << code;
    }
    for (const int sign :
         {0xE9, 0x153, 0x2019, 0x2026, 0x202F, 0xB1, 0xB2, 0x2265, 0xB7, 0x2191, 0x2212, 0x2013}) {
        EXPECT_NE(theme.font.small->FindGlyphNoFallback(static_cast<ImWchar>(sign)), nullptr)
            << std::hex << sign;
    }
}

TEST_F(Fonts, GrowWithTheScaleAndSoDoesTheStyle) {
    net::Sentence problem;
    const Theme one = build_theme(1.0F, {}, problem);
    const float size = one.font.body->FontSize;
    const float bar = ImGui::GetStyle().ScrollbarSize;
    ImGui::GetIO().Fonts->Clear();
    const Theme large = build_theme(1.5F, {}, problem);
    EXPECT_EQ(large.font.body->FontSize, std::floor(17.0F * 1.5F + 0.5F));
    EXPECT_GT(large.font.body->FontSize, size);
    EXPECT_EQ(ImGui::GetStyle().ScrollbarSize, bar * 1.5F);
    EXPECT_EQ(large.px(10.0F), 15.0F);
    ImGui::GetIO().Fonts->Clear();
    const Theme again = build_theme(1.0F, {}, problem);
    EXPECT_EQ(again.font.body->FontSize, size);
    EXPECT_EQ(ImGui::GetStyle().ScrollbarSize, bar);
}

TEST_F(Fonts, AMissingFolderIsToldInOneSentenceAndLettersAreStillDrawn) {
    net::Sentence problem;
    const Theme theme = build_theme(1.0F, "/nowhere/at/all", problem);
    EXPECT_NE(problem.english.find("/nowhere/at/all/Inter-Regular.otf"), std::string::npos)
        << problem.english;
    EXPECT_NE(problem.english.find("fonts-inter"), std::string::npos) << problem.english;
    ASSERT_NE(theme.font.body, nullptr);
    EXPECT_NE(theme.font.body->FindGlyphNoFallback('A'), nullptr);
    EXPECT_NE(theme.font.kpi->FindGlyphNoFallback('7'), nullptr);
}

TEST_F(Fonts, ADamagedFontIsToldAndDoesNotEndTheProgram) {
    const test::TemporaryFolder folder;
    std::ofstream(folder.path() / "Inter-Regular.otf") << "OTTO but not a font";
    net::Sentence problem;
    const Theme theme = build_theme(1.0F, folder.path(), problem);
    EXPECT_NE(problem.english.find("Inter-Regular.otf"), std::string::npos) << problem.english;
    EXPECT_TRUE(theme.font.body->IsLoaded());
}

double luminance(ImU32 colour) {
    const auto channel = [colour](unsigned shift) {
        const double value = static_cast<double>((colour >> shift) & 0xFFU) / 255.0;
        return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * channel(IM_COL32_R_SHIFT) + 0.7152 * channel(IM_COL32_G_SHIFT) +
           0.0722 * channel(IM_COL32_B_SHIFT);
}

double contrast(ImU32 a, ImU32 b) {
    const double low = std::min(luminance(a), luminance(b));
    const double high = std::max(luminance(a), luminance(b));
    return (high + 0.05) / (low + 0.05);
}

TEST(Colours, EveryTextCanBeReadOnItsSurface) {
    // WCAG 2.1: 4.5 for text.
    const Palette colour = default_palette();
    for (const ImU32 surface : {colour.panel, colour.inset}) {
        EXPECT_GE(contrast(colour.text, surface), 4.5);
        EXPECT_GE(contrast(colour.text_dim, surface), 4.5);
        EXPECT_GE(contrast(colour.text_faint, surface), 4.5);
        EXPECT_GE(contrast(colour.warn, surface), 4.5);
        EXPECT_GE(contrast(colour.critical, surface), 4.5);
    }
    for (const ImU32 chip : {colour.critical, colour.high, colour.medium, colour.low, colour.warn}) {
        EXPECT_GE(contrast(colour.on_chip, chip), 4.5);
    }
}

}  // namespace
}  // namespace vigie::console
