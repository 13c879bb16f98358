// A number that is known within some share only, told so that it does not waver.
#pragma once

namespace vigie::vision {

/// How steady. Plain values.
struct SteadyNumberSettings {
    double share = 0.18;     ///< of the number: further from the mean, by its standard error, it is not told
    double usual_s = 30.0;   ///< time constant of the mean that is held against it
    double rise_s = 30.0;    ///< within that share it follows the mean with this time constant when that is
    double fall_s = 1200.0;  ///< more, and with this one when it is less: nobody was seen to leave
    double sudden_share = 0.3;  ///< so much more than was told is believed at once
    double young_s = 15.0;      ///< for so long after it came to stand its number is the mean since then
};

/// The number of people who stand in a crowd, as it is told: it follows the mean of what is measured, soon
/// where that is more and slowly where it is less, and never further from it than by the error of measuring;
/// a sudden growth is not waited for. A crowd that moves has no play, and what was measured of it while it
/// moved says nothing of it once it stands. Owned by one thread.
class SteadyNumber {
public:
    explicit SteadyNumber(const SteadyNumberSettings& settings) : settings_(settings) {}

    /// `measured`: now, not negative; `stands`: how far the crowd is one that stands, 0 to 1; `seconds`:
    /// since the last. Returns the number to be told, not negative.
    double update(double measured, double stands, double seconds);
    /// A share of them, 0 to 1, is known to have gone.
    void take_away(double share);
    void restart();

private:
    SteadyNumberSettings settings_;
    double usual_ = 0.0;
    double held_ = 0.0;   // what is told of a crowd all of whom stand
    double age_s_ = 0.0;  // for which it has stood; a moment in which some seem to walk does not end that
};

}  // namespace vigie::vision
