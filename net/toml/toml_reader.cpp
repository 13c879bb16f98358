#include "net/toml/toml_reader.hpp"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <iterator>
#include <numeric>

#include <fmt/format.h>

#include "net/text/text.hpp"

namespace vigie::net {

namespace {

constexpr std::size_t kLongestText = 4096;
constexpr std::size_t kMostDots = 1000;
constexpr std::size_t kLikelySlip = 2;  // letters
constexpr std::uintmax_t kLargestFile = 1024 * 1024;

/// What is wrong with it as a text; nothing when nothing is.
std::optional<std::string> fault_of_text(const toml::node& node) {
    const auto value = node.value_exact<std::string>();
    if (!value || value->empty() || value->size() > kLongestText) {
        return fmt::format("must be a text in quotes, of 1 to {} bytes", kLongestText);
    }
    return fault_of_line(*value);
}

/// Levenshtein distance: how many letters must change to make one word of the other.
std::size_t edits_between(std::string_view a, std::string_view b) {
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::size_t diagonal = std::exchange(row[0], i);
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t changed = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
            diagonal = row[j];
            row[j] = std::min({changed, row[j] + 1, row[j - 1] + 1});
        }
    }
    return row.back();
}

std::optional<std::pair<double, double>> as_point(const toml::node& node) {
    const toml::array* pair = node.as_array();
    if (pair == nullptr || pair->size() != 2 || !pair->get(0)->is_number() || !pair->get(1)->is_number()) {
        return std::nullopt;
    }
    // A whole number that no double holds exactly has no value here.
    const auto x = pair->get(0)->value<double>();
    const auto y = pair->get(1)->value<double>();
    if (!x || !y || !std::isfinite(*x) || !std::isfinite(*y)) {
        return std::nullopt;
    }
    return std::pair(*x, *y);
}

/// The first line with more dots than any key or number needs: the parser goes one call deeper for each part
/// of a dotted key. Nothing when there is none.
std::optional<std::size_t> endless_line(std::string_view content) {
    std::size_t line = 1;
    std::size_t dots = 0;
    for (const char c : content) {
        dots += c == '.' ? 1 : 0;
        if (dots > kMostDots) {
            return line;
        }
        if (c == '\n') {
            ++line;
            dots = 0;
        }
    }
    return std::nullopt;
}

}  // namespace

Result<toml::table> read_toml(const std::filesystem::path& file) {
    std::error_code error;
    const auto status = std::filesystem::status(file, error);
    if (status.type() == std::filesystem::file_type::not_found) {
        return fail(ErrorCode::not_found, fmt::format("{} does not exist; check its path", file.string()));
    }
    if (!std::filesystem::is_regular_file(status)) {
        return fail(ErrorCode::unavailable, fmt::format("{} is not a file; check its path", file.string()));
    }
    if (std::filesystem::file_size(file, error) > kLargestFile || error) {
        return fail(
            ErrorCode::invalid_input,
            fmt::format("{} is larger than 1 MiB, no configuration is; check its path", file.string()));
    }
    std::ifstream stream(file, std::ios::binary);
    const std::string content{std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
    if (!stream) {
        return fail(ErrorCode::unavailable,
                    fmt::format("{} cannot be read; check its permissions", file.string()));
    }
    if (const auto line = endless_line(content)) {
        return fail(
            ErrorCode::invalid_input,
            fmt::format("{}:{}: the line holds more than {} dots, no configuration does; correct it there",
                        file.string(), *line, kMostDots));
    }
    try {
        return toml::parse(content, file.string());
    } catch (const toml::parse_error& problem) {
        return fail(ErrorCode::invalid_input,
                    fmt::format("{}:{}: not valid TOML: {}; correct it there", file.string(),
                                problem.source().begin.line, problem.description()));
    }
}

TomlReader::TomlReader(const toml::table& table, std::string file, std::string path, toml::source_index line,
                       std::shared_ptr<std::optional<Error>> error)
    : table_(&table), file_(std::move(file)), path_(std::move(path)), line_(line), error_(std::move(error)) {}

std::string TomlReader::field(std::string_view key) const {
    return path_.empty() ? std::string(key) : fmt::format("{}.{}", path_, key);
}

const toml::node* TomlReader::find(std::string_view key) {
    known_.emplace(key);
    return table_->get(key);
}

void TomlReader::record(const toml::node* at, std::string_view key, std::string_view why) {
    if (!*error_) {
        const auto line = at != nullptr ? line_of(*at) : line_;
        *error_ = Error{ErrorCode::invalid_input, fmt::format("{}:{}: {} {}", file_, line, field(key), why)};
    }
}

std::string TomlReader::place(std::string_view key) const {
    const toml::node* node = table_->get(key);
    return fmt::format("{}:{}: {}", file_, node != nullptr ? line_of(*node) : line_, field(key));
}

void TomlReader::refuse(std::string_view key, std::string_view why) {
    record(table_->get(key), key, why);
}

std::string TomlReader::text(std::string_view key) {
    if (find(key) == nullptr) {
        record(nullptr, key, "is missing; add it as a text in quotes");
        return {};
    }
    return text(key, "");
}

std::string TomlReader::text(std::string_view key, std::string_view fallback) {
    const toml::node* node = find(key);
    if (node == nullptr) {
        return std::string(fallback);
    }
    if (const auto fault = fault_of_text(*node)) {
        record(node, key, *fault);
        return std::string(fallback);
    }
    return node->value_or(std::string());
}

std::int64_t TomlReader::integer(std::string_view key, std::int64_t fallback, std::int64_t least,
                                 std::int64_t most) {
    const toml::node* node = find(key);
    if (node == nullptr) {
        return fallback;
    }
    const auto value = node->value_exact<std::int64_t>();
    if (!value || *value < least || *value > most) {
        record(node, key, fmt::format("must be a whole number from {} to {}", least, most));
        return fallback;
    }
    return *value;
}

double TomlReader::number(std::string_view key, double fallback, double least, double most) {
    const toml::node* node = find(key);
    if (node == nullptr) {
        return fallback;
    }
    const auto value = node->is_number() ? node->value<double>() : std::nullopt;
    // Written so that a NaN is refused.
    if (!value || !(*value >= least && *value <= most)) {
        record(node, key, fmt::format("must be a number from {} to {}", least, most));
        return fallback;
    }
    return *value;
}

bool TomlReader::flag(std::string_view key, bool fallback) {
    const toml::node* node = find(key);
    if (node == nullptr) {
        return fallback;
    }
    const auto value = node->value_exact<bool>();
    if (!value) {
        record(node, key, "must be true or false");
    }
    return value.value_or(fallback);
}

std::optional<std::int64_t> TomlReader::integer_if_any(std::string_view key, std::int64_t least,
                                                       std::int64_t most) {
    if (find(key) == nullptr) {
        return std::nullopt;
    }
    return integer(key, least, least, most);
}

std::optional<double> TomlReader::number_if_any(std::string_view key, double least, double most) {
    if (find(key) == nullptr) {
        return std::nullopt;
    }
    return number(key, least, least, most);
}

std::optional<UtcTime> TomlReader::moment_if_any(std::string_view key) {
    const toml::node* node = find(key);
    if (node == nullptr) {
        return std::nullopt;
    }
    toml::date date;
    Microseconds since_midnight{};
    if (const auto day = node->value_exact<toml::date>()) {
        date = *day;
    } else if (const auto instant = node->value_exact<toml::date_time>(); instant && instant->offset) {
        date = instant->date;
        since_midnight = std::chrono::hours(instant->time.hour) + std::chrono::minutes(instant->time.minute) +
                         std::chrono::seconds(instant->time.second) -
                         std::chrono::minutes(instant->offset->minutes);
    } else {
        record(node, key,
               "must be a date (2026-12-31) or a date and time with offset (2026-12-31T18:00:00Z)");
        return std::nullopt;
    }
    const std::chrono::year_month_day day{std::chrono::year(date.year), std::chrono::month(date.month),
                                          std::chrono::day(date.day)};
    return UtcTime(std::chrono::sys_days(day)) + since_midnight;
}

std::vector<std::string> TomlReader::texts(std::string_view key) {
    std::vector<std::string> all;
    const toml::node* node = find(key);
    if (node == nullptr) {
        return all;
    }
    const toml::array* array = node->as_array();
    if (array == nullptr) {
        record(node, key, "must be a list of texts: [\"one\", \"two\"]");
        return all;
    }
    for (const toml::node& item : *array) {
        if (const auto fault = fault_of_text(item)) {
            record(&item, key, fmt::format("(text {}) {}", all.size() + 1, *fault));
            break;
        }
        all.push_back(item.value_or(std::string()));
    }
    return all;
}

std::vector<std::pair<double, double>> TomlReader::points(std::string_view key, std::size_t most) {
    std::vector<std::pair<double, double>> all;
    const toml::node* node = find(key);
    if (node == nullptr) {
        return all;
    }
    const toml::array* array = node->as_array();
    if (array == nullptr || array->size() > most) {
        record(node, key, fmt::format("must be a list of at most {} points: [[x, y], [x, y]]", most));
        return all;
    }
    for (const toml::node& item : *array) {
        const auto pair = as_point(item);
        if (!pair) {
            record(&item, key, fmt::format("point {} must be two numbers: [x, y]", all.size() + 1));
            return {};
        }
        all.push_back(*pair);
    }
    return all;
}

std::pair<double, double> TomlReader::point(std::string_view key) {
    const toml::node* node = find(key);
    const auto pair = node != nullptr ? as_point(*node) : std::nullopt;
    if (!pair) {
        record(node, key, node != nullptr ? "must be two numbers: [x, y]" : "is missing; add it as [x, y]");
    }
    return pair.value_or(std::pair(0.0, 0.0));
}

namespace {

/// A field as a file writes it in the header of a table: without the numbers of list elements.
std::string header_of(const std::string& field) {
    std::string header;
    bool number = false;
    for (const char c : field) {
        number = number || c == '[';
        if (!number) {
            header += c;
        }
        number = number && c != ']';
    }
    return header;
}

}  // namespace

TomlReader TomlReader::table(std::string_view key) {
    static const toml::table empty_table;
    const toml::node* node = find(key);
    if (node != nullptr && !node->is_table()) {
        record(node, key, fmt::format("must be a table, begun by [{}]", header_of(field(key))));
        node = nullptr;
    }
    return {node != nullptr ? *node->as_table() : empty_table, file_, field(key),
            node != nullptr ? line_of(*node) : line_, error_};
}

std::vector<TomlReader> TomlReader::tables(std::string_view key) {
    std::vector<TomlReader> all;
    const toml::node* node = find(key);
    if (node == nullptr) {
        return all;
    }
    const toml::array* array = node->as_array();
    if (array != nullptr && array->empty()) {
        return all;
    }
    if (array == nullptr || !array->is_homogeneous(toml::node_type::table)) {
        record(node, key,
               fmt::format("must be a list of tables, each begun by [[{}]]", header_of(field(key))));
        return all;
    }
    for (std::size_t i = 0; i < array->size(); ++i) {
        const toml::table& item = *array->get(i)->as_table();
        all.push_back({item, file_, fmt::format("{}[{}]", field(key), i + 1), line_of(item), error_});
    }
    return all;
}

void TomlReader::finish() {
    for (const auto& [key, node] : *table_) {
        if (known_.contains(key.str())) {
            continue;
        }
        std::string why = "is not a known field; check its spelling or remove it";
        for (const std::string& known : known_) {
            if (edits_between(key.str(), known) <= kLikelySlip) {
                why = fmt::format("is not a known field; did you mean '{}'?", known);
            }
        }
        record(&node, key.str(), why);
    }
}

Result<void> TomlReader::result() const {
    if (*error_) {
        return tl::unexpected<Error>(**error_);
    }
    return {};
}

}  // namespace vigie::net
