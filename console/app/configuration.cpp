#include "console/app/configuration.hpp"

#include <set>
#include <type_traits>
#include <utility>

#include <fmt/format.h>

#include "net/toml/toml_reader.hpp"

namespace vigie::console {

namespace {

constexpr std::size_t kMostNodes = 64;

std::filesystem::path from_state(const std::filesystem::path& state, const std::string& path) {
    return path.empty() ? std::filesystem::path() : (state / path).lexically_normal();
}

/// The keys that `load` reads from the file named at `key`; refused there when it cannot.
template <class Load>
auto read_keys(net::TomlReader& table, std::string_view key, const std::filesystem::path& state, Load load) ->
    typename std::invoke_result_t<Load, std::filesystem::path>::value_type {
    const std::string file = table.text(key);
    if (file.empty()) {
        return {};  // told already
    }
    auto keys = load(from_state(state, file));
    if (!keys) {
        table.refuse(key, fmt::format("cannot be used: {}", keys.error().message));
        return {};
    }
    return *std::move(keys);
}

net::Endpoints read_endpoints(net::TomlReader& table) {
    const std::string host = table.text("host", "127.0.0.1");
    const auto port = static_cast<std::uint16_t>(table.integer("port", 7401, 1, 65533));
    const auto endpoints = net::Endpoints::at(host, port);
    if (!endpoints) {
        table.refuse("host", fmt::format("is wrong: {}", endpoints.error().message));
    }
    return endpoints.value_or(net::Endpoints{});
}

std::vector<net::NodeAddress> read_nodes(net::TomlReader& top, const std::filesystem::path& state) {
    std::vector<net::NodeAddress> nodes;
    std::set<net::NodeId> seen;
    for (net::TomlReader& table : top.tables("node")) {
        net::NodeAddress entry;
        const std::string name = table.text("id");
        if (const auto id = net::NodeId::parse(name)) {
            entry.node = *id;
        } else {
            table.refuse("id", fmt::format("is wrong: {}", id.error().message));
        }
        if (!seen.insert(entry.node).second) {
            table.refuse("id",
                         fmt::format("'{}' names a node a second time; give each node its own id", name));
        }
        entry.endpoints = read_endpoints(table);
        entry.server_key = read_keys(table, "public_key", state, net::load_public_key);
        table.finish();
        nodes.push_back(std::move(entry));
    }
    if (nodes.empty() || nodes.size() > kMostNodes) {
        top.refuse("node", fmt::format("must list 1 to {} nodes, each as a [[node]] table", kMostNodes));
    }
    return nodes;
}

}  // namespace

net::Result<Configuration> load_configuration(const std::filesystem::path& file,
                                              const std::filesystem::path& state) {
    const auto content = net::read_toml(file);
    if (!content) {
        return net::fail("configuration", content.error());
    }
    Configuration configuration;
    net::TomlReader top(*content, file.string());

    auto console = top.table("console");
    configuration.console = console.text("id", configuration.console);
    if (!net::is_valid_id(configuration.console)) {
        console.refuse("id", "must be 1 to 48 of a-z 0-9 . _ - and start with a letter or digit");
    }
    configuration.language = console.text("language", configuration.language);
    if (configuration.language != "en" && configuration.language != "fr") {
        console.refuse("language", "must be \"en\" or \"fr\"");
    }
    console.finish();

    auto keys = top.table("keys");
    configuration.own_keys = read_keys(keys, "own", state, net::load_keys);
    keys.finish();

    auto ledger = top.table("ledger");
    configuration.ledger = from_state(state, ledger.text("file", "ledger.db"));
    ledger.finish();

    auto window = top.table("window");
    configuration.window_width =
        static_cast<std::uint32_t>(window.integer("width", configuration.window_width, 640, 16384));
    configuration.window_height =
        static_cast<std::uint32_t>(window.integer("height", configuration.window_height, 480, 16384));
    configuration.pictures_hz = window.number("pictures_hz", configuration.pictures_hz, 1.0, 60.0);
    window.finish();

    auto fonts = top.table("fonts");
    configuration.fonts = from_state(state, fonts.text("folder", ""));
    fonts.finish();

    configuration.nodes = read_nodes(top, state);
    top.finish();
    if (const auto read = top.result(); !read) {
        return tl::unexpected<net::Error>(read.error());
    }
    return configuration;
}

}  // namespace vigie::console
