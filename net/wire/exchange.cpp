#include "net/wire/exchange.hpp"

#include <limits>

#include "net/text/text.hpp"
#include "net/wire/alert_codec.hpp"
#include "net/wire/configuration_message.hpp"
#include "net/wire/envelope_codec.hpp"
#include "net/wire/rule_codec.hpp"
#include "net/wire/space_codec.hpp"
#include "net/wire/vigie.pb.h"

namespace vigie::net {
namespace {

constexpr std::uint64_t kAnyNumber = std::numeric_limits<std::uint64_t>::max();

AlertCursor read_cursor(Check& check, const v1::AlertCursor& from) {
    AlertCursor cursor;
    if (!from.archive().empty()) {
        cursor.archive = check.id<ArchiveId>("archive", from.archive());
    } else if (from.number() != 0) {
        check.fault("archive", "is missing although the cursor has a number");
    }
    cursor.number = from.number();
    cursor.checksum = from.checksum();
    return cursor;
}

void write_batch(const AlertBatch& batch, v1::AlertBatch& to) {
    to.set_status(static_cast<v1::PullStatus>(batch.status));
    to.set_archive(batch.archive.text());
    to.set_head(batch.head);
    for (const auto& alert : batch.alerts) {
        auto& row = *to.add_alerts();
        row.set_number(alert.number);
        row.set_alert(alert.bytes);
        row.set_checksum(alert.checksum);
    }
}

StoredAlert read_stored(Check& check, const v1::StoredAlert& from) {
    if (from.alert().empty() || from.alert().size() > kAlertSizeLimit) {
        check.fault("alert", "has " + std::to_string(from.alert().size()) + " bytes, not 1 to " +
                                 std::to_string(kAlertSizeLimit));
        return {};
    }
    return {check.whole("number", from.number(), 1, kAnyNumber), from.alert(), from.checksum()};
}

AlertBatch read_batch(Check& check, const v1::AlertBatch& from) {
    AlertBatch batch;
    batch.status = check.known<PullStatus>("status", from.status(), 2);
    batch.archive = check.id<ArchiveId>("archive", from.archive());
    batch.head = from.head();
    batch.alerts = read_each<StoredAlert>(check, "alerts", from.alerts(), kMostAlertsInBatch, read_stored);
    for (std::size_t i = 1; i < batch.alerts.size(); ++i) {
        if (batch.alerts[i].number != batch.alerts[i - 1].number + 1) {
            check.fault("alerts", "are not consecutive");
        }
    }
    if (batch.status == PullStatus::diverged && !batch.alerts.empty()) {
        check.fault("alerts", "are there although the status is diverged");
    }
    if (!batch.alerts.empty() && batch.alerts.back().number > batch.head) {
        check.fault("head", "is before the last alert of the batch");
    }
    return batch;
}

Error read_error(Check& check, const v1::ErrorReply& from) {
    return {check.known<ErrorCode>("code", from.code(), 9, 1),
            check.text("message", from.message(), 0, kLongestSentence)};
}

PhaseSwitch read_switch(Check& check, const v1::PhaseSwitch& from) {
    PhaseSwitch wanted;
    wanted.id = check.whole("id", from.id(), 1, kAnyNumber);
    wanted.hall = check.id<HallId>("hall", from.hall());
    wanted.to = check.known<VenuePhase>("to", from.to(), kLastPhase);
    wanted.by = check.text("by", from.by(), 1, kLongestSwitcher);
    wanted.at = check.utc("at_us", from.at_us());
    if (from.has_seen_since_us()) {
        wanted.seen_since = check.utc("seen_since_us", from.seen_since_us());
    }
    return wanted;
}

PhaseAnswer read_phase_answer(Check& check, const v1::PhaseAnswer& from) {
    PhaseAnswer answer;
    answer.id = check.whole("id", from.id(), 1, kAnyNumber);
    answer.hall = check.id<HallId>("hall", from.hall());
    answer.verdict = check.known<SwitchVerdict>("verdict", from.verdict(),
                                                static_cast<int>(SwitchVerdict::switched_meanwhile));
    answer.phase = check.known<VenuePhase>("phase", from.phase(), kLastPhase);
    answer.since = check.utc("since_us", from.since_us());
    return answer;
}

struct RequestWriter {
    v1::Request& to;
    void operator()(const Hello& hello) const { to.mutable_hello()->set_program(hello.program); }
    void operator()(const ConfigurationRequest&) const { to.mutable_configuration(); }
    void operator()(const AlertCursor& cursor) const {
        auto& after = *to.mutable_alerts_after();
        after.set_archive(cursor.archive.text());
        after.set_number(cursor.number);
        after.set_checksum(cursor.checksum);
    }
    void operator()(const ClockRequest&) const { to.mutable_clock(); }
    void operator()(const PhaseSwitch& wanted) const {
        auto& row = *to.mutable_phase_switch();
        row.set_id(wanted.id);
        row.set_hall(wanted.hall.text());
        row.set_to(static_cast<v1::VenuePhase>(wanted.to));
        row.set_by(wanted.by);
        row.set_at_us(wire_time(wanted.at));
        if (wanted.seen_since) {
            row.set_seen_since_us(wire_time(*wanted.seen_since));
        }
    }
};

struct ReplyWriter {
    v1::Reply& to;
    void operator()(const Welcome& welcome) const {
        to.mutable_welcome()->set_configuration_version(welcome.configuration_version);
    }
    void operator()(const std::shared_ptr<const ConfigurationRecord>& record) const {
        write_configuration(*record, *to.mutable_configuration());
    }
    void operator()(const AlertBatch& batch) const { write_batch(batch, *to.mutable_alerts()); }
    void operator()(const ClockStamps& stamps) const {
        to.mutable_clock()->set_received_us(wire_time(stamps.received));
        to.mutable_clock()->set_sent_us(wire_time(stamps.sent));
    }
    void operator()(const PhaseAnswer& answer) const {
        auto& row = *to.mutable_phase_answer();
        row.set_id(answer.id);
        row.set_hall(answer.hall.text());
        row.set_verdict(static_cast<v1::SwitchVerdict>(answer.verdict));
        row.set_phase(static_cast<v1::VenuePhase>(answer.phase));
        row.set_since_us(wire_time(answer.since));
    }
    void operator()(const Error& error) const {
        to.mutable_error()->set_code(static_cast<v1::ErrorCode>(static_cast<int>(error.code) + 1));
        to.mutable_error()->set_message(as_line(error.message, kLongestSentence));
    }
};

RequestBody read_body(Check& check, const v1::Request& from) {
    switch (from.body_case()) {
        case v1::Request::kHello:
            return Hello{check.text("hello.program", from.hello().program(), 0, kLongestName)};
        case v1::Request::kConfiguration:
            return ConfigurationRequest{};
        case v1::Request::kAlertsAfter: {
            const Check::Inside inside(check, "alerts_after");
            return read_cursor(check, from.alerts_after());
        }
        case v1::Request::kClock:
            return ClockRequest{};
        case v1::Request::kPhaseSwitch: {
            const Check::Inside inside(check, "phase_switch");
            return read_switch(check, from.phase_switch());
        }
        case v1::Request::BODY_NOT_SET:
            break;
    }
    check.fault("body", "is missing or of an unknown kind");
    return {};
}

ReplyBody read_body(Check& check, const v1::Reply& from) {
    switch (from.body_case()) {
        case v1::Reply::kWelcome:
            return Welcome{from.welcome().configuration_version()};
        case v1::Reply::kConfiguration: {
            const Check::Inside inside(check, "configuration");
            return std::make_shared<const ConfigurationRecord>(
                read_configuration(check, from.configuration()));
        }
        case v1::Reply::kAlerts: {
            const Check::Inside inside(check, "alerts");
            return read_batch(check, from.alerts());
        }
        case v1::Reply::kClock: {
            const Check::Inside inside(check, "clock");
            return ClockStamps{check.utc("received_us", from.clock().received_us()),
                               check.utc("sent_us", from.clock().sent_us())};
        }
        case v1::Reply::kPhaseAnswer: {
            const Check::Inside inside(check, "phase_answer");
            return read_phase_answer(check, from.phase_answer());
        }
        case v1::Reply::kError: {
            const Check::Inside inside(check, "error");
            return read_error(check, from.error());
        }
        case v1::Reply::BODY_NOT_SET:
            break;
    }
    check.fault("body", "is missing or of an unknown kind");
    return {};
}

}  // namespace

std::string encode_request(const Request& request) {
    v1::Request message;
    write_envelope(request.envelope, *message.mutable_envelope());
    std::visit(RequestWriter{message}, request.body);
    return message.SerializeAsString();
}

Result<Request> decode_request(std::string_view bytes) {
    const auto message = parse_message<v1::Request>("a request", bytes, kRequestSizeLimit);
    if (!message) {
        return tl::unexpected(message.error());
    }
    Check check("request");
    Request request;
    request.envelope = read_envelope(check, message->has_envelope(), message->envelope());
    if (check.ok()) {
        if (const auto version = check_version(request.envelope); !version) {
            return tl::unexpected(version.error());
        }
        request.body = read_body(check, *message);
    }
    return check.result(std::move(request));
}

Result<std::string> encode_reply(const Reply& reply) {
    v1::Reply message;
    write_envelope(reply.envelope, *message.mutable_envelope());
    message.set_request(reply.request);
    std::visit(ReplyWriter{message}, reply.body);
    Check check("reply");
    read_body(check, message);
    std::string bytes = message.SerializeAsString();
    if (bytes.size() > kReplySizeLimit) {
        check.fault("body", "has " + std::to_string(bytes.size()) + " bytes, at most " +
                                std::to_string(kReplySizeLimit) + " are allowed");
    }
    return check.result(std::move(bytes));
}

Result<Reply> decode_reply(std::string_view bytes) {
    const auto message = parse_message<v1::Reply>("a reply", bytes, kReplySizeLimit);
    if (!message) {
        return tl::unexpected(message.error());
    }
    Check check("reply");
    Reply reply;
    reply.envelope = read_envelope(check, message->has_envelope(), message->envelope());
    if (check.ok()) {
        if (const auto version = check_version(reply.envelope); !version) {
            return tl::unexpected(version.error());
        }
        reply.request = message->request();
        reply.body = read_body(check, *message);
    }
    return check.result(std::move(reply));
}

}  // namespace vigie::net
