// A camera's view that is covered, out of focus, turned, dazzled; and all that looks like it and is not.
#include <gtest/gtest.h>

#include <opencv2/imgproc.hpp>

#include "tests/vision/node/view_stage.hpp"

namespace vigie::test {
namespace {

using vision::CameraFault;

class ViewWatchTest : public ::testing::Test {
protected:
    void SetUp() override { stage.learn(); }
    ViewStage stage;
};

std::string text(const net::ViewQuality& view) {
    return "covered " + std::to_string(view.covered) + ", blur " + std::to_string(view.blur) + ", moved " +
           std::to_string(view.moved) + ", glare " + std::to_string(view.glare);
}

TEST_F(ViewWatchTest, AViewThatIsLeftAloneLacksNothing) {
    stage.film_for(60.0);
    EXPECT_LT(stage.worst.covered, 0.05) << text(stage.worst);
    EXPECT_LT(stage.worst.blur, 0.15) << text(stage.worst);
    EXPECT_EQ(stage.worst.moved, 0.0);
    EXPECT_LT(stage.worst.glare, 0.02) << text(stage.worst);
    EXPECT_FALSE(stage.watch.blind());
}

TEST_F(ViewWatchTest, ACoverIsSeenForAsLongAsItIsThereAndNeverBecomesTheView) {
    for (const double progress : {0.25, 0.5, 0.75}) {
        stage.fault(CameraFault::covered, 1.0, progress);
        stage.film();
    }
    stage.fault(CameraFault::covered);
    stage.film_for(4.0);
    stage.forget();
    for (int i = 0; i < 400; ++i) {
        stage.film();
        ASSERT_GT(stage.now->covered, 0.9) << "look " << i << ": " << text(*stage.now);
        ASSERT_TRUE(stage.watch.blind()) << "look " << i;
    }
    EXPECT_EQ(stage.worst.moved, 0.0) << "one cause, one figure";
    EXPECT_LT(stage.worst.glare, 0.05);
    EXPECT_EQ(stage.anew, 0);
    stage.state.faults.clear();
    stage.film_for(2.0);
    EXPECT_LT(stage.now->covered, 0.05) << text(*stage.now);
    EXPECT_FALSE(stage.watch.blind());
}

TEST_F(ViewWatchTest, ACoverOverPartOfTheViewIsThatPart) {
    stage.film_for(10.0, [](cv::Mat& picture, double) {
        picture(cv::Rect(0, 0, picture.cols * 2 / 5, picture.rows)).setTo(cv::Scalar(16, 18, 17));
    });
    EXPECT_GT(stage.now->covered, 0.2) << text(*stage.now);
    EXPECT_LT(stage.now->covered, 0.6) << text(*stage.now);
    EXPECT_FALSE(stage.watch.blind());
}

TEST_F(ViewWatchTest, DefocusIsBlurAndNoCover) {
    double before = 0.0;
    for (const double amount : {0.1, 0.25, 0.5, 1.0}) {
        stage.fault(CameraFault::blurred, amount);
        stage.film_for(3.0);
        EXPECT_GE(stage.now->blur, before - 0.05) << amount << ": " << text(*stage.now);
        EXPECT_LT(stage.now->covered, 0.4) << amount << ": " << text(*stage.now);
        EXPECT_EQ(stage.now->moved, 0.0) << amount;
        before = stage.now->blur;
    }
    EXPECT_GT(before, 0.8);
    stage.film_for(120.0);
    EXPECT_GT(stage.now->blur, 0.6) << "it is not taken for the view: " << text(*stage.now);
    stage.state.faults.clear();
    stage.film_for(1.0);
    EXPECT_LT(stage.now->blur, 0.2) << text(*stage.now);
}

TEST_F(ViewWatchTest, DefocusIsBlurHoweverManyPeopleWalkBeforeIt) {
    cv::RNG random(3);
    std::vector<vision::SimulatedPerson> people;
    for (int i = 0; i < 90; ++i) {
        vision::SimulatedPerson person;
        person.id = static_cast<std::uint64_t>(i) + 1;
        person.floor = *net::FloorId::parse("hall");
        person.at = {random.uniform(4.0, 20.0), random.uniform(6.0, 17.5)};
        person.height_m = random.uniform(1.6, 1.9);
        // Strong contrasts, which are edges when they are out of focus, too.
        person.clothes.top = i % 2 == 0 ? vision::Colour{250, 250, 245} : vision::Colour{10, 10, 14};
        people.push_back(person);
    }
    stage.fault(CameraFault::blurred, 0.6);
    double least = 1.0;
    stage.film_for(30.0, [&](cv::Mat&, double at) {
        stage.state.people = people;
        for (auto& person : stage.state.people) {
            person.posture = vision::Posture::walking;
            person.at.x = 4.0 + std::fmod(person.at.x - 4.0 + 1.2 * at, 16.0);
            person.gait_rad = 8.0 * at;
        }
        if (at > 1.0) least = std::min(least, stage.now->blur);
    });
    EXPECT_GT(least, 0.6) << text(stage.worst);
    EXPECT_EQ(stage.worst.moved, 0.0) << "blurred people are no other view";
}

class TurnedBy : public ::testing::TestWithParam<double> {};

TEST_P(TurnedBy, IsMovedAndBlindUntilTheNewViewIsLearnt) {
    ViewStage stage;
    stage.learn();
    stage.fault(CameraFault::turned, GetParam());
    stage.film_for(10.0);
    EXPECT_GT(stage.now->moved, 0.02) << text(*stage.now);
    EXPECT_LT(stage.now->covered, 0.1) << text(*stage.now);
    EXPECT_TRUE(stage.watch.blind());
    const double share =
        std::tan(GetParam() * 3.14159265 / 180.0) / (2.0 * std::tan(35.0 * 3.14159265 / 180.0));
    if (share < 0.2) {
        EXPECT_NEAR(stage.now->moved, share, 0.4 * share + 0.01);
    }
    stage.film_for(45.0);
    EXPECT_TRUE(stage.watch.blind()) << "not before the time is over";
    EXPECT_EQ(stage.anew, 0);
    stage.film_for(10.0);
    EXPECT_EQ(stage.anew, 1);
    EXPECT_FALSE(stage.watch.blind());
    stage.forget();
    stage.film_for(10.0);
    EXPECT_EQ(stage.longest_over_s, 0.0) << text(stage.worst);
}

INSTANTIATE_TEST_SUITE_P(Degrees, TurnedBy, ::testing::Values(2.5, 6.0, 15.0, 50.0));

TEST_F(ViewWatchTest, ACameraThatIsTurnedBackIsWellAtOnceAndLearnsNothingAnew) {
    stage.fault(CameraFault::turned, 8.0);
    stage.film_for(30.0);
    EXPECT_TRUE(stage.watch.blind());
    stage.state.faults.clear();
    stage.film_for(1.0);
    EXPECT_FALSE(stage.watch.blind());
    stage.forget();
    stage.film_for(90.0);
    EXPECT_EQ(stage.anew, 0);
    EXPECT_EQ(stage.longest_over_s, 0.0) << text(stage.worst);
}

TEST_F(ViewWatchTest, LightIntoTheLensIsGlareAndNoCover) {
    stage.fault(CameraFault::glared);
    stage.film_for(20.0);
    EXPECT_GT(stage.now->glare, 0.2) << text(*stage.now);
    EXPECT_TRUE(stage.watch.blind()) << text(*stage.now);
    EXPECT_LT(stage.worst.covered, 0.5) << text(stage.worst);
    EXPECT_EQ(stage.worst.moved, 0.0);
    stage.state.faults.clear();
    stage.film_for(1.0);
    EXPECT_LT(stage.now->glare, 0.02);
    EXPECT_FALSE(stage.watch.blind());
}

TEST_F(ViewWatchTest, ALightThatGoesOutOrOnIsNoCover) {
    for (const double light : {0.5, 0.2, 0.08, 0.35, 1.0}) {
        stage.state.light = light;
        stage.film_for(20.0);
        EXPECT_EQ(stage.longest_over_s, 0.0) << light << ": " << text(stage.worst);
        stage.forget();
    }
}

TEST_F(ViewWatchTest, DuskIsNoCoverNorIsWhatItLeavesAnotherView) {
    stage.film_for(240.0, [this](cv::Mat&, double at) {
        stage.state.light = std::max(0.12, 1.0 - at / 200.0);
        stage.state.sun = {at / 60.0, 0.5};
    });
    EXPECT_EQ(stage.longest_over_s, 0.0) << text(stage.worst);
    EXPECT_EQ(stage.anew, 0);
}

TEST_F(ViewWatchTest, HeavyNoiseIsNeitherBlurNorCover) {
    cv::RNG random(7);
    stage.film_for(20.0, [&](cv::Mat& picture, double) {
        cv::Mat noise(picture.size(), CV_16SC3);
        random.fill(noise, cv::RNG::NORMAL, 0.0, 14.0);
        cv::add(picture, noise, picture, cv::noArray(), CV_8UC3);
    });
    EXPECT_EQ(stage.longest_over_s, 0.0) << text(stage.worst);
}

TEST_F(ViewWatchTest, ALorryThatPassesHidesTheViewForLessThanARuleWaits) {
    stage.film_for(20.0, [](cv::Mat& picture, double at) {
        const int width = picture.cols;
        const cv::Rect lorry(cvRound(width * (0.35 * at - 1.2)), picture.rows / 12, cvRound(1.1 * width),
                             picture.rows * 3 / 4);
        picture(lorry & cv::Rect({}, picture.size())).setTo(cv::Scalar(190, 200, 205));
    });
    EXPECT_LT(stage.longest_over_s, 5.0) << text(stage.worst);
    EXPECT_EQ(stage.now->covered, 0.0) << text(*stage.now);
}

TEST_F(ViewWatchTest, ACrowdThatWalksAboutBeforeMostOfTheViewBlindsNobody) {
    cv::RNG random(5);
    std::vector<vision::SimulatedPerson> guests(140);
    for (std::size_t i = 0; i < guests.size(); ++i) {
        guests[i].id = i + 1;
        guests[i].floor = *net::FloorId::parse("hall");
        guests[i].at = {random.uniform(2.0, 22.0), random.uniform(3.0, 17.5)};
        guests[i].height_m = random.uniform(1.6, 1.9);
        const auto shade = static_cast<std::uint8_t>(random.uniform(20, 220));
        guests[i].clothes.top = {shade, static_cast<std::uint8_t>(255 - shade), 70};
    }
    stage.film_for(60.0, [&](cv::Mat&, double at) {
        stage.state.people.clear();
        stage.walkers.clear();
        for (std::size_t i = 0; i < guests.size(); ++i) {
            auto person = guests[i];
            if (0.2 * static_cast<double>(i) > at) continue;
            person.at.x = 12.0 + 9.0 * std::sin(person.at.x + 0.12 * at);
            person.gait_rad = 8.0 * at;
            stage.state.people.push_back(person);
            stage.follow(person);
        }
    });
    EXPECT_EQ(stage.blind_looks, 0) << text(stage.worst);
    EXPECT_LT(stage.worst.blur, 0.5) << text(stage.worst);
}

TEST_F(ViewWatchTest, OutOfFocusForLongItIsNeitherLearntNorBelieved) {
    stage.fault(CameraFault::blurred, 1.0);
    stage.film_for(3.0);
    stage.forget();
    stage.film_for(700.0);
    EXPECT_EQ(stage.blind_looks, 1400) << "five minutes on it was trusted again";
    EXPECT_EQ(stage.watch.focus(), vision::Focus::soft);
    stage.state.faults.clear();
    stage.film_for(2.0);
    EXPECT_FALSE(stage.watch.blind());
    EXPECT_EQ(stage.watch.focus(), vision::Focus::sharp);
}

TEST_F(ViewWatchTest, InTheDarkNothingIsSaidOfTheFocus) {
    stage.fault(CameraFault::blurred, 0.6);
    stage.film_for(5.0);
    ASSERT_EQ(stage.watch.focus(), vision::Focus::soft);
    stage.film_for(10.0, [](cv::Mat& picture, double) { picture *= 0.08; });
    EXPECT_NE(stage.watch.focus(), vision::Focus::sharp) << "noise is all there is of fine detail";
}

TEST_F(ViewWatchTest, ACrowdThatFillsTheViewIsNoCoverHoweverLongItStands) {
    cv::RNG random(3);
    struct Guest {
        vision::SimulatedPerson person;
        double comes_s;
    };
    std::vector<Guest> guests;
    for (int i = 0; i < 160; ++i) {
        vision::SimulatedPerson person;
        person.id = static_cast<std::uint64_t>(i) + 1;
        person.floor = *net::FloorId::parse("hall");
        person.at = {random.uniform(5.0, 19.0), random.uniform(5.0, 17.5)};
        person.height_m = random.uniform(1.6, 1.9);
        const auto shade = static_cast<std::uint8_t>(random.uniform(20, 220));
        person.clothes.top = {shade, static_cast<std::uint8_t>(255 - shade), 70};
        guests.push_back({person, 0.25 * i});
    }
    stage.film_for(160.0, [&](cv::Mat&, double at) {
        stage.state.people.clear();
        stage.walkers.clear();
        for (std::size_t i = 0; i < guests.size(); ++i) {
            auto person = guests[i].person;
            const double coming = at - guests[i].comes_s;
            if (coming < 0.0) continue;
            const double way = std::max(0.0, 6.0 - 1.3 * coming);
            person.at.x += person.at.x < 12.0 ? -way : way;
            person.at.x += 0.03 * std::sin(0.7 * at + static_cast<double>(i));  // nobody stands like a post
            person.gait_rad = way > 0.0 ? 8.0 * coming : 0.0;
            stage.state.people.push_back(person);
            if (i % 3 == 0) stage.follow(person);  // most of a crowd is hidden from the tracker
        }
    });
    EXPECT_EQ(stage.longest_over_s, 0.0) << text(stage.worst);
    EXPECT_EQ(stage.blind_looks, 0) << "it is the very crowd that must be seen";
    EXPECT_FALSE(stage.watch.blind());
    EXPECT_EQ(stage.anew, 0);
}

TEST_F(ViewWatchTest, AFewThingsThatWereMovedBelongToTheViewInTheEnd) {
    const auto cupboard = [](cv::Mat& picture, double) {
        picture(cv::Rect(150, 110, 70, 60)).setTo(cv::Scalar(60, 70, 120));
    };
    stage.film_for(20.0, cupboard);
    const double at_first = stage.now->covered;
    EXPECT_GT(at_first, 0.01);
    EXPECT_LT(at_first, 0.3);
    stage.film_for(310.0, cupboard);
    EXPECT_LT(stage.now->covered, 0.01) << text(*stage.now);
    EXPECT_EQ(stage.longest_over_s, 0.0);
}

TEST(ViewWatch, ABareWallTellsNothing) {
    vision::ViewWatch watch{vision::ViewSettings{}};
    cv::RNG random(5);
    for (int i = 0; i < 60; ++i) {
        cv::Mat wall(288, 384, CV_8UC3, cv::Scalar(150, 160, 155));
        cv::Mat noise(wall.size(), CV_16SC3);
        random.fill(noise, cv::RNG::NORMAL, 0.0, 3.0);
        cv::add(wall, noise, wall, cv::noArray(), CV_8UC3);
        watch.look({wall, 1.0, 1.0, {}, 0.5, true});
        ASSERT_FALSE(watch.quality()) << "look " << i;
    }
    EXPECT_FALSE(watch.blind());
}

TEST(ViewWatch, IsSilentUntilTheViewIsLearntAndLearnsNothingInDoubt) {
    ViewStage stage;
    stage.film_for(9.0);
    EXPECT_FALSE(stage.now);
    cv::Mat black(288, 384, CV_8UC3, cv::Scalar(0, 0, 0));
    for (int i = 0; i < 90; ++i) stage.watch.look({black, 1.0, 1.0, {}, 0.5, false});
    EXPECT_FALSE(stage.watch.quality());
    stage.film_for(3.0);
    ASSERT_TRUE(stage.now);
    stage.film_for(5.0);
    EXPECT_LT(stage.now->covered, 0.05) << text(*stage.now);
}

TEST(ViewWatch, TakesPicturesOfAnySize) {
    for (const auto size : {cv::Size(64, 64), cv::Size(8192, 64), cv::Size(64, 1000), cv::Size(385, 289)}) {
        vision::ViewWatch watch{vision::ViewSettings{}};
        cv::Mat picture(size, CV_8UC3);
        cv::RNG(9).fill(picture, cv::RNG::UNIFORM, 0, 256);
        for (int i = 0; i < 30; ++i) watch.look({picture, 1.0, 1.0, {}, 0.5, true});
        picture.setTo(cv::Scalar(0, 0, 0));
        for (int i = 0; i < 10; ++i) watch.look({picture, 1.0, 1.0, {}, 0.5, true});
        EXPECT_TRUE(!watch.quality() || watch.quality()->covered > 0.9) << size;
    }
}

}  // namespace
}  // namespace vigie::test
