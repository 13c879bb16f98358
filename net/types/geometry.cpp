#include "net/types/geometry.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace vigie::net {
namespace {

template <class Space>
double polygon_area(const Polygon<Space>& polygon) {
    const auto& corners = polygon.corners;
    if (corners.size() < 3) {
        return 0.0;
    }
    double doubled = 0.0;
    for (std::size_t i = 0; i < corners.size(); ++i) {
        const auto& a = corners[i];
        const auto& b = corners[(i + 1) % corners.size()];
        doubled += a.x * b.y - b.x * a.y;
    }
    return std::abs(doubled) / 2.0;
}

template <class Space>
bool polygon_contains(const Polygon<Space>& polygon, Point<Space> point) {
    const auto& corners = polygon.corners;
    bool inside = false;
    for (std::size_t i = 0, j = corners.size() - 1; i < corners.size(); j = i++) {
        const auto& a = corners[i];
        const auto& b = corners[j];
        if ((a.y > point.y) != (b.y > point.y) &&
            point.x < (b.x - a.x) * (point.y - a.y) / (b.y - a.y) + a.x) {
            inside = !inside;
        }
    }
    return inside;
}

bool on_segment(const Segment& s, Point<Floor> p) {
    return std::min(s.from.x, s.to.x) <= p.x && p.x <= std::max(s.from.x, s.to.x) &&
           std::min(s.from.y, s.to.y) <= p.y && p.y <= std::max(s.from.y, s.to.y);
}

}  // namespace

double distance(Point<Image> a, Point<Image> b) {
    return std::hypot(a.x - b.x, a.y - b.y);
}

double distance(Point<Floor> a, Point<Floor> b) {
    return std::hypot(a.x - b.x, a.y - b.y);
}

double intersection_over_union(const Box& a, const Box& b) {
    const double width = std::min(a.x + a.width, b.x + b.width) - std::max(a.x, b.x);
    const double height = std::min(a.y + a.height, b.y + b.height) - std::max(a.y, b.y);
    if (width <= 0.0 || height <= 0.0) {
        return 0.0;
    }
    const double both = width * height;
    return both / (a.area() + b.area() - both);
}

double area(const Polygon<Floor>& polygon) {
    return polygon_area(polygon);
}

double area(const Polygon<Image>& polygon) {
    return polygon_area(polygon);
}

bool contains(const Polygon<Floor>& polygon, Point<Floor> point) {
    return polygon_contains(polygon, point);
}

bool contains(const Polygon<Image>& polygon, Point<Image> point) {
    return polygon_contains(polygon, point);
}

bool is_simple(const Polygon<Floor>& polygon) {
    const auto& corners = polygon.corners;
    const std::size_t count = corners.size();
    if (count < 3) {
        return false;
    }
    for (std::size_t i = 0; i < count; ++i) {
        const Segment first{corners[i], corners[(i + 1) % count]};
        for (std::size_t j = i + 2; j < count; ++j) {
            if (i == 0 && j == count - 1) {
                continue;
            }
            if (crosses(first, Segment{corners[j], corners[(j + 1) % count]})) {
                return false;
            }
        }
    }
    return true;
}

double side_of(const Segment& line, Point<Floor> point) {
    return (line.to.x - line.from.x) * (point.y - line.from.y) -
           (line.to.y - line.from.y) * (point.x - line.from.x);
}

bool crosses(const Segment& a, const Segment& b) {
    const double a_from = side_of(b, a.from);
    const double a_to = side_of(b, a.to);
    const double b_from = side_of(a, b.from);
    const double b_to = side_of(a, b.to);
    if (((a_from > 0) != (a_to > 0)) && ((b_from > 0) != (b_to > 0)) && a_from != 0 && a_to != 0 &&
        b_from != 0 && b_to != 0) {
        return true;
    }
    return (a_from == 0 && on_segment(b, a.from)) || (a_to == 0 && on_segment(b, a.to)) ||
           (b_from == 0 && on_segment(a, b.from)) || (b_to == 0 && on_segment(a, b.to));
}

}  // namespace vigie::net
