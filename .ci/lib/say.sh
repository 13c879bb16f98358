# Messages of the script. They go to standard error, so that standard output keeps results only.

say() { printf '%s\n' "$*" >&2; }

die() {
    printf 'run: %s\n' "$*" >&2
    exit 1
}

# wrong_command_line WORDS: ends with the status that every program here has for it.
wrong_command_line() {
    printf 'run: %s\n' "$*" >&2
    exit 2
}

# need_value OPTION VALUE...: an option that takes a value has one.
need_value() {
    [[ $# -ge 2 && -n $2 ]] || wrong_command_line "$1 needs a value"
}

# from_caller PATH: a path that was given relative to the folder where the user stands, made absolute.
from_caller() {
    case $1 in
    /*) printf '%s\n' "$1" ;;
    *) printf '%s/%s\n' "${called_from:?}" "$1" ;;
    esac
}
