#include "console/views/camera_picture.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "console/situation/lookup.hpp"
#include "console/views/feed_mark.hpp"
#include "console/views/words.hpp"

namespace vigie::console {

namespace {

constexpr float kRounding = 4.0F;

/// What a source's trouble is, without what it is about and what to do; null for other reasons.
const char* brief_of(net::Reason reason) {
    using net::Reason;
    switch (reason) {
        case Reason::source_missing:
            return tr_later("No video file");
        case Reason::source_forbidden:
            return tr_later("Video file may not be read");
        case Reason::source_broken:
            return tr_later("Video file gives no pictures");
        case Reason::source_unsupported:
            return tr_later("Unknown kind of picture");
        case Reason::source_unknown_host:
            return tr_later("Address not known");
        case Reason::source_not_answering:
            return tr_later("Camera does not answer");
        case Reason::source_not_rtsp:
            return tr_later("No RTSP server there");
        case Reason::source_without_video:
            return tr_later("Camera gives no video");
        case Reason::source_cut_off:
            return tr_later("Camera stopped sending");
        case Reason::source_repeating:
            return tr_later("Camera repeats one picture");
        case Reason::source_not_analysed:
            return tr_later("Pictures cannot be analysed");
        case Reason::source_of_another_shape:
            return tr_later("Another picture shape than surveyed");
        case Reason::source_folder_missing:
            return tr_later("No folder of pictures");
        case Reason::source_folder_empty:
            return tr_later("No pictures in the folder");
        case Reason::source_picture_broken:
            return tr_later("Picture cannot be read");
        case Reason::source_device_missing:
            return tr_later("Camera is not plugged in");
        case Reason::source_device_unusable:
            return tr_later("Device gives no pictures");
        case Reason::source_changes_size:
            return tr_later("Picture size changes within the file");
        default:
            return nullptr;
    }
}

/// Why nothing comes: the node's link first, then what the node says of the source.
struct Trouble {
    std::string brief;
    std::string whole;   ///< with what it is about and what to do
    bool waits = false;  ///< nothing is wrong yet
};

Trouble trouble_of(const Situation& situation, const CameraSituation& camera) {
    const NodeSituation* const node = find_node(situation, camera.node);
    if (node != nullptr && node->link != LinkState::up) {
        const bool waits = node->link == LinkState::connecting;
        const char* const brief =
            waits ? tr_later("Connecting to {node}") : tr_later("No contact with {node}");
        return {say(brief, {{"node", node->name}}), link_words(*node), waits};
    }
    std::string whole = sentence_in_language(camera.source_message);
    const char* const brief = brief_of(camera.source_message.reason);
    return {brief != nullptr ? std::string(tr(brief)) : whole, whole, false};
}

struct Message {
    const char* glyph;
    std::string title;
    std::string detail;  ///< may be empty
    Trouble reason;      ///< may be empty; the whole of it needs room
};

Message message_of(const UiContext& context, const CameraPicture& shown) {
    const CameraSituation& camera = shown.camera;
    if (shown.state == FeedState::opening) {
        return {icon::kHourglass, tr("Waiting for picture"), {}, {}};
    }
    Trouble reason = trouble_of(context.situation, camera);
    if (shown.state == FeedState::never_seen) {
        if (reason.brief.empty()) {
            return {icon::kHourglass, tr("Waiting for first picture"), {}, {}};
        }
        std::string title = std::move(reason.brief);  // what is wrong comes first
        return {reason.waits ? icon::kHourglass : icon::kUnlink,
                std::move(title),
                {},
                {{}, std::move(reason.whole), reason.waits}};
    }
    std::string last;
    if (camera.last_scene) {
        last = say("Last frame {time} ago", {{"time", duration_text(context.mono - *camera.last_scene)}});
    }
    return {icon::kUnlink, tr("Silent"), last, std::move(reason)};
}

/// A centred line, if there is room for it in what is left of `area`.
void centred_line(const Pen& pen, MarkRect& area, std::string_view words, ImFont* font, ImU32 colour,
                  LabelRoom& room) {
    const float height = pen.line_height(font);
    if (words.empty() || area.height < height) {
        return;
    }
    const MarkRect line = take_top(area, height, pen.px(1.0F));
    room.take(line);
    pen.text(line, words, {.font = font, .colour = colour, .align = Align::centre});
}

/// Words in the middle of a place without a picture; the last ones are left out when it is low.
void draw_message(const Pen& pen, const MarkRect& place, const Message& message, LabelRoom& room) {
    const bool large = place.width >= pen.px(420.0F);
    ImFont* small = pen.font().small;
    // The tile's own lines stand at its top and bottom.
    MarkRect area = inset(place, pen.px(8.0F), pen.px(24.0F));
    ImFont* title = large ? pen.font().title : pen.font().body_bold;
    if (pen.width_of(message.title, title) > area.width) {
        title = pen.font().small_bold;
    }
    const float small_height = pen.line_height(small);
    const float title_height = pen.line_height(title) + pen.px(1.0F);
    const float detail_height = message.detail.empty() ? 0.0F : small_height + pen.px(1.0F);
    const bool whole = large && message.reason.whole != message.title &&
                       pen.paragraph_height(area.width, message.reason.whole, small) <= 2.5F * small_height;
    const std::string& why = whole ? message.reason.whole : message.reason.brief;
    const float reason_height = std::min(pen.paragraph_height(area.width, why, small), 2.0F * small_height);
    const float glyph = pen.px(large ? 44.0F : 26.0F);
    float height = title_height + detail_height + reason_height;
    const bool with_glyph = area.height >= height + glyph;
    height += with_glyph ? glyph : 0.0F;
    take_top(area, std::max(0.0F, (area.height - height) / 2.0F));
    if (with_glyph) {
        pen.icon(take_top(area, glyph), message.glyph, pen.colour().text_faint,
                 large ? pen.font().kpi : pen.font().title);
    }
    centred_line(pen, area, message.title, title, pen.colour().text, room);
    centred_line(pen, area, message.detail, small, pen.colour().text_dim, room);
    const MarkRect reason = take_top(area, reason_height);
    room.take(reason);
    pen.paragraph(reason, why, {.font = small, .colour = pen.colour().text_dim, .align = Align::centre});
}

/// A sign that is seen before anything else: this picture does not move.
void draw_frozen_sign(const Pen& pen, const MarkRect& rect) {
    const ImVec2 middle{rect.x + rect.width / 2.0F, rect.y + rect.height / 2.0F};
    const float radius = pen.px(17.0F);
    pen.dot(middle, radius, IM_COL32(0, 0, 0, 170));
    pen.icon({middle.x - radius, middle.y - radius, 2.0F * radius, 2.0F * radius}, icon::kSnow,
             pen.colour().text, pen.font().title);
}

ImU32 tint_of(FeedState state) {
    switch (state) {
        case FeedState::late:
            return IM_COL32(150, 150, 150, 255);
        case FeedState::frozen:
            return IM_COL32(95, 112, 140, 255);
        default:
            return IM_COL32_WHITE;
    }
}

}  // namespace

CameraPicture look_at(const UiContext& context, const CameraSituation& camera) {
    std::optional<PictureView> picture = context.picture ? context.picture(camera.camera) : std::nullopt;
    const FeedState state = feed_state(camera, picture);
    return {camera, std::move(picture), state};
}

std::string missing_picture_words(const UiContext& context, const CameraPicture& shown) {
    return shows_picture(shown) || shown.state == FeedState::opening
               ? std::string()
               : trouble_of(context.situation, shown.camera).whole;
}

bool shows_picture(const CameraPicture& shown) {
    return shown.picture && (shown.state == FeedState::live || shown.state == FeedState::late ||
                             shown.state == FeedState::frozen);
}

MarkRect draw_camera_picture(const UiContext& context, const Pen& pen, const ActiveIncidents& active,
                             const CameraPicture& shown, const MarkRect& place, const std::string& mark,
                             LabelRoom& room, float line) {
    MarkRect rect = place;
    if (shown.picture) {
        rect = letterbox(place, shown.picture->width, shown.picture->height);
    } else if (shown.camera.scene) {
        rect = letterbox(place, static_cast<float>(shown.camera.scene->width),
                         static_cast<float>(shown.camera.scene->height));
    }
    pen.mark(mark, rect);
    pen.fill(place, pen.colour().inset, pen.px(kRounding));
    if (!shows_picture(shown)) {
        draw_message(pen, place, message_of(context, shown), room);
        return rect;
    }
    pen.list().AddImageRounded(shown.picture->texture, corner_of(rect), far_corner_of(rect), {0.0F, 0.0F},
                               {1.0F, 1.0F}, tint_of(shown.state), pen.px(kRounding));
    const std::shared_ptr<const net::Scene>& scene = shown.picture->scene;
    if (scene && scene->width > 0 && scene->height > 0) {
        const PictureScene picture{shown.camera, *scene, ImageTransform(rect, scene->width, scene->height),
                                   active};
        draw_picture_overlay(context, pen, picture, room, line);
    }
    if (shown.state == FeedState::frozen) {
        draw_frozen_sign(pen, rect);
    }
    return rect;
}

std::vector<PictureNote> notes_on(const CameraPicture& shown) {
    std::vector<PictureNote> notes;
    if (!shows_picture(shown) || !shown.picture->scene) {
        return notes;
    }
    const net::Scene& scene = *shown.picture->scene;
    switch (scene.mask) {
        case net::MaskReason::people:
            break;
        case net::MaskReason::warming_up:
            notes.push_back({tr("Warming up: whole picture masked"), tr("Warming up")});
            break;
        case net::MaskReason::in_doubt:
            notes.push_back({tr("In doubt: whole picture masked"), tr("Masked")});
            break;
    }
    if (!scene.calibrated) {
        notes.push_back({tr("Not calibrated: no floor positions"), tr("Not calibrated")});
    }
    return notes;
}

}  // namespace vigie::console
