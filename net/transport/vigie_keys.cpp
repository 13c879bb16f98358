// vigie-keys: makes and shows the CURVE keys of nodes and consoles.
#include <cstdio>
#include <filesystem>
#include <string>

#include <fmt/format.h>

#include "net/command_line/command_line.hpp"
#include "net/transport/keys.hpp"
#include "net/types/ids.hpp"

namespace {

using vigie::net::Result;

/// Keys that are there stay; a public file that is missing is written again.
Result<std::string> make(const std::filesystem::path& directory, const std::string& name) {
    std::error_code ignored;  // what cannot be looked at is told by what is done next
    const auto secret_file = directory / (name + ".key");
    const auto public_file = directory / (name + ".pub");
    if (!std::filesystem::exists(secret_file, ignored)) {
        return vigie::net::generate_keys()
            .and_then([&](const auto& keys) { return vigie::net::save_keys(keys, directory, name); })
            .map([&] { return fmt::format("made {} and {}", secret_file.string(), public_file.string()); });
    }
    const auto keys = vigie::net::load_keys(secret_file);
    if (!keys) {
        return tl::unexpected(keys.error());
    }
    if (!std::filesystem::exists(public_file, ignored)) {
        return vigie::net::save_public_key(keys->public_key, directory, name).map([&] {
            return fmt::format("made {} again from {}", public_file.string(), secret_file.string());
        });
    }
    const auto public_key = vigie::net::load_public_key(public_file);
    if (!public_key) {
        return tl::unexpected(public_key.error());
    }
    if (*public_key != keys->public_key) {
        return vigie::net::fail(vigie::net::ErrorCode::conflict,
                                fmt::format("{} does not belong to {}: remove the one that is wrong",
                                            public_file.string(), secret_file.string()));
    }
    return fmt::format("{} and {} are there already", secret_file.string(), public_file.string());
}

std::string fault_of_name(const std::string& name) {
    return vigie::net::is_valid_id(name)
               ? ""
               : fmt::format(
                     "'{}' cannot name keys: use 1 to 48 of a-z 0-9 . _ - and start with a letter or "
                     "digit",
                     name.substr(0, 60));
}

int report(const Result<std::string>& outcome) {
    if (!outcome) {
        fmt::print(stderr, "vigie-keys: {}\n", outcome.error().message);
        return 1;
    }
    fmt::print("{}\n", *outcome);
    return 0;
}

}  // namespace

int main(int argc, char** argv) {
    CLI::App app("Makes and shows the keys by which Vigie's programs know each other", "vigie-keys");
    app.require_subcommand(1);
    std::string directory;
    std::string name;
    std::string file;
    auto* make_command =
        app.add_subcommand("make", "Make NAME.key (secret) and NAME.pub in DIR; keys that are there stay");
    make_command->add_option("DIR", directory, "folder, made when missing")->required();
    make_command->add_option("NAME", name, "whose keys: a-z 0-9 . _ -")->required()->check(fault_of_name);
    auto* show_command = app.add_subcommand("show", "Print the public key of a .key or .pub file");
    show_command->add_option("FILE", file)->required();
    if (const auto end = vigie::net::end_of_command_line(app, argc, argv)) {
        return *end;
    }
    if (make_command->parsed()) {
        return report(make(directory, name));
    }
    return report(vigie::net::load_public_key(file).map([](const auto& key) { return key.z85(); }));
}
