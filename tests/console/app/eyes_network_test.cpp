// What eyes cost a node: a real server over loopback counts what it is asked to encode.
#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <stdexcept>

#include <gtest/gtest.h>

#include "console/app/decoder_pool.hpp"
#include "console/app/eyes.hpp"
#include "net/transport/node_client.hpp"
#include "net/transport/node_server.hpp"
#include "tests/console/app/jpeg_samples.hpp"
#include "tests/support/temporary_folder.hpp"

namespace vigie::console {
namespace {

using net::PictureFeed;
using net::PictureSize;

constexpr std::string_view kCameras[] = {"gate", "hall", "yard"};

net::NodeId edge() {
    return net::NodeId::parse("edge-1").value();
}
net::CameraId camera(std::string_view text) {
    return net::CameraId::parse(text).value();
}
PictureFeed tile(std::string_view text) {
    return {camera(text), PictureSize::tile};
}
PictureFeed full(std::string_view text) {
    return {camera(text), PictureSize::full};
}

/// A node of three cameras which encodes what is wanted of each frame, and counts.
class EncodingNode {
public:
    EncodingNode(const net::KeyPair& keys, std::filesystem::path authorized_keys, const net::Clock& clock) {
        auto record = std::make_shared<net::ConfigurationRecord>();
        record->version = 1;
        record->node = edge();
        record->node_name = "Edge";
        record->venue_name = "Venue";
        record->time_zone = "Europe/Paris";
        net::NodeServices services;
        services.configuration = [record] { return record; };
        services.alerts_after = [](const net::AlertCursor&, std::size_t) -> net::Result<net::AlertBatch> {
            return net::fail(net::ErrorCode::unavailable, "this node has no alerts");
        };
        services.demand_changed = [this] {
            {
                const std::lock_guard lock(mutex_);
                demand_changed_ = true;
            }
            changed_.notify_all();
        };
        auto started = net::NodeServer::start(
            {edge(), net::Endpoints::at("127.0.0.1", 0).value(), keys, std::move(authorized_keys)},
            std::move(services), clock);
        if (!started) {
            throw std::runtime_error(started.error().message);
        }
        server_ = std::move(*started);
    }

    /// One new frame of each camera.
    void frame() {
        ++number_;
        for (const std::string_view name : kCameras) {
            for (const PictureSize size : {PictureSize::tile, PictureSize::full}) {
                const PictureFeed feed{camera(name), size};
                if (server_->wanted(feed, number_)) {
                    ++encoded[feed];
                    server_->send(test::grey_picture(name, size, number_, 90));
                }
            }
        }
    }

    net::NodeServer& server() { return *server_; }

    /// Until demand has changed since this last returned, at most `patience`.
    void wait_for_demand(std::chrono::milliseconds patience) {
        std::unique_lock lock(mutex_);
        changed_.wait_for(lock, patience, [this] { return demand_changed_; });
        demand_changed_ = false;
    }

    std::map<PictureFeed, int> encoded;

private:
    std::mutex mutex_;
    std::condition_variable changed_;
    bool demand_changed_ = false;
    std::unique_ptr<net::NodeServer> server_;
    std::uint64_t number_ = 0;
};

class EyesNetworkTest : public testing::Test {
protected:
    void SetUp() override {
        const auto node_keys = net::generate_keys().value();
        const auto console_keys = net::generate_keys().value();
        const auto allowed = folder_.write("authorized_keys", console_keys.public_key.z85() + " console\n");
        node_ = std::make_unique<EncodingNode>(node_keys, allowed, clock_);
        net::NodeEvents events;
        events.picture = [this](const net::NodeId&, net::Picture picture, const net::Arrival& arrival) {
            pool_.submit(std::move(picture), arrival.utc);
        };
        auto client = net::NodeClient::start(
            {"console", console_keys, {{edge(), node_->server().endpoints(), node_keys.public_key}}},
            std::move(events), clock_);
        ASSERT_TRUE(client) << client.error().message;
        client_ = std::move(*client);
        for (const std::string_view name : kCameras) {
            CameraSituation known;
            known.camera = camera(name);
            known.node = edge();
            situation_.cameras.push_back(known);
        }
    }

    /// Looks at these places and waits until the node has heard of it.
    void look(const std::vector<PicturePlace>& places, bool visible = true) {
        const Eyes eyes = eyes_on(places, situation_, visible);
        pool_.watch(eyes.places);
        client_->look_at(eyes.feeds);
        const auto found = eyes.feeds.find(edge());
        const std::set<PictureFeed> expected =
            found == eyes.feeds.end() ? std::set<PictureFeed>{} : found->second;
        const net::MonoTime deadline = clock_.mono() + std::chrono::seconds(20);
        std::vector<PictureFeed> wanted = node_->server().wanted();
        while (std::set<PictureFeed>(wanted.begin(), wanted.end()) != expected) {
            ASSERT_LT(clock_.mono(), deadline) << "the node does not know what is looked at";
            node_->wait_for_demand(std::chrono::milliseconds(100));
            wanted = node_->server().wanted();
        }
        node_->encoded.clear();
    }

    /// Frames until each watched feed was decoded `times` times.
    void show(const std::set<PictureFeed>& feeds, int times) {
        std::map<PictureFeed, int> shown;
        const net::MonoTime deadline = clock_.mono() + std::chrono::seconds(20);
        const auto enough = [&] {
            return std::all_of(feeds.begin(), feeds.end(),
                               [&](const auto& feed) { return shown[feed] >= times; });
        };
        while (!enough()) {
            ASSERT_LT(clock_.mono(), deadline) << "pictures do not arrive";
            node_->frame();
            node_->wait_for_demand(std::chrono::milliseconds(20));
            for (const auto& picture : pool_.take_ready()) {
                EXPECT_TRUE(feeds.contains(picture.feed)) << picture.feed.camera.text();
                ++shown[picture.feed];
            }
        }
        for (const auto& [feed, count] : node_->encoded) {
            EXPECT_TRUE(feeds.contains(feed)) << feed.camera.text() << " was encoded for nobody";
            EXPECT_GE(count, times);
        }
    }

    net::SystemClock clock_;
    test::TemporaryFolder folder_;
    Situation situation_;
    DecoderPool pool_{2, [] {}, clock_};
    std::unique_ptr<EncodingNode> node_;
    std::unique_ptr<net::NodeClient> client_;
};

TEST_F(EyesNetworkTest, NothingIsEncodedForNobody) {
    look({});
    for (int i = 0; i < 20; ++i) {
        node_->frame();
    }
    EXPECT_TRUE(node_->encoded.empty());
}

TEST_F(EyesNetworkTest, TilesThenOneFocusedThenMinimised) {
    look({{camera("gate"), {300, 200}}, {camera("hall"), {300, 200}}});
    show({tile("gate"), tile("hall")}, 3);
    look({{camera("hall"), {900, 600}, true}});
    show({full("hall")}, 3);
    look({{camera("hall"), {900, 600}, true}}, false);
    for (int i = 0; i < 20; ++i) {
        node_->frame();
    }
    EXPECT_TRUE(node_->encoded.empty()) << "a minimised window costs the node nothing";
    look({{camera("yard"), {300, 200}}});
    show({tile("yard")}, 1);
}

}  // namespace
}  // namespace vigie::console
