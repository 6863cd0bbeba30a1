#!/bin/sh
# SPDX-License-Identifier: MIT
# Nothing of the library, nor of what it makes the linker take from compilers' libraries, runs before
# or after main: a file linked with it has as many such entries as one linked without.
# Usage: tests/project/check_startup.sh READELF [WITH WITHOUT]...
set -eu
readelf=$1
shift

# "section size" of each table of functions that the loader calls.
tables() {
    "$readelf" -SW "$1" | sed 's/^ *\[ *[0-9]*\] *//' |
        awk '$1 ~ /^\.((pre)?init_array|fini_array|[cd]tors)$/ { print $1, $5 }'
}

bad=0
pairs=0
while [ $# -gt 0 ]; do
    with=$(tables "$1")
    without=$(tables "$2")
    [ -n "$without" ] || { echo "no table in $2: what is compared?" >&2; bad=1; }
    if [ "$with" != "$without" ]; then
        printf '%s:\n%s\n%s:\n%s\n' "$1" "$with" "$2" "$without" >&2
        bad=1
    fi
    if "$readelf" -sW "$1" | grep -E ' __cpu_(model|indicator_init)' >&2; then
        echo "$1: the CPU probe of the compiler's library" >&2
        bad=1
    fi
    pairs=$((pairs + 1))
    shift 2
done

echo 1..1
if [ "$bad" -ne 0 ] || [ "$pairs" -eq 0 ]; then
    echo 'not ok 1 - startup'
    exit 1
fi
echo "# $pairs files"
[ -z "${ISORAND_EVIDENCE-}" ] || echo "startup.files $pairs" >>"$ISORAND_EVIDENCE"
echo 'ok 1 - startup'
