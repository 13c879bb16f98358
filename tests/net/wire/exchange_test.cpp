#include "net/wire/exchange.hpp"

#include <functional>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "net/wire/alert_codec.hpp"
#include "net/wire/vigie.pb.h"
#include "tests/net/wire/damage.hpp"
#include "tests/support/sample_messages.hpp"

namespace vigie::net {
namespace {

using ::testing::HasSubstr;

const Envelope kEnvelope{kProtocol, test::id<NodeId>("desk"), 77, 5, test::at(9)};

AlertBatch sample_batch() {
    AlertBatch batch{PullStatus::ok, test::sample_archive(), 9, {}};
    for (AlertNumber number = 4; number <= 6; ++number) {
        batch.alerts.push_back({number, encode_alert(test::sample_alert(number)).value(), number << 60U});
    }
    return batch;
}

PhaseSwitch sample_switch() {
    return {0xFEDCULL << 48U, test::id<HallId>("hall"), VenuePhase::evacuation, "Camille Durand", test::at(3),
            test::at(2)};
}

PhaseAnswer sample_answer() {
    return {0xFEDCULL << 48U, test::id<HallId>("hall"), SwitchVerdict::switched_meanwhile, VenuePhase::closed,
            test::at(4)};
}

Result<std::string> recode_request(std::string_view bytes) {
    return decode_request(bytes).map([](const Request& request) { return encode_request(request); });
}

Result<std::string> recode_reply(std::string_view bytes) {
    return decode_reply(bytes).and_then([](const Reply& reply) { return encode_reply(reply); });
}

TEST(Exchange, RequestsKeepEveryField) {
    const std::vector<RequestBody> bodies{Hello{"vigie-console 0.1"},
                                          ConfigurationRequest{},
                                          AlertCursor{test::sample_archive(), 12, 0xF00DULL << 48U},
                                          AlertCursor{},
                                          ClockRequest{},
                                          sample_switch()};
    for (const auto& body : bodies) {
        const auto bytes = encode_request({kEnvelope, body});
        const auto back = decode_request(bytes);
        ASSERT_TRUE(back) << back.error().message;
        EXPECT_EQ(back->envelope, kEnvelope);
        EXPECT_EQ(back->body, body);
        test::expect_survives_damage(bytes, recode_request);
    }
}

TEST(Exchange, RepliesKeepEveryField) {
    const auto record = std::make_shared<const ConfigurationRecord>(test::sample_configuration());
    const std::vector<ReplyBody> bodies{Welcome{7},
                                        record,
                                        sample_batch(),
                                        AlertBatch{PullStatus::diverged, test::sample_archive(), 2, {}},
                                        ClockStamps{test::at(1), test::at(2)},
                                        sample_answer(),
                                        Error{ErrorCode::exhausted, "the disk is full"}};
    for (const auto& body : bodies) {
        const auto bytes = encode_reply({kEnvelope, 42, body}).value();
        const auto back = decode_reply(bytes);
        ASSERT_TRUE(back) << back.error().message;
        EXPECT_EQ(back->envelope, kEnvelope);
        EXPECT_EQ(back->request, 42U);
        ASSERT_EQ(back->body.index(), body.index());
        if (const auto* configuration =
                std::get_if<std::shared_ptr<const ConfigurationRecord>>(&back->body)) {
            EXPECT_EQ(**configuration, *record);
        } else if (const auto* error = std::get_if<Error>(&back->body)) {
            EXPECT_EQ(error->code, ErrorCode::exhausted);
            EXPECT_EQ(error->message, "the disk is full");
        } else if (const auto* batch = std::get_if<AlertBatch>(&back->body)) {
            EXPECT_EQ(*batch, std::get<AlertBatch>(body));
        } else if (const auto* stamps = std::get_if<ClockStamps>(&back->body)) {
            EXPECT_EQ(*stamps, std::get<ClockStamps>(body));
        } else if (const auto* answer = std::get_if<PhaseAnswer>(&back->body)) {
            EXPECT_EQ(*answer, std::get<PhaseAnswer>(body));
        } else {
            EXPECT_EQ(std::get<Welcome>(back->body), std::get<Welcome>(body));
        }
        test::expect_survives_damage(bytes, recode_reply);
    }
}

TEST(Exchange, EachErrorCodeSurvives) {
    for (int code = 0; code <= static_cast<int>(ErrorCode::internal); ++code) {
        const Error error{static_cast<ErrorCode>(code), "x"};
        const auto back = decode_reply(encode_reply({kEnvelope, 1, error}).value()).value();
        EXPECT_EQ(std::get<Error>(back.body).code, error.code);
    }
}

TEST(Exchange, LongErrorMessageIsCutBetweenCharacters) {
    const std::string long_message(999, 'x');
    const auto reply =
        encode_reply({kEnvelope, 1, Error{ErrorCode::internal, long_message + "\u00e9\u00e9"}});
    ASSERT_TRUE(reply) << reply.error().message;
    EXPECT_EQ(std::get<Error>(decode_reply(*reply)->body).message, long_message);
}

TEST(Exchange, EachFaultOfARequestIsNamed) {
    v1::Request request;
    ASSERT_TRUE(
        request.ParseFromString(encode_request({kEnvelope, AlertCursor{test::sample_archive(), 12, 1}})));
    struct Fault {
        std::string field;
        std::function<void(v1::Request&)> make;
    };
    const std::vector<Fault> faults{
        {"request.envelope is missing", [](auto& r) { r.clear_envelope(); }},
        {"request.envelope.number", [](auto& r) { r.mutable_envelope()->set_number(0); }},
        {"request.body", [](auto& r) { r.clear_body(); }},
        {"alerts_after.archive", [](auto& r) { r.mutable_alerts_after()->set_archive("abc"); }},
        {"alerts_after.archive is missing", [](auto& r) { r.mutable_alerts_after()->clear_archive(); }},
        {"hello.program", [](auto& r) { r.mutable_hello()->set_program("\xFF"); }},
    };
    for (const auto& fault : faults) {
        auto message = request;
        fault.make(message);
        const auto back = decode_request(message.SerializeAsString());
        ASSERT_FALSE(back) << fault.field;
        EXPECT_THAT(back.error().message, HasSubstr(fault.field));
    }
    EXPECT_FALSE(decode_request(std::string(kRequestSizeLimit + 1, 'x')));
}

TEST(Exchange, SwitchMayBeMadeWithoutHavingSeenTheHall) {
    PhaseSwitch wanted = sample_switch();
    wanted.seen_since.reset();
    const auto back = decode_request(encode_request({kEnvelope, wanted})).value();
    EXPECT_EQ(std::get<PhaseSwitch>(back.body), wanted);
}

TEST(Exchange, EachFaultOfASwitchAndItsAnswerIsNamed) {
    v1::Request request;
    ASSERT_TRUE(request.ParseFromString(encode_request({kEnvelope, sample_switch()})));
    struct Fault {
        std::string field;
        std::function<void(v1::PhaseSwitch&)> make;
    };
    const std::vector<Fault> faults{
        {"phase_switch.id", [](auto& s) { s.clear_id(); }},
        {"phase_switch.hall", [](auto& s) { s.set_hall("Not An Id"); }},
        {"phase_switch.to", [](auto& s) { s.set_to(static_cast<v1::VenuePhase>(7)); }},
        {"phase_switch.to", [](auto& s) { s.clear_to(); }},
        {"phase_switch.by", [](auto& s) { s.clear_by(); }},
        {"phase_switch.by", [](auto& s) { s.set_by(std::string(kLongestSwitcher + 1, 'x')); }},
        {"phase_switch.by", [](auto& s) { s.set_by("\xFF"); }},
        {"phase_switch.at_us", [](auto& s) { s.set_at_us(-1); }},
        {"phase_switch.seen_since_us", [](auto& s) { s.set_seen_since_us(-1); }},
    };
    for (const auto& fault : faults) {
        auto message = request;
        fault.make(*message.mutable_phase_switch());
        const auto back = decode_request(message.SerializeAsString());
        ASSERT_FALSE(back) << fault.field;
        EXPECT_THAT(back.error().message, HasSubstr(fault.field));
    }

    PhaseAnswer wrong = sample_answer();
    wrong.verdict = SwitchVerdict::not_understood;
    const auto refused = encode_reply({kEnvelope, 42, wrong});
    ASSERT_FALSE(refused) << "a console finds that out by itself";
    EXPECT_THAT(refused.error().message, HasSubstr("phase_answer.verdict"));
    wrong = sample_answer();
    wrong.id = 0;
    EXPECT_THAT(encode_reply({kEnvelope, 42, wrong}).error().message, HasSubstr("phase_answer.id"));
}

TEST(Exchange, EachFaultOfABatchIsNamed) {
    v1::Reply reply;
    ASSERT_TRUE(reply.ParseFromString(encode_reply({kEnvelope, 42, sample_batch()}).value()));
    struct Fault {
        std::string field;
        std::function<void(v1::AlertBatch&)> make;
    };
    const std::vector<Fault> faults{
        {"alerts.status", [](auto& b) { b.set_status(static_cast<v1::PullStatus>(3)); }},
        {"alerts.archive", [](auto& b) { b.clear_archive(); }},
        {"alerts.alerts are not consecutive", [](auto& b) { b.mutable_alerts(1)->set_number(9); }},
        {"alerts.alerts are there although", [](auto& b) { b.set_status(v1::PULL_STATUS_DIVERGED); }},
        {"alerts.head", [](auto& b) { b.set_head(5); }},
        {"alerts.alerts[2].alert", [](auto& b) { b.mutable_alerts(2)->clear_alert(); }},
        {"alerts.alerts[0].alert",
         [](auto& b) { b.mutable_alerts(0)->set_alert(std::string(kAlertSizeLimit + 1, 'x')); }},
        {"alerts.alerts[0].number", [](auto& b) { b.mutable_alerts(0)->set_number(0); }},
        {"alerts.alerts has 257 elements",
         [](auto& b) {
             while (b.alerts_size() < 257) {
                 b.add_alerts()->CopyFrom(b.alerts(0));
             }
         }},
    };
    for (const auto& fault : faults) {
        auto message = reply;
        fault.make(*message.mutable_alerts());
        const auto back = decode_reply(message.SerializeAsString());
        ASSERT_FALSE(back) << fault.field;
        EXPECT_THAT(back.error().message, HasSubstr(fault.field));
    }
}

TEST(Exchange, LargestBatchFits) {
    AlertBatch batch{PullStatus::ok, test::sample_archive(), kMostAlertsInBatch, {}};
    for (AlertNumber number = 1; number <= kMostAlertsInBatch; ++number) {
        batch.alerts.push_back({number, std::string(kAlertSizeLimit, 'x'), number});
    }
    const auto bytes = encode_reply({kEnvelope, 1, batch});
    ASSERT_TRUE(bytes) << bytes.error().message;
    EXPECT_EQ(std::get<AlertBatch>(decode_reply(*bytes)->body), batch);
}

TEST(Exchange, AnotherMajorVersionIsRefusedByName) {
    auto envelope = kEnvelope;
    envelope.version = {7, 3};
    for (const auto& error : {decode_request(encode_request({envelope, Hello{}})).error(),
                              decode_reply(encode_reply({envelope, 1, Welcome{}}).value()).error()}) {
        EXPECT_EQ(error.code, ErrorCode::refused);
        EXPECT_THAT(error.message, HasSubstr("7.3"));
    }
}

}  // namespace
}  // namespace vigie::net
