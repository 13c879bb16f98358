#include "console/incidents/ledger_place.hpp"

#include <string>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include "net/files/file_access.hpp"

namespace vigie::console {

using net::ErrorCode;

net::Result<void> check_place(const std::filesystem::path& file) {
    std::error_code ignored;
    if (std::filesystem::exists(file, ignored) && !std::filesystem::is_regular_file(file, ignored)) {
        return net::fail(ErrorCode::unavailable,
                         fmt::format("the ledger '{}' is not a file; correct the path", file.string()));
    }
    // SOCI takes the name in quotes, without a way to escape one.
    if (file.string().find('"') != std::string::npos) {
        return net::fail(ErrorCode::unavailable,
                         fmt::format("the ledger '{}' cannot be opened: its path must not hold a quotation "
                                     "mark; give it another name",
                                     file.string()));
    }
    if (auto problem = net::access_problem(file, kLedger)) {
        return tl::unexpected<net::Error>(*std::move(problem));
    }
    return {};
}

void make_file(const std::filesystem::path& file) {
    // It holds names and password hashes: nobody else's business. SQLite gives its companions the same mode.
    if (const int made = ::open(file.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600); made >= 0) {
        ::close(made);
    }
}

}  // namespace vigie::console
