#include "net/transport/gatekeeper.hpp"

#include <array>
#include <bit>
#include <chrono>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "net/transport/socket.hpp"

namespace vigie::net {
namespace {

constexpr const char* kZapAddress = "inproc://zeromq.zap.01";
constexpr Microseconds kReloadPeriod = std::chrono::milliseconds(200);
constexpr std::size_t kQuestionParts = 7;
constexpr std::size_t kRawKey = 32;
constexpr std::size_t kZ85Buffer = 41;

std::string how_to_let_in(const std::filesystem::path& file) {
    return fmt::format(
        "add a console's key with 'cat NAME.pub >> {}', where NAME.pub is what 'vigie-keys make' "
        "made for it",
        file.string());
}

std::string z85_of(std::string_view raw) {
    std::array<char, kZ85Buffer> text{};
    zmq_z85_encode(text.data(), reinterpret_cast<const std::uint8_t*>(raw.data()), raw.size());
    return text.data();
}

}  // namespace

Result<std::unique_ptr<Gatekeeper>> Gatekeeper::start(zmq::context_t& context,
                                                      std::filesystem::path authorized_keys, Log log,
                                                      const Clock& clock) {
    AllowlistFile allowlist(std::move(authorized_keys));
    allowlist.refresh();
    if (!allowlist.is_readable()) {
        return fail(ErrorCode::not_found, fmt::format("{}; {}", allowlist.list().bad_lines.front(),
                                                      how_to_let_in(allowlist.file())));
    }
    try {
        zmq::socket_t questions(context, zmq::socket_type::rep);
        questions.set(zmq::sockopt::linger, 0);
        questions.bind(kZapAddress);
        return std::unique_ptr<Gatekeeper>(
            new Gatekeeper(std::move(questions), std::move(allowlist), std::move(log), clock));
    } catch (const zmq::error_t& error) {
        return fail(ErrorCode::unavailable, fmt::format("the gatekeeper cannot start: {}", error.what()));
    }
}

Gatekeeper::Gatekeeper(zmq::socket_t questions, AllowlistFile allowlist, Log log, const Clock& clock)
    : questions_(std::move(questions)),
      allowlist_(std::move(allowlist)),
      log_(std::move(log)),
      refusals_(clock, LogLevel::warning, "refused clients", log_) {
    remember_names();
    tell_what_is_wrong();
    thread_ = std::jthread([this](const std::stop_token& stop) { run(stop); });
}

void Gatekeeper::stop() {
    if (thread_.joinable()) {
        thread_.request_stop();
        wake_up_.ring();
        thread_.join();
    }
}

void Gatekeeper::run(const std::stop_token& stop) {
    leave_signals_to_main();
    std::array items{readable(wake_up_.fd()), readable(questions_)};
    while (!stop.stop_requested()) {
        wait_readable(items, kReloadPeriod);
        wake_up_.drain();
        reload();
        refusals_.tick();
        if ((items[1].revents & ZMQ_POLLIN) != 0) {
            answer();
        }
    }
    questions_.close();
}

void Gatekeeper::reload() {
    if (!allowlist_.refresh()) {
        return;
    }
    remember_names();
    log_(LogLevel::info,
         fmt::format("the allowlist was read again: {} keys may connect", allowlist_.list().names.size()));
    tell_what_is_wrong();
}

void Gatekeeper::tell_what_is_wrong() {
    for (const auto& line : allowlist_.list().bad_lines) {
        log_(LogLevel::warning, line);
    }
    if (allowlist_.is_readable() && allowlist_.list().names.empty()) {
        log_(LogLevel::warning, fmt::format("the allowlist {} holds no key, so nobody is let in: {}",
                                            allowlist_.file().string(), how_to_let_in(allowlist_.file())));
    }
}

void Gatekeeper::remember_names() {
    // A file that cannot be read lets nobody new in, but throws nobody out: it says nothing about them.
    if (allowlist_.is_readable()) {
        const std::lock_guard lock(mutex_);
        names_ = allowlist_.list().names;
    }
}

std::optional<std::string> Gatekeeper::name_of(std::string_view key) const {
    const auto parsed = PublicKey::parse(key);
    const std::lock_guard lock(mutex_);
    const auto found = parsed ? names_.find(*parsed) : names_.end();
    return found == names_.end() ? std::nullopt : std::optional(found->second);
}

void Gatekeeper::note_refused(const PublicKey& key, std::string_view address) {
    // Refused clients try again every second: say it ever more seldom of one key, and not too often of all.
    constexpr std::size_t kRememberedKeys = 1024;
    if (refused_by_key_.size() >= kRememberedKeys) {
        refused_by_key_.clear();
    }
    const auto times = ++refused_by_key_[key];
    if (std::has_single_bit(times)) {
        refusals_.say(
            fmt::format("refused a client at {}, {} times so far: its key {} is not in the allowlist",
                        address, times, key.z85()));
    }
}

void Gatekeeper::answer() {
    const auto question = receive_parts(questions_, kQuestionParts);
    if (!question) {
        return;
    }
    // Version, request id, domain, address, identity, mechanism, key.
    std::string status = "400";
    std::string user;
    std::string address = "unknown";
    std::string request;
    if (question->size() > 3) {
        request = bytes_of((*question)[1]);
        address = bytes_of((*question)[3]);
    }
    if (question->size() == kQuestionParts && bytes_of((*question)[0]) == "1.0" &&
        bytes_of((*question)[5]) == "CURVE" && (*question)[6].size() == kRawKey) {
        const auto key = PublicKey::parse(z85_of(bytes_of((*question)[6])));
        const auto& names = allowlist_.list().names;
        if (key && names.contains(*key)) {
            status = "200";
            user = key->z85();
        } else if (key) {
            note_refused(*key, address);
        }
    }
    if (status != "200") {
        refused_.fetch_add(1);
    }
    std::array<zmq::message_t, 6> reply{zmq::message_t(std::string_view("1.0")),
                                        zmq::message_t(request),
                                        zmq::message_t(status),
                                        zmq::message_t(),
                                        zmq::message_t(user),
                                        zmq::message_t()};
    send_parts(questions_, reply);
}

}  // namespace vigie::net
