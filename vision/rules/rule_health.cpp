#include "vision/rules/rule_health.hpp"

#include <algorithm>
#include <iterator>
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
    void tell(const std::string& why, net::Reason reason, std::vector<net::Sentence>& reasons,
              std::vector<std::string> about = {}) {
        if (names.empty()) return;
        reasons.push_back({names + why, reason, about.empty() ? std::move(ids) : std::move(about)});
    }
};

/// What is not watched, by reason.
struct AllUnwatched {
    Unwatched uncalibrated;
    Unwatched unfit;
    Unwatched without_model;
    Unwatched other_phase;
    bool watches = false;  ///< any subject
};

AllUnwatched look_at_subjects(const net::RuleConfiguration& rule, const RuleDefinition& kind,
                              const std::vector<RulePart>& parts, const net::ConfigurationRecord& record,
                              const CameraObservations& cameras) {
    AllUnwatched out;
    for (const auto& part : parts) {
        const bool other_phase = !part.on && part.hall;
        if (other_phase) out.other_phase.add("hall", part.hall->text());
        for (const auto& subject : subjects_of(part.rule)) {
            const bool fits = !kind.fits || kind.fits(record, subject);
            const bool sees = kind.can_watch(record, subject);
            // Which models look there is not known where no camera does.
            const bool has_model = !sees || !kind.has_model || kind.has_model(rule, record, cameras, subject);
            if (!fits) out.unfit.add(subject);
            if (!sees) out.uncalibrated.add(subject);
            if (!has_model) out.without_model.add(subject);
            out.watches = out.watches || (fits && sees && has_model && !other_phase);
        }
    }
    return out;
}

}  // namespace

net::RuleHealth health_of(const net::RuleConfiguration& rule, const RuleDefinition& kind,
                          const std::vector<RulePart>& parts, const net::ConfigurationRecord& record,
                          const CameraObservations& cameras, std::vector<net::Sentence> reasons) {
    using enum net::Reason;
    AllUnwatched subjects = look_at_subjects(rule, kind, parts, record, cameras);
    net::RuleHealth out{rule.rule, reasons.empty() && subjects.watches, {}, {}};
    subjects.uncalibrated.tell(" is not watched: its camera has no calibration", rule_uncalibrated, reasons);
    subjects.unfit.tell(" lacks what this kind of rule is about", rule_unfit_subject, reasons);
    subjects.without_model.tell(" is not watched: no model there looks for '" + rule.label + "'",
                                rule_without_model, reasons, {rule.label});
    subjects.other_phase.tell(" is in a phase that the rule is not for", rule_other_phase, reasons);
    if (reasons.empty()) return out;
    out.why_off = std::move(reasons.front());
    out.also_off.assign(std::make_move_iterator(reasons.begin() + 1), std::make_move_iterator(reasons.end()));
    return out;
}

}  // namespace vigie::vision
