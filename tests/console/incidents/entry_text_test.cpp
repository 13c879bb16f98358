#include "console/incidents/entry_text.hpp"

#include <gtest/gtest.h>

using namespace vigie;
using namespace vigie::console;
using net::Reason;
using net::Sentence;

namespace {

TEST(EntryText, ComesBackAsTheSentenceThatItWas) {
    const Sentence told[] = {
        {"The disk is full", Reason::database_full, {"/state/alerts of the hall.db"}},
        {"", Reason::database_aside, {"", "alerts-saved-1.db"}},
        {"Nothing more is known", Reason::source_ended, {}},
        {"It has no reason"},
        {},
    };
    for (const Sentence& sentence : told) {
        EXPECT_EQ(sentence_of_entry(entry_text(sentence)), sentence) << sentence.english;
    }
}

TEST(EntryText, IsTheWholeEnglishForWhomKnowsNoReasons) {
    EXPECT_EQ(entry_text({"It has no reason", Reason::unnamed, {"of this"}}), "It has no reason");
    EXPECT_EQ(entry_text({"The disk is full", Reason::database_full, {"a.db"}}),
              "The disk is full\nreason 20\na.db")
        << "what ledgers hold";
}

TEST(EntryText, KeepsItsLinesApartWhateverTheyHold) {
    EXPECT_EQ(sentence_of_entry(entry_text({"two\nlines", Reason::database_full, {"a\nb.db"}})),
              (Sentence{"two lines", Reason::database_full, {"a b.db"}}));
}

TEST(EntryText, OfAnotherKindStaysAsItIs) {
    for (const char* text : {"Bar, Foyer", "reason 20", "words\nreason", "words\nreason twenty\na.db",
                             "words\nreason 20 \na.db", "words\nreason 300\na.db", "words\n\nreason 20"}) {
        EXPECT_EQ(sentence_of_entry(text), Sentence{text});
    }
}

}  // namespace
