#include "net/types/homography.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <string>
#include <utility>
#include <vector>

namespace vigie::net {
namespace {

using Matrix3 = std::array<double, 9>;

Matrix3 multiply(const Matrix3& a, const Matrix3& b) {
    Matrix3 out{};
    for (std::size_t r = 0; r < 3; ++r) {
        for (std::size_t c = 0; c < 3; ++c) {
            for (std::size_t k = 0; k < 3; ++k) {
                out[r * 3 + c] += a[r * 3 + k] * b[k * 3 + c];
            }
        }
    }
    return out;
}

double determinant(const Matrix3& m) {
    return m[0] * (m[4] * m[8] - m[5] * m[7]) - m[1] * (m[3] * m[8] - m[5] * m[6]) +
           m[2] * (m[3] * m[7] - m[4] * m[6]);
}

Matrix3 inverse(const Matrix3& m) {
    const double d = determinant(m);
    return {
        (m[4] * m[8] - m[5] * m[7]) / d, (m[2] * m[7] - m[1] * m[8]) / d, (m[1] * m[5] - m[2] * m[4]) / d,
        (m[5] * m[6] - m[3] * m[8]) / d, (m[0] * m[8] - m[2] * m[6]) / d, (m[2] * m[3] - m[0] * m[5]) / d,
        (m[3] * m[7] - m[4] * m[6]) / d, (m[1] * m[6] - m[0] * m[7]) / d, (m[0] * m[4] - m[1] * m[3]) / d};
}

bool all_finite(const Matrix3& m) {
    return std::all_of(m.begin(), m.end(), [](double v) { return std::isfinite(v); });
}

/// Similarity that moves points to mean 0 and mean distance sqrt(2).
template <class Space>
Matrix3 normaliser(std::span<const CalibrationPair> pairs, Point<Space> CalibrationPair::*side) {
    const double count = static_cast<double>(pairs.size());
    double mean_x = 0.0;
    double mean_y = 0.0;
    for (const auto& pair : pairs) {
        mean_x += (pair.*side).x / count;
        mean_y += (pair.*side).y / count;
    }
    double spread = 0.0;
    for (const auto& pair : pairs) {
        spread += std::hypot((pair.*side).x - mean_x, (pair.*side).y - mean_y) / count;
    }
    const double scale = spread > 0.0 ? std::sqrt(2.0) / spread : 1.0;
    return {scale, 0.0, -scale * mean_x, 0.0, scale, -scale * mean_y, 0.0, 0.0, 1.0};
}

/// How far the set is from being degenerate: the largest, over all subsets of four, of the
/// smallest triangle (twice its area, in normalised units) within the subset.
template <class Space>
double spread_of(std::span<const CalibrationPair> pairs, Point<Space> CalibrationPair::*side,
                 const Matrix3& normalise) {
    std::vector<std::pair<double, double>> p;
    for (const auto& pair : pairs) {
        p.emplace_back(normalise[0] * (pair.*side).x + normalise[2],
                       normalise[4] * (pair.*side).y + normalise[5]);
    }
    const auto triangle = [&p](std::size_t a, std::size_t b, std::size_t c) {
        return std::abs((p[b].first - p[a].first) * (p[c].second - p[a].second) -
                        (p[b].second - p[a].second) * (p[c].first - p[a].first));
    };
    double best = 0.0;
    for (std::size_t a = 0; a < p.size(); ++a) {
        for (std::size_t b = a + 1; b < p.size(); ++b) {
            for (std::size_t c = b + 1; c < p.size(); ++c) {
                for (std::size_t d = c + 1; d < p.size(); ++d) {
                    best = std::max(best, std::min({triangle(a, b, c), triangle(a, b, d), triangle(a, c, d),
                                                    triangle(b, c, d)}));
                }
            }
        }
    }
    return best;
}

/// Eigenvector of the smallest eigenvalue of a symmetric 9x9 matrix, by cyclic Jacobi rotations
/// (Golub and Van Loan, Matrix Computations, section 8.5).
std::array<double, 9> smallest_eigenvector(std::array<std::array<double, 9>, 9> a) {
    std::array<std::array<double, 9>, 9> v{};
    for (std::size_t i = 0; i < 9; ++i) {
        v[i][i] = 1.0;
    }
    for (int sweep = 0; sweep < 60; ++sweep) {
        double off = 0.0;
        for (std::size_t p = 0; p < 9; ++p) {
            for (std::size_t q = p + 1; q < 9; ++q) {
                off += a[p][q] * a[p][q];
            }
        }
        if (off < 1e-28) {
            break;
        }
        for (std::size_t p = 0; p < 9; ++p) {
            for (std::size_t q = p + 1; q < 9; ++q) {
                if (std::abs(a[p][q]) < 1e-300) {
                    continue;
                }
                const double theta = (a[q][q] - a[p][p]) / (2.0 * a[p][q]);
                const double t =
                    (theta >= 0 ? 1.0 : -1.0) / (std::abs(theta) + std::sqrt(theta * theta + 1.0));
                const double c = 1.0 / std::sqrt(t * t + 1.0);
                const double s = t * c;
                for (std::size_t k = 0; k < 9; ++k) {
                    const double kp = a[k][p];
                    const double kq = a[k][q];
                    a[k][p] = c * kp - s * kq;
                    a[k][q] = s * kp + c * kq;
                }
                for (std::size_t k = 0; k < 9; ++k) {
                    const double pk = a[p][k];
                    const double qk = a[q][k];
                    a[p][k] = c * pk - s * qk;
                    a[q][k] = s * pk + c * qk;
                }
                for (std::size_t k = 0; k < 9; ++k) {
                    const double kp = v[k][p];
                    const double kq = v[k][q];
                    v[k][p] = c * kp - s * kq;
                    v[k][q] = s * kp + c * kq;
                }
            }
        }
    }
    std::size_t smallest = 0;
    for (std::size_t i = 1; i < 9; ++i) {
        if (a[i][i] < a[smallest][smallest]) {
            smallest = i;
        }
    }
    std::array<double, 9> out{};
    for (std::size_t k = 0; k < 9; ++k) {
        out[k] = v[k][smallest];
    }
    return out;
}

double denominator(const Matrix3& m, double x, double y) {
    return m[6] * x + m[7] * y + m[8];
}

constexpr double kHorizon = 1e-9;

}  // namespace

Result<Homography> Homography::fit(std::span<const CalibrationPair> pairs) {
    if (pairs.size() < 4) {
        return fail(ErrorCode::invalid_input,
                    "a homography needs at least 4 point pairs, got " + std::to_string(pairs.size()));
    }
    for (const auto& pair : pairs) {
        if (!std::isfinite(pair.image.x) || !std::isfinite(pair.image.y) || !std::isfinite(pair.floor.x) ||
            !std::isfinite(pair.floor.y)) {
            return fail(ErrorCode::invalid_input, "a point pair has a value that is not finite");
        }
    }
    const Matrix3 normal_image = normaliser(pairs, &CalibrationPair::image);
    const Matrix3 normal_floor = normaliser(pairs, &CalibrationPair::floor);
    // A set that is planar-degenerate in either space fits infinitely many maps.
    constexpr double kLeastSpread = 0.02;
    if (spread_of(pairs, &CalibrationPair::image, normal_image) < kLeastSpread) {
        return fail(ErrorCode::invalid_input,
                    "the image points are collinear or repeated: choose four points of which no "
                    "three lie on one line");
    }
    if (spread_of(pairs, &CalibrationPair::floor, normal_floor) < kLeastSpread) {
        return fail(ErrorCode::invalid_input,
                    "the floor points are collinear or repeated: choose four points of which no "
                    "three lie on one line");
    }

    std::array<std::array<double, 9>, 9> normal{};
    const auto accumulate = [&normal](const std::array<double, 9>& row) {
        for (std::size_t r = 0; r < 9; ++r) {
            for (std::size_t c = 0; c < 9; ++c) {
                normal[r][c] += row[r] * row[c];
            }
        }
    };
    for (const auto& pair : pairs) {
        const double x = normal_image[0] * pair.image.x + normal_image[2];
        const double y = normal_image[4] * pair.image.y + normal_image[5];
        const double u = normal_floor[0] * pair.floor.x + normal_floor[2];
        const double v = normal_floor[4] * pair.floor.y + normal_floor[5];
        accumulate({-x, -y, -1.0, 0.0, 0.0, 0.0, u * x, u * y, u});
        accumulate({0.0, 0.0, 0.0, -x, -y, -1.0, v * x, v * y, v});
    }
    Matrix3 forward = multiply(inverse(normal_floor), multiply(smallest_eigenvector(normal), normal_image));
    // The sign is free: choose it so that the surveyed points lie on the visible side.
    double sum = 0.0;
    for (const auto& pair : pairs) {
        sum += denominator(forward, pair.image.x, pair.image.y) > 0.0 ? 1.0 : -1.0;
    }
    if (sum < 0.0) {
        for (double& value : forward) {
            value = -value;
        }
    }
    for (const auto& pair : pairs) {
        if (denominator(forward, pair.image.x, pair.image.y) <= 0.0) {
            return fail(ErrorCode::invalid_input,
                        "the point pairs contradict each other (one lies beyond the horizon that "
                        "the others imply): check their order");
        }
    }
    return from_rows(forward);
}

Result<Homography> Homography::from_rows(const std::array<double, 9>& rows) {
    double largest = 0.0;
    for (const double value : rows) {
        largest = std::max(largest, std::abs(value));
    }
    if (!all_finite(rows) || largest == 0.0) {
        return fail(ErrorCode::invalid_input, "a homography matrix must be finite and not zero");
    }
    Matrix3 forward = rows;
    for (double& value : forward) {
        value /= largest;
    }
    const double det = determinant(forward);
    if (std::abs(det) < 1e-15) {
        return fail(ErrorCode::invalid_input, "a homography matrix must be invertible: its determinant is 0");
    }
    Matrix3 backward = inverse(forward);
    if (!all_finite(backward)) {
        return fail(ErrorCode::invalid_input, "a homography matrix must be invertible");
    }
    return Homography(forward, backward);
}

std::optional<Point<Floor>> Homography::floor_from_image(Point<Image> pixel) const {
    const auto& m = forward_;
    const double w = denominator(m, pixel.x, pixel.y);
    if (!(w > kHorizon)) {
        return std::nullopt;
    }
    return Point<Floor>{(m[0] * pixel.x + m[1] * pixel.y + m[2]) / w,
                        (m[3] * pixel.x + m[4] * pixel.y + m[5]) / w};
}

std::optional<Point<Image>> Homography::image_from_floor(Point<Floor> position) const {
    const auto& m = backward_;
    const double w = denominator(m, position.x, position.y);
    if (std::abs(w) < std::numeric_limits<double>::min()) {
        return std::nullopt;
    }
    const Point<Image> pixel{(m[0] * position.x + m[1] * position.y + m[2]) / w,
                             (m[3] * position.x + m[4] * position.y + m[5]) / w};
    // A position behind the camera also has a pixel, but one beyond the horizon.
    if (!(denominator(forward_, pixel.x, pixel.y) > kHorizon)) {
        return std::nullopt;
    }
    return pixel;
}

std::optional<Covariance<Floor>> Homography::floor_covariance(Point<Image> pixel,
                                                              const Covariance<Image>& covariance) const {
    const auto floor = floor_from_image(pixel);
    if (!floor) {
        return std::nullopt;
    }
    const auto& m = forward_;
    const double w = denominator(m, pixel.x, pixel.y);
    const double xx = (m[0] - floor->x * m[6]) / w;
    const double xy = (m[1] - floor->x * m[7]) / w;
    const double yx = (m[3] - floor->y * m[6]) / w;
    const double yy = (m[4] - floor->y * m[7]) / w;
    const auto& c = covariance;
    return Covariance<Floor>{
        xx * xx * c.xx + 2.0 * xx * xy * c.xy + xy * xy * c.yy,
        xx * yx * c.xx + (xx * yy + xy * yx) * c.xy + xy * yy * c.yy,
        yx * yx * c.xx + 2.0 * yx * yy * c.xy + yy * yy * c.yy,
    };
}

double Homography::worst_error_m(std::span<const CalibrationPair> pairs) const {
    double worst = 0.0;
    for (const auto& pair : pairs) {
        const auto floor = floor_from_image(pair.image);
        worst =
            std::max(worst, floor ? distance(*floor, pair.floor) : std::numeric_limits<double>::infinity());
    }
    return worst;
}

}  // namespace vigie::net
