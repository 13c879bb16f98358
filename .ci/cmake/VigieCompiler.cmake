# Language level, warnings, sanitizers, linker and compiler cache.
# Warnings are for project targets only: they come through the target `vigie_flags`.
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)

# -O3 makes g++ 12 see overflows and uninitialised bytes in std::string that are not there (GCC bugs 105562, 105329);
# a target whose loops were measured to need it asks for -O3 itself.
set(CMAKE_CXX_FLAGS_RELEASE "-O2 -DNDEBUG")

add_library(vigie_flags INTERFACE)
target_compile_options(vigie_flags INTERFACE -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Werror)
target_include_directories(vigie_flags INTERFACE "${CMAKE_SOURCE_DIR}")
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  # g++ 12 reports overlapping copies inside std::string's own operator+ (GCC bug 105651).
  target_compile_options(vigie_flags INTERFACE -Wno-restrict)
endif()

if(VIGIE_SANITIZE)
  add_compile_options(-fsanitize=${VIGIE_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
  add_link_options(-fsanitize=${VIGIE_SANITIZE})
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    # Instrumented code of the standard library looks uninitialised to g++ 12 (GCC bug 105562: std::regex).
    target_compile_options(vigie_flags INTERFACE -Wno-maybe-uninitialized)
  endif()
endif()

find_program(VIGIE_CCACHE ccache)
if(VIGIE_CCACHE)
  # The two sloppiness flags are what ccache needs to cache precompiled headers; the other two let one clone use what
  # another compiled.
  set(CMAKE_CXX_COMPILER_LAUNCHER "${CMAKE_COMMAND}" -E env CCACHE_SLOPPINESS=pch_defines,time_macros
                                  "CCACHE_BASEDIR=${CMAKE_SOURCE_DIR}" CCACHE_NOHASHDIR=true "${VIGIE_CCACHE}")
endif()

include(CheckLinkerFlag)
check_linker_flag(CXX -fuse-ld=lld VIGIE_HAS_LLD)
if(VIGIE_HAS_LLD)
  add_link_options(-fuse-ld=lld)
endif()

find_package(Threads REQUIRED)
