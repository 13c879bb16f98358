// Where a node cannot listen it says why, and what to do.
#include <cerrno>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "net/transport/desk.hpp"
#include "net/transport/socket.hpp"

namespace vigie::net {
namespace {

using ::testing::HasSubstr;

TEST(Listening, EachReasonHasItsAdvice) {
    const auto error = [](int code) { return listening_error(code, "requests", "tcp://192.0.2.1:80"); };
    EXPECT_THAT(error(EADDRINUSE).message,
                HasSubstr("cannot listen for requests on tcp://192.0.2.1:80: the port is in use"));
    EXPECT_EQ(error(EADDRINUSE).code, ErrorCode::unavailable);
    for (const int code : {EACCES, EPERM}) {
        EXPECT_THAT(error(code).message, HasSubstr("configure one from 1024 on"));
        EXPECT_EQ(error(code).code, ErrorCode::refused);
    }
    for (const int code : {EADDRNOTAVAIL, ENODEV}) {
        EXPECT_THAT(error(code).message, HasSubstr("0.0.0.0 for all of them"));
        EXPECT_EQ(error(code).code, ErrorCode::invalid_input);
    }
    EXPECT_THAT(error(EINVAL).message, HasSubstr("Invalid argument; configure an address"));
}

TEST(Listening, IsRefusedOnAnAddressAndANameThatAreNoneOfThisMachines) {
    zmq::context_t context;
    auto socket = make_socket(context, zmq::socket_type::router, {});
    for (const char* address : {"tcp://192.0.2.1:0", "tcp://no-such-card:0"}) {
        const auto bound = bind_socket(socket, address, "requests");
        ASSERT_FALSE(bound) << *bound;
        EXPECT_THAT(bound.error().message, HasSubstr("no network card of this machine has that address"));
    }
    EXPECT_TRUE(bind_socket(socket, "tcp://127.0.0.1:0", "requests"));
}

}  // namespace
}  // namespace vigie::net
