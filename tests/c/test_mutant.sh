#!/bin/sh
# SPDX-License-Identifier: MIT
# The equivalence proof must see one altered constant: every backend that can run has to fail, and
# with a value that differs; a crash does not count.  Prints TAP.
# Usage: test_mutant.sh KIND COMMAND... (the altered test_kernels, and the cases to run)
kind=$1
shift
report=$(ISORAND_TEST_SIMDE=0 "$@" 2>&1) # SIMDe's kernels are not altered
caught=$(echo "$report" | grep -Ec "^# values differ: .*kind $kind, .*: first bad index ")
missed=$(echo "$report" | grep -Ec '^ok ')
echo 1..1
echo "# $caught cases caught, $missed missed"
if [ "$caught" -gt 0 ] && [ "$missed" -eq 0 ]; then
    echo "ok 1 - mutant of $kind"
else
    echo "$report" | sed 's/^/# /'
    echo "not ok 1 - mutant of $kind"
    exit 1
fi
