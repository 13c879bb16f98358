#include "vision/node/phase_book.hpp"

#include <fmt/format.h>
#include <xxhash.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <optional>
#include <sstream>
#include <string_view>
#include <system_error>
#include <utility>

#include "vision/node/durable_file.hpp"

namespace vigie::vision {

namespace {

constexpr std::string_view kHead = "vigie phases 1\n";
constexpr std::string_view kChecksum = "checksum ";
// A console asks again until it has the answer: far fewer are ever under way for one hall.
constexpr std::size_t kMostRemembered = 32;

std::string checksum_line(std::string_view text) {
    return fmt::format("{}{:016x}\n", kChecksum, XXH3_64bits(text.data(), text.size()));
}

/// The lines between head and checksum, if both are right.
std::optional<std::string> body_of(const std::string& text) {
    const std::size_t end = text.rfind(kChecksum);
    if (end == std::string::npos || text.compare(0, kHead.size(), kHead) != 0 || end < kHead.size() ||
        text.substr(end) != checksum_line(std::string_view(text).substr(0, end))) {
        return std::nullopt;
    }
    return text.substr(kHead.size(), end - kHead.size());
}

std::optional<std::string> content_of(const std::filesystem::path& file) {
    std::error_code error;
    if (!std::filesystem::is_regular_file(file, error)) return std::nullopt;
    std::ifstream stream(file, std::ios::binary);
    if (!stream) return std::nullopt;
    return std::string(std::istreambuf_iterator<char>(stream), {});
}

}  // namespace

PhaseBook::PhaseBook(std::filesystem::path file, const std::vector<net::HallConfiguration>& halls,
                     net::UtcTime started)
    : file_(std::move(file)) {
    halls_.reserve(halls.size());
    for (const auto& hall : halls) halls_.push_back({{hall.hall, hall.phase, started}, {}, false});
    std::error_code error;
    const bool exists = std::filesystem::exists(file_, error);
    const auto text = content_of(file_);
    if (text) read(*text);
    if (exists && !text) {
        problem_ = fmt::format(
            "the halls' phases cannot be read from '{}': allow this program to read it; "
            "every hall begins in its configured phase",
            file_.string());
        return;
    }
    const std::string now = text_of(halls_);
    // From the first start on, so that a restart does not look as if somebody had switched them.
    if ((exists || !halls_.empty()) && text != now && !replace_durably(file_, now) && problem_.empty()) {
        problem_ = fmt::format(
            "the halls' phases cannot be written to '{}': check that the disk has space "
            "and the folder may be written",
            file_.string());
    }
}

void PhaseBook::read(const std::string& text) {
    std::vector<Hall> known;
    bool damaged = false;
    if (const auto body = body_of(text)) {
        std::istringstream lines(*body);
        std::string line;
        while (std::getline(lines, line)) {
            std::istringstream words(line);
            std::string hall;
            std::string phase;
            std::int64_t since_us = 0;
            words >> hall >> phase >> since_us;
            const auto id = net::HallId::parse(hall);
            const auto key = net::phase_from_key(phase);
            damaged = damaged || !words || !id || !key || since_us < 0;
            if (damaged) break;
            Hall row{{*id, *key, net::UtcTime(net::Microseconds(since_us))}, {}, false};
            net::SwitchId carried_out = 0;
            while (words >> std::hex >> carried_out) row.carried_out.push_back(carried_out);
            known.push_back(std::move(row));
        }
    } else {
        damaged = true;
    }
    if (damaged) {
        const std::filesystem::path aside = file_.string() + ".damaged";
        std::error_code error;
        std::filesystem::rename(file_, aside, error);
        problem_ = fmt::format(
            "the halls' phases in '{}' are damaged ({}): every hall begins in its configured phase; switch "
            "those that should be in another",
            file_.string(), error ? "it cannot be moved aside" : "it is now '" + aside.string() + "'");
        return;
    }
    for (auto& hall : halls_) {
        const auto same = std::find_if(known.begin(), known.end(), [&hall](const Hall& other) {
            return other.standing.hall == hall.standing.hall;
        });
        if (same != known.end()) hall = std::move(*same);
    }
}

std::string PhaseBook::text_of(const std::vector<Hall>& halls) {
    std::string text(kHead);
    for (const auto& hall : halls) {
        text += fmt::format("{} {} {}", hall.standing.hall.text(), net::key_of(hall.standing.phase),
                            hall.standing.since.time_since_epoch().count());
        for (const net::SwitchId id : hall.carried_out) text += fmt::format(" {:x}", id);
        text += '\n';
    }
    return text + checksum_line(text);
}

net::Result<net::PhaseAnswer> PhaseBook::switch_phase(const net::PhaseSwitch& wanted, net::UtcTime now) {
    std::vector<Hall> next;
    {
        const std::lock_guard lock(mutex_);
        next = halls_;
    }
    const auto hall = std::find_if(next.begin(), next.end(), [&wanted](const Hall& other) {
        return other.standing.hall == wanted.hall;
    });
    if (hall == next.end()) {
        return net::PhaseAnswer{wanted.id, wanted.hall, net::SwitchVerdict::unknown_hall, wanted.to, now};
    }
    StandingPhase& standing = hall->standing;
    auto& ids = hall->carried_out;
    const bool repeated = std::find(ids.begin(), ids.end(), wanted.id) != ids.end();
    if (repeated || standing.phase == wanted.to) {
        return net::PhaseAnswer{wanted.id, wanted.hall, net::SwitchVerdict::done, standing.phase,
                                standing.since};
    }
    // People in danger do not wait until two supervisors agree on what the hall was doing.
    if (wanted.to != net::VenuePhase::evacuation && wanted.seen_since &&
        *wanted.seen_since != standing.since) {
        return net::PhaseAnswer{wanted.id, wanted.hall, net::SwitchVerdict::switched_meanwhile,
                                standing.phase, standing.since};
    }
    // Never the same twice, whatever the clock does: it tells one state of the hall from another.
    standing = {wanted.hall, wanted.to, std::max(now, standing.since + net::Microseconds(1))};
    ids.push_back(wanted.id);
    if (ids.size() > kMostRemembered) ids.erase(ids.begin());
    if (!replace_durably(file_, text_of(next))) {
        return net::fail(net::ErrorCode::unavailable,
                         fmt::format("the phase of hall '{}' cannot be written to '{}': check that the disk "
                                     "has space and the folder may be written",
                                     wanted.hall.text(), file_.string()));
    }
    const net::PhaseAnswer answer{wanted.id, wanted.hall, net::SwitchVerdict::done, standing.phase,
                                  standing.since};
    const std::lock_guard lock(mutex_);
    // What was handed to the judge while the disk was busy is not handed to it again.
    for (std::size_t i = 0; i < next.size(); ++i) next[i].changed = halls_[i].changed;
    hall->changed = true;
    halls_ = std::move(next);
    return answer;
}

std::vector<StandingPhase> PhaseBook::standing() const {
    const std::lock_guard lock(mutex_);
    std::vector<StandingPhase> out;
    out.reserve(halls_.size());
    for (const auto& hall : halls_) out.push_back(hall.standing);
    return out;
}

std::vector<StandingPhase> PhaseBook::take_changes() {
    const std::lock_guard lock(mutex_);
    std::vector<StandingPhase> out;
    for (auto& hall : halls_) {
        if (std::exchange(hall.changed, false)) out.push_back(hall.standing);
    }
    return out;
}

}  // namespace vigie::vision
