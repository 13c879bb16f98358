#include "vision/eval/truth_check.hpp"

#include <system_error>

#include <fmt/format.h>

#include "vision/eval/detections.hpp"

namespace vigie::vision {
namespace {

constexpr double kMostOutside = 0.1;  // of the people; an annotator guesses at some who leave the picture

bool is_outside(const net::Box& box, cv::Size picture) {
    const double x = box.x + box.width / 2.0;
    const double y = box.y + box.height / 2.0;
    return x < 0.0 || y < 0.0 || x > picture.width || y > picture.height;
}

net::Result<void> check_sequence(const std::filesystem::path& file, cv::Size picture,
                                 const std::filesystem::path& video) {
    const auto ini = std::filesystem::absolute(file).parent_path().parent_path() / "seqinfo.ini";
    std::error_code ignored;
    if (!std::filesystem::exists(ini, ignored)) return {};
    const auto sequence = read_sequence_info(ini);
    if (!sequence) return tl::unexpected(sequence.error());
    const auto& footage = sequence->footage;
    if (footage.width == picture.width && footage.height == picture.height) return {};
    return net::fail(
        net::ErrorCode::invalid_input,
        fmt::format("the ground truth {} is of {}x{} pictures ({}), {} has {}x{}: name the video "
                    "that it was made of",
                    file.string(), footage.width, footage.height, sequence->name, video.string(),
                    picture.width, picture.height));
}

}  // namespace

net::Result<std::vector<std::string>> check_boxes(const GroundTruth& truth, const FrameRange& range,
                                                  cv::Size picture) {
    std::size_t people = 0;
    std::size_t outside = 0;
    std::uint64_t first = 0;
    for (const auto& [number, frame] : truth) {
        if (number < range.first || (range.last != 0 && number > range.last)) continue;
        people += frame.people.size();
        for (const auto& person : frame.people) {
            if (!is_outside(person.box, picture)) continue;
            if (outside == 0) first = number;
            ++outside;
        }
    }
    std::vector<std::string> odd;
    if (outside == 0) return odd;
    const auto text = fmt::format(
        "{} of {} people of the ground truth stand outside of the {}x{} picture, "
        "the first of them in frame {}",
        outside, people, picture.width, picture.height, first);
    if (static_cast<double>(outside) > kMostOutside * static_cast<double>(people)) {
        return net::fail(net::ErrorCode::invalid_input, text + ": name the ground truth of this video");
    }
    odd.push_back(text + ", where nobody can find them");
    return odd;
}

net::Result<std::vector<std::string>> check_truth(const std::filesystem::path& file, const GroundTruth& truth,
                                                  const FrameRange& range,
                                                  const std::filesystem::path& video) {
    auto reader = VideoReader::open({video}, {1, 1});
    if (!reader) return tl::unexpected(reader.error());
    const auto picture = reader->decode();
    if (!picture) return tl::unexpected(picture.error());
    const cv::Size size = picture->size();
    if (const auto same = check_sequence(file, size, video); !same) return tl::unexpected(same.error());
    auto odd = check_boxes(truth, range, size);
    const std::uint64_t known = truth.empty() ? 0 : truth.rbegin()->first;
    if (!odd || range.last == 0 || range.last >= known) return odd;  // else the video's end is told anyway
    if (const auto frames = reader->frames_if_short(known)) {
        odd->push_back(
            fmt::format("the ground truth {} goes on to frame {}, {} ends with frame {}: check that "
                        "it is of this video",
                        file.string(), known, video.string(), *frames));
    }
    return odd;
}

std::string hardly_anybody_met(const Score& score) {
    constexpr double kByChance = 0.05;
    if (score.true_boxes == 0 || score.found_boxes == 0 || score.recall >= kByChance) return {};
    return fmt::format(
        "hardly anybody of the ground truth ({:.1f} % of {}) is where one of {} found people is: check "
        "that it is of this video, and the configuration of this camera",
        100.0 * score.recall, score.true_boxes, score.found_boxes);
}

}  // namespace vigie::vision
