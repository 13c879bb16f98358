// Each mistake in a node.toml is told with file, line and field, and with what to do.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <string>

#include "tests/support/mistake.hpp"
#include "tests/support/temporary_folder.hpp"
#include "tests/vision/configuration/good_node.hpp"
#include "vision/configuration/node_configuration.hpp"

namespace vigie {
namespace {

using test::Mistake;
using ::testing::HasSubstr;
using ::testing::StartsWith;

std::string error_of(const std::filesystem::path& file) {
    const auto read = vision::load_node_configuration(file, "/state");
    return read ? "accepted" : read.error().message;
}

class NodeMistakes : public ::testing::TestWithParam<Mistake> {};

TEST_P(NodeMistakes, AreToldWithLineFieldAndAdvice) {
    const std::string content = test::with_mistake(std::string(test::kGoodNode), GetParam());
    const test::TemporaryFolder folder;
    const auto file = folder.write("node.toml", content);
    EXPECT_THAT(error_of(file), StartsWith(test::told(GetParam(), file, content)));
}

const Mistake kMistakes[] = {
    // what is missing
    {"NoNode",
     "[node]\nid = \"edge-1\"\nname = \"North wing\"\nhost = \"0.0.0.0\"\nport = 7500\nkey = "
     "\"../keys/node.key\"\n",
     "", "", "node.id is missing; add it as a text in quotes"},
    {"NoKey", "key = \"../keys/node.key\"\n", "", "[node]",
     "node.key is missing; add it as a text in quotes"},
    {"NoWidth", "width_m = 20.0\n", "", "[[floor]]",
     "floor[1].width_m is missing; add the floor's width in metres"},
    {"NoSource", "[camera.source]\nfile = \"east.avi\"\n", "", "[[camera]]",
     "camera[1].source must have one of 'file' (a video), 'folder' (pictures), 'rtsp' (an rtsp:// address), "
     "'device' (a camera of this machine) and 'simulation' (a script)"},
    {"TwoSources", "file = \"east.avi\"", "file = \"east.avi\"\nrtsp = \"rtsp://10.0.0.8/x\"",
     "[camera.source]",
     "camera[1].source must have one of 'file' (a video), 'folder' (pictures), 'rtsp' (an rtsp:// address), "
     "'device' (a camera of this machine) and 'simulation' (a script)"},
    {"FolderWithoutRate", "fps = 7.0\n[camera.source]\nfile = \"east.avi\"",
     "[camera.source]\nfolder = \"east\"", "folder",
     "camera[1].source.folder does not say how many pictures a second were taken; give the camera 'fps'"},
    {"DeviceWithoutItsPath", "file = \"east.avi\"", "device = \"video0\"", "device",
     "camera[1].source.device must be the whole path of a device, such as /dev/video0; those under "
     "/dev/v4l/by-id keep their name when cameras are plugged in anew"},
    {"DeviceOfNoSize", "file = \"east.avi\"", "device = \"/dev/video0\"\nsize = [640, 0]", "size",
     "camera[1].source.size must be width and height in pixels, 64 to 8192 each"},
    {"DeviceOfUnknownFormat", "file = \"east.avi\"", "device = \"/dev/video0\"\nformat = \"JPEGS\"", "format",
     "camera[1].source.format must be four letters, such as \"MJPG\" or \"YUYV\""},
    {"DeviceThatLoops", "file = \"east.avi\"", "device = \"/dev/video0\"\nloop = true", "loop",
     "camera[1].source.loop is not a known field; check its spelling or remove it"},
    {"NoPurpose", "[rule.purpose]\nlegal_basis = \"upkeep\"\nauthority = \"the venue\"\n", "",
     "[[rule]]\nid = \"silent\"",
     "rule[2].purpose is missing; add [rule.purpose] with legal_basis and authority: no rule runs without"},
    {"NoLegalBasis", "legal_basis = \"licence\"\n", "", "[rule.purpose]",
     "rule[1].purpose.legal_basis is missing; add it as a text in quotes"},
    {"NoZoneCameras", "cameras = [\"east\"]\n", "", "[[zone]]",
     "zone[1].cameras must name the cameras that see the zone"},
    // what has the wrong type or is unknown
    {"PortIsText", "port = 7500", "port = \"7500\"",
     "port =", "node.port must be a whole number from 0 to 65533"},
    {"PortIsTooLarge", "port = 7500", "port = 70000",
     "port =", "node.port must be a whole number from 0 to 65533"},
    {"NameIsNumber", "name = \"Hall\"", "name = 7", "name = 7",
     "floor[1].name must be a text in quotes, of 1 to 4096 bytes"},
    {"NameIsBlank", "name = \"Hall\"", "name = \"\\u200B \"", "name = \"\\u200B",
     "floor[1].name must not be blank; write something that can be seen"},
    {"NameTurnsItsNeighbours", "name = \"East\"", "name = \"\\u202EtsaE\"", "name = \"\\u202E",
     "camera[1].name must not hold the control character U+202E; remove it"},
    {"NameIsLong", "name = \"Palais\"",
     "name = "
     "\"0123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789"
     "0123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012"
     "34567890\"",
     "name = \"0123", "venue.name is longer than 200 bytes; shorten it"},
    {"FpsIsNaN", "fps = 7.0", "fps = nan", "fps =", "camera[1].fps must be a number from 0.1 to 120"},
    {"UnknownField", "capacity = 25", "capcity = 25", "capcity",
     "zone[1].capcity is not a known field; did you mean 'capacity'?"},
    {"UnknownTable", "[[line]]", "[[tripwire]]", "[[tripwire]]",
     "tripwire is not a known field; check its spelling or remove it"},
    {"CameraIsNoList", "[[floor.wall]]\npoints = [[0.0, 0.0], [20.0, 0.0]]", "wall = 3", "wall = 3",
     "floor[1].wall must be a list of tables, each begun by [[floor.wall]]"},
    {"UnknownUse", "use = \"queue\"", "use = \"dancing\"",
     "use =", "zone[1].use must be walkway, stairs, queue, standing, seated or restricted"},
    {"UnknownTimeZone", "Europe/Paris", "Europe/Atlantis", "time_zone",
     "venue.time_zone must be an IANA time zone such as \"Europe/Paris\""},
    {"NoRtspAddress", "rtsp://user:word@10.0.0.7/stream", "http://10.0.0.7/stream",
     "rtsp =", "camera[2].source.rtsp must be an address such as rtsp://user:password@10.0.0.7:554/stream"},
    {"NoRtspHost", "rtsp://user:word@10.0.0.7/stream", "rtsp://user:word@/stream",
     "rtsp =", "camera[2].source.rtsp must be an address such as rtsp://user:password@10.0.0.7:554/stream"},
    // ids and references
    {"BadId", "id = \"edge-1\"", "id = \"Edge 1\"", "id = \"Edge 1\"",
     "node.id is wrong: node id 'Edge 1' is not valid: use 1 to 48 of a-z 0-9 . _ - and start with a letter "
     "or digit"},
    {"DuplicateCamera", "id = \"west\"", "id = \"east\"", "id = \"east\"\nname = \"West\"",
     "camera[2].id 'east' is used twice; ids are unique"},
    {"DuplicateZone", "id = \"lawn\"", "id = \"bar\"", "id = \"bar\"\nname = \"Lawn\"",
     "zone[2].id 'bar' is used twice; ids are unique"},
    {"UnknownFloor", "floor = \"hall\"\nuse", "floor = \"roof\"\nuse", "floor = \"roof\"",
     "zone[1].floor names 'roof', which does not exist (known: hall)"},
    {"UnknownCamera", "camera = \"east\"", "camera = \"south\"", "camera = \"south\"",
     "line[1].camera names 'south', which does not exist (known: east, west)"},
    {"UnknownZone", "zones = [\"bar\"]", "zones = [\"bar\", \"cellar\"]",
     "zones =", "rule[1].zones names 'cellar', which does not exist (known: bar, lawn)"},
    {"CameraTwice", "cameras = [\"east\", \"west\"]", "cameras = [\"east\", \"east\"]",
     "cameras = [\"east\", \"east\"]", "zone[2].cameras names 'east' twice; name it once"},
    // calibration
    {"CollinearPicture",
     "{ image = [500, 100], floor = [15, 2] },\n  { image = [600, 400], floor = [13, 8] },\n  { image = [ "
     "50, 400]",
     "{ image = [200, 200], floor = [15, 2] },\n  { image = [300, 300], floor = [13, 8] },\n  { image = "
     "[400, 400]",
     "pairs",
     "camera[1].calibration.pairs do not make a homography: the image points are collinear or repeated: "
     "choose four points of "
     "which no three lie on one line"},
    {"ZoneThatNobodyCanCount", "cameras = [\"east\"]", "cameras = [\"west\"]", "cameras = [\"west\"]",
     "zone[1].cameras names no camera with a calibration, so that nobody could be counted in the zone; "
     "calibrate one of "
     "them or name another"},
    {"CollinearFloor",
     "floor = [15, 2] },\n  { image = [600, 400], floor = [13, 8] },\n  { image = [ 50, 400], floor = [7, 8]",
     "floor = [6, 3] },\n  { image = [600, 400], floor = [7, 4] },\n  { image = [ 50, 400], floor = [8, 5]",
     "pairs",
     "camera[1].calibration.pairs do not make a homography: the floor points are collinear or repeated: "
     "choose four points of "
     "which no three lie on one line"},
    {"MirroredPicture",
     "[100, 100], floor = [5, 2] },\n  { image = [500, 100], floor = [15, 2] },\n  { image = [600, 400], "
     "floor = [13, "
     "8] },\n  { image = [ 50, 400]",
     "[100, 380], floor = [5, 2] },\n  { image = [500, 380], floor = [15, 2] },\n  { image = [600, 80], "
     "floor = [13, "
     "8] },\n  { image = [ 50, 80]",
     "pairs",
     "camera[1].calibration.pairs mirror the floor: the plan is seen from above, x to the right and y "
     "downwards, and so "
     "is the picture; check the order of x and y and the direction of each axis"},
    {"NoPairs",
     "pairs = [\n  { image = [100, 100], floor = [5, 2] },\n  { image = [500, 100], floor = [15, 2] },\n  { "
     "image = "
     "[600, 400], floor = [13, 8] },\n  { image = [ 50, 400], floor = [7, 8] },\n]",
     "pairs = []", "pairs = []",
     "camera[1].calibration.pairs must list 4 to 64 pairs: { image = [x, y], floor = [x, y] }"},
    {"ThreePairs", "  { image = [ 50, 400], floor = [7, 8] },\n", "", "pairs",
     "camera[1].calibration.pairs must list 4 to 64 pairs: { image = [x, y], floor = [x, y] }"},
    {"MistypedPair", "  { image = [ 50, 400], floor = [7, 8] },\n",
     "  { image = [ 50, 400], floor = [7, 8] },\n  { image = [300, 100], floor = [10, 2] },\n  { image = "
     "[320, 400], "
     "floor = [1, 8] },\n  { image = [310, 200], floor = [10.03, 5.2] },\n  { image = [400, 300], floor = "
     "[11.12, 6.93] "
     "},\n",
     "pairs",
     "camera[1].calibration.pairs contradict each other: number 6 is 8.9 m away from where the others put "
     "it; check its "
     "numbers"},
    {"PairsInAnotherOrder", "  { image = [ 50, 400], floor = [7, 8] },\n",
     "  { image = [ 50, 400], floor = [7, 8] },\n  { image = [310, 200], floor = [11.12, 6.93] },\n  { image "
     "= [400, 300], "
     "floor = [10.03, 5.2] },\n",
     "pairs", "camera[1].calibration.pairs contradict each other; check their numbers and their order"},
    {"PairOutsideThePicture", "image = [600, 400]", "image = [6000, 400]", "  { image = [6000",
     "camera[1].calibration.pairs[3].image [6000, 400] lies outside of the picture (640 x 480); these are "
     "its pixels"},
    {"PairWithoutFloor", "image = [600, 400], floor = [13, 8]", "image = [600, 400]", "  { image = [600",
     "camera[1].calibration.pairs[3].floor is missing; add it as [x, y]"},
    {"SurveyOfAnotherPlan",
     "floor = [5, 2] },\n  { image = [500, 100], floor = [15, 2] },\n  { image = [600, 400], floor = [13, 8] "
     "},\n  { "
     "image = [ 50, 400], floor = [7, 8] }",
     "floor = [65, 2] },\n  { image = [500, 100], floor = [75, 2] },\n  { image = [600, 400], floor = [73, "
     "8] },\n  { "
     "image = [ 50, 400], floor = [67, 8] }",
     "pairs",
     "camera[1].calibration.pairs lie outside of floor 'hall' (20 x 10 m), 4 of 4; their floor is metres "
     "from the "
     "plan's upper left corner, x to the right and y downwards"},
    {"ZoneOutOfSight", "outline = [[6.0, 3.0], [12.0, 3.0], [12.0, 7.0], [6.0, 7.0]]",
     "outline = [[0.1, 8.0], [1.0, 8.0], [1.0, 9.5]]", "cameras = [\"east\"]",
     "zone[1].cameras see nothing of the zone by their calibrations; check its outline and theirs, or name "
     "another"},
    // models
    {"ModelWithoutFile", "[camera.mask]\nwiden = 0.2", "[camera.model]\nevery = 3", "[camera.model]",
     "camera[1].model.file is missing; add it as a text in quotes"},
    {"ModelThatNeverLooks", "[camera.mask]\nwiden = 0.2", "[camera.model]\nfile = \"m.onnx\"\nevery = 0",
     "every =", "camera[1].model.every must be a whole number from 1 to 300"},
    {"ModelOfAnOddInput", "[camera.mask]\nwiden = 0.2", "[camera.model]\nfile = \"m.onnx\"\ninput_px = 600",
     "input_px =", "camera[1].model.input_px must be a multiple of 32, or 0: as the file says"},
    {"ModelOfAnUnknownLayout", "[camera.mask]\nwiden = 0.2",
     "[camera.model]\nfile = \"m.onnx\"\nlayout = \"ssd\"",
     "layout =", "camera[1].model.layout must be automatic, yolox, yolov5 or yolov8"},
    {"AlertsWithoutClasses", "[camera.mask]\nwiden = 0.2",
     "[camera.model]\nfile = \"m.onnx\"\n[camera.model.alerts]\nknife = \"weapon\"", "[camera.model.alerts]",
     "camera[1].model.alerts needs 'classes', the names of what the model tells apart, in its order"},
    {"AlertOfAnUnknownClass", "[camera.mask]\nwiden = 0.2",
     "[camera.model]\nfile = \"m.onnx\"\nclasses = [\"person\"]\n[camera.model.alerts]\nknife = "
     "\"weapon\"",
     "knife =", "camera[1].model.alerts.knife is not a known field; check its spelling or remove it"},
    {"PeopleAsAnAlert", "[camera.mask]\nwiden = 0.2",
     "[camera.model]\nfile = \"m.onnx\"\nclasses = [\"person\"]\n[camera.model.alerts]\nperson = "
     "\"weapon\"",
     "person =", "camera[1].model.alerts.person is what is counted; seeing a person is no alert"},
    // shapes
    {"ZoneOutsideThePlan", "[12.0, 7.0], [6.0, 7.0]", "[12.0, 17.0], [6.0, 7.0]", "outline",
     "zone[1].outline corner [12, 17] lies outside of floor 'hall' (20 x 10 m); move it inside"},
    {"ZoneClosedByItsFirstCorner", "[12.0, 7.0], [6.0, 7.0]", "[12.0, 7.0], [6.0, 7.0], [6.0, 3.0]",
     "outline",
     "zone[1].outline ends with its first corner again; leave that one out, the outline is closed by itself"},
    {"ZoneOfACornerTwice", "[12.0, 7.0], [6.0, 7.0]", "[12.0, 7.0], [12.0, 7.0], [6.0, 7.0]", "outline",
     "zone[1].outline has corner 3 twice in a row; list each corner once"},
    {"ZoneCrossesItself", "[12.0, 7.0], [6.0, 7.0]", "[6.0, 7.0], [12.0, 7.0]", "outline",
     "zone[1].outline crosses itself; list the corners in order around the zone"},
    {"ZoneOfTwoCorners", "[2.0, 1.0], [2.0, 2.0]", "[2.0, 1.0]", "outline = [[1.0",
     "zone[2].outline must be a list of 3 to 64 corners in metres: [[x, y], [x, y], [x, y]]"},
    {"ZoneWithoutArea", "[2.0, 1.0], [2.0, 2.0]", "[2.0, 2.0], [3.0, 3.0]", "outline = [[1.0",
     "zone[2].outline has no area, its corners lie on one line; list the corners around the zone"},
    {"CornerOfThree", "[2.0, 1.0], [2.0, 2.0]", "[2.0, 1.0, 3.0], [2.0, 2.0]", "outline = [[1.0",
     "zone[2].outline point 2 must be two numbers: [x, y]"},
    {"LineOutsideThePlan", "to = [8.0, 8.0]", "to = [8.0, 80.0]", "to = [8.0",
     "line[1].to [8, 80] lies outside of floor 'hall' (20 x 10 m); move it inside"},
    {"LineWithoutLength", "to = [8.0, 8.0]", "to = [8.0, 2.0]", "to = [8.0",
     "line[1].to must be at least 0.1 m away from 'from'; move one of them"},
    {"LineOfAnUncalibratedCamera", "camera = \"east\"", "camera = \"west\"", "camera = \"west\"",
     "line[1].camera has no calibration; a line is counted in floor metres"},
    {"BandsThatFall", "dangerous = 4.0", "dangerous = 1.5", "[zone.bands]",
     "zone[1].bands must grow: busy < dense < dangerous (people per m2)"},
    // rules
    {"UnknownKind", "kind = \"over_capacity\"", "kind = \"face_recognition\"", "kind = \"face",
     "rule[1].kind 'face_recognition' is not a rule that this node knows (known: intrusion, over_capacity, "
     "camera_silent, "
     "camera_frozen, "},
    {"UnknownPriority", "priority = \"high\"", "priority = \"urgent\"", "priority",
     "rule[1].priority must be low, medium, high or critical"},
    {"ThresholdTooHigh", "threshold = 1.2", "threshold = 12.0", "threshold",
     "rule[1].threshold must be a number from 0.001 to 10"},
    {"ThresholdNegative", "threshold = 1.2", "threshold = -1.0", "threshold",
     "rule[1].threshold must be a number from 0.001 to 10"},
    {"ClearAboveThreshold", "clear_below = 0.9", "clear_below = 1.5", "clear_below",
     "rule[1].clear_below must not be above 'threshold', or the condition would end while it holds"},
    {"NoCapacity", "zones = [\"bar\"]", "zones = [\"lawn\"]",
     "zones =", "rule[1].zones names 'lawn', which has no capacity; give the zone one"},
    {"CameraRuleOfZones", "cameras = [\"east\", \"west\"]\n[rule", "zones = [\"bar\"]\n[rule",
     "zones = [\"bar\"]\n[rule",
     "rule[2].zones does not belong to a rule of kind camera_silent; use 'cameras'"},
    {"UntilBeforeFrom", "until = 2026-12-31T18:00:00+01:00", "until = 2025-12-31", "until",
     "rule[1].purpose.until must be later than 'from'"},
    {"UntilIsText", "until = 2026-12-31T18:00:00+01:00", "until = \"soon\"", "until",
     "rule[1].purpose.until must be a date (2026-12-31) or a date and time with offset "
     "(2026-12-31T18:00:00Z)"},
    {"UntilWithoutOffset", "until = 2026-12-31T18:00:00+01:00", "until = 2026-12-31T18:00:00", "until",
     "rule[1].purpose.until must be a date (2026-12-31) or a date and time with offset "
     "(2026-12-31T18:00:00Z)"},
    {"UntilIsAbsurd", "until = 2026-12-31T18:00:00+01:00", "until = 9999-12-31", "until",
     "rule[1].purpose.until must lie in the years 2000 to 2199; correct the year"},
    {"FromIsAbsurd", "from = 2026-01-01", "from = 0026-01-01", "from = 0026",
     "rule[1].purpose.from must lie in the years 2000 to 2199; correct the year"},
};

INSTANTIATE_TEST_SUITE_P(NodeToml, NodeMistakes, ::testing::ValuesIn(kMistakes),
                         [](const auto& mistake) { return mistake.param.name; });

TEST(NodeFile, ThatIsMissingIsNamed) {
    EXPECT_EQ(error_of("/nowhere/node.toml"),
              "configuration: /nowhere/node.toml does not exist; check its path");
    EXPECT_EQ(error_of("/tmp"), "configuration: /tmp is not a file; check its path");
}

TEST(NodeFile, ThatIsNoTomlIsToldWithItsLine) {
    const test::TemporaryFolder folder;
    EXPECT_THAT(error_of(folder.write("node.toml", "[node]\nid = \"edge-1\"\nname = North wing\n")),
                HasSubstr("node.toml:3: not valid TOML"));
    EXPECT_THAT(error_of(folder.write("node.toml", "{\"node\": {\"id\": \"edge-1\"}}")),
                HasSubstr("node.toml:1: not valid TOML"));
    EXPECT_THAT(error_of(folder.write("node.toml", std::string("\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 16))),
                HasSubstr("node.toml:1: not valid TOML"));
    EXPECT_THAT(error_of(folder.write("node.toml", "[node]\nid = \"a\"\nid = \"b\"\n")),
                HasSubstr("node.toml:3: "));
    EXPECT_THAT(error_of(folder.write("node.toml", "x = " + std::string(100'000, '['))),
                HasSubstr("node.toml:1: not valid TOML"));
}

TEST(NodeFile, ThatIsNotUtf8IsToldWithItsLine) {
    const test::TemporaryFolder folder;
    EXPECT_THAT(error_of(folder.write("node.toml",
                                      "[node]\nid = \"edge-1\"\nname = \"Entr\xe9"
                                      "e\"\n")),
                HasSubstr("node.toml:3: not valid TOML"));
}

TEST(NodeFile, ThatIsEmptyLacksItsFirstField) {
    const test::TemporaryFolder folder;
    EXPECT_THAT(error_of(folder.write("node.toml", "")), HasSubstr("node.id is missing"));
}

TEST(NodeFile, ThatIsHugeIsNotRead) {
    const test::TemporaryFolder folder;
    const auto file = folder.write("node.toml", "");
    std::filesystem::resize_file(file, std::uintmax_t{1} << 40U);
    EXPECT_THAT(error_of(file),
                HasSubstr("node.toml is larger than 1 MiB, no configuration is; check its path"));
}

TEST(NodeFile, OfTooManyCellsOrCamerasIsToldSo) {
    const test::TemporaryFolder folder;
    const std::string content = test::replaced(std::string(test::kGoodNode), "width_m = 20.0\nheight_m = 10",
                                               "width_m = 900.0\nheight_m = 900");
    EXPECT_THAT(error_of(folder.write("node.toml", content)),
                HasSubstr("camera[1].analysis cuts floor 'hall' into 3240000 cells of density, at most "
                          "100000 are possible; give it "
                          "a larger cell_m"));
    std::string many(test::kGoodNode);
    for (int i = 0; i < 600; ++i) {
        many +=
            "[[camera]]\nid = \"c" + std::to_string(i) + "\"\nname = \"C\"\nsource = { file = \"c.avi\" }\n";
    }
    EXPECT_THAT(error_of(folder.write("node.toml", many)),
                HasSubstr("camera lists 602, at most 512 are possible; share them between nodes"));
}

}  // namespace
}  // namespace vigie
