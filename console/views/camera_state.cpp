#include "console/views/camera_state.hpp"

#include <algorithm>
#include <memory>
#include <tuple>

#include "console/views/words.hpp"
#include "net/types/milliseconds.hpp"
#include "net/types/topics.hpp"

namespace vigie::console {

namespace {

/// Age from which a picture is late: as promised for its topic, and never less than three frames.
double late_after_ms(const CameraSituation& camera) {
    const double promised = net::milliseconds_of(net::promise_of(net::Topic::picture).late_after);
    const double three_frames = camera.scene_fps > 0.0 ? 3000.0 / camera.scene_fps : 0.0;
    return std::max(promised, three_frames);
}

bool is_active(const Incident& incident) {
    return incident.condition == ConditionState::active && incident.work != WorkState::resolved;
}

bool worse(const Incident& a, const Incident& b) {
    const auto rank = [](const Incident& incident) {
        return std::tuple(incident.priority, incident.work == WorkState::fresh, incident.opened,
                          incident.number);
    };
    return rank(a) > rank(b);
}

/// 0: nothing to see; otherwise the larger, the worse.
int rank_of(const Attention& attention) {
    int rank = attention.incident != nullptr ? static_cast<int>(attention.incident->priority) * 2 : 0;
    switch (attention.feed) {
        case FeedState::live:
        case FeedState::opening:
            break;
        case FeedState::silent:
            rank = std::max(rank, static_cast<int>(net::Priority::high) * 2 - 1);
            break;
        case FeedState::frozen:
            rank = std::max(rank, static_cast<int>(net::Priority::medium) * 2 - 1);
            break;
        case FeedState::late:
        case FeedState::never_seen:
            rank = std::max(rank, 1);
            break;
    }
    return rank;
}

}  // namespace

FeedState feed_state(const CameraSituation& camera, const std::optional<PictureView>& picture) {
    switch (camera.liveness) {
        case net::Liveness::never_seen:
            return FeedState::never_seen;
        case net::Liveness::silent:
            return FeedState::silent;
        case net::Liveness::frozen:
            return FeedState::frozen;
        case net::Liveness::late:
            return FeedState::late;
        case net::Liveness::live:
            break;
    }
    if (camera.source == net::SourceState::frozen) {
        return FeedState::frozen;
    }
    if (!picture) {
        return FeedState::opening;
    }
    return picture->age_ms > late_after_ms(camera) ? FeedState::late : FeedState::live;
}

std::optional<net::Microseconds> shown_age(const CameraSituation& camera,
                                           const std::optional<PictureView>& picture, net::MonoTime now) {
    if (picture) {
        return net::from_milliseconds(picture->age_ms);
    }
    if (camera.last_scene) {
        return now - *camera.last_scene;
    }
    return std::nullopt;
}

ActiveIncidents::ActiveIncidents(const Situation& situation) : situation_(situation) {
    if (!situation.incidents) {
        return;
    }
    for (const std::shared_ptr<const Incident>& incident : situation.incidents->incidents) {
        if (incident && is_active(*incident)) {
            worst_first_.push_back(incident.get());
        }
    }
    std::sort(worst_first_.begin(), worst_first_.end(),
              [](const Incident* a, const Incident* b) { return worse(*a, *b); });
}

const Incident* ActiveIncidents::worst_in(const net::ZoneId& zone) const {
    const auto found = std::find_if(worst_first_.begin(), worst_first_.end(),
                                    [&](const Incident* incident) { return incident->zone == zone; });
    return found == worst_first_.end() ? nullptr : *found;
}

const Incident* ActiveIncidents::worst_at(const net::CameraId& camera) const {
    const auto sees = [&](const std::optional<net::ZoneId>& zone) {
        return std::any_of(situation_.zones.begin(), situation_.zones.end(), [&](const ZoneSituation& known) {
            const std::vector<net::CameraId>& seen_by = known.configuration.cameras;
            return zone == known.configuration.zone &&
                   std::find(seen_by.begin(), seen_by.end(), camera) != seen_by.end();
        });
    };
    const auto found = std::find_if(worst_first_.begin(), worst_first_.end(), [&](const Incident* incident) {
        return incident->camera ? *incident->camera == camera : sees(incident->zone);
    });
    return found == worst_first_.end() ? nullptr : *found;
}

const Incident* ActiveIncidents::silence_of(const net::NodeId& node) const {
    const auto found = std::find_if(worst_first_.begin(), worst_first_.end(), [&](const Incident* incident) {
        return incident->kind == net::RuleKind::node_silent && incident->node == node;
    });
    return found == worst_first_.end() ? nullptr : *found;
}

bool tells_the_same(const Incident& incident, FeedState feed) {
    return (incident.kind == net::RuleKind::camera_silent && feed == FeedState::silent) ||
           (incident.kind == net::RuleKind::camera_frozen && feed == FeedState::frozen);
}

std::vector<Attention> cameras_needing_attention(const Situation& situation, const ActiveIncidents& active) {
    std::vector<Attention> found;
    found.reserve(situation.cameras.size());
    for (const CameraSituation& camera : situation.cameras) {
        // What is out of sight has no fresh picture, and that is no trouble: the scenes decide here.
        Attention attention{&camera, active.worst_at(camera.camera), feed_state(camera, std::nullopt)};
        if (attention.incident != nullptr) {
            attention.chip = chip_of(*attention.incident, situation);
        }
        if (rank_of(attention) > 0) {
            found.push_back(attention);
        }
    }
    std::stable_sort(found.begin(), found.end(),
                     [](const Attention& a, const Attention& b) { return rank_of(a) > rank_of(b); });
    return found;
}

std::optional<double> live_age_p95(const UiContext& context) {
    const std::vector<CameraSituation>& cameras = context.situation.cameras;
    const bool live = std::any_of(cameras.begin(), cameras.end(), [](const CameraSituation& camera) {
        return camera.liveness == net::Liveness::live;
    });
    return live ? context.age_p95_ms : std::nullopt;
}

bool is_heard(const NodeSituation& node) {
    return node.link == LinkState::up && node.liveness != net::Liveness::silent;
}

std::string link_words(const NodeSituation& node) {
    return node.link_reason.empty()
               ? say("Node {node}: {link}", {{"node", node.name}, {"link", word_of(node.link)}})
               : say("{name}: {reason}",
                     {{"name", node.name}, {"reason", sentence_in_language(node.link_reason)}});
}

std::optional<UnknownCameras> unknown_cameras(const Situation& situation) {
    const auto failed = [](const NodeSituation& node) {
        return node.link == LinkState::refused || node.link == LinkState::down;
    };
    const NodeSituation* worst = nullptr;
    for (const NodeSituation& node : situation.nodes) {
        if (!node.configuration && (worst == nullptr || (failed(node) && !failed(*worst)))) {
            worst = &node;
        }
    }
    const bool none = situation.cameras.empty();
    if (worst == nullptr) {
        return none ? std::optional(UnknownCameras{tr("No camera is configured"), false}) : std::nullopt;
    }
    if (worst->link == LinkState::up) {
        return UnknownCameras{none ? std::string(tr("No cameras yet: waiting for the nodes' configuration"))
                                   : say("{node}: its cameras are not known yet", {{"node", worst->name}}),
                              false};
    }
    const std::string reason = link_words(*worst);
    return UnknownCameras{none ? say("No camera is seen: {reason}", {{"reason", reason}}) : reason,
                          failed(*worst)};
}

const net::CameraConfiguration* configuration_of(const Situation& situation, const net::CameraId& camera) {
    for (const NodeSituation& node : situation.nodes) {
        if (!node.configuration) {
            continue;
        }
        for (const net::CameraConfiguration& known : node.configuration->cameras) {
            if (known.camera == camera) {
                return &known;
            }
        }
    }
    return nullptr;
}

}  // namespace vigie::console
