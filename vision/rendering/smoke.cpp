#include "vision/rendering/smoke.hpp"

#include <algorithm>
#include <cmath>

#include <opencv2/imgproc.hpp>

#include "vision/rendering/noise.hpp"

namespace vigie::vision {

namespace {

constexpr int kReduce = 2;  ///< smoke has no detail finer than this many pixels

std::optional<Puff> puff_at(const Place& place, double radius_m, double opacity,
                            const PinholeCamera& camera) {
    const auto pixel = camera.pixel_of(place);
    const double depth = camera.depth_of(place);
    if (!pixel || depth < 0.3) return std::nullopt;
    return Puff{static_cast<float>(pixel->x), static_cast<float>(pixel->y),
                static_cast<float>(radius_m * camera.focal_px() / depth), static_cast<float>(opacity),
                static_cast<float>(1.0 / depth)};
}

cv::Rect area_of(const std::vector<Puff>& puffs, cv::Size size) {
    cv::Rect out;
    for (const auto& puff : puffs) {
        const int reach = cvCeil(puff.radius) + 2;
        out |= cv::Rect(cvFloor(puff.x) - reach, cvFloor(puff.y) - reach, 2 * reach, 2 * reach);
    }
    return out & cv::Rect({}, size);
}

/// Optical depth of a puff's disc, densest in the middle.
void thicken(const Puff& puff, cv::Point origin, float scale, cv::Mat& thickness) {
    const float x0 = (puff.x - static_cast<float>(origin.x)) * scale;
    const float y0 = (puff.y - static_cast<float>(origin.y)) * scale;
    const float radius = std::max(0.7F, puff.radius * scale);
    const float depth = -std::log(1.0F - std::min(0.97F, puff.opacity));
    const cv::Rect area = cv::Rect(cvFloor(x0 - radius), cvFloor(y0 - radius), cvCeil(2.0F * radius) + 2,
                                   cvCeil(2.0F * radius) + 2) &
                          cv::Rect({}, thickness.size());
    for (int y = area.y; y < area.y + area.height; ++y) {
        auto* row = thickness.ptr<float>(y);
        const float dy = static_cast<float>(y) + 0.5F - y0;
        for (int x = area.x; x < area.x + area.width; ++x) {
            const float dx = static_cast<float>(x) + 0.5F - x0;
            const float inside = 1.0F - (dx * dx + dy * dy) / (radius * radius);
            if (inside > 0.0F) row[x] += depth * inside * inside;
        }
    }
}

void paint_smoke(const Column& column, float brightness, const cv::Mat& nearness, cv::Mat& picture) {
    const cv::Rect area = area_of(column.puffs, picture.size());
    if (area.empty()) return;
    const cv::Size small((area.width + kReduce - 1) / kReduce, (area.height + kReduce - 1) / kReduce);
    cv::Mat thickness = cv::Mat::zeros(small, CV_32F);
    for (const auto& puff : column.puffs) thicken(puff, area.tl(), 1.0F / kReduce, thickness);
    const float near = column.puffs.front().nearness;
    for (int y = 0; y < small.height; ++y) {
        auto* row = thickness.ptr<float>(y);
        for (int x = 0; x < small.width; ++x) {
            if (row[x] <= 0.0F) continue;
            // Billows of about the size of a tenth of the column, rising with it.
            const double u = x * 0.09;
            const double v = y * 0.09 + column.time_s * 1.6;
            const double billow =
                smooth_noise(column.seed, u, v) + 0.5 * smooth_noise(column.seed + 1, 2 * u, 2 * v);
            row[x] *= static_cast<float>(std::max(0.1, 1.0 + 0.5 * billow));
        }
    }
    cv::resize(thickness, thickness, area.size(), 0.0, 0.0, cv::INTER_LINEAR);
    for (int y = 0; y < area.height; ++y) {
        const auto* row = thickness.ptr<float>(y);
        const auto* solid = nearness.ptr<float>(area.y + y) + area.x;
        auto* pixel = picture.ptr<uchar>(area.y + y) + 3 * area.x;
        for (int x = 0; x < area.width; ++x, pixel += 3) {
            if (row[x] < 0.004F || solid[x] > near * 1.05F) continue;
            const float cover = 1.0F - std::exp(-row[x]);
            const float grey = brightness * (168.0F - 46.0F * std::min(1.0F, 0.5F * row[x]));
            for (int i = 0; i < 3; ++i) {
                const float there = static_cast<float>(pixel[i]);
                pixel[i] = static_cast<uchar>(cvRound(there + (grey - there) * cover));
            }
        }
    }
}

/// Fire is light: it adds to what is behind it, yellow where it is dense and red at its edges.
void paint_flames(const Column& column, const cv::Mat& nearness, cv::Mat& picture) {
    const cv::Rect area = area_of(column.tongues, picture.size());
    if (area.empty()) return;
    cv::Mat heat = cv::Mat::zeros(area.size(), CV_32F);
    for (const auto& tongue : column.tongues) thicken(tongue, area.tl(), 1.0F, heat);
    const float near = column.tongues.front().nearness;
    for (int y = 0; y < area.height; ++y) {
        const auto* row = heat.ptr<float>(y);
        const auto* solid = nearness.ptr<float>(area.y + y) + area.x;
        auto* pixel = picture.ptr<uchar>(area.y + y) + 3 * area.x;
        for (int x = 0; x < area.width; ++x, pixel += 3) {
            if (row[x] < 0.01F || solid[x] > near * 1.05F) continue;
            const float heat_here = std::min(2.0F, row[x]);
            const float add[] = {12.0F * heat_here * heat_here, 75.0F * heat_here, 210.0F * heat_here};
            for (int i = 0; i < 3; ++i) {
                pixel[i] = static_cast<uchar>(std::min(255.0F, static_cast<float>(pixel[i]) + add[i]));
            }
        }
    }
}

}  // namespace

std::optional<Column> column_of(const SimulatedSmoke& smoke, std::uint64_t seed,
                                const PlumeSettings& settings, const PinholeCamera& camera) {
    Column out;
    out.depth_m = camera.depth_of(place_of(smoke.at, 1.0));
    if (out.depth_m < 0.5 || smoke.age_s < 0.0) return std::nullopt;
    out.seed = seed;
    out.time_s = smoke.age_s;
    const double newest = std::floor(smoke.age_s * settings.puffs_per_s);
    const double oldest = std::max(0.0, std::ceil((smoke.age_s - settings.life_s) * settings.puffs_per_s));
    for (double born = oldest; born <= newest; born += 1.0) {
        const double age = smoke.age_s - born / settings.puffs_per_s;
        const auto own = mixed(seed, static_cast<std::uint64_t>(born));
        const double rise = smoke.rise_m_per_s * age * (0.8 + 0.4 * share_of(own));
        const double aside = settings.drift_m_per_s * age;
        const Place place{smoke.at.x + smoke.spread_m * 0.5 * (share_of(mixed(own, 1)) - 0.5) +
                              aside * smooth_noise(seed + 5, born * 0.13, 0.5),
                          smoke.at.y + smoke.spread_m * 0.5 * (share_of(mixed(own, 2)) - 0.5) +
                              aside * smooth_noise(seed + 6, born * 0.13, 0.5),
                          0.1 + rise};
        const double radius = smoke.spread_m * (0.5 + 0.5 * std::min(1.0, age)) + settings.widening * rise;
        const double life = age / settings.life_s;
        const double opacity = 0.6 * smoke.opacity * std::min(1.0, age * 2.5) * (1.0 - life);
        if (const auto puff = puff_at(place, radius, opacity, camera)) out.puffs.push_back(*puff);
    }
    constexpr int kTongues = 9;
    constexpr int kPieces = 5;
    const double grown = std::min(1.0, 0.25 + smoke.age_s / 8.0);
    for (int i = 0; smoke.flames && i < kTongues; ++i) {
        const double row = i + 0.5;
        const double flicker = 0.55 + 0.45 * smooth_noise(seed + 7, smoke.age_s * 6.0, row * 3.0);
        const double root =
            smoke.spread_m * (2.0 * share_of(mixed(seed, static_cast<std::uint64_t>(i))) - 1.0);
        const double reach = 3.2 * smoke.spread_m * grown * flicker;
        for (int piece = 0; piece < kPieces; ++piece) {
            const double up = (piece + 0.5) / kPieces;
            // Tongues lean in towards the middle and lick aside the more the higher they are.
            const double side =
                root * (1.0 - 0.7 * up) +
                0.5 * smoke.spread_m * up * smooth_noise(seed + 8, smoke.age_s * 4.0 - up, row * 5.0);
            const Place place{smoke.at.x + camera.right()[0] * side, smoke.at.y + camera.right()[1] * side,
                              0.05 + up * reach};
            const double radius = 0.42 * smoke.spread_m * (1.0 - 0.75 * up);
            if (const auto tongue = puff_at(place, radius, 0.5 - 0.2 * up, camera))
                out.tongues.push_back(*tongue);
        }
    }
    return out;
}

void paint(const Column& column, float brightness, const cv::Mat& nearness, cv::Mat& picture) {
    if (!column.puffs.empty()) paint_smoke(column, brightness, nearness, picture);
    if (!column.tongues.empty()) paint_flames(column, nearness, picture);
}

}  // namespace vigie::vision
