#include "console/app/language.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/places.hpp"
#include "tests/support/temporary_folder.hpp"

namespace vigie::console {
namespace {

using testing::HasSubstr;

TEST(Language, WithItsCatalogueThereIsNothingToTell) {
    Language language(VIGIE_BINARY_DIR "/locale", "fr");
    EXPECT_TRUE(language.problem().empty()) << language.problem().english;
    language.select("en");
    EXPECT_TRUE(language.problem().empty());
}

TEST(Language, AMissingCatalogueIsToldWithItsPlaceUntilAnotherLanguageIsChosen) {
    const test::TemporaryFolder folder;
    Language language(folder.path(), "fr");
    EXPECT_THAT(language.problem().english, HasSubstr("'fr'"));
    EXPECT_THAT(language.problem().english, HasSubstr((folder.path() / "fr/LC_MESSAGES/vigie.mo").string()));
    language.select("en");
    EXPECT_TRUE(language.problem().empty());
    language.select("fr");
    EXPECT_FALSE(language.problem().empty());
    language.select("en");
}

}  // namespace
}  // namespace vigie::console
