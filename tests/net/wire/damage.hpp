// Damaged messages: every truncation and every flipped bit of a valid one. Nothing may crash, and what is
// accepted must be a message that could have been sent.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "net/types/result.hpp"

namespace vigie::test {

/// Decodes and encodes again; nothing when the decoder refuses. A refusal needs a message.
using Recode = std::function<net::Result<std::string>(std::string_view)>;

inline void expect_survives_damage(const std::string& valid, const Recode& recode) {
    const auto whole = recode(valid);
    ASSERT_TRUE(whole) << whole.error().message;
    ASSERT_EQ(*whole, valid);
    for (std::size_t size = 0; size < valid.size(); ++size) {
        const auto cut = recode(std::string_view(valid).substr(0, size));
        if (cut) {
            // Only at the end of a field, where it is another valid message.
            ASSERT_EQ(*cut, valid.substr(0, size)) << "cut after " << size << " bytes";
        } else {
            ASSERT_FALSE(cut.error().message.empty());
        }
    }
    for (std::size_t i = 0; i < valid.size(); ++i) {
        for (unsigned bit = 0; bit < 8; ++bit) {
            std::string flipped = valid;
            flipped[i] = static_cast<char>(static_cast<unsigned char>(flipped[i]) ^ (1U << bit));
            const auto recoded = recode(flipped);
            if (recoded) {
                ASSERT_TRUE(recode(*recoded)) << "byte " << i << " bit " << bit;
            } else {
                ASSERT_FALSE(recoded.error().message.empty());
            }
        }
    }
    const std::string longer = valid + std::string(1, '\x07');  // field 0, an unknown wire type
    ASSERT_FALSE(recode(longer));
}

}  // namespace vigie::test
