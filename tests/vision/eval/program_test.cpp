// Which camera is measured when nobody names one, and what the program refuses before it works.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>
#include <opencv2/core.hpp>
#include <opencv2/videoio.hpp>

#include "tests/support/child_process.hpp"
#include "tests/support/places.hpp"
#include "tests/support/temporary_folder.hpp"
#include "vision/eval/camera_pipeline.hpp"

namespace vigie {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

net::CameraConfiguration camera(const char* name, bool calibrated) {
    net::CameraConfiguration out;
    out.camera = *net::CameraId::parse(name);
    if (calibrated) {
        out.calibration = net::Calibration{};
    }
    return out;
}

vision::NodeConfiguration node(std::vector<net::CameraConfiguration> cameras) {
    vision::NodeConfiguration out;
    out.file = "node.toml";
    for (const auto& one : cameras) {
        vision::CameraSetup setup;
        setup.camera = one.camera;
        setup.jpeg_quality = 30 + static_cast<int>(out.cameras.size());
        setup.mask.widen = 0.5;
        out.cameras.push_back(setup);
    }
    out.record.cameras = std::move(cameras);
    return out;
}

TEST(CameraPipeline, IsThatOfTheOnlyCalibratedCamera) {
    const auto chosen =
        vision::camera_pipeline(node({camera("a", false), camera("b", true), camera("c", false)}), {});
    ASSERT_TRUE(chosen) << chosen.error().message;
    EXPECT_EQ(chosen->camera.camera.camera.text(), "b");
    EXPECT_EQ(chosen->jpeg_quality, 31) << "with its own settings";
    EXPECT_EQ(chosen->mask.widen, 0.5);
}

TEST(CameraPipeline, IsThatOfTheOnlyCameraCalibratedOrNot) {
    const auto chosen = vision::camera_pipeline(node({camera("a", false)}), {});
    ASSERT_TRUE(chosen);
    EXPECT_EQ(chosen->camera.camera.camera.text(), "a");
}

TEST(CameraPipeline, AsksForANameWhenThereIsAChoice) {
    const auto two = vision::camera_pipeline(node({camera("a", true), camera("b", true)}), {});
    ASSERT_FALSE(two);
    EXPECT_THAT(two.error().message,
                HasSubstr("node.toml has 2 calibrated cameras: choose one with --camera (it has: a, b)"));
    EXPECT_FALSE(vision::camera_pipeline(node({camera("a", false), camera("b", false)}), {}));
    const auto named =
        vision::camera_pipeline(node({camera("a", true), camera("b", true)}), *net::CameraId::parse("b"));
    ASSERT_TRUE(named);
    EXPECT_EQ(named->camera.camera.camera.text(), "b");
    EXPECT_THAT(
        vision::camera_pipeline(node({camera("a", true)}), *net::CameraId::parse("c")).error().message,
        HasSubstr("no camera 'c'"));
}

class Program : public ::testing::Test {
protected:
    static test::Finished run(std::vector<std::string> words) {
        words.insert(words.begin(), VIGIE_BINARY_DIR "/bin/vigie-eval");
        return test::run_to_end(words);
    }
};

TEST_F(Program, RefusesAnUnwritableJsonBeforeItLooksAtAnythingElse) {
    for (const auto& words :
         {std::vector<std::string>{"--config", "/none.toml", "--video", "/none.avi", "--gt", "/none.txt"},
          {"suite", "--config", "/none.toml", "--vtest", "/none.avi", "--data", "/none"}}) {
        auto all = words;
        all.insert(all.end(), {"--json", "/none/out.json"});
        const auto refused = run(all);
        EXPECT_EQ(refused.status, 1);
        EXPECT_THAT(refused.said, HasSubstr("cannot write the figures to /none/out.json"));
        EXPECT_EQ(run(words).said.find("/none/out.json"), std::string::npos);
        EXPECT_THAT(run(words).said, HasSubstr("/none.toml"));
        EXPECT_EQ(run(words).status, 2) << "what it was told to work with is not there";
    }
}

TEST_F(Program, SaysWhatAWayOfMeasuringNeeds) {
    EXPECT_THAT(run({"--gt", "a", "--config", "b"}).said, HasSubstr("--video is required"));
    EXPECT_THAT(run({"--config", "b", "--video", "c"}).said, HasSubstr("--gt is required"));
    EXPECT_THAT(run({"suite", "--config", "b"}).said, HasSubstr("is required"));
    EXPECT_EQ(run({"--gt", "a", "--config", "b"}).status, 2);
    EXPECT_THAT(run({"--gt", "a", "--config", "b", "--video", "c", "--frames", "9-3"}).said,
                HasSubstr("'9-3' is no range"));
}

TEST_F(Program, HeedsEachWordOrRefusesIt) {
    const auto alone = run({"--detections", "d", "--gt", "g", "--frames", "1-5"});
    EXPECT_EQ(alone.status, 2);
    EXPECT_THAT(alone.said, HasSubstr("--frames: is not for --detections"));
    const auto before = run({"--json", "out.json", "scenes", "--scenes", "s"});
    EXPECT_EQ(before.status, 2);
    EXPECT_THAT(before.said, HasSubstr("--json: is not for 'scenes', or belongs behind it"));
    EXPECT_EQ(run({"suite", "scenes"}).status, 2);
}

TEST_F(Program, MeasuresTheTrackerAloneOnDetectionsOfASequence) {
    const test::TemporaryFolder folder;
    std::filesystem::create_directories(folder.path() / "det");
    folder.write("seqinfo.ini",
                 "[Sequence]\nname=walk\nframeRate=25\nseqLength=30\nimWidth=640\nimHeight=480\n");
    std::string truth;
    std::string boxes;
    for (int frame = 1; frame <= 30; ++frame) {
        const auto box = std::to_string(100 + 3 * frame) + ",100,40,100";
        truth += std::to_string(frame) + ",1," + box + ",1\n";
        boxes += std::to_string(frame) + ",-1," + box + ",0.9\n";
    }
    const auto detections = folder.write("det/det.txt", boxes);
    const auto json = folder.path() / "out.json";
    const auto done = run({"--detections", detections.string(), "--gt",
                           folder.write("gt.txt", truth).string(), "--json", json.string()});
    ASSERT_EQ(done.status, 0) << done.said;
    EXPECT_THAT(done.said, HasSubstr("walk, the tracker alone on " + detections.string()));
    std::ifstream in(json);
    const auto figures = nlohmann::json::parse(in);
    EXPECT_EQ(figures["tracker"]["walk"]["precision"], 1.0);
    EXPECT_GT(figures["tracker"]["walk"]["idf1"], 0.8);
    EXPECT_EQ(figures["tracker"]["walk"]["id_switches"], 0);
}

TEST_F(Program, AMissedBarIsAFailureOnlyWhenAsked) {
    const test::TemporaryFolder folder;
    const auto video = folder.path() / "grey.avi";
    cv::VideoWriter writer(video.string(), cv::CAP_FFMPEG, cv::VideoWriter::fourcc('M', 'J', 'P', 'G'), 10.0,
                           {320, 240});
    for (int n = 0; n < 5; ++n) {
        writer.write(cv::Mat(240, 320, CV_8UC3, cv::Scalar::all(120)));
    }
    writer.release();
    const auto truth = folder.write("gt.txt", "5,1,100,100,40,90,1\n");  // whom nobody can find
    const auto json = folder.path() / "out.json";
    const std::string forecourt = VIGIE_SOURCE_DIR "/tests/support/forecourt/node.toml";
    std::vector<std::string> words{"--config",     forecourt, "--camera",     "forecourt-b", "--video",
                                   video.string(), "--gt",    truth.string(), "--json",      json.string()};
    const auto unjudged = run(words);
    EXPECT_EQ(unjudged.status, 0) << unjudged.said;
    EXPECT_THAT(unjudged.said, Not(HasSubstr("bar"))) << "bars of one video say nothing of another";
    words.emplace_back("--bars");
    const auto lenient = run(words);
    EXPECT_EQ(lenient.status, 0) << lenient.said;
    EXPECT_THAT(lenient.said, HasSubstr("0.000   bar >= 0.9       MISSED"));
    words.emplace_back("--strict");
    EXPECT_EQ(run(words).status, 1);
    std::ifstream in(json);
    const auto figures = nlohmann::json::parse(in);
    EXPECT_EQ(figures["grey"]["frames"], "1-5");
    EXPECT_EQ(figures["grey"]["recall"], 0.0);
}

}  // namespace
}  // namespace vigie
