#!/bin/sh
# SPDX-License-Identifier: MIT
# The equivalence proof must see one altered constant: every backend that can run has to fail, and
# with a value that differs; a crash does not count.  Prints TAP.
# Usage: test_mutant.sh COMMAND... (the altered test_kernels, and the cases to run)
report=$("$@" 2>&1)
caught=$(echo "$report" | grep -Ec '^# values differ: .*: first bad index ')
passed=$(echo "$report" | grep -Ec '^ok ')
emulated=$(echo "$report" | grep -Ec '^ok .*-simde$') # their kernels are not altered
echo 1..1
echo "# $caught cases caught, $((passed - emulated)) missed"
if [ "$caught" -gt 0 ] && [ "$passed" -eq "$emulated" ]; then
    echo 'ok 1 - mutant'
else
    echo "$report" | sed 's/^/# /'
    echo 'not ok 1 - mutant'
    exit 1
fi
