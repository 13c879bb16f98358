// The one table of everything that is published: topic, delivery, period, size limit, archived.
#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "net/types/time.hpp"

namespace vigie::net {

enum class Topic : std::uint8_t {
    scene = 1,         ///< per camera
    occupancy = 2,     ///< per node
    health = 3,        ///< per node
    announcement = 4,  ///< per node: "my newest alert is n", a hint to pull
    picture = 5        ///< per camera and size, pulled by credit, never published
};

enum class Delivery : std::uint8_t {
    newest,  ///< a lost message is replaced by the next one; gaps are counted
    credit   ///< sent only against a credit
};

/// What is promised of a topic. A feed is *late* past `late_after`, *silent* past
/// `silent_after`; a feed whose messages arrive while its content stands still is *frozen* past
/// `frozen_after` (none: cannot freeze).
struct TopicPromise {
    Topic topic;
    std::string_view name;
    Delivery delivery;
    Microseconds period;  ///< nominal; for cameras the configured rate replaces it
    Microseconds late_after;
    Microseconds silent_after;
    std::optional<Microseconds> frozen_after;
    std::size_t size_limit;  ///< bytes of one message; longer ones are refused and counted
    bool archived;
};

inline constexpr std::array<TopicPromise, 5> kTopics{{
    {Topic::scene, "scene", Delivery::newest, std::chrono::milliseconds(100), std::chrono::milliseconds(800),
     std::chrono::seconds(3), std::chrono::seconds(3), 512 * 1024, true},
    {Topic::occupancy, "occupancy", Delivery::newest, std::chrono::milliseconds(250),
     std::chrono::milliseconds(1500), std::chrono::seconds(4), std::nullopt, 1024 * 1024, true},
    {Topic::health, "health", Delivery::newest, std::chrono::seconds(1), std::chrono::milliseconds(2500),
     std::chrono::seconds(4), std::nullopt, 256 * 1024, true},
    {Topic::announcement, "announcement", Delivery::newest, std::chrono::seconds(1),
     std::chrono::milliseconds(2500), std::chrono::seconds(4), std::nullopt, 4 * 1024, false},
    {Topic::picture, "picture", Delivery::credit, std::chrono::milliseconds(100),
     std::chrono::milliseconds(800), std::chrono::seconds(3), std::chrono::seconds(3), 8 * 1024 * 1024, true},
}};

[[nodiscard]] constexpr const TopicPromise& promise_of(Topic topic) {
    return kTopics[static_cast<std::size_t>(topic) - 1];
}

/// Key of one feed on the wire: "name/subject" and a closing NUL, so that subscribing to camera
/// "cam1" does not deliver "cam10" (subscriptions match by prefix).
[[nodiscard]] inline std::string topic_key(Topic topic, std::string_view subject) {
    std::string key(promise_of(topic).name);
    key += '/';
    key += subject;
    key += '\0';
    return key;
}

}  // namespace vigie::net
