#include "vision/capture/rtsp_address.hpp"

#include <algorithm>

namespace vigie::vision {

RtspAddress RtspAddress::parse(const std::string& url) {
    RtspAddress out;
    const std::size_t mark = url.find("://");
    if (mark == std::string::npos) return out;
    out.scheme = url.substr(0, mark);
    std::string rest = url.substr(mark + 3);
    rest.resize(std::min(rest.find_first_of("?#"), rest.size()));
    if (const std::size_t at = rest.rfind('@'); at != std::string::npos) rest.erase(0, at + 1);
    rest.resize(std::min(rest.find('/'), rest.size()));
    std::size_t colon = rest.rfind(':');
    if (rest.starts_with('[')) {
        const std::size_t end = rest.find(']');
        if (end == std::string::npos) return out;
        out.host = rest.substr(1, end - 1);
        colon = rest.find(':', end);
    } else {
        out.host = rest.substr(0, colon);
    }
    if (colon != std::string::npos) out.port = rest.substr(colon + 1);
    if (out.port.empty()) out.port = out.encrypted() ? "322" : "554";
    return out;
}

std::string RtspAddress::without_secrets() const {
    const bool six = host.find(':') != std::string::npos;
    return scheme + "://" + (six ? "[" + host + "]" : host) + ":" + port;
}

}  // namespace vigie::vision
