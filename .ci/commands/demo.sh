# demo [--venue NAME] [--seconds N] [--shots DIR] [--no-build]: a whole congress palace, in a window

DEMO_OPERATOR=camille

run_command() {
    local seconds='' shots='' build=yes venue=''
    while [[ $# -gt 0 ]]; do
        case $1 in
        --seconds)
            need_value "$@"
            [[ $2 =~ ^[1-9][0-9]{0,6}$ ]] ||
                wrong_command_line "demo: --seconds takes a whole number from 1 to 9999999, not '$2'"
            seconds=$2
            shift 2
            ;;
        --shots)
            need_value "$@"
            shots=$(from_caller "$2")
            shift 2
            ;;
        --venue)
            need_value "$@"
            [[ $2 =~ ^[a-z0-9-]+$ && -f config/venues/$2/node.toml ]] ||
                wrong_command_line "demo: there is no venue '$2' (known: $(known_venues)); without --venue it is the palace of config/demo"
            venue=$2
            shift 2
            ;;
        --no-build)
            build=no
            shift
            ;;
        *) wrong_command_line "demo: unknown option '$1' (known: --venue NAME, --seconds N, --shots DIR, --no-build)" ;;
        esac
    done
    install_packages demo
    [[ -n $venue ]] || fetch_vtest
    if [[ $build == yes ]]; then
        build_programs
    fi
    local state=$VIGIE_BUILD_DIR/demo${venue:+-$venue} configuration=config/${venue:+venues/$venue}
    [[ -n $venue ]] || configuration=config/demo
    prepare_state "$state"
    run_demo "$state" "$configuration" "$seconds" "$shots"
}

known_venues() {
    find config/venues -mindepth 2 -name node.toml -printf '%h\n' | sed 's|.*/||' | sort | paste -sd ' '
}

program() {
    local file=$VIGIE_BUILD_DIR/bin/$1
    [[ -x $file ]] || die "$file is not there: './run build' makes it"
    printf '%s\n' "$file"
}

# prepare_state STATE: keys, allowlists and an operator's account, made on first use and kept there.
prepare_state() {
    local state=$1 keys operator
    mkdir -p "$state"
    # Held until this script ends: two demos would write into each other's logs and displays.
    exec {demo_lock}>"$state/lock"
    flock --nonblock "$demo_lock" || die "a demo is running here already: end it first, or use another VIGIE_BUILD_DIR and other ports in config/demo/"
    keys=$(program vigie-keys)
    operator=$(program vigie-operator)
    (umask 077 && mkdir -p "$state/keys" "$state/node" "$state/console")
    make_keys "$keys" "$state/keys" node
    make_keys "$keys" "$state/keys" console
    authorise "$state/keys/console.pub" "$state/node/authorized_keys"
    if [[ ! -s $state/login ]] || ! has_account "$operator" "$state"; then
        make_account "$operator" "$state"
    fi
    say "Sign in as: $(tr '\n' ' ' <"$state/login")"
}

# make_keys PROGRAM DIR NAME
make_keys() {
    [[ -f $2/$3.key && -f $2/$3.pub ]] || "$1" make "$2" "$3" || die "could not make keys for '$3' (see above)"
}

# authorise PUBLIC_KEY_FILE ALLOWLIST: adds the key's line when it is not there; other lines stay.
authorise() {
    ! grep -qsxFf "$1" "$2" || return 0
    cat "$1" >>"$2" || die "could not write the node's allowlist $2"
}

# has_account PROGRAM STATE
has_account() {
    [[ -f $2/console/ledger.db ]] && "$1" list --ledger "$2/console/ledger.db" | grep -q "^$DEMO_OPERATOR\b"
}

# make_account PROGRAM STATE: an account with a random password, which only this user can read; one that is there
# already, from a start that was cut short, gets a new password.
make_account() {
    local password verb=(add --role supervisor)
    ! has_account "$@" || verb=(passwd)
    password=$(head -c 1000 /dev/urandom | LC_ALL=C tr -dc 'a-km-z2-9' | cut -c 1-16)
    "$1" "${verb[@]}" --ledger "$2/console/ledger.db" --name "$DEMO_OPERATOR" \
        --password-file <(printf '%s\n' "$password") || die "could not make the operator's account (see above)"
    (umask 077 && printf 'user %s\npassword %s\n' "$DEMO_OPERATOR" "$password" >"$2/login.new")
    mv "$2/login.new" "$2/login"
}

# run_demo STATE CONFIGURATION SECONDS SHOTS: the last two may be empty. Ends with the programs' summaries; 0 only if
# both ended well.
run_demo() {
    local state=$1 configuration=$2 node console options=() interrupted=''
    shift 2
    node=$(program vigie-node)
    console=$(program vigie-console)
    [[ -z $1 ]] || options+=(--seconds "$1")
    if [[ -n $2 ]]; then
        mkdir -p "$2" || die "demo: cannot make the folder '$2' for the pictures"
        options+=(--shots "$2" --select-first)
    fi

    trap 'end_demo; exit 1' EXIT
    trap 'interrupted=yes' INT TERM HUP
    ensure_display "$state"
    start_program node "$state/node.log" "$node" --config "$configuration/node.toml" --state "$state/node"
    start_program console "$state/console.log" "$console" --config "$configuration/console.toml" \
        --state "$state/console" --sign-in "$DEMO_OPERATOR" \
        --password-file <(sed -n 's/^password //p' "$state/login") "${options[@]}"
    say "Running: vigie-node and vigie-console${1:+ for $1 s}; close the window or press Ctrl-C to end"
    [[ -n $interrupted ]] || wait_for_first_end
    if [[ ${program_status[node]:-} == 0 ]]; then
        program_status[node]='0, but before the console'
    fi
    end_demo
    trap - EXIT
    summarise "$state" "$2"
}

# end_demo: console first, so that its window closes on a living node and a living screen.
end_demo() {
    trap '' INT TERM HUP
    finish_program console
    finish_program node
    if [[ -n $display_pid ]]; then
        stop_pid "$display_pid" || true
        display_pid=
    fi
}

# summarise STATE SHOTS: the console's closing lines, one a camera and one an incident; on failure where to look.
# What the node says of itself at its end stays in its log.
summarise() {
    local name failed=''
    for name in console node; do
        if [[ ${program_status[$name]} != 0 ]]; then
            say "vigie-$name failed (status ${program_status[$name]}); the end of its log $1/$name.log:"
            tail -n 15 "$1/$name.log" >&2
            failed=yes
        fi
    done
    cat "$1/console.log.out"
    [[ -z $2 ]] || say "Pictures: $(find "$2" -maxdepth 1 -name '*.png' -newer "$1/lock" | wc -l) in $2"
    [[ -z $failed ]]
}
