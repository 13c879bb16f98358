#include "vision/capture/frame_reader.hpp"

#include "vision/capture/opencv_source.hpp"
#include "vision/capture/rtsp_address.hpp"
#include "vision/capture/simulated_reader.hpp"

namespace vigie::vision {
namespace {

template <class... Cases>
struct Overloaded : Cases... {
    using Cases::operator()...;
};
template <class... Cases>
Overloaded(Cases...) -> Overloaded<Cases...>;

}  // namespace

std::string describe(const SourceSettings& source) {
    return std::visit(
        Overloaded{[](const FileSource& file) { return file.file.string(); },
                   [](const FolderSource& folder) { return folder.folder.string(); },
                   [](const RtspSource& rtsp) { return RtspAddress::parse(rtsp.url).without_secrets(); },
                   [](const DeviceSource& device) { return device.device.string(); },
                   [](const SimulatedSource& simulated) { return simulated.script.string(); }},
        source);
}

std::optional<Playback> playback_of(const SourceSettings& source) {
    using Played = std::optional<Playback>;
    return std::visit(
        Overloaded{[](const FileSource& file) {
                       return Played({file.fps, file.real_time, file.loop});
                   },
                   [](const FolderSource& folder) {
                       return Played({folder.fps, folder.real_time, folder.loop});
                   },
                   [](const RtspSource&) { return Played(); }, [](const DeviceSource&) { return Played(); },
                   [](const SimulatedSource& simulated) {
                       return Played({simulated.fps, simulated.real_time, simulated.loop});
                   }},
        source);
}

std::unique_ptr<FrameReader> make_reader(const SourceSettings& source, const net::Clock& clock) {
    return std::visit(
        Overloaded{[](const FileSource& file) { return make_file_reader(file); },
                   [](const FolderSource& folder) { return make_folder_reader(folder); },
                   [&](const RtspSource& rtsp) { return make_rtsp_reader(rtsp, clock); },
                   [&](const DeviceSource& device) { return make_device_reader(device, clock); },
                   [&](const SimulatedSource& simulated) { return make_simulated_reader(simulated, clock); }},
        source);
}

}  // namespace vigie::vision
