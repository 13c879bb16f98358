# sanitize: the unit tests under AddressSanitizer and UndefinedBehaviorSanitizer

run_command() {
    [[ $# -eq 0 ]] || wrong_command_line "sanitize takes no options"
    local dir=$VIGIE_BUILD_DIR/asan
    install_packages demo test
    # -O1 with assertions on: a third of the time of -O0, and the stacks still read well.
    configure "$dir" -DCMAKE_BUILD_TYPE=None -DCMAKE_CXX_FLAGS="-O1 -g1" -DCMAKE_CXX_COMPILER=g++ -DVIGIE_TESTS=ON \
        -DVIGIE_SANITIZE=address,undefined -DVIGIE_DATA_DIR="$(realpath "$VIGIE_BUILD_DIR")/data"
    build_target "$dir" vigie_unit_tests
    fetch_vtest
    name_absent_data
    export UBSAN_OPTIONS=print_stacktrace=1 LSAN_OPTIONS=suppressions=$PWD/.ci/lsan.supp:print_suppressions=0
    # Two programs run side by side on two cores: a pool of threads in each of them would only make them wait.
    export OPENCV_FOR_THREADS_NUM=1
    local log=$dir/Testing/Temporary/LastTest.log
    ctest --test-dir "$dir" --output-on-failure -j 2 -L '^unit$' && return
    # A program prints hundreds of lines: what failed in it, and how its output ended, comes once more, last.
    if tell_failures "$log"; then
        return 1
    fi
    # Not one test failed and no fault was found: a sanitizer gave up by itself (it prints that in words of its own), as
    # LeakSanitizer does when it cannot stop a process at its end. What failed has to pass alone.
    say "No test failed and no sanitizer reported: once more, one at a time"
    ctest --test-dir "$dir" --output-on-failure --rerun-failed || {
        tell_failures "$log" || true
        return 1
    }
}

# tell_failures LOG: prints what failed in CTest's log and how those outputs ended. False when nothing says why.
tell_failures() {
    grep -haE -B 15 '^Test (Failed|timed out|Aborted)|^Test .*(not able|exception)' "$1" | tail -n 60 >&2 || true
    grep -haE '^\[  FAILED  \]|: Failure$|ERROR: (Address|Leak)Sanitizer|runtime error: |^SUMMARY: ' "$1" |
        tail -n 40 >&2
}
