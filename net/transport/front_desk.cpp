#include "net/transport/front_desk.hpp"

#include <utility>

#include <fmt/format.h>

#include "net/text/text.hpp"
#include "net/transport/socket.hpp"
#include "net/wire/check.hpp"
#include "net/wire/publication.hpp"

namespace vigie::net {
namespace {

constexpr std::size_t kQueuedPublications = 512;
constexpr int kPublicationsPerReader = 100;
constexpr int kRequestsPerClient = 32;
constexpr int kRequestsPerTurn = 64;
constexpr std::size_t kLongestSubscription = 256;
constexpr int kPublicationBuffer = 256 * 1024;
// Longer requests than the protocol allows still arrive, so that they can be counted and answered;
// beyond this ZeroMQ closes the connection before it allocates anything.
constexpr std::size_t kLargestArrival = 256 * 1024;
constexpr Microseconds kTurn = std::chrono::milliseconds(200);

SocketBounds publication_bounds() {
    SocketBounds bounds;
    bounds.send_queue = kPublicationsPerReader;
    bounds.largest_part = kLongestSubscription;
    return bounds;
}

SocketBounds request_bounds() {
    SocketBounds bounds;
    bounds.send_queue = kRequestsPerClient;
    bounds.receive_queue = kRequestsPerClient;
    bounds.largest_part = kLargestArrival;
    return bounds;
}

}  // namespace

FrontDesk::FrontDesk(zmq::context_t& context, const KeyPair& keys, const NodeServices& services,
                     const DeskSetting& setting)
    : services_(services),
      setting_(setting),
      publications_(make_socket(context, zmq::socket_type::xpub, publication_bounds())),
      requests_(make_socket(context, zmq::socket_type::router, request_bounds())),
      publications_watch_(context, publications_),
      requests_watch_(context, requests_),
      greetings_(setting.clock, LogLevel::info, "greetings of consoles", setting.log),
      refusals_(setting.clock, LogLevel::warning, "refused requests", setting.log),
      queue_(kQueuedPublications) {
    publications_.set(zmq::sockopt::sndbuf, kPublicationBuffer);
    serve_curve(publications_, keys);
    serve_curve(requests_, keys);
}

Result<void> FrontDesk::open(Endpoints& endpoints) {
    auto publications = bind_socket(publications_, endpoints.publications, "publications");
    if (!publications) {
        return tl::unexpected(publications.error());
    }
    auto requests = bind_socket(requests_, endpoints.requests, "requests");
    if (!requests) {
        return tl::unexpected(requests.error());
    }
    endpoints.publications = *std::move(publications);
    endpoints.requests = *std::move(requests);
    thread_ = std::jthread([this](const std::stop_token& stop) { run(stop); });
    return {};
}

void FrontDesk::stop() {
    if (thread_.joinable()) {
        thread_.request_stop();
        wake_up_.ring();
        thread_.join();
    }
}

void FrontDesk::publish(std::string key, std::string body) {
    queue_.push(std::move(key), std::move(body));
    wake_up_.ring();
}

void FrontDesk::run(const std::stop_token& stop) {
    leave_signals_to_main();
    std::array items{readable(wake_up_.fd()), readable(publications_), readable(requests_),
                     readable(publications_watch_.socket()), readable(requests_watch_.socket())};
    while (!stop.stop_requested()) {
        wait_readable(items, kTurn);
        wake_up_.drain();
        send_publications();
        drop_upstream();
        answer_requests();
        count_connections();
        greetings_.tick();
        refusals_.tick();
    }
}

void FrontDesk::send_publications() {
    for (auto& item : queue_.take_all()) {
        std::array<zmq::message_t, 2> parts{
            zmq::message_t(item.key),
            zmq::message_t(encode_publication(setting_.envelope(item.number), item.body))};
        send_parts(publications_, parts);
    }
}

void FrontDesk::drop_upstream() {
    for (int i = 0; i < kRequestsPerTurn; ++i) {
        const auto parts = receive_parts(publications_, 1);
        if (!parts) {
            return;
        }
        // Subscriptions begin with 0 or 1; anything else has no business on this socket.
        const auto bytes = bytes_of(parts->front());
        if (parts->size() != 1 || bytes.empty() || (bytes[0] != '\0' && bytes[0] != '\1')) {
            setting_.counters.malformed_messages.fetch_add(1);
        }
    }
}

void FrontDesk::answer_requests() {
    for (int i = 0; i < kRequestsPerTurn; ++i) {
        auto parts = receive_parts(requests_, 2);
        if (!parts) {
            return;
        }
        answer(*std::move(parts));
    }
    wake_up_.ring();  // publications come first; then go on
}

void FrontDesk::answer(std::vector<zmq::message_t> parts) {
    const UtcTime received = setting_.clock.utc();
    auto& counters = setting_.counters;
    if (parts.size() != 2) {
        counters.malformed_messages.fetch_add(1);
        return;
    }
    const std::string key = key_of(parts[1]);
    const auto key_name = setting_.name_of_key(key);
    const auto bytes = bytes_of(parts[1]);
    const Result<Request> request =
        key_name ? decode_request(bytes)
                 : fail(ErrorCode::refused, "this key was taken out of the node's allowlist");
    if (request) {
        auto body = reply_to(*request, received, *key_name);
        send_reply(std::move(parts[0]), request->envelope.number, std::move(body));
        counters.requests_answered.fetch_add(1);
        return;
    }
    const auto& error = request.error();
    if (!key_name) {
        counters.refused_clients.fetch_add(1);
    } else if (bytes.size() > kRequestSizeLimit) {
        counters.oversized_messages.fetch_add(1);
    } else if (error.code == ErrorCode::refused) {
        counters.incompatible_clients.fetch_add(1);
    } else {
        counters.malformed_messages.fetch_add(1);
    }
    refusals_.say(fmt::format("refused a request of the holder of key '{}': {}", key_name.value_or(key),
                              error.message));
    const auto envelope = peek_envelope(bytes);
    send_reply(std::move(parts[0]), envelope ? envelope->number : 0, error);
}

ReplyBody FrontDesk::reply_to(const Request& request, UtcTime received, const std::string& key_name) {
    struct Answer {
        FrontDesk& desk;
        const Request& request;
        UtcTime received;
        const std::string& key_name;

        ReplyBody operator()(const Hello& hello) const {
            // The program's name is the client's own word: it may not write lines of its own.
            desk.greetings_.say(fmt::format("console '{}' ({}, key '{}') says hello",
                                            request.envelope.sender.text(),
                                            as_line(hello.program, kLongestName), key_name));
            return Welcome{desk.services_.configuration()->version};
        }
        ReplyBody operator()(const ConfigurationRequest&) const { return desk.services_.configuration(); }
        ReplyBody operator()(const AlertCursor& cursor) const {
            auto batch = desk.services_.alerts_after(cursor, kMostAlertsInBatch);
            if (!batch) {
                return batch.error();
            }
            return *std::move(batch);
        }
        ReplyBody operator()(const ClockRequest&) const {
            return ClockStamps{received, desk.setting_.clock.utc()};
        }
        ReplyBody operator()(const PhaseSwitch& wanted) const {
            if (!desk.services_.switch_phase) {
                return PhaseAnswer{wanted.id, wanted.hall, SwitchVerdict::unknown_hall, wanted.to, received};
            }
            auto answer = desk.services_.switch_phase(wanted);
            if (!answer) {
                return answer.error();
            }
            return *std::move(answer);
        }
    };
    return std::visit(Answer{*this, request, received, key_name}, request.body);
}

void FrontDesk::send_reply(zmq::message_t eye, std::uint64_t request, ReplyBody body) {
    Reply reply{setting_.envelope(++replies_), request, std::move(body)};
    auto bytes = encode_reply(reply);
    if (!bytes) {
        refusals_.say(fmt::format("a reply cannot be sent: {}", bytes.error().message));
        reply.body = Error{ErrorCode::internal, bytes.error().message};
        bytes = encode_reply(reply);
    }
    if (bytes) {
        std::array<zmq::message_t, 2> parts{std::move(eye), zmq::message_t(*bytes)};
        send_parts(requests_, parts);
    }
}

void FrontDesk::count_connections() {
    const MonoTime now = setting_.clock.mono();
    const std::array<SocketWatch*, 2> watches{&publications_watch_, &requests_watch_};
    std::uint64_t failed = 0;
    for (std::size_t i = 0; i < watches.size(); ++i) {
        while (const auto event = watches[i]->next()) {
            tallies_[i].observe(*event, now);
        }
        tallies_[i].expire(now);
        failed += tallies_[i].failed();
    }
    setting_.counters.failed_handshakes.fetch_add(failed - failed_reported_);
    failed_reported_ = failed;
    setting_.counters.connected_clients.store(tallies_[1].open());
}

}  // namespace vigie::net
