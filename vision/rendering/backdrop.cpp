#include "vision/rendering/backdrop.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>
#include <vector>

#include "vision/rendering/noise.hpp"
#include "vision/rendering/surface.hpp"

namespace vigie::vision {

namespace {

/// A vertical face from the floor upwards.
struct Face {
    net::Segment at;
    double height_m = 1.0;
    Colour colour{};
    std::uint64_t key = 0;
    bool furniture = false;
    double length_m = 1.0;
    double light = 1.0;  ///< by the way that it faces
};

struct Hit {
    double way = 1e9;  ///< in lengths of the ray's direction: the depth
    const Face* face = nullptr;
    const SceneryBlock* top = nullptr;
    double along = 0.0;  ///< 0 to 1 of the face
};

class Caster {
public:
    Caster(const Scenery& scenery, const PinholeCamera& camera) : scenery_(scenery), camera_(camera) {
        for (const auto& wall : scenery.walls) add(wall.at, wall.height_m, wall.colour, false);
        for (const auto& block : scenery.blocks) {
            const auto& corners = block.outline.corners;
            for (std::size_t i = 0; i < corners.size(); ++i) {
                add({corners[i], corners[(i + 1) % corners.size()]}, block.height_m, block.colour, true);
            }
        }
        if (scenery.ceiling_m > 0.0) {
            const net::Point<net::Floor> corners[] = {{0.0, 0.0},
                                                      {scenery.width_m, 0.0},
                                                      {scenery.width_m, scenery.height_m},
                                                      {0.0, scenery.height_m}};
            for (std::size_t i = 0; i < 4; ++i) {
                add({corners[i], corners[(i + 1) % 4]}, scenery.ceiling_m, {196, 192, 184}, false);
            }
        }
    }

    [[nodiscard]] Hit nearest(const Place& direction) const {
        Hit out;
        for (const auto& face : faces_) meet(face, direction, out);
        for (const auto& block : scenery_.blocks) meet_top(block, direction, out);
        const double ground = -camera_.eye()[2] / direction[2];
        if (direction[2] < 0.0 && ground < out.way) return {ground, nullptr, nullptr, 0.0};
        return out;
    }

    [[nodiscard]] cv::Vec3f colour(const Place& direction, const Hit& hit, double pixel_share) const {
        const Place place = camera_.eye() + direction * hit.way;
        const net::Point<net::Floor> at{place[0], place[1]};
        // A ray's share of a pixel, as wide as it is where it arrives.
        const double width = hit.way / camera_.focal_px() * pixel_share;
        const double slant = std::max(0.05, std::abs(direction[2]) / cv::norm(direction));
        const double footprint = width * std::sqrt(1.0 / slant);
        if (hit.face != nullptr) return face_colour(*hit.face, hit.along, place[2], width);
        if (hit.top != nullptr) {
            const auto& paint = hit.top->colour;
            return cv::Vec3f(paint[2], paint[1], paint[0]) * 1.12F;
        }
        if (direction[2] < 0.0) return ground_colour(scenery_, at, footprint) * near_walls(at);
        if (scenery_.ceiling_m > camera_.eye()[2]) {
            const double up = (scenery_.ceiling_m - camera_.eye()[2]) / direction[2];
            const Place above = camera_.eye() + direction * up;
            return ceiling_colour(scenery_, {above[0], above[1]}, up / camera_.focal_px() / slant);
        }
        return sky_colour(scenery_, direction);
    }

private:
    void add(const net::Segment& at, double height_m, const Colour& colour, bool furniture) {
        Face face{at,        height_m,
                  colour,    mixed(scenery_.seed, faces_.size() + 100),
                  furniture, net::distance(at.from, at.to),
                  1.0};
        if (face.length_m < 1e-6) return;
        const double facing = (at.to.x - at.from.x) / face.length_m;
        face.light = 0.9 + 0.1 * std::abs(facing);
        faces_.push_back(face);
    }

    void meet(const Face& face, const Place& direction, Hit& best) const {
        const double dx = face.at.to.x - face.at.from.x;
        const double dy = face.at.to.y - face.at.from.y;
        const double divisor = direction[0] * dy - direction[1] * dx;
        if (std::abs(divisor) < 1e-12) return;
        const double ox = face.at.from.x - camera_.eye()[0];
        const double oy = face.at.from.y - camera_.eye()[1];
        const double way = (ox * dy - oy * dx) / divisor;
        if (way < 0.05 || way >= best.way) return;
        const double along = (ox * direction[1] - oy * direction[0]) / divisor;
        if (along < 0.0 || along > 1.0) return;
        const double up = camera_.eye()[2] + way * direction[2];
        if (up < 0.0 || up > face.height_m) return;
        best = {way, &face, nullptr, along};
    }

    void meet_top(const SceneryBlock& block, const Place& direction, Hit& best) const {
        const double drop = block.height_m - camera_.eye()[2];
        if (direction[2] * drop <= 0.0) return;
        const double way = drop / direction[2];
        if (way < 0.05 || way >= best.way) return;
        const Place place = camera_.eye() + direction * way;
        if (net::contains(block.outline, {place[0], place[1]})) best = {way, nullptr, &block, 0.0};
    }

    [[nodiscard]] cv::Vec3f face_colour(const Face& face, double along, double up_m, double width) const {
        const net::Point<net::Floor> at{face.at.from.x + along * (face.at.to.x - face.at.from.x),
                                        face.at.from.y + along * (face.at.to.y - face.at.from.y)};
        for (const auto& door : scenery_.doors) {
            const double length = net::distance(door.at.from, door.at.to);
            if (face.furniture || length < 0.1) continue;
            const double ux = (door.at.to.x - door.at.from.x) / length;
            const double uy = (door.at.to.y - door.at.from.y) / length;
            const double px = at.x - door.at.from.x;
            const double py = at.y - door.at.from.y;
            const double on = px * ux + py * uy;
            if (std::abs(px * uy - py * ux) > 0.1 || on < 0.0 || on > length) continue;
            const bool sign = up_m > door.height_m + 0.08 && up_m < door.height_m + 0.36 &&
                              std::abs(on - length / 2.0) < 0.4;
            if (up_m < door.height_m || sign)
                return door_colour(on, sign ? up_m - 0.0 : up_m, length, door.height_m);
        }
        return wall_colour(
                   {along * face.length_m, up_m, face.length_m, face.height_m, face.key, face.furniture},
                   face.colour, width) *
               face.light;
    }

    /// Ground darkens where it meets what stands on it: less of the room's light arrives there.
    [[nodiscard]] float near_walls(net::Point<net::Floor> at) const {
        double least2 = 1e18;
        for (const auto& face : faces_) {
            const double dx = face.at.to.x - face.at.from.x;
            const double dy = face.at.to.y - face.at.from.y;
            const double share = std::clamp(((at.x - face.at.from.x) * dx + (at.y - face.at.from.y) * dy) /
                                                (face.length_m * face.length_m),
                                            0.0, 1.0);
            const double x = at.x - face.at.from.x - share * dx;
            const double y = at.y - face.at.from.y - share * dy;
            least2 = std::min(least2, x * x + y * y);
        }
        const double least = std::sqrt(least2);
        return static_cast<float>(1.0 - 0.4 * std::exp(-least / 0.25));
    }

    const Scenery& scenery_;
    const PinholeCamera& camera_;
    std::vector<Face> faces_;
};

}  // namespace

Backdrop backdrop_of(const Scenery& scenery, const PinholeCamera& camera, int samples) {
    const Caster caster(scenery, camera);
    const cv::Size size = camera.size();
    Backdrop out;
    out.picture.create(size, CV_8UC3);
    out.nearness = cv::Mat::zeros(size, CV_32F);
    out.ground = cv::Mat::zeros(size, CV_8U);
    const auto middle_of = [&](int row, int column) { return camera.ray(column + 0.5, row + 0.5); };
    std::vector<Hit> hits(static_cast<std::size_t>(size.area()));
    const auto hit_at = [&](int row, int column) -> Hit& {
        return hits[static_cast<std::size_t>(row) * static_cast<std::size_t>(size.width) +
                    static_cast<std::size_t>(column)];
    };
    for (int row = 0; row < size.height; ++row) {
        for (int column = 0; column < size.width; ++column) {
            const Place middle = middle_of(row, column);
            const Hit hit = caster.nearest(middle);
            const bool standing = hit.face != nullptr || hit.top != nullptr;
            if (standing) out.nearness.at<float>(row, column) = static_cast<float>(1.0 / hit.way);
            if (!standing && middle[2] < 0.0) out.ground.at<uchar>(row, column) = 255;
            hit_at(row, column) = hit;
        }
    }
    const auto is_edge = [&](int row, int column) {
        const Hit& here = hit_at(row, column);
        for (const auto& [down, right] : {std::pair{-1, 0}, {1, 0}, {0, -1}, {0, 1}}) {
            const int y = std::clamp(row + down, 0, size.height - 1);
            const int x = std::clamp(column + right, 0, size.width - 1);
            const Hit& there = hit_at(y, x);
            if (there.face != here.face || there.top != here.top ||
                out.ground.at<uchar>(y, x) != out.ground.at<uchar>(row, column)) {
                return true;
            }
        }
        return false;
    };
    const double share = 1.0 / samples;
    for (int row = 0; row < size.height; ++row) {
        for (int column = 0; column < size.width; ++column) {
            auto& pixel = out.picture.at<cv::Vec3b>(row, column);
            // Colours are faded by the size of the pixel already: only where two things meet one ray is too
            // few.
            if (!is_edge(row, column)) {
                pixel = cv::Vec3b(caster.colour(middle_of(row, column), hit_at(row, column), 1.0));
                continue;
            }
            cv::Vec3f sum(0.0F, 0.0F, 0.0F);
            for (int below = 0; below < samples; ++below) {
                for (int beside = 0; beside < samples; ++beside) {
                    const Place direction =
                        camera.ray(column + (beside + 0.5) * share, row + (below + 0.5) * share);
                    sum += caster.colour(direction, caster.nearest(direction), share);
                }
            }
            pixel = cv::Vec3b(sum * (share * share));
        }
    }
    return out;
}

}  // namespace vigie::vision
