#include "net/transport/link.hpp"

#include <array>
#include <utility>

#include <fmt/format.h>

#include "net/transport/socket.hpp"
#include "net/types/topics.hpp"

namespace vigie::net {
namespace {

constexpr Microseconds kHelloPeriod = std::chrono::seconds(1);
constexpr Microseconds kIncompatibleHelloPeriod = std::chrono::seconds(5);
constexpr Microseconds kClockPeriod = std::chrono::seconds(1);
constexpr Microseconds kFirstClockPeriod = std::chrono::milliseconds(50);
constexpr int kFirstClockExchanges = 8;
constexpr Microseconds kCreditPeriod = std::chrono::seconds(1);
constexpr Microseconds kRetry = std::chrono::milliseconds(20);

ChannelPlan publication_plan(const NodeAddress& address) {
    ChannelPlan plan;
    plan.type = zmq::socket_type::sub;
    plan.address = address.endpoints.publications;
    plan.bounds.receive_queue = 1000;
    for (const auto& promise : kTopics) {
        if (promise.delivery == Delivery::newest) {
            plan.subscriptions.push_back(fmt::format("{}/", promise.name));
            plan.bounds.largest_part = std::max(plan.bounds.largest_part, promise.size_limit);
        }
    }
    return plan;
}

ChannelPlan request_plan(const NodeAddress& address) {
    ChannelPlan plan;
    plan.address = address.endpoints.requests;
    plan.bounds.send_queue = 16;
    plan.bounds.receive_queue = 32;
    plan.bounds.largest_part = kReplySizeLimit;
    return plan;
}

ChannelPlan picture_plan(const NodeAddress& address) {
    ChannelPlan plan;
    plan.address = address.endpoints.pictures;
    plan.bounds.send_queue = 4;
    plan.bounds.receive_queue = 4096;  // credits are the bound
    plan.bounds.largest_part = promise_of(Topic::picture).size_limit;
    // A picture on a slow link may take seconds, and nothing else passes meanwhile.
    plan.bounds.heartbeat = std::chrono::milliseconds(1000);
    plan.bounds.heartbeat_timeout = std::chrono::milliseconds(5000);
    return plan;
}

}  // namespace

Link::Link(zmq::context_t& context, const LinkSetting& setting, NodeAddress address)
    : setting_(setting),
      address_(std::move(address)),
      publications_(context, setting_.keys, address_.server_key, publication_plan(address_)),
      requests_(context, setting_.keys, address_.server_key, request_plan(address_)),
      pictures_(context, setting_.keys, address_.server_key, picture_plan(address_)),
      status_(address_, setting_.keys.public_key, setting_.clock.mono()) {}

Envelope Link::envelope() {
    return {kProtocol, setting_.name, setting_.run, ++last_number_, setting_.clock.utc()};
}

void Link::look_at(std::set<PictureFeed> feeds) {
    credits_changed_ = eye_.look_at(std::move(feeds)) || credits_changed_;
}

void Link::add_sockets(std::vector<zmq_pollitem_t>& items) {
    for (Channel* channel : {&requests_, &publications_, &pictures_}) {
        items.push_back(readable(channel->socket()));
        items.push_back(readable(channel->events()));
    }
}

void Link::turn() {
    const MonoTime now = setting_.clock.mono();
    read_events(now);
    read_replies(now);
    read_publications();
    read_pictures();
    expire_requests(now);
    send_requests(now);
    send_credits(now);
    status_.tick(now);
    tell_status();
}

void Link::read_events(MonoTime now) {
    while (const auto event = requests_.next_event(now)) {
        on_request_event(*event, now);
    }
    while (const auto event = publications_.next_event(now)) {
        count_refusal(*event);
    }
    while (const auto event = pictures_.next_event(now)) {
        on_picture_event(*event);
    }
    requests_.reopen_when_due(now);
    publications_.reopen_when_due(now);
    pictures_.reopen_when_due(now);
}

void Link::on_request_event(ConnectionEvent event, MonoTime now) {
    count_refusal(event);
    status_.observe(event);
    if (event == ConnectionEvent::handshake_done) {
        pending_.clear();
        pull_.connected();
        phases_.connected();
        offset_.reset();
        clock_exchanges_ = 0;
        hello_due_ = now;
    } else if (event == ConnectionEvent::lost || event == ConnectionEvent::refused) {
        pending_.clear();
        hello_due_.reset();
    }
}

void Link::on_picture_event(ConnectionEvent event) {
    count_refusal(event);
    if (event == ConnectionEvent::handshake_done) {
        eye_.begin_session(random_identity());
        credits_changed_ = true;
    } else if (event == ConnectionEvent::lost) {
        eye_.begin_session(0);
    }
}

void Link::count_refusal(ConnectionEvent event) {
    if (event == ConnectionEvent::refused) {
        tally_.change([](auto& counters) { ++counters.refusals; });
    }
}

void Link::expire_requests(MonoTime now) {
    while (const auto kind = pending_.expire_one(now)) {
        tally_.change([](auto& counters) { ++counters.expired_requests; });
        switch (*kind) {
            case RequestKind::hello:
            case RequestKind::clock:
                status_.expired();
                hello_due_ = now;
                break;
            case RequestKind::configuration:
                configuration_due_ = now;
                break;
            case RequestKind::alerts:
                pull_.failed(now);
                break;
            case RequestKind::phase:
                phases_.failed(now);
                break;
        }
    }
}

void Link::send_requests(MonoTime now) {
    if (!requests_.is_connected()) {
        return;
    }
    if (hello_due_ && now >= *hello_due_ && !pending_.is_pending(RequestKind::hello)) {
        const bool sent = send_request(RequestKind::hello, Hello{"vigie"}, now);
        // Until it is welcomed it goes on saying hello.
        const auto period =
            status_.state() == LinkState::incompatible ? kIncompatibleHelloPeriod : kHelloPeriod;
        hello_due_ = now + (sent ? period : kRetry);
    }
    if (status_.state() != LinkState::up) {
        return;
    }
    if (configuration_due_ && now >= *configuration_due_ &&
        !pending_.is_pending(RequestKind::configuration) &&
        send_request(RequestKind::configuration, ConfigurationRequest{}, now)) {
        configuration_due_.reset();
    }
    if (now >= clock_due_ && !pending_.is_pending(RequestKind::clock) &&
        send_request(RequestKind::clock, ClockRequest{}, now)) {
        clock_due_ = now + (++clock_exchanges_ < kFirstClockExchanges ? kFirstClockPeriod : kClockPeriod);
    }
    // Before the alerts: an evacuation waits for nothing.
    if (auto wanted = phases_.next(now); wanted && !send_request(RequestKind::phase, *wanted, now)) {
        phases_.failed(now);
    }
    if (const auto cursor = pull_.next(now); cursor && !send_request(RequestKind::alerts, *cursor, now)) {
        pull_.failed(now);
    }
}

bool Link::send_request(RequestKind kind, RequestBody body, MonoTime now) {
    const Request request{envelope(), std::move(body)};
    std::array<zmq::message_t, 1> parts{zmq::message_t(encode_request(request))};
    if (!send_parts(requests_.socket(), parts)) {
        return false;
    }
    pending_.sent(kind, request.envelope.number, now, request.envelope.sent);
    return true;
}

void Link::send_credits(MonoTime now) {
    if (eye_.session() == 0 || (!credits_changed_ && now < credits_due_)) {
        return;
    }
    const Credits credits{envelope(), eye_.session(), eye_.credits()};
    std::array<zmq::message_t, 1> parts{zmq::message_t(encode_credits(credits))};
    const bool sent = send_parts(pictures_.socket(), parts);
    credits_changed_ = !sent;
    credits_due_ = now + (sent ? kCreditPeriod : kRetry);
}

void Link::connect_anew(MonoTime now) {
    for (Channel* channel : {&requests_, &publications_, &pictures_}) {
        channel->reopen(now);
    }
    pending_.clear();
    hello_due_.reset();
    eye_.begin_session(0);
}

void Link::tell_status() {
    if (!status_.take_change()) {
        return;
    }
    tally_.change([this](auto& counters) { counters.reconnects = status_.reconnects(); });
    if (setting_.events.link) {
        setting_.events.link(address_.node, status_.state(), status_.reason());
    }
}

}  // namespace vigie::net
