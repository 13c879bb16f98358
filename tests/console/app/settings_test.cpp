#include "console/app/settings.hpp"

#include <fstream>
#include <iterator>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/temporary_folder.hpp"

namespace vigie::console {
namespace {

using testing::HasSubstr;

Settings french() {
    Settings settings;
    settings.language = "fr";
    return settings;
}

TEST(Settings, AreFoundAgain) {
    const test::TemporaryFolder folder;
    const auto file = folder.path() / "settings.toml";
    const Settings settings{"fr", 1.25, 5, false, true, false, true};
    ASSERT_TRUE(save_settings(file, settings));
    const auto loaded = load_settings(file, {});
    EXPECT_EQ(loaded.settings, settings);
    EXPECT_FALSE(loaded.notice);
}

TEST(Settings, AreTheDefaultsAtFirstStart) {
    const test::TemporaryFolder folder;
    const auto loaded = load_settings(folder.path() / "settings.toml", french());
    EXPECT_EQ(loaded.settings, french());
    EXPECT_FALSE(loaded.notice);
}

TEST(Settings, FieldsOfANewerVersionAreLeftAlone) {
    const test::TemporaryFolder folder;
    const auto loaded = load_settings(folder.write("settings.toml", "columns = 4\nsound = true\n"), {});
    EXPECT_EQ(loaded.settings.columns, 4);
    EXPECT_FALSE(loaded.notice);
}

class DamagedSettings : public testing::TestWithParam<std::string> {};

TEST_P(DamagedSettings, GiveDefaultsAndANoticeAndAreKeptAside) {
    const test::TemporaryFolder folder;
    const auto file = folder.write("settings.toml", GetParam());
    const auto loaded = load_settings(file, french());
    EXPECT_EQ(loaded.settings, french());
    ASSERT_TRUE(loaded.notice);
    EXPECT_THAT(loaded.notice->english, HasSubstr("settings.toml.broken"));
    std::ifstream aside(folder.path() / "settings.toml.broken", std::ios::binary);
    const std::string kept{std::istreambuf_iterator<char>(aside), {}};
    EXPECT_EQ(kept, GetParam());
    EXPECT_FALSE(load_settings(file, {}).notice) << "told once";
}

INSTANTIATE_TEST_SUITE_P(All, DamagedSettings,
                         testing::Values("columns = ", "columns = 9", "scale = 0.1", "scale = nan",
                                         "language = \"xx\"", "overlays = 3", "\xFF\xFE\x01 garbage"));

TEST(Settings, SayWhyTheyCannotBeSaved) {
    const test::TemporaryFolder folder;
    const auto saved = save_settings(folder.path() / "missing" / "settings.toml", {});
    ASSERT_FALSE(saved);
    EXPECT_THAT(saved.error().message, HasSubstr("missing/settings.toml: No such file or directory"));
}

TEST(Settings, AreReplacedWithoutLeavings) {
    const test::TemporaryFolder folder;
    const auto file = folder.path() / "settings.toml";
    for (int columns = 1; columns <= 6; ++columns) {
        Settings settings;
        settings.columns = columns;
        ASSERT_TRUE(save_settings(file, settings));
    }
    EXPECT_EQ(load_settings(file, {}).settings.columns, 6);
    EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder.path()), {}), 1);
}

TEST(SettingsKeeper, SavesWhatChangedAtMostOnceASecond) {
    const test::TemporaryFolder folder;
    const auto file = folder.path() / "settings.toml";
    SettingsKeeper keeper(file);
    Settings settings = keeper.load(french()).settings;
    const net::MonoTime begin{std::chrono::seconds(50)};
    ASSERT_TRUE(keeper.keep(settings, begin));
    EXPECT_FALSE(std::filesystem::exists(file)) << "nothing has changed";

    settings.columns = 4;
    ASSERT_TRUE(keeper.keep(settings, begin));
    EXPECT_EQ(load_settings(file, {}).settings.columns, 4);
    settings.columns = 5;
    ASSERT_TRUE(keeper.keep(settings, begin + std::chrono::milliseconds(999)));
    EXPECT_EQ(load_settings(file, {}).settings.columns, 4) << "within the second";
    ASSERT_TRUE(keeper.keep(settings, begin + std::chrono::seconds(1)));
    EXPECT_EQ(load_settings(file, {}).settings.columns, 5);
    settings.columns = 6;
    ASSERT_TRUE(keeper.keep(settings, net::MonoTime::max())) << "at the end, whatever the time";
    EXPECT_EQ(load_settings(file, {}).settings.columns, 6);
}

}  // namespace
}  // namespace vigie::console
