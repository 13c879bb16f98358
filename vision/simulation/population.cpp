#include "vision/simulation/population.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <span>

namespace vigie::vision {

namespace {

struct Cloth {
    Colour colour;
    double share;  ///< how often by the others of its table
};

constexpr std::array<Cloth, 16> kTops{{{{25, 25, 28}, 18.0},     // black
                                       {{48, 50, 56}, 10.0},     // charcoal
                                       {{34, 40, 62}, 12.0},     // navy
                                       {{110, 112, 116}, 8.0},   // grey
                                       {{165, 165, 165}, 4.0},   // light grey
                                       {{228, 228, 224}, 10.0},  // white
                                       {{205, 195, 172}, 4.0},   // beige
                                       {{92, 72, 54}, 4.0},      // brown
                                       {{72, 78, 56}, 5.0},      // olive
                                       {{70, 98, 140}, 6.0},     // denim
                                       {{128, 160, 198}, 4.0},   // light blue
                                       {{140, 34, 38}, 4.0},     // dark red
                                       {{196, 60, 54}, 2.0},     // red
                                       {{206, 128, 132}, 2.0},   // rose
                                       {{48, 94, 70}, 2.0},      // green
                                       {{212, 172, 60}, 1.5}}};  // mustard

constexpr std::array<Cloth, 9> kTrousers{{{{28, 28, 32}, 24.0},      // black
                                          {{44, 54, 82}, 22.0},      // dark denim
                                          {{84, 104, 138}, 12.0},    // denim
                                          {{58, 60, 66}, 12.0},      // charcoal
                                          {{36, 42, 60}, 8.0},       // navy
                                          {{120, 118, 114}, 5.0},    // grey
                                          {{172, 156, 126}, 6.0},    // chino
                                          {{82, 74, 58}, 4.0},       // brown
                                          {{216, 214, 208}, 2.0}}};  // white

constexpr std::array<Cloth, 6> kShoes{{{{24, 24, 26}, 12.0},
                                       {{62, 48, 38}, 5.0},
                                       {{225, 225, 222}, 6.0},
                                       {{120, 120, 122}, 3.0},
                                       {{44, 52, 80}, 2.0},
                                       {{150, 60, 52}, 1.0}}};

constexpr std::array<Cloth, 7> kHair{{{{26, 22, 20}, 10.0},
                                      {{58, 42, 32}, 10.0},
                                      {{98, 70, 48}, 6.0},
                                      {{172, 140, 92}, 4.0},
                                      {{126, 70, 44}, 1.0},
                                      {{150, 148, 146}, 4.0},
                                      {{208, 206, 202}, 2.0}}};

constexpr std::array<Cloth, 6> kSkin{{{{236, 200, 176}, 6.0},
                                      {{222, 180, 150}, 6.0},
                                      {{198, 152, 118}, 4.0},
                                      {{158, 112, 80}, 3.0},
                                      {{112, 76, 54}, 2.0},
                                      {{78, 54, 42}, 1.5}}};

/// One of the table, a little lighter or darker and faded unlike the next one of the same cloth.
Colour draw_colour(std::span<const Cloth> table, Random& random) {
    double total = 0.0;
    for (const auto& cloth : table) total += cloth.share;
    double left = random.uniform() * total;
    std::size_t chosen = 0;
    while (chosen + 1 < table.size() && left >= table[chosen].share) left -= table[chosen++].share;
    const double shade = random.uniform(0.85, 1.15);
    Colour colour = table[chosen].colour;
    for (auto& part : colour) {
        const double value = static_cast<double>(part) * shade + random.uniform(-6.0, 6.0);
        part = static_cast<std::uint8_t>(std::clamp(value, 0.0, 255.0));
    }
    return colour;
}

}  // namespace

PersonLook draw_person(const PopulationSettings& settings, Random& random) {
    PersonLook who;
    who.height_m = random.normal_within(settings.height_mean_m, settings.height_deviation_m,
                                        settings.height_least_m, settings.height_most_m);
    who.build = random.normal_within(1.0, 0.09, 0.8, 1.25);
    who.speed_m_per_s = random.normal_within(settings.speed_mean_m_per_s, settings.speed_deviation_m_per_s,
                                             settings.speed_least_m_per_s, settings.speed_most_m_per_s);
    const double carries = random.uniform();
    if (carries < settings.bag_share) {
        who.carried = Carried::bag;
    } else if (carries < settings.bag_share + settings.suitcase_share) {
        who.carried = Carried::suitcase;
    }
    who.clothes = {draw_colour(kHair, random), draw_colour(kSkin, random), draw_colour(kTops, random),
                   draw_colour(kTrousers, random), draw_colour(kShoes, random)};
    return who;
}

}  // namespace vigie::vision
