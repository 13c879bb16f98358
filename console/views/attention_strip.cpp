#include "console/views/attention_strip.hpp"

#include <algorithm>
#include <cstddef>
#include <string>

#include "console/views/feed_mark.hpp"
#include "console/views/more_text.hpp"
#include "console/views/words.hpp"

namespace vigie::console {

namespace {

struct Chip {
    std::string name;
    std::string feed;      ///< what is wrong with the picture; empty when a rule alone calls
    std::string incident;  ///< the rule that calls; may be empty
    ImU32 feed_colour = 0;
    ImU32 incident_colour = 0;
    float width = 0.0F;
};

constexpr float kMark = 12.0F;
constexpr float kInner = 8.0F;
constexpr float kBetween = 7.0F;

/// Nothing is seen there, whatever a rule said before: told first.
bool is_blind(const Attention& attention) {
    return attention.feed == FeedState::silent || attention.feed == FeedState::frozen;
}

Chip chip_for(const Pen& pen, const Attention& attention) {
    ImFont* small = pen.font().small;
    Chip chip;
    chip.name = attention.camera->name;
    chip.width = pen.px(kInner) + pen.px(kMark) + pen.px(6.0F) +
                 pen.width_of(chip.name, pen.font().small_bold) + pen.px(kInner) + 2.0F;
    const bool told = attention.incident != nullptr && tells_the_same(*attention.incident, attention.feed);
    if (attention.incident == nullptr || (is_blind(attention) && !told)) {
        chip.feed = feed_words(attention.feed, std::nullopt);
        chip.feed_colour = colour_of(pen.colour(), attention.feed);
        chip.width += pen.px(kBetween) + pen.width_of(chip.feed, small) + 1.0F;
    }
    if (attention.incident != nullptr) {
        chip.incident = attention.chip;
        chip.incident_colour = colour_of(pen.colour(), attention.incident->priority);
        chip.width += pen.px(kBetween) + pen.width_of(chip.incident, small) + 1.0F;
    }
    return chip;
}

void draw_chip(const Pen& pen, const Attention& attention, const Chip& chip, const MarkRect& place,
               Actions& actions) {
    if (pen.press("attention." + attention.camera->camera.text(), place)) {
        actions.emplace_back(FocusCamera{attention.camera->camera});
    }
    ImFont* small = pen.font().small;
    const float rounding = pen.px(4.0F);
    const bool pointed = Pen::pointed();
    const ImU32 colour = chip.feed.empty() ? chip.incident_colour : chip.feed_colour;
    pen.fill(place, with_alpha(colour, pointed ? 70 : 34), rounding);
    pen.frame(place, with_alpha(colour, 140), rounding);
    MarkRect inner = inset(place, pen.px(kInner), 0.0F);
    const MarkRect mark = take_left(inner, pen.px(kMark), pen.px(6.0F));
    const ImVec2 centre{mark.x + mark.width / 2.0F, mark.y + mark.height / 2.0F};
    if (chip.feed.empty()) {
        pen.severity(attention.incident->priority, centre, pen.px(13.0F));
    } else {
        feed_mark(pen, attention.feed, centre, pen.px(10.0F));
    }
    const auto width_with_gap = [&](const std::string& words) {
        return words.empty() ? 0.0F : pen.px(kBetween) + pen.width_of(words, small) + 1.0F;
    };
    const float name = pen.width_of(chip.name, pen.font().small_bold);
    const float room = inner.width - width_with_gap(chip.feed) - width_with_gap(chip.incident);
    pen.text(take_left(inner, std::clamp(room, 0.0F, name + 1.0F), pen.px(kBetween)), chip.name,
             {.font = pen.font().small_bold});
    if (!chip.feed.empty()) {
        const float width = std::min(inner.width, pen.width_of(chip.feed, small) + 1.0F);
        pen.text(take_left(inner, width, pen.px(kBetween)), chip.feed,
                 {.font = small, .colour = chip.feed_colour});
    }
    pen.text(inner, chip.incident, {.font = small, .colour = chip.incident_colour});
}

}  // namespace

void draw_attention_strip(const Pen& pen, const std::vector<Attention>& cameras,
                          const std::optional<UnknownCameras>& unknown, const MarkRect& line,
                          Actions& actions) {
    ImFont* small = pen.font().small;
    MarkRect rest = line;
    if (cameras.empty()) {
        const MarkRect mark = take_left(rest, pen.px(10.0F), pen.px(6.0F));
        const bool failed = unknown && unknown->failed;
        const ImU32 colour = failed    ? pen.colour().critical
                             : unknown ? pen.colour().text_dim
                                       : pen.colour().ok;
        pen.dot({mark.x + mark.width / 2.0F, mark.y + mark.height / 2.0F}, pen.px(3.5F), colour);
        pen.text(rest, unknown ? unknown->words : std::string(tr("No camera in trouble")),
                 {.font = small, .colour = failed ? colour : pen.colour().text_dim});
        return;
    }
    const char* title = tr("Needs attention");
    const float title_width = pen.width_of(title, small);
    if (line.width > title_width * 4.0F) {
        pen.text(take_left(rest, title_width + 1.0F, pen.px(10.0F)), title,
                 {.font = small, .colour = pen.colour().text_dim});
    }
    const float more_width = pen.width_of(more_text(cameras.size()), small);
    const float height = std::min(rest.height, pen.px(24.0F));
    std::size_t drawn = 0;
    for (; drawn < cameras.size(); ++drawn) {
        const Chip chip = chip_for(pen, cameras[drawn]);
        const bool last = drawn + 1 == cameras.size();
        const float room = rest.width - (last ? 0.0F : more_width + pen.px(6.0F));
        if (chip.width > room && drawn > 0) {
            break;
        }
        MarkRect place = take_left(rest, std::min(chip.width, room), pen.px(6.0F));
        place.y += (place.height - height) / 2.0F;
        place.height = height;
        draw_chip(pen, cameras[drawn], chip, place, actions);
    }
    if (drawn < cameras.size()) {
        pen.text(rest, more_text(cameras.size() - drawn), {.font = small, .colour = pen.colour().text_dim});
    }
}

}  // namespace vigie::console
