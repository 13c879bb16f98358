#include "vision/analysis/view_structure.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdlib>

#include <opencv2/imgproc.hpp>

namespace vigie::vision {
namespace {

constexpr int kCellsAcross = 24;
constexpr int kLeastCellsDown = 8;
constexpr int kLeastEdge = 4;  // half-size pixels; smaller cells hold too little to compare

/// Differences over two pixels, 0 at the border.
void gradients(const cv::Mat& grey, cv::Mat& across, cv::Mat& down) {
    for (int y = 1; y + 1 < grey.rows; ++y) {
        const auto* above = grey.ptr<uchar>(y - 1);
        const auto* here = grey.ptr<uchar>(y);
        const auto* below = grey.ptr<uchar>(y + 1);
        auto* x_out = across.ptr<std::int16_t>(y);
        auto* y_out = down.ptr<std::int16_t>(y);
        for (int x = 1; x + 1 < grey.cols; ++x) {
            x_out[x] = static_cast<std::int16_t>(here[x + 1] - here[x - 1]);
            y_out[x] = static_cast<std::int16_t>(below[x] - above[x]);
        }
    }
}

/// Second difference of every other row: what defocus takes first. One row of `out` for two of `grey`.
void fine_detail(const cv::Mat& grey, cv::Mat& out) {
    for (int row = 0; row < out.rows; ++row) {
        const int y = 2 * row + 1;
        if (y + 1 >= grey.rows) continue;
        const auto* above = grey.ptr<uchar>(y - 1);
        const auto* here = grey.ptr<uchar>(y);
        const auto* below = grey.ptr<uchar>(y + 1);
        auto* to = out.ptr<std::int16_t>(row);
        for (int x = 1; x + 1 < grey.cols; ++x) {
            to[x] = static_cast<std::int16_t>(4 * here[x] - here[x - 1] - here[x + 1] - above[x] - below[x]);
        }
    }
}

void average_in(const cv::Mat& now, cv::Mat& known, const cv::Rect& part, float rate) {
    for (int y = part.y; y < part.br().y; ++y) {
        const auto* from = now.ptr<std::int16_t>(y);
        auto* to = known.ptr<float>(y);
        for (int x = part.x; x < part.br().x; ++x) {
            to[x] += rate * (static_cast<float>(from[x]) - to[x]);
        }
    }
}

double squares(const cv::Mat& known, const cv::Rect& part) {
    float sum = 0.0F;
    for (int y = part.y; y < part.br().y; ++y) {
        const auto* from = known.ptr<float>(y);
        for (int x = part.x; x < part.br().x; ++x) sum += from[x] * from[x];
    }
    return static_cast<double>(sum);
}

}  // namespace

double ViewCell::likeness() const {
    return own > 0.0 && known > 0.0 ? dot / std::sqrt(own * known) : 0.0;
}

void ViewStructure::start(cv::Size working) {
    working_ = working;
    const cv::Size half(std::max(1, working.width / 2), std::max(1, working.height / 2));
    edge_ = std::max(kLeastEdge, std::min(half.width / kCellsAcross, half.height / kLeastCellsDown));
    grid_ = {half.width / edge_, half.height / edge_};
    const auto cells = static_cast<std::size_t>(grid_.area());
    cells_.assign(cells, {});
    for (auto* mat : {&across_, &down_}) *mat = cv::Mat::zeros(half, CV_16S);
    detail_ = cv::Mat::zeros({working.width, half.height}, CV_16S);
    before_.release();
    restart();
}

void ViewStructure::restart() {
    for (auto* mat : {&known_across_, &known_down_}) *mat = cv::Mat::zeros(across_.size(), CV_32F);
    known_detail_ = cv::Mat::zeros(detail_.size(), CV_32F);
    known_.assign(cells_.size(), {});
    structured_ = 0;
}

cv::Rect ViewStructure::half_part(std::size_t cell) const {
    const int at = static_cast<int>(cell);
    return {at % grid_.width * edge_, at / grid_.width * edge_, edge_, edge_};
}

cv::Rect ViewStructure::full_part(std::size_t cell) const {
    const cv::Rect half = half_part(cell);
    return {2 * half.x, half.y, 2 * half.width, half.height};
}

void ViewStructure::see(const cv::Mat& small, double bright) {
    if (small.size() != working_) start(small.size());
    cv::cvtColor(small, grey_, cv::COLOR_BGR2GRAY);
    cv::swap(half_, before_);
    cv::resize(grey_, half_, across_.size(), 0, 0, cv::INTER_AREA);
    if (before_.empty()) before_ = half_.clone();
    gradients(half_, across_, down_);
    fine_detail(grey_, detail_);
    for (std::size_t cell = 0; cell < cells_.size(); ++cell) compare(cell, bright);
}

void ViewStructure::compare(std::size_t cell, double bright) {
    const cv::Rect part = half_part(cell);
    const auto area = static_cast<double>(part.area());
    int sum = 0;
    int sum_before = 0;
    int blinded = 0;
    float dot = 0.0F;
    float known = 0.0F;
    int own = 0;
    for (int y = part.y; y < part.br().y; ++y) {
        const auto* here = half_.ptr<uchar>(y);
        const auto* before = before_.ptr<uchar>(y);
        const auto* across = across_.ptr<std::int16_t>(y);
        const auto* down = down_.ptr<std::int16_t>(y);
        const auto* known_across = known_across_.ptr<float>(y);
        const auto* known_down = known_down_.ptr<float>(y);
        for (int x = part.x; x < part.br().x; ++x) {
            sum += here[x];
            sum_before += before[x];
            blinded += here[x] >= bright ? 1 : 0;
            own += across[x] * across[x] + down[x] * down[x];
            dot +=
                static_cast<float>(across[x]) * known_across[x] + static_cast<float>(down[x]) * known_down[x];
            known += known_across[x] * known_across[x] + known_down[x] * known_down[x];
        }
    }
    const int lighter = static_cast<int>(std::lround((sum - sum_before) / area));
    int changed = 0;
    for (int y = part.y; y < part.br().y; ++y) {
        const auto* here = half_.ptr<uchar>(y);
        const auto* before = before_.ptr<uchar>(y);
        for (int x = part.x; x < part.br().x; ++x) changed += std::abs(here[x] - before[x] - lighter);
    }
    auto& out = cells_[cell];
    out = {static_cast<double>(dot),
           static_cast<double>(own),
           static_cast<double>(known),
           0.0,
           0.0,
           sum / area,
           changed / area,
           blinded / area};
    if (!known_[cell].detailed) return;
    const cv::Rect fine = full_part(cell);
    float detail_dot = 0.0F;
    float detail_known = 0.0F;
    for (int y = fine.y; y < fine.br().y; ++y) {
        const auto* now = detail_.ptr<std::int16_t>(y);
        const auto* learnt = known_detail_.ptr<float>(y);
        for (int x = fine.x; x < fine.br().x; ++x) {
            detail_dot += static_cast<float>(now[x]) * learnt[x];
            detail_known += learnt[x] * learnt[x];
        }
    }
    out.detail_dot = static_cast<double>(detail_dot);
    out.detail_known = static_cast<double>(detail_known);
}

std::vector<bool> ViewStructure::sharp_edges() const {
    // Of the gradients of a step a slight blur takes half of the energy, of what is out of focus by as much
    // or more next to nothing, however strong it is.
    constexpr double kSlightBlur = 2.0;  // sigma, half-size pixels
    constexpr double kTaken = 0.25;
    cv::Mat soft;
    cv::GaussianBlur(half_, soft, {}, kSlightBlur);
    cv::Mat across = cv::Mat::zeros(half_.size(), CV_16S);
    cv::Mat down = cv::Mat::zeros(half_.size(), CV_16S);
    gradients(soft, across, down);
    const double least = settings_.least_edge * settings_.least_edge * edge_ * edge_;
    std::vector<bool> out(cells_.size(), false);
    for (std::size_t cell = 0; cell < cells_.size(); ++cell) {
        const cv::Rect part = half_part(cell);
        const double lost = cv::norm(across_(part), across(part), cv::NORM_L2SQR) +
                            cv::norm(down_(part), down(part), cv::NORM_L2SQR);
        out[cell] = cells_[cell].own >= least && lost >= kTaken * cells_[cell].own;
    }
    return out;
}

void ViewStructure::learn(std::size_t cell, double rate, double detail_rate) {
    const auto part = half_part(cell);
    average_in(across_, known_across_, part, static_cast<float>(rate));
    average_in(down_, known_down_, part, static_cast<float>(rate));
    average_in(detail_, known_detail_, full_part(cell), static_cast<float>(detail_rate));
    const auto& now = cells_[cell];
    auto& known = known_[cell];
    known.own += rate * (now.own - known.own);
    known.mean += detail_rate * (now.mean - known.mean);  // by it detail is corrected for light
    known.change += rate * (now.change - known.change);
}

void ViewStructure::learn_brightness(std::size_t cell, double rate) {
    known_[cell].bright += rate * (cells_[cell].bright - known_[cell].bright);
}

void ViewStructure::settle() {
    structured_ = 0;
    const double area = static_cast<double>(edge_) * edge_;
    for (std::size_t cell = 0; cell < known_.size(); ++cell) {
        auto& known = known_[cell];
        const auto part = half_part(cell);
        const double lasting = squares(known_across_, part) + squares(known_down_, part);
        known.structured = lasting >= settings_.least_edge * settings_.least_edge * area &&
                           lasting >= settings_.least_lasting * known.own;
        known.detailed = known.structured && squares(known_detail_, full_part(cell)) >=
                                                 settings_.least_detail * settings_.least_detail * 2.0 * area;
        structured_ += known.structured ? 1 : 0;
    }
}

cv::Mat ViewStructure::edges_now() const {
    cv::Mat strength;
    cv::Mat out;
    const cv::Mat sum = cv::abs(across_) + cv::abs(down_);
    sum.convertTo(strength, CV_32F);
    cv::resize(strength, out, {}, 0.5, 0.5, cv::INTER_AREA);
    return out;
}

cv::Mat ViewStructure::edges_known() const {
    const cv::Mat strength = cv::abs(known_across_) + cv::abs(known_down_);
    cv::Mat out;
    cv::resize(strength, out, {}, 0.5, 0.5, cv::INTER_AREA);
    return out;
}

}  // namespace vigie::vision
