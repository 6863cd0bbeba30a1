# SPDX-License-Identifier: MIT
# shellcheck shell=sh
# Shell functions that install Debian packages where they are missing; to be sourced.

# quietly COMMAND...: runs it without output; on failure the output goes to stderr.
quietly() {
    quietly_log=$(mktemp) || return 1
    if "$@" >"$quietly_log" 2>&1 </dev/null; then
        rm -f "$quietly_log"
    else
        quietly_status=$?
        cat "$quietly_log" >&2
        rm -f "$quietly_log"
        return "$quietly_status"
    fi
}

# need_packages NAME...: returns 0 when all of them are installed in the end.  A package whose program
# of the same name is there, from wherever, counts: Node's own packages bring npm, and clash with
# Debian's.
need_packages() {
    if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
        echo "note: no apt-get here; these Debian packages are needed in some form: $*" >&2
        return 0
    fi
    missing=
    for package; do
        command -v "$package" >/dev/null ||
            dpkg-query -W -f '${db:Status-Status}\n' "$package" 2>/dev/null | grep -qx installed ||
            missing="$missing $package"
    done
    [ -n "$missing" ] || return 0
    if [ "$(id -u)" -eq 0 ]; then
        as_root=env
    elif command -v sudo >/dev/null; then
        as_root='sudo env'
    else
        echo "error: packages are missing; as root, run: apt-get install$missing" >&2
        return 1
    fi
    echo "installing$missing" >&2
    # $as_root and $missing are lists of words
    quietly $as_root apt-get update -qq &&
        quietly $as_root DEBIAN_FRONTEND=noninteractive \
            apt-get install -y -qq --no-install-recommends $missing || {
        echo "error: could not install$missing" >&2
        return 1
    }
}
