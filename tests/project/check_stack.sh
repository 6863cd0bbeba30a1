#!/bin/sh
# SPDX-License-Identifier: MIT
# No function of the library has a frame larger than LIMIT bytes, or one whose size is not known.
# Reads what gcc's -fstack-usage wrote beside the objects, and prints the largest frames.
# Usage: tests/project/check_stack.sh OBJECTS LIMIT
set -eu
objects=$1
limit=$2

# file:line:column:function, bytes, "static", "dynamic" or "dynamic,bounded"
frames=$(find "$objects" -name '*.su' -exec cat {} +)
if [ "$(printf '%s\n' "$frames" | wc -l)" -lt 100 ]; then
    echo "no stack usage found in $objects" >&2
    exit 1
fi
printf '%s\n' "$frames" | sort -t "$(printf '\t')" -k 2,2nr | head -n 5 | sed 's/^/# /'
bad=$(printf '%s\n' "$frames" | awk -F '\t' -v limit="$limit" '$2 > limit || $3 == "dynamic"')
echo 1..1
if [ -n "$bad" ]; then
    printf 'frames of more than %s bytes, or of unknown size:\n%s\n' "$limit" "$bad" >&2
    echo 'not ok 1 - stack-frames'
    exit 1
fi
[ -z "${ISORAND_EVIDENCE-}" ] ||
    echo "stack.frames $(printf '%s\n' "$frames" | wc -l)" >>"$ISORAND_EVIDENCE"
echo 'ok 1 - stack-frames'
