// The contract towards those who may not, cannot or do not keep to the protocol: refused, counted, and a good
// client is served meanwhile.
#include <array>

#include "net/wire/exchange.hpp"
#include "net/wire/picture_codec.hpp"
#include "tests/net/transport/contract.hpp"
#include "tests/net/transport/raw_client.hpp"

namespace vigie::test {
namespace {

using net::LinkState;
using std::chrono::milliseconds;

constexpr milliseconds kNoAnswer{400};

class ContractRefusal : public Contract {
protected:
    void SetUp() override {
        start_node();
        ASSERT_NE(node, nullptr);
        good = make_console(good_heard);
        ASSERT_TRUE(good_heard.wait_for(LinkState::up));
        // Up says that requests pass; publications and pictures may still be shaking hands, and would be
        // refused with everybody else.
        expect_good_client_is_served();
        good->look_at({});
        ASSERT_TRUE(eventually([&] { return node->wanted().empty(); }));
    }

    /// A request, a publication and a picture still make their way.
    void expect_good_client_is_served() {
        const auto offsets = good_heard.events().offsets.size();
        EXPECT_TRUE(good_heard.wait_until([&](const auto& e) { return e.offsets.size() > offsets; }));
        const auto announcements = good_heard.events().announcements.size();
        EXPECT_TRUE(eventually([&] {
            node->announce(shelf.archive(), 0);
            return good_heard.events().announcements.size() > announcements;
        }));
        const auto pictures = good_heard.events().pictures.size();
        good->look_at({{node_id, {feed}}});
        EXPECT_TRUE(eventually([&] { return !node->wanted().empty(); }));
        node->send(sample_picture("cam-1", ++frame));
        EXPECT_TRUE(good_heard.wait_until([&](const auto& e) { return e.pictures.size() > pictures; }));
        EXPECT_TRUE(good_heard.events().is(LinkState::up));
        EXPECT_EQ(good_heard.events().times(LinkState::down), 0);
    }

    std::array<std::string, 3> ports() const {
        return {endpoints.publications, endpoints.requests, endpoints.pictures};
    }

    net::Envelope console_envelope(net::ProtocolVersion version = net::kProtocol) const {
        return {version, id<net::NodeId>("desk"), 5, 1, clock.utc()};
    }

    net::PictureFeed feed{id<net::CameraId>("cam-1"), net::PictureSize::tile};
    std::uint64_t frame = 0;
    Heard good_heard;
    std::unique_ptr<net::NodeClient> good;
};

TEST_F(ContractRefusal, UnknownKeyIsRefusedCountedLoggedAndSaid) {
    Heard heard;
    const auto stranger = make_console(heard, stranger_keys, node_keys.public_key, endpoints);
    ASSERT_TRUE(heard.wait_for(LinkState::refused));
    EXPECT_NE(heard.events().links.back().second.find(stranger_keys.public_key.z85()), std::string::npos)
        << "the reason says which line to add";
    EXPECT_TRUE(eventually([&] { return node->counters().refused_clients >= 3; })) << "one for each port";
    EXPECT_TRUE(logged(stranger_keys.public_key.z85()));
    EXPECT_GE(stranger->counters(node_id).refusals, 1U);
    node->announce(shelf.archive(), 0);
    expect_good_client_is_served();
    EXPECT_EQ(heard.events().times(LinkState::up), 0);
    EXPECT_TRUE(heard.events().announcements.empty());
    EXPECT_TRUE(heard.events().configurations.empty());
}

TEST_F(ContractRefusal, ClientWithoutKeyGetsNothing) {
    const auto before = node->counters().failed_handshakes;
    std::vector<std::unique_ptr<RudeClient>> clients;
    for (const auto& port : ports()) {
        clients.push_back(std::make_unique<RudeClient>(port));
        clients.back()->send(net::encode_request({console_envelope(), net::Hello{"rude"}}));
    }
    for (auto& client : clients) {
        EXPECT_EQ(client->receive(kNoAnswer), "");
    }
    EXPECT_TRUE(eventually([&] { return node->counters().failed_handshakes >= before + 3; }));
    expect_good_client_is_served();
}

TEST_F(ContractRefusal, ServerWithAnotherKeyIsSuspected) {
    Heard heard;
    const auto deceived = make_console(heard, console_keys, stranger_keys.public_key, endpoints);
    ASSERT_TRUE(heard.wait_for(LinkState::wrong_server_key));
    EXPECT_NE(heard.events().links.back().second.find("probably its key is not the one configured"),
              std::string::npos);
    EXPECT_TRUE(eventually([&] { return node->counters().failed_handshakes >= 1; }));
    expect_good_client_is_served();
}

TEST_F(ContractRefusal, DeadGatekeeperLetsNobodyIn) {
    node->refuse_newcomers();
    Heard unknown_heard;
    Heard known_heard;
    const auto unknown = make_console(unknown_heard, stranger_keys, node_keys.public_key, endpoints);
    const auto known = make_console(known_heard);
    RudeClient bare(endpoints.requests);
    bare.send(net::encode_request({console_envelope(), net::Hello{"rude"}}));
    EXPECT_EQ(bare.receive(kNoAnswer), "");
    // Both try several times, and the log of their links shows only failures.
    const auto failed = [](const auto& e) {
        return e.is(LinkState::wrong_server_key) || e.is(LinkState::down) || e.is(LinkState::refused);
    };
    EXPECT_TRUE(unknown_heard.wait_until(failed));
    EXPECT_TRUE(known_heard.wait_until(failed));
    EXPECT_TRUE(eventually([&] { return node->counters().failed_handshakes >= 4; }));
    expect_good_client_is_served();  // who was in stays in
    EXPECT_EQ(unknown_heard.events().times(LinkState::up), 0);
    EXPECT_EQ(known_heard.events().times(LinkState::up), 0);
    EXPECT_TRUE(unknown_heard.events().announcements.empty());
    EXPECT_TRUE(known_heard.events().announcements.empty());
}

TEST_F(ContractRefusal, UnreadableAllowlistLetsNobodyNewIn) {
    std::filesystem::remove(allowlist);
    ASSERT_TRUE(eventually([&] { return logged("cannot be read"); }));
    Heard heard;
    const auto known = make_console(heard);
    EXPECT_TRUE(heard.wait_for(LinkState::refused));
    expect_good_client_is_served();
    write_allowlist({{console_keys.public_key, "desk"}});
    EXPECT_TRUE(heard.wait_for(LinkState::up)) << "back without a restart of anybody";
}

TEST_F(ContractRefusal, RefusedClientComesInWhenItsKeyIsAllowed) {
    Heard heard;
    const auto stranger = make_console(heard, stranger_keys, node_keys.public_key, endpoints);
    stranger->look_at({{node_id, {feed}}});
    ASSERT_TRUE(heard.wait_for(LinkState::refused));
    write_allowlist({{console_keys.public_key, "desk"}, {stranger_keys.public_key, "second-desk"}});
    EXPECT_TRUE(heard.wait_for(LinkState::up));
    EXPECT_TRUE(logged("key 'second-desk'"));
    // All three channels came back, not only the one that says up.
    EXPECT_TRUE(eventually([&] {
        node->announce(shelf.archive(), 0);
        return !heard.events().announcements.empty();
    }));
    EXPECT_TRUE(eventually([&] { return !node->wanted().empty(); }));
    node->send(sample_picture("cam-1", 1));
    EXPECT_TRUE(heard.wait_until([](const auto& e) { return !e.pictures.empty(); }));
}

TEST_F(ContractRefusal, KeyTakenOutOfTheAllowlistLosesServiceAndComesBackWithIt) {
    write_allowlist({{console_keys.public_key, "desk"}, {stranger_keys.public_key, "second-desk"}});
    Heard heard;
    const auto second = make_console(heard, stranger_keys, node_keys.public_key, endpoints);
    second->look_at({{node_id, {feed}}});
    ASSERT_TRUE(heard.wait_for(LinkState::up));
    EXPECT_TRUE(logged("info: console 'desk' (vigie, key 'second-desk') says hello"));
    ASSERT_TRUE(eventually([&] { return !node->wanted().empty(); }));
    // Clients that keep their connections open whatever they are told.
    RudeClient requests(endpoints.requests, stranger_keys, node_keys.public_key);
    const auto hello = net::encode_request({console_envelope(), net::Hello{"rude"}});
    requests.send(hello);
    ASSERT_NE(requests.receive(kDeadline), "");
    RudeClient pictures(endpoints.pictures, stranger_keys, node_keys.public_key);
    const auto credits = net::encode_credits({console_envelope(), 3, {{feed, 2}}});
    pictures.send(credits);
    ASSERT_TRUE(eventually([&] { return node->counters().watching_consoles == 3; }));

    write_allowlist({{console_keys.public_key, "desk"}});
    ASSERT_TRUE(heard.wait_for(LinkState::refused)) << "what it shows is not taken for live";
    requests.send(hello);
    const auto reply = net::decode_reply(requests.receive(kDeadline));
    ASSERT_TRUE(reply) << reply.error().message;
    EXPECT_EQ(std::get<net::Error>(reply->body).code, net::ErrorCode::refused);
    const auto refused = node->counters().refused_clients;
    pictures.send(credits);
    EXPECT_TRUE(eventually([&] { return node->counters().refused_clients > refused; }));
    EXPECT_TRUE(eventually([&] { return node->counters().watching_consoles == 1; })) << "the good one";
    EXPECT_TRUE(node->wanted().empty());
    expect_good_client_is_served();

    write_allowlist({{console_keys.public_key, "desk"}, {stranger_keys.public_key, "second-desk"}});
    EXPECT_TRUE(heard.wait_for(LinkState::up));
}

TEST_F(ContractRefusal, BadLineOfTheAllowlistIsNamedAndTheOthersHold) {
    const auto draft =
        directory.write("allow.draft", "# consoles\nnonsense here\n" + console_keys.public_key.z85() +
                                           " desk\n" + stranger_keys.public_key.z85() + "\n");
    std::filesystem::rename(draft, allowlist);
    ASSERT_TRUE(eventually([&] { return logged("authorized_keys:2:"); }));
    EXPECT_TRUE(logged("authorized_keys:4:")) << "a key without a name";
    Heard heard;
    const auto known = make_console(heard);
    EXPECT_TRUE(heard.wait_for(LinkState::up));
}

TEST_F(ContractRefusal, GarbageBytesOnEachPort) {
    const auto before = node->counters().failed_handshakes;
    const std::array<std::string, 4> garbage{
        "GET / HTTP/1.1\r\nHost: x\r\n\r\n", std::string(100'000, '\0'), std::string(64, '\xFF'),
        // A right greeting (ZMTP 3.0, CURVE, client) and then nonsense.
        std::string("\xFF\0\0\0\0\0\0\0\1\x7F\3\0CURVE", 17) + std::string(15, '\0') + std::string(32, '\0') +
            std::string(500, 'x')};
    std::vector<std::unique_ptr<RawConnection>> connections;
    for (const auto& port : ports()) {
        for (const auto& bytes : garbage) {
            connections.push_back(std::make_unique<RawConnection>(port_of(port)));
            ASSERT_TRUE(connections.back()->is_connected());
            connections.back()->send(bytes);
        }
        // And one who says nothing at all.
        connections.push_back(std::make_unique<RawConnection>(port_of(port)));
    }
    expect_good_client_is_served();
    for (const auto& connection : connections) {
        EXPECT_TRUE(connection->is_closed_by_peer());
    }
    EXPECT_TRUE(eventually([&] { return node->counters().failed_handshakes >= before + connections.size(); }))
        << node->counters().failed_handshakes << " of " << connections.size();
    EXPECT_TRUE(eventually([&] { return node->counters().connected_clients == 1; }))
        << "the good one; counted now: " << node->counters().connected_clients;
    expect_good_client_is_served();
}

TEST_F(ContractRefusal, NonsenseFromAKnownClientIsCountedAndAnswered) {
    RudeClient requests(endpoints.requests, console_keys, node_keys.public_key);
    requests.send("nonsense");
    const auto reply = net::decode_reply(requests.receive(kDeadline));
    ASSERT_TRUE(reply) << reply.error().message;
    EXPECT_EQ(std::get<net::Error>(reply->body).code, net::ErrorCode::invalid_input);
    requests.send_two("two", "parts");
    RudeClient pictures(endpoints.pictures, console_keys, node_keys.public_key);
    pictures.send("nonsense");
    pictures.send_two("two", "parts");
    EXPECT_TRUE(eventually([&] { return node->counters().malformed_messages >= 4; }));
    expect_good_client_is_served();
}

TEST_F(ContractRefusal, OversizedMessagesAreCountedOrCut) {
    RudeClient requests(endpoints.requests, console_keys, node_keys.public_key);
    requests.send(std::string(net::kRequestSizeLimit + 1, 'x'));
    RudeClient pictures(endpoints.pictures, console_keys, node_keys.public_key);
    pictures.send(std::string(net::kCreditsSizeLimit + 1, 'x'));
    EXPECT_TRUE(eventually([&] { return node->counters().oversized_messages >= 2; }));
    // Far beyond: ZeroMQ closes the connection on the length alone; nothing of it is ever read.
    const auto malformed = node->counters().malformed_messages;
    RudeClient huge(endpoints.requests, console_keys, node_keys.public_key);
    huge.send(std::string(40'000'000, 'x'));
    expect_good_client_is_served();
    EXPECT_EQ(node->counters().oversized_messages, 2U);
    EXPECT_EQ(node->counters().malformed_messages, malformed);
}

TEST_F(ContractRefusal, AnotherMajorVersionIsRefusedByName) {
    RudeClient requests(endpoints.requests, console_keys, node_keys.public_key);
    requests.send(net::encode_request({console_envelope({9, 4}), net::Hello{"from the future"}}));
    const auto reply = net::decode_reply(requests.receive(kDeadline));
    ASSERT_TRUE(reply) << reply.error().message;
    const auto& error = std::get<net::Error>(reply->body);
    EXPECT_EQ(error.code, net::ErrorCode::refused);
    EXPECT_NE(error.message.find("9.4"), std::string::npos);
    EXPECT_NE(error.message.find("speaks 1."), std::string::npos);
    RudeClient pictures(endpoints.pictures, console_keys, node_keys.public_key);
    pictures.send(net::encode_credits({console_envelope({9, 4}), 3, {{feed, 2}}}));
    EXPECT_TRUE(eventually([&] { return node->counters().incompatible_clients >= 2; }));
    EXPECT_TRUE(node->wanted().empty());
    expect_good_client_is_served();
}

TEST_F(ContractRefusal, AnotherNodeAtTheAddressIsSaid) {
    Heard heard;
    node_id = id<net::NodeId>("south");  // what this console expects
    const auto misled = make_console(heard);
    EXPECT_TRUE(heard.wait_for(LinkState::incompatible));
    EXPECT_NE(heard.events().links.back().second.find("calls itself 'north'"), std::string::npos);
    EXPECT_EQ(heard.events().times(LinkState::up), 0);
    node_id = id<net::NodeId>("north");
    expect_good_client_is_served();
}

TEST_F(ContractRefusal, BusyPortIsAClearError) {
    const auto second = try_node(endpoints);
    ASSERT_FALSE(second);
    EXPECT_EQ(second.error().code, net::ErrorCode::unavailable);
    EXPECT_NE(second.error().message.find(endpoints.publications), std::string::npos);
    EXPECT_NE(second.error().message.find("in use"), std::string::npos);
    expect_good_client_is_served();
}

TEST_F(ContractRefusal, ClientsWordsWriteNoLinesIntoTheLog) {
    RudeClient desk(endpoints.requests, console_keys, node_keys.public_key);
    desk.send(net::encode_request({console_envelope(), net::Hello{"rude\nwarning: forged"}}));
    EXPECT_TRUE(eventually([&] { return logged("(rude warning: forged, key 'desk') says hello"); }));
    EXPECT_FALSE(logged("\nwarning: forged"));
}

TEST_F(ContractRefusal, AllowlistWithoutAKeySaysThatNobodyIsLetInAndHowToChangeThat) {
    EXPECT_FALSE(logged("nobody is let in"));
    write_allowlist({});
    EXPECT_TRUE(eventually([&] { return logged("holds no key, so nobody is let in"); }));
    EXPECT_TRUE(logged("cat NAME.pub >> " + allowlist.string()));
}

TEST_F(ContractRefusal, MissingAllowlistAndBadAddressStopTheStart) {
    const auto saved = allowlist;
    allowlist = directory.path() / "nowhere";
    const auto without = try_node(net::Endpoints::at("127.0.0.1", 0).value());
    ASSERT_FALSE(without);
    EXPECT_EQ(without.error().code, net::ErrorCode::not_found);
    EXPECT_NE(without.error().message.find("nowhere cannot be read (No such file or directory): nobody"),
              std::string::npos);
    EXPECT_NE(without.error().message.find("cat NAME.pub >> "), std::string::npos) << "how to make it";
    allowlist = saved;
    const auto nonsense = try_node({"nonsense", "tcp://127.0.0.1:0", "tcp://127.0.0.1:0"});
    ASSERT_FALSE(nonsense);
    EXPECT_EQ(nonsense.error().code, net::ErrorCode::invalid_input);
    EXPECT_NE(nonsense.error().message.find("nonsense"), std::string::npos);
}

}  // namespace
}  // namespace vigie::test
