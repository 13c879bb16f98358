#include "console/views/feed_mark.hpp"

#include "console/views/words.hpp"

namespace vigie::console {

ImU32 colour_of(const Palette& palette, FeedState state) {
    switch (state) {
        case FeedState::live:
        case FeedState::opening:
            return palette.ok;
        case FeedState::late:
        case FeedState::frozen:
            return palette.warn;
        case FeedState::silent:
            return palette.critical;
        case FeedState::never_seen:
            return palette.text_dim;
    }
    return palette.text_dim;
}

void feed_mark(const Pen& pen, FeedState state, ImVec2 centre, float size) {
    const ImU32 colour = colour_of(pen.colour(), state);
    const float half = size / 2.0F;
    const float stroke = pen.px(1.5F);
    ImDrawList& list = pen.list();
    switch (state) {
        case FeedState::live:
            pen.dot(centre, half * 0.8F, colour);
            break;
        case FeedState::opening:
            list.AddCircle(centre, half * 0.8F, colour, 0, stroke);
            break;
        case FeedState::late:
            pen.diamond(centre, size, colour);
            break;
        case FeedState::frozen:
            pen.fill({centre.x - half * 0.8F, centre.y - half, half * 0.6F, size}, colour);
            pen.fill({centre.x + half * 0.2F, centre.y - half, half * 0.6F, size}, colour);
            break;
        case FeedState::silent: {
            const float arm = half * 0.8F;
            const float thick = pen.px(2.0F);
            list.AddLine({centre.x - arm, centre.y - arm}, {centre.x + arm, centre.y + arm}, colour, thick);
            list.AddLine({centre.x - arm, centre.y + arm}, {centre.x + arm, centre.y - arm}, colour, thick);
            break;
        }
        case FeedState::never_seen:
            pen.frame({centre.x - half * 0.8F, centre.y - half * 0.8F, size * 0.8F, size * 0.8F}, colour,
                      0.0F, stroke);
            break;
    }
}

std::string feed_words(FeedState state, std::optional<net::Microseconds> age) {
    switch (state) {
        case FeedState::live:
            return tr("Live");
        case FeedState::opening:
            return tr("Waiting for picture");
        case FeedState::late:
            return age ? say("Late {age}", {{"age", duration_text(*age)}}) : std::string(tr("Late"));
        case FeedState::frozen:
            return tr("Frozen");
        case FeedState::silent:
            return tr("Silent");
        case FeedState::never_seen:
            return tr("Not seen yet");
    }
    return {};
}

}  // namespace vigie::console
