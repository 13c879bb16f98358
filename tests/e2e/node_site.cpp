#include "tests/e2e/node_site.hpp"

#include <fstream>
#include <iterator>
#include <stdexcept>

#include "tests/support/free_ports.hpp"
#include "tests/support/places.hpp"

namespace vigie::test {

namespace {

template <class T>
T must(net::Result<T> result) {
    if (!result) throw std::runtime_error(result.error().message);
    if constexpr (!std::is_void_v<T>) return *std::move(result);
}

std::string content_of(const std::filesystem::path& file) {
    std::ifstream stream(file);
    return {std::istreambuf_iterator<char>(stream), {}};
}

}  // namespace

NodeSite::NodeSite()
    : configuration(
          content_of(std::filesystem::path(VIGIE_SOURCE_DIR) / "tests/support/forecourt/node.toml")),
      port_(free_ports(3)),
      node_keys_(must(net::generate_keys())),
      console_keys_(must(net::generate_keys())) {
    std::filesystem::create_directories(state());
    must(net::save_keys(node_keys_, folder_.path() / "keys", "node"));
    std::ofstream(state() / "authorized_keys") << console_keys_.public_key.z85() << " listener\n";
    replace("7401", std::to_string(port_));
    replace("loop = true", "loop = true\nreal_time = false");
    use_video(real_video());
}

std::filesystem::path NodeSite::real_video() {
    const auto file = std::filesystem::path(VIGIE_DATA_DIR) / "vtest.avi";
    if (!std::filesystem::exists(file)) {
        throw std::runtime_error("there is no " + file.string() + ": ./run test fetches it");
    }
    return file;
}

void NodeSite::replace(std::string_view from, std::string_view to) {
    std::size_t at = configuration.find(from);
    if (at == std::string::npos) {
        throw std::runtime_error("the configuration holds no '" + std::string(from) + "'");
    }
    for (; at != std::string::npos; at = configuration.find(from, at + to.size())) {
        configuration.replace(at, from.size(), to);
    }
}

void NodeSite::remove(std::string_view table, std::string_view id) {
    const std::string head = "[[" + std::string(table) + "]]\nid = \"" + std::string(id) + "\"";
    const std::size_t begin = configuration.find(head);
    if (begin == std::string::npos) throw std::runtime_error("the configuration holds no " + head);
    // Sub-tables such as [rule.purpose] belong to it.
    std::size_t end = begin + head.size();
    do {
        end = configuration.find("\n[[", end + 1);
    } while (end != std::string::npos &&
             configuration.compare(end + 3, table.size() + 1, std::string(table) + ".") == 0);
    configuration.erase(begin, end == std::string::npos ? end : end + 1 - begin);
}

void NodeSite::use_video(const std::filesystem::path& file) {
    constexpr std::string_view kKey = "file = \"";
    for (std::size_t at = configuration.find(kKey); at != std::string::npos;
         at = configuration.find(kKey, at + 1)) {
        const std::size_t begin = at + kKey.size();
        configuration.replace(begin, configuration.find('"', begin) - begin, file.string());
    }
}

std::vector<std::string> NodeSite::words() const {
    return {std::filesystem::path(VIGIE_BINARY_DIR) / "bin/vigie-node", "--config", configuration_file(),
            "--state", state()};
}

void NodeSite::start(const std::vector<std::string>& more) {
    node_.reset();
    folder_.write("node.toml", configuration);
    auto all = words();
    all.insert(all.end(), more.begin(), more.end());
    node_ = std::make_unique<ChildProcess>(all, folder_.path() / "node.log");
}

std::string NodeSite::log() const {
    return content_of(folder_.path() / "node.log");
}

Finished NodeSite::try_start() {
    folder_.write("node.toml", configuration);
    return run_to_end(words());
}

std::unique_ptr<ListeningConsole> NodeSite::console() const {
    return std::make_unique<ListeningConsole>(
        net::NodeAddress{must(net::NodeId::parse("edge-1")), must(net::Endpoints::at("127.0.0.1", port_)),
                         node_keys_.public_key},
        console_keys_);
}

}  // namespace vigie::test
