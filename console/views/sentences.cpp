// The words of what other layers and programs tell: each reason's sentence in the operator's language.
#include <array>
#include <charconv>
#include <chrono>
#include <string>
#include <vector>

#include "console/views/words.hpp"

namespace vigie::console {

namespace {

/// A sentence, and the names in it of what the reason is about, in that order. One named "ago" is told in
/// seconds.
struct Pattern {
    const char* english = nullptr;
    std::array<const char*, 3> names{};
};

Pattern pattern_of(net::Reason reason) {
    using net::Reason;
    switch (reason) {
        case Reason::unnamed:
            break;
        case Reason::source_missing:
            return {tr_later("There is no video file '{file}': check the camera's source"), {"file"}};
        case Reason::source_forbidden:
            return {tr_later(
                        "The video file '{file}' may not be read: give the node's user the right to read it"),
                    {"file"}};
        case Reason::source_broken:
            return {tr_later("'{file}' gives no pictures: check that the file is whole"), {"file"}};
        case Reason::source_unsupported:
            return {tr_later("Its pictures are of an unknown kind: use an 8-bit colour or grey source "
                             "({source})"),
                    {"source"}};
        case Reason::source_ended:
            return {tr_later("The video has ended")};
        case Reason::source_unknown_host:
            return {tr_later("Its host is not known: check the address and the name service ({source})"),
                    {"source"}};
        case Reason::source_not_answering:
            return {tr_later("Does not answer: check the camera, its cable and its address ({source})"),
                    {"source"}};
        case Reason::source_not_rtsp:
            return {tr_later("Answers, but is no RTSP server: check the port of its address ({source})"),
                    {"source"}};
        case Reason::source_without_video:
            return {tr_later("Answers but gives no video: check user, password and path of its address "
                             "({source})"),
                    {"source"}};
        case Reason::source_cut_off:
            return {tr_later("Stopped sending: check the camera and its cable ({source})"), {"source"}};
        case Reason::source_repeating:
            return {
                tr_later("Repeats one picture and is opened again: if that does not help, check the camera "
                         "({source})"),
                {"source"}};
        case Reason::source_not_analysed:
            return {tr_later("Its pictures cannot be analysed: read the node's log")};
        case Reason::source_of_another_shape:
            return {
                tr_later("Its pictures are {delivered} pixels, but it was surveyed on {surveyed}, another "
                         "shape: survey it again or choose the other stream"),
                {"delivered", "surveyed"}};
        case Reason::source_folder_missing:
            return {tr_later("There is no folder '{folder}' that may be read: check the camera's source"),
                    {"folder"}};
        case Reason::source_folder_empty:
            return {tr_later("The folder '{folder}' holds no pictures: check the camera's source"),
                    {"folder"}};
        case Reason::source_picture_broken:
            return {
                tr_later("The picture '{file}' cannot be read and was passed over: check that it is whole, "
                         "of 8 bits a channel and of 64 to 8192 pixels a side"),
                {"file"}};
        case Reason::source_device_missing:
            return {tr_later("There is no device '{device}': plug the camera in, or check its source"),
                    {"device"}};
        case Reason::source_device_unusable:
            return {tr_later("'{device}' gives no pictures: check that it is a camera, that no other program "
                             "uses it, and that the node's user may read it"),
                    {"device"}};
        case Reason::source_changes_size:
            return {tr_later("The pictures of '{file}' change from {first} to {then} pixels and would be "
                             "counted wrongly from there on: bring the file to one size, or split it there"),
                    {"file", "first", "then"}};
        case Reason::database_full:
            return {tr_later("The disk is full: free some space ({file})"), {"file"}};
        case Reason::database_failing:
            return {tr_later("The disk is full or failing: check its space and health ({file})"), {"file"}};
        case Reason::database_read_only:
            return {tr_later("The file is read-only: give the program's user the right to write it ({file})"),
                    {"file"}};
        case Reason::database_damaged:
            return {tr_later("The file is damaged: move it aside, keep it for recovery, and start again "
                             "({file})"),
                    {"file"}};
        case Reason::database_locked:
            return {tr_later("Another program has locked the file: stop that program ({file})"), {"file"}};
        case Reason::database_unreachable:
            return {tr_later("The file cannot be opened: check that its folder exists and may be written "
                             "({file})"),
                    {"file"}};
        case Reason::database_failed:
            return {tr_later("The database failed: restart the program that writes it ({file})"), {"file"}};
        case Reason::database_disk_read_only:
            return {tr_later("The file lies on a read-only file system: mount it for writing ({file})"),
                    {"file"}};
        case Reason::database_lost:
            return {
                tr_later(
                    "The file was deleted, moved or replaced and cannot be saved: make its folder writable "
                    "with enough space, and end nothing before ({file})"),
                {"file"}};
        case Reason::database_saved:
            return {
                tr_later(
                    "The file was deleted, moved or replaced while in use: it is back, and nothing is lost "
                    "({file})"),
                {"file"}};
        case Reason::database_aside:
            return {
                tr_later(
                    "Another file stands in place of '{file}': put the right one back; all is recorded in "
                    "'{other}' meanwhile"),
                {"file", "other"}};
        // Said after "Rule off: NAME, ".
        case Reason::rule_unknown:
            return {tr_later("this node does not know this kind of rule")};
        case Reason::rule_expired:
            return {tr_later("its purpose has expired: enter a new order or remove the rule")};
        case Reason::rule_not_begun:
            return {tr_later("its purpose has not begun yet")};
        case Reason::rule_uncalibrated:
            return {tr_later("not watched because the camera has no calibration: {places}"), {"places"}};
        case Reason::rule_without_order:
            return {tr_later("no order allows it: enter its order in the rule's purpose")};
        case Reason::rule_off_schedule:
            return {tr_later("outside of its hours")};
        case Reason::rule_other_phase:
            return {tr_later("not in the present phase: {places}"), {"places"}};
        case Reason::rule_without_model:
            return {tr_later("no model of its cameras knows the class '{class}'"), {"class"}};
        case Reason::rule_unfit_subject:
            return {tr_later("not watched because something it needs is not configured: {places}"),
                    {"places"}};
        case Reason::model_unreadable:
            return {tr_later("The model cannot be read, people are found without it: name an ONNX file that "
                             "OpenCV can load ({file})"),
                    {"file"}};
        case Reason::model_unfit:
            return {
                tr_later("The model cannot be used, people are found without it: name another file ({file})"),
                {"file"}};
        case Reason::model_failing:
            return {tr_later("The model fails, people are found without it ({file})"), {"file"}};
        case Reason::model_slow:
            return {
                tr_later(
                    "The model is too slow for this machine: it looks at one picture in {every}, not one in "
                    "{wanted} ({file})"),
                {"file", "every", "wanted"}};
        case Reason::link_connecting:
            return {tr_later("Connecting ({address})"), {"address"}};
        case Reason::link_unreachable:
            return {tr_later("Does not answer: is vigie-node running there? ({address})"), {"address"}};
        case Reason::link_mute:
            return {tr_later("Accepts connections but does not answer: restart vigie-node there ({address})"),
                    {"address"}};
        case Reason::link_hanging:
            return {tr_later("Does not answer any more: restart vigie-node there; if its key has changed, "
                             "configure the new one here ({address})"),
                    {"address"}};
        case Reason::link_lost:
            return {tr_later("The connection was lost ({address})"), {"address"}};
        case Reason::link_key_refused:
            return {
                tr_later("Does not accept this console's key: add the line '{key} NAME' to its allowlist"),
                {"key"}};
        case Reason::link_key_suspected:
            return {tr_later("Ends the connection at once: probably its key is not the one configured here "
                             "({address})"),
                    {"address"}};
        case Reason::link_other_version:
            return {tr_later("Speaks another version of the protocol: update the older side")};
        case Reason::link_other_node:
            return {tr_later("Calls itself '{other}': correct the node's id or its address here ({address})"),
                    {"other", "address"}};
        case Reason::ledger_damaged:
            return {tr_later("The ledger is damaged: move it aside, keep it for recovery, and start again")};
        case Reason::alerts_refused:
            return {tr_later("The alerts of node {node} fail their checks: check that node's disk and alert "
                             "store"),
                    {"node"}};
        case Reason::act_acknowledged:
            return {tr_later("{incident} was acknowledged by {who} {ago}: look at it again"),
                    {"incident", "who", "ago"}};
        case Reason::act_annotated:
            return {tr_later("{incident} was annotated by {who} {ago}: look at it again"),
                    {"incident", "who", "ago"}};
        case Reason::act_resolved:
            return {tr_later("{incident} was resolved by {who} {ago}: look at it again"),
                    {"incident", "who", "ago"}};
        case Reason::act_reopened:
            return {tr_later("{incident} was reopened by {who} {ago}: look at it again"),
                    {"incident", "who", "ago"}};
        case Reason::act_worsened:
            return {tr_later("{incident} became worse or came back {ago}: look at it again"),
                    {"incident", "ago"}};
        case Reason::act_changed:
            return {tr_later("{incident} has changed: look at it again"), {"incident"}};
        case Reason::act_same_open:
            return {tr_later("{incident} is about the same and open already: work on that one"),
                    {"incident"}};
        case Reason::act_unknown_incident:
            return {tr_later("{incident} is not in this ledger"), {"incident"}};
        case Reason::act_too_many:
            return {tr_later("Too much waits to be recorded: wait a moment and try again")};
        case Reason::text_unfit:
            return {tr_later("The text is empty, longer than {bytes} bytes or not plain text: correct it"),
                    {"bytes"}};
        case Reason::sign_in_wrong:
            return {tr_later("Name or password is wrong")};
        case Reason::ledger_moved:
            return {tr_later("The ledger was moved at this moment: try again ({file})"), {"file"}};
        case Reason::ledger_on_shared_disk:
            return {tr_later("The ledger lies on a disk that cannot be used for it, such as a network drive: "
                             "move it to a local disk ({file})"),
                    {"file"}};
        case Reason::act_unknown_version:
            return {tr_later("What you saw of {incident} is not in this ledger: look at it again"),
                    {"incident"}};
        case Reason::alert_unreadable:
            return {tr_later("Alert {number} cannot be read: update the older one of node and console"),
                    {"number"}};
        case Reason::alert_of_another:
            return {tr_later("Alert {number} names another node, store or number: check the node's alert "
                             "store"),
                    {"number"}};
        case Reason::condition_taken_over:
            return {tr_later("It became worse after the resolution and goes on in {incident}"), {"incident"}};
        case Reason::font_unreadable:
            return {
                tr_later("The font '{file}' cannot be read, so letters look plain and icons may be missing: "
                         "install the packages fonts-inter and fonts-font-awesome, or correct the font "
                         "folder in the configuration"),
                {"file"}};
        case Reason::settings_unreadable:
            return {
                tr_later("The screen's settings could not be read and start anew; the old file is {file}"),
                {"file"}};
        case Reason::settings_unsaved:
            return {tr_later("The screen's settings cannot be saved: check the disk's space and the right to "
                             "write {file}"),
                    {"file"}};
        case Reason::time_zone_unknown:
            return {tr_later("The venue's time zone {zone} is unknown on this machine, so times are in UTC: "
                             "install the package tzdata, or correct time_zone in the node's configuration"),
                    {"zone"}};
    }
    return {};
}

std::string value_of(const char* name, const std::string& told) {
    std::int64_t seconds = 0;
    const auto read = std::from_chars(told.data(), told.data() + told.size(), seconds);
    if (std::string_view(name) != "ago" || read.ec != std::errc()) {
        return told;
    }
    return ago_text(std::chrono::seconds(seconds));
}

}  // namespace

std::string sentence_in_language(const net::Sentence& sentence) {
    const Pattern pattern = pattern_of(sentence.reason);
    if (pattern.english == nullptr) {
        return sentence.english;
    }
    // Named where nothing is told, so that all patterns are filled in the same way.
    std::array<std::pair<const char*, std::string>, 3> values{{{"1", {}}, {"2", {}}, {"3", {}}}};
    for (std::size_t i = 0; i < values.size() && pattern.names[i] != nullptr; ++i) {
        if (i >= sentence.about.size()) {
            return sentence.english;  // told by a program that is about something else there
        }
        values[i] = {pattern.names[i], value_of(pattern.names[i], sentence.about[i])};
    }
    return say(pattern.english, {values[0], values[1], values[2]});
}

}  // namespace vigie::console
