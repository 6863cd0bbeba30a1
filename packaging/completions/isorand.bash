# SPDX-License-Identifier: MIT
# bash completion for isorand.  Written by tools/generate/manuals.py.
_isorand()
{
    local cur prev words cword
    _init_completion || return
    local command=${words[1]}
    case $prev in
        --a | --b | --chunks | --count | --df | --dfden | --dfnum | --every | --first | --high | --jump | --kappa | --lam | --left | --loc | --low | --max-size | --mean | --mode | --mu | --nbad | --ngood | --nonc | --nsample | --p | --part | --pool-size | --right | --scale | --seed | --shape | --sigma | --size | --skip | --spawn | --spawn-key | --successes | --trials | --words)
            :
            return
            ;;
        --backend)
            COMPREPLY=($(compgen -W "avx512ifma avx512 avx2fma avx2 neon scalar" -- "$cur"))
            return
            ;;
        --dist)
            COMPREPLY=($(compgen -W "raw uniform normal exponential exponential_inv integers standard_gamma gamma legacy_gamma beta legacy_beta chisquare legacy_chisquare noncentral_chisquare legacy_noncentral_chisquare f legacy_f noncentral_f legacy_noncentral_f standard_t legacy_standard_t lognormal legacy_lognormal standard_cauchy legacy_standard_cauchy laplace legacy_laplace logistic legacy_logistic gumbel legacy_gumbel rayleigh legacy_rayleigh weibull legacy_weibull pareto legacy_pareto power legacy_power triangular legacy_triangular vonmises legacy_vonmises wald legacy_wald geometric legacy_geometric poisson legacy_poisson binomial legacy_binomial negative_binomial legacy_negative_binomial hypergeometric legacy_hypergeometric zipf legacy_zipf logseries legacy_logseries legacy_uniform legacy_normal legacy_exponential legacy_integers" -- "$cur"))
            return
            ;;
        --engine)
            COMPREPLY=($(compgen -W "pcg64 pcg64dxsm philox4x64 sfc64 mt19937 philox4x32 pcg32 sfc64x32" -- "$cur"))
            return
            ;;
        --format)
            COMPREPLY=($(compgen -W "npy raw text hex" -- "$cur"))
            return
            ;;
        --index | --manifest | --out | --plot | --write-manifest)
            _filedir
            return
            ;;
        --numpy)
            COMPREPLY=($(compgen -W "1.24 1.25 1.26 2.1 2.3.4 2.4 2.5" -- "$cur"))
            return
            ;;
        --threads)
            COMPREPLY=($(compgen -W "auto" -- "$cur"))
            return
            ;;
        --type)
            COMPREPLY=($(compgen -W "u8 u16 u32 u64 i8 i16 i32 i64 f32 f64 bool" -- "$cur"))
            return
            ;;
    esac
    if [[ ${words[0]##*/} == isorand-bench ]]; then
        command=bench
    elif ((cword == 1)); then
        COMPREPLY=($(compgen -W "fill index info seed verify help --help --version" -- "$cur"))
        return
    fi
    case $command in
        fill)
            COMPREPLY=($(compgen -W "--count --seed --spawn-key --engine --legacy --numpy --jump --skip --dist --type --first --index --digest --stats --plot --backend --threads --chunks --part --out --format --help --a --b --closed --df --dfden --dfnum --high --kappa --lam --left --loc --low --mean --mode --mu --nbad --ngood --nonc --nsample --p --right --scale --shape --sigma --successes --trials" -- "$cur"))
            ;;
        index)
            COMPREPLY=($(compgen -W "--count --every --seed --spawn-key --engine --legacy --numpy --jump --skip --dist --type --backend --threads --out --help --a --b --closed --df --dfden --dfnum --high --kappa --lam --left --loc --low --mean --mode --mu --nbad --ngood --nonc --nsample --p --right --scale --shape --sigma --successes --trials" -- "$cur"))
            ;;
        info)
            COMPREPLY=($(compgen -W "--json --help" -- "$cur"))
            ;;
        seed)
            COMPREPLY=($(compgen -W "--seed --spawn-key --spawn --words --pool-size --json --help" -- "$cur"))
            ;;
        verify)
            COMPREPLY=($(compgen -W "--quick --full --engine --backend --threads --seed --numpy --table --json --manifest --max-size --write-manifest --size --help" -- "$cur"))
            ;;
        bench)
            COMPREPLY=($(compgen -W "--quick --full --filter --out --list --no-verify --threads" -- "$cur"))
            ;;
        help)
            COMPREPLY=($(compgen -W "fill index info seed verify" -- "$cur"))
            ;;
    esac
}
complete -F _isorand isorand isorand-mpi isorand-bench
