// A node's configuration file: its private part (addresses, keys, sources) and the record that it serves.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "net/types/result.hpp"
#include "net/types/venue.hpp"
#include "vision/analysis/settings.hpp"
#include "vision/capture/camera_capture.hpp"
#include "vision/privacy/mask.hpp"

namespace vigie::vision {

/// What only the node knows of a camera. Plain values.
struct CameraSetup {
    net::CameraId camera;
    CaptureSettings capture;
    AnalysisSettings analysis;
    MaskSettings mask;
    int jpeg_quality = 80;  ///< 30 to 95
};

/// A camera of another node that sees a floor of this one's. Plain values.
struct NeighbourCamera {
    net::CameraId camera;
    net::FloorId floor;
    std::vector<net::ZoneId> zones;  ///< that name it
};

/// Another node whose cameras' scenes this one fuses. Plain values.
struct NeighbourSetup {
    net::NodeId node;
    std::string host;                  ///< IPv4 address on which it listens
    std::uint16_t port = 0;            ///< first of its three
    std::filesystem::path public_key;  ///< NAME.pub
    std::vector<NeighbourCamera> cameras;
    /// Where the file says so, for what only connecting can tell.
    struct Places {
        std::string host;
        std::string public_key;
    } places;
};

/// A whole node. Plain values; paths are resolved.
struct NodeConfiguration {
    std::filesystem::path file;
    std::string host;                       ///< address to listen on
    std::uint16_t port = 0;                 ///< first of three in a row; 0: any free ones
    std::filesystem::path key;              ///< NAME.key
    std::filesystem::path authorized_keys;  ///< who may connect
    /// Where the file says so ("FILE:LINE: node.host"), for what only opening and listening can tell.
    struct Places {
        std::string host;
        std::string port;
        std::string key;
        std::string authorized_keys;
    } places;
    net::ConfigurationRecord record;   ///< version and content_hash are the node's to set
    std::vector<CameraSetup> cameras;  ///< as many as, and in the order of, record.cameras
    std::vector<NeighbourSetup> neighbours;
};

/// Reads and checks the file; relative paths are taken from `state`. Every error names file, line and
/// field and says what to do: unknown fields and names, collinear calibration points, zones that leave
/// their floor or cross themselves, purposes that end before they begin, and so on.
[[nodiscard]] net::Result<NodeConfiguration> load_node_configuration(const std::filesystem::path& file,
                                                                     const std::filesystem::path& state);

/// What the node judges by: the record, and the neighbours' cameras as if they were its own, calibrated for
/// their floor (where on it they look only they know: all of it).
[[nodiscard]] net::ConfigurationRecord judged_record(const NodeConfiguration& configuration);

/// What the analysis of one camera needs. not_found for a camera that the configuration does not have.
[[nodiscard]] net::Result<AnalyserConfiguration> analyser_configuration(
    const NodeConfiguration& configuration, const net::CameraId& camera);

}  // namespace vigie::vision
