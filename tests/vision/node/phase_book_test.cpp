// The phases of halls over restarts: what a switch changes, what it refuses, and what a bad file costs.
#include "vision/node/phase_book.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "tests/support/sample_messages.hpp"
#include "tests/support/temporary_folder.hpp"

namespace vigie::vision {
namespace {

using net::SwitchVerdict;
using net::VenuePhase;
using test::at;
using test::id;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class PhaseBookTest : public ::testing::Test {
protected:
    [[nodiscard]] PhaseBook open(net::UtcTime started = at(100.0)) const { return {file_, halls_, started}; }
    static net::PhaseSwitch wanted(net::SwitchId switch_id, const char* hall, VenuePhase to) {
        return {switch_id, id<net::HallId>(hall), to, "Camille", at(1.0), std::nullopt};
    }
    [[nodiscard]] std::string content() const {
        std::ifstream stream(file_, std::ios::binary);
        return {std::istreambuf_iterator<char>(stream), {}};
    }
    void write(const std::string& text) const { std::ofstream(file_, std::ios::binary) << text; }
    void expect_damaged() const {
        const PhaseBook book = open();
        EXPECT_THAT(book.problem(), HasSubstr("damaged"));
        EXPECT_THAT(book.problem(), HasSubstr(file_.string()));
        EXPECT_EQ(book.standing()[0].phase, VenuePhase::doors) << "as configured";
        EXPECT_TRUE(std::filesystem::exists(file_.string() + ".damaged"));
        EXPECT_EQ(open().problem(), "") << "said once: the file is sound again";
    }

    test::TemporaryFolder folder_;
    std::filesystem::path file_ = folder_.path() / "halls.phases";
    std::vector<net::HallConfiguration> halls_{
        {id<net::HallId>("main"), "Main hall", {}, {}, VenuePhase::doors},
        {id<net::HallId>("annex"), "Annex", {}, {}, VenuePhase::closed}};
};

TEST_F(PhaseBookTest, BeginsAsConfiguredAndHoldsWhatWasSwitchedOverARestart) {
    {
        PhaseBook book = open();
        EXPECT_EQ(book.problem(), "");
        EXPECT_THAT(book.standing(),
                    ElementsAre(StandingPhase{id<net::HallId>("main"), VenuePhase::doors, at(100.0)},
                                StandingPhase{id<net::HallId>("annex"), VenuePhase::closed, at(100.0)}));
        EXPECT_THAT(book.take_changes(), IsEmpty());
        const auto answer = book.switch_phase(wanted(7, "main", VenuePhase::show), at(200.0));
        ASSERT_TRUE(answer);
        EXPECT_EQ(*answer, (net::PhaseAnswer{7, id<net::HallId>("main"), SwitchVerdict::done,
                                             VenuePhase::show, at(200.0)}));
        const StandingPhase shown{id<net::HallId>("main"), VenuePhase::show, at(200.0)};
        EXPECT_THAT(book.take_changes(), ElementsAre(shown));
        EXPECT_THAT(book.take_changes(), IsEmpty());
    }
    const PhaseBook again = open(at(900.0));
    EXPECT_EQ(again.problem(), "");
    EXPECT_THAT(again.standing(),
                ElementsAre(StandingPhase{id<net::HallId>("main"), VenuePhase::show, at(200.0)},
                            StandingPhase{id<net::HallId>("annex"), VenuePhase::closed, at(100.0)}));
}

TEST_F(PhaseBookTest, TheSameSwitchAgainChangesNothingAlsoAfterARestart) {
    {
        PhaseBook book = open();
        ASSERT_TRUE(book.switch_phase(wanted(7, "main", VenuePhase::evacuation), at(200.0)));
        ASSERT_TRUE(book.switch_phase(wanted(8, "main", VenuePhase::closed), at(300.0)));
    }
    PhaseBook book = open();
    const auto answer = book.switch_phase(wanted(7, "main", VenuePhase::evacuation), at(400.0));
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->verdict, SwitchVerdict::done);
    EXPECT_EQ(answer->phase, VenuePhase::closed) << "what stands";
    EXPECT_EQ(answer->since, at(300.0));
    EXPECT_THAT(book.take_changes(), IsEmpty());
}

TEST_F(PhaseBookTest, SwitchingToThePhaseThatIsOnKeepsItsBeginning) {
    PhaseBook book = open();
    const auto answer = book.switch_phase(wanted(7, "main", VenuePhase::doors), at(200.0));
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->verdict, SwitchVerdict::done);
    EXPECT_EQ(answer->since, at(100.0));
    EXPECT_THAT(book.take_changes(), IsEmpty());
}

TEST_F(PhaseBookTest, WhoDidNotSeeTheLastSwitchSwitchesNothingButAnEvacuation) {
    PhaseBook book = open();
    ASSERT_TRUE(book.switch_phase(wanted(7, "main", VenuePhase::show), at(200.0)));
    net::PhaseSwitch late = wanted(8, "main", VenuePhase::closed);
    late.seen_since = at(100.0);
    auto answer = book.switch_phase(late, at(300.0));
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->verdict, SwitchVerdict::switched_meanwhile);
    EXPECT_EQ(answer->phase, VenuePhase::show);
    EXPECT_EQ(book.standing()[0].phase, VenuePhase::show);
    late = wanted(9, "main", VenuePhase::evacuation);
    late.seen_since = at(100.0);
    answer = book.switch_phase(late, at(300.0));
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->verdict, SwitchVerdict::done);
    EXPECT_EQ(answer->phase, VenuePhase::evacuation);
}

TEST_F(PhaseBookTest, TwoStatesOfAHallNeverHaveTheSameBeginning) {
    PhaseBook book = open();
    ASSERT_TRUE(book.switch_phase(wanted(7, "main", VenuePhase::show), at(200.0)));
    const auto answer = book.switch_phase(wanted(8, "main", VenuePhase::egress), at(50.0));
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->since, at(200.0) + net::Microseconds(1)) << "although the clock was set back";
}

TEST_F(PhaseBookTest, UnknownHallIsAnAnswer) {
    PhaseBook book = open();
    const auto answer = book.switch_phase(wanted(7, "attic", VenuePhase::show), at(200.0));
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->verdict, SwitchVerdict::unknown_hall);
    EXPECT_EQ(answer->id, 7U);
}

TEST_F(PhaseBookTest, HallsComeAndGoWithTheConfiguration) {
    {
        PhaseBook book = open();
        ASSERT_TRUE(book.switch_phase(wanted(7, "main", VenuePhase::show), at(200.0)));
        ASSERT_TRUE(book.switch_phase(wanted(8, "annex", VenuePhase::show), at(200.0)));
    }
    halls_ = {{id<net::HallId>("foyer"), "Foyer", {}, {}, VenuePhase::interval}, halls_[0]};
    EXPECT_THAT(open(at(900.0)).standing(),
                ElementsAre(StandingPhase{id<net::HallId>("foyer"), VenuePhase::interval, at(900.0)},
                            StandingPhase{id<net::HallId>("main"), VenuePhase::show, at(200.0)}));
}

TEST_F(PhaseBookTest, WithoutHallsThereIsNoFile) {
    halls_.clear();
    EXPECT_EQ(open().problem(), "");
    EXPECT_FALSE(std::filesystem::exists(file_));
}

TEST_F(PhaseBookTest, WhatCannotBeWrittenIsRefusedAndChangesNothing) {
    PhaseBook book = open();
    std::filesystem::create_directory(file_.string() + ".new");  // nobody can write there, not even root
    const auto answer = book.switch_phase(wanted(7, "main", VenuePhase::show), at(200.0));
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().code, net::ErrorCode::unavailable);
    EXPECT_THAT(answer.error().message, HasSubstr(file_.string()));
    EXPECT_EQ(book.standing()[0].phase, VenuePhase::doors);
    EXPECT_THAT(book.take_changes(), IsEmpty());
    std::filesystem::remove(file_.string() + ".new");
    EXPECT_TRUE(book.switch_phase(wanted(7, "main", VenuePhase::show), at(201.0))) << "asked again";
}

TEST_F(PhaseBookTest, FirstStartThatCannotWriteSaysSo) {
    std::filesystem::create_directory(file_.string() + ".new");
    EXPECT_THAT(open().problem(), HasSubstr("cannot be written"));
}

TEST_F(PhaseBookTest, EveryDamagedByteIsNoticed) {
    {
        PhaseBook book = open();
        ASSERT_TRUE(book.switch_phase(wanted(7, "main", VenuePhase::show), at(200.0)));
    }
    const std::string sound = content();
    for (std::size_t i = 0; i < sound.size(); ++i) {
        std::string damaged = sound;
        damaged[i] = static_cast<char>(damaged[i] ^ 1);
        write(damaged);
        expect_damaged();
    }
    for (const auto& text : {std::string(), std::string("\0\0\0", 3), sound.substr(0, sound.size() / 2)}) {
        write(text);
        expect_damaged();
    }
}

TEST_F(PhaseBookTest, AFolderInItsPlaceIsToldAndNotTouched) {
    std::filesystem::create_directories(file_ / "kept");
    EXPECT_NE(open().problem(), "");
    EXPECT_TRUE(std::filesystem::exists(file_.string() + ".damaged") ||
                std::filesystem::exists(file_ / "kept"));
}

}  // namespace
}  // namespace vigie::vision
