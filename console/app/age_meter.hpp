// How old pictures are when they reach the screen, and how many do: figures of the last seconds and of the
// whole run.
#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <vector>

#include "net/types/time.hpp"

namespace vigie::console {

/// Percentiles of a set of ages.
struct AgeFigures {
    net::Microseconds p50{};
    net::Microseconds p95{};
    bool operator==(const AgeFigures&) const = default;
};

/// Ages of one camera's pictures, or of all. Owned by the UI thread.
class AgeMeter {
public:
    /// `window` is how far back "the last seconds" reach.
    explicit AgeMeter(net::Microseconds window = std::chrono::seconds(5)) : window_(window) {}

    /// A picture was shown at `shown`, `age` after its capture (offset-corrected; a negative one, within the
    /// offset's error, counts as 0).
    void add(net::MonoTime shown, net::Microseconds age);

    /// The rate is measured from the next picture on: what lies before says nothing of it.
    void restart_rate() { rate_from_.reset(); }

    /// Pictures shown a second, over the window (or over the time since the first one, when that is shorter);
    /// nothing until that is a fifth of the window.
    [[nodiscard]] std::optional<double> shown_fps(net::MonoTime now) const;
    /// Of the window; nothing when no picture was shown in it.
    [[nodiscard]] std::optional<AgeFigures> recent(net::MonoTime now) const;
    /// Of the whole run, in steps of a millisecond up to 10 s; nothing before the first picture.
    [[nodiscard]] std::optional<AgeFigures> overall() const;
    [[nodiscard]] std::uint64_t shown() const { return shown_; }
    /// Over the whole run, from the first to the last picture; 0 with fewer than two.
    [[nodiscard]] double overall_fps() const;

private:
    struct Sample {
        net::MonoTime shown;
        net::Microseconds age;
    };
    static constexpr std::size_t kSteps = 10'001;

    net::Microseconds window_;
    std::deque<Sample> recent_;
    std::vector<std::uint32_t> histogram_;  ///< of ages in ms
    std::uint64_t shown_ = 0;
    std::optional<net::MonoTime> rate_from_;
    net::MonoTime first_{};
    net::MonoTime last_{};
};

}  // namespace vigie::console
