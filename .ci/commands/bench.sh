# bench [--json FILE] [--plot FILE]: what analysis costs beside OpenCV's detectors, and how that grows

run_command() {
    local json="" plot=""
    while [[ $# -gt 0 ]]; do
        case $1 in
        --json)
            need_value "$@"
            json=$(from_caller "$2")
            shift 2
            ;;
        --plot)
            need_value "$@"
            plot=$(from_caller "$2")
            shift 2
            ;;
        *) wrong_command_line "bench: unknown option '$1' (known: --json FILE, --plot FILE)" ;;
        esac
    done
    install_packages demo test bench
    configure_with_tests
    build_target "$VIGIE_BUILD_DIR" vigie-bench
    (fetch_vtest) || say "bench: goes on without the video"
    mkdir -p "$VIGIE_BUILD_DIR/bench"
    say "Measuring for some minutes, in processor time of one thread"
    "$VIGIE_BUILD_DIR/bin/vigie-bench" --config config/demo/node.toml --vtest "$VIGIE_BUILD_DIR/data/vtest.avi" \
        --benchmark_out="$VIGIE_BUILD_DIR/bench/raw.json" --benchmark_out_format=json >"$VIGIE_BUILD_DIR/bench/log" ||
        die "the measurement failed (its log is $VIGIE_BUILD_DIR/bench/log)"
    python3 tests/bench/report.py "$VIGIE_BUILD_DIR/bench/raw.json" \
        --plot "${plot:-$VIGIE_BUILD_DIR/bench/cost.png}" ${json:+--json "$json"}
}
