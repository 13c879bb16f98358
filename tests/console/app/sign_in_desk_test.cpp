#include "console/app/sign_in_desk.hpp"

#include <latch>
#include <semaphore>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/temporary_folder.hpp"

namespace vigie::console {
namespace {

TEST(SignInDesk, AnswersOnceAndTakesTheNextRequest) {
    std::counting_semaphore<10> answered(0);
    SignInDesk desk(
        [](const std::string& name, const std::string& password) -> net::Result<Operator> {
            if (password != "right") {
                return net::fail(net::ErrorCode::refused, "wrong");
            }
            return Operator{name, Role::supervisor};
        },
        [&] { answered.release(); });
    EXPECT_FALSE(desk.busy());
    desk.ask("camille", "wrong");
    ASSERT_TRUE(answered.try_acquire_for(std::chrono::seconds(20)));
    auto answer = desk.take();
    ASSERT_TRUE(answer);
    EXPECT_FALSE(*answer);
    EXPECT_FALSE(desk.busy());
    EXPECT_FALSE(desk.take());
    desk.ask("camille", "right");
    ASSERT_TRUE(answered.try_acquire_for(std::chrono::seconds(20)));
    answer = desk.take();
    ASSERT_TRUE(answer && *answer);
    EXPECT_EQ((*answer)->name, "camille");
    EXPECT_EQ((*answer)->role, Role::supervisor);
}

TEST(PasswordCheck, SpeaksInSentencesOfALedgerThatCannotBeOpened) {
    const test::TemporaryFolder folder;
    const auto check = password_check(folder.path() / "absent" / "ledger.db");
    EXPECT_THAT(check("camille", "correct horse").error().message, ::testing::StartsWith("The ledger '"));
}

TEST(SignInDesk, IgnoresRequestsWhileItChecks) {
    std::latch started(1);
    std::latch release(1);
    std::counting_semaphore<10> answered(0);
    int checks = 0;
    SignInDesk desk(
        [&](const std::string& name, const std::string&) -> net::Result<Operator> {
            ++checks;
            started.count_down();
            release.wait();
            return Operator{name, Role::supervisor};
        },
        [&] { answered.release(); });
    desk.ask("first", "");
    started.wait();
    EXPECT_TRUE(desk.busy());
    desk.ask("second", "");
    release.count_down();
    ASSERT_TRUE(answered.try_acquire_for(std::chrono::seconds(20)));
    EXPECT_EQ(desk.take()->value().name, "first");
    EXPECT_EQ(checks, 1);
}

}  // namespace
}  // namespace vigie::console
