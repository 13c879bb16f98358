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

/// What boundary lines say: by how many at most `room` lines can be told.
std::vector<Line> boundary_lines(const Pen& pen, const Situation& situation, std::size_t room) {
    const std::optional<VenueLines> lines = venue_lines(situation.nodes);
    if (!lines) {
        return {};
    }
    const bool heard = lines->liveness == net::Liveness::live;
    const std::optional<double> licensed = licensed_capacity(situation);
    const bool full = heard && licensed && lines->balance.people > *licensed;
    const LineWords words = line_words(*lines);
    const ImU32 plain = heard ? pen.colour().text_dim : pen.colour().text_faint;
    std::vector<Line> told{{words.people, full ? pen.colour().critical : plain}, {words.corrected, plain}};
    told.resize(std::min(told.size(), room));
    return told;
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

}  // namespace

void draw_venue_label(const UiContext& context, const Pen& pen, MarkRect place) {
    VenueFigure figure = figure_of(context, pen);
    if (const std::optional<double> licensed = licensed_capacity(context.situation)) {
        figure.count.words += " / " + number_text(*licensed, 0);
    }
    pen.mark("timeline.venue", place);
    pen.explain(place, venue_words(context.situation));
    const float line = pen.line_height(pen.font().small);
    if (place.height < 2.0F * line) {
        const float width = pen.width_of(figure.count.words, pen.font().small_bold) + 1.0F;
        pen.text(take_right(place, width, pen.px(6.0F)), figure.count.words,
                 {.font = pen.font().small_bold, .colour = figure.count.ink, .align = Align::right});
        draw_name(pen, figure.age, place);
        return;
    }
    const float low_line = pen.line_height(pen.font().tiny);
    const std::vector<Line> below = boundary_lines(
        pen, context.situation, static_cast<std::size_t>((place.height - 2.0F * line) / low_line));
    const float used = 2.0F * line + static_cast<float>(below.size()) * low_line;
    take_top(place, std::floor((place.height - used) / 2.0F));
    draw_name(pen, figure.age, take_top(place, line));
    pen.text(take_top(place, line), figure.count.words,
             {.font = pen.font().small_bold, .colour = figure.count.ink});
    for (const Line& told : below) {
        pen.text(take_top(place, low_line), told.words, {.font = pen.font().tiny, .colour = told.ink});
    }
}

}  // namespace vigie::console
