#include "net/transport/alert_pull.hpp"

namespace vigie::net {

void AlertPull::confirm(const AlertCursor& cursor) {
    outdated_ = under_way_;
    cursor_ = cursor;
    delivered_ = false;
    due_ = MonoTime{};
}

void AlertPull::announced(const ArchiveId& archive, AlertNumber head) {
    if (cursor_ && (archive != cursor_->archive || head != cursor_->number)) {
        due_ = MonoTime{};
    }
}

void AlertPull::connected() {
    under_way_ = false;
    outdated_ = false;
    due_ = MonoTime{};
}

std::optional<AlertCursor> AlertPull::next(MonoTime now) {
    if (!cursor_ || under_way_ || delivered_ || now < due_) {
        return std::nullopt;
    }
    under_way_ = true;
    return cursor_;
}

void AlertPull::failed(MonoTime now) {
    under_way_ = false;
    outdated_ = false;
    due_ = now + kPeriod;
}

AlertPull::Verdict AlertPull::accept(const AlertBatch& batch, MonoTime now) {
    if (!under_way_) {
        return Verdict::nothing;
    }
    under_way_ = false;
    if (outdated_) {
        outdated_ = false;
        due_ = MonoTime{};
        return Verdict::nothing;
    }
    due_ = now + kPeriod;
    // A batch that does not follow the cursor is not for the ledger.
    if (!batch.alerts.empty() && batch.alerts.front().number != cursor_->number + 1) {
        return Verdict::misplaced;
    }
    delivered_ = batch.status == PullStatus::diverged || !batch.alerts.empty();
    return delivered_ ? Verdict::deliver : Verdict::nothing;
}

}  // namespace vigie::net
