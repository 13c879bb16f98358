// How far cameras are off from each other about the places of people, learnt from those whom several see.
#pragma once

namespace vigie::vision {

/// Plain values.
struct PlaceDoubtSettings {
    double least = 0.25;        ///< where cameras agree well, errors are this share of what is feared ...
    double most = 1.25;         ///< ... and where they do not, this
    double e_foldings_s = 0.5;  ///< how fast the share follows at most, e-foldings a second
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

private:
    PlaceDoubtSettings settings_;
    double share_ = 1.0;
};

/// Squared deviations within which half of all pairs lie, of those within the gate, in deviations squared
/// (chi squared of two degrees of freedom, cut off).
[[nodiscard]] double median_within(double gate_squared);

}  // namespace vigie::vision
