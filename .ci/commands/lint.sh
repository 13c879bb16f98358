# lint: formatting, clang-tidy, include direction, file length, shell scripts

run_command() {
    [[ $# -eq 0 ]] || wrong_command_line "lint takes no options"
    install_packages demo test
    require_git_tree
    check_format
    check_shell
    check_structure
    check_tidy
    say "Lint: all clean"
}
