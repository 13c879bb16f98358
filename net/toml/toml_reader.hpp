// Reading a TOML table field by field: every error names file, line and field, and unknown fields are
// refused.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <toml++/toml.h>

#include "net/types/result.hpp"
#include "net/types/time.hpp"

namespace vigie::net {

/// Parses a file: not_found when it is missing, unavailable when it cannot be read, invalid_input with file
/// and line when it is no TOML, or is larger than 1 MiB.
[[nodiscard]] Result<toml::table> read_toml(const std::filesystem::path& file);

/// One table being read. Getters remember the first error and then return the fallback, so that a reader is
/// written as a list of fields; finish() tells. The table outlives the reader. Owned by one thread.
class TomlReader {
public:
    /// `file` is only named in errors.
    TomlReader(const toml::table& table, std::string file)
        : TomlReader(table, std::move(file), "", line_of(table), std::make_shared<std::optional<Error>>()) {}

    /// Required text of 1 to 4096 bytes on one line: without control characters, and with something to see.
    std::string text(std::string_view key);
    /// The same, optional.
    std::string text(std::string_view key, std::string_view fallback);
    /// Optional whole number from `least` to `most`.
    std::int64_t integer(std::string_view key, std::int64_t fallback, std::int64_t least, std::int64_t most);
    /// Optional number from `least` to `most`; whole numbers are welcome.
    double number(std::string_view key, double fallback, double least, double most);
    bool flag(std::string_view key, bool fallback);
    /// The same without fallback: nothing when it is absent.
    std::optional<std::int64_t> integer_if_any(std::string_view key, std::int64_t least, std::int64_t most);
    std::optional<double> number_if_any(std::string_view key, double least, double most);
    /// Optional date, or date and time with offset; a date alone is its beginning in UTC.
    std::optional<UtcTime> moment_if_any(std::string_view key);

    /// Optional list of such texts.
    std::vector<std::string> texts(std::string_view key);
    /// Optional list of [x, y] pairs of finite numbers, at most `most`.
    std::vector<std::pair<double, double>> points(std::string_view key, std::size_t most);
    /// Required pair of finite numbers, [x, y].
    std::pair<double, double> point(std::string_view key);
    [[nodiscard]] bool has(std::string_view key) const { return table_->contains(key); }

    /// A table, empty when it is absent.
    [[nodiscard]] TomlReader table(std::string_view key);
    /// The tables of [[key]], none when it is absent.
    [[nodiscard]] std::vector<TomlReader> tables(std::string_view key);

    /// Where a field is, for mistakes that are only found later: "FILE:LINE: table.field", the line of the
    /// table where the field is absent.
    [[nodiscard]] std::string place(std::string_view key) const;
    /// Records that a field is wrong for a reason that only the caller knows: "must ..., ...".
    void refuse(std::string_view key, std::string_view why);
    /// Records unknown fields; call after the last getter.
    void finish();
    /// The first error of this table and of all tables made from it.
    [[nodiscard]] Result<void> result() const;

private:
    TomlReader(const toml::table& table, std::string file, std::string path, toml::source_index line,
               std::shared_ptr<std::optional<Error>> error);
    static toml::source_index line_of(const toml::node& node) { return node.source().begin.line; }
    const toml::node* find(std::string_view key);
    void record(const toml::node* at, std::string_view key, std::string_view why);
    [[nodiscard]] std::string field(std::string_view key) const;

    const toml::table* table_;
    std::string file_;
    std::string path_;
    toml::source_index line_;  ///< of the table; where it is absent, of the one that should hold it
    std::set<std::string, std::less<>> known_;
    std::shared_ptr<std::optional<Error>> error_;  ///< shared with the tables made from this one
};

}  // namespace vigie::net
