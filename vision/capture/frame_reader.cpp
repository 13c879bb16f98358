#include "vision/capture/frame_reader.hpp"

#include "vision/capture/opencv_source.hpp"
#include "vision/capture/rtsp_address.hpp"

namespace vigie::vision {

std::string describe(const SourceSettings& source) {
    if (const auto* file = std::get_if<FileSource>(&source)) return file->file.string();
    return RtspAddress::parse(std::get<RtspSource>(source).url).without_secrets();
}

std::unique_ptr<FrameReader> make_reader(const SourceSettings& source, const net::Clock& clock) {
    if (const auto* file = std::get_if<FileSource>(&source)) return make_file_reader(*file);
    return make_rtsp_reader(std::get<RtspSource>(source), clock);
}

}  // namespace vigie::vision
