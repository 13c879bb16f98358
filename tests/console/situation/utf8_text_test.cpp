#include "console/situation/utf8_text.hpp"

#include <gtest/gtest.h>

namespace vigie::console {
namespace {

TEST(CleanText, KeepsWhatFits) {
    EXPECT_EQ(clean_text("", 4), "");
    EXPECT_EQ(clean_text("abcd", 4), "abcd");
    EXPECT_EQ(clean_text("abcde", 4), "abcd");
    EXPECT_EQ(clean_text("abc", 0), "");
}

TEST(CleanText, NeverCutsACharacterInTwo) {
    EXPECT_EQ(clean_text("ab\u00e9", 4), "ab\u00e9");
    EXPECT_EQ(clean_text("abc\u00e9", 4), "abc");
    EXPECT_EQ(clean_text("a\u20ac", 3), "a");
    EXPECT_EQ(clean_text("\U0001F600", 3), "");
    EXPECT_EQ(clean_text("\U0001F600", 4), "\U0001F600");
}

TEST(CleanText, TakesNothingFromBehindTheCut) {
    EXPECT_EQ(clean_text("abc\u00e9d", 4), "abc") << "'d' would fit, but the text would say something else";
}

TEST(CleanText, LeavesOutMalformedBytes) {
    EXPECT_EQ(clean_text("a\xff\x62", 9), "ab");
    EXPECT_EQ(clean_text("a\xc3", 9), "a") << "truncated";
    EXPECT_EQ(clean_text("\xc0\xaf", 9), "") << "overlong";
    EXPECT_EQ(clean_text("\xe0\x80\xaf", 9), "") << "overlong";
    EXPECT_EQ(clean_text("\xed\xa0\x80", 9), "") << "surrogate";
    EXPECT_EQ(clean_text("\xf4\x90\x80\x80", 9), "") << "beyond Unicode";
    EXPECT_EQ(clean_text("\xe2\x82x", 9), "x") << "the letter after a broken one stays";
}

TEST(CleanText, KeepsLinesMakesTabsSpacesAndLeavesOutOtherControlCharacters) {
    EXPECT_EQ(clean_text(std::string_view("a\0b\x1b\x7f\n\tc", 8), 9), "ab\n c");
}

TEST(Folded, MakesCapitalsAndAccentsAlike) {
    EXPECT_EQ(folded("ENTR\u00c9E Nord"), "entree nord");
    EXPECT_EQ(folded("\u00c7a, \u0152uvre, stra\u00dfe, \u0141\u00f3d\u017a"), "ca, oeuvre, strasse, lodz");
    EXPECT_EQ(folded("e\u0301"), "e") << "an accent that follows its letter";
}

TEST(Folded, MakesUnderscoresSpaces) {
    EXPECT_EQ(folded("over_capacity"), "over capacity");
}

TEST(Folded, MakesGreekAndCyrillicSmall) {
    EXPECT_EQ(folded("\u0391\u03a9"), "\u03b1\u03c9");
    EXPECT_EQ(folded("\u0416\u0401"), "\u0436\u0451");
}

TEST(Folded, KeepsOtherCharactersAndLeavesOutMalformedBytes) {
    EXPECT_EQ(folded("\u5317 \U0001F600 \u00d7"), "\u5317 \U0001F600 \u00d7");
    EXPECT_EQ(folded("a\xffZ"), "az");
}

}  // namespace
}  // namespace vigie::console
