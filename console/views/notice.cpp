#include "console/views/notice.hpp"

#include <algorithm>
#include <cmath>
#include <string>

#include "console/views/node_incident.hpp"
#include "console/views/widgets.hpp"
#include "console/views/words.hpp"

namespace vigie::console {

namespace {

/// A sentence on one or two lines, vertically in the middle.
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

void draw_banner(const UiContext& context, const MarkRect& area, Actions& /*actions*/) {
    const Pen pen(context, "banner");
    pen.fill(area, pen.colour().critical, pen.px(3.0F));
    MarkRect rest = inset(area, pen.px(kPadding), 0.0F);
    pen.icon(take_left(rest, pen.px(18.0F), pen.px(8.0F)), icon::kWarning, pen.colour().on_chip);
    write_sentence(pen, rest, banner_words(context.situation), pen.font().small_bold, pen.colour().on_chip);
}

void draw_notice(const UiContext& context, const MarkRect& area, Actions& actions) {
    const Pen pen(context, "notice");
    pen.fill(area, pen.colour().raised, pen.px(3.0F));
    pen.frame(area, pen.colour().border, pen.px(3.0F));
    MarkRect rest = inset(area, pen.px(kPadding), 0.0F);
    pen.icon(take_left(rest, pen.px(18.0F), pen.px(8.0F)), icon::kInfo, pen.colour().text_dim);
    const MarkRect corner = take_right(rest, pen.px(24.0F), pen.px(8.0F));
    if (pen.press("notice.dismiss", corner)) {
        actions.emplace_back(DismissNotice{});
    }
    pen.icon(corner, icon::kCross, Pen::pointed() ? pen.colour().text : pen.colour().text_faint,
             pen.font().small);
    write_sentence(pen, rest, sentence_in_language(context.notice), pen.font().small, pen.colour().text);
}

}  // namespace vigie::console
