#!/bin/sh
# SPDX-License-Identifier: MIT
# Which names the libraries show: the shared one only isorand_..., the static one also ir_...
# Usage: tests/project/check_symbols.sh LIBISORAND.SO LIBISORAND.A
set -eu

# stray PATTERN NM-ARGUMENTS...: the global symbols that do not match; none at all is an error.
stray() {
    pattern=$1
    shift
    names=$(nm --defined-only --format=posix "$@" 2>/dev/null | awk 'NF >= 2 { print $1 }')
    if [ -z "$names" ]; then
        echo "no symbols: nm $*"
    else
        echo "$names" | grep -Ev "$pattern" || true
    fi
}

found=$(stray '^isorand_' --dynamic "$1"; stray '^(isorand|ir)_' --extern-only "$2")
if [ -n "$found" ]; then
    echo "names outside the library's prefixes:" >&2
    echo "$found" >&2
    exit 1
fi
if [ -n "${ISORAND_EVIDENCE-}" ]; then
    echo "symbols.exported $(nm --dynamic --defined-only --format=posix "$1" | wc -l)" \
        >>"$ISORAND_EVIDENCE"
fi
