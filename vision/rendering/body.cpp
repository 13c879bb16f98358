#include "vision/rendering/body.hpp"

#include <algorithm>
#include <cmath>

#include "vision/rendering/noise.hpp"
#include "vision/rendering/stance.hpp"

namespace vigie::vision {

namespace {

/// Segment lengths and joints by body height (Drillis and Contini 1966).
constexpr double kHip = 0.530;
constexpr double kThigh = 0.245;
constexpr double kShank = 0.246;
constexpr double kFoot = 0.152;
constexpr double kTrunk = 0.288;  ///< hip to shoulder
constexpr double kShoulderHalf = 0.104;
constexpr double kHipHalf = 0.050;
constexpr double kUpperArm = 0.186;
constexpr double kForearm = 0.146;
constexpr double kHand = 0.055;  ///< to the middle of a loose fist
constexpr double kNeck = 0.052;
constexpr double kHead = 0.130;

Place rotated(const Place& vector, const Place& axis, double angle) {  // Rodrigues
    return vector * std::cos(angle) + axis.cross(vector) * std::sin(angle) +
           axis * (axis.dot(vector) * (1.0 - std::cos(angle)));
}

/// A body's own axes. Written for the left-handed system of plan and height: forward, right, up.
struct Frame {
    Place forward;
    Place right;
    Place up;

    /// From up towards forward by `angle`.
    [[nodiscard]] Frame pitched(double angle) const {
        return {forward * std::cos(angle) - up * std::sin(angle), right,
                up * std::cos(angle) + forward * std::sin(angle)};
    }
    /// From up towards right.
    [[nodiscard]] Frame rolled(double angle) const {
        return {forward, right * std::cos(angle) - up * std::sin(angle),
                up * std::cos(angle) + right * std::sin(angle)};
    }
    /// From forward towards right.
    [[nodiscard]] Frame turned(double angle) const {
        return {forward * std::cos(angle) + right * std::sin(angle),
                right * std::cos(angle) - forward * std::sin(angle), up};
    }
};

bool has_long_hair(std::uint64_t person) {
    return mixed(person, 53) % 10U < 4U;
}
/// Of those with long hair, as the crowd says nothing of it.
bool has_skirt(std::uint64_t person) {
    return has_long_hair(person) && mixed(person, 54) % 3U == 0;
}

class Poser {
public:
    Poser(const SimulatedPerson& person, const BodyStance& stance)
        : person_(person), stance_(stance), height_(person.height_m), build_(person.build) {}

    Skeleton body(double seat_m) {
        const double heading = person_.heading_rad;
        const Frame floor{{std::cos(heading), std::sin(heading), 0.0},
                          {-std::sin(heading), std::cos(heading), 0.0},
                          {0.0, 0.0, 1.0}};
        const Place towards = floor.turned(stance_.tilt_towards).forward;
        Frame hips = floor;
        if (stance_.tilt > 0.0) {
            const Place axis = floor.up.cross(towards);
            for (Place* each : {&hips.forward, &hips.right, &hips.up})
                *each = rotated(*each, axis, stance_.tilt);
        }
        out_.middle = place_of(person_.at, kHip * height_);
        out_.hair = person_.clothes.hair;
        out_.skin = person_.clothes.skin;
        out_.variety = mixed(person_.id, 99);
        for (int side = 0; side < 2; ++side) add_leg(hips, side);
        add_trunk(hips);
        add_luggage(floor);
        settle(seat_m);
        return std::move(out_);
    }

private:
    void add(const Place& from, const Place& to, double from_radius, double to_radius, Covering covering,
             const Colour& colour) {
        Limb limb;
        limb.from = from;
        limb.to = to;
        limb.from_radius_m = from_radius * height_ * build_;
        limb.to_radius_m = to_radius * height_ * build_;
        limb.covering = covering;
        limb.colour = colour;
        out_.limbs.push_back(limb);
    }

    void add_leg(const Frame& hips, int side) {
        const double outward = side == 0 ? -1.0 : 1.0;
        const auto& clothes = person_.clothes;
        const Frame thigh =
            hips.pitched(-stance_.hip_flexion[side]).rolled(-outward * stance_.hip_spread[side]);
        const Frame shank = thigh.pitched(stance_.knee_flexion[side]);
        const bool bare = has_skirt(person_.id);
        const Covering leg = bare ? Covering::skin : Covering::trousers;
        const Colour& cloth = bare ? clothes.skin : clothes.trousers;
        const Place hip = out_.middle + hips.right * (outward * kHipHalf * height_);
        const Place knee = hip - thigh.up * (kThigh * height_);
        const Place ankle = knee - shank.up * (kShank * height_);
        // The foot stays flat in stance and follows the shank in the swing.
        const double follows = std::clamp(stance_.knee_flexion[side] - 0.2, 0.0, 0.9);
        Place toes = shank.forward - shank.up * 0.35;
        if (stance_.tilt < 0.5) {
            const Place level{shank.forward[0], shank.forward[1], 0.0};
            const double length = cv::norm(level);
            if (length > 0.2) toes = level * ((1.0 - follows) / length) + toes * follows;
        }
        toes *= 1.0 / cv::norm(toes);
        const Place heel = ankle - shank.up * (0.018 * height_) - toes * (0.03 * height_);
        add(hip, knee, 0.054, bare ? 0.040 : 0.041, Covering::trousers, clothes.trousers);
        add(knee, ankle, bare ? 0.029 : 0.040, bare ? 0.020 : 0.034, leg, cloth);
        add(heel, heel + toes * ((kFoot - 0.035) * height_), 0.021, 0.018, Covering::shoes, clothes.shoes);
    }

    void add_arm(const Frame& trunk, const Place& shoulder, int side) {
        const double outward = side == 0 ? -1.0 : 1.0;
        const auto& clothes = person_.clothes;
        const bool sleeves = mixed(person_.id, 50) % 4U != 0;
        const Frame upper =
            trunk.pitched(-stance_.shoulder_flexion[side]).rolled(-outward * stance_.shoulder_spread[side]);
        const Frame fore =
            upper.pitched(-stance_.elbow_flexion[side]).rolled(outward * 0.25 * stance_.elbow_flexion[side]);
        const Place elbow = shoulder - upper.up * (kUpperArm * height_);
        const Place wrist = elbow - fore.up * (kForearm * height_);
        add(shoulder, elbow, 0.036, 0.031, Covering::top, clothes.top);
        add(elbow, wrist, sleeves ? 0.031 : 0.025, sleeves ? 0.026 : 0.019,
            sleeves ? Covering::top : Covering::skin, sleeves ? clothes.top : clothes.skin);
        add(wrist, wrist - fore.up * (kHand * height_), 0.020, 0.022, Covering::skin, clothes.skin);
        hands_[side] = wrist - fore.up * (kHand * height_);
    }

    void add_trunk(const Frame& hips) {
        const auto& clothes = person_.clothes;
        const Frame trunk = hips.pitched(stance_.trunk_lean).rolled(stance_.trunk_sway);
        const Place waist = out_.middle + trunk.up * (0.10 * height_);
        const Place chest = out_.middle + trunk.up * ((kTrunk - 0.045) * height_);
        const Place shoulders = out_.middle + trunk.up * (kTrunk * height_);
        const auto flat = [&](double flatness, double cap) {
            out_.limbs.back().flatness = flatness;
            out_.limbs.back().lateral = trunk.right;
            out_.limbs.back().cap = cap;
        };
        if (has_skirt(person_.id) && stance_.tilt < 0.5 && stance_.hip_flexion[0] < 1.0) {
            const double swing = 0.2 * (stance_.hip_flexion[0] + stance_.hip_flexion[1]) * height_;
            add(out_.middle, out_.middle - trunk.up * (0.22 * height_) + hips.forward * swing, 0.098, 0.112,
                Covering::trousers, clothes.trousers);
            flat(0.75, 0.15);
        }
        const bool long_top = mixed(person_.id, 51) % 3U == 0;
        add(out_.middle - trunk.up * 0.01, waist, 0.099, 0.090, Covering::trousers, clothes.trousers);
        flat(0.68, 0.45);
        if (long_top)
            add(out_.middle - trunk.up * (0.02 * height_), waist, 0.104, 0.096, Covering::top, clothes.top);
        if (long_top) flat(0.7, 0.3);
        add(waist - trunk.up * (0.035 * height_), chest, 0.100, 0.122, Covering::top, clothes.top);
        flat(0.62, 0.42);
        const Place left = shoulders - trunk.right * (kShoulderHalf * height_) - trunk.up * (0.014 * height_);
        const Place right =
            shoulders + trunk.right * (kShoulderHalf * height_) - trunk.up * (0.014 * height_);
        add(left, right, 0.034, 0.034, Covering::top, clothes.top);
        add(chest, shoulders + trunk.up * (0.016 * height_), 0.085, 0.040, Covering::top, clothes.top);
        flat(0.62, 0.3);
        add_arm(trunk, left, 0);
        add_arm(trunk, right, 1);
        const Frame head = trunk.pitched(stance_.head_nod).turned(stance_.head_turn);
        const Place nape = shoulders + trunk.up * (0.005 * height_);
        const Place chin = nape + head.up * (kNeck * height_);
        add(nape, chin + head.forward * (0.01 * height_), 0.040, 0.036, Covering::skin, clothes.skin);
        out_.limbs.back().from_radius_m /= build_;
        const double radius = 0.043 * height_;
        const Place low = chin + head.up * (0.030 * height_) + head.forward * (0.012 * height_);
        const Place high = chin + head.up * (kHead * height_ - radius);
        add(low, high, 0.0, 0.0, Covering::head, clothes.skin);
        out_.limbs.back().from_radius_m = 0.86 * radius;
        out_.limbs.back().to_radius_m = radius * 1.02;
        out_.limbs.back().lateral = head.right;
        out_.limbs.back().flatness = 1.22;
        if (has_long_hair(person_.id)) {
            add(high - head.forward * (0.020 * height_), nape - head.forward * (0.034 * height_), 0.0, 0.0,
                Covering::shoes, clothes.hair);
            out_.limbs.back().from_radius_m = radius * 0.92;
            out_.limbs.back().to_radius_m = radius * 0.85;
        }
        out_.facing = head.forward;
        out_.crown = head.up;
    }

    void add_luggage(const Frame& floor) {
        if (person_.carried == Carried::nothing || stance_.tilt > 0.5) return;
        const auto tone = [&](std::uint64_t key, int least, int span) {
            return static_cast<std::uint8_t>(
                least + static_cast<int>(mixed(person_.id, key) % static_cast<std::uint64_t>(span)));
        };
        const Colour leather{tone(60, 20, 90), tone(61, 20, 60), tone(62, 20, 60)};
        Limb limb;
        limb.covering = Covering::luggage;
        limb.colour = leather;
        if (person_.carried == Carried::bag && mixed(person_.id, 52) % 2U == 0) {  // rucksack
            const Place back = out_.middle - floor.forward * (0.10 * height_);
            limb.from = back + floor.up * (0.08 * height_);
            limb.to = back + floor.up * (0.22 * height_);
            limb.from_radius_m = limb.to_radius_m = 0.09 * height_;
            limb.lateral = floor.right;
            limb.flatness = 0.6;
        } else if (person_.carried == Carried::bag) {  // held in the hand
            limb.from = hands_[1] - floor.up * 0.16 - floor.forward * 0.1;
            limb.to = hands_[1] - floor.up * 0.16 + floor.forward * 0.1;
            limb.from_radius_m = limb.to_radius_m = 0.12;
            limb.flatness = 0.5;
            limb.lateral = floor.up;
        } else {  // a suitcase on wheels, drawn behind
            const Place behind =
                place_of(person_.at, 0.0) - floor.forward * (0.32 * height_) + floor.right * 0.2;
            limb.from = behind + floor.up * 0.14;
            limb.to = behind + floor.up * 0.5;
            limb.from_radius_m = limb.to_radius_m = 0.19;
            limb.lateral = floor.right;
            limb.flatness = 0.6;
            limb.cap = 0.6;
            suitcase_ = limb;
            has_suitcase_ = true;
            return;
        }
        out_.limbs.push_back(limb);
    }

    /// Puts the lowest part onto the floor, or the hips onto the seat; who lies is flat upon it.
    void settle(double seat_m) {
        const double flat = std::pow(std::sin(std::clamp(stance_.tilt, 0.0, 1.5708)), 2.0);
        const auto lowest_of = [&] {
            double lowest = 1e9;
            for (const auto& limb : out_.limbs) {
                const double thin = limb.flatness < 1.0 && flat > 0.5 ? limb.flatness : 1.0;
                const double cap = flat > 0.5 ? 1.0 : limb.cap;
                lowest = std::min({lowest, limb.from[2] - limb.from_radius_m * thin * cap,
                                   limb.to[2] - limb.to_radius_m * thin * cap});
            }
            return lowest;
        };
        for (auto& limb : out_.limbs) {
            const double middle = out_.middle[2];
            limb.from[2] += (middle - limb.from[2]) * 0.75 * flat;
            limb.to[2] += (middle - limb.to[2]) * 0.75 * flat;
        }
        double lift = -lowest_of();
        if (seat_m > 0.0 && person_.posture == Posture::sitting) lift = seat_m + 0.09 - out_.middle[2];
        out_.middle[2] += lift;
        for (auto& limb : out_.limbs) {
            limb.from[2] += lift;
            limb.to[2] += lift;
        }
        if (has_suitcase_) {
            Limb handle = suitcase_;
            handle.from = suitcase_.to;
            handle.to = hands_[1] + Place{0.0, 0.0, lift};
            handle.from_radius_m = handle.to_radius_m = 0.012;
            handle.flatness = 1.0;
            handle.cap = 1.0;
            out_.limbs.push_back(handle);
            out_.limbs.push_back(suitcase_);
        }
    }

    const SimulatedPerson& person_;
    const BodyStance& stance_;
    double height_;
    double build_;
    Skeleton out_;
    Place hands_[2];
    Limb suitcase_;
    bool has_suitcase_ = false;
};

}  // namespace

Skeleton body_of(const SimulatedPerson& person, double time_s, double seat_m) {
    const BodyStance stance = stance_of(person, time_s, seat_m > 0.0);
    return Poser(person, stance).body(seat_m);
}

}  // namespace vigie::vision
