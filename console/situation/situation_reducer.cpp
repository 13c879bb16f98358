#include "console/situation/situation_reducer.hpp"

#include <algorithm>
#include <utility>

#include "console/situation/lookup.hpp"
#include "console/situation/venue_count.hpp"
#include "net/types/topics.hpp"

namespace vigie::console {

namespace {

constexpr net::Microseconds kLastSeconds = std::chrono::seconds(5);
constexpr net::Microseconds kPause = std::chrono::seconds(1);
constexpr net::Microseconds kLongestPeriod = std::chrono::hours(1);

/// From the configured rate; nothing when there is none that makes sense.
std::optional<net::Microseconds> period_of(const net::CameraConfiguration& camera) {
    if (!(camera.fps > 0.0)) {
        return std::nullopt;
    }
    const double seconds = std::min(1.0 / camera.fps, std::chrono::duration<double>(kLongestPeriod).count());
    return std::chrono::duration_cast<net::Microseconds>(std::chrono::duration<double>(seconds));
}

const net::CameraHealth* health_of(const NodeSituation& node, const net::CameraId& camera) {
    if (!node.health) {
        return nullptr;
    }
    const auto found =
        std::find_if(node.health->cameras.begin(), node.health->cameras.end(),
                     [&camera](const net::CameraHealth& health) { return health.camera == camera; });
    return found == node.health->cameras.end() ? nullptr : &*found;
}

}  // namespace

SituationReducer::SituationReducer(std::vector<net::NodeId> nodes, const net::Clock& clock)
    : clock_(clock), started_(clock.mono()), now_(started_), listening_since_(started_) {
    nodes_.reserve(nodes.size());
    for (net::NodeId& node : nodes) {
        NodeMemory memory;
        memory.situation.name = node.text();
        memory.situation.node = std::move(node);
        nodes_.push_back(std::move(memory));
    }
}

SituationReducer::NodeMemory* SituationReducer::find(const net::NodeId& node) {
    const auto found = std::find_if(nodes_.begin(), nodes_.end(), [&node](const NodeMemory& memory) {
        return memory.situation.node == node;
    });
    return found == nodes_.end() ? nullptr : &*found;
}

void SituationReducer::arrived(Feed& feed, const NodeMemory& node, net::UtcTime captured,
                               bool changed) const {
    const net::MonoTime now = clock_.mono();
    feed.times.last_message = now;
    if (changed) {
        feed.times.last_change = now;
    }
    feed.times.age_at_arrival = net::Microseconds::zero();
    if (node.situation.clock) {
        const net::Microseconds age = clock_.utc() + node.situation.clock->offset - captured;
        feed.times.age_at_arrival = std::max(age, net::Microseconds::zero());
    }
    feed.rate.add(now);
}

void SituationReducer::scene(const net::NodeId& node, std::shared_ptr<const net::Scene> scene) {
    NodeMemory* memory = find(node);
    if (memory == nullptr || !scene) {
        return;
    }
    const auto camera = memory->cameras.find(scene->camera);
    if (camera == memory->cameras.end()) {
        return;
    }
    CameraMemory& known = camera->second;
    const bool changed = !known.scene || known.scene->stamp != scene->stamp;
    arrived(known.feed, *memory, scene->stamp.captured, changed);
    known.scene = std::move(scene);
}

void SituationReducer::occupancy(const net::NodeId& node, std::shared_ptr<const net::Occupancy> occupancy) {
    NodeMemory* memory = find(node);
    if (memory == nullptr || !occupancy) {
        return;
    }
    arrived(memory->occupancy, *memory, occupancy->at, true);
    memory->situation.occupancy = std::move(occupancy);
    take_counts(*memory);
}

void SituationReducer::take_counts(NodeMemory& node) {
    if (!node.situation.occupancy) {
        return;
    }
    for (const net::ZoneCount& count : node.situation.occupancy->zones) {
        const auto zone = node.zones.find(count.zone);
        if (zone != node.zones.end()) {
            zone->second.count = count;
        }
    }
}

void SituationReducer::health(const net::NodeId& node, net::NodeHealth health) {
    if (NodeMemory* memory = find(node)) {
        arrived(memory->health, *memory, health.at, true);
        memory->recording.hear(health);
        memory->situation.last_health = memory->health.times.last_message;
        memory->situation.health = std::make_shared<const net::NodeHealth>(std::move(health));
    }
}

void SituationReducer::configuration(const net::NodeId& node,
                                     std::shared_ptr<const net::ConfigurationRecord> record) {
    NodeMemory* memory = find(node);
    if (memory == nullptr || !record) {
        return;
    }
    std::map<net::CameraId, CameraMemory> cameras;
    for (const net::CameraConfiguration& camera : record->cameras) {
        cameras[camera.camera] = std::move(memory->cameras[camera.camera]);
    }
    std::map<net::ZoneId, ZoneMemory> zones;
    for (const net::ZoneConfiguration& zone : record->zones) {
        zones[zone.zone] = std::move(memory->zones[zone.zone]);
    }
    memory->cameras = std::move(cameras);
    memory->zones = std::move(zones);
    memory->situation.name = name_or_id(record->node_name, node.text());
    memory->situation.configuration = std::move(record);
    take_counts(*memory);
}

void SituationReducer::link(const net::NodeId& node, LinkState state, net::Sentence reason) {
    if (NodeMemory* memory = find(node)) {
        memory->situation.link = state;
        memory->situation.link_reason = state == LinkState::up ? net::Sentence() : std::move(reason);
    }
}

void SituationReducer::clock_offset(const net::NodeId& node, const net::ClockOffset& offset) {
    if (NodeMemory* memory = find(node)) {
        memory->situation.clock = offset;
    }
}

void SituationReducer::messages_lost(const net::NodeId& node, std::uint64_t total) {
    if (NodeMemory* memory = find(node)) {
        memory->situation.messages_lost = total;
    }
}

void SituationReducer::incidents(std::shared_ptr<const IncidentBoard> board) {
    board_ = std::move(board);
}

void SituationReducer::ledger(LedgerState state) {
    ledger_ = std::move(state);
}

std::shared_ptr<const Situation> SituationReducer::snapshot() {
    auto situation = std::make_shared<Situation>();
    const net::MonoTime before = std::exchange(now_, clock_.mono());
    if (now_ - before > kPause) {
        listening_since_ = now_;
    }
    situation->revision = ++revision_;
    situation->at = clock_.utc();
    situation->incidents = board_;
    situation->ledger = ledger_;
    situation->nodes.reserve(nodes_.size());
    for (NodeMemory& node : nodes_) {
        node.situation.liveness =
            net::liveness_at(now_, node.health.times, net::promise_of(net::Topic::health));
        node.situation.occupancy_liveness =
            net::liveness_at(now_, node.occupancy.times, net::promise_of(net::Topic::occupancy));
        situation->nodes.push_back(node.situation);
        if (auto silence = silence_of(node)) {
            situation->conditions.push_back(*std::move(silence));
        }
        if (const auto& problem = node.recording.problem()) {
            situation->conditions.push_back(
                {net::RuleKind::node_cannot_record, node.situation.node, {}, *problem});
        }
        if (const auto& record = node.situation.configuration) {
            for (const net::CameraConfiguration& camera : record->cameras) {
                situation->cameras.push_back(camera_now(node, camera));
            }
            for (const net::ZoneConfiguration& zone : record->zones) {
                situation->zones.push_back(zone_now(node, zone));
            }
        }
    }
    situation->venue = venue_count(situation->nodes);
    sample(*situation);
    return situation;
}

CameraSituation SituationReducer::camera_now(const NodeMemory& node,
                                             const net::CameraConfiguration& camera) const {
    CameraSituation now;
    now.camera = camera.camera;
    now.node = node.situation.node;
    now.name = name_or_id(camera.name, camera.camera.text());
    now.calibrated = camera.calibration.has_value();
    const CameraMemory& memory = node.cameras.at(camera.camera);
    const std::optional<net::Microseconds> period = period_of(camera);
    now.liveness = net::liveness_at(now_, memory.feed.times, net::promise_of(net::Topic::scene), period);
    now.last_scene = memory.feed.times.last_message;
    now.scene_fps = memory.feed.rate.per_second(
        now_, std::max(kLastSeconds, period.value_or(net::Microseconds::zero()) * 4));
    now.scene = memory.scene;
    if (memory.scene) {
        now.calibrated = memory.scene->calibrated;
    }
    if (const net::CameraHealth* health = health_of(node.situation, camera.camera)) {
        now.source = health->state;
        now.source_message = health->message;
    }
    // Of pictures that all look the same the node alone knows: their scenes differ in their stamps.
    const bool arrives = now.liveness == net::Liveness::live || now.liveness == net::Liveness::late;
    if (arrives && now.source == net::SourceState::frozen &&
        node.situation.liveness != net::Liveness::silent) {
        now.liveness = net::Liveness::frozen;
    }
    return now;
}

ZoneSituation SituationReducer::zone_now(const NodeMemory& node, const net::ZoneConfiguration& zone) {
    ZoneSituation now;
    now.node = node.situation.node;
    now.configuration = zone;
    now.liveness = node.situation.occupancy_liveness;
    const ZoneMemory& memory = node.zones.at(zone.zone);
    now.known = memory.count.has_value();
    now.count.zone = zone.zone;
    if (memory.count) {
        now.count = *memory.count;
    }
    const auto& said = node.situation.occupancy;
    const bool kept_up =
        said && now.liveness != net::Liveness::silent &&
        std::any_of(said->zones.begin(), said->zones.end(),
                    [&zone](const net::ZoneCount& count) { return count.zone == zone.zone; });
    if (!kept_up) {
        now.count.count = unwatched(now.count.count);
    }
    now.history = memory.history;
    return now;
}

void SituationReducer::sample(Situation& situation) {
    if (!sampled_ || now_ - *sampled_ >= kHistoryPeriod) {
        const bool in_step = sampled_ && now_ - *sampled_ < 2 * kHistoryPeriod;
        sampled_ = in_step ? *sampled_ + kHistoryPeriod : now_;
        for (ZoneSituation& zone : situation.zones) {
            if (zone.known) {
                zone.history = zone.history.with({situation.at, zone.count.count});
                find(zone.node)->zones[zone.configuration.zone].history = zone.history;
            }
        }
        if (situation.venue) {
            venue_history_ = venue_history_.with({situation.at, *situation.venue});
        }
    }
    situation.venue_history = venue_history_;
}

std::optional<SystemCondition> SituationReducer::silence_of(const NodeMemory& node) const {
    const net::TopicPromise& promise = net::promise_of(net::Topic::health);
    const net::MonoTime heard = node.health.times.last_message.value_or(started_);
    if (now_ - std::max(heard, listening_since_) <= promise.silent_after) {
        return std::nullopt;
    }
    SystemCondition condition;
    condition.node = node.situation.node;
    if (node.situation.configuration) {
        for (const net::CameraConfiguration& camera : node.situation.configuration->cameras) {
            if (!sees(node, camera)) {
                condition.blind.push_back(camera.camera);
            }
        }
    }
    return condition;
}

bool SituationReducer::sees(const NodeMemory& node, const net::CameraConfiguration& camera) const {
    // The last scene of a node that died may be a little newer than its last health; one that is newer by
    // more than that proves that the node lives on and only its health is missing.
    const net::TopicPromise& promise = net::promise_of(net::Topic::health);
    const net::MonoTime heard = node.health.times.last_message.value_or(started_);
    const net::FeedTimes& scenes = node.cameras.at(camera.camera).feed.times;
    return scenes.last_message && *scenes.last_message > heard + 2 * promise.period &&
           net::liveness_at(now_, scenes, net::promise_of(net::Topic::scene), period_of(camera)) !=
               net::Liveness::silent;
}

}  // namespace vigie::console
