# Background programs: started under a name, stopped by pid, each with its log.

declare -A program_pid=()
declare -A program_status=()

# start_program NAME LOG COMMAND...: in its own session, so that only we pass a Ctrl-C on, in our order; and it never
# outlives this script. Standard output goes to LOG.out (the closing summary), standard error to LOG.
start_program() {
    local name=$1 log=$2
    shift 2
    setpriv --pdeathsig TERM setsid "$@" >"$log.out" 2>"$log" </dev/null &
    program_pid[$name]=$!
}

# stop_pid PID: SIGTERM, ten seconds to end well, then SIGKILL. Fails when it had to kill.
stop_pid() {
    local tries
    kill -TERM "$1" 2>/dev/null || return 0
    for ((tries = 0; tries < 100; tries++)); do
        kill -0 "$1" 2>/dev/null || return 0
        sleep 0.1
    done
    kill -KILL "$1" 2>/dev/null
    return 1
}

# finish_program NAME: stops it if it still runs and keeps its exit status in program_status. Signals must be ignored
# by now, or they would end `wait` with a status of their own.
finish_program() {
    local name=$1 pid=${program_pid[$1]:-} status=0
    [[ -n $pid && -z ${program_status[$name]:-} ]] || return 0
    stop_pid "$pid" || say "$name did not stop within 10 s and was killed"
    wait "$pid" || status=$?
    program_status[$name]=$status
}

# wait_for_first_end: until one of the programs has ended, whose status is then known, or a trapped signal came.
wait_for_first_end() {
    local ended='' status=0 name
    wait -n -p ended "${program_pid[@]}" || status=$?
    for name in "${!program_pid[@]}"; do
        if [[ ${program_pid[$name]} == "${ended:-}" ]]; then
            program_status[$name]=$status
        fi
    done
}
