#include "vision/node/configuration_version.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cstdint>
#include <fstream>
#include <limits>
#include <string>
#include <string_view>
#include <system_error>

#include "net/wire/configuration_codec.hpp"

namespace vigie::vision {

namespace {

/// A version that was served must not be given to another content after a power cut.
bool replace_durably(const std::filesystem::path& file, std::string_view content) {
    const std::filesystem::path fresh = file.string() + ".new";
    const int out = ::open(fresh.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
    if (out < 0) return false;
    const bool written =
        ::write(out, content.data(), content.size()) == static_cast<ssize_t>(content.size()) &&
        ::fsync(out) == 0;
    if (::close(out) != 0 || !written) return false;
    std::error_code error;
    std::filesystem::rename(fresh, file, error);
    return !error;
}

}  // namespace

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
