#!/bin/sh
# SPDX-License-Identifier: MIT
# What the compiler made of the library, object by object: no instruction beyond the baseline
# outside a backend, none beyond its own set inside one, no fused multiply-add but that of
# src/math/fma.h, one global symbol a backend, nothing that runs before main.
# Usage: tests/project/check_isa.sh OBJDUMP NM LIBISORAND.A
set -eu
objdump=$1
nm=$2
archive=$3

root=$(CDPATH='' cd -- "$(dirname -- "$0")/../.." && pwd)

# Instructions, as "object mnemonic operands", but for the one that files say they want.
listing() {
    wanted=$(cd "$root/src/math" && grep -l '^#include "math/fma.h"' *.c | sed 's/\.c$//' |
        tr '\n' '|')
    instructions | grep -Ev "^(${wanted%|}) (vfmadd231sd|fn?m(add|sub)) "
}

instructions() {
    "$objdump" -d --no-show-raw-insn "$archive" |
        awk '/file format/ { object = $1; sub(/\.c\.o(bj)?:$/, "", object) }
             /^ *[0-9a-f]+:\t/ { sub(/^ *[0-9a-f]+:[ \t]*/, ""); gsub(/[ \t]+/, " ")
                                  print object, $0 }'
}

symbols() {
    "$nm" --defined-only --extern-only --format=posix "$archive" |
        awk '/\[.*\]:$/ { object = $1; sub(/.*\[/, "", object); sub(/\.c\.o(bj)?\]:$/, "", object)
                          next }
             NF >= 2 { print object, $1, $2 }'
}

# Complains about the lines of standard input, if any.
none() {
    found=$(head -n 5)
    if [ -n "$found" ]; then
        echo "$1:" >&2
        echo "$found" >&2
        return 1
    fi
}

bad=0
code=$(listing) || true
if [ "$(echo "$code" | wc -l)" -lt 1000 ]; then
    echo "no instructions found in $archive" >&2
    exit 1
fi

echo "$code" | grep -E '^[a-z0-9_]+ (v?fn?m(add|sub)|fml[as])' |
    none 'fused multiply-add' || bad=1
if echo "$code" | grep -q '%r[abcd]x'; then
    # SSE3 and later, BMI; VEX and EVEX mnemonics begin with v.
    beyond='v[a-z]|andn[lq]? |bextr|bls[ir]|bzhi|mulx|pdep|pext |rorx|s[ah][lr]x|lzcnt|popcnt'
    beyond="$beyond|movbe|crc32|pshufb|palignr|pmul(ld|dq|hrsw)|pblend|blendv|pext?r[bdq]"
    beyond="$beyond|pinsr[bdq]|pabs|phadd"
    beyond="$beyond|haddp|movddup|lddqu|ptest|round[sp]|pmov[sz]x|pcmp.str|pclmul|aes"
    echo "$code" | grep -Ev '^backend_avx' | grep -E "^[a-z0-9_]+ ($beyond)" |
        none 'an instruction beyond SSE2 outside the AVX backends' || bad=1
    echo "$code" | grep -Ev '^backend_avx512' |
        grep -E '%zmm|%k[0-7]|%[xy]mm(1[6-9]|2[0-9]|3[01])|\{z\}' |
        none 'AVX-512 outside its backends' || bad=1
    echo "$code" | grep -Ev '^backend_avx512ifma ' | grep -E ' vpmadd52' |
        none 'IFMA outside its backend' || bad=1
    for object in backend_avx2 backend_avx512 backend_avx512ifma; do
        lines=$(echo "$code" | grep -E "^$object " || true)
        # Not this check's business whether the backend is in the build; but where it is, it must
        # be what its name says.
        [ -z "$lines" ] || echo "$lines" | grep -qE '%[yz]mm' ||
            { echo "$object has no vector code" >&2; bad=1; }
    done
fi

names=$(symbols)
for object in $(echo "$names" | awk '{ print $1 }' | grep '^backend_' | sort -u); do
    echo "$names" | grep "^$object " | grep -v "^$object ir_$object [DR]\$" |
        none "$object exports more than its table" || bad=1
    echo "$names" | grep -q "^$object ir_$object " ||
        { echo "$object exports no table" >&2; bad=1; }
done
echo "$names" | grep -E ' [iuVvWw]$' | none 'a weak, unique or indirect symbol' || bad=1
"$objdump" -h "$archive" | grep -E '\.(pre)?init_array|\.fini_array|\.[cd]tors' |
    none 'code that runs before or after main' || bad=1

echo 1..1
if [ "$bad" -ne 0 ]; then
    echo 'not ok 1 - isa'
    exit 1
fi
echo "# $(echo "$code" | wc -l) instructions, $(echo "$names" | wc -l) symbols"
echo 'ok 1 - isa'
