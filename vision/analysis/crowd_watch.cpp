#include "vision/analysis/crowd_watch.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <utility>

namespace vigie::vision {
namespace {

/// How far a crowd is one that stands, 0 to 1: where as many walk, it is a stream that some wait beside.
double standing_of(const CrowdMembers& members) {
    return std::max(0.0, 2.0 * members.stand - 1.0);
}

/// How much the gaps of a piece are believed against the number of its figures, 0 to 1. Walkers who pass each
/// other are told apart within seconds, and their pieces are chosen for being filled; who stands behind
/// somebody stays hidden.
double weight_of_gaps(const CrowdDensitySettings& settings, double vacant, double stands) {
    const double none =
        settings.vacant_none + stands * (settings.vacant_none_standing - settings.vacant_none);
    return std::clamp((none - vacant) / (none - settings.vacant_full), 0.0, 1.0);
}

/// What a crowd's gaps and its figures say together: their geometric mean, weighted.
CrowdNumber number_of(const CrowdDensitySettings& settings, const CrowdPiece& piece,
                      const CrowdMembers& members) {
    constexpr double kLeastSteepness = 0.1;
    const double by_gaps = piece.people * settings.people_by_estimate *
                           std::pow(std::max(piece.steepness, kLeastSteepness), settings.steepness_power);
    CrowdNumber out;
    out.possible = std::max(by_gaps, members.figures);
    const double weight = weight_of_gaps(settings, piece.vacant, standing_of(members));
    if (weight > 0.0) {
        out.people = std::pow(out.possible, weight) * std::pow(std::max(1.0, members.figures), 1.0 - weight);
        out.beyond = piece.vacant < settings.least_vacant ? out.people : 0.0;
    }
    return out;
}

void add(CrowdNumber& to, const CrowdNumber& number, double times) {
    to.people += times * number.people;
    to.possible += times * number.possible;
    to.beyond += times * number.beyond;
}

CrowdNumber sum_of(const std::map<std::pair<int, int>, CrowdNumber>& squares) {
    CrowdNumber out;
    for (const auto& [square, people] : squares) {
        add(out, people, 1.0);
    }
    return out;
}

}  // namespace

CrowdWatch::CrowdWatch(const CrowdDensitySettings& settings, const std::optional<net::Homography>& floor,
                       const std::optional<net::FloorPlan>& plan, int width, int height)
    : settings_(settings), steady_(settings.steady) {
    if (floor) {
        density_ = CrowdDensity::create(settings, *floor, plan, width, height);
    }
}

CrowdWatch::Square CrowdWatch::square_of(net::Point<net::Floor> at) const {
    return {cvFloor(at.x / settings_.square_m), cvFloor(at.y / settings_.square_m)};
}

net::Point<net::Floor> CrowdWatch::middle_of(const Square& square) const {
    return {(square.first + 0.5) * settings_.square_m, (square.second + 0.5) * settings_.square_m};
}

void CrowdWatch::restart() {
    people_.clear();
    steady_.restart();
    stands_ = 0.0;
    told_share_ = 1.0;
    since_s_ = 0.0;
    looked_ = false;
}

std::map<CrowdWatch::Square, CrowdNumber> CrowdWatch::seen_now(
    const cv::Mat& shares, const FoundCrowds& found, const std::vector<CrowdMembers>& members) const {
    std::map<Square, CrowdNumber> out;
    for (std::size_t i = 0; i < found.crowds.size(); ++i) {
        cv::Mat piece = cv::Mat::zeros(shares.size(), CV_32F);
        shares.convertTo(piece, CV_32F, 1.0 / 255.0);
        piece.setTo(0.0, found.pieces != found.crowds[i]);
        const auto estimate = density_->estimate(piece);
        const auto number = number_of(settings_, estimate, members[i]);
        for (const auto& place : estimate.places) {
            add(out[square_of(place.at)], number, place.people / estimate.people);
        }
    }
    return out;
}

void CrowdWatch::look(const cv::Mat& shares, const FoundCrowds& found,
                      const std::vector<CrowdMembers>& members, double seconds) {
    if (!density_ || (found.crowds.empty() && people_.empty())) {
        since_s_ = 0.0;
        return;
    }
    since_s_ += seconds;
    if (looked_ && since_s_ < settings_.every_s) {
        return;
    }
    const auto now = seen_now(shares, found, members);
    const double share = looked_ ? 1.0 - std::exp(-since_s_ / settings_.memory_s) : 1.0;
    for (auto& [square, people] : people_) {
        const auto before = std::exchange(people, {});
        add(people, before, 1.0 - share);
    }
    for (const auto& [square, people] : now) {
        add(people_[square], people, share);
    }
    forget_who_went(shares, now);
    looked_ = !people_.empty();
    tell(members, share);
    since_s_ = 0.0;
}

void CrowdWatch::forget_who_went(const cv::Mat& shares, const std::map<Square, CrowdNumber>& now) {
    const double before = sum_of(people_).people;
    // A crowd that is overlooked once is remembered; one that went away is not there any more.
    const double nobody = settings_.least_per_m2 * settings_.square_m * settings_.square_m;
    std::erase_if(people_, [&](const auto& square) {
        return !now.contains(square.first) &&
               (square.second.possible < nobody || !density_->may_stand(shares, middle_of(square.first)));
    });
    const double gone = before > 0.0 ? 1.0 - sum_of(people_).people / before : 0.0;
    // Squares at the edge come and go with each sway.
    if (gone > settings_.steady.share) {
        steady_.take_away(gone);
    }
}

void CrowdWatch::tell(const std::vector<CrowdMembers>& members, double share) {
    if (people_.empty()) {
        restart();
        return;
    }
    CrowdMembers together;
    for (const auto& crowd : members) {
        together.figures += crowd.figures;
        together.stand += crowd.figures * crowd.stand;
    }
    if (together.figures > 0.0) {
        together.stand /= together.figures;
        const double standing = standing_of(together);
        const double slowly = 1.0 - std::exp(-since_s_ / settings_.walks_s);
        stands_ += (standing > stands_ ? share : slowly) * (standing - stands_);
    }
    const double measured = sum_of(people_).people;
    told_share_ = measured > 0.0 ? steady_.update(measured, stands_, since_s_) / measured : 1.0;
}

CrowdNumber CrowdWatch::told(const CrowdNumber& measured) const {
    CrowdNumber out{told_share_ * measured.people, measured.possible, told_share_ * measured.beyond};
    out.possible = std::max(out.possible, out.people);
    return out;
}

CrowdNumber CrowdWatch::all() const {
    return told(sum_of(people_));
}

CrowdNumber CrowdWatch::in(const net::Polygon<net::Floor>& zone) const {
    CrowdNumber out;
    for (const auto& [square, people] : people_) {
        if (net::contains(zone, middle_of(square))) {
            add(out, people, 1.0);
        }
    }
    return told(out);
}

bool CrowdWatch::stands_at(net::Point<net::Floor> at) const {
    return people_.contains(square_of(at));
}

std::vector<CrowdPlace> CrowdWatch::places() const {
    std::vector<CrowdPlace> out;
    out.reserve(people_.size());
    for (const auto& [square, people] : people_) {
        out.push_back({middle_of(square), told(people).people});
    }
    return out;
}

std::vector<CrowdPlace> CrowdWatch::places_of(double people) const {
    std::vector<CrowdPlace> out;
    const double possible = sum_of(people_).possible;
    if (!(possible > 0.0)) {
        return out;
    }
    out.reserve(people_.size());
    for (const auto& [square, number] : people_) {
        out.push_back({middle_of(square), number.possible * people / possible});
    }
    return out;
}

}  // namespace vigie::vision
