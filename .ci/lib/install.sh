# Installing what is missing, and nothing else, from the lists in .ci/packages.txt.

# packages GROUP...: the names listed under these groups, one a line.
packages() {
    local group
    for group in "$@"; do
        awk -v wanted="[$group]" '
            { sub(/#.*/, ""); gsub(/[ \t\r]/, "") }
            /^\[/ { inside = ($0 == wanted); next }
            inside && $0 != "" { print }' .ci/packages.txt
    done
}

missing_packages() {
    local wanted installed
    wanted=$(packages "$@" | sort -u)
    # dpkg-query fails when it does not know a name; what it does know is still printed.
    # shellcheck disable=SC2086
    installed=$(dpkg-query -W -f '${db:Status-Status} ${Package}\n' $wanted 2>/dev/null |
        awk '$1 == "installed" { print $2 }' | sort -u) || true
    comm -23 <(printf '%s\n' "$wanted") <(printf '%s\n' "$installed")
}

can_be_root() {
    [[ $(id -u) -eq 0 ]] || command -v sudo >/dev/null
}

# as_root COMMAND...: runs it as root, through sudo when we are not.
as_root() {
    if [[ $(id -u) -eq 0 ]]; then
        "$@"
    else
        sudo "$@"
    fi
}

apt_get() {
    as_root env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300 -qq "$@"
}

# install_packages GROUP...
install_packages() {
    command -v dpkg-query >/dev/null ||
        die "this is not a Debian system; Vigie is built and tested on Debian 12 (packages: .ci/packages.txt)"
    local missing
    missing=$(missing_packages "$@")
    [[ -n $missing ]] || return 0
    say "Installing $(wc -l <<<"$missing") Debian packages with what they need (on a bare system 350 MB, some minutes): $(tr '\n' ' ' <<<"$missing")"
    can_be_root || die "installing needs root: run this as root, or install sudo, or as root run yourself:
  apt-get install --no-install-recommends $(tr '\n' ' ' <<<"$missing")"
    as_root true || die "installing needs root, and sudo does not let this user; as root run yourself:
  apt-get install --no-install-recommends $(tr '\n' ' ' <<<"$missing")"
    apt_get update || die "apt-get update failed: check the network and /etc/apt/sources.list"
    # shellcheck disable=SC2086
    apt_get install -y --no-install-recommends $missing >/dev/null ||
        die "apt-get could not install every package (its own message is above); Vigie needs Debian 12"
}
