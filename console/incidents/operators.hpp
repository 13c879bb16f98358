// Who may sign in: operators' accounts, kept beside the ledger, passwords by Argon2id.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "net/types/result.hpp"

namespace vigie::console {

enum class Role : std::uint8_t { operator_ = 1, supervisor = 2, investigator = 3, administrator = 4 };

[[nodiscard]] std::string_view key_of(Role role);
[[nodiscard]] std::optional<Role> role_from_key(std::string_view key);

/// Who may switch the phase of a hall.
[[nodiscard]] constexpr bool may_switch_phases(Role role) {
    return role == Role::supervisor || role == Role::administrator;
}

struct Operator {
    std::string name;
    Role role = Role::operator_;
};

/// Accounts in the ledger's file, on a connection of its own. Owned and used by one thread; each password
/// check takes about 70 ms and 64 MiB on purpose (Argon2id, libsodium's interactive limits).
class Operators {
public:
    /// Errors as Ledger::open.
    [[nodiscard]] static net::Result<std::unique_ptr<Operators>> open(const std::filesystem::path& ledger);
    ~Operators();
    Operators(const Operators&) = delete;
    Operators& operator=(const Operators&) = delete;

    /// conflict when the name is taken; invalid_input for a name that is not 1 to 64 printable UTF-8 bytes or
    /// a password shorter than 8 bytes.
    [[nodiscard]] net::Result<void> add(const std::string& name, Role role, const std::string& password);
    [[nodiscard]] net::Result<void> change_password(const std::string& name, const std::string& password);
    [[nodiscard]] net::Result<std::vector<Operator>> list();
    /// refused, without saying which, for an unknown name or a wrong password; both take equally long.
    [[nodiscard]] net::Result<Operator> verify(const std::string& name, const std::string& password);

private:
    class Impl;
    explicit Operators(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

}  // namespace vigie::console
