// Checks the values of a received message and remembers the first fault with the path of its field.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "net/types/ids.hpp"
#include "net/types/result.hpp"
#include "net/types/time.hpp"

namespace vigie::net {

// Limits of the wire; what goes beyond is refused on both sides.
inline constexpr std::size_t kMostTracks = 2048;
inline constexpr std::size_t kMostPlaces = 512;  ///< zones, lines, cameras, rules, feeds
inline constexpr std::size_t kMostFloors = 32;
inline constexpr std::size_t kMostGridCells = 100'000;
inline constexpr std::size_t kMostCorners = 512;
inline constexpr std::size_t kMostCounters = 256;
inline constexpr std::size_t kLongestName = 200;  ///< bytes of UTF-8
inline constexpr std::size_t kLongestSentence = 1000;
inline constexpr double kFarthest = 1e6;  ///< pixels and metres
inline constexpr double kMostPeople = 1e7;
inline constexpr std::uint32_t kLargestPicture = 32'768;  ///< edge, pixels

/// Every member that reads a value returns it when it is right, and otherwise notes the fault and
/// returns something harmless, so that a reader states its fields one after the other and asks
/// once, at the end. Owned by one reader.
class Check {
public:
    /// `message` is what the path of a fault begins with: "scene".
    explicit Check(std::string_view message) { path_.push_back({message, std::nullopt}); }

    /// While it lives, fields belong to `field` (to its element `index`).
    class [[nodiscard]] Inside {
    public:
        Inside(Check& check, std::string_view field, std::optional<std::size_t> index = std::nullopt)
            : check_(check) {
            check_.path_.push_back({field, index});
        }
        ~Inside() { check_.path_.pop_back(); }
        Inside(const Inside&) = delete;
        Inside& operator=(const Inside&) = delete;

    private:
        Check& check_;
    };

    /// Notes a fault unless there is one already: "path.field what".
    void fault(std::string_view field, std::string_view what);
    [[nodiscard]] bool ok() const { return !fault_; }

    /// `value`, or the first fault as invalid_input.
    template <class T>
    [[nodiscard]] Result<T> result(T value) const {
        if (fault_) {
            return fail(ErrorCode::invalid_input, *fault_);
        }
        return value;
    }

    /// Finite and within [low, high].
    double number(std::string_view field, double value, double low, double high);
    /// Within [low, high].
    std::uint64_t whole(std::string_view field, std::uint64_t value, std::uint64_t low, std::uint64_t high);
    std::uint32_t whole32(std::string_view field, std::uint32_t value, std::uint32_t low, std::uint32_t high);
    /// UTF-8 without control characters other than line feed, `least` to `most` bytes long.
    std::string text(std::string_view field, const std::string& value, std::size_t least, std::size_t most);
    /// 1970 to 2200.
    UtcTime utc(std::string_view field, std::int64_t microseconds);
    /// True when a repeated field has at most `most` elements; ask before reading them.
    bool at_most(std::string_view field, int elements, std::size_t most);
    /// True when a message field is there.
    bool present(std::string_view field, bool has);

    /// A valid id.
    template <class AnyId>
    AnyId id(std::string_view field, const std::string& text) {
        auto parsed = AnyId::parse(text);
        if (!parsed) {
            fault(field, "is not a valid id: " + printable(text));
            return {};
        }
        return *std::move(parsed);
    }

    /// An enumerator: wire values 1 to `last`, which is C++ value + `offset`.
    template <class Enum>
    Enum known(std::string_view field, int value, int last, int offset = 0) {
        if (value < 1 || value > last) {
            fault(field, "has the unknown value " + std::to_string(value));
            return Enum{};
        }
        return static_cast<Enum>(value - offset);
    }

private:
    struct Step {
        std::string_view field;
        std::optional<std::size_t> index;
    };

    /// The beginning of untrusted text in a form that is safe in a message.
    static std::string printable(std::string_view text);

    std::vector<Step> path_;
    std::optional<std::string> fault_;
};

}  // namespace vigie::net
