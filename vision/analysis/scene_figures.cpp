#include "vision/analysis/scene_figures.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <utility>

#include <opencv2/imgproc.hpp>

#include "net/types/geometry.hpp"
#include "vision/analysis/people_count.hpp"
#include "vision/analysis/presence.hpp"

namespace vigie::vision {
namespace {

/// Who is slower stands, or shuffles on in a crowd: nobody behind them comes out of their shadow.
constexpr double kStandsBelow = 0.4;  // m/s

/// Sigmas on either side of the mean that hold 90 % of a normal distribution.
constexpr double kNinetyPercent = 1.645;

/// The figures of each crowd. A stream of walkers keeps its ground filled like a crowd that stands: only how
/// people move tells one from the other.
std::vector<CrowdMembers> members_of(const FoundCrowds& found, const Tracker& tracker) {
    std::vector<CrowdMembers> out;
    out.reserve(found.crowds.size());
    for (const int crowd : found.crowds) {
        CrowdMembers members;
        for (std::size_t i = 0; i < found.piece_of.size(); ++i) {
            if (found.piece_of[i] == crowd) {
                const auto& walker = tracker.walkers()[i];
                members.figures += 1.0;
                members.stand += cv::norm(walker.filter.velocity()) < kStandsBelow * walker.metre ? 1.0 : 0.0;
            }
        }
        members.stand /= std::max(1.0, members.figures);
        out.push_back(members);
    }
    return out;
}

net::Track track_of(const Walker& walker, bool calibrated) {
    net::Track out;
    out.number = walker.number;
    out.state = walker.state;
    out.box = walker.box;
    out.confidence = std::clamp(walker.confidence, 0.0, 1.0);
    out.frames_seen = walker.frames_seen;
    if (calibrated) {
        const auto at = walker.filter.at();
        const auto covariance = walker.filter.covariance();
        const auto velocity = walker.filter.velocity();
        out.floor = net::FloorEstimate{{at[0], at[1]},
                                       {covariance(0, 0), covariance(0, 1), covariance(1, 1)},
                                       {velocity[0], velocity[1]}};
    }
    return out;
}

}  // namespace

SceneFigures::SceneFigures(const AnalyserConfiguration& configuration,
                           const std::optional<net::Homography>& floor, int width, int height)
    : settings_(configuration.settings.count),
      presence_(configuration.settings.presence),
      crowd_(configuration.settings.crowd),
      crowd_density_(configuration.settings.crowd_density),
      picture_(width, height),
      cells_(crowd_),
      crowds_(crowd_density_, floor, configuration.plan, width, height),
      arrived_(crowd_),
      standing_in_view_(crowd_),
      calibrated_(floor.has_value()) {
    if (!floor || !configuration.camera.calibration) {
        return;
    }
    zones_ = configuration.zones;
    standing_in_zones_.assign(zones_.size(), StandingCount(crowd_));
    for (const auto& line : configuration.lines) {
        lines_.emplace_back(line, settings_.crossing);
    }
    if (configuration.plan) {
        density_.emplace(settings_, *configuration.plan, *configuration.camera.calibration, *floor, width,
                         height);
    }
}

void SceneFigures::restart() {
    cells_.restart();
    forget_crowds();
    standing_in_view_.restart();
    for (auto& standing : standing_in_zones_) {
        standing.restart();
    }
    for (auto& line : lines_) {
        line.restart();
    }
    if (density_) {
        density_->restart();
    }
}

void SceneFigures::forget_crowds() {
    crowds_.restart();
    arrived_.restart();
    crowd_places_.clear();
}

void SceneFigures::continue_from(const SceneFigures& before) {
    lines_ = before.lines_;
    restart();
}

cv::Mat SceneFigures::crowd_ground(cv::Size working) const {
    cv::Mat out = cv::Mat::zeros(working, CV_8U);
    const cv::Mat cells = arrived_.ground();
    if (cells.empty() || cv::countNonZero(cells) == 0) {
        return out;
    }
    cv::Mat pixels;
    cv::resize(cells, pixels, cells.size() * std::max(1, crowd_.cell_px), 0, 0, cv::INTER_NEAREST);
    const cv::Rect both(0, 0, std::min(working.width, pixels.cols), std::min(working.height, pixels.rows));
    pixels(both).copyTo(out(both));
    return out;
}

std::vector<SceneFigures::Seen> SceneFigures::look(const Tracker& tracker, const cv::Mat& foreground,
                                                   double seconds) {
    cells_.update(foreground, seconds);
    const auto people = presences(presence_, tracker, picture_);
    const double scale = static_cast<double>(picture_.height) / foreground.rows;
    std::vector<Seen> out;
    std::vector<cv::Rect> counted;
    std::vector<bool> walked;
    for (std::size_t i = 0; i < people.size(); ++i) {
        const auto& box = tracker.walkers()[i].box;
        const cv::Rect working(cvFloor(box.x / scale), cvFloor(box.y / scale), cvCeil(box.width / scale),
                               cvCeil(box.height / scale));
        const cv::Rect cells = cells_.cells_of(working);
        out.push_back({people[i], cells, people[i].counted && cells_.stands(cells), false});
        counted.push_back(people[i].counted ? cells : cv::Rect());
        walked.push_back(tracker.walkers()[i].walked);
    }
    const auto found = find_crowds(crowd_, cells_.now(), counted);
    auto filled = found;
    std::erase_if(filled.crowds, [&](int crowd) { return !cells_.keeps_filled(found.pieces == crowd); });
    crowds_.look(cells_.shares(), filled, members_of(filled, tracker), seconds);
    arrived_.update(found, walked, cells_.now().size(), seconds);
    for (std::size_t i = 0; i < out.size(); ++i) {
        const auto at = tracker.walkers()[i].filter.at();
        out[i].in_crowd = found.in_crowd[i] ||
                          (out[i].presence.counted && calibrated_ && crowds_.stands_at({at[0], at[1]}));
    }
    return out;
}

SceneFigures::Inside SceneFigures::inside(const std::vector<Seen>& seen, const std::vector<double>& chances) {
    Inside out;
    for (std::size_t i = 0; i < seen.size(); ++i) {
        const auto& presence = seen[i].presence;
        const bool counts = presence.counted && chances[i] > 0.5;
        if (chances[i] > 0.0) {
            out.people.push_back({presence.chance * chances[i], presence.hidden * chances[i], counts});
        }
        if (counts) {
            out.counted.push_back(seen[i].cells);
            out.in_crowds += seen[i].in_crowd ? 1.0 : 0.0;
            if (seen[i].stands) {
                out.standing.push_back(seen[i].cells);
            }
        }
    }
    return out;
}

bool SceneFigures::hides_some(double crowd, double told_apart) const {
    return crowd >= 1.0 && crowd > crowd_density_.least_more * told_apart;
}

net::Count SceneFigures::count(const CountSettings& settings, const std::vector<Seen>& seen,
                               const std::vector<double>& chances, StandingCount& kept,
                               const CrowdNumber& crowd, double seconds) const {
    auto there = inside(seen, chances);
    auto out = count_people(settings, there.people);
    const auto told_apart = static_cast<double>(there.counted.size());
    const double outside = told_apart - there.in_crowds;
    // Figures hide others; an estimate counts those, too.
    out.at_least = out.at_least || there.in_crowds > 0.0;
    if (hides_some(crowd.people, there.in_crowds)) {
        const double margin = std::exp(kNinetyPercent * crowd_density_.share_sigma);
        out.people = std::round(outside + crowd.people);
        out.low = std::max(out.low, outside + crowd.people / margin);
        out.high = std::max(out.high, outside + crowd.people * margin);
        out.at_least = outside > settings.most_measured || crowd.beyond > 0.5 * crowd.people;
    } else if (hides_some(crowd.possible, there.in_crowds)) {
        out.high = std::max(out.high, outside + crowd.possible);
    }
    // A few who stand are followed one by one.
    if (there.standing.size() < static_cast<std::size_t>(crowd_.people)) {
        there.standing.clear();
    }
    const double held = kept.update(there.standing, cells_, seconds);
    const auto others = std::count_if(there.counted.begin(), there.counted.end(),
                                      [&](const cv::Rect& cells) { return !kept.holds(cells); });
    const double least = std::round(held + static_cast<double>(others));
    if (least >= out.people + 1.0) {
        // Figures were lost where nobody has left.
        out.people = least;
        // Who has just left their place is counted where they walk, too.
        const double sure = std::round(kept.filled() + static_cast<double>(others));
        out.low = std::max(out.low, sure - (out.high - out.low));
        out.high = std::max(out.high, least);
        out.at_least = true;
    }
    out.low = std::min(out.low, out.people);
    return out;
}

double SceneFigures::told_apart_in_crowds(const std::vector<Seen>& seen) {
    return static_cast<double>(std::count_if(seen.begin(), seen.end(), [](const Seen& person) {
        return person.presence.counted && person.in_crowd;
    }));
}

void SceneFigures::update_density(const std::vector<Seen>& seen, const std::vector<net::Track>& tracks,
                                  double seconds) {
    const bool by_squares = hides_some(crowds_.all().people, told_apart_in_crowds(seen));
    std::vector<net::FloorEstimate> people;
    for (std::size_t i = 0; i < seen.size(); ++i) {
        if (seen[i].presence.counted && tracks[i].floor && !(by_squares && seen[i].in_crowd)) {
            people.push_back(*tracks[i].floor);
        }
    }
    density_->update(people, by_squares ? crowds_.places() : std::vector<CrowdPlace>(), seconds);
}

void SceneFigures::fill(net::Scene& scene, const Tracker& tracker, const cv::Mat& foreground,
                        double seconds) {
    std::vector<Stand> stands;
    const auto seen = look(tracker, foreground, seconds);
    for (std::size_t i = 0; i < seen.size(); ++i) {
        const auto& walker = tracker.walkers()[i];
        auto track = track_of(walker, calibrated_);
        if (!seen[i].presence.counted) {
            // What is confirmed or coasting in a scene is counted: the boxes agree with the figure.
            track.state = net::TrackState::tentative;
        }
        if (seen[i].presence.counted && track.floor) {
            stands.push_back({track.number, track.floor->at, track.floor->covariance});
        }
        scene.tracks.push_back(track);
    }
    scene.calibrated = calibrated_;
    auto view = settings_;
    view.tails = settings_.view_tails;
    scene.in_view =
        count(view, seen, std::vector<double>(seen.size(), 1.0), standing_in_view_, crowds_.all(), seconds);
    for (std::size_t z = 0; z < zones_.size(); ++z) {
        const auto& zone = zones_[z];
        std::vector<double> chances;
        for (const auto& track : scene.tracks) {
            chances.push_back(track.floor ? chance_inside(zone.outline, *track.floor) : 0.0);
        }
        net::ZoneCount count_of_zone{
            zone.zone,
            count(settings_, seen, chances, standing_in_zones_[z], crowds_.in(zone.outline), seconds),
            std::nullopt};
        const double square_metres = net::area(zone.outline);
        if (square_metres > 0.0) {
            count_of_zone.density_per_m2 = count_of_zone.count.people / square_metres;
        }
        scene.zones.push_back(std::move(count_of_zone));
    }
    for (auto& line : lines_) {
        line.update(stands);
        scene.lines.push_back(line.count());
    }
    // Where a crowd moves its gaps are believed, too: too dense is the safer error for who looks for a crush.
    crowd_places_ = crowds_.places_of(crowds_.all().possible);
    if (density_) {
        update_density(seen, scene.tracks, seconds);
        scene.density = density_->grid();
    }
}

}  // namespace vigie::vision
