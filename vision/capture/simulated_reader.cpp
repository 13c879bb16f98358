#include "vision/capture/simulated_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <utility>

#include "vision/rendering/camera_fault.hpp"
#include "vision/rendering/frame_times.hpp"
#include "vision/rendering/painter.hpp"
#include "vision/rendering/venue_scenery.hpp"
#include "vision/simulation/simulated_venue.hpp"

namespace vigie::vision {

using net::ErrorCode;
using net::Reason;
using net::Result;

namespace {

constexpr double kDefaultFps = 10.0;

class SimulatedReader final : public FrameReader {
public:
    SimulatedReader(const SimulatedSource& source, const net::Clock& clock)
        : source_(source),
          name_(describe(source_)),
          clock_(clock),
          fps_(source.fps.value_or(kDefaultFps)),
          times_(source.venue->steps(), source.venue->steps_per_second(), fps_) {}

    Result<void> open() override {
        if (!painter_) {
            if (auto hung = hang_up(); !hung) return hung;
        }
        if (source_.real_time) next_ = std::max(next_, frame_of_now());
        if (source_.loop) run_ = times_.run_of(next_);
        if (run_ == times_.run_of(next_) && is_silent()) return silence();
        return {};
    }

    Result<Reading> read(cv::Mat& picture) override {
        if (!painter_) return silence();
        const bool again = source_.loop && source_.venue->script().loop;
        if (times_.run_of(next_) != run_ && (again || !source_.loop)) return Reading::end;
        if (is_silent()) return silence();
        const auto state = source_.venue->at(times_.step_of(next_));
        const bool frozen = find_fault(*state, source_.camera.camera, CameraFault::frozen).has_value();
        if (!frozen || last_.empty()) last_ = painter_->picture(*state, next_);
        ++next_;
        picture = last_.clone();
        return Reading::frame;
    }

    std::optional<double> native_fps() const override { return fps_; }
    void close() override {}
    Shortfall shortfall() const override { return source_.venue->shortfall_so_far(); }

private:
    Result<void> hang_up() {
        const auto& pose = source_.camera.pose;
        const auto scenery = scenery_of(source_.venue->script(), pose.floor);
        if (!scenery) {
            return net::fail(
                ErrorCode::invalid_input,
                {fmt::format("'{}' has no floor '{}': check the camera's pose", name_, pose.floor.text()),
                 Reason::source_broken,
                 {name_}});
        }
        auto camera = SimulatedCamera::create(source_.camera, *scenery);
        if (!camera) {
            return net::fail(ErrorCode::invalid_input,
                             {fmt::format("'{}' cannot be seen: {}", name_, camera.error().message),
                              Reason::source_broken,
                              {name_}});
        }
        camera_ = std::make_unique<SimulatedCamera>(std::move(*camera));
        painter_ = std::make_unique<Painter>(*camera_);
        return {};
    }

    [[nodiscard]] std::uint64_t frame_of_now() const {
        const net::MonoTime now = clock_.mono();
        const double passed = std::chrono::duration<double>(now - source_.start->of(now)).count();
        return static_cast<std::uint64_t>(std::llround(std::max(0.0, passed) * fps_));
    }

    [[nodiscard]] bool is_silent() const {
        const auto state = source_.venue->at(times_.step_of(next_));
        return find_fault(*state, source_.camera.camera, CameraFault::silent).has_value();
    }

    /// A stream that says nothing costs its reader the time-out.
    tl::unexpected<net::Error> silence() {
        if (!source_.real_time) {
            const double frames = std::chrono::duration<double>(source_.read_timeout).count() * fps_;
            next_ += std::max<std::uint64_t>(1, static_cast<std::uint64_t>(std::llround(frames)));
        }
        return net::fail(ErrorCode::unavailable,
                         {fmt::format("'{}' stopped sending: its script says so", name_),
                          Reason::source_cut_off,
                          {name_}});
    }

    SimulatedSource source_;
    std::string name_;
    const net::Clock& clock_;
    double fps_;
    FrameTimes times_;
    std::uint64_t next_ = 0;  ///< counted over the runs
    std::uint64_t run_ = 0;   ///< that is being read
    cv::Mat last_;
    std::unique_ptr<SimulatedCamera> camera_;
    std::unique_ptr<Painter> painter_;
};

}  // namespace

std::unique_ptr<FrameReader> make_simulated_reader(const SimulatedSource& source, const net::Clock& clock) {
    return std::make_unique<SimulatedReader>(source, clock);
}

}  // namespace vigie::vision
