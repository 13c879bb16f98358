// Tells people from ghosts: foreground where somebody has left, not where somebody is.
#pragma once

#include <opencv2/core.hpp>

namespace vigie::vision {

/// Share, 0 to 1, of the contrast along the outline of `foreground` that lies in the picture and
/// not in the background. A person has their outline in the picture: near 1. A ghost (the background was
/// learnt with somebody who then left) has it in the background: near 0. 0.5 without an outline. All three:
/// CV_8U, one size, a few pixels larger than the figure. The idea follows Cucchiara et al., PAMI 25 (2003).
[[nodiscard]] double outline_share(const cv::Mat& grey, const cv::Mat& background, const cv::Mat& foreground);

}  // namespace vigie::vision
