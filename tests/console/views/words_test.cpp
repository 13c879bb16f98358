#include "console/views/words.hpp"

#include <chrono>
#include <cmath>
#include <limits>
#include <set>
#include <string>

#include <gtest/gtest.h>

#include "console/incidents/entry_text.hpp"
#include "console/views/venue_words.hpp"
#include "tests/console/views/headless_console.hpp"
#include "tests/console/views/sample_console.hpp"

namespace vigie::console {
namespace {

using namespace std::chrono_literals;

class English : public testing::Test {
protected:
    void SetUp() override { test::speak("en"); }
};
class French : public testing::Test {
protected:
    void SetUp() override { test::speak("fr"); }
    void TearDown() override { test::speak("en"); }
};

TEST_F(English, NumbersHaveCommasAndAPoint) {
    EXPECT_EQ(number_text(std::uint64_t{0}), "0");
    EXPECT_EQ(number_text(std::uint64_t{999}), "999");
    EXPECT_EQ(number_text(std::uint64_t{16'116}), "16,116");
    EXPECT_EQ(number_text(std::uint64_t{1'234'567}), "1,234,567");
    EXPECT_EQ(number_text(4.25, 1), "4.2");
    EXPECT_EQ(number_text(-1234.5, 2), "-1,234.50");
    EXPECT_EQ(number_text(-0.01, 1), "0.0");
    EXPECT_EQ(percent_text(0.642), "64%");
}

TEST_F(English, WhatIsNotANumberIsADash) {
    EXPECT_EQ(number_text(std::nan(""), 1), "–");
    EXPECT_EQ(number_text(std::numeric_limits<double>::infinity(), 0), "–");
}

TEST_F(French, NumbersHaveNarrowSpacesAndAComma) {
    EXPECT_EQ(number_text(std::uint64_t{16'116}), "16\u202f116");
    EXPECT_EQ(number_text(4.25, 1), "4,2");
    EXPECT_EQ(percent_text(0.64), "64\u202f%");
    EXPECT_EQ(tr_n("{n} person", "{n} people", 1312), "1\u202f312 personnes");
}

/// A sentence of `reason` with enough to be about for any of them.
net::Sentence sentence_of(int reason) {
    return {"the English of it", static_cast<net::Reason>(reason), {"INC-00042", "7", "90"}};
}

TEST_F(French, EveryReasonOfAnotherLayerHasWordsThatAreNotItsEnglish) {
    int worded = 0;
    for (int reason = 0; reason <= 255; ++reason) {
        test::speak("fr");
        const std::string french = sentence_in_language(sentence_of(reason));
        test::speak("en");
        const std::string english = sentence_in_language(sentence_of(reason));
        if (english == "the English of it") {
            EXPECT_EQ(french, english) << reason;
            continue;
        }
        ++worded;
        EXPECT_NE(french, english) << reason;
        EXPECT_EQ(french.find_first_of("{}"), std::string::npos) << french;
        EXPECT_EQ(english.find_first_of("{}"), std::string::npos) << english;
    }
    // The compiler asks for the words of a new reason; these are the first and the last of each layer.
    EXPECT_GT(worded, 45);
    for (const net::Reason reason :
         {net::Reason::source_missing, net::Reason::rule_uncalibrated, net::Reason::link_connecting,
          net::Reason::link_other_node, net::Reason::ledger_damaged, net::Reason::sign_in_wrong,
          net::Reason::font_unreadable, net::Reason::time_zone_unknown}) {
        EXPECT_NE(sentence_in_language(sentence_of(static_cast<int>(reason))), "the English of it");
    }
}

TEST_F(French, AReasonIsToldWithWhatItIsAbout) {
    EXPECT_EQ(sentence_in_language({"", net::Reason::sign_in_wrong}), "Nom ou mot de passe incorrect");
    EXPECT_EQ(sentence_in_language({"", net::Reason::database_full, {"/state/{alerts}.db"}}),
              "Le disque est plein\u202f: libérez de la place (/state/{alerts}.db)");
    EXPECT_EQ(sentence_in_language({"", net::Reason::act_resolved, {"INC-00042", "Alix", "95"}}),
              "INC-00042\u202f: clos par Alix il y a 1\u00a0min, regardez-le à nouveau");
    EXPECT_EQ(sentence_in_language({"", net::Reason::act_worsened, {"INC-00042", "1"}}),
              "INC-00042\u202f: aggravé ou revenu à l’instant, regardez-le à nouveau");
}

TEST_F(French, AFileThatChangesItsSizeIsNotToldAsASurveyOfAnotherShape) {
    const net::Sentence changed{
        "'/v/hall.ts' changes ...", net::Reason::source_changes_size, {"/v/hall.ts", "640x480", "1280x720"}};
    EXPECT_EQ(sentence_in_language(changed),
              "Les images de «\u00a0/v/hall.ts\u00a0» passent de 640x480 à 1280x720 pixels et le comptage "
              "serait faux à "
              "partir de là\u202f: ramenez le fichier à une seule taille ou coupez-le à cet endroit");
    test::speak("en");
    EXPECT_EQ(sentence_in_language(changed),
              "The pictures of '/v/hall.ts' change from 640x480 to 1280x720 pixels and would be counted "
              "wrongly from there on: bring the file to one size, or split it there");
}

TEST_F(French, WithoutAReasonOrWithTooLittleToBeAboutTheEnglishStays) {
    EXPECT_EQ(sentence_in_language({"the disk is full"}), "the disk is full");
    EXPECT_EQ(
        sentence_in_language({"INC-00042 was resolved", net::Reason::act_resolved, {"INC-00042", "Alix"}}),
        "INC-00042 was resolved");
    EXPECT_EQ(sentence_in_language({}), "");
}

TEST_F(French, WhyAConditionEndedIsSaidInTheLanguageAndPeoplesWordsStay) {
    for (const char* key : {"rule_off", "rule_removed", "superseded", "archive_replaced", "store_set_back"}) {
        HistoryEntry entry;
        entry.kind = EntryKind::condition_cleared;
        entry.text = key;
        test::speak("fr");
        const std::string french = history_text(entry);
        test::speak("en");
        EXPECT_NE(french, key);
        EXPECT_NE(history_text(entry), key);
        EXPECT_NE(history_text(entry), french);
        entry.kind = EntryKind::note;
        EXPECT_EQ(history_text(entry), key) << "somebody wrote that";
    }
    HistoryEntry unknown;
    unknown.kind = EntryKind::condition_cleared;
    unknown.text = "of a newer version";
    EXPECT_EQ(history_text(unknown), "of a newer version");
}

TEST_F(French, WhatNodesAndTheLedgerToldIsSaidInTheLanguageAndOlderEntriesStay) {
    HistoryEntry entry;
    entry.kind = EntryKind::opened;
    entry.text = entry_text({"The disk is full", net::Reason::database_full, {"/state/alerts.db"}});
    EXPECT_EQ(history_text(entry), "Le disque est plein\u202f: libérez de la place (/state/alerts.db)");
    entry.text = entry_text({"The disk is full", static_cast<net::Reason>(255), {"/state/alerts.db"}});
    EXPECT_EQ(history_text(entry), "The disk is full") << "of a newer version";
    entry.text = "The disk is full";
    EXPECT_EQ(history_text(entry), "The disk is full") << "of an older version";
    entry.kind = EntryKind::condition_cleared;
    entry.text = entry_text({"", net::Reason::condition_taken_over, {"INC-00002"}});
    EXPECT_EQ(history_text(entry),
              "La situation s’est aggravée après la clôture et se poursuit dans INC-00002");
}

TEST_F(French, CountsOfOneAreSingular) {
    EXPECT_EQ(tr_n("critical", "critical", 1), "critique");
    EXPECT_EQ(tr_n("critical", "critical", 2), "critiques");
    EXPECT_EQ(tr_n("{n} of {total} connected", "{n} of {total} connected", 1, {{"total", "1"}}),
              "1 sur 1 connecté");
}

TEST_F(French, WhatIsCountedAgreesWithNoneOneAndTwo) {
    const auto lost = [](std::uint64_t n) { return tr_n("{n} lost", "{n} lost", n); };
    EXPECT_EQ(lost(0), "0 perdu");
    EXPECT_EQ(lost(1), "1 perdu");
    EXPECT_EQ(lost(2), "2 perdus");
    const auto people = [](double n) {
        return evidence_text({"people", n, std::nullopt, 2.0, "people"}, net::RuleKind::over_capacity);
    };
    EXPECT_EQ(people(0.0), "0 personne, limite 2");
    EXPECT_EQ(people(1.0), "1 personne, limite 2");
    EXPECT_EQ(people(2.0), "2 personnes, limite 2");
}

TEST_F(English, WhatIsCountedAgreesWithNoneOneAndTwo) {
    const auto people = [](double n) {
        return evidence_text({"people", n, 1.0, std::nullopt, "people"}, net::RuleKind::over_capacity);
    };
    EXPECT_EQ(people(0.0), "0 ± 1 people");
    EXPECT_EQ(people(1.0), "1 ± 1 person");
    EXPECT_EQ(people(2.0), "2 ± 1 people");
    EXPECT_EQ(tr_n("{n} lost", "{n} lost", 1), "1 lost");
}

TEST_F(French, ZeroIsSingular) {
    EXPECT_EQ(tr_n("{n} person", "{n} people", 0), "0 personne");
    EXPECT_EQ(tr_n("{n} person", "{n} people", 2), "2 personnes");
}

TEST_F(English, CountsCarryTheirErrorOrSayThatTheyAreALowerBound) {
    EXPECT_EQ(count_text({142.0, 136.0, 147.0, false, false}), "142 ± 6");
    EXPECT_EQ(count_text({3.0, 2.8, 3.1, false, false}), "3");
    EXPECT_EQ(count_text({142.0, 136.0, 147.0, true, false}), "at least 142");
    EXPECT_EQ(count_text({142.0, 136.0, 147.0, true, true}), "at least 142, partly blind");
    EXPECT_EQ(short_count_text({142.0, 136.0, 147.0, false, true}), "≥ 142");
    EXPECT_EQ(short_count_text({142.0, 136.0, 147.0, false, false}), "142");
}

TEST_F(English, AgesAreUnlikeATimeOfDayAndNeverNegative) {
    EXPECT_EQ(age_text(-5s), "0 s");
    EXPECT_EQ(age_text(47s), "47 s");
    EXPECT_EQ(age_text(18min + 29s), "18 min");
    EXPECT_EQ(age_text(2h + 5min + 10s), "2 h 5 min");
    EXPECT_EQ(age_text(76h + 10min), "3 d 4 h");
}

TEST_F(English, DurationsHaveTheUnitThatFits) {
    EXPECT_EQ(duration_text(85ms), "85 ms");
    EXPECT_EQ(duration_text(999'700us), "1.0 s");
    EXPECT_EQ(duration_text(4200ms), "4.2 s");
    EXPECT_EQ(duration_text(9960ms), "10 s");
    EXPECT_EQ(duration_text(38s), "38 s");
    EXPECT_EQ(duration_text(6min + 5s), "6 min 5 s");
    EXPECT_EQ(duration_text(2h + 5min), "2 h 5 min");
}

TEST_F(English, ATimeAgoIsSaidAsAgesAre) {
    EXPECT_EQ(ago_text(1s), "just now");
    for (const net::Microseconds age : {net::Microseconds(47s), net::Microseconds(112s),
                                        net::Microseconds(7min), net::Microseconds(2h + 5min)}) {
        EXPECT_EQ(ago_text(age), age_text(age) + " ago");
    }
    test::speak("fr");
    EXPECT_EQ(ago_text(112s), "il y a 1\u00a0min");
}

TEST_F(English, EvidenceNamesItsErrorAndItsLimit) {
    const auto crowd = net::RuleKind::over_capacity;
    EXPECT_EQ(evidence_text({"people", 62.0, 3.4, 60.0, "people"}, crowd), "62 ± 3 people, limit 60");
    EXPECT_EQ(evidence_text({"density", 4.63, std::nullopt, std::nullopt, "people/m2"}, crowd),
              "4.6 people/m²");
    EXPECT_EQ(evidence_text({"duration", 38.0, std::nullopt, 10.0, "s"}, crowd),
              "38 s when reported, limit 10 s");
    EXPECT_EQ(
        evidence_text({"pressure", 0.0584, std::nullopt, 0.02, "1/s2"}, net::RuleKind::crowd_turbulence),
        "0.058 1/s², limit 0.020");
    EXPECT_EQ(evidence_text({"counter_share", 0.407, std::nullopt, 0.3, ""}, net::RuleKind::counter_flow),
              "0.41, limit 0.30");
    EXPECT_EQ(evidence_name("still"), "Picture still for");
    EXPECT_EQ(evidence_name("from_a_newer_node"), "from a newer node");
}

TEST_F(English, WhatWasAddedOrTakenHasItsSign) {
    const net::Evidence by_lines{"by_lines", 2610.0, {}, {}, "people"};
    EXPECT_EQ(evidence_name(by_lines.name), "By lines");
    EXPECT_EQ(evidence_text(by_lines, net::RuleKind::venue_over_capacity), "2,610 people");
    const auto corrected = [](double people) {
        return evidence_text({"corrected", people, {}, {}, "people"}, net::RuleKind::venue_over_capacity);
    };
    EXPECT_EQ(evidence_name("corrected"), "Corrected by");
    EXPECT_EQ(corrected(-45.0), "-45 people");
    EXPECT_EQ(corrected(-1.0), "-1 person");
    EXPECT_EQ(corrected(3.0), "+3 people");
    EXPECT_EQ(corrected(-0.2), "0 people");
    EXPECT_EQ(signed_text(0.4), "0");
}

TEST_F(French, WhatWasTakenAgreesWithItsNumber) {
    const net::Evidence corrected{"corrected", -45.0, {}, {}, "people"};
    EXPECT_EQ(evidence_text(corrected, net::RuleKind::venue_over_capacity), "-45 personnes");
}

TEST_F(English, TheVenueIsToldByZonesAndByLines) {
    Situation situation = test::sample_venue();
    EXPECT_EQ(venue_words(situation),
              "In venue\nCounted in zones: 16,116 ± 212\nBy lines: 16,140\n"
              "Corrected by: -45, because lines miss some people\nCapacity: 25,100");
    auto occupancy = *situation.nodes.front().occupancy;
    occupancy.venue_by_lines->corrected = 0.0;
    situation.nodes.front().occupancy = std::make_shared<const net::Occupancy>(occupancy);
    situation.nodes.front().occupancy_liveness = net::Liveness::silent;
    situation.nodes.front().configuration.reset();
    EXPECT_EQ(venue_words(situation),
              "In venue\nCounted in zones: last 16,116\nBy lines: last 16,140\nCorrected by: 0");
}

TEST_F(English, AnIntrusionOfOnePersonDoesNotReadAsIfOneWereAllowed) {
    const net::Evidence three{"people", 3.0, std::nullopt, 1.0, "people"};
    EXPECT_EQ(evidence_text(three, net::RuleKind::intrusion), "3 people, nobody allowed");
    EXPECT_EQ(evidence_text(three, net::RuleKind::over_capacity), "3 people, limit 1");
    EXPECT_EQ(evidence_text({"duration", 2.0, std::nullopt, 1.0, "s"}, net::RuleKind::intrusion),
              "2.0 s when reported, limit 1.0 s");
}

TEST_F(English, TheHistoryTellsWhatCameBackFromWhatBecameWorse) {
    const auto title = [](EntryKind kind, Change change, std::optional<double> people,
                          std::optional<double> before = std::nullopt) {
        HistoryEntry entry;
        entry.kind = kind;
        entry.change = change;
        if (people) {
            entry.figure = net::Evidence{"people", *people, 0.4, 1.0, "people"};
        }
        entry.before = before;
        return history_title(entry);
    };
    EXPECT_EQ(title(EntryKind::opened, Change::none, 1.0), "Opened: 1 person");
    EXPECT_EQ(title(EntryKind::worsened, Change::came_back, 4.0, 5.0), "Came back: 4 people");
    EXPECT_EQ(title(EntryKind::worsened, Change::came_back, std::nullopt), "Came back") << "a silent node";
    EXPECT_EQ(title(EntryKind::joined, Change::grew, 3.0, 1.0), "Worse: 1 → 3 people");
    EXPECT_EQ(title(EntryKind::joined, Change::grew, 3.3, 3.0), "Worse: 3 people") << "as rounded";
    EXPECT_EQ(title(EntryKind::worsened, Change::more_urgent, 3.0, 3.0), "More urgent: 3 people");
    EXPECT_EQ(title(EntryKind::joined, Change::raised_again, 2.0, 3.0), "Raised again: 2 people");
    EXPECT_EQ(title(EntryKind::joined, Change::updated, 2.0, 3.0), "Updated: 2 people");
    EXPECT_EQ(title(EntryKind::note, Change::none, std::nullopt), "Note");
}

TEST_F(English, ATitleSaysTheFigureThatMatters) {
    Incident incident = test::sample_incident(42);
    EXPECT_EQ(incident_title(incident), "Over limit · 1,312 people");
    incident.kind = net::RuleKind::camera_silent;
    EXPECT_EQ(incident_title(incident), "Camera silent");
    EXPECT_EQ(incident_number(42), "INC-00042");
    EXPECT_EQ(incident_number(1'234'567), "INC-1234567");
}

TEST_F(English, APlaceIsNamedAsConfiguredOrByItsId) {
    const Situation situation = test::sample_venue();
    Incident incident = test::sample_incident(1);
    incident.camera = situation.cameras.front().camera;
    EXPECT_EQ(incident_place(incident, situation), "Concourse 1 · Gate 1");
    EXPECT_EQ(incident_place(incident, Situation{}), "zone-1 · cam-1");
    incident.zone.reset();
    incident.camera.reset();
    EXPECT_EQ(incident_place(incident, situation), "Node 1");
}

TEST_F(French, EveryStateHasAWordOfItsOwn) {
    const auto expect_different = [](const std::vector<std::string>& words) {
        EXPECT_EQ(std::set<std::string>(words.begin(), words.end()).size(), words.size());
        for (const std::string& word : words) {
            EXPECT_FALSE(word.empty());
        }
    };
    using net::Liveness;
    using net::RuleKind;
    expect_different({word_of(Liveness::never_seen), word_of(Liveness::live), word_of(Liveness::late),
                      word_of(Liveness::frozen), word_of(Liveness::silent)});
    expect_different({word_of(WorkState::fresh), word_of(WorkState::acknowledged),
                      word_of(WorkState::confirmed), word_of(WorkState::dispatched),
                      word_of(WorkState::resolved)});
    expect_different({word_of(RuleKind::intrusion), word_of(RuleKind::over_capacity),
                      word_of(RuleKind::camera_silent), word_of(RuleKind::camera_frozen),
                      word_of(RuleKind::node_silent), word_of(RuleKind::unreadable_alert),
                      word_of(RuleKind::node_cannot_record)});
    expect_different({word_of(net::Priority::low), word_of(net::Priority::medium),
                      word_of(net::Priority::high), word_of(net::Priority::critical)});
    expect_different({word_of(LinkState::connecting), word_of(LinkState::up), word_of(LinkState::refused),
                      word_of(LinkState::down)});
}

TEST_F(English, ASentenceWithAValueThatItsPatternDoesNotHaveIsStillSaid) {
    EXPECT_EQ(say("{name} at {time}", {{"name", "Alix {1}"}, {"time", "14:02"}, {"unused", "x"}}),
              "Alix {1} at 14:02");
}

TEST_F(French, OneEnglishWordMayHaveTwoTranslations) {
    EXPECT_STREQ(tr_in("list of incidents", "New"), "Nouveaux");
    EXPECT_STREQ(word_of(WorkState::fresh), "Nouveau");
    EXPECT_STREQ(tr_in("list of incidents", "not in any catalogue"), "not in any catalogue");
}

}  // namespace
}  // namespace vigie::console
