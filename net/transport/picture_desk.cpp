#include "net/transport/picture_desk.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <utility>

#include <fmt/format.h>

#include "net/transport/socket.hpp"
#include "net/types/topics.hpp"
#include "net/wire/picture_codec.hpp"

namespace vigie::net {
namespace {

constexpr Microseconds kOfferLife = std::chrono::seconds(1);
constexpr Microseconds kTurn = std::chrono::milliseconds(200);
constexpr int kCreditMessagesPerTurn = 64;

SocketBounds picture_bounds() {
    SocketBounds bounds;
    // Credits bound what is under way; this only has to be no smaller than any honest set of them.
    bounds.send_queue = 4096;
    bounds.receive_queue = 64;
    bounds.largest_part = 2 * kCreditsSizeLimit;
    // A picture on a slow link may take seconds, and nothing else passes meanwhile.
    bounds.heartbeat = std::chrono::milliseconds(1000);
    bounds.heartbeat_timeout = std::chrono::milliseconds(5000);
    return bounds;
}

/// ZeroMQ gives the bytes back on one of its own threads.
void release_bytes(void* /*data*/, void* hint) {
    delete static_cast<SharedBytes*>(hint);
}

/// A message over the very bytes, kept alive by it.
zmq::message_t borrow(const SharedBytes& bytes) {
    auto owner = std::make_unique<SharedBytes>(bytes);
    // ZeroMQ takes void*, and only reads.
    void* data = const_cast<std::uint8_t*>(bytes->data());
    return {data, bytes->size(), &release_bytes, owner.release()};
}

}  // namespace

PictureDesk::PictureDesk(zmq::context_t& context, const KeyPair& keys, std::function<void()> demand_changed,
                         const DeskSetting& setting)
    : setting_(setting),
      demand_changed_(std::move(demand_changed)),
      socket_(make_socket(context, zmq::socket_type::router, picture_bounds())),
      watch_(context, socket_) {
    // A picture for an eye that has gone must fail, not vanish: its account is closed then.
    socket_.set(zmq::sockopt::router_mandatory, true);
    serve_curve(socket_, keys);
}

Result<void> PictureDesk::open(std::string& address) {
    auto bound = bind_socket(socket_, address, "pictures");
    if (!bound) {
        return tl::unexpected(bound.error());
    }
    address = *std::move(bound);
    thread_ = std::jthread([this](const std::stop_token& stop) { run(stop); });
    return {};
}

void PictureDesk::stop() {
    if (thread_.joinable()) {
        thread_.request_stop();
        wake_up_.ring();
        thread_.join();
    }
}

bool PictureDesk::wanted(const PictureFeed& feed, std::uint64_t frame) const {
    const std::lock_guard lock(mutex_);
    const auto offer = offers_.find(feed);
    if (offer != offers_.end() && offer->second.frame >= frame) {
        return false;
    }
    return book_.wanted(feed, frame);
}

std::vector<PictureFeed> PictureDesk::wanted() const {
    const std::lock_guard lock(mutex_);
    return book_.wanted();
}

void PictureDesk::send(Picture picture) {
    auto header = encode_picture_header(picture);
    if (!header) {
        const auto invalid = setting_.counters.invalid_publications.fetch_add(1) + 1;
        if (std::has_single_bit(invalid)) {
            setting_.log(LogLevel::warning, header.error().message);
        }
        return;
    }
    {
        const std::lock_guard lock(mutex_);
        auto& offer = offers_[picture.feed];
        if (offer.frame >= picture.scene->stamp.number) {
            setting_.counters.pictures_unsent.fetch_add(1);
            return;
        }
        if (offer.frame != 0 && !offer.sent && !offer.under_way) {
            setting_.counters.pictures_unsent.fetch_add(1);
        }
        offer = Offer{picture.scene->stamp.number,
                      *std::move(header),
                      std::move(picture.jpeg),
                      setting_.clock.mono(),
                      false,
                      false};
    }
    wake_up_.ring();
}

std::size_t PictureDesk::eyes() const {
    const std::lock_guard lock(mutex_);
    return book_.eyes();
}

void PictureDesk::run(const std::stop_token& stop) {
    leave_signals_to_main();
    std::array items{readable(wake_up_.fd()), readable(socket_), readable(watch_.socket())};
    while (!stop.stop_requested()) {
        wait_readable(items, kTurn);
        wake_up_.drain();
        const bool changed = take_credits();
        serve_offers();
        retire_offers();
        count_connections();
        if (changed) {
            tell_demand_changed();
        }
    }
}

bool PictureDesk::take_credits() {
    bool changed = false;
    for (int i = 0; i < kCreditMessagesPerTurn; ++i) {
        auto parts = receive_parts(socket_, 2);
        if (!parts) {
            return changed;
        }
        if (parts->size() > 1 && !setting_.name_of_key(key_of((*parts)[1]))) {
            setting_.counters.refused_clients.fetch_add(1);
            const std::lock_guard lock(mutex_);
            book_.forget(parts->front().to_string());
            changed = true;
            continue;
        }
        const auto bytes = parts->size() == 2 ? bytes_of((*parts)[1]) : std::string_view();
        const auto credits = decode_credits(bytes);
        if (!credits) {
            auto& counter = bytes.size() > kCreditsSizeLimit ? setting_.counters.oversized_messages
                            : credits.error().code == ErrorCode::refused
                                ? setting_.counters.incompatible_clients
                                : setting_.counters.malformed_messages;
            counter.fetch_add(1);
            continue;
        }
        const std::lock_guard lock(mutex_);
        if (!book_.take(parts->front().to_string(), *credits, setting_.clock.mono())) {
            setting_.counters.malformed_messages.fetch_add(1);
        }
        changed = true;
    }
    wake_up_.ring();
    return changed;
}

void PictureDesk::serve_offers() {
    std::map<PictureFeed, Offer> offers;
    {
        const std::lock_guard lock(mutex_);
        for (auto& [feed, offer] : offers_) {
            if (book_.wanted(feed, offer.frame)) {
                offer.under_way = true;
                offers.emplace(feed, offer);
            }
        }
    }
    for (const auto& [feed, offer] : offers) {
        serve(feed, offer);
    }
}

void PictureDesk::serve(const PictureFeed& feed, const Offer& offer) {
    std::vector<CreditBook::Recipient> recipients;
    {
        const std::lock_guard lock(mutex_);
        recipients = book_.recipients(feed, offer.frame);
    }
    bool sent = offer.sent;
    zmq::message_t jpeg = borrow(offer.jpeg);
    for (const auto& recipient : recipients) {
        bool reached = false;
        bool gone = false;
        try {
            reached = send_to(recipient, offer, jpeg);
        } catch (const zmq::error_t& error) {
            if (error.num() != EHOSTUNREACH) {
                setting_.log(LogLevel::warning, fmt::format("a picture cannot be sent: {}", error.what()));
            }
            gone = true;
        }
        const std::lock_guard lock(mutex_);
        if (gone) {
            book_.forget(recipient.eye);
        } else if (reached) {
            book_.note_sent(recipient.eye, feed, offer.frame);
            sent = true;
            setting_.counters.pictures_sent.fetch_add(1);
            setting_.counters.picture_bytes.fetch_add(offer.jpeg->size());
        }
    }
    const std::lock_guard lock(mutex_);
    if (auto& current = offers_.at(feed); current.frame == offer.frame) {
        current.sent = sent;
        current.under_way = false;
    } else if (!sent) {
        setting_.counters.pictures_unsent.fetch_add(1);  // a newer one took its place meanwhile
    }
}

bool PictureDesk::send_to(const CreditBook::Recipient& recipient, const Offer& offer, zmq::message_t& jpeg) {
    zmq::message_t shared;
    shared.copy(jpeg);  // another reference to the same bytes
    const PictureTicket ticket{setting_.envelope(++tickets_), recipient.session, recipient.picture};
    std::array<zmq::message_t, 4> parts{zmq::message_t(recipient.eye), zmq::message_t(encode_ticket(ticket)),
                                        zmq::message_t(offer.header), std::move(shared)};
    return send_parts(socket_, parts);
}

void PictureDesk::retire_offers() {
    const MonoTime now = setting_.clock.mono();
    bool fewer = false;
    {
        const std::lock_guard lock(mutex_);
        const auto eyes = book_.eyes();
        book_.expire(now);
        fewer = book_.eyes() != eyes;
        std::erase_if(offers_, [&](const auto& entry) {
            const bool old = now - entry.second.made > kOfferLife;
            if (old && !entry.second.sent) {
                setting_.counters.pictures_unsent.fetch_add(1);
            }
            return old;
        });
    }
    if (fewer) {
        tell_demand_changed();
    }
}

void PictureDesk::count_connections() {
    const MonoTime now = setting_.clock.mono();
    while (const auto event = watch_.next()) {
        tally_.observe(*event, now);
    }
    tally_.expire(now);
    setting_.counters.failed_handshakes.fetch_add(tally_.failed() - failed_reported_);
    failed_reported_ = tally_.failed();
}

void PictureDesk::tell_demand_changed() {
    if (demand_changed_) {
        demand_changed_();
    }
}

}  // namespace vigie::net
