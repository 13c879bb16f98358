// What tests of the judge have in common: a rule that looks for a second, clocks, and frames that come in.
#pragma once

#include <gtest/gtest.h>

#include <chrono>

#include "tests/support/sample_messages.hpp"
#include "vision/node/judge.hpp"

namespace vigie::test {

/// The sample venue with its camera at 10 frames a second, and its rule of the zone "bar" of that kind: one
/// and more for a second are an alert, in all phases and at all hours.
inline net::ConfigurationRecord record_with_rule(net::RuleKind kind) {
    auto record = sample_configuration();
    record.cameras[0].fps = 10.0;
    auto& rule = record.rules[0];
    rule.kind = kind;
    rule.cameras.clear();
    rule.phases.clear();
    rule.in_phases.clear();
    rule.schedule.clear();
    rule.threshold = rule.clear_below = 1.0;
    rule.min_duration_s = 1.0;
    rule.clear_after_s = 1.0;
    return record;
}

class JudgedCamera : public ::testing::Test {
protected:
    void pass(net::Microseconds time) {
        mono_ += time;
        utc_ += time;
    }
    /// Another picture than the one before, now.
    void capture_frame() {
        capture_.state = vision::CaptureState::running;
        capture_.last_frame_mono = capture_.last_change_mono = mono_;
        capture_.last_frame = utc_;
        ++stamp_.number;
        stamp_.stream += std::chrono::milliseconds(100);
        stamp_.captured = utc_;
        stamp_.captured_mono = mono_;
    }

    net::MonoTime mono_{std::chrono::seconds(100)};
    net::UtcTime utc_ = at(0.0);
    vision::CaptureStatus capture_;
    net::FrameStamp stamp_{utc_, mono_, {}, 1, 0};
};

}  // namespace vigie::test
