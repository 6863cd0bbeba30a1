#!/bin/sh
# SPDX-License-Identifier: MIT
# What the compiler made of the library, object by object: no instruction beyond the baseline
# outside a backend, none beyond its row's features inside one, no fused multiply-add but those of
# src/math/fma.h and of backends, one global symbol a backend, nothing that runs before main.
# Usage: tests/project/check_isa.sh OBJDUMP NM LIBISORAND.A COMPILER
set -eu
objdump=$1
nm=$2
archive=$3
cc=$4

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
root=$(CDPATH='' cd -- "$(dirname -- "$0")/../.." && pwd)

# Kinds of x86-64 instructions beyond the baseline, the special ones last, as lines of
# "name:features of which a row of src/backends.def must require one:pattern of listing's lines",
# where a mnemonic follows a space.  VEX and EVEX mnemonics begin with v.
kinds() {
    cat <<'END'
SSE3 to SSE4.1:SSE3 SSSE3 SSE41 AVX2: (pshufb|palignr|pmul(ld|dq|hrsw)|pblend|blendv|pext?r[bdq]|pinsr[bdq]|pabs|phadd|haddp|movddup|lddqu|ptest|round[sp]|pmov[sz]x)
SSE4.2, AES:SSE42 PCLMUL AES: (pcmp.str|crc32|pclmul|aes)
BMI:BMI BMI2: (andn[lq]? |bextr|bls[ir]|bzhi|mulx|pdep|pext |rorx|s[ah][lr]x|lzcnt|movbe)
popcnt:POPCNT AVX2: popcnt
AVX:AVX AVX2: v[a-z]
FMA:FMA AVX512F: vfn?m(add|sub)
AVX-512:AVX512F:%zmm|%k[0-7]|%[xy]mm(1[6-9]|2[0-9]|3[01])|\{z\}
AVX-512 IFMA:AVX512IFMA: vpmadd52
END
}

# The features that the row of a backend requires, by the compiler's preprocessor.
required() {
    echo '#include "backends.def"' | "$cc" -E -P -I "$root/src" -x c - |
        sed -n "s/^ISORAND_BACKEND($1, *[^,]*, *//p" | grep -o 'IR_CPU_[A-Z0-9_]*' |
        sed 's/IR_CPU_//'
}

# Instructions, as "object mnemonic operands", but for those that files say they want: fused
# multiply-adds, and in the functions NAME_fused that IR_WITH_FMA makes, which only CPUs with FMA
# enter, any of AVX on registers of 128 bits.
listing() {
    wanted=$(cd "$root/src/math" && grep -l '^#include "math/fma.h"' *.c | sed 's/\.c$//' |
        tr '\n' '|')
    instructions | grep -Ev "^(${wanted%|}) (vfmadd231sd |fn?m(add|sub) |in_fused v[a-z0-9]+ [^yz{]*$)" |
        sed 's/ in_fused / /'
}

instructions() {
    "$objdump" -d --no-show-raw-insn "$archive" |
        awk '/file format/ { object = $1; sub(/\.c\.o(bj)?:$/, "", object) }
             /^[0-9a-f]+ <.*>:$/ { inside = $2 ~ /^<[a-z0-9_]+_fused[.>]/ ? " in_fused" : "" }
             /^ *[0-9a-f]+:\t/ { sub(/^ *[0-9a-f]+:[ \t]*/, ""); gsub(/[ \t]+/, " ")
                                  sub(/ *[#<].*/, ""); print object inside, $0 }'
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
names=$(symbols)
backends=$(echo "$names" | awk '$1 ~ /^backend_/ { print substr($1, 9) }' | sort -u)

# Backends say where they fuse, by vf64_fma; on x86-64 the kind FMA below looks at them.
echo "$code" | grep -E '^[a-z0-9_]+ (v?fn?m(add|sub)|fml[as])' | grep -v '^backend_' |
    none 'fused multiply-add' || bad=1

# x86-64: each kind in those objects alone whose row requires it, and there, so that a backend is
# what its name says.
if echo "$code" | grep -q '%r[abcd]x'; then
    for backend in $backends; do
        required "$backend" | sed "s/^/$backend /"
    done >"$scratch/required"
    : >"$scratch/special"
    kinds | while IFS=: read -r kind features pattern; do
        users=$(awk -v "features=$features" '
            BEGIN { split(features, list, " "); for (i in list) is[list[i]] = 1 }
            is[$2] { print $1 }' "$scratch/required" | sort -u)
        echo "$code" | grep -E "$pattern" >"$scratch/found" || true
        grep -Ev "^backend_($(echo $users none | tr ' ' '|')) " "$scratch/found" |
            none "$kind outside the backends that require it" || echo "$kind" >>"$scratch/bad"
        for backend in $users; do
            grep -v "^$backend " "$scratch/special" >"$scratch/others" || true
            mv "$scratch/others" "$scratch/special"
            grep -q "^backend_$backend " "$scratch/found" ||
                echo "$backend has no instruction of $kind" >>"$scratch/special"
        done
    done
    none 'not what its name says' <"$scratch/special" || bad=1
    [ ! -s "$scratch/bad" ] || bad=1
fi

for backend in $backends; do
    object=backend_$backend
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
echo "# $(echo "$code" | wc -l) instructions, $(echo "$names" | wc -l) symbols," $backends
if [ -n "${ISORAND_EVIDENCE-}" ]; then
    printf 'isa.objects %s\nisa.instructions %s\nisa.symbols %s\n' \
        "$(echo "$code" | cut -d ' ' -f 1 | sort -u | wc -l)" "$(echo "$code" | wc -l)" \
        "$(echo "$names" | wc -l)" >>"$ISORAND_EVIDENCE"
fi
echo 'ok 1 - isa'
