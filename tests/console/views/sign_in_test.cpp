#include "console/views/sign_in.hpp"

#include <gtest/gtest.h>

#include "tests/console/views/headless_console.hpp"
#include "tests/console/views/sample_console.hpp"

namespace vigie::console {
namespace {

using test::find_action;
using test::HeadlessConsole;

class SignInScreen : public testing::Test {
protected:
    SignInScreen() {
        test::speak("en");
        console_.operator_name.clear();
        console_.frames(4);
    }
    HeadlessConsole console_{test::sample_venue()};
};

TEST_F(SignInScreen, WorksByKeyboardAlone) {
    console_.type("camille");
    EXPECT_EQ(console_.ui.sign_in_name, "camille");
    console_.press_key(ImGuiKey_Tab);
    console_.frames(2);
    console_.type("correct horse");
    const auto actions = console_.press_key(ImGuiKey_Enter);
    const auto* sign_in = find_action<SignIn>(actions);
    ASSERT_NE(sign_in, nullptr);
    EXPECT_EQ(sign_in->name, "camille");
    EXPECT_EQ(sign_in->password, "correct horse");
}

TEST_F(SignInScreen, EnterInTheNameGoesOnToThePassword) {
    console_.type("camille");
    EXPECT_EQ(find_action<SignIn>(console_.press_key(ImGuiKey_Enter)), nullptr);
    console_.frames(2);
    console_.type("secret words");
    EXPECT_EQ(console_.ui.sign_in_name, "camille");
    EXPECT_EQ(console_.ui.sign_in_password, "secret words");
}

TEST_F(SignInScreen, WorksByMouse) {
    console_.click("sign_in.name");
    console_.type("camille");
    console_.click("sign_in.password");
    console_.type("correct horse");
    const auto actions = console_.click("sign_in.button");
    ASSERT_NE(find_action<SignIn>(actions), nullptr);
}

TEST_F(SignInScreen, NeverDrawsThePassword) {
    console_.ui.sign_in_password = "correct horse";
    console_.frames(2);
    EXPECT_FALSE(console_.reads("correct"));
}

TEST_F(SignInScreen, NeedsNameAndPassword) {
    console_.ui.sign_in_name = "camille";
    console_.frame();
    EXPECT_EQ(find_action<SignIn>(console_.click("sign_in.button")), nullptr);
}

TEST_F(SignInScreen, SaysThatItChecksAndThenWhatWasWrong) {
    console_.ui.sign_in_name = "camille";
    console_.ui.sign_in_password = "wrong";
    console_.signing_in = true;
    console_.frame();
    EXPECT_TRUE(console_.reads("Checking …"));
    EXPECT_EQ(find_action<SignIn>(console_.click("sign_in.button")), nullptr);
    console_.signing_in = false;
    console_.sign_in_problem = {"The name or the password is wrong"};
    console_.frame();
    EXPECT_TRUE(console_.reads("The name or the password is wrong"));
    EXPECT_FALSE(console_.reads("Checking"));
}

TEST_F(SignInScreen, AfterARefusalThePasswordCanBeTypedAgainAtOnce) {
    console_.type("camille");
    ASSERT_EQ(console_.ui.sign_in_name, "camille");
    console_.signing_in = true;
    console_.frames(2);
    console_.signing_in = false;
    console_.sign_in_problem = {"Name or password is wrong"};
    console_.frames(3);
    console_.type("correct");
    EXPECT_EQ(console_.ui.sign_in_password, "correct");
    EXPECT_EQ(console_.ui.sign_in_name, "camille");
}

TEST_F(SignInScreen, AfterSigningOutTheCaretIsInTheEmptyName) {
    console_.signing_in = true;
    console_.frames(2);
    console_.signing_in = false;
    console_.operator_name = "Camille Durand";
    console_.frames(3);
    console_.operator_name.clear();
    console_.frames(4);
    console_.type("alix");
    EXPECT_EQ(console_.ui.sign_in_name, "alix");
    EXPECT_EQ(console_.ui.sign_in_password, "");
}

TEST_F(SignInScreen, ShowsNothingOfTheVenue) {
    for (const auto& text : console_.marks().texts()) {
        EXPECT_EQ(text.panel, "sign_in") << text.words;
    }
    EXPECT_FALSE(console_.shows("picture.cam-1"));
}

TEST_F(SignInScreen, CanBeReadInFrenchBeforeAnybodyIsSignedIn) {
    const auto actions = console_.click("sign_in.language.1");
    ASSERT_NE(find_action<SetLanguage>(actions), nullptr);
    EXPECT_EQ(find_action<SetLanguage>(actions)->language, "fr");
    test::speak("fr");
    console_.frame();
    EXPECT_TRUE(console_.reads("Mot de passe"));
    test::speak("en");
}

}  // namespace
}  // namespace vigie::console
