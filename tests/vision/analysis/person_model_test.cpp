// A model from its file to what it sees, and the sentence for each file that is none.
#include "vision/analysis/person_model.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "tests/support/evaluation_data.hpp"
#include "tests/support/temporary_folder.hpp"
#include "tests/vision/analysis/fake_model.hpp"
#include "vision/analysis/onnx_input.hpp"

namespace vigie {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

std::string error_of(const std::filesystem::path& file, int input_px = 0) {
    vision::ModelSettings settings;
    settings.file = file;
    settings.input_px = input_px;
    const auto model = vision::PersonModel::load(settings);
    return model ? "loaded" : model.error().message;
}

/// A field of a Protocol Buffers message that holds bytes, all lengths below 128.
std::string field(int number, const std::string& bytes) {
    return std::string{static_cast<char>(number << 3 | 2), static_cast<char>(bytes.size())} + bytes;
}

std::string varint(int number, int value) {
    std::string out{static_cast<char>(number << 3)};
    for (; value > 127; value >>= 7) out += static_cast<char>((value & 127) | 128);
    return out + static_cast<char>(value);
}

/// A graph's input; a length of -1 is open.
std::string value_info(const std::string& name, const std::vector<int>& shape) {
    std::string dimensions;
    for (const int length : shape) {
        dimensions += field(1, length < 0 ? field(2, "n") : varint(1, length));
    }
    return field(11, field(1, name) + field(2, field(1, varint(1, 1) + field(2, dimensions))));
}

std::string onnx_of(const std::string& graph) {
    return varint(1, 7) + field(2, "test") + field(7, graph);
}

TEST(OnnxInput, IsTheFirstThatIsNoWeight) {
    const std::string weight = field(5, field(8, "w"));
    const auto file = onnx_of(weight + value_info("w", {4}) + value_info("images", {1, 3, 416, 640}));
    const auto input = vision::read_onnx_input(file);
    ASSERT_TRUE(input) << input.error().message;
    EXPECT_EQ(input->name, "images");
    EXPECT_EQ(input->shape, (std::vector<std::int64_t>{1, 3, 416, 640}));
}

TEST(OnnxInput, MayLeaveLengthsOpen) {
    const auto file = onnx_of(value_info("images", {-1, 3, -1, -1}));
    const auto input = vision::read_onnx_input(file);
    ASSERT_TRUE(input);
    EXPECT_EQ(input->shape, (std::vector<std::int64_t>{0, 3, 0, 0}));
}

TEST(OnnxInput, OfAFileThatIsCutAnywhereIsRefusedNotGuessed) {
    const auto file = onnx_of(value_info("images", {1, 3, 416, 416}));
    for (std::size_t length = 0; length < file.size(); ++length) {
        // Memory of its own: a sanitizer sees each byte read beyond.
        const std::vector<char> cut(file.begin(), file.begin() + static_cast<std::ptrdiff_t>(length));
        EXPECT_FALSE(vision::read_onnx_input(cut)) << length;
    }
    const std::string bomb = field(7, std::string("\x5a\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01", 11));
    EXPECT_FALSE(vision::read_onnx_input(bomb)) << "a length beyond all memory";
}

TEST(PersonModel, NamesTheFileThatIsNoModel) {
    const test::TemporaryFolder folder;
    EXPECT_EQ(error_of(folder.path() / "away.onnx"),
              "the model " + (folder.path() / "away.onnx").string() +
                  " is not there or cannot be read; people are found without it: check camera.model.file");
    EXPECT_THAT(error_of(folder.path()), HasSubstr("is not there or cannot be read"));
    EXPECT_THAT(error_of(folder.write("empty.onnx", "")), HasSubstr("empty.onnx is empty; people are"));
    EXPECT_THAT(error_of(folder.write("text.onnx", "this is a shopping list, not a network\n")),
                HasSubstr("text.onnx is no ONNX file, or has lost its end"));
    EXPECT_THAT(error_of(folder.write("huge.onnx", "x")), HasSubstr("no ONNX file"));
    std::filesystem::resize_file(folder.path() / "huge.onnx", std::uintmax_t{1} << 34U);
    EXPECT_THAT(error_of(folder.path() / "huge.onnx"), HasSubstr("larger than 1 GiB"));
}

TEST(PersonModel, SaysWhatInputItCannotTake) {
    const test::TemporaryFolder folder;
    const auto with_input = [&](const std::vector<int>& shape) {
        return folder.write("m.onnx", onnx_of(value_info("images", shape)));
    };
    EXPECT_THAT(error_of(with_input({1, 10})), HasSubstr("does not take a picture of three colours"));
    EXPECT_THAT(error_of(with_input({1, 1, 64, 64})), HasSubstr("does not take a picture of three colours"));
    EXPECT_THAT(error_of(with_input({1, 3, -1, -1})),
                HasSubstr("leaves the size of its input open: set input_px"));
    EXPECT_THAT(error_of(with_input({1, 3, 100, 64})),
                HasSubstr("takes 64 x 100 pixels, which are not multiples of 32"));
    EXPECT_THAT(error_of(with_input({1, 3, 64, 64})), HasSubstr("m.onnx cannot be"))
        << "a graph without layers gives nothing";
    EXPECT_THAT(error_of(with_input({1, 3, -1, -1}), 64), HasSubstr("m.onnx cannot be"))
        << "input_px fills in";
}

TEST(PersonModel, SeesThePictureUpperLeftInItsOwnShapeOnGrey) {
    test::FakeSight sight;
    const auto model = test::fake_model(sight, test::fake_settings(), {64, 64});
    ASSERT_TRUE(model);
    const cv::Mat frame(320, 640, CV_8UC3, cv::Scalar(10, 20, 250));  // blue, green, red
    ASSERT_TRUE(model->look(frame));
    ASSERT_EQ(sight.blob.dims, 4);
    const auto at = [&](int channel, int y, int x) {
        return sight.blob.ptr<float>(0, channel)[y * 64 + x] * 255.0F;
    };
    EXPECT_NEAR(at(0, 31, 63), 250.0F, 0.01F) << "red first";
    EXPECT_NEAR(at(2, 0, 0), 10.0F, 0.01F);
    EXPECT_NEAR(at(1, 32, 0), 114.0F, 0.01F) << "a tenth of 320 rows is 32, then grey";
}

TEST(PersonModel, OfYoloxTakesBlueFirstFrom0To255) {
    cv::Mat seen;
    vision::ModelSettings settings;
    const auto model = vision::PersonModel::with(settings, {64, 32}, [&](const cv::Mat& blob) {
        seen = blob.clone();
        return cv::Mat(std::vector<int>{1, 42, 85}, CV_32F, cv::Scalar(0.0));
    });
    ASSERT_TRUE(model) << model.error().message;
    ASSERT_TRUE((*model)->look(cv::Mat(32, 64, CV_8UC3, cv::Scalar(10, 20, 250))));
    EXPECT_NEAR(seen.ptr<float>(0, 0)[0], 10.0F, 0.01F);
    EXPECT_NEAR(seen.ptr<float>(0, 2)[0], 250.0F, 0.01F);
}

TEST(PersonModel, GivesBoxesInPixelsOfThePicture) {
    test::FakeSight sight;
    const auto model = test::fake_model(sight, test::fake_settings(), {64, 64});
    sight.rows = {{{10, 4, 6, 16}, {0.8F}}, {{40, 50, 6, 10}, {0.8F}}};
    const auto look = model->look(cv::Mat(320, 640, CV_8UC3, cv::Scalar(0)));
    ASSERT_TRUE(look) << look.error().message;
    ASSERT_EQ(look->people.size(), 1U) << "the other lies in the grey below the picture";
    EXPECT_NEAR(look->people[0].box.x, 100.0, 1e-3);
    EXPECT_NEAR(look->people[0].box.y, 40.0, 1e-3);
    EXPECT_NEAR(look->people[0].box.height, 160.0, 1e-3);
    EXPECT_NEAR(look->scale, 0.1, 1e-9);
    EXPECT_TRUE(look->finds_people);
}

TEST(PersonModel, TellsPeopleFromClassesThatRaiseAlerts) {
    auto settings = test::fake_settings();
    settings.classes = {"knife", "person", "bag"};
    settings.alerts = {{"knife", "weapon"}};
    test::FakeSight sight;
    const auto model = test::fake_model(sight, settings, {64, 64});
    sight.rows = {{{2, 2, 8, 8}, {0.7F, 0.0F, 0.0F}},
                  {{20, 2, 8, 20}, {0.0F, 0.9F, 0.0F}},
                  {{40, 2, 8, 8}, {0.0F, 0.0F, 0.9F}},
                  {{2, 40, 8, 8}, {0.3F, 0.0F, 0.0F}}};
    const auto look = model->look(cv::Mat(64, 64, CV_8UC3, cv::Scalar(0)));
    ASSERT_TRUE(look);
    ASSERT_EQ(look->people.size(), 1U);
    EXPECT_NEAR(look->people[0].box.x, 20.0, 1e-3);
    ASSERT_EQ(look->sightings.size(), 1U) << "the bag has no alert, the other knife is not certain enough";
    EXPECT_EQ(look->sightings[0].key, "weapon");
    EXPECT_NEAR(look->sightings[0].confidence, 0.7, 1e-6);
}

TEST(PersonModel, WithoutAClassOfPeopleSaysSo) {
    auto settings = test::fake_settings();
    settings.classes = {"knife"};
    test::FakeSight sight;
    const auto model = test::fake_model(sight, settings, {64, 64});
    sight.rows = {{{2, 2, 8, 8}, {0.7F}}};
    const auto look = model->look(cv::Mat(64, 64, CV_8UC3, cv::Scalar(0)));
    ASSERT_TRUE(look);
    EXPECT_FALSE(look->finds_people);
    EXPECT_TRUE(look->people.empty());
}

TEST(PersonModel, ThatThrowsIsToldOnceAndMayRecover) {
    test::FakeSight sight;
    const auto model = test::fake_model(sight, test::fake_settings());
    const cv::Mat frame(480, 640, CV_8UC3, cv::Scalar(0));
    sight.error = "out of paper\nin function x";
    const auto failed = model->look(frame);
    ASSERT_FALSE(failed);
    EXPECT_EQ(
        failed.error().message,
        "the model /models/fake.onnx failed on a picture (out of paper); people are found without it, and it "
        "is tried again");
    sight.error.clear();
    EXPECT_TRUE(model->look(frame));
}

TEST(PersonModel, ThatThrowsAtOnceIsNotUsed) {
    test::FakeSight sight;
    sight.error = "no such layer";
    const auto made = vision::PersonModel::with(
        test::fake_settings(), {64, 64},
        [&](const cv::Mat&) -> cv::Mat { throw std::runtime_error("no such layer"); });
    ASSERT_FALSE(made);
    EXPECT_THAT(made.error().message, HasSubstr("fake.onnx cannot be run (no such layer)"));
}

class RealModelTest : public ::testing::Test {
protected:
    void SetUp() override {
        file_ = test::evaluation_data("models/yolox_nano.onnx");
        if (!std::filesystem::exists(file_)) GTEST_SKIP() << test::is_absent(file_);
    }
    std::filesystem::path file_;
};

TEST_F(RealModelTest, LoadsAndSeesNobodyOnAWall) {
    vision::ModelSettings settings;
    settings.file = file_;
    auto model = vision::PersonModel::load(settings);
    ASSERT_TRUE(model) << model.error().message;
    const auto look = (*model)->look(cv::Mat(480, 640, CV_8UC3, cv::Scalar(90, 120, 140)));
    ASSERT_TRUE(look) << look.error().message;
    EXPECT_TRUE(look->people.empty());
    EXPECT_NEAR(look->scale, 416.0 / 640.0, 1e-9) << "416 x 416, as the file says";
}

TEST_F(RealModelTest, ThatHasLostItsEndIsRefused) {
    std::ifstream in(file_, std::ios::binary);
    std::string content((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
    ASSERT_GT(content.size(), 1'000'000U);
    const test::TemporaryFolder folder;
    for (const std::size_t kept : {content.size() / 2, content.size() - 100}) {
        EXPECT_THAT(
            error_of(folder.write("cut.onnx", std::string_view(content).substr(0, kept))),
            AllOf(HasSubstr("cut.onnx is no ONNX file, or has lost its end"), HasSubstr("without it")))
            << kept;
    }
}

TEST_F(RealModelTest, OfAnotherInputThanItWasMadeForStillWorksWhenItsBoxesFit) {
    EXPECT_EQ(error_of(file_, 320), "loaded");
}

}  // namespace
}  // namespace vigie
