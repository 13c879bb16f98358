// Alerts to store, and what a console checks of those that it pulls.
#pragma once

#include <gtest/gtest.h>

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <utility>

#include "net/wire/alert_codec.hpp"
#include "tests/support/sample_messages.hpp"
#include "vision/store/alert_store.hpp"

namespace vigie::test {

/// A source of archive ids that are different for different seeds.
inline std::function<std::uint64_t()> random_from(std::uint64_t seed) {
    return [seed]() mutable { return ++seed * 0x9E3779B97F4A7C15ULL; };
}

inline std::unique_ptr<vision::AlertStore> open_store(const std::filesystem::path& file,
                                                      std::uint64_t seed = 1) {
    auto store = vision::AlertStore::open(file, random_from(seed));
    EXPECT_TRUE(store) << store.error().message;
    return store ? std::move(*store) : nullptr;
}

/// As a rule hands it over: without archive, number and condition.
inline net::Alert raised(std::string_view note) {
    net::Alert alert = sample_alert(0);
    alert.archive = {};
    alert.condition.clear();
    alert.transition = net::Transition::raised;
    alert.note = note;
    return alert;
}

/// Reads from the cursor to the end in batches of `most`, checking numbers and checksums as a console
/// does, and moves the cursor. Returns the notes, each followed by a space.
inline std::string pull(vision::AlertReader& reader, net::AlertCursor& cursor, std::size_t most = 100) {
    std::string notes;
    for (;;) {
        const auto batch = reader.after(cursor, most);
        EXPECT_TRUE(batch) << batch.error().message;
        if (!batch || batch->alerts.empty()) return notes;
        EXPECT_EQ(batch->status, net::PullStatus::ok);
        EXPECT_LE(batch->alerts.size(), most);
        cursor.archive = batch->archive;
        for (const auto& stored : batch->alerts) {
            EXPECT_EQ(stored.number, cursor.number + 1) << "dense";
            EXPECT_EQ(stored.checksum, net::alert_checksum(cursor.checksum, stored.bytes)) << stored.number;
            const auto alert = net::decode_alert(stored.bytes);
            EXPECT_TRUE(alert) << alert.error().message;
            EXPECT_EQ(alert->number, stored.number);
            EXPECT_EQ(alert->archive, batch->archive);
            notes += alert->note + " ";
            cursor = {batch->archive, stored.number, stored.checksum};
        }
    }
}

inline std::string all_notes(const std::filesystem::path& file, net::AlertCursor* end = nullptr) {
    const auto reader = vision::AlertReader::open(file);
    EXPECT_TRUE(reader) << reader.error().message;
    net::AlertCursor cursor;
    const std::string notes = reader ? pull(**reader, cursor) : std::string();
    if (end != nullptr) *end = cursor;
    return notes;
}

}  // namespace vigie::test
