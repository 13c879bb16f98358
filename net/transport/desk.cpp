#include "net/transport/desk.hpp"

#include <cerrno>

#include <fmt/format.h>

namespace vigie::net {

Error listening_error(int code, std::string_view what, std::string_view address) {
    const auto error = [&](ErrorCode kind, std::string_view why) {
        return Error{kind, fmt::format("cannot listen for {} on {}: {}", what, address, why)};
    };
    switch (code) {
        case EADDRINUSE:
            return error(ErrorCode::unavailable,
                         "the port is in use; stop the other program or configure another port");
        case EACCES:
        case EPERM:
            return error(ErrorCode::refused,
                         "this user may not use that port; configure one from 1024 on, those below belong to "
                         "the system");
        case EADDRNOTAVAIL:
        case ENODEV:  // what ZeroMQ says of a name
            return error(ErrorCode::invalid_input,
                         "no network card of this machine has that address; configure one that has, as a "
                         "number, or 0.0.0.0 for all of them, or 127.0.0.1 for this machine alone");
        default:
            return error(ErrorCode::invalid_input,
                         fmt::format("{}; configure an address such as 127.0.0.1", zmq_strerror(code)));
    }
}

Result<std::string> bind_socket(zmq::socket_t& socket, const std::string& address, std::string_view what) {
    try {
        socket.bind(address);
        return socket.get(zmq::sockopt::last_endpoint);
    } catch (const zmq::error_t& error) {
        return tl::unexpected<Error>(listening_error(error.num(), what, address));
    }
}

}  // namespace vigie::net
