#include "vision/node/configuration_version.hpp"

#include <fmt/format.h>

#include <cstdint>
#include <fstream>
#include <limits>
#include <string>

#include "net/wire/configuration_codec.hpp"
#include "vision/node/durable_file.hpp"

namespace vigie::vision {

net::Result<void> set_version(net::ConfigurationRecord& record, const std::filesystem::path& file) {
    const auto hash = net::content_hash_of(record);
    if (!hash) return net::fail("the configuration cannot be served", hash.error());
    std::uint64_t version = 0;
    std::string known;
    std::ifstream stream(file);
    if (!(stream >> version >> known) || version == std::numeric_limits<std::uint64_t>::max()) version = 0;
    record.content_hash = *hash;
    record.version = known == *hash && version > 0 ? version : version + 1;
    if (record.version == version) return {};

    // A version that was served must not be given to another content after a power cut.
    if (!replace_durably(file, fmt::format("{} {}\n", record.version, record.content_hash))) {
        return net::fail(
            net::ErrorCode::unavailable,
            fmt::format("the configuration's version cannot be written to '{}': check that the disk has "
                        "space and the folder may be written",
                        file.string()));
    }
    return {};
}

}  // namespace vigie::vision
