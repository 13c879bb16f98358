#include <fmt/format.h>
#include <unistd.h>

#include <string>
#include <system_error>
#include <utility>

#include "net/files/kept_file.hpp"
#include "net/files/saving_copy.hpp"

namespace vigie::net {

namespace fs = std::filesystem;

namespace {

/// The copies of one file, one after the other.
class Finish {
public:
    Finish(fs::path file, const std::vector<std::string>& companions, std::string_view what,
           const CopyContent& content)
        : file_(std::move(file)), companions_(companions), what_(what), content_(content) {}

    Result<void> take(const fs::path& path) {
        const auto copy = SavingCopy::claim(path);
        if (!copy) return tl::unexpected(copy.error());
        if (!*copy) {
            busy_ = true;
            return {};
        }
        if (content_.whole(path)) return settle(path);
        if (stands()) {
            ::unlink(path.c_str());
        } else {
            broken_ = path;
        }
        return {};
    }

    [[nodiscard]] bool stands() const {
        std::error_code error;
        return fs::exists(fs::symlink_status(file_, error));
    }
    [[nodiscard]] bool busy() const { return busy_; }
    [[nodiscard]] const fs::path& broken() const { return broken_; }
    [[nodiscard]] std::optional<Sentence>& done() { return done_; }

private:
    Result<void> settle(const fs::path& copy) {
        if (!stands()) {
            // They would be taken for those of the copy.
            for (const std::string& ending : companions_) ::unlink((file_.string() + ending).c_str());
            if (auto flushed = flush(copy, std::nullopt); !flushed) return flushed;
            const auto moved = move_to(copy, file_);
            if (!moved) return tl::unexpected(moved.error());
            if (*moved) {
                done_ = describe({Refuge::Kind::anew, file_}, file_, what_);
                return {};
            }
        }
        if (content_.holds_all(file_, copy)) {
            ::unlink(copy.c_str());
            return {};
        }
        const auto aside = put_aside(file_, copy, content_.holds_all);
        if (!aside) return tl::unexpected(aside.error());
        ::unlink(copy.c_str());  // fails when it was moved, as it should be
        // Without a reason: that of Refuge::Kind::aside says that recording goes on there.
        done_ =
            Sentence{fmt::format("another file took the place of {} '{}' while in use: what that held is "
                                 "in '{}'; end this program and put the right one of the two in place",
                                 what_, file_.string(), aside->string())};
        return {};
    }

    fs::path file_;
    const std::vector<std::string>& companions_;
    std::string_view what_;
    const CopyContent& content_;
    bool busy_ = false;
    fs::path broken_;
    std::optional<Sentence> done_;
};

}  // namespace

Result<std::optional<Sentence>> finish_saving(const fs::path& path,
                                              const std::vector<std::string>& companions,
                                              std::string_view what, const CopyContent& content) {
    const fs::path file = real_path(path);
    const std::string name = file.string();
    Finish finish(file, companions, what, content);
    for (const fs::path& copy : saving_copies(file)) {
        if (auto taken = finish.take(copy); !taken) {
            return fail(taken.error().code,
                        {fmt::format("{} '{}' was lost while in use, and its copy '{}' cannot be used ({}): "
                                     "mend that and start again",
                                     what, name, copy.string(), taken.error().message),
                         Reason::database_lost,
                         {name}});
        }
    }
    if (!finish.stands() && finish.busy()) {
        return fail(ErrorCode::unavailable,
                    {fmt::format("{} '{}' was lost while in use and is being saved by another program: start "
                                 "again in a moment",
                                 what, name),
                     Reason::database_locked,
                     {name}});
    }
    if (!finish.stands() && !finish.broken().empty()) {
        return fail(
            ErrorCode::unavailable,
            {fmt::format("{} '{}' was lost while in use, and its copy '{}' is not whole: put a backup "
                         "in its place, or move that copy aside to begin an empty one, and start "
                         "again",
                         what, name, finish.broken().string()),
             Reason::database_lost,
             {name}});
    }
    if (!finish.stands() && !companions.empty()) {
        const fs::path log = name + companions.front();
        std::error_code error;
        if (const auto size = fs::file_size(log, error); !error && size > 0) {
            return fail(ErrorCode::unavailable,
                        {fmt::format("{} '{}' is missing, but '{}' beside it holds records of it: put the "
                                     "file back beside that, or move that aside too to begin an empty one, "
                                     "and start again",
                                     what, name, log.string()),
                         Reason::database_lost,
                         {name}});
        }
    }
    return std::move(finish.done());
}

}  // namespace vigie::net
