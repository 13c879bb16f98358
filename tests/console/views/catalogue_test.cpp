// The French catalogue against the words that are in the sources.
#include <array>
#include <cstdio>
#include <map>
#include <memory>
#include <optional>
#include <regex>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "tests/support/places.hpp"

namespace {

/// One entry of a .po file, strings unquoted.
struct Entry {
    std::string key;  ///< context, key and plural key
    std::vector<std::string> sources;
    std::vector<std::string> translations;
    bool fuzzy = false;
};

struct Output {
    std::string text;
    int status = -1;
};

Output run(const std::string& command) {
    Output output;
    FILE* const pipe = popen((command + " 2>&1").c_str(), "r");
    if (pipe == nullptr) {
        return output;
    }
    std::array<char, 4096> buffer{};
    std::size_t read = 0;
    while ((read = fread(buffer.data(), 1, buffer.size(), pipe)) > 0) {
        output.text.append(buffer.data(), read);
    }
    output.status = pclose(pipe);
    return output;
}

std::string unquoted(const std::string& line) {
    const std::size_t first = line.find('"');
    const std::size_t last = line.rfind('"');
    return first == std::string::npos || last <= first ? "" : line.substr(first + 1, last - first - 1);
}

/// msgcat writes each string on one line, so that lines can be read one by one.
std::vector<Entry> entries_of(const std::string& text) {
    std::vector<Entry> entries;
    Entry entry;
    std::istringstream lines(text);
    const auto close = [&] {
        if (!entry.sources.empty() && !entry.key.empty()) {
            entries.push_back(entry);
        }
        entry = Entry{};
    };
    for (std::string line; std::getline(lines, line);) {
        if (line.empty()) {
            close();
        } else if (line.starts_with("#,")) {
            entry.fuzzy = line.find("fuzzy") != std::string::npos;
        } else if (line.starts_with("msgctxt")) {
            entry.key += unquoted(line) + "|";
        } else if (line.starts_with("msgid")) {
            entry.key += unquoted(line);
            entry.sources.push_back(unquoted(line));
        } else if (line.starts_with("msgstr")) {
            entry.translations.push_back(unquoted(line));
        }
    }
    close();
    return entries;
}

std::set<std::string> placeholders(const std::string& text) {
    static const std::regex name("\\{[a-z_0-9]*\\}");
    return {std::sregex_token_iterator(text.begin(), text.end(), name), std::sregex_token_iterator()};
}

const std::string kCatalogue = VIGIE_SOURCE_DIR "/assets/translations/fr.po";

class Catalogue : public testing::Test {
protected:
    void SetUp() override {
        const Output extracted =
            run(VIGIE_SOURCE_DIR "/assets/translations/extract | msgcat --no-wrap --to-code=UTF-8 -");
        ASSERT_EQ(extracted.status, 0) << extracted.text;
        const Output french = run("msgcat --no-wrap " + kCatalogue);
        ASSERT_EQ(french.status, 0) << french.text;
        wanted_ = entries_of(extracted.text);
        for (const Entry& entry : entries_of(french.text)) {
            french_[entry.key] = entry;
        }
        ASSERT_GT(wanted_.size(), 150U);
    }

    std::vector<Entry> wanted_;
    std::map<std::string, Entry> french_;
};

TEST_F(Catalogue, EveryWordOfTheSourcesHasAFrenchOne) {
    for (const Entry& wanted : wanted_) {
        const auto found = french_.find(wanted.key);
        if (found == french_.end()) {
            ADD_FAILURE() << "assets/translations/fr.po has nothing for \"" << wanted.key << "\"";
            continue;
        }
        EXPECT_FALSE(found->second.fuzzy) << wanted.key;
        for (const std::string& translation : found->second.translations) {
            EXPECT_FALSE(translation.empty()) << wanted.key;
        }
        EXPECT_EQ(found->second.translations.size(), wanted.sources.size()) << wanted.key;
    }
}

TEST_F(Catalogue, HasNoWordThatTheSourcesHaveNotGot) {
    std::set<std::string> wanted;
    for (const Entry& entry : wanted_) {
        wanted.insert(entry.key);
    }
    for (const auto& [key, entry] : french_) {
        EXPECT_TRUE(wanted.contains(key))
            << "fr.po translates \"" << key << "\", which nothing says any more";
    }
}

TEST_F(Catalogue, TranslationsNameTheSameValuesAsTheirEnglish) {
    std::size_t with_values = 0;
    for (const auto& [key, entry] : french_) {
        const auto expected = placeholders(entry.sources.back());
        with_values += expected.empty() ? 0U : 1U;
        for (const std::string& translation : entry.translations) {
            EXPECT_EQ(placeholders(translation), expected) << key << " -> " << translation;
        }
    }
    EXPECT_GT(with_values, 20U);
}

TEST_F(Catalogue, IsWellFormed) {
    const Output checked = run("msgfmt --check --output-file=/dev/null " + kCatalogue);
    EXPECT_EQ(checked.status, 0) << checked.text;
}

}  // namespace
