// Reading configuration: values within their limits come through, everything else names file, line and field.
#include "net/toml/toml_reader.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/temporary_folder.hpp"

namespace vigie::net {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

class TomlReaderTest : public testing::Test {
protected:
    /// The reader of a file "site.toml" with that content, which outlives it.
    TomlReader reader(std::string_view content) {
        table = toml::parse(content, std::string("site.toml"));
        return TomlReader(table, "site.toml");
    }
    static std::string problem(const TomlReader& reader) {
        const auto result = reader.result();
        return result ? "" : result.error().message;
    }

    toml::table table;
};

TEST_F(TomlReaderTest, ReadsWhatIsThereAndFallsBackWhereItIsNot) {
    auto top = reader(R"(
        name = "north"
        count = 3
        share = 2
        on = true
        cameras = ["a", "b"]
        outline = [[0.5, 1], [2, 3.0]]
        at = [1, 2.5]
        since = 2026-03-01
        [part]
        x = 1.5
        [[row]]
        n = 1
        [[row]]
        n = 2
    )");
    EXPECT_EQ(top.text("name"), "north");
    EXPECT_EQ(top.text("title", "none"), "none");
    EXPECT_EQ(top.integer("count", 0, 0, 10), 3);
    EXPECT_EQ(top.integer("missing", 7, 0, 10), 7);
    EXPECT_EQ(top.number("share", 0.0, 0.0, 5.0), 2.0) << "a whole number is a number";
    EXPECT_TRUE(top.flag("on", false));
    EXPECT_THAT(top.texts("cameras"), ElementsAre("a", "b"));
    EXPECT_THAT(top.points("outline", 8), ElementsAre(std::pair(0.5, 1.0), std::pair(2.0, 3.0)));
    EXPECT_EQ(top.point("at"), std::pair(1.0, 2.5));
    EXPECT_EQ(top.moment_if_any("since"),
              UtcTime(std::chrono::sys_days(std::chrono::year(2026) / 3 / 1).time_since_epoch()));
    EXPECT_EQ(top.moment_if_any("until"), std::nullopt);
    EXPECT_EQ(top.number_if_any("limit", 0.0, 1.0), std::nullopt);
    auto part = top.table("part");
    EXPECT_EQ(part.number("x", 0.0, 0.0, 2.0), 1.5);
    part.finish();
    std::vector<std::int64_t> numbers;
    for (TomlReader& row : top.tables("row")) {
        numbers.push_back(row.integer("n", 0, 0, 9));
        row.finish();
    }
    EXPECT_THAT(numbers, ElementsAre(1, 2));
    top.finish();
    EXPECT_EQ(problem(top), "");
}

struct Mistake {
    const char* name;
    const char* content;
    std::vector<const char*> told;
};

class TomlMistakes : public TomlReaderTest, public testing::WithParamInterface<Mistake> {};

TEST_P(TomlMistakes, AreNamedWithFileLineAndField) {
    auto top = reader(GetParam().content);
    (void)top.text("name", "x");
    (void)top.integer("count", 0, 0, 10);
    (void)top.number("share", 0.0, 0.0, 1.0);
    (void)top.flag("on", false);
    (void)top.texts("cameras");
    (void)top.points("outline", 2);
    (void)top.moment_if_any("since");
    auto part = top.table("part");
    (void)part.text("label", "x");
    part.finish();
    top.finish();
    for (const char* words : GetParam().told) {
        EXPECT_THAT(problem(top), HasSubstr(words));
    }
}

INSTANTIATE_TEST_SUITE_P(
    Each, TomlMistakes,
    testing::Values(
        Mistake{"type", "\nname = 3", {"site.toml", "2", "name"}},
        Mistake{"empty", "name = \"\"", {"site.toml", "1", "name"}},
        Mistake{"control_character", "name = \"a\\u0007b\"", {"1: name", "U+0007"}},
        Mistake{"c1_control_character", "\nname = \"a\\u0085b\"", {"2: name", "U+0085"}},
        Mistake{"turned_direction", "name = \"a\\u202Eb\"", {"1: name", "U+202E"}},
        Mistake{"only_spaces", "name = \" \\u00A0 \"", {"1: name", "blank"}},
        Mistake{"without_width", "name = \"\\u200B\\uFEFF\"", {"1: name", "blank"}},
        Mistake{"turned_in_a_list", "cameras = [\"a\",\n\"b\\u2066\"]", {"2: cameras (text 2)", "U+2066"}},
        Mistake{"too_large", "count = 11", {"site.toml", "1", "count", "10"}},
        Mistake{"fraction_for_whole", "count = 1.5", {"count"}},
        Mistake{"not_finite", "share = nan", {"share"}}, Mistake{"below", "share = -0.1", {"share", "0"}},
        Mistake{"word_for_flag", "on = \"yes\"", {"on"}},
        Mistake{"mixed_list", "cameras = [\"a\", 1]", {"cameras"}},
        Mistake{"no_list", "cameras = \"a\"", {"cameras"}},
        Mistake{"three_numbers", "outline = [[1, 2, 3]]", {"outline"}},
        Mistake{"endless_point", "outline = [[1, inf]]", {"outline"}},
        Mistake{"number_that_no_double_holds", "outline = [[9223372036854775807, 1]]", {"outline"}},
        Mistake{"too_many_points", "outline = [[1, 1], [2, 2], [3, 3]]", {"outline", "2"}},
        Mistake{"no_date", "since = \"tomorrow\"", {"since"}},
        Mistake{"unknown", "\n\ncuont = 1", {"site.toml", "3", "cuont", "count"}},
        Mistake{"unknown_within", "[part]\nlabl = \"a\"", {"part", "labl", "2"}},
        Mistake{"value_for_table", "part = 1", {"part"}}),
    [](const auto& mistake) { return std::string(mistake.param.name); });

TEST_F(TomlReaderTest, TellsTheFirstMistakeOnly) {
    auto top = reader("count = 99\nshare = 99");
    (void)top.integer("count", 0, 0, 10);
    (void)top.number("share", 0.0, 0.0, 1.0);
    EXPECT_THAT(problem(top), HasSubstr("count"));
    EXPECT_THAT(problem(top), testing::Not(HasSubstr("share")));
}

TEST_F(TomlReaderTest, ARequiredTextThatIsMissingIsNamed) {
    auto top = reader("[part]");
    auto part = top.table("part");
    (void)part.text("label");
    EXPECT_THAT(problem(top), HasSubstr("label"));
    EXPECT_THAT(problem(top), HasSubstr("site.toml"));
}

std::string dotted(int parts) {
    std::string key;
    for (int i = 0; i < parts; ++i) {
        key += ".a";
    }
    return key;
}

TEST(ReadToml, TellsMissingUnreadableWrongAndHugeFilesApart) {
    const test::TemporaryFolder folder;
    EXPECT_EQ(read_toml(folder.path() / "none.toml").error().code, ErrorCode::not_found);
    const auto wrong = read_toml(folder.write("wrong.toml", "a = 1\nb = = 2\n"));
    ASSERT_FALSE(wrong);
    EXPECT_EQ(wrong.error().code, ErrorCode::invalid_input);
    EXPECT_THAT(wrong.error().message, HasSubstr("wrong.toml"));
    EXPECT_THAT(wrong.error().message, HasSubstr("2")) << "the line";
    EXPECT_FALSE(read_toml(folder.write("bytes.toml", "a = \"\xFF\xFE\"\n"))) << "not UTF-8";
    EXPECT_FALSE(read_toml(folder.path())) << "a folder";
    const auto deep = read_toml(folder.write("deep.toml", "x = 1\na" + dotted(50'000) + " = 1\n"));
    ASSERT_FALSE(deep);
    EXPECT_THAT(deep.error().message, HasSubstr("deep.toml:2"));
    const auto huge = read_toml(folder.write("huge.toml", std::string(2'000'000, '#')));
    ASSERT_FALSE(huge);
    EXPECT_THAT(huge.error().message, HasSubstr("huge.toml"));
    EXPECT_TRUE(read_toml(folder.write("good.toml", "a = 1\n")));
}

}  // namespace
}  // namespace vigie::net
