// What the tables of the suite are made from, and what of it is there.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "net/types/ids.hpp"
#include "net/types/result.hpp"
#include "net/types/time.hpp"
#include "vision/eval/evaluation.hpp"
#include "vision/eval/pipeline_run.hpp"
#include "vision/eval/video.hpp"

namespace vigie::vision {

/// Where things are. Plain values.
struct MaterialPlaces {
    std::filesystem::path configuration;  ///< of a node
    std::optional<net::CameraId> camera;  ///< of that node; absent: as camera_pipeline chooses
    std::filesystem::path video;          ///< the camera's: vtest.avi
    std::filesystem::path data;           ///< folder of mot15/, aboda/ and models/
    /// Of the video: all of which the truth is known. What lies beyond is never looked at.
    FrameRange frames{1, 397};
    std::filesystem::path scenes = {};  ///< folder of scenes.toml and the scripted scenes
};

/// Something that a table needs, and what it is.
struct NeededFile {
    std::filesystem::path file;
    std::string what;
};

/// Owned by one thread; `clock` outlives it.
class Material {
public:
    /// Reads the configuration; everything else only when a table asks for it.
    [[nodiscard]] static net::Result<Material> open(MaterialPlaces places, const net::Clock& clock);

    [[nodiscard]] const net::Clock& clock() const { return *clock_; }
    [[nodiscard]] const FrameRange& frames() const { return places_.frames; }
    /// The camera's pipeline, without a model of its own.
    [[nodiscard]] const Pipeline& pipeline() const { return pipeline_; }

    [[nodiscard]] NeededFile video() const { return {places_.video, "the demo's video"}; }
    [[nodiscard]] NeededFile truth() const;
    [[nodiscard]] NeededFile model() const;
    [[nodiscard]] NeededFile scenes() const;
    /// A bag that is left: ABODA's fourth video.
    [[nodiscard]] NeededFile left_bag() const;
    [[nodiscard]] const std::filesystem::path& configuration() const { return places_.configuration; }
    /// What that node must tell.
    [[nodiscard]] NeededFile demo_alarms() const;
    /// Folder of the MOTChallenge 2015 sequence.
    [[nodiscard]] std::filesystem::path sequence(const std::string& name) const;

    /// One sentence that names what is not there; nothing when all is.
    [[nodiscard]] static std::optional<std::string> absent(const std::vector<NeededFile>& files);

    /// The camera's video through a pipeline, held against its truth.
    [[nodiscard]] net::Result<Evaluation> evaluate_video(const Pipeline& pipeline,
                                                         const PictureChange& change) const;
    /// The same as it is, through the camera's pipeline: computed once.
    [[nodiscard]] net::Result<Evaluation> plain();

private:
    Material(MaterialPlaces places, Pipeline pipeline, const net::Clock& clock)
        : places_(std::move(places)), pipeline_(std::move(pipeline)), clock_(&clock) {}

    MaterialPlaces places_;
    Pipeline pipeline_;
    const net::Clock* clock_;
    std::optional<net::Result<Evaluation>> plain_;
};

}  // namespace vigie::vision
