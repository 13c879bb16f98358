#include "net/wire/sign_codec.hpp"

#include "net/wire/space_codec.hpp"

namespace vigie::net {
namespace {

constexpr double kLongest = 3.2e7;  // s, about a year

}  // namespace

void write_sign(const Sign& sign, v1::Sign& to) {
    to.set_number(sign.number);
    to.set_kind(static_cast<v1::SignKind>(sign.kind));
    write_box(sign.box, *to.mutable_box());
    to.set_confidence(sign.confidence);
    to.set_lasting_s(sign.lasting_s);
    if (sign.at) {
        write_point(*sign.at, *to.mutable_at());
    }
    to.set_label(sign.label);
}

Sign read_sign(Check& check, const v1::Sign& from) {
    Sign sign;
    sign.number = from.number();
    sign.kind = check.known<SignKind>("kind", from.kind(), static_cast<int>(SignKind::model_class));
    sign.box = read_box(check, "box", from.has_box(), from.box());
    sign.confidence = check.number("confidence", from.confidence(), 0.0, 1.0);
    sign.lasting_s = check.number("lasting_s", from.lasting_s(), 0.0, kLongest);
    if (from.has_at()) {
        sign.at = read_point<Floor>(check, "at", true, from.at());
    }
    sign.label = check.text("label", from.label(), 0, kLongestName);
    return sign;
}

void write_view(const ViewQuality& view, v1::ViewQuality& to) {
    to.set_covered(view.covered);
    to.set_blur(view.blur);
    to.set_moved(view.moved);
    to.set_glare(view.glare);
}

ViewQuality read_view(Check& check, const v1::ViewQuality& from) {
    ViewQuality view;
    view.covered = check.number("covered", from.covered(), 0.0, 1.0);
    view.blur = check.number("blur", from.blur(), 0.0, 1.0);
    view.moved = check.number("moved", from.moved(), 0.0, 1.0);
    view.glare = check.number("glare", from.glare(), 0.0, 1.0);
    return view;
}

}  // namespace vigie::net
