// Checks passwords on a thread of its own: Argon2id takes long on purpose, and the picture must not stand
// still.
#pragma once

#include <atomic>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <thread>

#include "console/incidents/operators.hpp"
#include "net/types/bounded_queue.hpp"
#include "net/types/latest.hpp"
#include "net/types/result.hpp"

namespace vigie::console {

/// Owns a thread. ask(), busy() and take() from the UI thread.
class SignInDesk {
public:
    /// The operator as the ledger knows them, or why not.
    using Check = std::function<net::Result<Operator>(const std::string& name, const std::string& password)>;

    /// `check` and `answered` run on the desk's thread; `answered` must be quick.
    SignInDesk(Check check, std::function<void()> answered);
    ~SignInDesk();
    SignInDesk(const SignInDesk&) = delete;
    SignInDesk& operator=(const SignInDesk&) = delete;

    /// Starts a check; ignored while another one runs.
    void ask(std::string name, std::string password);
    [[nodiscard]] bool busy() const { return busy_; }
    /// The answer, once.
    [[nodiscard]] std::optional<net::Result<Operator>> take();

private:
    struct Request {
        std::string name;
        std::string password;
    };

    Check check_;
    std::function<void()> answered_;
    net::Latest<Request> request_;
    net::Latest<net::Result<Operator>> answer_;
    std::atomic<bool> busy_{false};
    std::jthread thread_;
};

/// Checks against the accounts in the ledger, which are opened when the first password is checked, on the
/// desk's thread. Its errors are sentences for the screen.
[[nodiscard]] SignInDesk::Check password_check(const std::filesystem::path& ledger);

}  // namespace vigie::console
