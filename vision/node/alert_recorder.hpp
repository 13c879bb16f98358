// Gets alerts into the store in order, whatever the disk does, and knows what was raised.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <stop_token>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "net/types/alert.hpp"
#include "net/types/bounded_queue.hpp"
#include "vision/store/alert_store.hpp"

namespace vigie::vision {

/// How recording goes, for health.
struct RecorderStatus {
    net::ArchiveId archive;
    net::AlertNumber head = 0;
    std::uint64_t waiting = 0;  ///< raised but not durable yet
    std::uint64_t lost = 0;     ///< given up: too many were waiting, the node ended, or unfit to be stored
    /// Empty while alerts become durable as they come; database_aside while they do in another file.
    net::Sentence problem;
};

/// Owns the recording thread, the only one that waits for the disk. While the store cannot be written,
/// alerts wait in memory, in order, and the first one is tried again and again.
class AlertRecorder {
public:
    /// What happened, on the recording thread. `recorded`: the alert is durable, with its number: announce
    /// it. `problem`: the sentence changed; empty when all is well again. A file that was lost and saved is
    /// told too (database_saved, database_aside).
    struct Events {
        std::function<void(const net::Alert&)> recorded;
        std::function<void(const net::Sentence&)> problem;
    };

    explicit AlertRecorder(std::unique_ptr<AlertStore> store, std::size_t most_waiting = kMostWaiting,
                           std::chrono::milliseconds retry = std::chrono::seconds(1));
    ~AlertRecorder() { stop(); }
    AlertRecorder(const AlertRecorder&) = delete;
    AlertRecorder& operator=(const AlertRecorder&) = delete;

    /// Conditions that the store holds open, for the rule book to adopt. Before start().
    [[nodiscard]] net::Result<std::vector<net::Alert>> open_conditions();

    /// Starts the thread; once.
    void start(Events events);
    /// Records what waits, or gives it up after one more failure, and ends the thread.
    void stop();

    /// Queues the alert; never waits for the disk. Any thread. An alert without condition gets
    /// the one that is open for its rule and subject.
    void record(net::Alert alert);

    /// Any thread.
    [[nodiscard]] RecorderStatus status() const;

    static constexpr std::size_t kMostWaiting = 10000;

private:
    using Key = std::pair<net::RuleId, std::string>;

    void run(const std::stop_token& stop);
    /// Finds that the store's file is gone though no alert comes.
    void look_after_store();
    /// Tells what became of a file that was lost and saved; false when none was.
    bool tell_loss();
    /// False when the store cannot be written now.
    bool try_once(const net::Alert& alert);
    [[nodiscard]] net::Result<void> write(net::Alert alert);
    [[nodiscard]] net::Result<void> append(net::Alert alert);
    void set_problem(const net::Sentence& problem);
    void give_up(std::uint64_t alerts);

    std::unique_ptr<AlertStore> store_;      ///< the recording thread's, once that runs; so are conditions_
    bool store_gone_ = false;                ///< and told so, while nothing had to be written
    net::Sentence aside_;                    ///< that all is recorded in another file; empty while it is not
    std::map<Key, std::string> conditions_;  ///< of what is open, by rule and subject
    std::chrono::milliseconds retry_;
    Events events_;
    net::BoundedQueue<net::Alert> queue_;

    mutable std::mutex mutex_;  ///< guards status_
    RecorderStatus status_;

    std::jthread thread_;  ///< last: stopped before what it uses goes
};

}  // namespace vigie::vision
