#include "vision/rules/rule_health.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

namespace vigie::vision {

namespace {

/// What is not watched for one reason.
struct Unwatched {
    std::string names;
    std::vector<std::string> ids;

    void add(std::string_view noun, const std::string& id) {
        if (std::find(ids.begin(), ids.end(), id) != ids.end()) return;
        if (!names.empty()) names += ", ";
        names += noun;
        if (!id.empty()) names += " '" + id + "'";
        if (!id.empty()) ids.push_back(id);
    }
    void add(const Subject& subject) {
        if (const auto* zone = std::get_if<net::ZoneId>(&subject)) {
            add("zone", zone->text());
        } else if (const auto* camera = std::get_if<net::CameraId>(&subject)) {
            add("camera", camera->text());
        } else {
            add("the venue", {});
        }
    }
    [[nodiscard]] net::Sentence because(const char* why, net::Reason reason) {
        return {names + why, reason, std::move(ids)};
    }
};

}  // namespace

net::RuleHealth health_of_subjects(const net::RuleConfiguration& rule, const RuleDefinition& kind,
                                   const std::vector<RulePart>& parts, const net::ConfigurationRecord& record,
                                   const CameraObservations& cameras) {
    Unwatched uncalibrated;
    Unwatched unfit;
    Unwatched other_phase;
    Unwatched without_model;
    bool watches = false;
    for (const auto& part : parts) {
        for (const auto& subject : subjects_of(part.rule)) {
            if (kind.fits && !kind.fits(record, subject)) {
                unfit.add(subject);
            } else if (!kind.can_watch(record, subject)) {
                uncalibrated.add(subject);
            } else if (kind.has_model && !kind.has_model(rule, record, cameras, subject)) {
                without_model.add(subject);
            } else if (!part.on && part.hall) {
                other_phase.add("hall", part.hall->text());
            } else {
                watches = true;
            }
        }
    }
    net::RuleHealth out{rule.rule, watches, {}};
    if (!uncalibrated.names.empty()) {
        out.why_off = uncalibrated.because(" is not watched: its camera has no calibration",
                                           net::Reason::rule_uncalibrated);
    } else if (!unfit.names.empty()) {
        out.why_off =
            unfit.because(" lacks what this kind of rule is about", net::Reason::rule_unfit_subject);
    } else if (!without_model.names.empty()) {
        out.why_off = {without_model.names + " is not watched: no model there looks for '" + rule.label + "'",
                       net::Reason::rule_without_model,
                       {rule.label}};
    } else if (!other_phase.names.empty()) {
        out.why_off =
            other_phase.because(" is in a phase that the rule is not for", net::Reason::rule_other_phase);
    }
    return out;
}

}  // namespace vigie::vision
