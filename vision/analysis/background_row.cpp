#include "vision/analysis/background_row.hpp"

#include <algorithm>

#include <opencv2/core/hal/intrin.hpp>

namespace vigie::vision {
namespace {

constexpr uchar kPersonFrom = 128;

void one_pixel(const RowRule& rule, const uchar* bgr, const BackgroundRow& known, const uchar* people,
               uchar* differs, int x) {
    float away[3];
    float far = 0.0F;
    for (int c = 0; c < 3; ++c) {
        away[c] = static_cast<float>(bgr[3 * x + c]) - known.mean[c][x];
        far += away[c] * away[c];
    }
    float& variance = known.variance[x];
    if (far > rule.limit * variance) {
        differs[x] = 255;
        return;
    }
    differs[x] = 0;
    const bool person = people != nullptr && people[x] >= kPersonFrom;
    if (person && far > rule.person_limit * variance) {
        return;
    }
    for (int c = 0; c < 3; ++c) {
        known.mean[c][x] += rule.rate * away[c];
    }
    if (person) {
        return;  // noise that is cut off at the limit would seem to be less and less
    }
    variance =
        std::clamp(variance + rule.rate * (far / 3.0F - variance), rule.least_variance, rule.most_variance);
}

#if CV_SIMD128

using cv::v_float32x4;
using cv::v_uint32x4;

/// Sixteen bytes as four vectors of floats.
struct Sixteen {
    explicit Sixteen(const cv::v_uint8x16& bytes) {
        cv::v_uint16x8 halves[2];
        cv::v_expand(bytes, halves[0], halves[1]);
        for (int h = 0; h < 2; ++h) {
            v_uint32x4 low;
            v_uint32x4 high;
            cv::v_expand(halves[h], low, high);
            part[2 * h] = cv::v_cvt_f32(cv::v_reinterpret_as_s32(low));
            part[2 * h + 1] = cv::v_cvt_f32(cv::v_reinterpret_as_s32(high));
        }
    }
    v_float32x4 part[4];
};

/// Pixels `x` to `x + 15`.
void sixteen_pixels(const RowRule& rule, const uchar* bgr, const BackgroundRow& known, const uchar* people,
                    uchar* differs, int x) {
    cv::v_uint8x16 bytes[3];
    cv::v_load_deinterleave(bgr + 3 * x, bytes[0], bytes[1], bytes[2]);
    const Sixteen seen[3] = {Sixteen(bytes[0]), Sixteen(bytes[1]), Sixteen(bytes[2])};
    const v_float32x4 limit = cv::v_setall_f32(rule.limit);
    const v_float32x4 person_limit = cv::v_setall_f32(rule.person_limit);
    const v_float32x4 person_from = cv::v_setall_f32(kPersonFrom);
    const v_float32x4 rate = cv::v_setall_f32(rule.rate);
    const v_float32x4 third = cv::v_setall_f32(1.0F / 3.0F);
    const v_float32x4 least = cv::v_setall_f32(rule.least_variance);
    const v_float32x4 most = cv::v_setall_f32(rule.most_variance);
    const cv::v_uint8x16 here = people != nullptr ? cv::v_load(people + x) : cv::v_setzero_u8();
    const bool somebody = cv::v_check_any(here >= cv::v_setall_u8(kPersonFrom));
    const Sixteen person(here);
    v_uint32x4 beyond[4];
    for (int p = 0; p < 4; ++p) {
        const int at = x + 4 * p;
        const v_float32x4 mean[3] = {cv::v_load(known.mean[0] + at), cv::v_load(known.mean[1] + at),
                                     cv::v_load(known.mean[2] + at)};
        const v_float32x4 away[3] = {seen[0].part[p] - mean[0], seen[1].part[p] - mean[1],
                                     seen[2].part[p] - mean[2]};
        const v_float32x4 variance = cv::v_load(known.variance + at);
        const v_float32x4 far = away[0] * away[0] + away[1] * away[1] + away[2] * away[2];
        const v_float32x4 outside = far > limit * variance;
        // Where it differs the model moves by nothing.
        v_float32x4 move = rate & ~outside;
        v_float32x4 spread = move;
        if (somebody) {
            const v_float32x4 here_too = person.part[p] >= person_from;
            move = move & ~(here_too & (far > person_limit * variance));
            spread = move & ~here_too;
        }
        for (int c = 0; c < 3; ++c) {
            cv::v_store(known.mean[c] + at, mean[c] + move * away[c]);
        }
        const v_float32x4 learnt = variance + spread * (far * third - variance);
        cv::v_store(known.variance + at, cv::v_min(cv::v_max(learnt, least), most));
        beyond[p] = cv::v_reinterpret_as_u32(outside);
    }
    cv::v_store(differs + x, cv::v_pack_b(beyond[0], beyond[1], beyond[2], beyond[3]));
}

#endif

}  // namespace

void compare_and_learn(const RowRule& rule, const uchar* bgr, const BackgroundRow& known, const uchar* people,
                       uchar* differs, int columns) {
    int x = 0;
#if CV_SIMD128
    for (; x + 16 <= columns; x += 16) {
        sixteen_pixels(rule, bgr, known, people, differs, x);
    }
#endif
    for (; x < columns; ++x) {
        one_pixel(rule, bgr, known, people, differs, x);
    }
}

}  // namespace vigie::vision
