#include "net/wire/space_codec.hpp"

#include <limits>

namespace vigie::net {

void write_stamp(const FrameStamp& stamp, v1::FrameStamp& to) {
    to.set_captured_us(wire_time(stamp.captured));
    to.set_captured_mono_us(stamp.captured_mono.time_since_epoch().count());
    to.set_stream_us(stamp.stream.count());
    to.set_epoch(stamp.epoch);
    to.set_number(stamp.number);
}

FrameStamp read_stamp(Check& check, std::string_view field, bool has, const v1::FrameStamp& from) {
    if (!check.present(field, has)) {
        return {};
    }
    const Check::Inside inside(check, field);
    if (from.captured_mono_us() < 0) {
        check.fault("captured_mono_us", "is negative");
    }
    if (from.stream_us() < 0) {
        check.fault("stream_us", "is negative");
    }
    FrameStamp stamp;
    stamp.captured = check.utc("captured_us", from.captured_us());
    stamp.captured_mono = MonoTime(Microseconds(from.captured_mono_us()));
    stamp.stream = StreamTime(from.stream_us());
    stamp.epoch = check.whole32("epoch", from.epoch(), 1, std::numeric_limits<std::uint32_t>::max());
    stamp.number = check.whole("number", from.number(), 1, std::numeric_limits<std::uint64_t>::max());
    return stamp;
}

void write_box(const Box& box, v1::Box& to) {
    to.set_x(box.x);
    to.set_y(box.y);
    to.set_width(box.width);
    to.set_height(box.height);
}

Box read_box(Check& check, std::string_view field, bool has, const v1::Box& from) {
    Box box;
    if (check.present(field, has)) {
        const Check::Inside inside(check, field);
        box.x = check.number("x", from.x(), -kFarthest, kFarthest);
        box.y = check.number("y", from.y(), -kFarthest, kFarthest);
        box.width = check.number("width", from.width(), 0.0, kFarthest);
        box.height = check.number("height", from.height(), 0.0, kFarthest);
    }
    return box;
}

void write_count(const Count& count, v1::Count& to) {
    to.set_people(count.people);
    to.set_low(count.low);
    to.set_high(count.high);
    to.set_at_least(count.at_least);
    to.set_partly_blind(count.partly_blind);
}

Count read_count(Check& check, std::string_view field, bool has, const v1::Count& from) {
    if (!check.present(field, has)) {
        return {};
    }
    const Check::Inside inside(check, field);
    Count count;
    count.people = check.number("people", from.people(), 0.0, kMostPeople);
    count.low = check.number("low", from.low(), 0.0, count.people);
    count.high = check.number("high", from.high(), count.people, kMostPeople);
    count.at_least = from.at_least();
    count.partly_blind = from.partly_blind();
    return count;
}

void write_outline(const std::vector<Point<Floor>>& points, v1::Outline& to) {
    for (const auto& point : points) {
        write_point(point, *to.add_corners());
    }
}

std::vector<Point<Floor>> read_outline(Check& check, std::string_view field, std::size_t least,
                                       const v1::Outline& from) {
    std::vector<Point<Floor>> points;
    const Check::Inside inside(check, field);
    if (!check.at_most("corners", from.corners_size(), kMostCorners)) {
        return points;
    }
    if (static_cast<std::size_t>(from.corners_size()) < least) {
        check.fault("corners", "has " + std::to_string(from.corners_size()) + " points, at least " +
                                   std::to_string(least) + " are needed");
    }
    for (int i = 0; i < from.corners_size(); ++i) {
        const Check::Inside corner(check, "corners", static_cast<std::size_t>(i));
        points.push_back(read_coordinates<Floor>(check, from.corners(i)));
    }
    return points;
}

}  // namespace vigie::net
