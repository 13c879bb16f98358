// Names of things: venue-unique, never reused, safe in file names, topics and SQL.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "net/types/result.hpp"

namespace vigie::net {

/// True for 1 to 48 characters of [a-z0-9._-] that start with a letter or a digit.
[[nodiscard]] bool is_valid_id(std::string_view text);

/// A value type that holds one valid name; default-constructed it is empty ("no name yet").
/// `Tag` keeps a camera from being passed where a zone is meant; `Tag::kNoun` names it in errors.
template <class Tag>
class Id {
public:
    Id() = default;

    /// invalid_input when `text` is not a valid id; the message repeats it.
    [[nodiscard]] static Result<Id> parse(std::string_view text) {
        if (!is_valid_id(text)) {
            return fail(ErrorCode::invalid_input,
                        std::string(Tag::kNoun) + " id '" + std::string(text.substr(0, 64)) +
                            "' is not valid: use 1 to 48 of a-z 0-9 . _ - and start with a "
                            "letter or digit");
        }
        Id id;
        id.text_ = std::string(text);
        return id;
    }

    [[nodiscard]] const std::string& text() const { return text_; }
    [[nodiscard]] bool empty() const { return text_.empty(); }
    auto operator<=>(const Id&) const = default;

private:
    std::string text_;
};

struct NodeTag {
    static constexpr std::string_view kNoun = "node";
};
struct CameraTag {
    static constexpr std::string_view kNoun = "camera";
};
struct FloorTag {
    static constexpr std::string_view kNoun = "floor";
};
struct ZoneTag {
    static constexpr std::string_view kNoun = "zone";
};
struct LineTag {
    static constexpr std::string_view kNoun = "line";
};
struct HallTag {
    static constexpr std::string_view kNoun = "hall";
};
struct RuleTag {
    static constexpr std::string_view kNoun = "rule";
};

using NodeId = Id<NodeTag>;
using CameraId = Id<CameraTag>;
using FloorId = Id<FloorTag>;
using ZoneId = Id<ZoneTag>;
using LineId = Id<LineTag>;
using HallId = Id<HallTag>;
using RuleId = Id<RuleTag>;

/// Number of a track within one camera and node run; never reused within it.
using TrackNumber = std::uint64_t;

/// Random 128-bit identity of one archive (alert store), as 32 lower-case hex digits. A store
/// that was recreated has another one, which is how a console notices.
class ArchiveId {
public:
    ArchiveId() = default;
    /// invalid_input unless `hex` is 32 digits of [0-9a-f].
    [[nodiscard]] static Result<ArchiveId> parse(std::string_view hex);
    /// From 128 random bits.
    [[nodiscard]] static ArchiveId from_random(std::uint64_t high, std::uint64_t low);

    [[nodiscard]] const std::string& text() const { return text_; }
    [[nodiscard]] bool empty() const { return text_.empty(); }
    auto operator<=>(const ArchiveId&) const = default;

private:
    std::string text_;
};

}  // namespace vigie::net

template <class Tag>
struct std::hash<vigie::net::Id<Tag>> {
    std::size_t operator()(const vigie::net::Id<Tag>& id) const noexcept {
        return std::hash<std::string>{}(id.text());
    }
};
template <>
struct std::hash<vigie::net::ArchiveId> {
    std::size_t operator()(const vigie::net::ArchiveId& id) const noexcept {
        return std::hash<std::string>{}(id.text());
    }
};
