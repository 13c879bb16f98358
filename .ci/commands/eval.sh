# eval [--json FILE] [--frames A-B]: measure detection, tracking and masking against ground truth

run_command() {
    local truth options=()
    while [[ $# -gt 0 ]]; do
        case $1 in
        --json)
            need_value "$@"
            options+=(--json "$(from_caller "$2")")
            shift 2
            ;;
        --frames)
            need_value "$@"
            options+=(--frames "$2")
            shift 2
            ;;
        *) die "eval: unknown option '$1' (known: --json FILE, --frames A-B)" ;;
        esac
    done
    truth=$(find_ground_truth)
    if [[ -z $truth ]]; then
        say "Skipped: PETS09-S2L1 on vtest.avi, because its ground truth is absent."
        die "set VIGIE_EVAL_DATA to a folder that holds mot15/PETS09-S2L1/gt/gt.txt (from the MOTChallenge 2015 training data)"
    fi
    install_packages demo
    build_programs
    fetch_vtest
    "$VIGIE_BUILD_DIR/bin/vigie-eval" --config config/demo/node.toml --camera "$DEMO_CAMERA" \
        --video "$VIGIE_BUILD_DIR/data/vtest.avi" --gt "$truth" "${options[@]}"
}

DEMO_CAMERA=forecourt
