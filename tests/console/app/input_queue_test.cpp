#include "console/app/input_queue.hpp"

#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <imgui.h>

namespace vigie::console {
namespace {

constexpr int kA = 65;
constexpr int kF5 = 294;
constexpr int kEnter = 257;
constexpr int kBackspace = 259;
constexpr int kLeftShift = 340;

class InputQueueTest : public testing::Test {
protected:
    /// A text field has the keyboard, as far as the queue can see.
    InputQueueTest() : context_(ImGui::CreateContext()) { ImGui::GetIO().WantTextInput = true; }
    ~InputQueueTest() override { ImGui::DestroyContext(context_); }

    bool frame() { return queue_.apply(ImGui::GetIO()); }
    static std::string typed() {
        std::string text;
        for (const ImWchar c : ImGui::GetIO().InputQueueCharacters) {
            text += static_cast<char>(c);
        }
        ImGui::GetIO().InputQueueCharacters.resize(0);
        return text;
    }
    void press(int key) {
        queue_.push(KeyEvent{key, true});
        queue_.push(KeyEvent{key, false});
    }

    ImGuiContext* context_;
    InputQueue queue_;
};

TEST_F(InputQueueTest, LosesNoPressWithinOneSlowFrame) {
    for (int i = 0; i < 20; ++i) {
        press(kF5);
    }
    int presses = 0;
    bool was_down = false;
    while (!queue_.empty()) {
        EXPECT_TRUE(frame());
        const bool down = ImGui::GetIO().KeysDown[kF5];
        EXPECT_NE(down, was_down) << "every frame applies one transition";
        presses += down && !was_down ? 1 : 0;
        was_down = down;
    }
    EXPECT_EQ(presses, 20);
    EXPECT_FALSE(frame());
}

TEST_F(InputQueueTest, DifferentKeysChangeInOneFrame) {
    queue_.push(KeyEvent{kA, true});
    queue_.push(KeyEvent{kF5, true});
    frame();
    EXPECT_TRUE(queue_.empty());
    EXPECT_TRUE(ImGui::GetIO().KeysDown[kA]);
    EXPECT_TRUE(ImGui::GetIO().KeysDown[kF5]);
}

TEST_F(InputQueueTest, KeepsTheOrderOfTypingAndEditing) {
    queue_.push(TextEvent{'a'});
    queue_.push(TextEvent{'b'});
    press(kBackspace);
    queue_.push(TextEvent{'c'});
    press(kEnter);
    frame();
    EXPECT_EQ(typed(), "ab");
    EXPECT_FALSE(ImGui::GetIO().KeysDown[kBackspace]);
    frame();
    EXPECT_TRUE(ImGui::GetIO().KeysDown[kBackspace]);
    EXPECT_EQ(typed(), "");
    frame();
    EXPECT_FALSE(ImGui::GetIO().KeysDown[kBackspace]);
    EXPECT_EQ(typed(), "c");
    EXPECT_FALSE(ImGui::GetIO().KeysDown[kEnter]);
    frame();
    EXPECT_TRUE(ImGui::GetIO().KeysDown[kEnter]);
}

TEST_F(InputQueueTest, CapitalsComeInOneFrame) {
    queue_.push(KeyEvent{kLeftShift, true});
    queue_.push(KeyEvent{kA, true});
    queue_.push(TextEvent{'A'});
    frame();
    EXPECT_EQ(typed(), "A");
    EXPECT_TRUE(ImGui::GetIO().KeyShift);
    EXPECT_TRUE(queue_.empty());
}

TEST_F(InputQueueTest, WhatFollowsACommandWaitsUntilItsFieldCanHaveTheKeyboard) {
    ImGui::GetIO().WantTextInput = false;
    for (const char c : {'n', 'b', 'c'}) {
        queue_.push(TextEvent{static_cast<std::uint32_t>(c)});
    }
    frame();
    EXPECT_EQ(typed(), "n");
    for (int i = 1; i < InputQueue::kCommandFrames; ++i) {
        frame();
        EXPECT_EQ(typed(), "");
    }
    ImGui::GetIO().WantTextInput = true;
    frame();
    EXPECT_EQ(typed(), "bc") << "a field has the keyboard: nothing waits";
}

TEST_F(InputQueueTest, ALetterThatRepeatsACommandDoesNotWait) {
    ImGui::GetIO().WantTextInput = false;
    queue_.push(TextEvent{'j'});
    queue_.push(TextEvent{'j'});
    frame();
    EXPECT_EQ(typed(), "jj");
}

/// Two text fields of a window, drawn frame by frame from what the queue applies.
class InputQueueFieldsTest : public InputQueueTest {
protected:
    InputQueueFieldsTest() {
        ImGuiIO& io = ImGui::GetIO();
        io.IniFilename = nullptr;
        io.DisplaySize = ImVec2(400, 300);
        io.KeyMap[ImGuiKey_Tab] = kTab;
        io.KeyMap[ImGuiKey_Enter] = kEnter;
        unsigned char* pixels = nullptr;
        int width = 0;
        int height = 0;
        io.Fonts->GetTexDataAsAlpha8(&pixels, &width, &height);
    }
    void draw_until_empty(bool focus_first) {
        do {
            ImGui::GetIO().DeltaTime = 0.02F;
            frame();
            ImGui::NewFrame();
            ImGui::Begin("fields");
            if (focus_first) {
                ImGui::SetKeyboardFocusHere();
                focus_first = false;
            }
            if (ImGui::InputText("name", name_, sizeof name_, ImGuiInputTextFlags_EnterReturnsTrue)) {
                ImGui::SetKeyboardFocusHere();
            }
            ImGui::InputText("password", password_, sizeof password_);
            ImGui::End();
            ImGui::EndFrame();
        } while (!queue_.empty());
    }
    void type(std::string_view text) {
        for (const char c : text) {
            queue_.push(TextEvent{static_cast<std::uint32_t>(c)});
        }
    }

    static constexpr int kTab = 258;
    char name_[64] = {};
    char password_[64] = {};
};

TEST_F(InputQueueFieldsTest, WhatIsTypedAfterTabOrEnterGoesToTheNextField) {
    for (const int key : {kTab, kEnter}) {
        name_[0] = '\0';
        password_[0] = '\0';
        draw_until_empty(true);
        draw_until_empty(false);
        // All of it while one slow frame is drawn.
        type("camille");
        press(key);
        type("secret");
        draw_until_empty(false);
        draw_until_empty(false);
        EXPECT_STREQ(name_, "camille") << key;
        EXPECT_STREQ(password_, "secret") << key;
    }
}

TEST_F(InputQueueTest, AClickLandsWhereThePointerWas) {
    queue_.push(PointerEvent{10, 20});
    queue_.push(ButtonEvent{0, true});
    queue_.push(ButtonEvent{0, false});
    queue_.push(PointerEvent{500, 600});
    frame();
    EXPECT_TRUE(ImGui::GetIO().MouseDown[0]);
    EXPECT_EQ(ImGui::GetIO().MousePos.x, 10);
    frame();
    EXPECT_FALSE(ImGui::GetIO().MouseDown[0]);
    EXPECT_EQ(ImGui::GetIO().MousePos.x, 10);
    frame();
    EXPECT_EQ(ImGui::GetIO().MousePos.x, 500);
    EXPECT_TRUE(queue_.empty());
}

TEST_F(InputQueueTest, MovesInARowAreOne) {
    for (int i = 0; i < 10'000; ++i) {
        queue_.push(PointerEvent{static_cast<float>(i), 0});
    }
    frame();
    EXPECT_EQ(ImGui::GetIO().MousePos.x, 9999);
    EXPECT_TRUE(queue_.empty());
    EXPECT_EQ(queue_.dropped(), 0U);
}

TEST_F(InputQueueTest, LosingTheKeyboardReleasesEverything) {
    queue_.push(KeyEvent{kA, true});
    queue_.push(ButtonEvent{1, true});
    frame();
    queue_.push(KeyEvent{kF5, true});
    queue_.release_all();
    EXPECT_FALSE(queue_.empty());
    EXPECT_TRUE(frame());
    EXPECT_FALSE(ImGui::GetIO().KeysDown[kA]);
    EXPECT_FALSE(ImGui::GetIO().KeysDown[kF5]);
    EXPECT_FALSE(ImGui::GetIO().MouseDown[1]);
    queue_.push(KeyEvent{kA, true});
    frame();
    EXPECT_TRUE(ImGui::GetIO().KeysDown[kA]) << "the key works again";
}

TEST_F(InputQueueTest, AFloodIsDroppedWholeAndCounted) {
    queue_.push(KeyEvent{kA, true});
    frame();
    for (std::size_t i = 0; i <= InputQueue::kBound; ++i) {
        queue_.push(TextEvent{'x'});
    }
    EXPECT_EQ(queue_.dropped(), InputQueue::kBound + 1);
    frame();
    EXPECT_EQ(typed(), "");
    EXPECT_FALSE(ImGui::GetIO().KeysDown[kA]);
}

TEST_F(InputQueueTest, IgnoresKeysAndButtonsThatItDoesNotKnow) {
    for (const int key : {-1, InputQueue::kKeyCount, 100'000}) {
        queue_.push(KeyEvent{key, true});
    }
    queue_.push(ButtonEvent{-1, true});
    queue_.push(ButtonEvent{InputQueue::kButtonCount, true});
    queue_.push(KeyEvent{kA, false});
    EXPECT_TRUE(queue_.empty());
}

}  // namespace
}  // namespace vigie::console
