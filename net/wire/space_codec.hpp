// Parts that several messages share, between the vocabulary and the schema. Private to net/wire.
#pragma once

#include <algorithm>
#include <set>
#include <string_view>

#include "net/types/count.hpp"
#include "net/types/geometry.hpp"
#include "net/types/time.hpp"
#include "net/wire/check.hpp"
#include "net/wire/vigie.pb.h"

namespace vigie::net {

/// Microseconds since 1970.
[[nodiscard]] inline std::int64_t wire_time(UtcTime time) {
    return time.time_since_epoch().count();
}

template <class Space>
void write_point(Point<Space> point, v1::Point& to) {
    to.set_x(point.x);
    to.set_y(point.y);
}

template <class Space>
Point<Space> read_coordinates(Check& check, const v1::Point& from) {
    return {check.number("x", from.x(), -kFarthest, kFarthest),
            check.number("y", from.y(), -kFarthest, kFarthest)};
}

/// A point no farther than kFarthest from the origin, in x and in y.
template <class Space>
Point<Space> read_point(Check& check, std::string_view field, bool has, const v1::Point& from) {
    if (!check.present(field, has)) {
        return {};
    }
    const Check::Inside inside(check, field);
    return read_coordinates<Space>(check, from);
}

void write_stamp(const FrameStamp& stamp, v1::FrameStamp& to);
FrameStamp read_stamp(Check& check, std::string_view field, bool has, const v1::FrameStamp& from);

void write_box(const Box& box, v1::Box& to);
/// No corner farther than kFarthest from the picture's origin; width and height not negative.
Box read_box(Check& check, std::string_view field, bool has, const v1::Box& from);

void write_count(const Count& count, v1::Count& to);
Count read_count(Check& check, std::string_view field, bool has, const v1::Count& from);

void write_outline(const std::vector<Point<Floor>>& points, v1::Outline& to);
/// `least` to kMostCorners points.
std::vector<Point<Floor>> read_outline(Check& check, std::string_view field, std::size_t least,
                                       const v1::Outline& from);

/// Reads each element of a repeated field with `read`, under its index.
template <class T, class Repeated, class Read>
std::vector<T> read_each(Check& check, std::string_view field, const Repeated& from, std::size_t most,
                         Read read) {
    std::vector<T> values;
    if (!check.at_most(field, from.size(), most)) {
        return values;
    }
    values.reserve(static_cast<std::size_t>(from.size()));
    for (int i = 0; i < from.size() && check.ok(); ++i) {
        const Check::Inside inside(check, field, static_cast<std::size_t>(i));
        values.push_back(read(check, from.Get(i)));
    }
    return values;
}

/// Each id of a repeated field valid and there once.
template <class AnyId, class Repeated>
std::vector<AnyId> read_ids(Check& check, std::string_view field, const Repeated& from, std::size_t most) {
    std::vector<AnyId> ids;
    if (!check.at_most(field, from.size(), most)) {
        return ids;
    }
    std::set<AnyId> seen;
    for (const auto& text : from) {
        auto id = check.id<AnyId>(field, text);
        if (!seen.insert(id).second) {
            check.fault(field, "names '" + id.text() + "' twice");
        }
        ids.push_back(std::move(id));
    }
    return ids;
}

}  // namespace vigie::net
