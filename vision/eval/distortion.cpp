#include "vision/eval/distortion.hpp"

#include <cmath>

#include <fmt/format.h>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

namespace vigie::vision {
namespace {

constexpr double kPi = 3.14159265358979323846;

/// A generator of a frame's own: the frame is changed alike whichever were changed before it.
cv::RNG random_of(std::uint64_t seed, std::uint64_t number) {
    // splitmix64 (Steele, Lea and Flood, OOPSLA 2014): neighbouring numbers lead to unrelated states.
    std::uint64_t state = seed * 0x9E3779B97F4A7C15ULL + number * 0xD1B54A32D192ED03ULL;
    state = (state ^ (state >> 30U)) * 0xBF58476D1CE4E5B9ULL;
    state = (state ^ (state >> 27U)) * 0x94D049BB133111EBULL;
    return {state ^ (state >> 31U)};
}

PictureChange noise(double sigma, std::uint64_t seed) {
    return [sigma, seed](cv::Mat& picture, std::uint64_t number) {
        auto random = random_of(seed, number);
        cv::Mat noise(picture.size(), CV_16SC3);
        random.fill(noise, cv::RNG::NORMAL, 0.0, sigma);
        cv::add(picture, noise, picture, cv::noArray(), CV_8UC3);
    };
}

PictureChange flicker(double share, double step) {
    return [share, step](cv::Mat& picture, std::uint64_t number) {
        const double gain = 1.0 + share * std::sin(2.0 * kPi * step * static_cast<double>(number));
        picture.convertTo(picture, -1, gain);
    };
}

PictureChange jitter(int most_px, std::uint64_t seed) {
    return [most_px, seed](cv::Mat& picture, std::uint64_t number) {
        auto random = random_of(seed, number);
        const int right = random.uniform(-most_px, most_px + 1);
        const int down = random.uniform(-most_px, most_px + 1);
        cv::Mat wide;
        cv::copyMakeBorder(picture, wide, most_px, most_px, most_px, most_px, cv::BORDER_REPLICATE);
        wide(cv::Rect({most_px - right, most_px - down}, picture.size())).copyTo(picture);
    };
}

PictureChange compression(int quality) {
    return [quality](cv::Mat& picture, std::uint64_t) {
        std::vector<uchar> jpeg;
        cv::imencode(".jpg", picture, jpeg, {cv::IMWRITE_JPEG_QUALITY, quality});
        picture = cv::imdecode(jpeg, cv::IMREAD_COLOR);
    };
}

PictureChange darkness(double light) {
    return [light](cv::Mat& picture, std::uint64_t) { picture.convertTo(picture, -1, light); };
}

}  // namespace

std::vector<Distortion> distortions(const DistortionSettings& settings) {
    return {{"noise", fmt::format("Gaussian noise, sigma {:g}", settings.noise_sigma),
             noise(settings.noise_sigma, settings.seed)},
            {"flicker", fmt::format("brightness beats by {:g} % up and down", 100.0 * settings.flicker),
             flicker(settings.flicker, settings.flicker_step)},
            {"jitter", fmt::format("the picture trembles by {} pixel", settings.jitter_px),
             jitter(settings.jitter_px, settings.seed)},
            {fmt::format("jpeg{}", settings.jpeg_quality),
             fmt::format("compressed once more, JPEG quality {}", settings.jpeg_quality),
             compression(settings.jpeg_quality)},
            {"dark", fmt::format("{:.0f} % of the light", 100.0 * settings.light), darkness(settings.light)}};
}

}  // namespace vigie::vision
