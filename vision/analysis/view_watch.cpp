#include "vision/analysis/view_watch.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include <opencv2/imgproc.hpp>

#include "vision/analysis/view_shift.hpp"

namespace vigie::vision {
namespace {

constexpr double kSettleS = 5.0;            // which cells have structure changes slowly
constexpr double kRestlessShare = 0.3;      // of the cells that move: the camera moves, or the light
constexpr double kReplacedShare = 0.6;      // of the structure, lost at once: no crowd comes as fast, ...
constexpr double kSuddenS = 6.0;            // ... which is within this time
constexpr double kCalm = 0.15;              // share of the cells that move: less is no crowd either
constexpr double kFineShare = 0.25;         // hidden or shifted beyond this, nothing is learnt from the view
constexpr double kLongestLookS = 2.0;       // after a gap no more time is believed to have been watched
constexpr double kUnrestFloor = 2.0;        // grey levels; less is no movement
constexpr double kLeastDisplacement = 0.8;  // edge pixels

/// The value that `share` of `values` are below. Takes them out of order. `values` is not empty.
double quantile(std::vector<double>& values, double share) {
    const auto at =
        values.begin() + static_cast<std::ptrdiff_t>(share * static_cast<double>(values.size() - 1));
    std::nth_element(values.begin(), at, values.end());
    return *at;
}

/// Where the peak between three values in a row lies, -0.5 to 0.5 from the middle one.
double between(double left, double middle, double right) {
    const double bend = left - 2.0 * middle + right;
    return bend < 0.0 ? std::clamp(0.5 * (left - right) / bend, -0.5, 0.5) : 0.0;
}

}  // namespace

bool ViewWatch::learnt_anew() {
    return std::exchange(learnt_anew_, false);
}

void ViewWatch::look(const ViewSight& sight) {
    since_look_s_ += sight.seconds;
    if (since_look_s_ < 0.95 / settings_.looks_per_s) return;
    const double seconds = std::min(std::exchange(since_look_s_, 0.0), kLongestLookS);
    // What the camera blinded was brought to another value with everything else.
    structure_.see(sight.small, settings_.bright * std::min(1.0, sight.gain));
    const auto cells = structure_.cells().size();
    if (life_.size() != cells) {
        life_.assign(cells, 0.0);
        hidden_s_.assign(cells, 0.0);
        states_.assign(cells, CellState::seen);
    }
    follow_life(sight, seconds);
    if (phase_ == Phase::watching) {
        watch(seconds);
    } else {
        learn(sight, seconds);
    }
}

void ViewWatch::learn(const ViewSight& sight, double seconds) {
    // Another view is learnt while the scene is in doubt because of it.
    if (!sight.trusted && phase_ == Phase::learning) return;
    phase_s_ += seconds;
    const double rate = std::min(1.0, seconds / phase_s_);
    for (std::size_t cell = 0; cell < life_.size(); ++cell) {
        structure_.learn(cell, rate, rate);
        structure_.learn_brightness(cell, rate);
    }
    follow_focus(std::nullopt);
    if (phase_s_ < settings_.learn_s) return;
    structure_.settle();
    if (phase_ == Phase::learning_anew) {
        learnt_anew_ = true;
        blind_ = was_blind_ = false;
    }
    phase_ = Phase::watching;
    std::fill(hidden_s_.begin(), hidden_s_.end(), 0.0);
    since_settled_s_ = steady_s_ = 0.0;
    quality_.reset();
    if (structure_.structured() >= settings_.least_cells) quality_.emplace();
}

void ViewWatch::follow_life(const ViewSight& sight, double seconds) {
    const auto& cells = structure_.cells();
    const auto& known = structure_.known();
    const cv::Size grid = structure_.grid();
    std::vector<char> alive(cells.size(), 0);
    int moving = 0;
    for (std::size_t cell = 0; cell < cells.size(); ++cell) {
        if (cells[cell].change > settings_.unrest * known[cell].change + kUnrestFloor) {
            alive[cell] = 1;
            ++moving;
        }
    }
    moving_ = static_cast<double>(moving) / static_cast<double>(std::max<std::size_t>(1, cells.size()));
    restless_ = moving_ > kRestlessShare;
    const double cell_px = sight.scale * sight.small.cols / std::max(1, grid.width);
    for (const auto& walker : sight.walkers) {
        constexpr double kFreshS = 1.0;
        if (!walker.walked || walker.unseen_s > kFreshS) continue;
        const cv::Rect part =
            cv::Rect(cvFloor(walker.box.x / cell_px), cvFloor(walker.box.y / cell_px),
                     cvCeil(walker.box.width / cell_px) + 1, cvCeil(walker.box.height / cell_px) + 1) &
            cv::Rect({}, grid);
        for (int y = part.y; y < part.br().y; ++y) {
            for (int x = part.x; x < part.br().x; ++x) {
                const int cell = y * grid.width + x;
                alive[static_cast<std::size_t>(cell)] = 1;
            }
        }
    }
    const double left = std::exp(-seconds / settings_.lively_s);
    const double most = 3.0 * settings_.lively_looks;
    for (std::size_t cell = 0; cell < cells.size(); ++cell) {
        life_[cell] = std::min(most, left * life_[cell] + (alive[cell] != 0 ? 1.0 : 0.0));
    }
}

double ViewWatch::light() const {
    std::vector<double> shares;
    shares.reserve(life_.size());
    double dot = 0.0;
    double own = 0.0;
    double learnt = 0.0;
    for (std::size_t cell = 0; cell < life_.size(); ++cell) {
        if (!structure_.known()[cell].structured) continue;
        const auto& now = structure_.cells()[cell];
        shares.push_back(now.share());
        dot += now.dot;
        own += now.own;
        learnt += now.known;
    }
    if (shares.empty() || own <= 0.0) return 1.0;
    const double most = quantile(shares, 0.95);
    const double middle = quantile(shares, 0.5);
    // Light takes the same from all cells, a cover all from some.
    constexpr double kThereAtAll = 0.15;
    constexpr double kEvenly = 0.4;
    constexpr double kDarkest = 0.3;
    const bool there = dot / std::sqrt(own * learnt) >= kThereAtAll && middle >= kEvenly * most;
    return there ? std::clamp(middle, 0.01, 1.0) : std::clamp(most, kDarkest, 1.0);
}

ViewWatch::CellState ViewWatch::state_of(std::size_t cell, double light) const {
    const auto& now = structure_.cells()[cell];
    constexpr double kDim = 0.5;  // in less light than this noise alone makes cells unlike
    const bool lost = now.share() < settings_.gone_share * light && now.likeness() < settings_.gone_likeness;
    const bool alien = light > kDim && now.likeness() < settings_.alien_likeness;
    if (!lost && !alien) return CellState::seen;
    if (now.bright > 0.5 || now.mean > settings_.dazzled_mean) return CellState::dazzled;
    return life_[cell] >= settings_.lively_looks ? CellState::lively : CellState::hidden;
}

double ViewWatch::glare() const {
    double sum = 0.0;
    for (std::size_t cell = 0; cell < states_.size(); ++cell) {
        const double more = structure_.cells()[cell].bright - structure_.known()[cell].bright;
        sum += states_[cell] == CellState::dazzled ? 1.0 : std::max(0.0, more);
    }
    return states_.empty() ? 0.0 : sum / static_cast<double>(states_.size());
}

ViewWatch::Layout ViewWatch::layout() const {
    double n = 0.0;
    double x = 0.0;
    double y = 0.0;
    double xx = 0.0;
    double yy = 0.0;
    double xy = 0.0;
    for (std::size_t cell = 0; cell < states_.size(); ++cell) {
        if (life_[cell] >= settings_.lively_looks) continue;
        const double learnt = structure_.known()[cell].mean;
        const double now = structure_.cells()[cell].mean;
        n += 1.0;
        x += learnt;
        y += now;
        xx += learnt * learnt;
        yy += now * now;
        xy += learnt * now;
    }
    const double spread = n * xx - x * x;
    const double spread_now = n * yy - y * y;
    if (spread <= 0.0 || spread_now <= 0.0) return {};
    const double both = n * xy - x * y;
    return {both / std::sqrt(spread * spread_now), std::clamp(both / spread, 0.05, 1.5)};
}

std::optional<double> ViewWatch::lost_detail(double contrast, bool hidden_too) const {
    double now = 0.0;
    double learnt = 0.0;
    int cells = 0;
    for (std::size_t cell = 0; cell < states_.size(); ++cell) {
        if (!structure_.known()[cell].detailed || life_[cell] >= settings_.lively_looks) continue;
        if (states_[cell] != CellState::seen && !(hidden_too && states_[cell] == CellState::hidden)) continue;
        now += structure_.cells()[cell].detail_dot;
        learnt += structure_.cells()[cell].detail_known;
        ++cells;
    }
    if (cells < settings_.least_cells || learnt <= 0.0) return std::nullopt;
    return std::clamp(1.0 - now / (contrast * learnt), 0.0, 1.0);
}

void ViewWatch::follow_focus(const std::optional<double>& lost) {
    const bool soft = lost && *lost >= settings_.soft;
    const bool sharp = lost && *lost < settings_.sees_again * settings_.soft;
    focus_ = soft ? Focus::soft : sharp && was_sharp_ ? Focus::sharp : Focus::unknown;
    was_sharp_ = sharp;
}

std::optional<double> ViewWatch::displacement() const {
    // The middle of the learnt view, looked for in the picture.
    const cv::Mat learnt = structure_.edges_known();
    const cv::Mat now = structure_.edges_now();
    const cv::Point margin(learnt.cols / 4, learnt.rows / 4);
    const cv::Rect middle(margin, cv::Size(learnt.cols - 2 * margin.x, learnt.rows - 2 * margin.y));
    if (middle.width < 8 || middle.height < 8) return std::nullopt;
    cv::Mat match;
    cv::matchTemplate(now, learnt(middle), match, cv::TM_CCOEFF_NORMED);
    double best = 0.0;
    cv::Point at;
    cv::minMaxLoc(match, nullptr, &best, nullptr, &at);
    // Where nothing is to be seen correlation is noise.
    cv::Scalar mean;
    cv::Scalar spread;
    cv::Scalar learnt_spread;
    cv::meanStdDev(now(cv::Rect(at, middle.size())), mean, spread);
    cv::meanStdDev(learnt(middle), mean, learnt_spread);
    constexpr double kLeastSpread = 0.2;
    if (spread[0] < kLeastSpread * learnt_spread[0]) return std::nullopt;
    const double still = static_cast<double>(match.at<float>(margin));
    if (best < settings_.shift_likeness || best < still + settings_.shift_better) return std::nullopt;
    cv::Point2d by = at - margin;
    if (at.x > 0 && at.x + 1 < match.cols) {
        by.x += between(match.at<float>(at.y, at.x - 1), best, match.at<float>(at.y, at.x + 1));
    }
    if (at.y > 0 && at.y + 1 < match.rows) {
        by.y += between(match.at<float>(at.y - 1, at.x), best, match.at<float>(at.y + 1, at.x));
    }
    const double way = cv::norm(by);
    if (way < kLeastDisplacement) return std::nullopt;
    return std::min(1.0, way / learnt.cols);
}

bool ViewWatch::shows_edges() const {
    const auto sharp = structure_.sharp_edges();
    int edges = 0;
    for (std::size_t cell = 0; cell < states_.size(); ++cell) {
        edges += sharp[cell] && (replaced_ || life_[cell] < settings_.lively_looks) ? 1 : 0;
    }
    return edges >= settings_.another_structure * structure_.structured();
}

void ViewWatch::follow_replacement(double lost, double unrest, double seconds) {
    since_kept_s_ = lost < settings_.search_share ? 0.0 : since_kept_s_ + seconds;
    if (lost >= kReplacedShare && since_kept_s_ <= kSuddenS) replaced_ = true;
    if (lost < kReplacedShare * settings_.sees_again) replaced_ = false;
    if (!replaced_ || unrest > kCalm) return;
    for (auto& state : states_) {
        if (state == CellState::lively) state = CellState::hidden;
    }
}

void ViewWatch::watch(double seconds) {
    const bool knows = structure_.structured() >= settings_.least_cells;
    const double now_light = light();
    const auto count = [this](CellState state) { return std::ranges::count(states_, state); };
    for (std::size_t cell = 0; cell < states_.size(); ++cell) {
        states_[cell] = structure_.known()[cell].structured ? state_of(cell, now_light) : CellState::seen;
    }
    const auto lively = static_cast<double>(count(CellState::lively));
    const double unsettled = std::max(1.0, static_cast<double>(structure_.structured()));
    follow_replacement((lively + static_cast<double>(count(CellState::hidden))) / unsettled, moving_,
                       seconds);
    const auto hidden = static_cast<double>(count(CellState::hidden));
    net::ViewQuality now;
    double dissolved = 0.0;
    std::optional<double> lost;  // of the fine detail
    if (knows) {
        const double all = structure_.structured();
        const double hidden_share = hidden / all;
        now.glare = glare();
        const double unseen_share = hidden_share + static_cast<double>(count(CellState::lively)) / all;
        const bool search = unseen_share >= settings_.search_share;
        const Layout means = layout();
        constexpr double kLeastContrast = 0.3;
        const bool sharp = search && shows_edges();
        const bool defocused = search && !sharp && means.likeness >= settings_.defocus_likeness &&
                               means.contrast >= kLeastContrast;
        auto moved = search && !defocused ? displacement() : std::nullopt;
        if (search && !defocused && !moved) {
            moved = view_shift(ViewShiftSettings{}, structure_.edges_known(), structure_.edges_now());
        }
        if (moved) {
            now.moved = *moved;
        } else if (sharp && hidden_share >= (replaced_ ? kReplacedShare : settings_.another_share)) {
            now.moved = 1.0;
        } else {
            now.covered = defocused ? 0.0 : hidden_share;
            // In the dark noise is all there is of fine detail.
            if (means.contrast >= kLeastContrast) lost = lost_detail(means.contrast, defocused);
            now.blur = lost.value_or(0.0);
            // People who hide most of the view leave the rest of it sharp.
            dissolved = defocused && now.blur >= settings_.soft ? unseen_share : 0.0;
        }
        judge_blind(now, dissolved);
        quality_ = now;
    } else {
        judge_blind({}, 0.0);
        quality_.reset();
    }
    follow_focus(lost);
    const bool seen_well =
        now.covered < kFineShare && now.moved <= 0.0 && dissolved <= 0.0 && now.blur < settings_.soft;
    keep_learning(seconds, !knows || seen_well);
    const bool another = now.moved >= settings_.sees_again * settings_.blind_moved;
    steady_s_ = another && !restless_ ? steady_s_ + seconds : 0.0;
    if (steady_s_ < settings_.learn_anew_s - settings_.learn_s) return;
    structure_.restart();
    phase_ = Phase::learning_anew;
    phase_s_ = 0.0;
}

void ViewWatch::judge_blind(const net::ViewQuality& now, double dissolved) {
    const double share = blind_ ? settings_.sees_again : 1.0;
    lost_view_ = now.covered >= share * settings_.blind_covered ||
                 now.moved >= share * settings_.blind_moved || dissolved >= share * settings_.blind_dissolved;
    // Who is dazzled sees as little as who is covered.
    const bool bad = lost_view_ || now.covered + now.glare >= share * settings_.blind_covered;
    // One look alone may be a lorry or a flash.
    blind_ = bad && (blind_ || was_blind_);
    was_blind_ = bad;
}

void ViewWatch::keep_learning(double seconds, bool fine) {
    const double rate = 1.0 - std::exp(-seconds / settings_.drift_s);
    const double slow_rate = 1.0 - std::exp(-seconds / settings_.slow_drift_s);
    for (std::size_t cell = 0; cell < states_.size(); ++cell) {
        structure_.learn_brightness(cell, slow_rate);
        const bool hidden = states_[cell] == CellState::hidden;
        hidden_s_[cell] = fine && hidden ? hidden_s_[cell] + seconds : 0.0;
        if (!fine || life_[cell] >= settings_.lively_looks) continue;
        if (states_[cell] == CellState::seen) {
            structure_.learn(cell, rate, slow_rate);
        } else if (hidden_s_[cell] >= settings_.adopt_s) {
            structure_.learn(cell, 1.0, 1.0);
        }
    }
    since_settled_s_ += seconds;
    if (since_settled_s_ < kSettleS) return;
    since_settled_s_ = 0.0;
    structure_.settle();
}

}  // namespace vigie::vision
