# Every third-party library, found once. A target links the names on the right, nothing else:
#
#   OpenCV        opencv_core opencv_imgproc opencv_imgcodecs opencv_videoio (vision and its tests only),
#                 opencv_dnn opencv_video opencv_objdetect (vision/analysis only, and tests/bench)
#   ZeroMQ        vigie::zmq                                      (net/transport only; zmq.hpp included)
#   Protobuf      protobuf::libprotobuf                           (net/wire only)
#   libsodium     vigie::sodium
#   xxHash        vigie::xxhash                                   (net/wire)
#   UTF8-CPP      utf8cpp                                         (net/text, net/wire)
#   SQLite, SOCI  SQLite::SQLite3, vigie::soci (sqlite3 backend)  (net/archive, vision/store, console/incidents)
#   ImGui         vigie::imgui (core, FreeType), vigie::imgui_glfw (adds the GLFW + OpenGL 3 backends)
#   X11           X11::X11                                        (console/app only)
#   TurboJPEG     vigie::turbojpeg
#   FFmpeg        vigie::avformat, vigie::avcodec, vigie::avutil  (vision/capture)
#   others        tomlplusplus::tomlplusplus CLI11::CLI11 spdlog::spdlog fmt::fmt
#                 nlohmann_json::nlohmann_json tl::expected date::date-tz
#   tests         GTest::gtest GTest::gmock (added by vigie_test), benchmark::benchmark (tests/bench)
find_package(PkgConfig REQUIRED)

function(_vigie_pkg_config NAME MODULE)
  string(TOUPPER ${NAME} PREFIX)
  pkg_check_modules(${PREFIX} REQUIRED QUIET IMPORTED_TARGET GLOBAL ${MODULE})
  add_library(vigie::${NAME} ALIAS PkgConfig::${PREFIX})
endfunction()

find_package(OpenCV 4.6 REQUIRED COMPONENTS core imgproc imgcodecs videoio dnn objdetect video)
find_package(Protobuf REQUIRED)
find_package(SQLite3 REQUIRED)
find_package(utf8cpp REQUIRED)
find_package(tomlplusplus REQUIRED)
find_package(CLI11 REQUIRED)
find_package(fmt REQUIRED)
find_package(spdlog REQUIRED)
find_package(nlohmann_json REQUIRED)
find_package(tl-expected REQUIRED)
find_package(date REQUIRED)
find_package(glfw3 3.3 REQUIRED)
set(OpenGL_GL_PREFERENCE GLVND)
find_package(OpenGL REQUIRED COMPONENTS OpenGL)
find_package(X11 REQUIRED)
_vigie_pkg_config(zmq libzmq)
_vigie_pkg_config(sodium libsodium)
_vigie_pkg_config(xxhash libxxhash)
_vigie_pkg_config(turbojpeg libturbojpeg)
_vigie_pkg_config(avformat libavformat)
_vigie_pkg_config(avcodec libavcodec)
_vigie_pkg_config(avutil libavutil)

# SOCI ships no CMake package.
find_library(VIGIE_SOCI_CORE soci_core REQUIRED)
find_library(VIGIE_SOCI_SQLITE3 soci_sqlite3 REQUIRED)
find_path(VIGIE_SOCI_INCLUDE soci.h PATH_SUFFIXES soci REQUIRED)
add_library(vigie_soci INTERFACE)
add_library(vigie::soci ALIAS vigie_soci)
target_include_directories(vigie_soci SYSTEM INTERFACE "${VIGIE_SOCI_INCLUDE}")
# It exports no type information, which UBSan's check of virtual calls would link against.
target_compile_options(vigie_soci INTERFACE -fno-sanitize=vptr)
target_link_libraries(vigie_soci INTERFACE "${VIGIE_SOCI_SQLITE3}" "${VIGIE_SOCI_CORE}" SQLite::SQLite3)

# imgui.pc names only stb: FreeType, GLFW and OpenGL are added by hand, after the static archive.
pkg_check_modules(IMGUI REQUIRED QUIET IMPORTED_TARGET imgui)
pkg_check_modules(FREETYPE REQUIRED QUIET IMPORTED_TARGET freetype2)
add_library(vigie_imgui INTERFACE)
add_library(vigie::imgui ALIAS vigie_imgui)
target_link_libraries(vigie_imgui INTERFACE PkgConfig::IMGUI stb PkgConfig::FREETYPE)
add_library(vigie_imgui_glfw INTERFACE)
add_library(vigie::imgui_glfw ALIAS vigie_imgui_glfw)
target_compile_definitions(vigie_imgui_glfw INTERFACE GL_GLEXT_PROTOTYPES GLFW_INCLUDE_NONE)
target_link_libraries(vigie_imgui_glfw INTERFACE vigie_imgui glfw OpenGL::OpenGL ${CMAKE_DL_LIBS})

if(VIGIE_TESTS)
  find_package(GTest REQUIRED)
  find_package(benchmark REQUIRED)
endif()
