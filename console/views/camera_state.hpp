// What a camera's tile has to say in one second: is the picture to be trusted, and is something wrong there?
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "console/incidents/incident.hpp"
#include "console/situation/situation.hpp"
#include "console/views/ui_context.hpp"

namespace vigie::console {

/// How the picture of a camera is drawn. An old picture must never look live, whatever the reason.
enum class FeedState : std::uint8_t {
    live,
    opening,     ///< the camera is live, its picture has not come yet
    late,        ///< the picture on screen is older than promised
    frozen,      ///< frames arrive and stand still
    silent,      ///< nothing arrives; the last picture, if any, is history
    never_seen,  ///< nothing has ever arrived
};

/// From the camera's liveness and the age of the very picture that is shown: scenes may arrive in time while
/// pictures do not. `picture` is absent before the first one.
[[nodiscard]] FeedState feed_state(const CameraSituation& camera, const std::optional<PictureView>& picture);

/// Time since the capture of what is shown or, without a picture, since the newest scene arrived. Nothing
/// before either.
[[nodiscard]] std::optional<net::Microseconds> shown_age(const CameraSituation& camera,
                                                         const std::optional<PictureView>& picture,
                                                         net::MonoTime now);

/// The incidents whose condition is active and which are not resolved, found once a frame: a board may hold
/// ten thousand. Points into `situation`, which outlives it.
class ActiveIncidents {
public:
    explicit ActiveIncidents(const Situation& situation);

    /// The worst one: by priority, then unacknowledged first, then the newest. Null when there is none. A
    /// zone's incident is also one of each camera that sees the zone, unless it names its camera.
    [[nodiscard]] const Incident* worst_at(const net::CameraId& camera) const;
    [[nodiscard]] const Incident* worst_in(const net::ZoneId& zone) const;
    [[nodiscard]] const std::vector<const Incident*>& worst_first() const { return worst_first_; }
    /// The incident that the node is silent; null when there is none.
    [[nodiscard]] const Incident* silence_of(const net::NodeId& node) const;

private:
    const Situation& situation_;
    std::vector<const Incident*> worst_first_;
};

/// True when the incident says of the picture what its state says: told twice it is no clearer.
[[nodiscard]] bool tells_the_same(const Incident& incident, FeedState feed);

/// A camera that an operator should look at.
struct Attention {
    const CameraSituation* camera = nullptr;
    const Incident* incident = nullptr;  ///< null: only its feed is in trouble
    FeedState feed = FeedState::live;
    const char* chip = "";  ///< of the incident
};

/// Cameras with an active incident or a feed in trouble, worst first, in the situation's order among equals.
/// Silent cameras rank with high incidents, frozen ones with medium, late ones and those never seen below.
/// Points into `situation`.
[[nodiscard]] std::vector<Attention> cameras_needing_attention(const Situation& situation,
                                                               const ActiveIncidents& active);

/// UiContext::age_p95_ms while a camera is live: without one, it is the age of pictures of the past.
[[nodiscard]] std::optional<double> live_age_p95(const UiContext& context);

/// What comes from the node is heard now. Otherwise what it said of itself and its sources is the last thing
/// known.
[[nodiscard]] bool is_heard(const NodeSituation& node);

/// Why nothing comes from a node whose link is not up, in one sentence.
[[nodiscard]] std::string link_words(const NodeSituation& node);

/// Cameras may exist that the console has never heard of.
struct UnknownCameras {
    std::string words;    ///< one sentence
    bool failed = false;  ///< the link is refused or down; otherwise it is only waited for
};

/// Nothing when every node told its cameras. Else the worst node's reason, and with no camera known at all
/// that none is seen.
[[nodiscard]] std::optional<UnknownCameras> unknown_cameras(const Situation& situation);

/// What a node's configuration says of a camera; null while it is unknown.
[[nodiscard]] const net::CameraConfiguration* configuration_of(const Situation& situation,
                                                               const net::CameraId& camera);

}  // namespace vigie::console
