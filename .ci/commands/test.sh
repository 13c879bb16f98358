# test [CTEST OPTIONS]: build everything and run every test (-L unit runs only the unit tests)

run_command() {
    install_packages demo test
    build_everything
    fetch_vtest
    name_absent_data
    # `exec`, so that CTest's closing lines are the last thing printed and its exit code is ours.
    exec ctest --test-dir "$VIGIE_BUILD_DIR" --output-on-failure -j 2 "$@"
}
