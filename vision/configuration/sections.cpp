#include "vision/configuration/sections.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace vigie::vision {

void check_length(net::TomlReader& table, std::string_view key, std::string_view text, std::size_t most) {
    if (text.size() > most) table.refuse(key, fmt::format("is longer than {} bytes; shorten it", most));
}

std::string read_text(net::TomlReader& table, std::string_view key, std::size_t most) {
    std::string text = table.text(key);
    check_length(table, key, text, most);
    return text;
}

std::vector<std::string> read_names(net::TomlReader& table, std::string_view key) {
    auto names = table.texts(key);
    for (auto name = names.begin(); name != names.end(); ++name) {
        if (std::find(names.begin(), name, *name) != name) {
            table.refuse(key, fmt::format("names '{}' twice; name it once", *name));
            break;
        }
    }
    return names;
}

std::vector<net::TomlReader> read_tables(net::TomlReader& top, std::string_view key, std::size_t most) {
    auto tables = top.tables(key);
    if (tables.size() > most) {
        top.refuse(key, fmt::format("lists {}, at most {} are possible; share them between nodes",
                                    tables.size(), most));
        tables.clear();
    }
    return tables;
}

bool is_on_earth(const std::pair<double, double>& point) {
    return std::abs(point.first) <= kFarthestM && std::abs(point.second) <= kFarthestM;
}

}  // namespace vigie::vision
