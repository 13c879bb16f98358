#include "vision/analysis/crowd_watch.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace vigie::vision {
namespace {

/// How many people the foreground means for one that its estimate gives. `standing`: share of the people
/// told apart in it who stand, 0 to 1.
CrowdNumber people_by_estimate(const CrowdDensitySettings& settings, const CrowdPiece& piece,
                               double standing) {
    constexpr double kLeastSteepness = 0.1;
    const double possible = settings.people_by_estimate *
                            std::pow(std::max(piece.vacant, settings.least_vacant), settings.vacant_power) *
                            std::pow(std::max(piece.steepness, kLeastSteepness), settings.steepness_power);
    // Where as many walk as stand, it is a stream that some wait beside.
    const double stands = std::max(0.0, 2.0 * standing - 1.0);
    const auto by_standing = [&](double walk, double stand) { return walk + stands * (stand - walk); };
    const double full = by_standing(settings.vacant_full, settings.vacant_full_standing);
    const double none = by_standing(settings.vacant_none, settings.vacant_none_standing);
    const double taken = std::clamp((none - piece.vacant) / (none - full), 0.0, 1.0);
    return {taken * possible, possible};
}

void add(CrowdNumber& to, const CrowdNumber& number, double times) {
    to.people += times * number.people;
    to.possible += times * number.possible;
}

}  // namespace

CrowdWatch::CrowdWatch(const CrowdDensitySettings& settings, const std::optional<net::Homography>& floor,
                       const std::optional<net::FloorPlan>& plan, int width, int height)
    : settings_(settings) {
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
    since_s_ = 0.0;
    looked_ = false;
}

std::map<CrowdWatch::Square, CrowdNumber> CrowdWatch::seen_now(const cv::Mat& shares,
                                                               const FoundCrowds& found,
                                                               const std::vector<double>& standing) const {
    std::map<Square, CrowdNumber> out;
    for (std::size_t i = 0; i < found.crowds.size(); ++i) {
        cv::Mat piece = cv::Mat::zeros(shares.size(), CV_32F);
        shares.convertTo(piece, CV_32F, 1.0 / 255.0);
        piece.setTo(0.0, found.pieces != found.crowds[i]);
        const auto estimate = density_->estimate(piece);
        const auto by_estimate = people_by_estimate(settings_, estimate, standing[i]);
        for (const auto& place : estimate.places) {
            add(out[square_of(place.at)], by_estimate, place.people);
        }
    }
    return out;
}

void CrowdWatch::look(const cv::Mat& shares, const FoundCrowds& found, const std::vector<double>& standing,
                      double seconds) {
    since_s_ += seconds;
    if (!density_ || (looked_ && since_s_ < settings_.every_s) || (found.crowds.empty() && people_.empty())) {
        return;
    }
    const auto now = seen_now(shares, found, standing);
    const double share = looked_ ? 1.0 - std::exp(-since_s_ / settings_.memory_s) : 1.0;
    for (auto& [square, people] : people_) {
        people = {people.people * (1.0 - share), people.possible * (1.0 - share)};
    }
    for (const auto& [square, people] : now) {
        add(people_[square], people, share);
    }
    // A crowd that is overlooked once is remembered; one that went away is not there any more.
    const double nobody = settings_.least_per_m2 * settings_.square_m * settings_.square_m;
    std::erase_if(people_, [&](const auto& square) {
        return !now.contains(square.first) &&
               (square.second.possible < nobody || !density_->may_stand(shares, middle_of(square.first)));
    });
    looked_ = !people_.empty();
    since_s_ = 0.0;
}

CrowdNumber CrowdWatch::all() const {
    CrowdNumber out;
    for (const auto& [square, people] : people_) {
        add(out, people, 1.0);
    }
    return out;
}

CrowdNumber CrowdWatch::in(const net::Polygon<net::Floor>& zone) const {
    CrowdNumber out;
    for (const auto& [square, people] : people_) {
        if (net::contains(zone, middle_of(square))) {
            add(out, people, 1.0);
        }
    }
    return out;
}

bool CrowdWatch::stands_at(net::Point<net::Floor> at) const {
    return people_.contains(square_of(at));
}

std::vector<CrowdPlace> CrowdWatch::places() const {
    std::vector<CrowdPlace> out;
    out.reserve(people_.size());
    for (const auto& [square, people] : people_) {
        out.push_back({middle_of(square), people.people});
    }
    return out;
}

std::vector<CrowdPlace> CrowdWatch::places_of(double people) const {
    std::vector<CrowdPlace> out;
    const double possible = all().possible;
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
