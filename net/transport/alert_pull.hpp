// When a console asks a node for alerts: one pull at a time, none before the last is durable. Private to
// net/transport.
#pragma once

#include <optional>

#include "net/types/alert.hpp"
#include "net/types/time.hpp"

namespace vigie::net {

/// Pure state machine of one node's alerts, owned by one thread.
class AlertPull {
public:
    static constexpr Microseconds kPeriod = std::chrono::seconds(1);

    /// Everything up to `cursor` is durable: go on from there, at once.
    void confirm(const AlertCursor& cursor);
    /// The node says that its newest alert is `head` of `archive`.
    void announced(const ArchiveId& archive, AlertNumber head);
    /// A connection is there (again): nothing is under way on it.
    void connected();

    /// The cursor to ask with now; from then on a pull is under way. Nothing when there is no
    /// need, no cursor yet, or the last batch is not confirmed.
    [[nodiscard]] std::optional<AlertCursor> next(MonoTime now);
    /// The pull under way got no answer, or an error; the next one comes a period later.
    void failed(MonoTime now);
    enum class Verdict {
        deliver,   ///< has alerts or says diverged, and belongs to the cursor of today
        nothing,   ///< nothing new, or the cursor has changed since it was asked for
        misplaced  ///< does not follow the cursor that it was asked with: the node's mistake
    };
    /// The answer to the pull under way.
    [[nodiscard]] Verdict accept(const AlertBatch& batch, MonoTime now);

private:
    std::optional<AlertCursor> cursor_;
    MonoTime due_{};  ///< when to ask without being told
    bool under_way_ = false;
    bool outdated_ = false;   ///< the cursor changed since the pull under way was sent
    bool delivered_ = false;  ///< a batch waits for confirm()
};

}  // namespace vigie::net
