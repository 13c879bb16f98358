// What a camera notices besides people and their number, and how well it sees at all.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "net/types/geometry.hpp"

namespace vigie::net {

enum class SignKind : std::uint8_t {
    left_object = 1,     ///< stands where nothing stood, without anybody near it
    missing_object = 2,  ///< something that stood there is gone
    person_down = 3,     ///< somebody lies or sits on the ground
    smoke = 4,
    flames = 5,
    model_class = 6  ///< a class of the user's own model
};

/// Number of a sign within one camera and node run; never reused within it.
using SignNumber = std::uint64_t;

/// Something noticed in a picture. Immutable value.
struct Sign {
    SignNumber number = 0;
    SignKind kind = SignKind::left_object;
    Box box;                                        ///< pixels of the scene's picture
    double confidence = 0.0;                        ///< 0 to 1
    double lasting_s = 0.0;                         ///< for how long it has been so, stream time
    std::optional<Point<Floor>> at = std::nullopt;  ///< absent without calibration
    std::string label = {};                         ///< model_class: the class's name; else empty
    bool operator==(const Sign&) const = default;
};

/// How well a camera sees its view, held against what it has learnt of it. All are 0 when nothing is wrong.
struct ViewQuality {
    double covered = 0.0;  ///< share of the picture in which the view's structure is hidden, 0 to 1
    double blur = 0.0;     ///< share of the view's fine detail that is lost, 0 to 1
    double moved = 0.0;    ///< how far the view has shifted, by the picture's width, 0 to 1
    double glare = 0.0;    ///< share of the picture that is blinded by light, 0 to 1
    bool operator==(const ViewQuality&) const = default;
};

}  // namespace vigie::net
