// Where a camera's pictures come from.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>

#include "vision/capture/rtsp_address.hpp"
#include "vision/configuration/sections.hpp"

namespace vigie::vision {

namespace {

constexpr double kLargestSide = 8192.0;

std::chrono::milliseconds seconds(double value) {
    return std::chrono::milliseconds(static_cast<std::int64_t>(value * 1000.0));
}

bool is_port(const std::string& text) {
    unsigned port = 0;
    const char* end = text.data() + text.size();
    const auto read = std::from_chars(text.data(), end, port);
    return read.ec == std::errc() && read.ptr == end && port > 0 && port <= 65535;
}

RtspSource read_rtsp(net::TomlReader& table) {
    RtspSource out;
    out.url = table.text("rtsp");
    const auto address = RtspAddress::parse(out.url);
    const bool known = address.scheme == "rtsp" || address.encrypted();
    if (!known || address.host.empty() || !is_port(address.port)) {
        table.refuse("rtsp", "must be an address such as rtsp://user:password@10.0.0.7:554/stream");
    }
    out.open_timeout = seconds(table.number("open_timeout_s", 3.0, 0.5, 30.0));
    out.read_timeout = seconds(table.number("read_timeout_s", 2.0, 0.5, 30.0));
    return out;
}

FileSource read_file(net::TomlReader& table, const std::filesystem::path& state, std::optional<double> fps) {
    FileSource out;
    out.file = (state / table.text("file", "?")).lexically_normal();
    out.fps = fps;
    out.loop = table.flag("loop", true);
    out.real_time = table.flag("real_time", true);
    return out;
}

FolderSource read_folder(net::TomlReader& table, const std::filesystem::path& state,
                         std::optional<double> fps) {
    FolderSource out;
    out.folder = (state / table.text("folder", "?")).lexically_normal();
    if (!fps) {
        table.refuse("folder", "does not say how many pictures a second were taken; give the camera 'fps'");
    }
    out.fps = fps.value_or(1.0);
    out.loop = table.flag("loop", true);
    out.real_time = table.flag("real_time", true);
    return out;
}

bool is_format(const std::string& format) {
    return format.empty() || (format.size() == 4 && std::ranges::all_of(format, [](char letter) {
                                  return letter >= ' ' && letter <= '~';
                              }));
}

DeviceSource read_device(net::TomlReader& table, std::optional<double> fps) {
    DeviceSource out;
    out.device = table.text("device");
    if (!out.device.is_absolute()) {
        table.refuse("device",
                     "must be the whole path of a device, such as /dev/video0; those under "
                     "/dev/v4l/by-id keep their name when cameras are plugged in anew");
    }
    out.fps = fps;
    if (table.has("size")) {
        const auto [width, height] = table.point("size");
        const bool possible =
            width >= 64.0 && height >= 64.0 && width <= kLargestSide && height <= kLargestSide;
        if (!possible) table.refuse("size", "must be width and height in pixels, 64 to 8192 each");
        if (possible) out.size = cv::Size(static_cast<int>(width), static_cast<int>(height));
    }
    out.format = table.text("format", "");
    if (!is_format(out.format)) table.refuse("format", "must be four letters, such as \"MJPG\" or \"YUYV\"");
    out.read_timeout = seconds(table.number("read_timeout_s", 2.0, 0.5, 30.0));
    return out;
}

}  // namespace

SourceSettings read_source(net::TomlReader& camera, const std::filesystem::path& state,
                           const net::CameraId& id, std::optional<double> fps, const NodeConfiguration& out,
                           SimulatedVenues& venues) {
    constexpr std::array<const char*, 5> kKinds{"file", "folder", "rtsp", "device", "simulation"};
    auto table = camera.table("source");
    if (std::ranges::count_if(kKinds, [&](const char* kind) { return table.has(kind); }) != 1) {
        camera.refuse("source",
                      "must have one of 'file' (a video), 'folder' (pictures), 'rtsp' (an rtsp:// "
                      "address), 'device' (a camera of this machine) and 'simulation' (a script)");
    }
    SourceSettings source;
    if (table.has("simulation")) {
        source = read_simulated_source(table, state, id, fps, out, venues);
    } else if (table.has("rtsp")) {
        source = read_rtsp(table);
    } else if (table.has("device")) {
        source = read_device(table, fps);
    } else if (table.has("folder")) {
        source = read_folder(table, state, fps);
    } else {
        source = read_file(table, state, fps);
    }
    table.finish();
    return source;
}

}  // namespace vigie::vision
