# help: this text

# Each command's file begins with one line "# USAGE: WHAT IT DOES".
run_command() {
    local file line
    printf 'Vigie: a real-time security operations console for venues\n\nusage: ./run COMMAND [OPTIONS]\n\n'
    for file in .ci/commands/*.sh; do
        line=$(head -n 1 "$file")
        line=${line#\# }
        printf '  %-52s %s\n' "${line%%: *}" "${line#*: }"
    done
    printf '\nEach command installs and builds what it needs. VIGIE_BUILD_DIR chooses another folder than build/.\n'
}
