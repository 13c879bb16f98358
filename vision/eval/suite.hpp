// Every table, one after the other, each skipped by name when its data is absent.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "net/types/result.hpp"
#include "vision/eval/table.hpp"

namespace vigie::vision {

/// What all tables came to. Plain values.
struct SuiteOutcome {
    Json figures = Json::object();    ///< of all tables, then "skipped" and "missed"
    std::vector<std::string> missed;  ///< bars
    std::vector<std::string> failed;  ///< one sentence a table that could not be measured
    std::size_t measured = 0;         ///< tables that had their data
};

/// Measures each table and hands its text to `print` as soon as it is known, the summary last. One table's
/// failure does not keep the next from being measured.
[[nodiscard]] SuiteOutcome run_suite(const std::vector<std::unique_ptr<Table>>& tables, Material& material,
                                     const std::function<void(std::string_view)>& print);

/// Only those named, in the tables' order; all for no names. invalid_input for a name that none has.
[[nodiscard]] net::Result<std::vector<std::unique_ptr<Table>>> choose_tables(
    std::vector<std::unique_ptr<Table>> tables, const std::vector<std::string>& names);

}  // namespace vigie::vision
