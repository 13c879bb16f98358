// People on a floor, made by hand and played to what watches a zone.
#pragma once

#include <cmath>
#include <functional>
#include <memory>
#include <vector>

#include "tests/support/sample_messages.hpp"
#include "vision/crowd/zone_watch.hpp"

namespace vigie::test {

/// Somebody at one moment.
struct Somebody {
    net::TrackNumber number = 0;
    net::Point<net::Floor> at;
    bool seen = true;  ///< false: the tracker predicts them
};

/// Everybody, by the seconds since the film began.
using Play = std::function<std::vector<Somebody>(double)>;

inline net::Polygon<net::Floor> rectangle(double left, double top, double right, double bottom) {
    return {{{left, top}, {right, top}, {right, bottom}, {left, bottom}}};
}

/// A standing area without direction, queue or capacity; 10 m2 and 10 s.
inline net::ZoneConfiguration a_zone(net::Polygon<net::Floor> outline) {
    net::ZoneConfiguration zone;
    zone.zone = id<net::ZoneId>("zone");
    zone.floor = id<net::FloorId>("hall");
    zone.outline = std::move(outline);
    zone.bands = {2.0, 3.6, 5.0};
    return zone;
}

inline net::Scene scene_of(const std::vector<Somebody>& people, double claimed_m2 = 0.0) {
    net::Scene scene;
    scene.camera = id<net::CameraId>("cam-1");
    scene.mask = net::MaskReason::people;
    for (const auto& one : people) {
        scene.tracks.push_back({one.number,
                                one.seen ? net::TrackState::confirmed : net::TrackState::coasting,
                                {},
                                0.9,
                                9,
                                net::FloorEstimate{one.at, {claimed_m2, 0.0, claimed_m2}, {}}});
    }
    return scene;
}

/// Plays to one zone at five frames a second.
class ZoneFilm {
public:
    explicit ZoneFilm(const net::ZoneConfiguration& zone,
                      const net::Polygon<net::Floor>& seen = rectangle(-200.0, -200.0, 200.0, 200.0))
        : zone_(zone), watch_(zone, seen, settings_), paths_(settings_.path) {}

    /// The next `seconds` of the play.
    void run(double seconds, const Play& play) {
        for (auto left = std::lround(seconds * 5.0); left > 0; --left) {
            ++frame_;
            auto scene = scene_of(play(time()), claimed_m2);
            if (counted) scene.zones = {{zone_.zone, {*counted, *counted, *counted, at_least, false}, {}}};
            scene.density = density;
            auto squares = net::shared(crowd_moves ? crowd_moves(time()) : net::CrowdVelocities{});
            if (own && !squares) squares = std::make_shared<const net::CrowdVelocities>();
            if (paths_.take(scene, net::Microseconds(frame_ * 200'000))) {
                watch_.update(paths_, scene, squares.get());
            }
        }
    }
    /// Seconds of the frame that was played last; the first is 0.2.
    [[nodiscard]] double time() const { return static_cast<double>(frame_) * 0.2; }
    [[nodiscard]] const net::ZoneCrowd& crowd() const { return watch_.crowd(); }
    [[nodiscard]] vision::ZoneWatch& watch() { return watch_; }
    [[nodiscard]] vision::WalkedPaths& paths() { return paths_; }

    double claimed_m2 = 0.0;                  ///< variance that the tracker claims of each place
    std::optional<double> counted;            ///< people in the zone by its count ...
    bool at_least = false;                    ///< ... which is a lower bound
    bool own = false;                         ///< the node's own camera: where nothing moves no crowd is
    std::optional<net::DensityGrid> density;  ///< as the camera's analysis draws it
    std::function<net::CrowdVelocities(double)> crowd_moves;  ///< how its crowds move, by the film's seconds

private:
    vision::MovementSettings settings_;
    net::ZoneConfiguration zone_;
    vision::ZoneWatch watch_;
    vision::WalkedPaths paths_;
    std::int64_t frame_ = 0;
};

/// Places on a square raster, `per_m2` of them, over a rectangle.
inline std::vector<Somebody> standing_crowd(double left, double top, double right, double bottom,
                                            double per_m2) {
    const double apart = 1.0 / std::sqrt(per_m2);
    std::vector<Somebody> out;
    for (double y = top + apart / 2.0; y < bottom; y += apart) {
        for (double x = left + apart / 2.0; x < right; x += apart) out.push_back({out.size() + 1, {x, y}});
    }
    return out;
}

/// Numbers that look random, the same everywhere: mean 0 and variance 1.
class Jitter {
public:
    double next() {
        double sum = 0.0;
        for (int i = 0; i < 12; ++i) {
            state_ = state_ * 6364136223846793005ULL + 1442695040888963407ULL;
            sum += static_cast<double>(state_ >> 11U) / 9007199254740992.0;
        }
        return sum - 6.0;
    }

private:
    std::uint64_t state_ = 12345;
};

}  // namespace vigie::test
