// What a model saw in one picture.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "net/types/geometry.hpp"

namespace vigie::vision {

/// One box of any class. A value.
struct ModelBox {
    net::Box box;             ///< picture pixels
    double confidence = 0.0;  ///< 0 to 1
    std::size_t kind = 0;     ///< class, in the output's order
    bool operator==(const ModelBox&) const = default;
};

/// Something of a class that the settings map to an alert. A value.
struct ModelSighting {
    std::string key;  ///< of the alert
    net::Box box;     ///< picture pixels
    double confidence = 0.0;
    bool operator==(const ModelSighting&) const = default;
};

/// One look at one picture.
struct ModelLook {
    std::vector<ModelBox> people;
    std::vector<ModelSighting> sightings;
    double scale = 1.0;        ///< input pixels by picture pixel: how small people were for the model
    bool finds_people = true;  ///< false: the model has no class of people, and says nothing of them
};

}  // namespace vigie::vision
