#include "console/app/png_writer.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <stb/stb_image.h>

#include "tests/support/temporary_folder.hpp"

namespace vigie::console {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

/// Red below, blue above, as OpenGL reads it (bottom row first), half transparent.
WindowPixels two_rows(std::string name) {
    return {1, 2, {255, 0, 0, 128, 0, 0, 255, 128}, std::move(name), {}};
}

std::vector<int> read_png(const std::filesystem::path& file) {
    int width = 0;
    int height = 0;
    int parts = 0;
    unsigned char* pixels = stbi_load(file.c_str(), &width, &height, &parts, 0);
    std::vector<int> read;
    if (pixels != nullptr) {
        read = {width, height, parts};
        read.insert(read.end(), pixels, pixels + width * height * parts);
        stbi_image_free(pixels);
    }
    return read;
}

TEST(WritePng, TurnsTheWindowUprightAndOpaque) {
    const test::TemporaryFolder folder;
    ASSERT_TRUE(write_png(folder.path(), two_rows("shot")));
    EXPECT_THAT(read_png(folder.path() / "shot.png"), ElementsAre(1, 2, 3, 0, 0, 255, 255, 0, 0));
}

TEST(WritePng, PutsNotesBesideThePicture) {
    const test::TemporaryFolder folder;
    auto pixels = two_rows("shot");
    pixels.notes = "{}";
    ASSERT_TRUE(write_png(folder.path(), pixels));
    EXPECT_TRUE(std::filesystem::exists(folder.path() / "shot.png"));
    EXPECT_EQ(std::filesystem::file_size(folder.path() / "shot.json"), 2U);
}

TEST(WritePng, RefusesPixelsThatDoNotFillTheirSize) {
    const test::TemporaryFolder folder;
    auto pixels = two_rows("shot");
    pixels.height = 3;
    EXPECT_FALSE(write_png(folder.path(), pixels));
    EXPECT_FALSE(write_png(folder.path(), {}));
    EXPECT_TRUE(std::filesystem::is_empty(folder.path()));
}

TEST(PngWriter, MakesItsFolderAndWritesWhatWaitsBeforeItEnds) {
    const test::TemporaryFolder folder;
    const auto shots = folder.path() / "a" / "b";
    auto writer = PngWriter::open(shots);
    ASSERT_TRUE(writer) << writer.error().message;
    (*writer)->put(two_rows("1"));
    (*writer)->put(two_rows("2"));
    writer->reset();
    EXPECT_EQ(read_png(shots / "1.png").size(), 9U);
    EXPECT_EQ(read_png(shots / "2.png").size(), 9U);
}

TEST(PngWriter, SaysThatAFolderCannotBeWrittenTo) {
    const test::TemporaryFolder folder;
    const auto file = folder.write("file", "in the way");
    const auto writer = PngWriter::open(file / "shots");
    ASSERT_FALSE(writer);
    EXPECT_THAT(writer.error().message, HasSubstr("--shots " + (file / "shots").string()));
    EXPECT_THAT(writer.error().message, HasSubstr("name a folder that may be written to"));
    EXPECT_FALSE(PngWriter::open(file));
}

TEST(PngWriter, TellsWhenTheFolderGoesAway) {
    const test::TemporaryFolder folder;
    const auto shots = folder.path() / "shots";
    auto writer = PngWriter::open(shots);
    ASSERT_TRUE(writer);
    std::filesystem::remove(shots);
    (*writer)->put(two_rows("1"));
    std::optional<std::string> problem;
    while (!(problem = (*writer)->take_problem())) {
        std::this_thread::yield();
    }
    EXPECT_THAT(*problem, HasSubstr("1.png: No such file or directory"));
    EXPECT_EQ((*writer)->written(), 0U);
}

}  // namespace
}  // namespace vigie::console
