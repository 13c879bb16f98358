#include "net/transport/keys.hpp"

#include <array>
#include <cstring>
#include <fstream>
#include <optional>
#include <sstream>
#include <system_error>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zmq.h>

#include "net/types/ids.hpp"

namespace vigie::net {
namespace {

constexpr std::size_t kZ85Length = 40;
constexpr std::size_t kRawLength = 32;
constexpr std::uintmax_t kLargestKeyFile = 4096;

bool is_z85_key(std::string_view text) {
    if (text.size() != kZ85Length) {
        return false;
    }
    std::array<std::uint8_t, kRawLength> raw{};
    return zmq_z85_decode(raw.data(), std::string(text).c_str()) != nullptr;
}

std::string reason_of(int error) {
    return std::generic_category().message(error);
}

/// Writes a new file completely, or not at all; conflict when it exists.
Result<void> write_new(const std::filesystem::path& file, const std::string& text, mode_t mode) {
    const std::string draft = file.string() + fmt::format(".{}.draft", ::getpid());
    const int fd = ::open(draft.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
    if (fd < 0) {
        return fail(ErrorCode::unavailable, fmt::format("cannot create {}: {}", draft, reason_of(errno)));
    }
    const auto written = ::write(fd, text.data(), text.size());
    const bool complete = written == static_cast<ssize_t>(text.size()) && ::fsync(fd) == 0;
    const int write_error = errno;
    ::close(fd);
    // link, not rename: it does not overwrite.
    const bool placed = complete && ::link(draft.c_str(), file.c_str()) == 0;
    const int place_error = complete ? errno : write_error;
    ::unlink(draft.c_str());
    if (placed) {
        return {};
    }
    if (complete && place_error == EEXIST) {
        return fail(
            ErrorCode::conflict,
            fmt::format("{} exists already and is not overwritten: choose another name or move it away",
                        file.string()));
    }
    return fail(ErrorCode::exhausted,
                fmt::format("cannot write {}: {}", file.string(), reason_of(place_error)));
}

Result<std::string> read_small(const std::filesystem::path& file) {
    std::error_code error;
    const auto size = std::filesystem::file_size(file, error);
    if (error) {
        return fail(ErrorCode::not_found,
                    fmt::format("cannot read the key file {}: {}; make one with 'vigie-keys make'",
                                file.string(), error.message()));
    }
    std::ifstream in(file);
    std::stringstream text;
    text << in.rdbuf();
    if (!in || size > kLargestKeyFile) {
        return fail(ErrorCode::invalid_input,
                    fmt::format("cannot read the key file {}: it is no key file or not readable by this user",
                                file.string()));
    }
    return text.str();
}

/// Value of a line "name = value".
std::optional<std::string> value_of(const std::string& text, std::string_view name) {
    std::istringstream lines(text);
    std::string line;
    while (std::getline(lines, line)) {
        std::istringstream words(line);
        std::string word;
        std::string equals;
        std::string value;
        if (words >> word >> equals >> value && word == name && equals == "=") {
            return value;
        }
    }
    return std::nullopt;
}

}  // namespace

Result<PublicKey> PublicKey::parse(std::string_view z85) {
    if (!is_z85_key(z85)) {
        return fail(ErrorCode::invalid_input,
                    fmt::format("'{}' is not a public key: it has {} characters, a key is 40 "
                                "characters of Z85",
                                z85.substr(0, 64), z85.size()));
    }
    PublicKey key;
    key.z85_ = std::string(z85);
    return key;
}

Result<SecretKey> SecretKey::parse(std::string_view z85) {
    if (!is_z85_key(z85)) {
        return fail(ErrorCode::invalid_input, "this is not a secret key: a key is 40 characters of Z85");
    }
    SecretKey key;
    key.z85_ = std::string(z85);
    return key;
}

SecretKey& SecretKey::operator=(const SecretKey& other) {
    if (this != &other) {
        wipe();
        z85_ = other.z85_;
    }
    return *this;
}

SecretKey::~SecretKey() {
    wipe();
}

void SecretKey::wipe() {
    ::explicit_bzero(z85_.data(), z85_.size());
}

Result<KeyPair> generate_keys() {
    std::array<char, kZ85Length + 1> public_z85{};
    std::array<char, kZ85Length + 1> secret_z85{};
    if (zmq_curve_keypair(public_z85.data(), secret_z85.data()) != 0) {
        return fail(ErrorCode::internal, "ZeroMQ was built without CURVE: install Debian's libzmq5");
    }
    auto public_key = PublicKey::parse(public_z85.data());
    auto secret_key = SecretKey::parse(secret_z85.data());
    ::explicit_bzero(secret_z85.data(), secret_z85.size());
    if (!public_key || !secret_key) {
        return fail(ErrorCode::internal, "ZeroMQ made a key that is no key");
    }
    return KeyPair{*public_key, *secret_key};
}

Result<void> save_keys(const KeyPair& keys, const std::filesystem::path& directory, std::string_view name) {
    if (!is_valid_id(name)) {
        return fail(
            ErrorCode::invalid_input,
            fmt::format(
                "'{}' cannot name keys: use 1 to 48 of a-z 0-9 . _ - and start with a letter or digit",
                name.substr(0, 64)));
    }
    std::error_code error;
    if (std::filesystem::create_directories(directory, error)) {
        std::filesystem::permissions(directory, std::filesystem::perms::owner_all, error);
    }
    if (error) {
        return fail(ErrorCode::unavailable,
                    fmt::format("cannot make the folder {}: {}", directory.string(), error.message()));
    }
    const auto secret_file = directory / fmt::format("{}.key", name);
    const auto public_file = directory / fmt::format("{}.pub", name);
    if (std::filesystem::exists(public_file)) {
        return fail(
            ErrorCode::conflict,
            fmt::format("{} exists already and is not overwritten: choose another name or move it away",
                        public_file.string()));
    }
    const auto saved =
        write_new(secret_file,
                  fmt::format("# Key pair of '{}'. Who has this file is '{}': keep it secret.\n"
                              "public = {}\nsecret = {}\n",
                              name, name, keys.public_key.z85(), keys.secret_key.z85()),
                  0600);
    return saved ? save_public_key(keys.public_key, directory, name) : saved;
}

Result<void> save_public_key(const PublicKey& key, const std::filesystem::path& directory,
                             std::string_view name) {
    return write_new(directory / fmt::format("{}.pub", name), fmt::format("{} {}\n", key.z85(), name), 0644);
}

Result<KeyPair> load_keys(const std::filesystem::path& file) {
    const auto text = read_small(file);
    if (!text) {
        return tl::unexpected(text.error());
    }
    struct stat status {};
    if (::stat(file.c_str(), &status) != 0 || (status.st_mode & 077U) != 0) {
        return fail(
            ErrorCode::refused,
            fmt::format("the secret key file {} can be read by others (mode {:o}): run chmod 600 on it, "
                        "or make new keys if others may have read it",
                        file.string(), status.st_mode & 0777U));
    }
    const auto public_text = value_of(*text, "public");
    const auto secret_text = value_of(*text, "secret");
    if (!public_text || !secret_text) {
        return fail(ErrorCode::invalid_input,
                    fmt::format("{} is not a key file: it needs the lines 'public = KEY' and 'secret = KEY'",
                                file.string()));
    }
    const auto public_key = PublicKey::parse(*public_text);
    const auto secret_key = SecretKey::parse(*secret_text);
    if (!public_key) {
        return fail(file.string(), public_key.error());
    }
    if (!secret_key) {
        return fail(file.string(), secret_key.error());
    }
    std::array<char, kZ85Length + 1> derived{};
    if (zmq_curve_public(derived.data(), secret_key->z85().c_str()) != 0 ||
        public_key->z85() != derived.data()) {
        return fail(ErrorCode::invalid_input,
                    fmt::format("the two keys in {} do not belong together: restore it or make new keys",
                                file.string()));
    }
    return KeyPair{*public_key, *secret_key};
}

Result<PublicKey> load_public_key(const std::filesystem::path& file) {
    const auto text = read_small(file);
    if (!text) {
        return tl::unexpected(text.error());
    }
    auto word = value_of(*text, "public");
    if (!word) {
        std::istringstream words(*text);
        std::string first;
        words >> first;
        word = first;
    }
    const auto key = PublicKey::parse(*word);
    if (!key) {
        return fail(file.string(), key.error());
    }
    return *key;
}

}  // namespace vigie::net
