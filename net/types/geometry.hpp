// Points, boxes and polygons. Image and floor coordinates are different types: metres cannot
// be passed where pixels are meant.
#pragma once

#include <vector>

#include "net/types/ids.hpp"

namespace vigie::net {

/// Pixels of a camera's picture: x to the right, y down, origin at the top left corner.
struct Image {};
/// Metres on a floor plan: x to the right, y down the plan as drawn, origin at the plan's corner.
struct Floor {};

template <class Space>
struct Vector {
    double x = 0.0;
    double y = 0.0;
    bool operator==(const Vector&) const = default;
};

template <class Space>
struct Point {
    double x = 0.0;
    double y = 0.0;
    bool operator==(const Point&) const = default;

    friend Vector<Space> operator-(Point a, Point b) { return {a.x - b.x, a.y - b.y}; }
    friend Point operator+(Point p, Vector<Space> v) { return {p.x + v.x, p.y + v.y}; }
};

/// Euclidean distance, in the unit of the space.
[[nodiscard]] double distance(Point<Image> a, Point<Image> b);
[[nodiscard]] double distance(Point<Floor> a, Point<Floor> b);

/// Covariance of a position, in squared units of the space.
template <class Space>
struct Covariance {
    double xx = 0.0;
    double xy = 0.0;
    double yy = 0.0;
    bool operator==(const Covariance&) const = default;
};

/// An axis-parallel rectangle of a picture, in pixels; may reach outside of the picture.
struct Box {
    double x = 0.0;
    double y = 0.0;
    double width = 0.0;
    double height = 0.0;
    bool operator==(const Box&) const = default;

    [[nodiscard]] double area() const { return width * height; }
    /// Where a standing person in this box touches the floor: the middle of the lower edge.
    [[nodiscard]] Point<Image> foot() const { return {x + width / 2.0, y + height}; }
    [[nodiscard]] Point<Image> centre() const { return {x + width / 2.0, y + height / 2.0}; }
};

/// Intersection over union, 0 to 1; 0 for boxes without area.
[[nodiscard]] double intersection_over_union(const Box& a, const Box& b);

/// A closed outline without repeated last corner, in either orientation.
template <class Space>
struct Polygon {
    std::vector<Point<Space>> corners;
    bool operator==(const Polygon&) const = default;
};

/// Area, never negative, in squared units; 0 with fewer than three corners.
[[nodiscard]] double area(const Polygon<Floor>& polygon);
[[nodiscard]] double area(const Polygon<Image>& polygon);

/// Even-odd rule; points on the outline belong to one side, unspecified which.
[[nodiscard]] bool contains(const Polygon<Floor>& polygon, Point<Floor> point);
[[nodiscard]] bool contains(const Polygon<Image>& polygon, Point<Image> point);

/// True when no two edges that are not neighbours meet and there are three or more corners.
[[nodiscard]] bool is_simple(const Polygon<Floor>& polygon);

/// A directed stretch of floor.
struct Segment {
    Point<Floor> from;
    Point<Floor> to;
    bool operator==(const Segment&) const = default;
};

/// Signed area of (a, b, c): positive when c lies to the right of a->b as drawn (y is down).
[[nodiscard]] double side_of(const Segment& line, Point<Floor> point);

/// True when the two stretches cross or touch.
[[nodiscard]] bool crosses(const Segment& a, const Segment& b);

/// A position that knows its floor.
struct FloorPoint {
    FloorId floor;
    Point<Floor> at;
    bool operator==(const FloorPoint&) const = default;
};

}  // namespace vigie::net
