#include "console/views/widgets.hpp"

#include <array>
#include <functional>
#include <limits>
#include <string>

#include <gtest/gtest.h>

#include "tests/console/views/headless_console.hpp"
#include "tests/console/views/sample_console.hpp"

namespace vigie::console {
namespace {

using test::HeadlessConsole;

/// Draws with a pen of panel "test" in an empty window.
class Widgets : public testing::Test {
protected:
    void draw(const std::function<void(const Pen&)>& with) {
        with_ = with;
        console_.frames(2);
    }
    [[nodiscard]] const Marks::Text& only_text() const { return console_.marks().texts().at(0); }

    std::function<void(const Pen&)> with_ = [](const Pen&) {};
    HeadlessConsole console_{Situation{},
                             {800, 600, 1.0F},
                             HeadlessConsole::panel([this](const UiContext& context, const MarkRect&,
                                                           Actions&) { with_(Pen(context, "test")); })};
};

TEST_F(Widgets, LongWordsAreShortenedToTheirPlace) {
    draw([](const Pen& pen) {
        const MarkRect place{10, 10, 120, 20};
        const float used = pen.text(place, "Entrée principale côté boulevard");
        EXPECT_LE(used, 120.0F);
    });
    EXPECT_TRUE(only_text().words.starts_with("Entrée"));
    EXPECT_TRUE(only_text().words.ends_with("…"));
    EXPECT_LE(right_of(only_text().rect), 130.0F);
}

TEST_F(Widgets, WordsThatFitExactlyAreNotShortened) {
    draw([](const Pen& pen) {
        const float exact = pen.width_of("Gate north");
        pen.text({10, 10, exact, 20}, "Gate north");
    });
    EXPECT_EQ(only_text().words, "Gate north");
}

TEST_F(Widgets, ShorteningNeverCutsACharacterInTwo) {
    draw([](const Pen& pen) {
        const std::string words = "éèêëàâäîïôöùûüç éèêëàâäîïôöùûüç";
        for (float width = 0.0F; width < 250.0F; width += 1.0F) {
            const std::string kept = pen.shortened(words, width);
            EXPECT_LE(pen.width_of(kept), width + 1.0F);
            std::size_t rest = 0;
            for (const char byte : kept) {
                const auto value = static_cast<unsigned char>(byte);
                if (rest > 0) {
                    ASSERT_EQ(value & 0xC0U, 0x80U) << kept;
                    --rest;
                } else if (value >= 0x80U) {
                    ASSERT_NE(value & 0xC0U, 0x80U) << kept;
                    rest = value >= 0xE0U ? 2 : 1;
                }
            }
            ASSERT_EQ(rest, 0U) << kept;
        }
    });
}

TEST_F(Widgets, APlaceWithoutRoomStaysEmpty) {
    draw([](const Pen& pen) {
        EXPECT_EQ(pen.text({10, 10, 2, 20}, "Gate"), 0.0F);
        EXPECT_EQ(pen.text({10, 10, 0, 0}, ""), 0.0F);
    });
    EXPECT_TRUE(console_.marks().texts().empty());
}

TEST_F(Widgets, LineBreaksInALineAreDrawnAsBlanks) {
    draw([](const Pen& pen) { pen.text({10, 10, 400, 20}, "first\nsecond\tthird"); });
    EXPECT_EQ(only_text().words, "first second third");
}

TEST_F(Widgets, RightAlignedWordsEndAtTheirPlacesEdge) {
    draw([](const Pen& pen) { pen.text({100, 10, 200, 20}, "16,116", {nullptr, 0, Align::right}); });
    EXPECT_NEAR(right_of(only_text().rect), 300.0F, 1.0F);
}

TEST_F(Widgets, AParagraphTakesTheLinesThatItHasRoomForAndShortensTheLast) {
    const std::string words =
        "The console cannot write its ledger because the disk is full and nobody has freed any";
    draw([&words](const Pen& pen) {
        const float two = 2.0F * pen.line_height();
        EXPECT_GT(pen.paragraph_height(200, words), two);
        EXPECT_EQ(pen.paragraph({10, 10, 200, two}, words), two);
    });
    const auto& texts = console_.marks().texts();
    ASSERT_EQ(texts.size(), 2U);
    EXPECT_TRUE(texts[0].words.starts_with("The console"));
    EXPECT_TRUE(texts[1].words.ends_with("…"));
    EXPECT_GE(texts[1].rect.y, bottom_of(texts[0].rect));
}

TEST_F(Widgets, AParagraphIsBrokenAtBlanksAndNotWithinAnAddress) {
    const std::string address = "(tcp://127.0.0.1:7562)";
    draw([&](const Pen& pen) {
        for (float width = pen.width_of(address); width < 320.0F; width += 1.0F) {
            pen.paragraph({10, 10, width, 400}, "Frames of the node " + address + " are late, 3.5 s.");
        }
    });
    int whole = 0;
    for (const auto& text : console_.marks().texts()) {
        whole += text.words.find(address) != std::string::npos ? 1 : 0;
        EXPECT_EQ(text.words.find("127") != std::string::npos, text.words.find(address) != std::string::npos)
            << text.words;
        EXPECT_EQ(text.words.find("3.") != std::string::npos, text.words.find("3.5") != std::string::npos);
    }
    EXPECT_GT(whole, 50);
}

TEST_F(Widgets, AWordWiderThanItsLineIsBrokenOnALineOfItsOwn) {
    draw([](const Pen& pen) {
        pen.paragraph({10, 10, 120, 400}, "to tcp://vigie-node.palais-des-congres.example:7562 now");
    });
    const auto& texts = console_.marks().texts();
    ASSERT_GE(texts.size(), 3U);
    EXPECT_EQ(texts[0].words, "to");
    EXPECT_TRUE(texts[1].words.starts_with("tcp://vigie"));
}

TEST_F(Widgets, AParagraphOfOneEndlessWordEnds) {
    draw([](const Pen& pen) {
        const std::string word(300, 'W');
        pen.paragraph({10, 10, 5, 400}, word);
        EXPECT_GT(pen.paragraph_height(60, word), pen.line_height());
    });
}

TEST_F(Widgets, ADisabledButtonIsNotClicked) {
    bool enabled = true;
    int clicks = 0;
    draw([&](const Pen& pen) {
        clicks += pen.button("b", {10, 10, 100, 30}, "Press", ButtonKind::plain, nullptr, enabled) ? 1 : 0;
    });
    console_.click("b");
    EXPECT_EQ(clicks, 1);
    enabled = false;
    console_.click("b");
    EXPECT_EQ(clicks, 1);
}

TEST_F(Widgets, AClickGoesToTheSegmentUnderThePointer) {
    const std::array<std::string, 3> labels = {"One", "Two", "A much longer label"};
    std::optional<std::size_t> picked;
    draw([&](const Pen& pen) {
        if (const auto now = pen.segmented("s", {10, 10, 240, 28}, labels, 0)) {
            picked = now;
        }
    });
    console_.click("s.2");
    EXPECT_EQ(picked, 2U);
    EXPECT_TRUE(console_.reads("A much longer label")) << "it has the room that the others do not need";
}

TEST_F(Widgets, WhatIsClippedAwayIsNeitherMarkedNorClickable) {
    draw([](const Pen& pen) {
        const Clip clip({0, 0, 100, 100});
        pen.text({10, 200, 80, 20}, "below");
        EXPECT_FALSE(pen.press("hidden", {10, 200, 80, 20}));
        EXPECT_FALSE(pen.press("half", {10, 90, 80, 20}));
    });
    EXPECT_TRUE(console_.marks().texts().empty());
    EXPECT_FALSE(console_.shows("hidden"));
    EXPECT_EQ(console_.marks().items().at("half").height, 10.0F);
}

TEST_F(Widgets, ShortenedWordsAreShownWholeUnderThePointer) {
    draw([](const Pen& pen) { pen.text({10, 10, 60, 20}, "Entrée principale"); });
    const int without = console_.vertices();
    ImGui::GetIO().MousePos = ImVec2(20.0F, 20.0F);
    console_.frames(3);
    EXPECT_GT(console_.vertices(), without);
}

TEST_F(Widgets, MetersTakeAnyFigure) {
    const float nan = std::numeric_limits<float>::quiet_NaN();
    draw([nan](const Pen& pen) {
        pen.bar({10, 10, 100, 6}, -1.0, pen.colour().bar);
        pen.bar({10, 20, 100, 6}, std::numeric_limits<double>::quiet_NaN(), pen.colour().bar);
        pen.bar({10, 30, 100, 6}, 7.0, pen.colour().bar);
        const std::array<float, 5> values = {1.0F, nan, 3.0F, 4.0F, nan};
        pen.sparkline({10, 40, 100, 20}, values, 0.0F, 4.0F, pen.colour().bar);
        pen.sparkline({10, 70, 100, 20}, values, 4.0F, 4.0F, pen.colour().bar);
        for (const auto priority :
             {net::Priority::low, net::Priority::medium, net::Priority::high, net::Priority::critical}) {
            pen.severity(priority, {50, 120}, 14);
        }
    });
    const ImDrawData* drawn = ImGui::GetDrawData();
    for (int i = 0; i < drawn->CmdListsCount; ++i) {
        for (const ImDrawVert& vertex : drawn->CmdLists[i]->VtxBuffer) {
            ASSERT_TRUE(vertex.pos.x == vertex.pos.x && vertex.pos.y == vertex.pos.y);
            ASSERT_LE(vertex.pos.x, 800.0F);
        }
    }
}

}  // namespace
}  // namespace vigie::console
