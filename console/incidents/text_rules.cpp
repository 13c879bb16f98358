#include "console/incidents/text_rules.hpp"

#include <fmt/format.h>
#include <strings.h>

#include "console/incidents/ledger_turn.hpp"
#include "net/text/text.hpp"
#include "net/wire/check.hpp"

namespace vigie::console {

using net::ErrorCode;

namespace {

bool is_text(const std::string& text, std::size_t least, std::size_t most) {
    net::Check check("text");
    check.text("text", text, least, most);
    return check.ok();
}

}  // namespace

net::Result<void> check_name(const std::string& name) {
    if (name.size() > kLongestName || net::fault_of_line(name) || name.front() == ' ' || name.back() == ' ') {
        return net::fail(
            ErrorCode::invalid_input,
            fmt::format("an operator's name has 1 to {} bytes of UTF-8 that can be seen, without "
                        "spaces before or after it",
                        kLongestName));
    }
    if (::strcasecmp(name.c_str(), kSystemActor) == 0) {
        return net::fail(ErrorCode::invalid_input,
                         fmt::format("no operator may be called '{}': that is what the ledger calls what "
                                     "happens by itself",
                                     name));
    }
    return {};
}

net::Result<void> check_words(const char* what, const std::string& words, std::size_t least) {
    if (words.size() < least) {
        return net::fail(ErrorCode::invalid_input, {fmt::format("{} is empty: write some words", what),
                                                    net::Reason::text_unfit,
                                                    {std::to_string(kLongestText)}});
    }
    if (!is_text(words, 0, kLongestText)) {
        return net::fail(ErrorCode::invalid_input,
                         {fmt::format("{} must be UTF-8 of at most {} bytes, without control characters",
                                      what, kLongestText),
                          net::Reason::text_unfit,
                          {std::to_string(kLongestText)}});
    }
    return {};
}

std::string with_capital(std::string words) {
    if (!words.empty() && words.front() >= 'a' && words.front() <= 'z') {
        words.front() = static_cast<char>(words.front() - 'a' + 'A');
    }
    return words;
}

net::Error as_sentence(net::Error error) {
    error.message = with_capital(std::move(error.message));
    return error;
}

}  // namespace vigie::console
