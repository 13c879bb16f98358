# The four ways to make a target. All of them set the include root to the top of the repository.
#
#   vigie_library(NAME [SOURCES file...] [PUBLIC lib...] [PRIVATE lib...] [PCH set...])
#       A static library; without SOURCES a header-only one (PUBLIC only).
#   vigie_program(NAME SOURCES file... [LIBS lib...] [PCH set...])
#       A program in ${CMAKE_BINARY_DIR}/bin.
#   vigie_test(NAME SOURCES file... [LIBS lib...] [DATA file...] [LABEL unit] [TIMEOUT seconds] [PCH set...]
#              [OWN_MAIN] [SERIAL])
#       A GoogleTest program whose tests CTest lists one by one (under sanitizers: the program as one test). DATA files
#       are relative to the test's folder and must exist. LABEL is one word: unit (default), window, or e2e, which has
#       every program built first; TIMEOUT is per test (default 180 s). SERIAL tests run beside no other test.
#       What reads files or starts programs includes "tests/support/places.hpp" (repository, build, downloads).
#   vigie_proto_library(NAME PROTOS file...)
#       C++ from .proto files of the current folder, included as "<folder>/<file>.pb.h"; third-party warnings rules.
#
# PCH sets: std, fmt, opencv, gtest, imgui, toml, json, soci, spdlog. Worth it for targets of four files and more.
include(GoogleTest)

add_custom_target(vigie_generated) # all generated sources: what clang-tidy needs before it can parse

set(_VIGIE_PCH_std <algorithm> <array> <chrono> <cmath> <cstdint> <functional> <map> <memory> <optional>
                   <string> <string_view> <unordered_map> <utility> <vector>)
set(_VIGIE_PCH_fmt <fmt/format.h>)
set(_VIGIE_PCH_opencv <opencv2/core.hpp> <opencv2/imgproc.hpp>)
set(_VIGIE_PCH_gtest <gmock/gmock.h> <gtest/gtest.h>)
set(_VIGIE_PCH_imgui <imgui.h>)
set(_VIGIE_PCH_toml <toml++/toml.h>)
set(_VIGIE_PCH_json <nlohmann/json.hpp>)
set(_VIGIE_PCH_soci <soci/soci.h>)
set(_VIGIE_PCH_spdlog <spdlog/spdlog.h>)

function(_vigie_precompile TARGET)
  if(NOT VIGIE_PCH OR NOT ARGN)
    return()
  endif()
  set(HEADERS "")
  foreach(SET IN LISTS ARGN)
    if(NOT DEFINED _VIGIE_PCH_${SET})
      message(FATAL_ERROR "${TARGET}: no precompiled header set named '${SET}' (see .ci/cmake/VigieTargets.cmake)")
    endif()
    list(APPEND HEADERS ${_VIGIE_PCH_${SET}})
  endforeach()
  target_precompile_headers(${TARGET} PRIVATE ${HEADERS})
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    target_compile_options(${TARGET} PRIVATE -fpch-preprocess) # lets ccache see through the header
  endif()
endfunction()

function(_vigie_refuse_unknown TARGET UNPARSED)
  if(UNPARSED)
    message(FATAL_ERROR "${TARGET}: unknown arguments: ${UNPARSED}")
  endif()
endfunction()

function(vigie_library NAME)
  cmake_parse_arguments(ARG "" "" "SOURCES;PUBLIC;PRIVATE;PCH" ${ARGN})
  _vigie_refuse_unknown(${NAME} "${ARG_UNPARSED_ARGUMENTS}")
  if(NOT ARG_SOURCES)
    add_library(${NAME} INTERFACE)
    target_include_directories(${NAME} INTERFACE "${CMAKE_SOURCE_DIR}")
    target_link_libraries(${NAME} INTERFACE ${ARG_PUBLIC} Threads::Threads)
    return()
  endif()
  add_library(${NAME} STATIC ${ARG_SOURCES})
  target_include_directories(${NAME} PUBLIC "${CMAKE_SOURCE_DIR}")
  target_link_libraries(${NAME} PUBLIC ${ARG_PUBLIC} Threads::Threads PRIVATE ${ARG_PRIVATE} vigie_flags)
  _vigie_precompile(${NAME} ${ARG_PCH})
endfunction()

function(vigie_program NAME)
  cmake_parse_arguments(ARG "" "" "SOURCES;LIBS;PCH" ${ARGN})
  _vigie_refuse_unknown(${NAME} "${ARG_UNPARSED_ARGUMENTS}")
  add_executable(${NAME} ${ARG_SOURCES})
  set_target_properties(${NAME} PROPERTIES RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/bin")
  target_link_libraries(${NAME} PRIVATE ${ARG_LIBS} vigie_flags)
  _vigie_precompile(${NAME} ${ARG_PCH})
  set_property(GLOBAL APPEND PROPERTY VIGIE_PROGRAMS ${NAME})
endfunction()

# The target `vigie_programs`: every program so far, without the tests.
function(vigie_programs_target)
  add_custom_target(vigie_programs)
  get_property(PROGRAMS GLOBAL PROPERTY VIGIE_PROGRAMS)
  if(PROGRAMS)
    add_dependencies(vigie_programs ${PROGRAMS})
  endif()
endfunction()

function(vigie_test NAME)
  cmake_parse_arguments(ARG "OWN_MAIN;SERIAL" "LABEL;TIMEOUT" "SOURCES;LIBS;DATA;PCH" ${ARGN})
  _vigie_refuse_unknown(${NAME} "${ARG_UNPARSED_ARGUMENTS}")
  foreach(FILE IN LISTS ARG_DATA)
    if(NOT EXISTS "${CMAKE_CURRENT_SOURCE_DIR}/${FILE}")
      message(FATAL_ERROR "${NAME}: test data ${CMAKE_CURRENT_SOURCE_DIR}/${FILE} is missing")
    endif()
  endforeach()
  if(NOT ARG_LABEL)
    set(ARG_LABEL unit)
  endif()
  if(NOT ARG_TIMEOUT)
    set(ARG_TIMEOUT 180)
  endif()
  if(ARG_OWN_MAIN)
    set(MAIN "")
  else()
    set(MAIN GTest::gmock_main)
  endif()
  add_executable(${NAME} ${ARG_SOURCES})
  set_target_properties(${NAME} PROPERTIES RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/tests")
  target_link_libraries(${NAME} PRIVATE ${ARG_LIBS} ${MAIN} GTest::gmock GTest::gtest vigie_flags)
  target_include_directories(${NAME} PRIVATE "${CMAKE_BINARY_DIR}")
  _vigie_precompile(${NAME} ${ARG_PCH})
  # Test code is not worth optimising: it is half of what is compiled, and what it calls is optimised.
  target_compile_options(${NAME} PRIVATE -O0)
  set(PROPERTIES LABELS ${ARG_LABEL} RUN_SERIAL ${ARG_SERIAL})
  if(VIGIE_SANITIZE)
    # Once whole, not once a test: half of the time would go into starting instrumented processes, and what one test
    # leaves behind for the next is worth finding.
    add_test(NAME ${NAME} COMMAND ${NAME})
    set_tests_properties(${NAME} PROPERTIES ${PROPERTIES} TIMEOUT 1800)
  else()
    gtest_discover_tests(${NAME} DISCOVERY_MODE PRE_TEST DISCOVERY_TIMEOUT 60 TEST_PREFIX "${NAME}."
                         PROPERTIES ${PROPERTIES} TIMEOUT ${ARG_TIMEOUT})
  endif()
  if(ARG_LABEL STREQUAL "unit")
    set_property(GLOBAL APPEND PROPERTY VIGIE_UNIT_TESTS ${NAME})
  else()
    set_property(GLOBAL APPEND PROPERTY VIGIE_OTHER_TESTS ${NAME})
  endif()
  if(ARG_LABEL STREQUAL "e2e")
    add_dependencies(${NAME} vigie_programs)
  endif()
endfunction()

function(vigie_proto_library NAME)
  cmake_parse_arguments(ARG "" "" "PROTOS" ${ARGN})
  _vigie_refuse_unknown(${NAME} "${ARG_UNPARSED_ARGUMENTS}")
  set(OUT "${CMAKE_BINARY_DIR}/generated")
  file(RELATIVE_PATH FOLDER "${CMAKE_SOURCE_DIR}" "${CMAKE_CURRENT_SOURCE_DIR}")
  set(GENERATED "")
  foreach(PROTO IN LISTS ARG_PROTOS)
    get_filename_component(STEM "${PROTO}" NAME_WE)
    set(PRODUCTS "${OUT}/${FOLDER}/${STEM}.pb.cc" "${OUT}/${FOLDER}/${STEM}.pb.h")
    add_custom_command(
      OUTPUT ${PRODUCTS}
      COMMAND "${CMAKE_COMMAND}" -E make_directory "${OUT}"
      COMMAND protobuf::protoc "--proto_path=${CMAKE_SOURCE_DIR}" "--cpp_out=${OUT}" "${FOLDER}/${PROTO}"
      DEPENDS "${CMAKE_CURRENT_SOURCE_DIR}/${PROTO}"
      WORKING_DIRECTORY "${CMAKE_SOURCE_DIR}"
      COMMENT "protoc ${FOLDER}/${PROTO}"
      VERBATIM)
    list(APPEND GENERATED ${PRODUCTS})
  endforeach()
  add_library(${NAME} STATIC ${GENERATED})
  target_include_directories(${NAME} SYSTEM PUBLIC "${OUT}")
  target_link_libraries(${NAME} PUBLIC protobuf::libprotobuf)
  add_custom_target(${NAME}_sources DEPENDS ${GENERATED})
  add_dependencies(vigie_generated ${NAME}_sources)
endfunction()
