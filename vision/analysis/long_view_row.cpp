#include "vision/analysis/long_view_row.hpp"

#include <algorithm>

#include <opencv2/core/hal/intrin.hpp>

namespace vigie::vision {
namespace {

void one_pixel(const LongRowRule& rule, const uchar* bgr, const LongRow& known, uchar* learnt, uchar* differs,
               int x) {
    float seen[3];
    float far = 0.0F;
    for (int c = 0; c < 3; ++c) {
        seen[c] = static_cast<float>(bgr[3 * x + c]);
        const float mean = known.mean[c][x] * rule.gain[c];
        learnt[3 * x + c] = static_cast<uchar>(std::min(255.0F, mean + 0.5F));
        far += (seen[c] - mean) * (seen[c] - mean);
    }
    float& variance = known.variance[x];
    if (far > std::max(rule.least, rule.noise * variance)) {
        differs[x] = 255;
        return;
    }
    differs[x] = 0;
    for (int c = 0; c < 3; ++c) {
        known.mean[c][x] += rule.rate * (seen[c] / rule.gain[c] - known.mean[c][x]);
    }
    variance = std::min(rule.most_variance, variance + rule.rate * (far / 3.0F - variance));
    known.other_age_s[x] = std::max(0.0F, known.other_age_s[x] - rule.seconds);
}

#if CV_SIMD128

using cv::v_float32x4;
using cv::v_int32x4;
using cv::v_uint32x4;

/// Sixteen bytes as four vectors of floats.
void widen(const cv::v_uint8x16& bytes, v_float32x4* out) {
    cv::v_uint16x8 halves[2];
    cv::v_expand(bytes, halves[0], halves[1]);
    for (int h = 0; h < 2; ++h) {
        v_uint32x4 low;
        v_uint32x4 high;
        cv::v_expand(halves[h], low, high);
        out[2 * h] = cv::v_cvt_f32(cv::v_reinterpret_as_s32(low));
        out[2 * h + 1] = cv::v_cvt_f32(cv::v_reinterpret_as_s32(high));
    }
}

cv::v_uint8x16 narrow(const v_int32x4* in) {
    return cv::v_pack_u(cv::v_pack(in[0], in[1]), cv::v_pack(in[2], in[3]));
}

/// Pixels `x` to `x + 15`.
void sixteen_pixels(const LongRowRule& rule, const uchar* bgr, const LongRow& known, uchar* learnt,
                    uchar* differs, int x) {
    cv::v_uint8x16 bytes[3];
    cv::v_load_deinterleave(bgr + 3 * x, bytes[0], bytes[1], bytes[2]);
    v_float32x4 seen[3][4];
    v_float32x4 gain[3];
    for (int c = 0; c < 3; ++c) {
        widen(bytes[c], seen[c]);
        gain[c] = cv::v_setall_f32(rule.gain[c]);
    }
    const v_float32x4 least = cv::v_setall_f32(rule.least);
    const v_float32x4 noise = cv::v_setall_f32(rule.noise);
    const v_float32x4 rate = cv::v_setall_f32(rule.rate);
    const v_float32x4 most = cv::v_setall_f32(rule.most_variance);
    const v_float32x4 seconds = cv::v_setall_f32(rule.seconds);
    const v_float32x4 white = cv::v_setall_f32(255.0F);
    const v_float32x4 half = cv::v_setall_f32(0.5F);
    const v_float32x4 three = cv::v_setall_f32(3.0F);
    const v_float32x4 zero = cv::v_setzero_f32();
    v_uint32x4 beyond[4];
    v_int32x4 shown[3][4];
    for (int p = 0; p < 4; ++p) {
        const int at = x + 4 * p;
        v_float32x4 mean[3];
        v_float32x4 far = zero;
        for (int c = 0; c < 3; ++c) {
            mean[c] = cv::v_load(known.mean[c] + at);
            const v_float32x4 lit = mean[c] * gain[c];
            shown[c][p] = cv::v_trunc(cv::v_min(white, lit + half));
            const v_float32x4 away = seen[c][p] - lit;
            far = far + away * away;
        }
        const v_float32x4 variance = cv::v_load(known.variance + at);
        const v_float32x4 outside = far > cv::v_max(least, noise * variance);
        // Where it differs the model moves by nothing.
        const v_float32x4 move = rate & ~outside;
        for (int c = 0; c < 3; ++c) {
            cv::v_store(known.mean[c] + at, mean[c] + move * (seen[c][p] / gain[c] - mean[c]));
        }
        cv::v_store(known.variance + at, cv::v_min(most, variance + move * (far / three - variance)));
        const v_float32x4 age = cv::v_load(known.other_age_s + at);
        cv::v_store(known.other_age_s + at, cv::v_select(outside, age, cv::v_max(zero, age - seconds)));
        beyond[p] = cv::v_reinterpret_as_u32(outside);
    }
    cv::v_store_interleave(learnt + 3 * x, narrow(shown[0]), narrow(shown[1]), narrow(shown[2]));
    cv::v_store(differs + x, cv::v_pack_b(beyond[0], beyond[1], beyond[2], beyond[3]));
}

#endif

}  // namespace

void compare_and_learn(const LongRowRule& rule, const uchar* bgr, const LongRow& known, uchar* learnt,
                       uchar* differs, int columns) {
    int x = 0;
#if CV_SIMD128
    for (; x + 16 <= columns; x += 16) sixteen_pixels(rule, bgr, known, learnt, differs, x);
#endif
    for (; x < columns; ++x) one_pixel(rule, bgr, known, learnt, differs, x);
}

}  // namespace vigie::vision
