#include "net/transport/credit_book.hpp"

#include <algorithm>
#include <set>

namespace vigie::net {

bool CreditBook::take(const std::string& eye, const Credits& credits, MonoTime now) {
    Eye& entry = eyes_[eye];
    if (entry.session != credits.session) {
        entry = Eye{};
        entry.session = credits.session;
    }
    entry.heard = now;
    // Accounts outlive the look: pictures of a feed keep counting when the eye comes back to it.
    for (auto& [feed, account] : entry.accounts) {
        account.looked_at = false;
    }
    for (const auto& [feed, up_to] : credits.up_to) {
        Account& account = entry.accounts[feed];
        account.looked_at = true;
        account.up_to = std::min(up_to, account.sent + kMostOutstanding);
    }
    if (entry.accounts.size() > kMostFeedsOfEye) {
        forget(eye);
        return false;
    }
    return true;
}

void CreditBook::forget(const std::string& eye) {
    eyes_.erase(eye);
}

void CreditBook::expire(MonoTime now) {
    std::erase_if(eyes_, [now](const auto& entry) { return now - entry.second.heard > kLease; });
}

std::vector<CreditBook::Recipient> CreditBook::recipients(const PictureFeed& feed,
                                                          std::uint64_t frame) const {
    std::vector<Recipient> found;
    for (const auto& [id, eye] : eyes_) {
        const auto account = eye.accounts.find(feed);
        if (account != eye.accounts.end() && account->second.has_credit() &&
            account->second.newest_frame < frame) {
            found.push_back({id, eye.session, account->second.sent + 1});
        }
    }
    return found;
}

void CreditBook::note_sent(const std::string& eye, const PictureFeed& feed, std::uint64_t frame) {
    const auto entry = eyes_.find(eye);
    if (entry == eyes_.end()) {
        return;
    }
    const auto account = entry->second.accounts.find(feed);
    if (account != entry->second.accounts.end()) {
        ++account->second.sent;
        account->second.newest_frame = frame;
    }
}

bool CreditBook::wanted(const PictureFeed& feed, std::uint64_t frame) const {
    return std::any_of(eyes_.begin(), eyes_.end(), [&](const auto& entry) {
        const auto account = entry.second.accounts.find(feed);
        return account != entry.second.accounts.end() && account->second.has_credit() &&
               account->second.newest_frame < frame;
    });
}

std::vector<PictureFeed> CreditBook::wanted() const {
    std::set<PictureFeed> feeds;
    for (const auto& [id, eye] : eyes_) {
        for (const auto& [feed, account] : eye.accounts) {
            if (account.has_credit()) {
                feeds.insert(feed);
            }
        }
    }
    return {feeds.begin(), feeds.end()};
}

}  // namespace vigie::net
