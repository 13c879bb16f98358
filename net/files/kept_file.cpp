#include "net/files/kept_file.hpp"

#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <optional>
#include <system_error>
#include <utility>

#include "net/files/saving_copy.hpp"

namespace vigie::net {

namespace fs = std::filesystem;

namespace {

constexpr mode_t kPermissions = 0777;

Result<Refuge> settle(const KeptFile& lost, const fs::path& copy, const LostContent& content) {
    if (auto copied = content.copy_into(copy); !copied) return tl::unexpected(copied.error());
    if (auto flushed = flush(copy, lost.mode()); !flushed) return tl::unexpected(flushed.error());
    // Only now, as others that share the file may have brought it back meanwhile.
    lost.leave_no_companions();
    if (lost.place() == KeptFile::Place::absent) {
        const auto moved = move_to(copy, lost.path());
        if (!moved) return tl::unexpected(moved.error());
        if (*moved) return Refuge{Refuge::Kind::anew, lost.path()};
    }
    if (content.holds_all(lost.path(), copy)) return Refuge{Refuge::Kind::copy, lost.path()};
    auto aside = put_aside(lost.path(), copy, content.holds_all);
    if (!aside) return tl::unexpected(aside.error());
    return Refuge{Refuge::Kind::aside, *std::move(aside)};
}

}  // namespace

KeptFile::KeptFile(const fs::path& path, const std::vector<std::string>& companions)
    : path_(real_path(path)) {
    struct stat found {};
    if (::stat(path_.c_str(), &found) == 0) {
        identity_ = {found.st_dev, found.st_ino};
        mode_ = found.st_mode & kPermissions;
    }
    companions_.reserve(companions.size());
    for (const std::string& ending : companions) {
        fs::path companion = path_;
        companion += ending;
        companions_.push_back({companion, identify(companion)});
    }
}

KeptFile::Identity KeptFile::identify(const fs::path& path) {
    struct stat found {};
    return ::stat(path.c_str(), &found) == 0 ? Identity{found.st_dev, found.st_ino} : Identity{};
}

KeptFile::Stamp KeptFile::stamp() const {
    constexpr std::int64_t kSecond = 1'000'000'000;
    struct stat found {};
    if (::stat(path_.c_str(), &found) != 0) return {};
    // Not the time of modification, which a copy may set to that of its original.
    return {found.st_ctim.tv_sec * kSecond + found.st_ctim.tv_nsec, found.st_size};
}

KeptFile::Place KeptFile::place() const {
    struct stat found {};
    if (::stat(path_.c_str(), &found) != 0) {
        return errno == ENOENT || errno == ENOTDIR ? Place::absent : Place::held;
    }
    return Identity{found.st_dev, found.st_ino} == identity_ ? Place::held : Place::taken;
}

void KeptFile::leave_no_companions() const {
    const Place now = place();
    if (now == Place::held) return;
    for (const Companion& companion : companions_) {
        if (now == Place::absent || identify(companion.path) == companion.identity) {
            ::unlink(companion.path.c_str());
        }
    }
}

void KeptFile::part_from_companions(bool keep) const {
    for (const Companion& companion : companions_) {
        if (identify(companion.path) != companion.identity) continue;
        const std::string kept = companion.path.string() + ".lost";
        if (!keep || ::rename(companion.path.c_str(), kept.c_str()) != 0) {
            ::unlink(companion.path.c_str());
        }
    }
}

Result<Refuge> bring_back(const KeptFile& lost, std::string_view what, const LostContent& content) {
    const std::string name = lost.path().string();
    const auto explain = [&](const Error& cause) {
        return fail(cause.code,
                    {fmt::format("{} '{}' was deleted, moved or replaced while in use, and cannot be saved "
                                 "({}): mend that, and end nothing before, or what it holds is lost",
                                 what, name, cause.message),
                     Reason::database_lost,
                     {name}});
    };
    const auto copy = SavingCopy::make(lost.path());
    if (!copy) return explain(copy.error());
    auto refuge = settle(lost, copy->path(), content);
    ::unlink(copy->path().c_str());  // fails when it was moved, as it should be
    if (!refuge) return explain(refuge.error());
    return refuge;
}

Sentence describe(const Refuge& refuge, const fs::path& lost, std::string_view what) {
    const std::string name = lost.string();
    switch (refuge.kind) {
        case Refuge::Kind::anew:
            return {
                fmt::format(
                    "{} '{}' was deleted or moved away while in use: it was written anew with all that it "
                    "held",
                    what, name),
                Reason::database_saved,
                {name}};
        case Refuge::Kind::copy:
            return {fmt::format(
                        "{} '{}' was replaced while in use by a copy that holds everything: that is used now",
                        what, name),
                    Reason::database_saved,
                    {name}};
        case Refuge::Kind::aside:
            return {
                fmt::format("another file took the place of {} '{}' while in use: all is recorded in '{}' "
                            "instead; end this program and put the right one of the two in place",
                            what, name, refuge.file.string()),
                Reason::database_aside,
                {name, refuge.file.filename().string()}};
    }
    return {};
}

}  // namespace vigie::net
