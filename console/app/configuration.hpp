// console.toml: which nodes a console follows, with which keys, and where its ledger is.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "net/transport/keys.hpp"
#include "net/transport/node_client.hpp"
#include "net/types/result.hpp"

namespace vigie::console {

/// The file's content, paths already resolved and keys already read. Value type.
struct Configuration {
    std::string console = "console";      ///< id of this console; nodes log it
    std::string language = "en";          ///< until an operator chooses: en or fr
    net::KeyPair own_keys;                ///< who this console is
    std::filesystem::path ledger;         ///< SQLite file
    std::filesystem::path fonts;          ///< folder; empty: the system's
    std::uint32_t window_width = 1600;    ///< pixels
    std::uint32_t window_height = 900;    ///< pixels
    double pictures_hz = 10.0;            ///< cap on frames drawn for new pictures, 1/s
    std::vector<net::NodeAddress> nodes;  ///< 1 to 64
};

/// Reads and checks the file and the keys that it names. Relative paths are taken from `state`. Errors name
/// file, line and field, and say what to do.
[[nodiscard]] net::Result<Configuration> load_configuration(const std::filesystem::path& file,
                                                            const std::filesystem::path& state);

}  // namespace vigie::console
