// How far cameras are off from each other about the places of people, learnt from those whom several see.
#pragma once

namespace vigie::vision {

/// Plain values.
struct PlaceDoubtSettings {
    double least = 0.25;         ///< where cameras agree well, errors are this share of what is feared ...
    double most = 1.25;          ///< ... and where they do not, this
    double e_foldings_s = 0.5;   ///< how fast the share follows at most, e-foldings a second
    double known_pair_s = 50.0;  ///< pairs times seconds after which half of the share is taken for known
};

/// Of pairs of tracks that are one person: how many there were, and of them those not further apart than half
/// of all should be.
struct PairsApart {
    double within = 0.0;
    double pairs = 0.0;
};

/// A share of the feared errors, followed so that half of the pairs lie within the median distance: an
/// estimate that few false pairs do not move (stochastic approximation of a quantile; Robbins and Monro
/// 1951).
class PlaceDoubt {
public:
    explicit PlaceDoubt(const PlaceDoubtSettings& settings) : settings_(settings) {}

    void learn(const PairsApart& apart, double seconds);
    /// 1 until anything is learnt.
    [[nodiscard]] double share() const { return share_; }
    /// How well the share is known, 0 (nothing was learnt) to nearly 1.
    [[nodiscard]] double known() const { return pair_s_ / (pair_s_ + settings_.known_pair_s); }

private:
    PlaceDoubtSettings settings_;
    double share_ = 1.0;
    double pair_s_ = 0.0;  // pairs times seconds that were learnt from
};

/// Squared deviations within which half of all pairs lie, of those within the gate, in deviations squared
/// (chi squared of two degrees of freedom, cut off).
[[nodiscard]] double median_within(double gate_squared);

}  // namespace vigie::vision
