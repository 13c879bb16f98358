// vigie-operator: makes operators' accounts, changes their passwords, lists them.
#include <cstdio>
#include <filesystem>
#include <memory>
#include <string>
#include <system_error>
#include <vector>

#include <fmt/format.h>

#include "console/app/password_file.hpp"
#include "console/incidents/operators.hpp"
#include "net/command_line/command_line.hpp"
#include "net/command_line/process.hpp"

namespace {

using vigie::console::Operator;
using vigie::console::Operators;
using vigie::net::ErrorCode;
using vigie::net::fail;
using vigie::net::Result;

constexpr int kFailed = 1;

struct Request {
    std::string ledger;
    std::string name;
    vigie::console::Role role = vigie::console::Role::operator_;
    std::string password_file;
};

Result<void> add(const Request& request) {
    const auto password = vigie::console::read_password(request.password_file);
    if (!password) {
        return tl::unexpected(password.error());
    }
    const auto operators = Operators::open(request.ledger);
    if (!operators) {
        return tl::unexpected(operators.error());
    }
    return (*operators)->add(request.name, request.role, *password).map([&] {
        fmt::print("added {} as {}\n", request.name, key_of(request.role));
    });
}

/// Those that change or show accounts make no ledger by the way.
Result<std::unique_ptr<Operators>> open_existing(const std::string& ledger) {
    std::error_code ignored;
    if (!std::filesystem::exists(ledger, ignored)) {
        return fail(ErrorCode::not_found,
                    fmt::format("the ledger '{}' does not exist: correct the path, or make it with "
                                "'vigie-operator add'",
                                ledger));
    }
    return Operators::open(ledger);
}

Result<void> change_password(const Request& request) {
    const auto password = vigie::console::read_password(request.password_file);
    if (!password) {
        return tl::unexpected(password.error());
    }
    const auto operators = open_existing(request.ledger);
    if (!operators) {
        return tl::unexpected(operators.error());
    }
    return (*operators)->change_password(request.name, *password).map([&] {
        fmt::print("changed the password of {}\n", request.name);
    });
}

Result<void> list(const Request& request) {
    const auto operators = open_existing(request.ledger);
    if (!operators) {
        return tl::unexpected(operators.error());
    }
    return (*operators)->list().map([](const std::vector<Operator>& accounts) {
        for (const Operator& account : accounts) {
            fmt::print("{}\t{}\n", account.name, key_of(account.role));
        }
    });
}

int report(const Result<void>& done) {
    if (!done) {
        fmt::print(stderr, "vigie-operator: {}\n", done.error().message);
        return kFailed;
    }
    return 0;
}

}  // namespace

int main(int argc, char** argv) {
    vigie::net::outlive_terminal_and_disk();
    CLI::App app("Accounts of those who may sign in at a console", "vigie-operator");
    app.require_subcommand(1);
    Request request;
    auto* add_command = app.add_subcommand("add", "Make an account; the ledger is made when missing");
    auto* password_command = app.add_subcommand("passwd", "Change an account's password");
    auto* list_command = app.add_subcommand("list", "Print each account's name and role");
    for (auto* command : {add_command, password_command, list_command}) {
        command->add_option("--ledger", request.ledger, "The console's ledger (ledger.db)")->required();
    }
    for (auto* command : {add_command, password_command}) {
        command->add_option("--name", request.name, "As the ledger will record it")->required();
        command
            ->add_option("--password-file", request.password_file,
                         "File, or pipe, whose first line is the password; readable only by its owner")
            ->required();
    }
    add_command->add_option_function<std::string>(
        "--role",
        [&request](const std::string& key) {
            const auto role = vigie::console::role_from_key(key);
            if (!role) {
                throw CLI::ValidationError(
                    "--role",
                    fmt::format("'{}' is no role, choose operator, supervisor, investigator or administrator",
                                key));
            }
            request.role = *role;
        },
        "operator, supervisor, investigator or administrator; default: operator");
    if (const auto end = vigie::net::end_of_command_line(app, argc, argv)) {
        return *end;
    }
    if (add_command->parsed()) {
        return report(add(request));
    }
    return report(password_command->parsed() ? change_password(request) : list(request));
}
