// Videos that are not as a camera's usually are, from the file to the judge: counted as well as any other, or
// told as not seen; never counted wrongly without a word.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>
#include <opencv2/videoio.hpp>

#include "tests/support/evaluation_data.hpp"
#include "tests/support/temporary_folder.hpp"
#include "vision/eval/node_run.hpp"

namespace vigie {
namespace {

constexpr int kFrames = 84;
constexpr double kFps = 7.0;
constexpr double kSeconds = kFrames / kFps;
/// Past the warm-up.
constexpr double kFromS = 5.0;

/// What the node makes of the whole forecourt.
struct Told {
    vision::NodeRun run;
    std::vector<net::Count> counts;  ///< from kFromS on
    [[nodiscard]] double mean() const {
        double sum = 0.0;
        for (const auto& count : counts) sum += count.people;
        return sum / static_cast<double>(std::max<std::size_t>(1, counts.size()));
    }
    [[nodiscard]] bool always_blind() const {
        return !counts.empty() && std::all_of(counts.begin(), counts.end(), [](const net::Count& count) {
            return count.at_least && count.partly_blind;
        });
    }
};

Told told_of(const vision::SourceSettings& source) {
    auto node =
        vision::load_node_configuration(VIGIE_SOURCE_DIR "/tests/scenes/real/vtest/node.toml", "/state");
    EXPECT_TRUE(node) << node.error().message;
    node->cameras.resize(1);
    node->record.cameras.resize(1);
    node->record.rules.clear();
    node->cameras.front().capture.source = source;
    Told out;
    const auto zone = *net::ZoneId::parse("place");
    auto run = vision::run_node(*node, kSeconds, [&](double at_s, const net::Occupancy& occupancy) {
        const auto found = std::find_if(occupancy.zones.begin(), occupancy.zones.end(),
                                        [&](const net::ZoneCount& entry) { return entry.zone == zone; });
        if (at_s >= kFromS && found != occupancy.zones.end()) out.counts.push_back(found->count);
    });
    EXPECT_TRUE(run) << run.error().message;
    if (run) out.run = *std::move(run);
    return out;
}

vision::FileSource file(const std::filesystem::path& path) {
    return {path, kFps, true, false};
}

class GreyVideos : public ::testing::Test {
protected:
    void SetUp() override {
        if (!std::filesystem::exists(test::real_video())) GTEST_SKIP() << test::is_absent(test::real_video());
    }
    /// The real video's beginning in grey, 8 or 16 bits, as YUV4MPEG2: no encoder is needed for it.
    static void write_grey(const std::filesystem::path& path, int depth) {
        cv::VideoCapture in(test::real_video().string(), cv::CAP_FFMPEG);
        std::ofstream out(path, std::ios::binary);
        out << "YUV4MPEG2 W768 H576 F7:1 Ip A1:1 C" << (depth == CV_8U ? "mono" : "mono16") << "\n";
        cv::Mat frame;
        cv::Mat grey;
        for (int n = 0; n < kFrames && in.read(frame); ++n) {
            cv::cvtColor(frame, grey, cv::COLOR_BGR2GRAY);
            if (depth == CV_16U) grey.convertTo(grey, CV_16U, 257.0);
            out << "FRAME\n";
            out.write(reinterpret_cast<const char*>(grey.data),
                      static_cast<std::streamsize>(grey.total() * grey.elemSize()));
        }
    }
    test::TemporaryFolder folder_;
};

TEST_F(GreyVideos, AreCountedAsWellAsColouredOnes) {
    const auto coloured = told_of(file(test::real_video()));
    ASSERT_GT(coloured.mean(), 3.0);
    for (const int depth : {CV_8U, CV_16U}) {
        const auto path = folder_.path() / "grey.y4m";
        write_grey(path, depth);
        const auto grey = told_of(file(path));
        EXPECT_EQ(grey.run.frames, static_cast<std::uint64_t>(kFrames)) << depth;
        EXPECT_NEAR(grey.mean(), coloured.mean(), 0.15 * coloured.mean()) << depth;
    }
}

TEST(SixteenBitPictures, AreNotGuessedAtAndTheCameraIsBlind) {
    const test::TemporaryFolder folder;
    for (int n = 0; n < 5; ++n) {
        cv::Mat picture(240, 320, CV_16UC1, cv::Scalar::all(9000));
        cv::circle(picture, {60 + 40 * n, 120}, 30, cv::Scalar::all(60000), cv::FILLED);
        ASSERT_TRUE(cv::imwrite((folder.path() / (std::to_string(n) + ".png")).string(), picture));
        ASSERT_TRUE(cv::imwrite((folder.path() / (std::to_string(n) + ".tif")).string(), picture));
    }
    const auto told = told_of(vision::FolderSource{folder.path(), kFps, true, true});
    EXPECT_EQ(told.run.frames, 0U);
    EXPECT_TRUE(told.always_blind());
}

TEST(ASingleColouredVideo, IsNobodyAtLeastAndBlindForTheJudge) {
    const test::TemporaryFolder folder;
    for (const int grey : {0, 120, 255}) {
        const auto path = folder.path() / (std::to_string(grey) + ".avi");
        cv::VideoWriter out(path.string(), cv::CAP_FFMPEG, cv::VideoWriter::fourcc('M', 'J', 'P', 'G'), kFps,
                            {320, 240});
        ASSERT_TRUE(out.isOpened());
        for (int n = 0; n < kFrames; ++n) out.write(cv::Mat(240, 320, CV_8UC3, cv::Scalar::all(grey)));
        out.release();
        const auto told = told_of(file(path));
        EXPECT_EQ(told.run.frames, static_cast<std::uint64_t>(kFrames));
        EXPECT_EQ(told.run.seen, 0U) << grey;
        EXPECT_TRUE(told.always_blind()) << grey;
        EXPECT_EQ(told.mean(), 0.0) << grey;
    }
}

}  // namespace
}  // namespace vigie
