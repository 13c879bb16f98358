#include "vision/fusion/unseen_people.hpp"

#include <algorithm>
#include <cmath>
#include <map>

namespace vigie::vision {
namespace {

/// People who are expected to be seen by about as many cameras.
struct Group {
    double all = 0.0;
    double by_one = 0.0;  // each by the root of their evenness
    double by_two = 0.0;
};

UnseenPeople unseen_of(const Group& group, double most_share) {
    UnseenPeople out;
    out.people = std::min(group.by_one * std::max(0.0, group.by_one - 1.0) / (2.0 * (group.by_two + 1.0)),
                          most_share * group.all);
    const double by_two = std::max(1.0, group.by_two);
    const double ratio = std::sqrt(2.0 * out.people / by_two);
    out.variance = by_two * (0.5 * std::pow(ratio, 2.0) + std::pow(ratio, 3.0) + 0.25 * std::pow(ratio, 4.0));
    return out;
}

}  // namespace

UnseenPeople unseen_people(const std::vector<Sighted>& seen, const UnseenSettings& settings) {
    UnseenPeople out;
    std::map<long, Group> groups;
    for (const auto& person : seen) {
        if (person.chance > settings.sure_seen) continue;
        auto& group = groups[std::lround(person.sightings / settings.alike_sightings)];
        group.all += 1.0;
        group.by_one += person.cameras == 1 ? std::sqrt(person.evenness) : 0.0;
        group.by_two += person.cameras == 2 ? 1.0 : 0.0;
    }
    for (const auto& [sightings, group] : groups) {
        const auto unseen = unseen_of(group, settings.most_share);
        out.people += unseen.people;
        out.variance += unseen.variance;
    }
    out.variance += std::pow(settings.own_error * out.people, 2.0);
    return out;
}

}  // namespace vigie::vision
