// Credits of an eye, and pictures against them: ticket, header and JPEG travel as three parts.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "net/types/picture.hpp"
#include "net/types/result.hpp"
#include "net/wire/envelope.hpp"

namespace vigie::net {

inline constexpr std::size_t kCreditsSizeLimit = 128 * 1024;
inline constexpr std::size_t kTicketSizeLimit = 1024;

/// Everything that one eye looks at: for each feed, how many pictures it may have been sent in all
/// within this session. Absolute: repeating it changes nothing, a lost one is repaired by the next.
struct Credits {
    Envelope envelope;
    std::uint64_t session = 0;  ///< random, never 0; a new one for each connection
    std::map<PictureFeed, std::uint64_t> up_to;
};

/// First part of a picture: for whom, and the how-many-eth of its feed.
struct PictureTicket {
    Envelope envelope;
    std::uint64_t session = 0;
    std::uint64_t picture = 0;  ///< 1, 2, 3 ... within session and feed
};

[[nodiscard]] std::string encode_credits(const Credits& credits);
/// refused for another major version; otherwise invalid_input, naming the field.
[[nodiscard]] Result<Credits> decode_credits(std::string_view bytes);

[[nodiscard]] std::string encode_ticket(const PictureTicket& ticket);
/// refused for another major version; otherwise invalid_input, naming the field.
[[nodiscard]] Result<PictureTicket> decode_ticket(std::string_view bytes);

/// Second part: the picture but for its JPEG, which is the third. invalid_input, naming the field,
/// for a picture that decode_picture would refuse.
[[nodiscard]] Result<std::string> encode_picture_header(const Picture& picture);
/// invalid_input, naming the field, unless header and JPEG belong together.
[[nodiscard]] Result<Picture> decode_picture(std::string_view header, SharedBytes jpeg);

}  // namespace vigie::net
