// One table of the suite: the seam at which measurements are added.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "net/types/result.hpp"
#include "vision/eval/material.hpp"
#include "vision/eval/report.hpp"

namespace vigie::vision {

/// What a table measured. Plain values.
struct TableOutcome {
    std::string text;                 ///< for people, ends in a newline
    Json figures = Json::object();    ///< for machines: joins the top level of the suite's object
    std::vector<std::string> missed;  ///< one sentence a missed bar
    std::vector<std::string> absent;  ///< what was left out and why; with an empty text: everything
};

/// That of a table for which something is absent.
[[nodiscard]] inline TableOutcome left_out(const std::string& why) {
    TableOutcome out;
    out.absent.push_back(why);
    return out;
}

/// Measures one thing. Without state of its own; the material is borrowed for the call.
class Table {
public:
    Table() = default;
    virtual ~Table() = default;
    Table(const Table&) = delete;
    Table& operator=(const Table&) = delete;

    /// One word, by which it is asked for.
    [[nodiscard]] virtual std::string_view name() const = 0;
    /// What stands above it.
    [[nodiscard]] virtual std::string_view title() const = 0;
    /// Absent data is an outcome, not a failure; broken data is a failure.
    [[nodiscard]] virtual net::Result<TableOutcome> measure(Material& material) const = 0;
};

}  // namespace vigie::vision
