// Tracks made from the truth: what a camera's analysis would say of people, erring as it does. Fusion is
// measured on them too, so that its own error is told from that of finding people.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <vector>

#include "net/types/homography.hpp"
#include "net/types/result.hpp"
#include "net/types/scene.hpp"
#include "net/types/venue.hpp"
#include "vision/analysis/settings.hpp"
#include "vision/rendering/truth.hpp"

namespace vigie::vision {

/// How the tracks err. Plain values; the defaults are what the analysis does in the hall of fusion_hall().
struct TruthTrackSettings {
    double clear_found = 0.97;   ///< chance that a person of whom all is seen is found
    double hidden_found = 0.5;   ///< the same at the least visible share that counts, linear between
    double mood_s = 1.0;         ///< who is found, or not, stays so for about this long
    double foot_share = 0.045;   ///< one sigma of the foot by the box height, after the tracker's smoothing
    double foot_memory_s = 0.7;  ///< that error lasts for about so long
    double confirm_s = 0.3;      ///< found for so long: confirmed
    double counted_coasting_s = 0.5;  ///< lost for less: still counted
    double keep_s = 2.5;              ///< lost for longer: another number when found again
    double ghosts = 0.3;              ///< people who are not there, on average, anywhere in view
    double ghost_s = 1.5;             ///< how long one lasts
};

/// One camera. Owned by one thread; what it says follows from the seed.
class TruthTracks {
public:
    /// A calibrated camera; invalid_input when the calibration cannot be fitted.
    [[nodiscard]] static net::Result<TruthTracks> create(const net::CameraConfiguration& camera,
                                                         std::vector<net::ZoneConfiguration> zones,
                                                         const TruthTrackSettings& settings,
                                                         std::uint64_t seed);

    /// The scene of a picture of which `people` are the truth. Scenes come in the order of their time.
    [[nodiscard]] net::Scene look(const std::vector<TruePerson>& people, const net::FrameStamp& stamp);
    /// Who that track is; nothing for a ghost.
    [[nodiscard]] std::optional<std::uint64_t> who(net::TrackNumber track) const;

private:
    struct Follow {
        net::TrackNumber number = 0;
        bool found = false;
        double found_s = 0.0;
        double lost_s = 0.0;
        double error_x = 0.0;  ///< of the foot, by the box height
        double error_y = 0.0;
        std::optional<net::Point<net::Floor>> last;
        net::Vector<net::Floor> velocity{};
    };

    TruthTracks(const net::CameraConfiguration& camera, const net::Homography& floor,
                std::vector<net::ZoneConfiguration> zones, const TruthTrackSettings& settings,
                std::uint64_t seed)
        : camera_(camera), floor_(floor), zones_(std::move(zones)), settings_(settings), random_(seed) {}

    [[nodiscard]] double share();
    [[nodiscard]] double normal();
    void follow(const TruePerson& person, double seconds, net::Scene& scene);
    void add_track(Follow& followed, const net::Box& box, net::TrackState state, double seconds,
                   net::Scene& scene);
    void haunt(double seconds, net::Scene& scene);
    void count(net::Scene& scene) const;

    struct Ghost {
        net::TrackNumber number = 0;
        net::Box box;
        double left_s = 0.0;
    };

    net::CameraConfiguration camera_;
    net::Homography floor_;
    std::vector<net::ZoneConfiguration> zones_;
    TruthTrackSettings settings_;
    std::uint64_t random_;
    net::TrackNumber last_number_ = 0;
    std::optional<net::StreamTime> last_;
    std::map<std::uint64_t, Follow> follows_;  ///< by the person's id; forgotten when dropped
    std::map<net::TrackNumber, std::uint64_t> people_;
    std::vector<Ghost> ghosts_;
};

}  // namespace vigie::vision
