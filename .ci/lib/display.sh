# A screen for the demo: the user's own, or a virtual one of this run's.

display_pid=

# A display that is named but does not answer is no display. GLFW 3.3 as Debian builds it speaks X11 only, so that
# under Wayland it is Xwayland's DISPLAY that counts.
have_display() {
    [[ -n ${DISPLAY:-} ]] && timeout 5 xdpyinfo >/dev/null 2>&1
}

# ensure_display DIR: exports DISPLAY (and XAUTHORITY for our own). DIR keeps the server's log and cookie.
ensure_display() {
    if have_display; then
        say "Window: on display $DISPLAY"
        return
    fi
    local dir=$1 number cookie tries
    cookie=$(mcookie)
    rm -f "$dir/xvfb.auth"
    : >"$dir/xvfb.number" # there before Xvfb, or the first look for it may come too early
    xauth -q -f "$dir/xvfb.auth" add :0 . "$cookie" 2>/dev/null
    # -noreset keeps the server's resources when its last client leaves; setsid keeps Ctrl-C from killing it before
    # the console has closed its window.
    setpriv --pdeathsig TERM setsid Xvfb -displayfd 3 -screen 0 1920x1080x24 -noreset -nolisten tcp \
        -auth "$dir/xvfb.auth" 3>"$dir/xvfb.number" >"$dir/xvfb.log" 2>&1 &
    display_pid=$!
    for ((tries = 0; tries < 300; tries++)); do
        number=$(cat "$dir/xvfb.number")
        [[ -z $number ]] || break
        kill -0 "$display_pid" 2>/dev/null || break
        sleep 0.1
    done
    [[ -n $number ]] || die "no display, and Xvfb did not start: see $dir/xvfb.log"
    xauth -q -f "$dir/xvfb.auth" add ":$number" . "$cookie" 2>/dev/null
    DISPLAY=:$number
    XAUTHORITY=$(realpath "$dir/xvfb.auth")
    export DISPLAY XAUTHORITY
    say "Window: there is no display, so it opens on a virtual one (Xvfb $DISPLAY); --shots DIR takes pictures of it"
}
