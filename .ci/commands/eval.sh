# eval [--json FILE] [--table NAME] [--strict]: measure what is seen and what it costs; print every table

run_command() {
    local truth options=()
    while [[ $# -gt 0 ]]; do
        case $1 in
        --json)
            need_value "$@"
            options+=(--json "$(from_caller "$2")")
            shift 2
            ;;
        --frames | --table)
            need_value "$@"
            options+=("$1" "$2")
            shift 2
            ;;
        --strict)
            options+=(--strict)
            shift
            ;;
        *) wrong_command_line "eval: unknown option '$1' (known: --json FILE, --frames A-B, --table NAME, --strict)" ;;
        esac
    done
    install_packages demo
    build_programs
    # Without it, what needs no video is measured all the same; in a shell of its own, as its failure ends one.
    (fetch_vtest) || say "eval: goes on without the video"
    truth=$(ground_truth)
    [[ -d ${truth%/mot15/*} ]] ||
        say "eval: the folder ${truth%/mot15/*} is not there; set VIGIE_EVAL_DATA to the folder of mot15/ and models/"
    "$VIGIE_BUILD_DIR/bin/vigie-eval" suite --config config/demo/node.toml \
        --vtest "$VIGIE_BUILD_DIR/data/vtest.avi" --data "${truth%/mot15/*}" --scenes tests/scenes "${options[@]}"
}
