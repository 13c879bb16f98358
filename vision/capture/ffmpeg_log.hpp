// FFmpeg's and OpenCV's own messages.
#pragma once

namespace vigie::vision {

/// Keeps them off standard error, where they would come by the thousand from a damaged stream and name no
/// camera; what matters of them is a state of the source. Before any thread is started and any source opened.
/// Who sets OPENCV_FFMPEG_LOGLEVEL (an AV_LOG level of FFmpeg, 24 for warnings) sees FFmpeg's all the same,
/// who sets OPENCV_LOG_LEVEL OpenCV's.
void silence_ffmpeg();

}  // namespace vigie::vision
