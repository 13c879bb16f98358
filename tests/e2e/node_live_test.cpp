// A real node on the real video: people counted, boxes with their pictures, alerts pulled, an orderly end.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>
#include <opencv2/videoio.hpp>

#include "tests/e2e/node_site.hpp"
#include "tests/support/sample_messages.hpp"

namespace vigie::test {
namespace {

using net::PictureSize;
using ::testing::HasSubstr;

const auto kSurveyed = id<net::CameraId>("forecourt");
const auto kPlain = id<net::CameraId>("forecourt-b");

std::size_t counted(const net::Scene& scene) {
    return static_cast<std::size_t>(
        std::count_if(scene.tracks.begin(), scene.tracks.end(),
                      [](const net::Track& track) { return track.state != net::TrackState::tentative; }));
}

std::size_t scenes_of(const HeardFromNode& heard, const net::CameraId& camera) {
    return static_cast<std::size_t>(
        std::count_if(heard.scenes.begin(), heard.scenes.end(),
                      [&camera](const auto& scene) { return scene->camera == camera; }));
}

cv::Mat decode(const net::Picture& picture) {
    const std::vector<uchar> bytes = [&picture] {
        const auto* first = reinterpret_cast<const uchar*>(picture.jpeg->data());
        return std::vector<uchar>(first, first + picture.jpeg->size());
    }();
    return cv::imdecode(bytes, cv::IMREAD_COLOR);
}

/// How much fine detail a region has.
double detail(const cv::Mat& picture, const cv::Rect& region) {
    cv::Mat grey;
    cv::Mat edges;
    cv::cvtColor(picture(region), grey, cv::COLOR_BGR2GRAY);
    cv::Laplacian(grey, edges, CV_64F);
    cv::Scalar mean;
    cv::Scalar deviation;
    cv::meanStdDev(edges, mean, deviation);
    return deviation[0] * deviation[0];
}

TEST(NodeLive, CountsPeopleAndServesItsConfigurationAndFigures) {
    NodeSite site;
    site.start();
    const auto console = site.console();
    ASSERT_TRUE(console->wait_until([](const HeardFromNode& heard) {
        return scenes_of(heard, kSurveyed) >= 300 && scenes_of(heard, kPlain) >= 300 && heard.occupancy &&
               heard.occupancy->venue.people >= 1.0 && heard.healths.size() >= 2 && heard.configuration;
    })) << site.log();
    const auto heard = console->heard();
    double people = 0.0;
    std::size_t good = 0;
    for (const auto& scene : heard.scenes) {
        EXPECT_EQ(static_cast<double>(counted(*scene)), scene->in_view.people) << "boxes are what is counted";
        EXPECT_EQ(scene->calibrated, scene->camera == kSurveyed);
        if (scene->camera != kSurveyed || scene->mask != net::MaskReason::people) continue;
        people += scene->in_view.people;
        ++good;
    }
    ASSERT_GT(good, 200U);
    EXPECT_GT(people / static_cast<double>(good), 2.0) << "2 to 9 people walk there";
    EXPECT_LT(people / static_cast<double>(good), 9.0);

    EXPECT_EQ(heard.configuration->venue_name, "Palais des Congr\u00e8s");
    EXPECT_EQ(heard.configuration->version, 1U);
    EXPECT_EQ(heard.occupancy->zones.size(), 4U);
    ASSERT_EQ(heard.occupancy->floors.size(), 1U);
    const auto& health = heard.healths.back();
    EXPECT_EQ(health.storage_problem.english, "");
    EXPECT_GT(health.disk_free_bytes, 0U);
    EXPECT_EQ(health.rules.size(), 4U);
    for (const auto& rule : health.rules)
        EXPECT_TRUE(rule.on) << rule.rule.text() << ": " << rule.why_off.english;
    ASSERT_NE(heard.camera(kSurveyed), nullptr);
    EXPECT_EQ(heard.camera(kSurveyed)->state, net::SourceState::running);
    EXPECT_THAT(heard.camera(kSurveyed)->counters, ::testing::Contains(net::Counter{"full_encoded", 0}))
        << "nobody looks";
}

TEST(NodeLive, EachPictureIsAMaskedJpegOfItsOwnScene) {
    NodeSite site;
    site.start();
    const auto console = site.console();
    console->look_at({{kSurveyed, PictureSize::full}, {kPlain, PictureSize::tile}});
    const auto masked = [](const net::Picture& picture) {
        return picture.feed.size == PictureSize::full && picture.scene->mask == net::MaskReason::people &&
               counted(*picture.scene) > 0;
    };
    ASSERT_TRUE(console->wait_until([&](const HeardFromNode& heard) {
        return std::count_if(heard.pictures.begin(), heard.pictures.end(), masked) >= 15 &&
               std::any_of(heard.pictures.begin(), heard.pictures.end(),
                           [](const net::Picture& picture) { return picture.feed.camera == kPlain; });
    })) << site.log();

    cv::VideoCapture original(NodeSite::real_video().string(), cv::CAP_FFMPEG);
    double hidden = 0.0;
    double clear = 0.0;
    int heads = 0;
    int places = 0;
    int looked_at = 0;
    for (const auto& picture : console->heard().pictures) {
        const cv::Mat seen = decode(picture);
        ASSERT_FALSE(seen.empty()) << "not a JPEG";
        ASSERT_EQ(seen.size(),
                  picture.feed.size == PictureSize::full ? cv::Size(768, 576) : cv::Size(480, 360));
        ASSERT_EQ(picture.scene->camera, picture.feed.camera);
        if (!masked(picture) || ++looked_at > 15) continue;
        // The configured rate is 7 frames a second of stream time: which frame of the file it is.
        const auto frame = std::lround(static_cast<double>(picture.scene->stamp.stream.count()) * 7.0 / 1e6);
        original.set(cv::CAP_PROP_POS_FRAMES, static_cast<double>(frame));
        cv::Mat truth;
        ASSERT_TRUE(original.read(truth));
        for (const auto& track : picture.scene->tracks) {
            const auto& box = track.box;
            const cv::Rect head(cvRound(box.x + box.width / 4.0), cvRound(box.y), cvRound(box.width / 2.0),
                                cvRound(box.height / 5.0));
            if (track.state != net::TrackState::confirmed || head.area() < 20 ||
                (head & cv::Rect({}, seen.size())) != head) {
                continue;
            }
            hidden += detail(seen, head) / std::max(1.0, detail(truth, head));
            ++heads;
        }
        const cv::Rect sky(0, 0, 768, 40);
        clear += detail(seen, sky) / std::max(1.0, detail(truth, sky));
        ++places;
    }
    ASSERT_GT(heads, 20);
    EXPECT_LT(hidden / heads, 0.15) << "share of their detail that is left of heads";
    EXPECT_GT(clear / places, 0.5) << "share of their detail that is left where nobody walks";
}

TEST(NodeLive, AnIntrusionIsPulledWithItsEvidence) {
    NodeSite site;
    site.start();
    const auto console = site.console();
    const auto intrusion = [](const HeardFromNode& heard) {
        return std::find_if(heard.alerts.begin(), heard.alerts.end(), [](const net::Alert& alert) {
            return alert.kind == net::RuleKind::intrusion && alert.transition == net::Transition::raised;
        });
    };
    ASSERT_TRUE(console->wait_until([&](const HeardFromNode& heard) {
        return intrusion(heard) != heard.alerts.end();
    })) << site.log();
    const auto heard = console->heard();
    EXPECT_THAT(heard.faults, ::testing::IsEmpty());
    const net::Alert alert = *intrusion(heard);
    EXPECT_EQ(alert.rule, id<net::RuleId>("no-entry-intrusion"));
    EXPECT_EQ(alert.priority, net::Priority::high);
    EXPECT_EQ(alert.camera, kSurveyed);
    ASSERT_TRUE(alert.zone);
    ASSERT_TRUE(alert.frame);
    EXPECT_EQ(alert.at, alert.frame->captured);
    ASSERT_GE(alert.evidence.size(), 2U);
    EXPECT_GE(alert.evidence[0].value, 1.0);
    EXPECT_GE(alert.evidence[1].value, 0.7) << "seconds of the video, however fast it is played";
}

TEST(NodeLive, EndsInOrderOnASignalAndPrintsOneLineACamera) {
    NodeSite site;
    site.start();
    const auto console = site.console();
    ASSERT_TRUE(console->wait_until([](const HeardFromNode& heard) { return heard.scenes.size() > 20; }));
    EXPECT_EQ(site.node().stop(), 0) << site.log();
    EXPECT_THAT(site.log(), HasSubstr("\nnode camera forecourt: running, "));
    EXPECT_THAT(site.log(), HasSubstr("\nnode camera forecourt-b: running, "));
    EXPECT_TRUE(std::filesystem::exists(site.state() / "alerts.db"));
    EXPECT_FALSE(std::filesystem::exists(site.state() / "alerts.db-wal")) << "the one file holds every alert";
}

TEST(NodeLive, EndsByItselfAfterSoManySeconds) {
    NodeSite site;
    site.start({"--seconds", "1"});
    EXPECT_EQ(site.node().wait(), 0) << site.log();
    EXPECT_THAT(site.log(), HasSubstr("node camera forecourt: "));
}

TEST(NodeLive, ACameraThatHangsDoesNotDelayTheEnd) {
    // Something that accepts connections and never says a word.
    const int mute = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in where{};
    where.sin_family = AF_INET;
    where.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof where;
    ASSERT_EQ(::bind(mute, reinterpret_cast<sockaddr*>(&where), size), 0);
    ASSERT_EQ(::listen(mute, 16), 0);
    ASSERT_EQ(::getsockname(mute, reinterpret_cast<sockaddr*>(&where), &size), 0);

    NodeSite site;
    site.remove("camera", "forecourt-b");
    site.replace("cameras = [\"forecourt\", \"forecourt-b\"]", "cameras = [\"forecourt\", \"mute\"]");
    site.configuration +=
        "[[camera]]\nid = \"mute\"\nname = \"Mute\"\nfps = 7.0\n[camera.source]\nrtsp = "
        "\"rtsp://127.0.0.1:" +
        std::to_string(ntohs(where.sin_port)) + "/\"\nopen_timeout_s = 30.0\n";
    site.start();
    const auto console = site.console();
    ASSERT_TRUE(console->wait_until([](const HeardFromNode& heard) {
        return scenes_of(heard, kSurveyed) > 100 && heard.healths.size() >= 3;
    })) << "the other camera is not held up\n"
        << site.log();
    site.node().send(SIGTERM);
    EXPECT_EQ(site.node().wait(std::chrono::seconds(15)), 0) << "half of the source's own time-out";
    EXPECT_THAT(site.log(), HasSubstr("\nnode camera mute: "));
    ::close(mute);
}

}  // namespace
}  // namespace vigie::test
