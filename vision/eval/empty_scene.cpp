#include "vision/eval/empty_scene.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include <opencv2/imgproc.hpp>

#include "vision/eval/evaluation.hpp"

namespace vigie::vision {
namespace {

/// Each channel of each pixel by itself. Pictures of one size, at least one.
cv::Mat median_picture(const std::vector<cv::Mat>& pictures) {
    cv::Mat out(pictures.front().size(), CV_8UC3);
    const int values = out.cols * 3;
    std::vector<uchar> column(pictures.size());
    std::vector<const uchar*> rows(pictures.size());
    const auto middle = column.begin() + static_cast<std::ptrdiff_t>(column.size() / 2);
    for (int y = 0; y < out.rows; ++y) {
        std::transform(pictures.begin(), pictures.end(), rows.begin(),
                       [y](const cv::Mat& picture) { return picture.ptr<uchar>(y); });
        for (int i = 0; i < values; ++i) {
            std::transform(rows.begin(), rows.end(), column.begin(),
                           [i](const uchar* row) { return row[i]; });
            std::nth_element(column.begin(), middle, column.end());
            out.ptr<uchar>(y)[i] = *middle;
        }
    }
    return out;
}

/// CV_8U, 255 where the picture is not the median and its noise.
cv::Mat somebody(const cv::Mat& picture, const cv::Mat& median, const EmptySceneSettings& settings) {
    cv::Mat difference;
    cv::absdiff(picture, median, difference);
    cv::Mat largest;
    cv::reduce(difference.reshape(1, static_cast<int>(difference.total())), largest, 1, cv::REDUCE_MAX);
    cv::Mat out = largest.reshape(1, difference.rows) > settings.somebody_levels;
    const int edge = 2 * settings.margin_px + 1;
    cv::dilate(out, out, cv::getStructuringElement(cv::MORPH_ELLIPSE, {edge, edge}));
    return out;
}

/// What is read of the video: some frames for the median, the first ones to be emptied.
struct Read {
    std::vector<cv::Mat> spread;
    std::vector<cv::Mat> first;
};

net::Result<Read> read(const std::filesystem::path& video, const FrameRange& range,
                       const EmptySceneSettings& settings) {
    auto reader = VideoReader::open({video}, range);
    if (!reader) {
        return tl::unexpected(reader.error());
    }
    Read out;
    const auto length = range.last - range.first + 1;
    const auto wanted = static_cast<std::uint64_t>(std::max(1, settings.median_of));
    const auto step = std::max<std::uint64_t>(1, length / wanted);
    for (std::uint64_t number = 1; number <= range.last; ++number) {
        const auto picture = reader->decode();
        if (!picture) {
            return tl::unexpected(picture.error());
        }
        if (number < range.first) {
            continue;
        }
        if ((number - range.first) % step == 0 && out.spread.size() < wanted) {
            out.spread.push_back(picture->clone());
        }
        if (out.first.size() < static_cast<std::size_t>(std::max(1, settings.frames))) {
            out.first.push_back(picture->clone());
        }
    }
    return out;
}

/// There and back, so that no light jumps from the last frame to the first.
std::size_t place_of(std::size_t step, std::size_t frames) {
    const auto turn = frames > 1 ? step % (2 * frames - 2) : 0;
    return turn < frames ? turn : 2 * frames - 2 - turn;
}

}  // namespace

net::Result<EmptyScene> empty_scene(const std::filesystem::path& video, const FrameRange& range,
                                    const EmptySceneSettings& settings) {
    auto pictures = read(video, range, settings);
    if (!pictures) {
        return tl::unexpected(pictures.error());
    }
    const cv::Mat median = median_picture(pictures->spread);
    EmptyScene out;
    double squares = 0.0;
    double kept = 0.0;
    for (auto& picture : pictures->first) {
        const cv::Mat away = somebody(picture, median, settings);
        median.copyTo(picture, away);
        const double distance = cv::norm(picture, median, cv::NORM_L2);
        const auto changed = static_cast<double>(cv::countNonZero(away));
        squares += distance * distance;
        kept += 3.0 * (static_cast<double>(picture.total()) - changed);
        out.replaced += changed / static_cast<double>(picture.total() * pictures->first.size());
        out.frames.push_back(std::move(picture));
    }
    out.noise_sigma = kept > 0.0 ? std::sqrt(squares / kept) : 0.0;
    return out;
}

net::Result<EmptySceneCost> cost_of_empty_scene(const Pipeline& pipeline, const EmptyScene& scene,
                                                const EmptySceneSettings& settings, const net::Clock& clock) {
    auto run = PipelineRun::create(pipeline, clock);
    if (!run) {
        return tl::unexpected(run.error());
    }
    EmptySceneCost out;
    std::vector<StageMilliseconds> costs;
    std::vector<double> sums;
    cv::Mat picture;
    const auto passes = static_cast<std::size_t>(std::max(2, settings.repeats));
    for (std::size_t step = 0; step < passes * scene.frames.size(); ++step) {
        // As after decoding: the picture was just written, so it is in the processor's cache.
        scene.frames[place_of(step, scene.frames.size())].copyTo(picture);
        const auto frame = run->put(picture, step + 1);
        if (!frame) {
            return tl::unexpected(frame.error());
        }
        if (step < scene.frames.size()) {
            continue;
        }
        const auto& spent = frame->milliseconds;
        costs.push_back(spent);
        double sum = 0.0;
        for (std::size_t stage = 0; stage < kStages.size(); ++stage) {
            sum += kStages[stage] == "decode" || kStages[stage] == "encode" ? 0.0 : spent[stage];
        }
        sums.push_back(sum);
        out.mean_people += static_cast<double>(counted_people(frame->analysis.scene).size());
        out.mask_area += frame->mask.share;
    }
    out.frames = costs.size();
    const auto count = std::max(1.0, static_cast<double>(out.frames));
    out.mean_people /= count;
    out.mask_area /= count;
    out.stages = costs_of(costs);
    out.without_encode = cost_of("without decode and encode", sums);
    return out;
}

}  // namespace vigie::vision
