#include "vision/node/health_log.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>
#include <variant>

#include "vision/node/source_state.hpp"
#include "vision/simulation/simulated_venue.hpp"

namespace vigie::vision {

namespace {

constexpr std::size_t kMostActsTold = 20;  // of a script; health counts the others too

/// A folder's camera that goes on after pictures that cannot be read: it has not failed, they are counted.
bool passes_over(const CaptureStatus& capture, net::MonoTime now) {
    constexpr auto kAWhile = std::chrono::seconds(30);
    return capture.message.reason == net::Reason::source_picture_broken && capture.last_frame_mono &&
           now - *capture.last_frame_mono < kAWhile;
}

/// True for the first ones and each time that they are twice as many: what grows is told a few times.
template <class Number>
bool worth_telling(Number now, Number& told) {
    if (now < std::max<Number>(1, 2 * told)) return false;
    told = now;
    return true;
}

}  // namespace

HealthLog::HealthLog(NodeLog log) : log_(std::move(log)) {}

void HealthLog::tell(const net::CameraHealth& camera, const SourceSettings& source,
                     const CaptureStatus& capture, net::MonoTime now) {
    tell_unreadable(camera.camera, capture);
    if (!passes_over(capture, now)) tell_state(camera);
    if (const auto* simulated = std::get_if<SimulatedSource>(&source)) {
        tell_shortfall(*simulated, capture.shortfall);
    }
}

void HealthLog::tell_state(const net::CameraHealth& camera) {
    auto& told = states_[camera.camera];
    if (told == camera.state || camera.state == net::SourceState::starting) return;
    told = camera.state;
    const bool well = camera.state == net::SourceState::running && camera.message.empty();
    log_(well ? LogLevel::info : LogLevel::warning,
         fmt::format("camera {} is {}{}{}", camera.camera.text(), word_for(camera.state),
                     camera.message.empty() ? "" : ": ", camera.message.english));
}

void HealthLog::tell_unreadable(const net::CameraId& camera, const CaptureStatus& capture) {
    if (!worth_telling(capture.unreadable, unreadable_[camera])) return;
    const bool one = capture.unreadable == 1;
    log_(LogLevel::warning,
         fmt::format("camera {}: {} so far cannot be read and {} passed over{}{}", camera.text(),
                     one ? "1 picture" : fmt::format("{} pictures", capture.unreadable), one ? "is" : "are",
                     capture.message.empty() ? "" : "; the last one: ", capture.message.english));
}

void HealthLog::tell_shortfall(const SimulatedSource& source, const Shortfall& shortfall) {
    const auto& script = source.venue->script();
    const auto say = [&](const std::string& what) {
        log_(LogLevel::warning, fmt::format("{}: {}", source.script.string(), what));
    };
    auto& told = shortfalls_[source.script];
    for (; told.given_up < std::min(shortfall.given_up.size(), kMostActsTold); ++told.given_up) {
        say(given_up_text(script.events[shortfall.given_up[told.given_up]]));
    }
    if (worth_telling(shortfall.turned_away, told.turned_away)) {
        say(turned_away_text(shortfall.turned_away, script.most_people));
    }
}

void HealthLog::tell(const net::NeighbourHealth& neighbour) {
    // What is still connecting will say more soon.
    if (neighbour.problem.reason == net::Reason::link_connecting) return;
    const auto [told, first] = neighbours_.try_emplace(neighbour.node, "?");
    if (!first && told->second == neighbour.problem.english) return;
    told->second = neighbour.problem.english;
    log_(neighbour.problem.empty() ? LogLevel::info : LogLevel::warning,
         fmt::format("neighbour {} {}", neighbour.node.text(),
                     neighbour.problem.empty() ? "is heard" : neighbour.problem.english));
}

}  // namespace vigie::vision
