# test [--but-unit] [CTEST OPTIONS]: build everything and run every test (-L unit runs only the unit tests)

# --but-unit: neither builds nor runs the unit tests, which ./run sanitize does.
run_command() {
    local but_unit=''
    if [[ ${1:-} == --but-unit ]]; then
        but_unit=yes
        shift
    fi
    install_packages demo test
    configure_with_tests
    if [[ -n $but_unit ]]; then
        build_target "$VIGIE_BUILD_DIR" vigie_programs
        build_target "$VIGIE_BUILD_DIR" vigie_other_tests
        # A program that was not built is a test of its own to CTest, without a label.
        set -- -LE '^unit$' -E '_NOT_BUILT$' "$@"
    else
        build_target "$VIGIE_BUILD_DIR" all
    fi
    fetch_vtest
    name_absent_data
    # `exec`, so that CTest's closing lines are the last thing printed and its exit code is ours.
    exec ctest --test-dir "$VIGIE_BUILD_DIR" --output-on-failure -j 2 "$@"
}
