#include "net/transport/allowlist.hpp"

#include <cerrno>
#include <fstream>
#include <sstream>
#include <system_error>

#include <fmt/format.h>
#include <sys/stat.h>

#include "net/types/ids.hpp"

namespace vigie::net {
namespace {

constexpr std::int64_t kLargestFile = 1024 * 1024;
/// Bad lines that are named one by one.
constexpr std::size_t kMostNamed = 10;

}  // namespace

Allowlist parse_allowlist(std::string_view text, std::string_view origin) {
    Allowlist list;
    if (constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF"; text.starts_with(kByteOrderMark)) {
        text.remove_prefix(kByteOrderMark.size());  // some editors begin every file with it
    }
    std::istringstream lines{std::string(text)};
    std::string line;
    std::size_t bad_lines = 0;
    for (int number = 1; std::getline(lines, line); ++number) {
        std::istringstream words(line);
        std::string key_text;
        std::string name;
        std::string rest;
        words >> key_text >> name >> rest;
        if (key_text.empty() || key_text.front() == '#') {
            continue;
        }
        const auto bad = [&](std::string_view what) {
            if (++bad_lines <= kMostNamed) {
                list.bad_lines.push_back(
                    fmt::format("{}:{}: {}; this line lets nobody in", origin, number, what));
            }
        };
        const auto key = PublicKey::parse(key_text);
        if (!key) {
            bad(key.error().message);
        } else if (!is_valid_id(name) || !rest.empty()) {
            bad("a line is a public key and one name of a-z 0-9 . _ -");
        } else if (!list.names.emplace(*key, name).second) {
            bad(fmt::format("the key of '{}' stands here a second time", name));
        }
    }
    if (bad_lines > kMostNamed) {
        list.bad_lines.push_back(fmt::format("{}: {} more lines let nobody in: is it an allowlist at all?",
                                             origin, bad_lines - kMostNamed));
    }
    return list;
}

bool AllowlistFile::refresh() {
    struct stat status {};
    std::optional<Identity> now;
    std::string why;
    if (::stat(file_.c_str(), &status) != 0) {
        why = std::generic_category().message(errno);
    } else if (status.st_size > kLargestFile) {
        why = "it is larger than 1 MiB";
    } else if (!S_ISREG(status.st_mode)) {
        why = "it is not a file but a folder, a pipe or a device";
    } else {
        now = Identity{status.st_ino, status.st_size,
                       std::int64_t{status.st_mtim.tv_sec} * 1'000'000'000 + status.st_mtim.tv_nsec};
    }
    if (tried_ && now == seen_ && (readable_ || !now)) {
        return false;
    }
    const bool first = !tried_;
    const bool was_readable = readable_;
    tried_ = true;
    seen_ = now;
    errno = 0;
    std::ifstream in;
    std::stringstream text;
    if (now) {  // opening a pipe would wait for somebody to write into it
        in.open(file_);
        text << in.rdbuf();
    }
    readable_ = now.has_value() && in.good() && !text.fail();
    if (now.has_value() && now->size == 0 && in.is_open()) {
        readable_ = true;  // inserting nothing sets failbit
    }
    if (readable_) {
        list_ = parse_allowlist(text.str(), file_.string());
        return true;
    }
    if (why.empty()) {
        why = std::generic_category().message(errno != 0 ? errno : EIO);
    }
    list_ = {};
    list_.bad_lines.push_back(fmt::format(
        "the allowlist {} cannot be read ({}): nobody new is let in until it can", file_.string(), why));
    return first || was_readable;
}

}  // namespace vigie::net
