#include "console/views/notice.hpp"

#include <algorithm>
#include <cmath>
#include <string>

#include "console/views/node_incident.hpp"
#include "console/views/widgets.hpp"
#include "console/views/words.hpp"

namespace vigie::console {

namespace {

/// Where the parts of a strip stand.
struct Strip {
    MarkRect icon;
    MarkRect words;
    MarkRect corner;
};

Strip strip_in(const Pen& pen, const MarkRect& area, bool has_corner) {
    Strip strip{{}, inset(area, pen.px(kPadding), 0.0F), {}};
    strip.icon = take_left(strip.words, pen.px(18.0F), pen.px(8.0F));
    if (has_corner) {
        strip.corner = take_right(strip.words, pen.px(24.0F), pen.px(8.0F));
    }
    return strip;
}

float height_of(const Pen& pen, float width, bool has_corner, const std::string& words, ImFont* face) {
    const float room = strip_in(pen, {0.0F, 0.0F, width, 0.0F}, has_corner).words.width;
    return pen.paragraph_height(room, words, face) + pen.px(14.0F);
}

/// A sentence on as many lines as there is room for, vertically in the middle.
void write_sentence(const Pen& pen, const MarkRect& place, const std::string& words, ImFont* face,
                    ImU32 ink) {
    const float needed = std::min(pen.paragraph_height(place.width, words, face), place.height);
    const float drawn = std::max(needed - pen.px(3.0F), face->FontSize);
    const float top = place.y + std::floor(std::max(0.0F, place.height - drawn) / 2.0F);
    pen.paragraph({place.x, top, place.width, bottom_of(place) - top}, words, {face, ink});
}

bool ledger_fails(const Situation& situation) {
    return !situation.ledger.recording && !situation.ledger.problem.empty();
}

/// What this console does not record comes first: it concerns every node.
std::string banner_words(const Situation& situation) {
    std::string words = not_recording_words(situation);
    if (!ledger_fails(situation)) {
        return words;
    }
    return say("Nothing is being recorded: {problem}",
               {{"problem", sentence_in_language(situation.ledger.problem)}}) +
           (words.empty() ? "" : ". " + words);
}

}  // namespace

bool needs_banner(const Situation& situation) {
    return ledger_fails(situation) || !not_recording_words(situation).empty();
}

float banner_height(const UiContext& context, float width) {
    if (!needs_banner(context.situation)) {
        return 0.0F;
    }
    const Pen pen(context, "banner");
    return height_of(pen, width, false, banner_words(context.situation), pen.font().small_bold);
}

float notice_height(const UiContext& context, float width) {
    if (context.notice.empty()) {
        return 0.0F;
    }
    const Pen pen(context, "notice");
    return height_of(pen, width, true, sentence_in_language(context.notice), pen.font().small);
}

void draw_banner(const UiContext& context, const MarkRect& area, Actions& /*actions*/) {
    const Pen pen(context, "banner");
    pen.fill(area, pen.colour().critical, pen.px(3.0F));
    const Strip strip = strip_in(pen, area, false);
    pen.icon(strip.icon, icon::kWarning, pen.colour().on_chip);
    write_sentence(pen, strip.words, banner_words(context.situation), pen.font().small_bold,
                   pen.colour().on_chip);
}

void draw_notice(const UiContext& context, const MarkRect& area, Actions& actions) {
    const Pen pen(context, "notice");
    pen.fill(area, pen.colour().raised, pen.px(3.0F));
    pen.frame(area, pen.colour().border, pen.px(3.0F));
    const Strip strip = strip_in(pen, area, true);
    pen.icon(strip.icon, icon::kInfo, pen.colour().text_dim);
    if (pen.press("notice.dismiss", strip.corner)) {
        actions.emplace_back(DismissNotice{});
    }
    pen.icon(strip.corner, icon::kCross, Pen::pointed() ? pen.colour().text : pen.colour().text_faint,
             pen.font().small);
    write_sentence(pen, strip.words, sentence_in_language(context.notice), pen.font().small,
                   pen.colour().text);
}

}  // namespace vigie::console
