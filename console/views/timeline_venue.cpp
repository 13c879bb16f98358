#include "console/views/timeline_venue.hpp"

#include <chrono>
#include <cmath>
#include <optional>
#include <string>
#include <vector>

#include "console/situation/venue_count.hpp"
#include "console/views/venue_words.hpp"
#include "console/views/words.hpp"
#include "console/views/zone_load.hpp"

namespace vigie::console {

namespace {

struct Line {
    std::string words;
    ImU32 ink = 0;
};

/// The venue's count; when it is not of now, its age.
struct VenueFigure {
    Line count;
    Line age;
};

VenueFigure figure_of(const UiContext& context, const Pen& pen) {
    const Situation& situation = context.situation;
    if (!situation.venue) {
        return {{"–", 0}, {"", 0}};
    }
    const auto age_of = [&context](net::UtcTime at) {
        return std::chrono::duration_cast<net::Microseconds>(context.now - at);
    };
    if (const std::optional<net::UtcTime> last = last_counted(situation)) {
        return {{last_count_text(*situation.venue), pen.colour().text_faint},
                {ago_text(age_of(*last)), pen.colour().text_faint}};
    }
    const std::string count = short_count_text(*situation.venue);
    if (const std::optional<net::UtcTime> late = counted_late(situation)) {
        return {{count, pen.colour().text_dim},
                {say("Late {age}", {{"age", duration_text(age_of(*late))}}), pen.colour().warn}};
    }
    return {{count, 0}, {"", 0}};
}

/// What boundary lines say, in two lines or in one; nothing where there are none.
std::vector<Line> boundary_lines(const Pen& pen, const Situation& situation, bool in_one) {
    const std::optional<VenueLines> lines = venue_lines(situation.nodes);
    if (!lines) {
        return {};
    }
    const bool heard = lines->liveness == net::Liveness::live;
    const std::optional<double> licensed = licensed_capacity(situation);
    const bool full = heard && licensed && lines->balance.people > *licensed;
    const LineWords words = line_words(*lines);
    const ImU32 plain = heard ? pen.colour().text_dim : pen.colour().text_faint;
    const ImU32 ink = full ? pen.colour().critical : plain;
    return in_one ? std::vector<Line>{{words.both, ink}}
                  : std::vector<Line>{{words.people, ink}, {words.corrected, plain}};
}

/// What the figure is, and its age when it is not of now; the age alone where there is no room for both.
void draw_name(const Pen& pen, const Line& age, MarkRect line) {
    const char* const name = tr("In venue");
    if (!age.words.empty()) {
        const float width = pen.width_of(age.words, pen.font().tiny) + 1.0F;
        pen.text(take_right(line, width, pen.px(6.0F)), age.words,
                 {.font = pen.font().tiny, .colour = age.ink, .align = Align::right});
        if (pen.width_of(name, pen.font().small) > line.width) {
            return;
        }
    }
    pen.text(line, name, {.font = pen.font().small, .colour = pen.colour().text_dim});
}

/// The count below its name, or right of it.
void draw_count(const Pen& pen, const VenueFigure& figure, bool shared, MarkRect place) {
    const Lettering look{.font = pen.font().small_bold,
                         .colour = figure.count.ink,
                         .align = shared ? Align::right : Align::left};
    if (shared) {
        const float width = pen.width_of(figure.count.words, look.font) + 1.0F;
        pen.text(take_right(place, width, pen.px(6.0F)), figure.count.words, look);
        draw_name(pen, figure.age, place);
        return;
    }
    draw_name(pen, figure.age, take_top(place, pen.line_height(pen.font().small)));
    pen.text(place, figure.count.words, look);
}

}  // namespace

void draw_venue_label(const UiContext& context, const Pen& pen, MarkRect place) {
    VenueFigure figure = figure_of(context, pen);
    if (const std::optional<double> licensed = licensed_capacity(context.situation)) {
        figure.count.words += " / " + number_text(*licensed, 0);
    }
    pen.mark("timeline.venue", place);
    pen.explain(place, venue_words(context.situation));
    // Lines of the name and of the figure, which share one where it is low; what boundary lines say below.
    const float line = pen.line_height(pen.font().small);
    const float low_line = pen.line_height(pen.font().tiny);
    const bool shared = place.height < 2.0F * line;
    const float above = shared ? line : 2.0F * line;
    std::vector<Line> below = boundary_lines(pen, context.situation, place.height < above + 2.0F * low_line);
    // The last line needs no room below it.
    if (above + static_cast<float>(below.size()) * low_line > place.height + pen.px(3.0F)) {
        below.clear();
    }
    const float used = above + static_cast<float>(below.size()) * low_line;
    take_top(place, std::floor((place.height - used) / 2.0F));
    draw_count(pen, figure, shared, take_top(place, above));
    for (const Line& told : below) {
        pen.text(take_top(place, low_line), told.words, {.font = pen.font().tiny, .colour = told.ink});
    }
}

}  // namespace vigie::console
