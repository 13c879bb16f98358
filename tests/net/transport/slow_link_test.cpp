// Over a link at half the needed rate, what is shown stays young: newest wins, and nothing queues.
#include <algorithm>
#include <iostream>
#include <map>

#include "tests/net/transport/contract.hpp"
#include "tests/net/transport/raw_client.hpp"
#include "tests/net/transport/throttled_proxy.hpp"

namespace vigie::test {
namespace {

using net::PictureFeed;
using net::PictureSize;
using std::chrono::duration;
using std::chrono::milliseconds;
using std::chrono::seconds;
using Steady = std::chrono::steady_clock;

constexpr std::size_t kPictureBytes = 20'000;
constexpr seconds kWatched{6};

struct Site {
    int cameras = 1;  ///< share the link
    double fps = 10.0;
};

void PrintTo(const Site& site, std::ostream* out) {
    *out << site.cameras << " cameras at " << site.fps << " frames a second";
}

class SlowLink : public Contract, public ::testing::WithParamInterface<Site> {
protected:
    void SetUp() override { start_node(); }

    net::Picture picture_of(const PictureFeed& feed, std::uint64_t frame, net::UtcTime captured) const {
        auto picture = sample_picture(feed.camera.text(), frame, feed.size, kPictureBytes);
        auto scene = *picture.scene;
        scene.stamp.captured = captured;
        scene.analysed = captured;
        picture.scene = std::make_shared<const net::Scene>(std::move(scene));
        picture.encoded = clock.utc();
        return picture;
    }

    /// Cameras at that many frames a second, and an encoder as a node has it: it wakes with each frame and
    /// with each change of demand, and encodes the newest frame that is wanted.
    void film(const std::vector<PictureFeed>& feeds, double fps) {
        const auto start = Steady::now();
        std::uint64_t changes = 0;
        for (std::uint64_t frame = 1;; ++frame) {
            const auto due = start + std::chrono::duration_cast<Steady::duration>(
                                         duration<double>(static_cast<double>(frame) / fps));
            if (due > start + kWatched) {
                return;
            }
            const auto captured = clock.utc();
            for (auto now = Steady::now(); now < due; now = Steady::now()) {
                for (const auto& feed : feeds) {
                    if (node->wanted(feed, frame)) {
                        node->send(picture_of(feed, frame, captured));
                    }
                }
                changes = wait_for_demand(changes, std::chrono::ceil<milliseconds>(due - now));
            }
        }
    }
};

TEST_P(SlowLink, AgeOfWhatIsShownStaysUnderOneSecond) {
    const auto [cameras, fps] = GetParam();
    const double needed = cameras * fps * static_cast<double>(kPictureBytes);
    const ThrottledProxy link(port_of(endpoints.pictures), needed / 2.0);
    auto through_link = endpoints;
    through_link.pictures = link.address();
    std::vector<PictureFeed> feeds;
    feeds.reserve(static_cast<std::size_t>(cameras));
    for (int i = 0; i < cameras; ++i) {
        feeds.push_back({id<net::CameraId>("cam-" + std::to_string(i)), PictureSize::full});
    }
    Heard heard;
    const auto console = make_console(heard, console_keys, node_keys.public_key, through_link);
    console->look_at({{node_id, {feeds.begin(), feeds.end()}}});
    ASSERT_TRUE(eventually([&] { return node->wanted().size() == feeds.size(); }));
    film(feeds, fps);
    const auto events = heard.events();

    // A picture is shown from its arrival to the next one's: it is oldest just before that.
    std::map<PictureFeed, net::UtcTime> shown;
    std::vector<double> ages_ms;
    for (std::size_t i = 0; i < events.pictures.size(); ++i) {
        const auto& picture = events.pictures[i];
        if (const auto before = shown.find(picture.feed); before != shown.end()) {
            ages_ms.push_back(
                duration<double, std::milli>(events.picture_arrivals[i].utc - before->second).count());
        }
        shown[picture.feed] = picture.scene->stamp.captured;
    }
    const double seconds_watched = duration<double>(kWatched).count();
    const double rate = static_cast<double>(events.pictures.size()) / seconds_watched / cameras;
    ASSERT_GT(ages_ms.size(), 10U);
    std::sort(ages_ms.begin(), ages_ms.end());
    std::cout << cameras << " cameras over half a link: " << rate << " of " << fps
              << " pictures/s each, age when replaced: median " << ages_ms[ages_ms.size() / 2]
              << " ms, worst " << ages_ms.back() << " ms\n";
    EXPECT_LT(ages_ms.back(), 1000.0);
    // And the link is used: at least 60 % of the half that fits.
    EXPECT_GT(rate, 0.3 * fps);
    EXPECT_EQ(console->counters(node_id).lost_messages, 0U);
}

INSTANTIATE_TEST_SUITE_P(Cameras, SlowLink,
                         ::testing::Values(Site{1, 10.0}, Site{4, 10.0}, Site{1, 7.0}, Site{4, 7.0}));

}  // namespace
}  // namespace vigie::test
