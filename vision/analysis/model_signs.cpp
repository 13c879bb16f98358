#include "vision/analysis/model_signs.hpp"

#include <algorithm>
#include <utility>

namespace vigie::vision {

std::vector<net::Sign> ModelSigns::look(const std::vector<ModelSighting>& sightings, const Ground& ground,
                                        double seconds) {
    // Somebody who walks carries it some way between two looks.
    constexpr double kSame = 0.1;
    for (auto& known : known_) {
        known.unseen_s += seconds;
        known.sign.lasting_s += seconds;
    }
    std::erase_if(known_, [](const Known& known) { return known.unseen_s > kForgetS; });
    std::vector<net::Sign> out;
    out.reserve(sightings.size());
    for (const auto& sighting : sightings) {
        Known* same = nullptr;
        double most = kSame;
        for (auto& known : known_) {
            const bool taken = std::any_of(out.begin(), out.end(), [&](const net::Sign& sign) {
                return sign.number == known.sign.number;
            });
            const double shared = net::intersection_over_union(known.sign.box, sighting.box);
            if (taken || known.sign.label != sighting.key || shared < most) continue;
            most = shared;
            same = &known;
        }
        if (same == nullptr) {
            Known fresh;
            fresh.sign.number = numbers_.next();
            fresh.sign.kind = net::SignKind::model_class;
            fresh.sign.label = sighting.key;
            known_.push_back(std::move(fresh));
            same = &known_.back();
        }
        same->unseen_s = 0.0;
        same->sign.box = sighting.box;
        same->sign.confidence = std::clamp(sighting.confidence, 0.0, 1.0);
        same->sign.at.reset();
        if (const auto place = ground.sighting(sighting.box); place && ground.in_metres()) {
            same->sign.at = net::Point<net::Floor>{place->at[0], place->at[1]};
        }
        out.push_back(same->sign);
    }
    return out;
}

}  // namespace vigie::vision
