// Things left behind and things taken away.
#pragma once

#include <map>
#include <set>
#include <utility>
#include <vector>

#include <opencv2/core.hpp>

#include "net/types/sign.hpp"
#include "vision/analysis/attendance.hpp"
#include "vision/analysis/people_down.hpp"
#include "vision/analysis/settings.hpp"
#include "vision/analysis/sign_numbers.hpp"
#include "vision/analysis/sign_settings.hpp"
#include "vision/analysis/sign_sight.hpp"
#include "vision/analysis/still_thing.hpp"

namespace vigie::vision {

/// Takes what stands still where the learnt scene had something else, waits until nobody hides it, and judges
/// it once: its outline is in the picture (something was left) or in the learnt scene (something is gone), it
/// is of an object's size, does not move, and is not a person: neither one who stands there nor
/// the ghost of one who was there when the scene was learnt. Owned by one thread.
class ObjectWatch {
public:
    ObjectWatch(const ObjectSettings& settings, const PersonSettings& person, SignNumbers& numbers)
        : settings_(settings), person_(person), numbers_(numbers) {}

    /// Once a look. `people`: who lies or sits on the floor: they are no objects. A sign of
    /// a left thing lasts since nobody attends to it, one of a missing thing since it is gone. `view` is told
    /// what belongs to the scene from now on; it is the one of `sight`.
    [[nodiscard]] std::vector<net::Sign> look(const SignSight& sight, LongView& view,
                                              const PeopleDown& people);

    /// Where the signs are, reduced pixels.
    [[nodiscard]] std::vector<cv::Rect> places() const;

    [[nodiscard]] bool has(net::SignNumber number) const;

    /// Forgets what is no sign, as when the scene is learnt anew but for the places of signs; those too whose
    /// outline is not in the picture (left) or not in the learnt scene (gone) while nobody hides it. `sight`:
    /// of the scene as it was learnt before.
    void keep_signs(const SignSight& sight);
    /// Forgets everything, as when the view is another one.
    void restart();

private:
    enum class Kind { unknown, left, missing, neither };
    struct Thing {
        explicit Thing(StillThing of) : look(std::move(of)) {}
        StillThing look;
        Attendance attendance;
        Kind kind = Kind::unknown;
        net::SignNumber number = 0;
        double age_s = 0.0;
        double quiet_s = 0.0;
        double gone_s = 0.0;
        double unseen_s = 0.0;  // without a still shape of it
        double confidence = 0.0;
        bool in_known_scene = false;
        bool person_vanished = false;
        std::set<net::TrackNumber> staying;  // who covers it and does not walk past
    };
    struct Birth {
        cv::Rect box;   // empty when it is not known who began there
        cv::Rect last;  // where it was at the last look
        double age_s = 0.0;
        bool went_away = false;  // walked from there: a person, not the ghost of a thing
    };

    void note_births(const SignSight& sight);
    void gather(const SignSight& sight);
    void watch(const SignSight& sight, Thing& thing);
    [[nodiscard]] std::set<net::TrackNumber> covering(const SignSight& sight, const Thing& thing) const;
    [[nodiscard]] bool stays(const Walker& walker) const;
    [[nodiscard]] Kind judge(const SignSight& sight, Thing& thing, bool& adopt) const;
    [[nodiscard]] bool somebody_came_out_of(const cv::Rect& box, double age_s) const;
    [[nodiscard]] net::Sign sign_of(const SignSight& sight, Thing& thing);

    ObjectSettings settings_;
    PersonSettings person_;
    SignNumbers& numbers_;
    std::vector<Thing> things_;
    std::map<net::TrackNumber, Birth> births_;
};

}  // namespace vigie::vision
