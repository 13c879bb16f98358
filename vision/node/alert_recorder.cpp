#include "vision/node/alert_recorder.hpp"

#include <optional>

#include "vision/node/pause.hpp"

namespace vigie::vision {

namespace {

std::string subject_of(const net::Alert& alert) {
    if (alert.zone) return "zone " + alert.zone->text();
    return alert.camera ? "camera " + alert.camera->text() : std::string();
}

}  // namespace

AlertRecorder::AlertRecorder(std::unique_ptr<AlertStore> store, std::size_t most_waiting,
                             std::chrono::milliseconds retry)
    : store_(std::move(store)), retry_(retry), queue_(most_waiting, net::WhenFull::refuse) {
    status_.archive = store_->archive();
    status_.head = store_->head();
}

net::Result<std::vector<net::Alert>> AlertRecorder::open_conditions() {
    auto open = store_->open_conditions();
    if (!open) return open;
    for (const auto& alert : *open) conditions_[{alert.rule, subject_of(alert)}] = alert.condition;
    return open;
}

void AlertRecorder::start(Events events) {
    events_ = std::move(events);
    thread_ = std::jthread([this](const std::stop_token& stop) { run(stop); });
}

void AlertRecorder::stop() {
    thread_ = {};
}

void AlertRecorder::record(net::Alert alert) {
    std::ignore = queue_.push(std::move(alert));  // the queue counts what it refuses
}

RecorderStatus AlertRecorder::status() const {
    const std::lock_guard lock(mutex_);
    RecorderStatus out = status_;
    out.waiting += queue_.size();
    out.lost += queue_.dropped();
    return out;
}

void AlertRecorder::run(const std::stop_token& stop) {
    while (true) {
        const auto alert = queue_.wait_take(stop, retry_);
        if (!alert) {
            if (stop.stop_requested()) return;
            look_after_store();
            continue;
        }
        while (!try_once(*alert)) {
            if (stop.stop_requested()) {
                std::uint64_t left = 1;
                while (queue_.take()) ++left;
                give_up(left);
                return;
            }
            pause(stop, retry_);
        }
        const std::lock_guard lock(mutex_);
        status_.waiting = 0;
    }
}

void AlertRecorder::look_after_store() {
    const auto kept = store_->keep();
    if (!kept) {
        set_problem(kept.error().sentence());
    } else if (!tell_loss() && store_gone_) {
        set_problem(aside_);
    }
    store_gone_ = !kept;
}

bool AlertRecorder::tell_loss() {
    const auto loss = store_->take_loss();
    if (!loss) return false;
    if (loss->reason == net::Reason::database_aside) aside_ = *loss;
    set_problem(*loss);
    set_problem(aside_);
    return true;
}

bool AlertRecorder::try_once(const net::Alert& alert) {
    {
        const std::lock_guard lock(mutex_);
        status_.waiting = 1;
    }
    const auto written = write(alert);
    if (written) {
        tell_loss();
        set_problem(aside_);
        return true;
    }
    set_problem(written.error().sentence());
    if (written.error().code != net::ErrorCode::invalid_input) return false;
    give_up(1);  // no later try would store it, and the ones behind it must not wait for it
    return true;
}

net::Result<void> AlertRecorder::write(net::Alert alert) {
    if (!alert.condition.empty()) return append(std::move(alert));
    const auto open = conditions_.find({alert.rule, subject_of(alert)});
    const bool is_open = open != conditions_.end();
    switch (alert.transition) {
        case net::Transition::raised:
            if (is_open) {
                // The clearing in between was lost; nothing may stay open for ever.
                net::Alert closing = alert;
                closing.transition = net::Transition::cleared;
                closing.condition = open->second;
                closing.frame.reset();
                closing.evidence.clear();
                closing.note = "superseded";
                if (auto closed = append(std::move(closing)); !closed) return closed;
            }
            break;
        case net::Transition::updated:
            // What was raised was lost: this is the first that anybody hears of it.
            if (!is_open) alert.transition = net::Transition::raised;
            break;
        case net::Transition::cleared:
            if (!is_open) return {};
            break;
    }
    if (alert.transition != net::Transition::raised) alert.condition = open->second;
    return append(std::move(alert));
}

net::Result<void> AlertRecorder::append(net::Alert alert) {
    const auto written = store_->append(std::move(alert));
    if (!written) return tl::unexpected(written.error());
    const Key key{written->rule, subject_of(*written)};
    if (written->transition != net::Transition::cleared) {
        conditions_[key] = written->condition;
    } else if (const auto open = conditions_.find(key);
               open != conditions_.end() && open->second == written->condition) {
        conditions_.erase(open);
    }
    {
        // Before anybody hears of it: what is durable no longer waits.
        const std::lock_guard lock(mutex_);
        status_.head = written->number;
        status_.waiting = 0;
    }
    if (events_.recorded) events_.recorded(*written);
    return {};
}

void AlertRecorder::set_problem(const net::Sentence& problem) {
    {
        const std::lock_guard lock(mutex_);
        if (status_.problem == problem) return;
        status_.problem = problem;
    }
    if (events_.problem) events_.problem(problem);
}

void AlertRecorder::give_up(std::uint64_t alerts) {
    const std::lock_guard lock(mutex_);
    status_.waiting = 0;
    status_.lost += alerts;
}

}  // namespace vigie::vision
