// Who may still be sent which picture: credits of all eyes, as a node keeps them. Private to net/transport.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "net/types/picture.hpp"
#include "net/types/time.hpp"
#include "net/wire/picture_codec.hpp"

namespace vigie::net {

/// Pure bookkeeping: no threads, clocks or sockets. An eye is one connection of one console, known
/// by its routing id. Credits are absolute ("pictures 1 to n of this session"), so a repeated
/// message changes nothing.
class CreditBook {
public:
    /// Pictures of one feed that may be on their way to one eye, whatever it asks for.
    static constexpr std::uint64_t kMostOutstanding = 4;
    /// An eye that said nothing for so long is forgotten.
    static constexpr Microseconds kLease = std::chrono::seconds(3);
    /// Feeds that one eye may have asked for within one session.
    static constexpr std::size_t kMostFeedsOfEye = 2048;

    /// To whom a picture goes, and its number for that eye.
    struct Recipient {
        std::string eye;
        std::uint64_t session = 0;
        std::uint64_t picture = 0;
    };

    /// Takes an eye's credits: exactly the feeds named are looked at. False when it asked for more
    /// feeds than an eye may; it is then forgotten.
    bool take(const std::string& eye, const Credits& credits, MonoTime now);
    void forget(const std::string& eye);
    void expire(MonoTime now);

    /// Eyes that hold a credit for the feed and were not yet sent that frame or a newer one.
    [[nodiscard]] std::vector<Recipient> recipients(const PictureFeed& feed, std::uint64_t frame) const;
    /// The frame went to that eye: one credit is used.
    void note_sent(const std::string& eye, const PictureFeed& feed, std::uint64_t frame);

    /// True when recipients() would not be empty.
    [[nodiscard]] bool wanted(const PictureFeed& feed, std::uint64_t frame) const;
    /// Feeds with an unused credit, sorted.
    [[nodiscard]] std::vector<PictureFeed> wanted() const;
    [[nodiscard]] std::size_t eyes() const { return eyes_.size(); }

private:
    struct Account {
        std::uint64_t up_to = 0;
        std::uint64_t sent = 0;
        std::uint64_t newest_frame = 0;
        bool looked_at = false;

        [[nodiscard]] bool has_credit() const { return looked_at && sent < up_to; }
    };
    struct Eye {
        std::uint64_t session = 0;
        MonoTime heard{};
        std::map<PictureFeed, Account> accounts;
    };

    std::map<std::string, Eye> eyes_;
};

}  // namespace vigie::net
