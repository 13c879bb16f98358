// CURVE keys: who a node or a console is. A name is made of a secret file and a public file.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "net/types/result.hpp"

namespace vigie::net {

/// A public key as 40 characters of Z85. Value type; may be shown to anybody.
class PublicKey {
public:
    PublicKey() = default;
    /// invalid_input unless `z85` is 40 characters of Z85; the message repeats it.
    [[nodiscard]] static Result<PublicKey> parse(std::string_view z85);
    [[nodiscard]] const std::string& z85() const { return z85_; }
    [[nodiscard]] bool empty() const { return z85_.empty(); }
    auto operator<=>(const PublicKey&) const = default;

private:
    std::string z85_;
};

/// A secret key as 40 characters of Z85. Value type, wiped when it goes; never in a message.
class SecretKey {
public:
    SecretKey() = default;
    SecretKey(const SecretKey&) = default;
    SecretKey& operator=(const SecretKey& other);
    ~SecretKey();
    /// invalid_input unless `z85` is 40 characters of Z85; the message does not repeat it.
    [[nodiscard]] static Result<SecretKey> parse(std::string_view z85);
    [[nodiscard]] const std::string& z85() const { return z85_; }

private:
    void wipe();
    std::string z85_;
};

struct KeyPair {
    PublicKey public_key;
    SecretKey secret_key;
};

/// A new random pair; internal when ZeroMQ has no CURVE.
[[nodiscard]] Result<KeyPair> generate_keys();

/// Writes `directory`/`name`.key (mode 0600: both keys) and `directory`/`name`.pub (a line ready
/// for an allowlist). Makes the directory (0700) when it is missing. `name` has the form of an
/// id. conflict when either file exists: keys are never overwritten. Both files are complete or absent.
[[nodiscard]] Result<void> save_keys(const KeyPair& keys, const std::filesystem::path& directory,
                                     std::string_view name);

/// Writes `directory`/`name`.pub alone, when only that file is missing. Errors as save_keys.
[[nodiscard]] Result<void> save_public_key(const PublicKey& key, const std::filesystem::path& directory,
                                           std::string_view name);

/// Reads NAME.key. not_found when missing; invalid_input when it has not the form that save_keys
/// writes or when its keys do not belong together; refused when others than its owner may read it.
[[nodiscard]] Result<KeyPair> load_keys(const std::filesystem::path& file);

/// Reads the public key of NAME.pub or NAME.key. Errors as load_keys.
[[nodiscard]] Result<PublicKey> load_public_key(const std::filesystem::path& file);

}  // namespace vigie::net
