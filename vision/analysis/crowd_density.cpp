#include "vision/analysis/crowd_density.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <utility>

namespace vigie::vision {
namespace {

/// A standing body as a stack of slices: heights from below upwards, metres, and width in each.
struct Slice {
    double from_m;
    double to_m;
    double width_m;
};
constexpr std::array<Slice, 5> kBody{
    {{0.0, 0.4, 0.24}, {0.4, 0.85, 0.32}, {0.85, 1.2, 0.42}, {1.2, 1.48, 0.46}, {1.48, 1.73, 0.19}}};

using Densities = std::map<std::pair<int, int>, std::size_t>;

/// Each square's density becomes the mean over it and its neighbours, weighted 4, 2, 1.
std::vector<double> smoothed(const std::vector<double>& of, const std::vector<std::array<int, 9>>& around) {
    constexpr std::array<double, 9> kWeights{1.0, 2.0, 1.0, 2.0, 4.0, 2.0, 1.0, 2.0, 1.0};
    std::vector<double> out(of.size(), 0.0);
    for (std::size_t i = 0; i < of.size(); ++i) {
        double sum = 0.0;
        double weights = 0.0;
        for (std::size_t k = 0; k < kWeights.size(); ++k) {
            if (around[i][k] >= 0) {
                sum += kWeights[k] * of[static_cast<std::size_t>(around[i][k])];
                weights += kWeights[k];
            }
        }
        out[i] = sum / weights;
    }
    return out;
}

}  // namespace

std::optional<CrowdDensity> CrowdDensity::create(const CrowdDensitySettings& settings,
                                                 const net::Homography& floor,
                                                 const std::optional<net::FloorPlan>& plan, int width,
                                                 int height) {
    const auto standing = StandingProjection::from(floor, width, height);
    if (!standing) {
        return std::nullopt;
    }
    return CrowdDensity(settings, floor, *standing, plan, width, height);
}

CrowdDensity::CrowdDensity(const CrowdDensitySettings& settings, const net::Homography& floor,
                           const StandingProjection& standing, const std::optional<net::FloorPlan>& plan,
                           int width, int height)
    : settings_(settings), floor_(floor), standing_(standing), plan_(plan), width_(width), height_(height) {}

void CrowdDensity::cover(Body& body, cv::Size cells) const {
    const double across = static_cast<double>(cells.width) / width_;
    const double down = static_cast<double>(cells.height) / height_;
    constexpr double kStep = 0.25;
    // A body stands anywhere in the square: four places stand for all.
    constexpr std::array<std::array<double, 2>, 4> kWithin{
        {{-0.25, -0.25}, {0.25, -0.25}, {-0.25, 0.25}, {0.25, 0.25}}};
    std::map<int, double> covered;
    for (const auto& offset : kWithin) {
        const net::Point<net::Floor> at{body.at.x + offset[0] * settings_.square_m,
                                        body.at.y + offset[1] * settings_.square_m};
        for (const auto& slice : kBody) {
            const auto low = standing_.above(at, slice.from_m);
            const auto high = standing_.above(at, slice.to_m);
            const auto right = standing_.above({at.x + kStep, at.y}, slice.from_m);
            const auto ahead = standing_.above({at.x, at.y + kStep}, slice.from_m);
            if (!low || !high || !right || !ahead) {
                continue;
            }
            const double px_by_m = std::hypot(right->x - low->x, ahead->x - low->x) / kStep;
            const double middle = 0.5 * (low->x + high->x) * across;
            const double half = 0.5 * slice.width_m * px_by_m * across;
            const double top = std::min(low->y, high->y) * down;
            const double bottom = std::max(low->y, high->y) * down;
            for (int y = std::max(0, cvFloor(top)); y < std::min(cells.height, cvCeil(bottom)); ++y) {
                const double tall = std::min(bottom, y + 1.0) - std::max(top, static_cast<double>(y));
                for (int x = std::max(0, cvFloor(middle - half));
                     x < std::min(cells.width, cvCeil(middle + half)); ++x) {
                    const double wide =
                        std::min(middle + half, x + 1.0) - std::max(middle - half, static_cast<double>(x));
                    if (tall > 0.0 && wide > 0.0) {
                        covered[y * cells.width + x] += tall * wide / static_cast<double>(kWithin.size());
                    }
                }
            }
        }
    }
    body.covers.reserve(covered.size());
    for (const auto& [cell, share] : covered) {
        body.covers.emplace_back(cell, static_cast<float>(std::min(1.0, share)));
    }
}

double CrowdDensity::steepness(net::Point<net::Floor> at) const {
    constexpr double kStep = 0.25;
    const auto foot = standing_.above(at, 0.0);
    const auto hip = standing_.above(at, kStep);
    const auto right = standing_.above({at.x + kStep, at.y}, 0.0);
    const auto ahead = standing_.above({at.x, at.y + kStep}, 0.0);
    if (!foot || !hip || !right || !ahead) {
        return 0.0;
    }
    // A metre of floor away from the camera is as tall in the picture as the sine, an upright one as the
    // cosine.
    const double upright = std::abs(foot->y - hip->y);
    return upright > 0.0 ? std::hypot(right->y - foot->y, ahead->y - foot->y) / upright : 0.0;
}

bool CrowdDensity::may_stand(const cv::Mat& cells, net::Point<net::Floor> at) const {
    const auto belly = standing_.above(at, 1.0);
    if (!belly) {
        return false;
    }
    const int x = cvFloor(belly->x * cells.cols / width_);
    const int y = cvFloor(belly->y * cells.rows / height_);
    if (x < 0 || y < 0 || x >= cells.cols || y >= cells.rows) {
        return false;
    }
    const cv::Rect near = cv::Rect(x - 1, y - 1, 3, 3) & cv::Rect({}, cells.size());
    return cv::countNonZero(cells(near)) > 0;
}

std::vector<CrowdDensity::Body> CrowdDensity::bodies(const cv::Mat& piece) const {
    // The piece's cells, seen as feet, bellies or heads, bound where its people may stand.
    double least_x = 1e9;
    double least_y = 1e9;
    double most_x = -1e9;
    double most_y = -1e9;
    const double across = static_cast<double>(width_) / piece.cols;
    const double down = static_cast<double>(height_) / piece.rows;
    for (int y = 0; y < piece.rows; ++y) {
        const auto* row = piece.ptr<float>(y);
        for (int x = 0; x < piece.cols; ++x) {
            if (row[x] < 0.25F) {
                continue;
            }
            const auto at = floor_.floor_from_image({(x + 0.5) * across, (y + 1.0) * down});
            if (at && std::hypot(at->x, at->y) < 1e4) {
                least_x = std::min(least_x, at->x);
                least_y = std::min(least_y, at->y);
                most_x = std::max(most_x, at->x);
                most_y = std::max(most_y, at->y);
            }
        }
    }
    if (plan_) {
        least_x = std::max(least_x, 0.0);
        least_y = std::max(least_y, 0.0);
        most_x = std::min(most_x, plan_->width_m);
        most_y = std::min(most_y, plan_->height_m);
    }
    std::vector<Body> out;
    const double edge = settings_.square_m;
    // The squares are the same ones in each frame.
    least_x = edge * std::floor(least_x / edge);
    least_y = edge * std::floor(least_y / edge);
    const int columns = cvCeil((most_x - least_x) / edge);
    const int rows = cvCeil((most_y - least_y) / edge);
    if (columns <= 0 || rows <= 0 || columns > settings_.most_squares / rows) {
        return out;
    }
    for (int r = 0; r < rows; ++r) {
        for (int c = 0; c < columns; ++c) {
            Body body;
            body.at = {least_x + (c + 0.5) * edge, least_y + (r + 0.5) * edge};
            body.column = c;
            body.row = r;
            // Whoever stands there has their belly in the piece: most squares need not be projected.
            if (!may_stand(piece, body.at)) {
                continue;
            }
            cover(body, piece.size());
            double whole = 0.0;
            double filled = 0.0;
            for (const auto& [cell, share] : body.covers) {
                whole += share;
                filled += share * piece.ptr<float>()[cell];
            }
            if (filled > settings_.least_filled * whole) {
                out.push_back(std::move(body));
            }
        }
    }
    return out;
}

CrowdPiece CrowdDensity::estimate(const cv::Mat& piece) const {
    CrowdPiece out;
    const auto squares = bodies(piece);
    if (squares.empty()) {
        return out;
    }
    Densities index;
    for (std::size_t i = 0; i < squares.size(); ++i) {
        index[{squares[i].column, squares[i].row}] = i;
    }
    std::vector<std::array<int, 9>> around(squares.size());
    for (std::size_t i = 0; i < squares.size(); ++i) {
        for (int k = 0; k < 9; ++k) {
            const auto found = index.find({squares[i].column + k % 3 - 1, squares[i].row + k / 3 - 1});
            around[i][static_cast<std::size_t>(k)] =
                found == index.end() ? -1 : static_cast<int>(found->second);
        }
    }
    const double edge2 = settings_.square_m * settings_.square_m;
    const auto* filled = piece.ptr<float>();
    std::vector<double> density(squares.size(), 1.0);
    std::vector<double> expected(piece.total(), 0.0);
    std::vector<double> unit(piece.total(), 0.0);
    for (const auto& square : squares) {
        for (const auto& [cell, share] : square.covers) {
            unit[static_cast<std::size_t>(cell)] += share * edge2;
        }
    }
    for (int step = 0; step < settings_.steps; ++step) {
        std::fill(expected.begin(), expected.end(), 0.0);
        for (std::size_t i = 0; i < squares.size(); ++i) {
            for (const auto& [cell, share] : squares[i].covers) {
                expected[static_cast<std::size_t>(cell)] += share * edge2 * density[i];
            }
        }
        for (std::size_t i = 0; i < squares.size(); ++i) {
            double seen = settings_.prior_weight * edge2 * settings_.prior_per_m2;
            double all = settings_.prior_weight * edge2;
            for (const auto& [cell, share] : squares[i].covers) {
                const double m = expected[static_cast<std::size_t>(cell)];
                all += share * edge2;
                if (filled[cell] > 0.0F && m > 0.0) {
                    seen += share * edge2 * density[i] * filled[cell] / -std::expm1(-m);
                }
            }
            density[i] = std::min(seen / all, settings_.most_per_m2);
        }
        density = smoothed(density, around);
    }
    double could = 0.0;
    double vacant = 0.0;
    for (std::size_t i = 0; i < squares.size(); ++i) {
        const double people = density[i] * edge2;
        out.people += people;
        out.steepness += people * steepness(squares[i].at);
        out.places.push_back({squares[i].at, people});
        out.floor_m2 += density[i] > settings_.least_per_m2 ? edge2 : 0.0;
    }
    for (std::size_t cell = 0; cell < unit.size(); ++cell) {
        if (unit[cell] > 0.0) {
            could += unit[cell];
            vacant += unit[cell] * (1.0 - static_cast<double>(filled[cell]));
        }
    }
    out.vacant = could > 0.0 ? vacant / could : 0.0;
    out.steepness = out.people > 0.0 ? out.steepness / out.people : 0.0;
    return out;
}

}  // namespace vigie::vision
