// A number that is known within some share only, told so that it does not waver.
#pragma once

namespace vigie::vision {

/// How steady. Plain values.
struct SteadyNumberSettings {
    double share = 0.18;        ///< of the number: less than that, its standard error, is no change
    double usual_s = 30.0;      ///< time constant of the mean that is held against it
    double sudden_share = 0.3;  ///< so much more than was told is believed at once
};

/// The number of people who stand in a crowd, as it is told: it follows the mean of what is measured, with a
/// play on either side (backlash) that is smaller than the error of measuring; a sudden growth is not waited
/// for. A crowd that moves has no play. Owned by one thread.
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
    double told_ = 0.0;
};

}  // namespace vigie::vision
