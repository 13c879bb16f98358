// The real programs on the real video in a real window: what an operator sees and does in a night.
#include "tests/e2e/live_screen.hpp"

#include "tests/e2e/operator_hands.hpp"

namespace vigie::test {
namespace {

using console::WorkState;

/// Number of an item "incident.row.N".
console::IncidentNumber number_of(const std::string& row) {
    return std::stoull(row.substr(row.rfind('.') + 1));
}

/// What the first tile says: "5 ± 1 in view"; nothing said is nobody.
double people_in_view(const ScreenNotes& notes) {
    for (const ScreenNotes::Text& text : notes.texts) {
        if (text.words.ends_with(" in view")) {
            return std::strtod(text.words.c_str(), nullptr);
        }
    }
    return 0.0;
}

TEST_F(LiveScreen, AnIncidentAcknowledgedByMouseStaysAcknowledgedAfterARestart) {
    start_node();
    start_console();
    const auto wall = until("people counted on the picture", [](const ScreenNotes& notes) {
        return notes.item("picture.forecourt") && people_in_view(notes) >= 3.0;
    });
    EXPECT_LE(people_in_view(wall), 9.0) << wall.all_words();
    EXPECT_TRUE(wall.item("camera.forecourt-b")) << wall.all_words();

    const auto raised = until("an incident", [](const ScreenNotes& notes) {
        return notes.item_that_begins("incident.row.").has_value();
    });
    const auto row = *raised.item_that_begins("incident.row.");
    const auto number = number_of(row.name);
    ASSERT_TRUE(incident(number));
    EXPECT_EQ(incident(number)->work, WorkState::fresh);

    click(row.place);
    click(*until_item("incident.ack").item("incident.ack"));
    (void)until_words(DemoSite::operator_name() + " at ");
    ASSERT_EQ(incident(number)->work, WorkState::acknowledged);
    EXPECT_EQ(incident(number)->acknowledged_by, DemoSite::operator_name());

    EXPECT_EQ(console_->stop(), 0) << "ends well on SIGTERM";
    EXPECT_NE(console_->said().find("acknowledged by camille"), std::string::npos) << console_->said();
    start_console();
    const auto again = until_item(row.name);
    click(*again.item(row.name));
    (void)until_words(DemoSite::operator_name() + " at ");
    EXPECT_EQ(incident(number)->work, WorkState::acknowledged);
}

TEST_F(LiveScreen, ShowsTheFirstIncidentByItselfWhereItIsAskedTo) {
    start_node();
    start_console(true, {"--select-first"});
    (void)until_item("incident.ack");
}

TEST_F(LiveScreen, PeopleAreCountedInTheSummary) {
    start_node();
    start_console();
    (void)until_item("picture.forecourt");
    (void)until("an incident",
                [](const ScreenNotes& notes) { return notes.item_that_begins("incident.row.").has_value(); });
    ASSERT_EQ(console_->stop(), 0);
    const std::string said = console_->said();
    const auto line = said.find("Forecourt north: ");
    ASSERT_NE(line, std::string::npos) << said;
    const auto end = said.find(" people on average", line);
    ASSERT_NE(end, std::string::npos) << said;
    const double people = std::stod(said.substr(said.rfind(' ', end - 1)));
    // Ground truth: 4 to 8 people in view in the first minute.
    EXPECT_GT(people, 3.0) << said;
    EXPECT_LT(people, 9.0) << said;
}

TEST_F(LiveScreen, AKilledNodeIsSilentAndComesBack) {
    start_node();
    start_console();
    (void)until_item("picture.forecourt");
    node_->kill();
    (void)until_words("Silent");
    eventually("silence is an incident", [&] { return silence_is_active(); });
    start_node();
    (void)until("pictures and counts again", [](const ScreenNotes& notes) {
        return !notes.shows("Silent") && notes.item("picture.forecourt") && people_in_view(notes) >= 1.0;
    });
    eventually("silence has ended in the ledger", [&] { return !silence_is_active(); });
}

TEST_F(LiveScreen, AnOperatorSignsInWithTheKeyboard) {
    start_node();
    start_console(false);
    const auto login = until_item("sign_in.button");
    EXPECT_FALSE(login.item_that_begins("picture.")) << "nothing is shown before somebody has signed in";
    click(*login.item("sign_in.name"));
    type(DemoSite::operator_name());
    press({"Tab"});
    type("not the password");
    press({"Return"});
    (void)until("a refusal", [](const ScreenNotes& notes) {
        return notes.item("sign_in.button") && notes.shows("password is wrong");
    });
    click(*until_item("sign_in.password").item("sign_in.password"));
    press({"ctrl+a"});
    type(DemoSite::password());
    press({"Return"});
    (void)until_item("picture.forecourt");
}

}  // namespace
}  // namespace vigie::test
