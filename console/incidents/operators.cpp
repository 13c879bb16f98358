#include "console/incidents/operators.hpp"

#include <array>
#include <utility>

#include <fmt/format.h>
#include <sodium.h>

#include "console/incidents/ledger_database.hpp"
#include "console/incidents/text_rules.hpp"

namespace vigie::console {

using net::ErrorCode;
using net::Result;
using soci::into;
using soci::use;

namespace {

constexpr std::array<std::pair<Role, std::string_view>, 4> kRoles{{
    {Role::operator_, "operator"},
    {Role::supervisor, "supervisor"},
    {Role::investigator, "investigator"},
    {Role::administrator, "administrator"},
}};

Result<void> check_password(const std::string& password) {
    if (password.size() < kShortestPassword) {
        return net::fail(ErrorCode::invalid_input,
                         fmt::format("a password has at least {} bytes", kShortestPassword));
    }
    return {};
}

Result<std::string> hash_of(const std::string& password) {
    std::array<char, crypto_pwhash_STRBYTES> hash{};
    if (crypto_pwhash_str(hash.data(), password.data(), password.size(), crypto_pwhash_OPSLIMIT_INTERACTIVE,
                          crypto_pwhash_MEMLIMIT_INTERACTIVE) != 0) {
        return net::fail(ErrorCode::exhausted,
                         "a password check needs 64 MiB of memory: close other programs and try again");
    }
    return std::string(hash.data());
}

bool matches(const std::string& hash, const std::string& password) {
    return crypto_pwhash_str_verify(hash.c_str(), password.data(), password.size()) == 0;
}

/// The same work as matches(), for a name that has no hash: nobody learns from the time that it is unknown.
void check_nothing(const std::string& password) {
    std::array<unsigned char, 32> key{};
    const std::array<unsigned char, crypto_pwhash_SALTBYTES> salt{};
    std::ignore = crypto_pwhash(key.data(), key.size(), password.data(), password.size(), salt.data(),
                                crypto_pwhash_OPSLIMIT_INTERACTIVE, crypto_pwhash_MEMLIMIT_INTERACTIVE,
                                crypto_pwhash_ALG_ARGON2ID13);
}

}  // namespace

std::string_view key_of(Role role) {
    for (const auto& [known, key] : kRoles) {
        if (known == role) {
            return key;
        }
    }
    return "unknown";
}

std::optional<Role> role_from_key(std::string_view key) {
    for (const auto& [role, known] : kRoles) {
        if (known == key) {
            return role;
        }
    }
    return std::nullopt;
}

class Operators::Impl {
public:
    explicit Impl(std::unique_ptr<LedgerDatabase> database) : database_(std::move(database)) {}
    [[nodiscard]] LedgerDatabase& database() { return *database_; }

private:
    std::unique_ptr<LedgerDatabase> database_;
};

Operators::Operators(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Operators::~Operators() = default;

Result<std::unique_ptr<Operators>> Operators::open(const std::filesystem::path& ledger) {
    if (sodium_init() < 0) {
        return net::fail(ErrorCode::internal, "the system gives no random numbers: check /dev/urandom");
    }
    auto database = LedgerDatabase::open(ledger);
    if (!database) {
        return tl::unexpected(database.error());
    }
    return std::unique_ptr<Operators>(new Operators(std::make_unique<Impl>(std::move(*database))));
}

Result<void> Operators::add(const std::string& name, Role role, const std::string& password) {
    if (auto named = check_name(name); !named) {
        return named;
    }
    if (auto chosen = check_password(password); !chosen) {
        return chosen;
    }
    const auto hash = hash_of(password);
    if (!hash) {
        return tl::unexpected(hash.error());
    }
    return impl_->database().write([&](soci::session& sql) -> Result<void> {
        const std::string role_key(key_of(role));
        std::string added;
        sql << "INSERT INTO operators (name, role, password) VALUES (:name, :role, :password) ON CONFLICT "
               "(name) DO NOTHING RETURNING name",
            into(added), use(name), use(role_key), use(*hash);
        if (!sql.got_data()) {
            return net::fail(ErrorCode::conflict,
                             fmt::format("there is an operator '{}' already: choose another name, or change "
                                         "the password",
                                         name));
        }
        return {};
    });
}

Result<void> Operators::change_password(const std::string& name, const std::string& password) {
    if (auto chosen = check_password(password); !chosen) {
        return chosen;
    }
    const auto hash = hash_of(password);
    if (!hash) {
        return tl::unexpected(hash.error());
    }
    return impl_->database().write([&](soci::session& sql) -> Result<void> {
        std::string changed;
        sql << "UPDATE operators SET password = :password WHERE name = :name RETURNING name", into(changed),
            use(*hash), use(name);
        if (!sql.got_data()) {
            return net::fail(ErrorCode::not_found, fmt::format("there is no operator '{}'", name));
        }
        return {};
    });
}

Result<std::vector<Operator>> Operators::list() {
    return impl_->database().read([](soci::session& sql) -> Result<std::vector<Operator>> {
        std::string name;
        std::string role;
        soci::statement rows =
            (sql.prepare << "SELECT name, role FROM operators ORDER BY name", into(name), into(role));
        rows.execute();
        std::vector<Operator> operators;
        while (rows.fetch()) {
            const auto known = role_from_key(role);
            if (!known) {
                return net::fail(ErrorCode::corrupt,
                                 fmt::format("operator '{}' has the unknown role '{}'", name, role));
            }
            operators.push_back({name, *known});
        }
        return operators;
    });
}

Result<Operator> Operators::verify(const std::string& name, const std::string& password) {
    struct Account {
        std::string role;
        std::string hash;
    };
    // What cannot be saved can still be read.
    std::ignore = impl_->database().keep();
    const auto account =
        impl_->database().read([&name](soci::session& sql) -> Result<std::optional<Account>> {
            Account found;
            sql << "SELECT role, password FROM operators WHERE name = :name", into(found.role),
                into(found.hash), use(name);
            return sql.got_data() ? std::optional(found) : std::nullopt;
        });
    if (!account) {
        return tl::unexpected(as_sentence(account.error()));
    }
    const std::optional<Role> role = *account ? role_from_key((*account)->role) : std::nullopt;
    bool right = false;
    if (role) {
        right = matches((*account)->hash, password);
    } else {
        check_nothing(password);
    }
    if (!right) {
        return net::fail(ErrorCode::refused, {"Name or password is wrong", net::Reason::sign_in_wrong});
    }
    return Operator{name, *role};
}

}  // namespace vigie::console
