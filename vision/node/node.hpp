// A whole edge node: cameras, judgement, recording, pictures, server.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <thread>
#include <vector>

#include "net/transport/node_server.hpp"
#include "net/types/bounded_queue.hpp"
#include "net/types/time.hpp"
#include "vision/configuration/node_configuration.hpp"
#include "vision/node/alert_recorder.hpp"
#include "vision/node/camera_worker.hpp"
#include "vision/node/encoder.hpp"
#include "vision/node/health_log.hpp"
#include "vision/node/health_report.hpp"
#include "vision/node/judge.hpp"
#include "vision/node/log.hpp"
#include "vision/node/neighbours.hpp"
#include "vision/node/phase_book.hpp"
#include "vision/node/state_folder.hpp"
#include "vision/store/alert_store.hpp"

namespace vigie::vision {

/// Owns every thread of the node (see the table in vision/README.md). Started, stopped and destroyed by
/// one thread.
class Node {
public:
    using Log = NodeLog;

    /// Takes the folder `state` (made when missing), opens the store in it, binds the ports, starts the
    /// cameras. A camera whose source fails is no error: it is told in health and retried. `log` is called
    /// on any thread; `clock` outlives the node.
    [[nodiscard]] static net::Result<std::unique_ptr<Node>> start(NodeConfiguration configuration,
                                                                  const std::filesystem::path& state, Log log,
                                                                  const net::Clock& clock);
    /// Stops what still runs; waits for sources that block, at most for their own timeouts.
    ~Node();
    Node(const Node&) = delete;
    Node& operator=(const Node&) = delete;

    /// Ends everything in order: no more scenes, no more alerts, what was raised is durable, ports closed.
    /// Returns the cameras whose source still blocks after `patience`; nothing of them is used any more.
    [[nodiscard]] std::vector<net::CameraId> stop(std::chrono::milliseconds patience);
    /// Alerts of this run that could not be recorded; what it still tries is among them only after stop().
    [[nodiscard]] std::uint64_t lost_alerts() const { return lost_alerts_; }

    [[nodiscard]] const net::Endpoints& endpoints() const { return endpoints_; }
    [[nodiscard]] NodeSummary summary() const;

private:
    Node(NodeConfiguration configuration, StateFolder state, Log log, const net::Clock& clock);
    net::Result<void> open_store();
    net::Result<void> open_server();
    net::Result<void> open_cameras();
    void open_phases();
    net::Result<net::PhaseAnswer> switch_phase(const net::PhaseSwitch& wanted);
    void follow_phases(const std::vector<StandingPhase>& changes);
    net::Result<void> open_neighbours();
    void start_recording();
    void stop_recording();
    void take(AnalysedFrame frame);
    void run_judge(const std::stop_token& stop);
    void publish_health();
    [[nodiscard]] CameraReport report(std::size_t camera) const;
    [[nodiscard]] std::map<net::CameraId, CameraReport> reports() const;

    NodeConfiguration configuration_;
    StateFolder state_;
    Log log_;
    HealthLog health_log_;  ///< used by the judging thread alone
    const net::Clock& clock_;
    net::UtcTime started_;
    std::shared_ptr<const net::ConfigurationRecord> record_;
    net::Endpoints endpoints_;
    std::string told_switch_;              ///< newest log line about a switch; request thread
    std::unique_ptr<AlertReader> reader_;  ///< used by the server's request thread alone
    std::unique_ptr<Judge> judge_;         ///< used by the judging thread alone, once that runs
    std::unique_ptr<PhaseBook> phases_;    ///< switched by the server's request thread alone
    net::BoundedQueue<SeenScene> scenes_;

    std::uint64_t lost_alerts_ = 0;

    mutable std::mutex summary_mutex_;
    std::vector<net::Alert> raised_;  ///< guarded by summary_mutex_

    // In the order in which they start; stop() ends them in an order of its own.
    std::unique_ptr<Encoder> encoder_;
    std::unique_ptr<net::NodeServer> server_;
    std::unique_ptr<AlertRecorder> recorder_;
    std::vector<std::unique_ptr<CameraWorker>> workers_;
    std::unique_ptr<Neighbours> neighbours_;  ///< null without any
    std::jthread judging_;
};

}  // namespace vigie::vision
