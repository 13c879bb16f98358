# The demo's real video: one file out of Debian's opencv-doc package, without installing its 270 MB.

VTEST_SHA256=45cddc9490be69345cbdab64ca583be65987e864ca408038e648db99e10516cf
VTEST_IN_PACKAGE=./usr/share/doc/opencv-doc/examples/data/vtest.avi

# download_opencv_doc DIR: the .deb into DIR; package lists are fetched first where a bare system has none.
download_opencv_doc() {
    local options=()
    # As root, apt would warn that its own user cannot write into a private folder.
    [[ $(id -u) -ne 0 ]] || options=(-o APT::Sandbox::User=root)
    (cd "$1" && apt-get -qq "${options[@]}" download opencv-doc 2>/dev/null) && return
    can_be_root && apt_get update || return
    (cd "$1" && apt-get -qq "${options[@]}" download opencv-doc)
}

# fetch_vtest: leaves build/data/vtest.avi, whole or not at all.
fetch_vtest() {
    local target=$VIGIE_BUILD_DIR/data/vtest.avi scratch
    [[ ! -f $target ]] || return 0
    mkdir -p "$VIGIE_BUILD_DIR/data"
    scratch=$(mktemp -d "$VIGIE_BUILD_DIR/data/fetch.XXXXXX")
    if fetch_vtest_into "$scratch"; then
        mv "$scratch/vtest.avi" "$target"
        rm -rf "$scratch"
        return
    fi
    rm -rf "$scratch"
    die "could not fetch vtest.avi from Debian's package opencv-doc; with a copy at hand, put it at $target"
}

fetch_vtest_into() {
    say "Fetching vtest.avi from Debian's package opencv-doc (96 MB, once)"
    download_opencv_doc "$1" || return
    dpkg-deb --fsys-tarfile "$1"/opencv-doc_*.deb | tar -xO "$VTEST_IN_PACKAGE" >"$1/vtest.avi" || return
    sha256sum --check --quiet <<<"$VTEST_SHA256  $1/vtest.avi" ||
        { say "this vtest.avi is not the file that the configuration and the ground truth describe"; return 1; }
}

# The ground truth of PETS 2009 S2.L1, which is the real video's, comes with the MOT 2015 data. Where it should be: in
# the folder that VIGIE_EVAL_DATA names and nowhere else, or beside the repository.
ground_truth() {
    printf '%s\n' "${VIGIE_EVAL_DATA:-../shared/data}/mot15/PETS09-S2L1/gt/gt.txt"
}

# name_absent_data: CTest lists what is skipped by its test's name only; this says which file is missing and why it matters.
name_absent_data() {
    [[ -f $(ground_truth) ]] ||
        say "Absent: $(ground_truth) (ground truth of vtest.avi), so the tests that hold the bars against it are skipped; set VIGIE_EVAL_DATA to the folder of mot15/"
}
