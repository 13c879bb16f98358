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
        *) wrong_command_line "eval: unknown option '$1' (known: --json FILE, --frames A-B)" ;;
        esac
    done
    truth=$(ground_truth)
    [[ -f $truth ]] ||
        die "eval: the ground truth $truth is not there; set VIGIE_EVAL_DATA to the folder of mot15/ (from the MOTChallenge 2015 training data)"
    install_packages demo
    build_programs
    fetch_vtest
    "$VIGIE_BUILD_DIR/bin/vigie-eval" --config config/demo/node.toml --camera "$DEMO_CAMERA" \
        --video "$VIGIE_BUILD_DIR/data/vtest.avi" --gt "$truth" "${options[@]}"
}

DEMO_CAMERA=forecourt
