# The checks behind `./run lint`. Each prints what it found and ends the script when that is not nothing.

# project_files PATTERN...: files of the project, committed or not yet.
project_files() {
    git ls-files --cached --others --exclude-standard --deduplicate -- "$@" |
        while IFS= read -r file; do [[ ! -f $file ]] || printf '%s\n' "$file"; done
}

# Without git's list of files every check would find nothing, and call that clean.
require_git_tree() {
    local problem
    problem=$(git ls-files --error-unmatch run 2>&1 >/dev/null) || die "lint needs git's list of files: $problem"
}

check_format() {
    local findings
    say "Format: clang-format"
    findings=$(project_files '*.cpp' '*.hpp' '*.proto' | xargs -r clang-format --dry-run -Werror 2>&1) ||
        die "format: run 'clang-format -i' on these files:
$(grep -oE '^[^: ]+:[0-9]+:[0-9]+: error' <<<"$findings" | cut -d : -f 1 | sort | uniq -c)"
}

check_shell() {
    say "Shell: bash -n, shellcheck"
    local scripts
    mapfile -t scripts < <(project_files run .ci/run '*.sh')
    local script
    for script in "${scripts[@]}"; do
        bash -n "$script" || die "shell: $script does not parse"
    done
    shellcheck "${scripts[@]}" || die "shell: see the findings above"
}

check_structure() {
    say "Structure: include direction, file length"
    python3 -B tests/lint/include_direction.py . || die "include direction: see above, and tests/README.md for the table"
    python3 -B tests/lint/file_length.py . || die "file length: split the files named above"
    python3 -B tests/lint/one_definition.py . || die "one definition: rename the types named above"
}

# clang-tidy reads its own compile commands: no precompiled headers (they are g++'s), no compiler cache.
check_tidy() {
    local dir=$VIGIE_BUILD_DIR/lint
    configure "$dir" -DCMAKE_BUILD_TYPE=Debug -DVIGIE_TESTS=ON -DVIGIE_PCH=OFF -DVIGIE_CCACHE=
    build_target "$dir" vigie_generated >/dev/null
    python3 -B .ci/tidy.py "$dir" || die "clang-tidy: see the findings above"
}
