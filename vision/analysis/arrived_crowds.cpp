#include "vision/analysis/arrived_crowds.hpp"

#include <cstddef>

namespace vigie::vision {

void ArrivedCrowds::update(const FoundCrowds& found, const std::vector<bool>& walked, cv::Size cells,
                           double seconds) {
    if (left_s_.size() != cells) {
        left_s_ = cv::Mat::zeros(cells, CV_32F);
    }
    const cv::Mat before = ground();
    left_s_ -= seconds;
    for (const int crowd : found.crowds) {
        int members = 0;
        int who_walked = 0;
        for (std::size_t i = 0; i < walked.size(); ++i) {
            if (found.piece_of[i] == crowd) {
                ++members;
                who_walked += walked[i] ? 1 : 0;
            }
        }
        const cv::Mat piece = found.pieces == crowd;
        const int stood = cv::countNonZero(piece & before);
        if (2 * who_walked >= members || 2 * stood >= cv::countNonZero(piece)) {
            left_s_.setTo(settings_.arrived_s, piece);
        }
    }
}

cv::Mat ArrivedCrowds::ground() const {
    return left_s_.empty() ? cv::Mat() : cv::Mat(left_s_ > 0.0);
}

}  // namespace vigie::vision
