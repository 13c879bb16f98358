#include "vision/simulation/script.hpp"

#include "net/toml/toml_reader.hpp"

namespace vigie::vision {

net::Result<SimulationScript> load_script(const std::filesystem::path& file) {
    const auto content = net::read_toml(file);
    if (!content) return net::fail("simulation", content.error());
    return SimulationScript{};
}

}  // namespace vigie::vision
