# Configuring and building into build/.

: "${VIGIE_BUILD_DIR:=build}"

# configure DIR [CMAKE ARGS]
configure() {
    local dir=$1
    shift
    mkdir -p "$dir"
    cmake -S . -B "$dir" -G Ninja "$@" >"$dir/configure.log" 2>&1 || {
        cat "$dir/configure.log" >&2
        die "CMake could not configure $dir (its message is above)"
    }
}

# cached DIR NAME: the value of a CMake cache entry, empty when there is none.
cached() {
    [[ -f $1/CMakeCache.txt ]] || return 0
    sed -n "s/^$2:[A-Z]*=//p" "$1/CMakeCache.txt"
}

# build_target DIR TARGET: quiet when there is nothing to do.
build_target() {
    cmake --build "$1" --target "$2" --parallel "$(nproc)" || die "the build of $2 failed (see above)"
}

# build_programs: what the demo runs; the tests are left out where their packages are.
build_programs() {
    if [[ ! -f $VIGIE_BUILD_DIR/build.ninja ]]; then
        say "Building Vigie into $VIGIE_BUILD_DIR/ (the first build takes some minutes)"
        configure "$VIGIE_BUILD_DIR" -DCMAKE_BUILD_TYPE=Release -DVIGIE_TESTS=OFF
    fi
    build_target "$VIGIE_BUILD_DIR" vigie_programs
}

# configure_with_tests: so that programs and tests can be built.
configure_with_tests() {
    if [[ $(cached "$VIGIE_BUILD_DIR" VIGIE_TESTS) != ON || ! -f $VIGIE_BUILD_DIR/build.ninja ]]; then
        configure "$VIGIE_BUILD_DIR" -DCMAKE_BUILD_TYPE=Release -DVIGIE_TESTS=ON
    fi
}
