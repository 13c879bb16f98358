// Decides who may connect: the ZAP handler (ZeroMQ RFC 27) of a node's sockets. Private to net/transport.
#pragma once

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <thread>

#include <zmq.hpp>

#include "net/transport/allowlist.hpp"
#include "net/transport/log.hpp"
#include "net/transport/throttled_log.hpp"
#include "net/transport/wake_up.hpp"
#include "net/types/result.hpp"

namespace vigie::net {

/// Owns one thread that answers ZeroMQ's questions from the allowlist. Start it before any socket
/// binds: sockets made by serve_curve() let nobody in without it. Any thread may call any member.
class Gatekeeper {
public:
    /// not_found when the allowlist cannot be read now; unavailable when the context has a
    /// gatekeeper already. `log`, not empty, is called on the gatekeeper's thread (bad lines at start:
    /// here). `clock` outlives it.
    [[nodiscard]] static Result<std::unique_ptr<Gatekeeper>> start(zmq::context_t& context,
                                                                   std::filesystem::path authorized_keys,
                                                                   Log log, const Clock& clock);
    ~Gatekeeper() { stop(); }
    Gatekeeper(const Gatekeeper&) = delete;
    Gatekeeper& operator=(const Gatekeeper&) = delete;

    /// Ends the thread and closes the socket: from now on nobody is let in.
    void stop();
    /// Connections that it refused.
    [[nodiscard]] std::uint64_t refused() const { return refused_.load(); }
    /// Name under which the key (Z85) stands in the allowlist, as it was when last readable; nothing
    /// when it does not: who was let in with it has lost that right.
    [[nodiscard]] std::optional<std::string> name_of(std::string_view key) const;

private:
    Gatekeeper(zmq::socket_t questions, AllowlistFile allowlist, Log log, const Clock& clock);
    void run(const std::stop_token& stop);
    void answer();
    void reload();
    void tell_what_is_wrong();
    void remember_names();
    void note_refused(const PublicKey& key, std::string_view address);

    zmq::socket_t questions_;
    AllowlistFile allowlist_;
    Log log_;
    ThrottledLog refusals_;
    WakeUp wake_up_;
    std::atomic<std::uint64_t> refused_{0};
    std::map<PublicKey, std::uint64_t> refused_by_key_;

    mutable std::mutex mutex_;  ///< guards names_
    std::map<PublicKey, std::string> names_;

    std::jthread thread_;
};

}  // namespace vigie::net
