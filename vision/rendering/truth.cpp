#include "vision/rendering/truth.hpp"

#include <algorithm>
#include <numeric>
#include <ostream>
#include <unordered_map>

#include <fmt/format.h>

#include "vision/rendering/body.hpp"
#include "vision/rendering/figure.hpp"
#include "vision/rendering/painter.hpp"
#include "vision/rendering/thing.hpp"

namespace vigie::vision {

namespace {

/// A pixel belongs to what covers more than half of it.
constexpr float kOwns = 0.5F;
constexpr float kLean = 1.02F;

struct Silhouette {
    double depth_m = 0.0;
    std::uint64_t id = 0;  ///< 0: a thing
    std::vector<FigurePart> parts;
    std::vector<Facet> facets;
};

std::vector<FigurePart> without_luggage(std::vector<FigurePart> parts) {
    std::erase_if(parts, [](const FigurePart& part) { return part.covering == Covering::luggage; });
    return parts;
}

/// Pixels of a silhouette as if nothing was before it and the picture had no edges.
std::uint64_t whole_area(const std::vector<FigurePart>& parts, const net::Box& box) {
    constexpr double kMost = 4000.0;
    const cv::Rect area(cvFloor(box.x) - 1, cvFloor(box.y) - 1, cvCeil(std::min(kMost, box.width)) + 3,
                        cvCeil(std::min(kMost, box.height)) + 3);
    cv::Mat covered = cv::Mat::zeros(area.size(), CV_8U);
    for (const auto& part : parts) {
        for_each_pixel(part.stroke, area, 1.0F, [&](const StrokePixel& at) {
            if (at.cover > kOwns) covered.at<uchar>(at.y - area.y, at.x - area.x) = 1;
        });
    }
    std::uint64_t out = 0;
    for (int y = 0; y < covered.rows; ++y)
        out += static_cast<std::uint64_t>(
            std::count(covered.ptr<uchar>(y), covered.ptr<uchar>(y) + covered.cols, 1));
    return out;
}

void own(const Silhouette& silhouette, const cv::Mat& nearness, int owner, cv::Mat& owners) {
    for (const auto& part : silhouette.parts) {
        const int painted = part.covering == Covering::luggage ? 0 : owner;
        for_each_pixel(part.stroke, {{}, owners.size()}, 1.0F, [&](const StrokePixel& at) {
            if (at.cover <= kOwns || at.nearness * kLean < nearness.at<float>(at.y, at.x)) return;
            owners.at<int>(at.y, at.x) = painted;
        });
    }
    for (const auto& facet : silhouette.facets) {
        net::Polygon<net::Image> outline;
        for (const auto& corner : facet.corners) outline.corners.push_back({corner.x, corner.y});
        float left = facet.corners[0].x;
        float right = left;
        float top = facet.corners[0].y;
        float bottom = top;
        for (const auto& corner : facet.corners) {
            left = std::min(left, corner.x);
            right = std::max(right, corner.x);
            top = std::min(top, corner.y);
            bottom = std::max(bottom, corner.y);
        }
        const cv::Rect area =
            cv::Rect(cvFloor(left), cvFloor(top), cvCeil(right - left) + 1, cvCeil(bottom - top) + 1) &
            cv::Rect({}, owners.size());
        for (int y = area.y; y < area.y + area.height; ++y) {
            for (int x = area.x; x < area.x + area.width; ++x) {
                if (net::contains(outline, {x + 0.5, y + 0.5})) owners.at<int>(y, x) = 0;
            }
        }
    }
}

net::Box clipped(const net::Box& box, cv::Size size) {
    const double left = std::clamp(box.x, 0.0, static_cast<double>(size.width));
    const double top = std::clamp(box.y, 0.0, static_cast<double>(size.height));
    const double right = std::clamp(box.x + box.width, 0.0, static_cast<double>(size.width));
    const double bottom = std::clamp(box.y + box.height, 0.0, static_cast<double>(size.height));
    return {left, top, right - left, bottom - top};
}

}  // namespace

std::vector<TruePerson> truth_of(const WorldState& state, SimulatedCamera& camera) {
    const auto& view = camera.view(state);
    const auto& floor = camera.settings().pose.floor;
    std::vector<Silhouette> silhouettes;
    std::vector<TruePerson> out;
    std::unordered_map<std::uint64_t, std::uint64_t> areas;
    for (const auto& object : state.objects) {
        if (object.floor != floor) continue;
        if (auto thing = thing_of(object, view.projection, {}))
            silhouettes.push_back({thing->depth_m, 0, std::move(thing->rounds), std::move(thing->facets)});
    }
    for (const auto& person : state.people) {
        if (person.floor != floor) continue;
        const Skeleton body = body_of(person, state.time_s, seat_at(state, floor, person.at));
        auto figure = figure_of(body, view.projection);
        if (!figure) continue;
        PaintedFigure silhouette;
        silhouette.parts = without_luggage(figure->parts);
        const auto box = silhouette.box();
        if (!box) continue;
        const net::Box inside = clipped(*box, camera.settings().size);
        if (inside.width < 1.0 || inside.height < 1.0) continue;
        areas[person.id] = whole_area(silhouette.parts, *box);
        out.push_back({person.id, inside, 0.0, person.at});
        silhouettes.push_back({figure->depth_m, person.id, std::move(figure->parts), {}});
    }
    std::vector<std::size_t> order(silhouettes.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        const auto& one = silhouettes[a];
        const auto& other = silhouettes[b];
        return one.depth_m != other.depth_m ? one.depth_m > other.depth_m : one.id > other.id;
    });
    std::sort(out.begin(), out.end(), [](const TruePerson& a, const TruePerson& b) { return a.id < b.id; });
    cv::Mat owners = cv::Mat::zeros(camera.settings().size, CV_32S);
    for (const std::size_t i : order) {
        const int owner = silhouettes[i].id == 0 ? 0 : static_cast<int>(i) + 1;
        own(silhouettes[i], view.backdrop.nearness, owner, owners);
    }
    std::vector<std::uint64_t> seen(silhouettes.size() + 1, 0);
    for (int y = 0; y < owners.rows; ++y) {
        const int* row = owners.ptr<int>(y);
        for (int x = 0; x < owners.cols; ++x) ++seen[static_cast<std::size_t>(row[x])];
    }
    std::unordered_map<std::uint64_t, std::uint64_t> seen_of;
    for (std::size_t i = 0; i < silhouettes.size(); ++i) seen_of[silhouettes[i].id] = seen[i + 1];
    for (auto& person : out) {
        const auto whole = areas[person.id];
        if (whole > 0)
            person.visible =
                std::min(1.0, static_cast<double>(seen_of[person.id]) / static_cast<double>(whole));
    }
    return out;
}

std::vector<std::uint64_t> people_inside(const WorldState& state, const net::FloorId& floor,
                                         const net::Polygon<net::Floor>& outline) {
    std::vector<std::uint64_t> out;
    for (const auto& person : state.people) {
        if (person.floor == floor && net::contains(outline, person.at)) out.push_back(person.id);
    }
    std::sort(out.begin(), out.end());
    return out;
}

void write_truth(std::ostream& out, std::uint64_t frame, const std::vector<TruePerson>& people) {
    for (const auto& person : people) {
        out << fmt::format("{},{},{:.2f},{:.2f},{:.2f},{:.2f},{},{:.3f},{:.3f},0\n", frame, person.id,
                           person.box.x, person.box.y, person.box.width, person.box.height,
                           person.counts() ? 1 : 0, person.at.x, person.at.y);
    }
}

}  // namespace vigie::vision
