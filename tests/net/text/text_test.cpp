// Text from people, files and strangers: characters, what cannot be seen, and lines that are safe to show.
#include "net/text/text.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace vigie::net {
namespace {

using testing::HasSubstr;

std::string points_of(std::string_view rest) {
    std::string all;
    while (const auto character = next_character(rest)) {
        all += std::to_string(static_cast<unsigned>(character->point)) + "/" +
               std::to_string(character->bytes.size()) + " ";
    }
    return all;
}

TEST(NextCharacter, GivesCodePointsWithTheirBytes) {
    EXPECT_EQ(points_of("aé€\U0001F600"), "97/1 233/2 8364/3 128512/4 ");
    EXPECT_EQ(points_of(std::string_view("a\0b", 3)), "97/1 0/1 98/1 ");
}

TEST(NextCharacter, LeavesOutMalformedBytesAndNothingElse) {
    EXPECT_EQ(points_of("a\xff\x62"), "97/1 98/1 ");
    EXPECT_EQ(points_of("\xe2\x82x"), "120/1 ") << "the letter after a broken one stays";
    EXPECT_EQ(points_of("\xc0\xaf\xe0\x80\xaf"), "") << "overlong";
    EXPECT_EQ(points_of("\xed\xa0\x80"), "") << "surrogate";
    EXPECT_EQ(points_of("\xf4\x90\x80\x80"), "") << "beyond Unicode";
    EXPECT_EQ(points_of("a\xf0\x9f\x98"), "97/1 ") << "truncated";
}

TEST(AppendCharacter, WritesWhatNextCharacterReads) {
    std::string text;
    for (const char32_t point : {U'a', U'é', U'€', U'\U0001F600'}) {
        append_character(text, point);
    }
    EXPECT_EQ(text, "aé€\U0001F600");
}

TEST(FaultOfLine, NamesEachKindOfControlCharacter) {
    const std::vector<std::pair<const char*, const char*>> each = {
        {"a\nb", "U+000A"},      {"a\x1b[31m", "U+001B"}, {"a\x7f", "U+007F"},   {"a\u0085b", "U+0085"},
        {"a\u009b", "U+009B"},   {"\u061ca", "U+061C"},   {"a\u200f", "U+200F"}, {"a\u2028b", "U+2028"},
        {"\u202etxe", "U+202E"}, {"a\u2066b", "U+2066"},  {"a\u2069", "U+2069"},
    };
    for (const auto& [text, name] : each) {
        EXPECT_THAT(fault_of_line(text).value_or("accepted"), HasSubstr(name));
    }
    EXPECT_THAT(fault_of_line("a\xff").value_or("accepted"), HasSubstr("UTF-8"));
}

TEST(FaultOfLine, RefusesWhatCannotBeSeen) {
    for (const char* text : {"", " ", "\u00a0\u2003", "\u200b", "\u200d\ufe0f", "\ufeff", "\u3164", "\u2800",
                             "\U000E0041", " \u00ad "}) {
        EXPECT_TRUE(is_blank(text)) << text;
        EXPECT_THAT(fault_of_line(text).value_or("accepted"), HasSubstr("blank"));
    }
}

TEST(FaultOfLine, TakesTheNamesOfTheWorld) {
    for (const char* text :
         {"Entrée nord", "מבואה", "بوابة 3", "入口", "می\u200cخواهم", "👩\u200d🚒 post", "."}) {
        EXPECT_EQ(fault_of_line(text), std::nullopt) << text;
    }
}

TEST(CutText, CutsBetweenCharacters) {
    EXPECT_EQ(cut_text("abc", 5), "abc");
    EXPECT_EQ(cut_text("abc", 2), "ab");
    EXPECT_EQ(cut_text("aé", 2), "a");
    EXPECT_EQ(cut_text("a\U0001F600", 4), "a");
    EXPECT_EQ(cut_text("é", 0), "");
}

TEST(AsLine, IsOneLineThatSteersNothing) {
    EXPECT_EQ(as_line("a\nforged line\x1b[2J", 99), "a forged line [2J");
    EXPECT_EQ(as_line("a\u009b\u202eb", 99), "a  b");
    EXPECT_EQ(as_line("a\xff\xfe z", 99), "a?? z");
    EXPECT_EQ(as_line("été", 99), "été");
    EXPECT_EQ(as_line("été", 4), "ét");
}

}  // namespace
}  // namespace vigie::net
