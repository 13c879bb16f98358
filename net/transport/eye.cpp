#include "net/transport/eye.hpp"

#include <utility>

namespace vigie::net {

void Eye::begin_session(std::uint64_t session) {
    session_ = session;
    received_.clear();
    slow_ = false;
}

bool Eye::look_at(std::set<PictureFeed> feeds) {
    if (feeds == feeds_) {
        return false;
    }
    feeds_ = std::move(feeds);
    return true;
}

bool Eye::has_had(std::uint64_t session, const PictureFeed& feed, std::uint64_t picture) const {
    const auto received = received_.find(feed);
    return session != 0 && session == session_ && received != received_.end() && picture <= received->second;
}

bool Eye::receive(std::uint64_t session, const PictureFeed& feed, std::uint64_t picture) {
    if (session == 0 || session != session_) {
        return false;
    }
    auto& received = received_[feed];
    if (picture <= received) {
        return false;
    }
    received = picture;
    return feeds_.contains(feed);
}

void Eye::note_transit(Microseconds transit) {
    slow_ = transit > (slow_ ? kQuickTransit : kSlowTransit);
}

std::map<PictureFeed, std::uint64_t> Eye::credits() const {
    const auto ahead = slow_ ? kCreditsOnSlowLink : kCredits;
    std::map<PictureFeed, std::uint64_t> credits;
    for (const auto& feed : feeds_) {
        const auto received = received_.find(feed);
        credits[feed] = ahead + (received == received_.end() ? 0 : received->second);
    }
    return credits;
}

}  // namespace vigie::net
