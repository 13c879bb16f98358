#include "net/transport/endpoints.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace vigie::net {

Result<Endpoints> Endpoints::at(std::string_view host, std::uint16_t base_port) {
    const bool known = std::all_of(host.begin(), host.end(), [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '.' ||
               c == '-' || c == '_' || c == '*';
    });
    const auto colons = std::count(host.begin(), host.end(), ':');
    if (colons == 1) {
        return fail(ErrorCode::invalid_input,
                    fmt::format("'{}' holds a port: give the host alone, the port has a field of its own",
                                host.substr(0, 64)));
    }
    if (colons > 1) {
        return fail(ErrorCode::invalid_input,
                    fmt::format("'{}' is an IPv6 address, and Vigie speaks IPv4: give an address such as "
                                "127.0.0.1, or a host name",
                                host.substr(0, 64)));
    }
    if (host.empty() || host.size() > 255 || !known) {
        return fail(ErrorCode::invalid_input,
                    fmt::format("'{}' is not a host: give a name or an address such as 127.0.0.1",
                                host.substr(0, 64)));
    }
    if (base_port > 65533) {
        return fail(ErrorCode::invalid_input,
                    fmt::format("port {} leaves no room for three ports in a row: choose one up to 65533",
                                base_port));
    }
    const auto address = [&](int offset) {
        return fmt::format("tcp://{}:{}", host, base_port == 0 ? 0 : base_port + offset);
    };
    return Endpoints{address(0), address(1), address(2)};
}

}  // namespace vigie::net
