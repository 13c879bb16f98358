#include "vision/capture/frame_reader.hpp"

#include "vision/capture/opencv_source.hpp"
#include "vision/capture/rtsp_address.hpp"
#include "vision/capture/simulated_reader.hpp"

namespace vigie::vision {

std::string describe(const SourceSettings& source) {
    if (const auto* file = std::get_if<FileSource>(&source)) return file->file.string();
    if (const auto* simulated = std::get_if<SimulatedSource>(&source)) return simulated->script.string();
    return RtspAddress::parse(std::get<RtspSource>(source).url).without_secrets();
}

std::optional<Playback> playback_of(const SourceSettings& source) {
    if (const auto* file = std::get_if<FileSource>(&source)) {
        return Playback{file->fps, file->real_time, file->loop};
    }
    if (const auto* simulated = std::get_if<SimulatedSource>(&source)) {
        return Playback{simulated->fps, simulated->real_time, simulated->loop};
    }
    return std::nullopt;
}

std::unique_ptr<FrameReader> make_reader(const SourceSettings& source, const net::Clock& clock) {
    if (const auto* file = std::get_if<FileSource>(&source)) return make_file_reader(*file);
    if (const auto* simulated = std::get_if<SimulatedSource>(&source)) {
        return make_simulated_reader(*simulated, clock);
    }
    return make_rtsp_reader(std::get<RtspSource>(source), clock);
}

}  // namespace vigie::vision
