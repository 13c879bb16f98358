#include "console/views/camera_tile.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "console/views/camera_picture.hpp"
#include "console/views/feed_mark.hpp"
#include "console/views/words.hpp"
#include "net/types/milliseconds.hpp"

namespace vigie::console {

namespace {

constexpr float kRounding = 4.0F;
constexpr float kLine = 20.0F;          ///< height of the tile's lines of text
constexpr float kRoomForRate = 250.0F;  ///< wider tiles rather shorten the name than tell less of the rate

/// Rate or age is not what it should be.
bool is_degraded(const UiContext& context, const CameraPicture& shown) {
    if (!shown.picture) {
        return false;
    }
    const net::CameraConfiguration* configuration = configuration_of(context.situation, shown.camera.camera);
    const double nominal = configuration != nullptr ? configuration->fps : 0.0;
    return shown.picture->age_ms > 500.0 || shown.picture->shown_fps.value_or(nominal) < 0.7 * nominal;
}

/// "7.0 fps · 85 ms", or "7 fps 85 ms".
std::string rate_and_age(const PictureView& picture, bool brief) {
    const std::optional<double>& fps = picture.shown_fps;
    const std::string rate = fps ? number_text(*fps, *fps < 9.95 && !brief ? 1 : 0) : std::string("–");
    const std::string age = duration_text(net::from_milliseconds(picture.age_ms));
    return brief ? say("{rate} fps {age}", {{"rate", rate}, {"age", age}})
                 : say("{rate} fps · {age}", {{"rate", rate}, {"age", age}});
}

/// How rate and age are told.
struct RateWords {
    std::string words;
    ImFont* font = nullptr;
    bool below = false;  ///< the name, which has no room beside them
};

/// Each tile tells them, however narrow it is; without a picture there are none.
std::optional<RateWords> rate_words(const Pen& pen, const CameraPicture& shown, float tile, float line) {
    if (!shows_picture(shown)) {
        return std::nullopt;
    }
    const std::string full = rate_and_age(*shown.picture, false);
    ImFont* const small = pen.font().small;
    const float room = line - pen.px(9.0F + 6.0F) - pen.px(6.0F) - 1.0F;
    if (tile >= pen.px(kRoomForRate) && pen.width_of(full, small) < room * 0.6F) {
        return RateWords{full, small, false};
    }
    const float beside = room - pen.width_of(shown.camera.name, pen.font().small_bold);
    for (const std::string& words : {full, rate_and_age(*shown.picture, true)}) {
        if (pen.width_of(words, small) <= beside) {
            return RateWords{words, small, false};
        }
    }
    return RateWords{full, pen.font().tiny, true};
}

/// State, name, and at the right or below it rate and age.
void draw_top_line(const UiContext& context, const Pen& pen, const CameraPicture& shown,
                   const std::optional<RateWords>& rate, MarkRect line, MarkRect below) {
    const float indent = pen.px(9.0F);
    const MarkRect mark = take_left(line, indent, pen.px(6.0F));
    feed_mark(pen, shown.state, {mark.x + mark.width / 2.0F, mark.y + mark.height / 2.0F}, indent);
    if (rate) {
        take_left(below, indent, pen.px(6.0F));
        const float width = pen.width_of(rate->words, rate->font) + 1.0F;
        pen.text(rate->below ? below : take_right(line, width, pen.px(6.0F)), rate->words,
                 {.font = rate->font,
                  .colour = is_degraded(context, shown) ? pen.colour().warn : pen.colour().text,
                  .align = rate->below ? Align::left : Align::right,
                  .outlined = true});
    }
    pen.text(line, shown.camera.name, {.font = pen.font().small_bold, .outlined = true});
}

/// Chips at the right, the worse one outermost: a picture that stands still or does not come is worse than
/// what a rule said before. One above the other when they do not stand side by side, unless the middle of the
/// tile has words. Returns what is left of the line for words at its left, and cuts `above` likewise.
MarkRect draw_chips(const UiContext& context, const Pen& pen, const CameraPicture& shown,
                    const Incident* incident, std::optional<net::Microseconds> age, MarkRect line,
                    MarkRect& above) {
    struct Words {
        std::string words;
        ImU32 colour;
    };
    std::vector<Words> chips;
    const bool blind = shown.state == FeedState::frozen || shown.state == FeedState::silent;
    if (incident != nullptr) {
        chips.push_back({chip_of(*incident, context.situation), colour_of(pen.colour(), incident->priority)});
    }
    const bool told = incident != nullptr && tells_the_same(*incident, shown.state);
    if ((blind || shown.state == FeedState::late) && !told) {
        chips.insert(blind ? chips.begin() : chips.end(),
                     {feed_words(shown.state, age), colour_of(pen.colour(), shown.state)});
    }
    for (std::size_t i = 0; i < chips.size(); ++i) {
        const bool beside = i == 0 || pen.chip_width(chips[i].words) + pen.px(48.0F) <= line.width;
        if (!beside && !shows_picture(shown)) {
            break;
        }
        MarkRect& row = beside ? line : above;
        const MarkRect chip = pen.chip(row, chips[i].words, chips[i].colour, ChipKind::filled, Align::right);
        take_right(row, chip.width, pen.px(4.0F));
    }
    return line;
}

/// "12 in view" as the scene of the shown picture counted; the figure alone where room is short.
void draw_count(const Pen& pen, const net::Scene& scene, MarkRect line) {
    const MarkRect glyph = take_left(line, pen.px(20.0F), pen.px(5.0F));
    if (line.width <= 0.0F) {
        return;
    }
    pen.icon(glyph, icon::kPeople, pen.colour().text, pen.font().small);
    const std::string full = say("{count} in view", {{"count", count_text(scene.in_view)}});
    const bool fits = pen.width_of(full, pen.font().small_bold) <= line.width;
    pen.text(line, fits ? full : short_count_text(scene.in_view),
             {.font = pen.font().small_bold, .outlined = true});
}

/// The one that matters most: a tile has room for one.
void draw_note(const Pen& pen, const PictureNote& note, const MarkRect& line) {
    const bool fits = pen.width_of(note.words, pen.font().tiny) <= line.width;
    pen.text(line, fits ? note.words : note.brief, {.font = pen.font().tiny, .outlined = true});
}

void draw_edge(const Pen& pen, const MarkRect& place, const Incident* incident, bool pointed) {
    const float rounding = pen.px(kRounding);
    if (incident != nullptr) {
        const ImU32 colour = colour_of(pen.colour(), incident->priority);
        if (incident->work == WorkState::fresh) {
            pen.alarm_frame(place, colour, rounding);
        } else {
            pen.frame(place, colour, rounding, pen.px(2.0F));
        }
    } else {
        pen.frame(place, pointed ? pen.colour().text_faint : pen.colour().hairline, rounding);
    }
}

}  // namespace

void draw_camera_tile(const UiContext& context, const Pen& pen, const ActiveIncidents& active,
                      const CameraSituation& camera, const MarkRect& place, Actions& actions) {
    if (pen.press("camera." + camera.camera.text(), place)) {
        actions.emplace_back(FocusCamera{camera.camera});
    }
    const bool pointed = Pen::pointed();
    const CameraPicture shown = look_at(context, camera);
    if (const std::string why = missing_picture_words(context, shown); !why.empty()) {
        pen.explain(why);
    }
    const Incident* incident = active.worst_at(camera.camera);
    const float height = pen.px(kLine);
    MarkRect inner = inset(place, pen.px(7.0F), pen.px(3.0F));
    const MarkRect top = take_top(inner, height);
    const MarkRect bottom = take_bottom(inner, height);
    MarkRect above_bottom = take_bottom(inner, height);
    const std::optional<RateWords> rate = rate_words(pen, shown, place.width, top.width);
    const MarkRect below_top = take_top(inner, rate && rate->below ? pen.line_height(rate->font) : 0.0F);
    const std::vector<PictureNote> notes = notes_on(shown);

    LabelRoom room;
    room.take({place.x, place.y, place.width, top.height + below_top.height + pen.px(4.0F)});
    room.take({place.x, above_bottom.y, place.width, bottom_of(place) - above_bottom.y});
    draw_camera_picture(context, pen, active, shown, place, "picture." + camera.camera.text(), room,
                        pen.px(1.0F));

    if (shows_picture(shown)) {
        pen.scrim(place, pen.px(34.0F) + below_top.height, pen.px(notes.empty() ? 34.0F : 56.0F));
    }
    draw_top_line(context, pen, shown, rate, top, below_top);
    const MarkRect left = draw_chips(context, pen, shown, incident,
                                     shown_age(camera, shown.picture, context.mono), bottom, above_bottom);
    if (shows_picture(shown) && shown.picture->scene) {
        draw_count(pen, *shown.picture->scene, left);
    }
    if (!notes.empty()) {
        draw_note(pen, notes.front(), above_bottom);
    }
    draw_edge(pen, place, incident, pointed);
}

}  // namespace vigie::console
