#include "net/types/ids.hpp"

#include <algorithm>
#include <array>

namespace vigie::net {
namespace {

constexpr std::size_t kLongestId = 48;
constexpr std::size_t kArchiveDigits = 32;

bool is_lower_or_digit(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

void append_hex(std::string& out, std::uint64_t value) {
    constexpr std::string_view kDigits = "0123456789abcdef";
    for (int shift = 60; shift >= 0; shift -= 4) {
        out += kDigits[(value >> static_cast<unsigned>(shift)) & 0xFU];
    }
}

}  // namespace

bool is_valid_id(std::string_view text) {
    if (text.empty() || text.size() > kLongestId || !is_lower_or_digit(text.front())) {
        return false;
    }
    return std::all_of(text.begin(), text.end(),
                       [](char c) { return is_lower_or_digit(c) || c == '.' || c == '_' || c == '-'; });
}

Result<ArchiveId> ArchiveId::parse(std::string_view hex) {
    const bool digits = std::all_of(hex.begin(), hex.end(),
                                    [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
    if (hex.size() != kArchiveDigits || !digits) {
        return fail(ErrorCode::invalid_input,
                    "archive id '" + std::string(hex.substr(0, 64)) + "' is not 32 lower-case hex digits");
    }
    ArchiveId id;
    id.text_ = std::string(hex);
    return id;
}

ArchiveId ArchiveId::from_random(std::uint64_t high, std::uint64_t low) {
    ArchiveId id;
    append_hex(id.text_, high);
    append_hex(id.text_, low);
    return id;
}

}  // namespace vigie::net
