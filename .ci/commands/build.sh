# build: install what is missing and build the programs into build/bin

run_command() {
    [[ $# -eq 0 ]] || wrong_command_line "build takes no options"
    install_packages demo
    build_programs
    say "Programs are in $VIGIE_BUILD_DIR/bin"
}
