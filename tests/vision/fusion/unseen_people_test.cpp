#include "vision/fusion/unseen_people.hpp"

#include <gtest/gtest.h>

#include <cstddef>
#include <vector>

namespace vigie::vision {
namespace {

/// So many people, each counted by so many cameras, where two are expected and some are overlooked.
std::vector<Sighted> people(std::size_t number, std::size_t cameras, double evenness = 0.75,
                            double chance = 0.8) {
    return std::vector<Sighted>(number, {cameras, 2.0, chance, evenness});
}

std::vector<Sighted> together(std::vector<Sighted> a, const std::vector<Sighted>& b) {
    a.insert(a.end(), b.begin(), b.end());
    return a;
}

TEST(UnseenPeople, FollowFromThoseSeenByOneCameraAndByTwo) {
    // 20 by one and 19 by two, all cameras alike: 20 x 19 / (2 x 20).
    const auto unseen = unseen_people(together(people(20, 1, 1.0), people(19, 2)), {});
    EXPECT_NEAR(unseen.people, 9.5, 1e-9);
    EXPECT_GT(unseen.variance, 9.5) << "more than that of a number which is known to be 9.5 in the mean";
}

TEST(UnseenPeople, AreFewWhereMostAreSeenByMany) {
    EXPECT_EQ(unseen_people(together(people(1, 1), people(60, 4)), {}).people, 0.0);
    EXPECT_EQ(unseen_people(people(60, 4), {}).variance, 0.0);
}

TEST(UnseenPeople, AreNotAddedWhereEverybodyIsFreeToBeSeen) {
    EXPECT_EQ(unseen_people(together(people(20, 1, 0.75, 0.999), people(10, 2, 0.75, 0.999)), {}).people,
              0.0);
}

TEST(UnseenPeople, AreNotAddedWhereOneCameraAloneCanSee) {
    EXPECT_EQ(unseen_people(people(20, 1, 0.0, 0.97), {}).people, 0.0);
}

TEST(UnseenPeople, AreNeverMoreThanAShareOfTheSeen) {
    const UnseenSettings settings;
    EXPECT_EQ(unseen_people(people(40, 1, 1.0), settings).people, settings.most_share * 40.0);
}

TEST(UnseenPeople, AreToldGroupByGroupOfThoseWhoAreHiddenAlike) {
    // Ten by one in the thick of it; the many by two stand in the open and say nothing of them.
    auto open = people(100, 2);
    for (auto& person : open) person.sightings = 4.0;
    const auto thick = together(people(10, 1, 1.0), people(4, 2));
    EXPECT_NEAR(unseen_people(together(thick, open), {}).people, unseen_people(thick, {}).people, 1e-9);
}

}  // namespace
}  // namespace vigie::vision
