// People whom no camera counts: how many there are at least, from how many cameras count those who are seen.
#pragma once

#include <cstddef>
#include <vector>

namespace vigie::vision {

/// How the unseen are told from the seen. Plain values.
struct UnseenSettings {
    double sure_seen =
        0.99;  ///< where this chance to be seen by at least one camera is passed, nobody is added
    double alike_sightings =
        0.5;                  ///< people whose expected sightings differ by less are taken as equally hidden
    double most_share = 0.5;  ///< never more are added to equally hidden people than this share of them
    double high_again = 2.0;  ///< so much of that number again may be unseen still, at the interval's high
                              ///< end, for it is a lower bound (measured)
    double own_error = 0.3;   ///< of the number that is added, one sigma, besides that of chance (measured)
};

/// One person who is counted.
struct Sighted {
    std::size_t cameras = 1;  ///< that count them
    double sightings = 0.0;   ///< cameras that are expected to
    double chance = 1.0;      ///< that at least one does
    double evenness = 0.0;    ///< as PersonSight has it
};

/// Not negative.
struct UnseenPeople {
    double people = 0.0;    ///< expected, at least
    double variance = 0.0;  ///< of that number
};

/// Of those who are seen by one camera and by two it follows how many are seen by none, at least (Chao,
/// "Estimating the population size for capture-recapture data with unequal catchability", Biometrics 43,
/// 1987, with correction for few and its variance), once for each group of those who are expected to be seen
/// by about as many cameras. Where cameras see a place unequally well, being seen by one says less: with odds
/// r of each camera, those unseen are by_one^2 / (2 by_two) times 1 - sum(r^2) / sum(r)^2, which is the
/// evenness; nobody is added where one camera alone can see.
[[nodiscard]] UnseenPeople unseen_people(const std::vector<Sighted>& seen, const UnseenSettings& settings);

}  // namespace vigie::vision
