! SPDX-License-Identifier: MIT
! isorand for Fortran 2008: NumPy's random streams, bit for bit.
!
!     use isorand
!     type(isorand_rng) :: rng
!     real(real64) :: x(100, 100)
!     call isorand_seed(rng, 42)                                 ! rng = np.random.default_rng(42)
!     call isorand_fill(rng, x)                                  ! rng.random(10000)
!     call isorand_fill(rng, x, isorand_normal(5.0_real64, 2.0_real64))   ! rng.normal(5, 2, 10000)
!
! isorand_fill takes arrays of real32, real64, int32 and int64, of any rank, and scalars; the values
! come in array element order (first index fastest).  A section that is not contiguous is filled by
! way of a copy.  Without a distribution reals are uniform on [0, 1), and integers are words of 32 or
! 64 bits, of which the upper half of the range is negative here.
!
! A distribution is a function isorand_NAME of its parameters: real ones are real64, and optional;
! isorand/distributions.h says which values they take, and which types a distribution fills.
!
! Errors: with 'stat' it is 0 or one of the negative codes below (isorand_strerror words them), and
! then nothing was written and no state has changed.  Without, an error ends the program.
!
! isorand_rng and isorand_seedseq are those of the C interface: a copy is a copy of the stream, and
! C functions take them as they are.  Distinct objects need no lock.
!
! Written by tools/generate/fortran.py from fortran.f90.in and the rows of src/dists.def.
module isorand
  use, intrinsic :: iso_c_binding, only: c_char, c_double, c_f_pointer, c_float, c_int, c_int32_t, &
      c_int64_t, c_loc, c_null_char, c_null_ptr, c_ptr, c_size_t
  use, intrinsic :: iso_fortran_env, only: error_unit, int8, int32, int64, real32, real64
  implicit none
  private
  public :: int8, int32, int64, real32, real64

  ! Engines: the argument 'engine', PCG64 where it is not there.
  integer, parameter, public :: ISORAND_PCG64 = 1
  integer, parameter, public :: ISORAND_PCG64DXSM = 2
  integer, parameter, public :: ISORAND_PHILOX4X64 = 3
  integer, parameter, public :: ISORAND_SFC64 = 4
  integer, parameter, public :: ISORAND_MT19937 = 5
  integer, parameter, public :: ISORAND_PHILOX4X32 = 6
  integer, parameter, public :: ISORAND_PCG32 = 7
  integer, parameter, public :: ISORAND_SFC64X32 = 8

  ! What 'stat' is.
  integer, parameter, public :: ISORAND_OK = 0
  integer, parameter, public :: ISORAND_EINVAL = -1
  integer, parameter, public :: ISORAND_ERANGE = -2
  integer, parameter, public :: ISORAND_ESTATE = -3
  integer, parameter, public :: ISORAND_EFORMAT = -4
  integer, parameter, public :: ISORAND_EBACKEND = -5
  integer, parameter, public :: ISORAND_ENOTSUP = -6
  integer, parameter, public :: ISORAND_EOS = -7
  integer, parameter, public :: ISORAND_ESPACE = -8

  ! A stream of random numbers, and a SeedSequence.
  type, bind(c), public :: isorand_rng
    private
    integer(c_int64_t) :: memory(324) = 0
  end type
  type, bind(c), public :: isorand_seedseq
    private
    integer(c_int64_t) :: memory(18) = 0
  end type

  ! A distribution with its parameters.
  type, bind(c), public :: isorand_distribution
    private
    integer(c_int) :: dist = 0, type = 0
    integer(c_int64_t) :: param(6) = 0
    integer(c_int) :: flags = 0
  end type

  integer(c_int), parameter :: TYPE_F32 = 9
  integer(c_int), parameter :: TYPE_F64 = 10
  integer(c_int), parameter :: TYPE_I32 = 7
  integer(c_int), parameter :: TYPE_U32 = 3
  integer(c_int), parameter :: TYPE_I64 = 8
  integer(c_int), parameter :: TYPE_U64 = 4
  integer(c_int), parameter :: NUMBER_OF_WORDS = 1
  integer(int64), parameter :: TWO_TO_32 = 4294967296_int64
  integer, parameter :: LONGEST_STATE = 2600 ! ISORAND_SAVE_MAX

  public :: isorand_seed, isorand_seed_legacy, isorand_set_numpy
  public :: isorand_seedseq_init, isorand_seedseq_from_os, isorand_spawn, isorand_child
  public :: isorand_fill, isorand_shuffle, isorand_permutation
  public :: isorand_next_u32, isorand_next_u64, isorand_next_f32, isorand_next_f64
  public :: isorand_next_normal_f32, isorand_next_normal_f64
  public :: isorand_next_exponential_f32, isorand_next_exponential_f64
  public :: isorand_advance, isorand_jump, isorand_skip, isorand_save, isorand_load
  public :: isorand_strerror, isorand_version, isorand_backend_name
  public :: isorand_raw
  public :: isorand_uniform
  public :: isorand_normal
  public :: isorand_exponential
  public :: isorand_integers
  public :: isorand_exponential_inv
  public :: isorand_standard_gamma
  public :: isorand_gamma
  public :: isorand_beta
  public :: isorand_chisquare
  public :: isorand_noncentral_chisquare
  public :: isorand_f
  public :: isorand_noncentral_f
  public :: isorand_standard_t
  public :: isorand_lognormal
  public :: isorand_standard_cauchy
  public :: isorand_laplace
  public :: isorand_logistic
  public :: isorand_gumbel
  public :: isorand_rayleigh
  public :: isorand_weibull
  public :: isorand_pareto
  public :: isorand_power
  public :: isorand_triangular
  public :: isorand_vonmises
  public :: isorand_wald
  public :: isorand_geometric
  public :: isorand_poisson
  public :: isorand_binomial
  public :: isorand_negative_binomial
  public :: isorand_hypergeometric
  public :: isorand_zipf
  public :: isorand_logseries
  public :: isorand_legacy_uniform
  public :: isorand_legacy_normal
  public :: isorand_legacy_exponential
  public :: isorand_legacy_integers
  public :: isorand_legacy_gamma
  public :: isorand_legacy_beta
  public :: isorand_legacy_chisquare
  public :: isorand_legacy_noncentral_chisquare
  public :: isorand_legacy_f
  public :: isorand_legacy_noncentral_f
  public :: isorand_legacy_standard_t
  public :: isorand_legacy_lognormal
  public :: isorand_legacy_standard_cauchy
  public :: isorand_legacy_laplace
  public :: isorand_legacy_logistic
  public :: isorand_legacy_gumbel
  public :: isorand_legacy_rayleigh
  public :: isorand_legacy_weibull
  public :: isorand_legacy_pareto
  public :: isorand_legacy_power
  public :: isorand_legacy_triangular
  public :: isorand_legacy_vonmises
  public :: isorand_legacy_wald
  public :: isorand_legacy_geometric
  public :: isorand_legacy_poisson
  public :: isorand_legacy_binomial
  public :: isorand_legacy_negative_binomial
  public :: isorand_legacy_hypergeometric
  public :: isorand_legacy_zipf
  public :: isorand_legacy_logseries

  interface isorand_fill
    module procedure fill_f32_0, fill_f32_1, fill_f32_2, fill_f32_3, fill_f32_4, fill_f32_5
    module procedure fill_f32_6, fill_f32_7, fill_f32_8, fill_f32_9, fill_f32_10, fill_f32_11
    module procedure fill_f32_12, fill_f32_13, fill_f32_14, fill_f32_15, fill_f64_0, fill_f64_1
    module procedure fill_f64_2, fill_f64_3, fill_f64_4, fill_f64_5, fill_f64_6, fill_f64_7
    module procedure fill_f64_8, fill_f64_9, fill_f64_10, fill_f64_11, fill_f64_12, fill_f64_13
    module procedure fill_f64_14, fill_f64_15, fill_i32_0, fill_i32_1, fill_i32_2, fill_i32_3
    module procedure fill_i32_4, fill_i32_5, fill_i32_6, fill_i32_7, fill_i32_8, fill_i32_9
    module procedure fill_i32_10, fill_i32_11, fill_i32_12, fill_i32_13, fill_i32_14, fill_i32_15
    module procedure fill_i64_0, fill_i64_1, fill_i64_2, fill_i64_3, fill_i64_4, fill_i64_5
    module procedure fill_i64_6, fill_i64_7, fill_i64_8, fill_i64_9, fill_i64_10, fill_i64_11
    module procedure fill_i64_12, fill_i64_13, fill_i64_14, fill_i64_15
  end interface

  interface isorand_shuffle
    module procedure shuffle_f32, shuffle_f64, shuffle_i32, shuffle_i64
  end interface

  interface isorand_integers
    module procedure isorand_integers_int32, isorand_integers_int64
  end interface

  interface isorand_binomial
    module procedure isorand_binomial_int32, isorand_binomial_int64
  end interface

  interface isorand_hypergeometric
    module procedure isorand_hypergeometric_int32, isorand_hypergeometric_int64
  end interface

  interface isorand_legacy_integers
    module procedure isorand_legacy_integers_int32, isorand_legacy_integers_int64
  end interface

  interface isorand_legacy_binomial
    module procedure isorand_legacy_binomial_int32, isorand_legacy_binomial_int64
  end interface

  interface isorand_legacy_hypergeometric
    module procedure isorand_legacy_hypergeometric_int32, isorand_legacy_hypergeometric_int64
  end interface

  ! np.random.SeedSequence(seed): of an integer, a list of them, a text of such, decimal or 0x.
  interface isorand_seedseq_init
    module procedure seedseq_of_int32, seedseq_of_int64
    module procedure seedseq_of_list_int32, seedseq_of_list_int64, seedseq_of_text
  end interface

  ! np.random.Generator(ENGINE(seed)): the same seeds, and sequences.
  interface isorand_seed
    module procedure seed_int32, seed_int64, seed_list_int32, seed_list_int64, seed_text
    module procedure seed_sequence
  end interface

  ! np.random.seed(seed).
  interface isorand_seed_legacy
    module procedure seed_legacy_int32, seed_legacy_int64
    module procedure seed_legacy_list_int32, seed_legacy_list_int64
  end interface

  ! The child of spawn key (..., index), from 0 on as in NumPy.
  interface isorand_child
    module procedure child_int32, child_int64
  end interface

  ! bit_generator.advance(delta), also backwards; jumped(k) into the same rng; words passed over.
  interface isorand_advance
    module procedure advance_int32, advance_int64
  end interface
  interface isorand_jump
    module procedure jump_int32, jump_int64
  end interface
  interface isorand_skip
    module procedure skip_int32, skip_int64
  end interface

  ! One value of the same stream.
  interface
    function isorand_next_u32(rng) bind(c) result(x)
      import :: isorand_rng, c_int32_t
      type(isorand_rng), intent(inout) :: rng
      integer(c_int32_t) :: x
    end function
    function isorand_next_u64(rng) bind(c) result(x)
      import :: isorand_rng, c_int64_t
      type(isorand_rng), intent(inout) :: rng
      integer(c_int64_t) :: x
    end function
    function isorand_next_f32(rng) bind(c) result(x)
      import :: isorand_rng, c_float
      type(isorand_rng), intent(inout) :: rng
      real(c_float) :: x
    end function
    function isorand_next_f64(rng) bind(c) result(x)
      import :: isorand_rng, c_double
      type(isorand_rng), intent(inout) :: rng
      real(c_double) :: x
    end function
    function isorand_next_normal_f32(rng) bind(c) result(x)
      import :: isorand_rng, c_float
      type(isorand_rng), intent(inout) :: rng
      real(c_float) :: x
    end function
    function isorand_next_normal_f64(rng) bind(c) result(x)
      import :: isorand_rng, c_double
      type(isorand_rng), intent(inout) :: rng
      real(c_double) :: x
    end function
    function isorand_next_exponential_f32(rng) bind(c) result(x)
      import :: isorand_rng, c_float
      type(isorand_rng), intent(inout) :: rng
      real(c_float) :: x
    end function
    function isorand_next_exponential_f64(rng) bind(c) result(x)
      import :: isorand_rng, c_double
      type(isorand_rng), intent(inout) :: rng
      real(c_double) :: x
    end function
  end interface

  ! ---- the C interface ----
  interface
    function c_strerror(code) bind(c, name='isorand_strerror') result(text)
      import :: c_int, c_ptr
      integer(c_int), value :: code
      type(c_ptr) :: text
    end function
    function c_version() bind(c, name='isorand_version') result(text)
      import :: c_ptr
      type(c_ptr) :: text
    end function
    function c_backend_name() bind(c, name='isorand_backend_name') result(text)
      import :: c_ptr
      type(c_ptr) :: text
    end function
    function c_seedseq_init(ss, entropy, n, spawn_key, nkey) bind(c, name='isorand_seedseq_init') &
        result(code)
      import :: isorand_seedseq, c_int, c_int32_t, c_ptr, c_size_t
      type(isorand_seedseq), intent(inout) :: ss
      integer(c_int32_t), intent(in) :: entropy(*)
      integer(c_size_t), value :: n, nkey
      type(c_ptr), value :: spawn_key
      integer(c_int) :: code
    end function
    function c_seedseq_from_string(ss, text) bind(c, name='isorand_seedseq_from_string') result(code)
      import :: isorand_seedseq, c_char, c_int
      type(isorand_seedseq), intent(inout) :: ss
      character(kind=c_char), intent(in) :: text(*)
      integer(c_int) :: code
    end function
    function c_seedseq_from_os(ss, entropy) bind(c, name='isorand_seedseq_from_os') result(code)
      import :: isorand_seedseq, c_int, c_int32_t
      type(isorand_seedseq), intent(inout) :: ss
      integer(c_int32_t), intent(inout) :: entropy(*)
      integer(c_int) :: code
    end function
    function c_seedseq_spawn(ss, children, n) bind(c, name='isorand_seedseq_spawn') result(code)
      import :: isorand_seedseq, c_int, c_size_t
      type(isorand_seedseq), intent(inout) :: ss, children(*)
      integer(c_size_t), value :: n
      integer(c_int) :: code
    end function
    function c_seedseq_child(ss, index, child) bind(c, name='isorand_seedseq_child') result(code)
      import :: isorand_seedseq, c_int, c_int64_t
      type(isorand_seedseq), intent(in) :: ss
      integer(c_int64_t), value :: index
      type(isorand_seedseq), intent(inout) :: child
      integer(c_int) :: code
    end function
    function c_init(rng, engine, ss) bind(c, name='isorand_init') result(code)
      import :: isorand_rng, isorand_seedseq, c_int
      type(isorand_rng), intent(inout) :: rng
      integer(c_int), value :: engine
      type(isorand_seedseq), intent(in) :: ss
      integer(c_int) :: code
    end function
    function c_seed_legacy(rng, seed) bind(c, name='isorand_seed_legacy') result(code)
      import :: isorand_rng, c_int, c_int64_t
      type(isorand_rng), intent(inout) :: rng
      integer(c_int64_t), value :: seed
      integer(c_int) :: code
    end function
    function c_seed_legacy_array(rng, key, n) bind(c, name='isorand_seed_legacy_array') result(code)
      import :: isorand_rng, c_int, c_int32_t, c_size_t
      type(isorand_rng), intent(inout) :: rng
      integer(c_int32_t), intent(in) :: key(*)
      integer(c_size_t), value :: n
      integer(c_int) :: code
    end function
    function c_set_numpy(rng, version) bind(c, name='isorand_set_numpy') result(code)
      import :: isorand_rng, c_char, c_int
      type(isorand_rng), intent(inout) :: rng
      character(kind=c_char), intent(in) :: version(*)
      integer(c_int) :: code
    end function
    function c_advance_wide(rng, delta) bind(c, name='isorand_advance_wide') result(code)
      import :: isorand_rng, c_int, c_int64_t
      type(isorand_rng), intent(inout) :: rng
      integer(c_int64_t), intent(in) :: delta(*)
      integer(c_int) :: code
    end function
    function c_jumped_wide(rng, k, out) bind(c, name='isorand_jumped_wide') result(code)
      import :: isorand_rng, c_int, c_int64_t
      type(isorand_rng), intent(in) :: rng
      integer(c_int64_t), intent(in) :: k(*)
      type(isorand_rng), intent(inout) :: out
      integer(c_int) :: code
    end function
    function c_skip(rng, nwords) bind(c, name='isorand_skip') result(code)
      import :: isorand_rng, c_int, c_int64_t
      type(isorand_rng), intent(inout) :: rng
      integer(c_int64_t), value :: nwords
      integer(c_int) :: code
    end function
    function c_save(rng, out, capacity, nbytes) bind(c, name='isorand_save') result(code)
      import :: isorand_rng, c_int, c_ptr, c_size_t
      type(isorand_rng), intent(in) :: rng
      type(c_ptr), value :: out
      integer(c_size_t), value :: capacity
      integer(c_size_t), intent(inout) :: nbytes
      integer(c_int) :: code
    end function
    function c_load(rng, bytes, nbytes) bind(c, name='isorand_load') result(code)
      import :: isorand_rng, c_int, c_ptr, c_size_t
      type(isorand_rng), intent(inout) :: rng
      type(c_ptr), value :: bytes
      integer(c_size_t), value :: nbytes
      integer(c_int) :: code
    end function
    function c_fill(rng, request, out, n) bind(c, name='isorand_fill') result(code)
      import :: isorand_rng, isorand_distribution, c_int, c_ptr, c_size_t
      type(isorand_rng), intent(inout) :: rng
      type(isorand_distribution), intent(in) :: request
      type(c_ptr), value :: out
      integer(c_size_t), value :: n
      integer(c_int) :: code
    end function
    function c_fill_f32(rng, out, n) bind(c, name='isorand_fill_f32') result(code)
      import :: isorand_rng, c_float, c_int, c_size_t
      type(isorand_rng), intent(inout) :: rng
      real(c_float), intent(inout) :: out(*)
      integer(c_size_t), value :: n
      integer(c_int) :: code
    end function
    function c_fill_f64(rng, out, n) bind(c, name='isorand_fill_f64') result(code)
      import :: isorand_rng, c_double, c_int, c_size_t
      type(isorand_rng), intent(inout) :: rng
      real(c_double), intent(inout) :: out(*)
      integer(c_size_t), value :: n
      integer(c_int) :: code
    end function
    function c_fill_u32(rng, out, n) bind(c, name='isorand_fill_u32') result(code)
      import :: isorand_rng, c_int, c_int32_t, c_size_t
      type(isorand_rng), intent(inout) :: rng
      integer(c_int32_t), intent(inout) :: out(*)
      integer(c_size_t), value :: n
      integer(c_int) :: code
    end function
    function c_fill_u64(rng, out, n) bind(c, name='isorand_fill_u64') result(code)
      import :: isorand_rng, c_int, c_int64_t, c_size_t
      type(isorand_rng), intent(inout) :: rng
      integer(c_int64_t), intent(inout) :: out(*)
      integer(c_size_t), value :: n
      integer(c_int) :: code
    end function
    function c_shuffle(rng, base, n, size) bind(c, name='isorand_shuffle') result(code)
      import :: isorand_rng, c_int, c_ptr, c_size_t
      type(isorand_rng), intent(inout) :: rng
      type(c_ptr), value :: base
      integer(c_size_t), value :: n, size
      integer(c_int) :: code
    end function
    function c_permutation(rng, out, n) bind(c, name='isorand_permutation_i64') result(code)
      import :: isorand_rng, c_int, c_int64_t, c_size_t
      type(isorand_rng), intent(inout) :: rng
      integer(c_int64_t), intent(inout) :: out(*)
      integer(c_size_t), value :: n
      integer(c_int) :: code
    end function
  end interface

contains

  ! ---- errors and texts ----

  ! A C string as a Fortran one.
  function text_of(place) result(text)
    type(c_ptr), intent(in) :: place
    character(:), allocatable :: text
    character(kind=c_char), pointer :: at(:)
    integer :: length, i
    call c_f_pointer(place, at, [1000])
    length = 0
    do while (at(length + 1) /= c_null_char)
      length = length + 1
    end do
    allocate (character(length) :: text)
    do i = 1, length
      text(i:i) = at(i)
    end do
  end function

  ! One sentence for an error code.
  function isorand_strerror(code) result(text)
    integer, intent(in) :: code
    character(:), allocatable :: text
    text = text_of(c_strerror(int(code, c_int)))
  end function

  ! The version of the library at run time.
  function isorand_version() result(text)
    character(:), allocatable :: text
    text = text_of(c_version())
  end function

  ! Name of the active backend.
  function isorand_backend_name() result(text)
    character(:), allocatable :: text
    text = text_of(c_backend_name())
  end function

  ! Hands a code to 'stat', or ends the program.
  subroutine finish(code, stat)
    integer(c_int), intent(in) :: code
    integer, intent(out), optional :: stat
    if (present(stat)) then
      stat = int(code)
    else if (code /= ISORAND_OK) then
      write (error_unit, '(2a)') 'isorand: ', isorand_strerror(int(code))
      error stop 1
    end if
  end subroutine

  ! ---- seeds ----

  ! A number below 2^32 as the integer with the same 32 bits.
  elemental function word_of(x) result(word)
    integer(int64), intent(in) :: x
    integer(int32) :: word
    word = int(merge(x - TWO_TO_32, x, x >= TWO_TO_32 / 2), int32)
  end function

  ! The words of NumPy's list of integers: those of each, the lowest first, and no zeros above.
  subroutine seedseq_of_words(ss, seed, stat)
    type(isorand_seedseq), intent(inout) :: ss
    integer(int64), intent(in) :: seed(:)
    integer, intent(out), optional :: stat
    integer(int32) :: words(2 * size(seed))
    integer(c_size_t) :: n
    integer :: i
    if (any(seed < 0)) then
      call finish(int(ISORAND_EINVAL, c_int), stat)
      return
    end if
    n = 0
    do i = 1, size(seed)
      n = n + 1
      words(n) = word_of(modulo(seed(i), TWO_TO_32))
      if (seed(i) >= TWO_TO_32) then
        n = n + 1
        words(n) = word_of(seed(i) / TWO_TO_32)
      end if
    end do
    call finish(c_seedseq_init(ss, words, n, c_null_ptr, 0_c_size_t), stat)
  end subroutine

  subroutine seedseq_of_text(ss, seed, stat)
    type(isorand_seedseq), intent(inout) :: ss
    character(*), intent(in) :: seed
    integer, intent(out), optional :: stat
    call finish(c_seedseq_from_string(ss, trim(seed) // c_null_char), stat)
  end subroutine

  subroutine seed_text(rng, seed, engine, stat)
    type(isorand_rng), intent(inout) :: rng
    character(*), intent(in) :: seed
    integer, intent(in), optional :: engine
    integer, intent(out), optional :: stat
    type(isorand_seedseq) :: ss
    integer :: code
    call seedseq_of_text(ss, seed, code)
    call begin(rng, ss, code, engine, stat)
  end subroutine

  ! Generator(ENGINE(ss)), also for children.
  subroutine seed_sequence(rng, seed, engine, stat)
    type(isorand_rng), intent(inout) :: rng
    type(isorand_seedseq), intent(in) :: seed
    integer, intent(in), optional :: engine
    integer, intent(out), optional :: stat
    call begin(rng, seed, ISORAND_OK, engine, stat)
  end subroutine

  ! From a sequence whose making gave 'code'.
  subroutine begin(rng, ss, code, engine, stat)
    type(isorand_rng), intent(inout) :: rng
    type(isorand_seedseq), intent(in) :: ss
    integer, intent(in) :: code
    integer, intent(in), optional :: engine
    integer, intent(out), optional :: stat
    integer :: number
    if (code /= ISORAND_OK) then
      call finish(int(code, c_int), stat)
      return
    end if
    number = ISORAND_PCG64
    if (present(engine)) number = engine
    call finish(c_init(rng, int(number, c_int), ss), stat)
  end subroutine

  subroutine seedseq_of_int32(ss, seed, stat)
    type(isorand_seedseq), intent(inout) :: ss
    integer(int32), intent(in) :: seed
    integer, intent(out), optional :: stat
    call seedseq_of_words(ss, [int(seed, int64)], stat)
  end subroutine

  subroutine seedseq_of_list_int32(ss, seed, stat)
    type(isorand_seedseq), intent(inout) :: ss
    integer(int32), intent(in) :: seed(:)
    integer, intent(out), optional :: stat
    call seedseq_of_words(ss, int(seed, int64), stat)
  end subroutine

  subroutine seed_int32(rng, seed, engine, stat)
    type(isorand_rng), intent(inout) :: rng
    integer(int32), intent(in) :: seed
    integer, intent(in), optional :: engine
    integer, intent(out), optional :: stat
    call seed_list_int32(rng, [seed], engine, stat)
  end subroutine

  subroutine seed_list_int32(rng, seed, engine, stat)
    type(isorand_rng), intent(inout) :: rng
    integer(int32), intent(in) :: seed(:)
    integer, intent(in), optional :: engine
    integer, intent(out), optional :: stat
    type(isorand_seedseq) :: ss
    integer :: code
    call seedseq_of_words(ss, int(seed, int64), code)
    call begin(rng, ss, code, engine, stat)
  end subroutine

  subroutine seed_legacy_int32(rng, seed, stat)
    type(isorand_rng), intent(inout) :: rng
    integer(int32), intent(in) :: seed
    integer, intent(out), optional :: stat
    call finish(c_seed_legacy(rng, int(seed, int64)), stat)
  end subroutine

  ! As in NumPy each element is a number below 2^32.
  subroutine seed_legacy_list_int32(rng, seed, stat)
    type(isorand_rng), intent(inout) :: rng
    integer(int32), intent(in) :: seed(:)
    integer, intent(out), optional :: stat
    if (any(seed < 0) .or. any(int(seed, int64) >= TWO_TO_32)) then
      call finish(int(ISORAND_ERANGE, c_int), stat)
    else
      call finish(c_seed_legacy_array(rng, word_of(int(seed, int64)), size(seed, kind=c_size_t)), stat)
    end if
  end subroutine

  subroutine child_int32(ss, index, child, stat)
    type(isorand_seedseq), intent(in) :: ss
    integer(int32), intent(in) :: index
    type(isorand_seedseq), intent(inout) :: child
    integer, intent(out), optional :: stat
    if (index < 0) then
      call finish(int(ISORAND_EINVAL, c_int), stat)
    else
      call finish(c_seedseq_child(ss, int(index, int64), child), stat)
    end if
  end subroutine

  subroutine advance_int32(rng, delta, stat)
    type(isorand_rng), intent(inout) :: rng
    integer(int32), intent(in) :: delta
    integer, intent(out), optional :: stat
    call finish(c_advance_wide(rng, wide(int(delta, int64))), stat)
  end subroutine

  subroutine jump_int32(rng, k, stat)
    type(isorand_rng), intent(inout) :: rng
    integer(int32), intent(in) :: k
    integer, intent(out), optional :: stat
    type(isorand_rng) :: jumped
    integer(c_int) :: code
    code = c_jumped_wide(rng, wide(int(k, int64)), jumped)
    if (code == ISORAND_OK) rng = jumped
    call finish(code, stat)
  end subroutine

  subroutine skip_int32(rng, nwords, stat)
    type(isorand_rng), intent(inout) :: rng
    integer(int32), intent(in) :: nwords
    integer, intent(out), optional :: stat
    if (nwords < 0) then
      call finish(int(ISORAND_EINVAL, c_int), stat)
    else
      call finish(c_skip(rng, int(nwords, int64)), stat)
    end if
  end subroutine

  subroutine seedseq_of_int64(ss, seed, stat)
    type(isorand_seedseq), intent(inout) :: ss
    integer(int64), intent(in) :: seed
    integer, intent(out), optional :: stat
    call seedseq_of_words(ss, [int(seed, int64)], stat)
  end subroutine

  subroutine seedseq_of_list_int64(ss, seed, stat)
    type(isorand_seedseq), intent(inout) :: ss
    integer(int64), intent(in) :: seed(:)
    integer, intent(out), optional :: stat
    call seedseq_of_words(ss, int(seed, int64), stat)
  end subroutine

  subroutine seed_int64(rng, seed, engine, stat)
    type(isorand_rng), intent(inout) :: rng
    integer(int64), intent(in) :: seed
    integer, intent(in), optional :: engine
    integer, intent(out), optional :: stat
    call seed_list_int64(rng, [seed], engine, stat)
  end subroutine

  subroutine seed_list_int64(rng, seed, engine, stat)
    type(isorand_rng), intent(inout) :: rng
    integer(int64), intent(in) :: seed(:)
    integer, intent(in), optional :: engine
    integer, intent(out), optional :: stat
    type(isorand_seedseq) :: ss
    integer :: code
    call seedseq_of_words(ss, int(seed, int64), code)
    call begin(rng, ss, code, engine, stat)
  end subroutine

  subroutine seed_legacy_int64(rng, seed, stat)
    type(isorand_rng), intent(inout) :: rng
    integer(int64), intent(in) :: seed
    integer, intent(out), optional :: stat
    call finish(c_seed_legacy(rng, int(seed, int64)), stat)
  end subroutine

  ! As in NumPy each element is a number below 2^32.
  subroutine seed_legacy_list_int64(rng, seed, stat)
    type(isorand_rng), intent(inout) :: rng
    integer(int64), intent(in) :: seed(:)
    integer, intent(out), optional :: stat
    if (any(seed < 0) .or. any(int(seed, int64) >= TWO_TO_32)) then
      call finish(int(ISORAND_ERANGE, c_int), stat)
    else
      call finish(c_seed_legacy_array(rng, word_of(int(seed, int64)), size(seed, kind=c_size_t)), stat)
    end if
  end subroutine

  subroutine child_int64(ss, index, child, stat)
    type(isorand_seedseq), intent(in) :: ss
    integer(int64), intent(in) :: index
    type(isorand_seedseq), intent(inout) :: child
    integer, intent(out), optional :: stat
    if (index < 0) then
      call finish(int(ISORAND_EINVAL, c_int), stat)
    else
      call finish(c_seedseq_child(ss, int(index, int64), child), stat)
    end if
  end subroutine

  subroutine advance_int64(rng, delta, stat)
    type(isorand_rng), intent(inout) :: rng
    integer(int64), intent(in) :: delta
    integer, intent(out), optional :: stat
    call finish(c_advance_wide(rng, wide(int(delta, int64))), stat)
  end subroutine

  subroutine jump_int64(rng, k, stat)
    type(isorand_rng), intent(inout) :: rng
    integer(int64), intent(in) :: k
    integer, intent(out), optional :: stat
    type(isorand_rng) :: jumped
    integer(c_int) :: code
    code = c_jumped_wide(rng, wide(int(k, int64)), jumped)
    if (code == ISORAND_OK) rng = jumped
    call finish(code, stat)
  end subroutine

  subroutine skip_int64(rng, nwords, stat)
    type(isorand_rng), intent(inout) :: rng
    integer(int64), intent(in) :: nwords
    integer, intent(out), optional :: stat
    if (nwords < 0) then
      call finish(int(ISORAND_EINVAL, c_int), stat)
    else
      call finish(c_skip(rng, int(nwords, int64)), stat)
    end if
  end subroutine

  ! A 256-bit two's complement number.
  pure function wide(x) result(digits)
    integer(int64), intent(in) :: x
    integer(int64) :: digits(4)
    digits = merge(-1_int64, 0_int64, x < 0)
    digits(1) = x
  end function

  ! 128 bits from the operating system, and those as a list, so that the run can be repeated.
  subroutine isorand_seedseq_from_os(ss, entropy, stat)
    type(isorand_seedseq), intent(inout) :: ss
    integer(int64), intent(inout) :: entropy(4)
    integer, intent(out), optional :: stat
    integer(int32) :: words(4)
    integer(c_int) :: code
    words = 0
    code = c_seedseq_from_os(ss, words)
    if (code == ISORAND_OK) entropy = modulo(int(words, int64), TWO_TO_32)
    call finish(code, stat)
  end subroutine

  ! ss.spawn(size(children)).
  subroutine isorand_spawn(ss, children, stat)
    type(isorand_seedseq), intent(inout) :: ss
    type(isorand_seedseq), intent(inout), contiguous :: children(:)
    integer, intent(out), optional :: stat
    call finish(c_seedseq_spawn(ss, children, size(children, kind=c_size_t)), stat)
  end subroutine

  ! From now on the values of that version of NumPy, such as '1.26'.
  subroutine isorand_set_numpy(rng, version, stat)
    type(isorand_rng), intent(inout) :: rng
    character(*), intent(in) :: version
    integer, intent(out), optional :: stat
    call finish(c_set_numpy(rng, trim(version) // c_null_char), stat)
  end subroutine

  ! ---- saved states ----

  subroutine isorand_save(rng, bytes, stat)
    type(isorand_rng), intent(in) :: rng
    integer(int8), allocatable, intent(inout) :: bytes(:)
    integer, intent(out), optional :: stat
    integer(int8), target :: saved(LONGEST_STATE)
    integer(c_size_t) :: n
    integer(c_int) :: code
    n = 0
    code = c_save(rng, c_loc(saved), size(saved, kind=c_size_t), n)
    if (code == ISORAND_OK) bytes = saved(:n)
    call finish(code, stat)
  end subroutine

  subroutine isorand_load(rng, bytes, stat)
    type(isorand_rng), intent(inout) :: rng
    integer(int8), intent(in) :: bytes(:)
    integer, intent(out), optional :: stat
    integer(int8), target :: saved(size(bytes) + 1)
    saved(:size(bytes)) = bytes
    call finish(c_load(rng, c_loc(saved), size(bytes, kind=c_size_t)), stat)
  end subroutine

  ! ---- order ----

  ! permutation(size(p)): the numbers from 0 on, as in NumPy.
  subroutine isorand_permutation(rng, p, stat)
    type(isorand_rng), intent(inout) :: rng
    integer(int64), intent(inout), contiguous :: p(:)
    integer, intent(out), optional :: stat
    call finish(c_permutation(rng, p, size(p, kind=c_size_t)), stat)
  end subroutine

  ! shuffle(x).
  subroutine shuffle_f32(rng, x, stat)
    type(isorand_rng), intent(inout) :: rng
    real(real32), intent(inout), contiguous, target :: x(:)
    integer, intent(out), optional :: stat
    type(c_ptr) :: place
    place = c_null_ptr
    if (size(x) > 0) place = c_loc(x(1))
    call finish(c_shuffle(rng, place, size(x, kind=c_size_t), &
        storage_size(x, kind=c_size_t) / 8), stat)
  end subroutine

  subroutine shuffle_f64(rng, x, stat)
    type(isorand_rng), intent(inout) :: rng
    real(real64), intent(inout), contiguous, target :: x(:)
    integer, intent(out), optional :: stat
    type(c_ptr) :: place
    place = c_null_ptr
    if (size(x) > 0) place = c_loc(x(1))
    call finish(c_shuffle(rng, place, size(x, kind=c_size_t), &
        storage_size(x, kind=c_size_t) / 8), stat)
  end subroutine

  subroutine shuffle_i32(rng, x, stat)
    type(isorand_rng), intent(inout) :: rng
    integer(int32), intent(inout), contiguous, target :: x(:)
    integer, intent(out), optional :: stat
    type(c_ptr) :: place
    place = c_null_ptr
    if (size(x) > 0) place = c_loc(x(1))
    call finish(c_shuffle(rng, place, size(x, kind=c_size_t), &
        storage_size(x, kind=c_size_t) / 8), stat)
  end subroutine

  subroutine shuffle_i64(rng, x, stat)
    type(isorand_rng), intent(inout) :: rng
    integer(int64), intent(inout), contiguous, target :: x(:)
    integer, intent(out), optional :: stat
    type(c_ptr) :: place
    place = c_null_ptr
    if (size(x) > 0) place = c_loc(x(1))
    call finish(c_shuffle(rng, place, size(x, kind=c_size_t), &
        storage_size(x, kind=c_size_t) / 8), stat)
  end subroutine

  ! ---- fills: of 'n' elements, then of each rank ----

  subroutine fill_f32(rng, x, n, dist, stat)
    type(isorand_rng), intent(inout) :: rng
    integer(c_size_t), intent(in) :: n
    real(real32), intent(inout), target :: x(*)
    type(isorand_distribution), intent(in), optional :: dist
    integer, intent(out), optional :: stat
    type(isorand_distribution) :: request
    type(c_ptr) :: place
    if (present(dist)) then
      request = dist
      request%type = merge(TYPE_F32, TYPE_F32, dist%dist == NUMBER_OF_WORDS)
      place = c_null_ptr
      if (n > 0) place = c_loc(x(1))
      call finish(c_fill(rng, request, place, n), stat)
    else
      call finish(c_fill_f32(rng, x, n), stat)
    end if
  end subroutine

  subroutine fill_f32_0(rng, x, dist, stat)
    type(isorand_rng), intent(inout) :: rng
    real(real32), intent(inout) :: x
    type(isorand_distribution), intent(in), optional :: dist
    integer, intent(out), optional :: stat
    real(real32) :: one(1)
    one(1) = x
    call fill_f32(rng, one, 1_c_size_t, dist, stat)
    x = one(1)
  end subroutine

  subroutine fill_f32_1(rng, x, dist, stat)
    type(isorand_rng), intent(inout) :: rng
    real(real32), intent(inout), contiguous :: x(:)
    type(isorand_distribution), intent(in), optional :: dist
    integer, intent(out), optional :: stat
    call fill_f32(rng, x, size(x, kind=c_size_t), dist, stat)
  end subroutine

  subroutine fill_f32_2(rng, x, dist, stat)
    type(isorand_rng), intent(inout) :: rng
    real(real32), intent(inout), contiguous :: x(:, :)
    type(isorand_distribution), intent(in), optional :: dist
    integer, intent(out), optional :: stat
    call fill_f32(rng, x, size(x, kind=c_size_t), dist, stat)
  end subroutine

  subroutine fill_f32_3(rng, x, dist, stat)
    type(isorand_rng), intent(inout) :: rng
    real(real32), intent(inout), contiguous :: x(:, :, :)
    type(isorand_distribution), intent(in), optional :: dist
    integer, intent(out), optional :: stat
    call fill_f32(rng, x, size(x, kind=c_size_t), dist, stat)
  end subroutine

  subroutine fill_f32_4(rng, x, dist, stat)
    type(isorand_rng), intent(inout) :: rng
    real(real32), intent(inout), contiguous :: x(:, :, :, :)
    type(isorand_distribution), intent(in), optional :: dist
    integer, intent(out), optional :: stat
    call fill_f32(rng, x, size(x, kind=c_size_t), dist, stat)
  end subroutine

  subroutine fill_f32_5(rng, x, dist, stat)
    type(isorand_rng), intent(inout) :: rng
    real(real32), intent(inout), contiguous :: x(:, :, :, :, :)
    type(isorand_distribution), intent(in), optional :: dist
    integer, intent(out), optional :: stat
    call fill_f32(rng, x, size(x, kind=c_size_t), dist, stat)
  end subroutine

  subroutine fill_f32_6(rng, x, dist, stat)
    type(isorand_rng), intent(inout) :: rng
    real(real32), intent(inout), contiguous :: x(:, :, :, :, :, :)
    type(isorand_distribution), intent(in), optional :: dist
    integer, intent(out), optional :: stat
    call fill_f32(rng, x, size(x, kind=c_size_t), dist, stat)
  end subroutine

  subroutine fill_f32_7(rng, x, dist, stat)
    type(isorand_rng), intent(inout) :: rng
    real(real32), intent(inout), contiguous :: x(:, :, :, :, :, :, :)
    type(isorand_distribution), intent(in), optional :: dist
    integer, intent(out), optional :: stat
    call fill_f32(rng, x, size(x, kind=c_size_t), dist, stat)
  end subroutine

  subroutine fill_f32_8(rng, x, dist, stat)
    type(isorand_rng), intent(inout) :: rng
    real(real32), intent(inout), contiguous :: x(:, :, :, :, :, :, :, :)
    type(isorand_distribution), intent(in), optional :: dist
    integer, intent(out), optional :: stat
    call fill_f32(rng, x, size(x, kind=c_size_t), dist, stat)
  end subroutine

  subroutine fill_f32_9(rng, x, dist, stat)
    type(isorand_rng), intent(inout) :: rng
    real(real32), intent(inout), contiguous :: x(:, :, :, :, :, :, :, :, :)
    type(isorand_distribution), intent(in), optional :: dist
    integer, intent(out), optional :: stat
    call fill_f32(rng, x, size(x, kind=c_size_t), dist, stat)
  end subroutine

  subroutine fill_f32_10(rng, x, dist, stat)
    type(isorand_rng), intent(inout) :: rng
    real(real32), intent(inout), contiguous :: x(:, :, :, :, :, :, :, :, :, :)
    type(isorand_distribution), intent(in), optional :: dist
    integer, intent(out), optional :: stat
    call fill_f32(rng, x, size(x, kind=c_size_t), dist, stat)
  end subroutine

  subroutine fill_f32_11(rng, x, dist, stat)
    type(isorand_rng), intent(inout) :: rng
    real(real32), intent(inout), contiguous :: x(:, :, :, :, :, :, :, :, :, :, :)
    type(isorand_distribution), intent(in), optional :: dist
    integer, intent(out), optional :: stat
    call fill_f32(rng, x, size(x, kind=c_size_t), dist, stat)
  end subroutine

  subroutine fill_f32_12(rng, x, dist, stat)
    type(isorand_rng), intent(inout) :: rng
    real(real32), intent(inout), contiguous :: x(:, :, :, :, :, :, :, :, :, :, :, :)
    type(isorand_distribution), intent(in), optional :: dist
    integer, intent(out), optional :: stat
    call fill_f32(rng, x, size(x, kind=c_size_t), dist, stat)
  end subroutine

  subroutine fill_f32_13(rng, x, dist, stat)
    type(isorand_rng), intent(inout) :: rng
    real(real32), intent(inout), contiguous :: x(:, :, :, :, :, :, :, :, :, :, :, :, :)
    type(isorand_distribution), intent(in), optional :: dist
    integer, intent(out), optional :: stat
    call fill_f32(rng, x, size(x, kind=c_size_t), dist, stat)
  end subroutine

  subroutine fill_f32_14(rng, x, dist, stat)
    type(isorand_rng), intent(inout) :: rng
    real(real32), intent(inout), contiguous :: x(:, :, :, :, :, :, :, :, :, :, :, :, :, :)
    type(isorand_distribution), intent(in), optional :: dist
    integer, intent(out), optional :: stat
    call fill_f32(rng, x, size(x, kind=c_size_t), dist, stat)
  end subroutine

  subroutine fill_f32_15(rng, x, dist, stat)
    type(isorand_rng), intent(inout) :: rng
    real(real32), intent(inout), contiguous :: x(:, :, :, :, :, :, :, :, :, :, :, :, :, :, :)
    type(isorand_distribution), intent(in), optional :: dist
    integer, intent(out), optional :: stat
    call fill_f32(rng, x, size(x, kind=c_size_t), dist, stat)
  end subroutine

  subroutine fill_f64(rng, x, n, dist, stat)
    type(isorand_rng), intent(inout) :: rng
    integer(c_size_t), intent(in) :: n
    real(real64), intent(inout), target :: x(*)
    type(isorand_distribution), intent(in), optional :: dist
    integer, intent(out), optional :: stat
    type(isorand_distribution) :: request
    type(c_ptr) :: place
    if (present(dist)) then
      request = dist
      request%type = merge(TYPE_F64, TYPE_F64, dist%dist == NUMBER_OF_WORDS)
      place = c_null_ptr
      if (n > 0) place = c_loc(x(1))
      call finish(c_fill(rng, request, place, n), stat)
    else
      call finish(c_fill_f64(rng, x, n), stat)
    end if
  end subroutine

  subroutine fill_f64_0(rng, x, dist, stat)
    type(isorand_rng), intent(inout) :: rng
    real(real64), intent(inout) :: x
    type(isorand_distribution), intent(in), optional :: dist
    integer, intent(out), optional :: stat
    real(real64) :: one(1)
    one(1) = x
    call fill_f64(rng, one, 1_c_size_t, dist, stat)
    x = one(1)
  end subroutine

  subroutine fill_f64_1(rng, x, dist, stat)
    type(isorand_rng), intent(inout) :: rng
    real(real64), intent(inout), contiguous :: x(:)
    type(isorand_distribution), intent(in), optional :: dist
    integer, intent(out), optional :: stat
    call fill_f64(rng, x, size(x, kind=c_size_t), dist, stat)
  end subroutine

  subroutine fill_f64_2(rng, x, dist, stat)
    type(isorand_rng), intent(inout) :: rng
    real(real64), intent(inout), contiguous :: x(:, :)
    type(isorand_distribution), intent(in), optional :: dist
    integer, intent(out), optional :: stat
    call fill_f64(rng, x, size(x, kind=c_size_t), dist, stat)
  end subroutine

  subroutine fill_f64_3(rng, x, dist, stat)
    type(isorand_rng), intent(inout) :: rng
    real(real64), intent(inout), contiguous :: x(:, :, :)
    type(isorand_distribution), intent(in), optional :: dist
    integer, intent(out), optional :: stat
    call fill_f64(rng, x, size(x, kind=c_size_t), dist, stat)
  end subroutine

  subroutine fill_f64_4(rng, x, dist, stat)
    type(isorand_rng), intent(inout) :: rng
    real(real64), intent(inout), contiguous :: x(:, :, :, :)
    type(isorand_distribution), intent(in), optional :: dist
    integer, intent(out), optional :: stat
    call fill_f64(rng, x, size(x, kind=c_size_t), dist, stat)
  end subroutine

  subroutine fill_f64_5(rng, x, dist, stat)
    type(isorand_rng), intent(inout) :: rng
    real(real64), intent(inout), contiguous :: x(:, :, :, :, :)
    type(isorand_distribution), intent(in), optional :: dist
    integer, intent(out), optional :: stat
    call fill_f64(rng, x, size(x, kind=c_size_t), dist, stat)
  end subroutine

  subroutine fill_f64_6(rng, x, dist, stat)
    type(isorand_rng), intent(inout) :: rng
    real(real64), intent(inout), contiguous :: x(:, :, :, :, :, :)
    type(isorand_distribution), intent(in), optional :: dist
    integer, intent(out), optional :: stat
    call fill_f64(rng, x, size(x, kind=c_size_t), dist, stat)
  end subroutine

  subroutine fill_f64_7(rng, x, dist, stat)
    type(isorand_rng), intent(inout) :: rng
    real(real64), intent(inout), contiguous :: x(:, :, :, :, :, :, :)
    type(isorand_distribution), intent(in), optional :: dist
    integer, intent(out), optional :: stat
    call fill_f64(rng, x, size(x, kind=c_size_t), dist, stat)
  end subroutine

  subroutine fill_f64_8(rng, x, dist, stat)
    type(isorand_rng), intent(inout) :: rng
    real(real64), intent(inout), contiguous :: x(:, :, :, :, :, :, :, :)
    type(isorand_distribution), intent(in), optional :: dist
    integer, intent(out), optional :: stat
    call fill_f64(rng, x, size(x, kind=c_size_t), dist, stat)
  end subroutine

  subroutine fill_f64_9(rng, x, dist, stat)
    type(isorand_rng), intent(inout) :: rng
    real(real64), intent(inout), contiguous :: x(:, :, :, :, :, :, :, :, :)
    type(isorand_distribution), intent(in), optional :: dist
    integer, intent(out), optional :: stat
    call fill_f64(rng, x, size(x, kind=c_size_t), dist, stat)
  end subroutine

  subroutine fill_f64_10(rng, x, dist, stat)
    type(isorand_rng), intent(inout) :: rng
    real(real64), intent(inout), contiguous :: x(:, :, :, :, :, :, :, :, :, :)
    type(isorand_distribution), intent(in), optional :: dist
    integer, intent(out), optional :: stat
    call fill_f64(rng, x, size(x, kind=c_size_t), dist, stat)
  end subroutine

  subroutine fill_f64_11(rng, x, dist, stat)
    type(isorand_rng), intent(inout) :: rng
    real(real64), intent(inout), contiguous :: x(:, :, :, :, :, :, :, :, :, :, :)
    type(isorand_distribution), intent(in), optional :: dist
    integer, intent(out), optional :: stat
    call fill_f64(rng, x, size(x, kind=c_size_t), dist, stat)
  end subroutine

  subroutine fill_f64_12(rng, x, dist, stat)
    type(isorand_rng), intent(inout) :: rng
    real(real64), intent(inout), contiguous :: x(:, :, :, :, :, :, :, :, :, :, :, :)
    type(isorand_distribution), intent(in), optional :: dist
    integer, intent(out), optional :: stat
    call fill_f64(rng, x, size(x, kind=c_size_t), dist, stat)
  end subroutine

  subroutine fill_f64_13(rng, x, dist, stat)
    type(isorand_rng), intent(inout) :: rng
    real(real64), intent(inout), contiguous :: x(:, :, :, :, :, :, :, :, :, :, :, :, :)
    type(isorand_distribution), intent(in), optional :: dist
    integer, intent(out), optional :: stat
    call fill_f64(rng, x, size(x, kind=c_size_t), dist, stat)
  end subroutine

  subroutine fill_f64_14(rng, x, dist, stat)
    type(isorand_rng), intent(inout) :: rng
    real(real64), intent(inout), contiguous :: x(:, :, :, :, :, :, :, :, :, :, :, :, :, :)
    type(isorand_distribution), intent(in), optional :: dist
    integer, intent(out), optional :: stat
    call fill_f64(rng, x, size(x, kind=c_size_t), dist, stat)
  end subroutine

  subroutine fill_f64_15(rng, x, dist, stat)
    type(isorand_rng), intent(inout) :: rng
    real(real64), intent(inout), contiguous :: x(:, :, :, :, :, :, :, :, :, :, :, :, :, :, :)
    type(isorand_distribution), intent(in), optional :: dist
    integer, intent(out), optional :: stat
    call fill_f64(rng, x, size(x, kind=c_size_t), dist, stat)
  end subroutine

  subroutine fill_i32(rng, x, n, dist, stat)
    type(isorand_rng), intent(inout) :: rng
    integer(c_size_t), intent(in) :: n
    integer(int32), intent(inout), target :: x(*)
    type(isorand_distribution), intent(in), optional :: dist
    integer, intent(out), optional :: stat
    type(isorand_distribution) :: request
    type(c_ptr) :: place
    if (present(dist)) then
      request = dist
      request%type = merge(TYPE_U32, TYPE_I32, dist%dist == NUMBER_OF_WORDS)
      place = c_null_ptr
      if (n > 0) place = c_loc(x(1))
      call finish(c_fill(rng, request, place, n), stat)
    else
      call finish(c_fill_u32(rng, x, n), stat)
    end if
  end subroutine

  subroutine fill_i32_0(rng, x, dist, stat)
    type(isorand_rng), intent(inout) :: rng
    integer(int32), intent(inout) :: x
    type(isorand_distribution), intent(in), optional :: dist
    integer, intent(out), optional :: stat
    integer(int32) :: one(1)
    one(1) = x
    call fill_i32(rng, one, 1_c_size_t, dist, stat)
    x = one(1)
  end subroutine

  subroutine fill_i32_1(rng, x, dist, stat)
    type(isorand_rng), intent(inout) :: rng
    integer(int32), intent(inout), contiguous :: x(:)
    type(isorand_distribution), intent(in), optional :: dist
    integer, intent(out), optional :: stat
    call fill_i32(rng, x, size(x, kind=c_size_t), dist, stat)
  end subroutine

  subroutine fill_i32_2(rng, x, dist, stat)
    type(isorand_rng), intent(inout) :: rng
    integer(int32), intent(inout), contiguous :: x(:, :)
    type(isorand_distribution), intent(in), optional :: dist
    integer, intent(out), optional :: stat
    call fill_i32(rng, x, size(x, kind=c_size_t), dist, stat)
  end subroutine

  subroutine fill_i32_3(rng, x, dist, stat)
    type(isorand_rng), intent(inout) :: rng
    integer(int32), intent(inout), contiguous :: x(:, :, :)
    type(isorand_distribution), intent(in), optional :: dist
    integer, intent(out), optional :: stat
    call fill_i32(rng, x, size(x, kind=c_size_t), dist, stat)
  end subroutine

  subroutine fill_i32_4(rng, x, dist, stat)
    type(isorand_rng), intent(inout) :: rng
    integer(int32), intent(inout), contiguous :: x(:, :, :, :)
    type(isorand_distribution), intent(in), optional :: dist
    integer, intent(out), optional :: stat
    call fill_i32(rng, x, size(x, kind=c_size_t), dist, stat)
  end subroutine

  subroutine fill_i32_5(rng, x, dist, stat)
    type(isorand_rng), intent(inout) :: rng
    integer(int32), intent(inout), contiguous :: x(:, :, :, :, :)
    type(isorand_distribution), intent(in), optional :: dist
    integer, intent(out), optional :: stat
    call fill_i32(rng, x, size(x, kind=c_size_t), dist, stat)
  end subroutine

  subroutine fill_i32_6(rng, x, dist, stat)
    type(isorand_rng), intent(inout) :: rng
    integer(int32), intent(inout), contiguous :: x(:, :, :, :, :, :)
    type(isorand_distribution), intent(in), optional :: dist
    integer, intent(out), optional :: stat
    call fill_i32(rng, x, size(x, kind=c_size_t), dist, stat)
  end subroutine

  subroutine fill_i32_7(rng, x, dist, stat)
    type(isorand_rng), intent(inout) :: rng
    integer(int32), intent(inout), contiguous :: x(:, :, :, :, :, :, :)
    type(isorand_distribution), intent(in), optional :: dist
    integer, intent(out), optional :: stat
    call fill_i32(rng, x, size(x, kind=c_size_t), dist, stat)
  end subroutine

  subroutine fill_i32_8(rng, x, dist, stat)
    type(isorand_rng), intent(inout) :: rng
    integer(int32), intent(inout), contiguous :: x(:, :, :, :, :, :, :, :)
    type(isorand_distribution), intent(in), optional :: dist
    integer, intent(out), optional :: stat
    call fill_i32(rng, x, size(x, kind=c_size_t), dist, stat)
  end subroutine

  subroutine fill_i32_9(rng, x, dist, stat)
    type(isorand_rng), intent(inout) :: rng
    integer(int32), intent(inout), contiguous :: x(:, :, :, :, :, :, :, :, :)
    type(isorand_distribution), intent(in), optional :: dist
    integer, intent(out), optional :: stat
    call fill_i32(rng, x, size(x, kind=c_size_t), dist, stat)
  end subroutine

  subroutine fill_i32_10(rng, x, dist, stat)
    type(isorand_rng), intent(inout) :: rng
    integer(int32), intent(inout), contiguous :: x(:, :, :, :, :, :, :, :, :, :)
    type(isorand_distribution), intent(in), optional :: dist
    integer, intent(out), optional :: stat
    call fill_i32(rng, x, size(x, kind=c_size_t), dist, stat)
  end subroutine

  subroutine fill_i32_11(rng, x, dist, stat)
    type(isorand_rng), intent(inout) :: rng
    integer(int32), intent(inout), contiguous :: x(:, :, :, :, :, :, :, :, :, :, :)
    type(isorand_distribution), intent(in), optional :: dist
    integer, intent(out), optional :: stat
    call fill_i32(rng, x, size(x, kind=c_size_t), dist, stat)
  end subroutine

  subroutine fill_i32_12(rng, x, dist, stat)
    type(isorand_rng), intent(inout) :: rng
    integer(int32), intent(inout), contiguous :: x(:, :, :, :, :, :, :, :, :, :, :, :)
    type(isorand_distribution), intent(in), optional :: dist
    integer, intent(out), optional :: stat
    call fill_i32(rng, x, size(x, kind=c_size_t), dist, stat)
  end subroutine

  subroutine fill_i32_13(rng, x, dist, stat)
    type(isorand_rng), intent(inout) :: rng
    integer(int32), intent(inout), contiguous :: x(:, :, :, :, :, :, :, :, :, :, :, :, :)
    type(isorand_distribution), intent(in), optional :: dist
    integer, intent(out), optional :: stat
    call fill_i32(rng, x, size(x, kind=c_size_t), dist, stat)
  end subroutine

  subroutine fill_i32_14(rng, x, dist, stat)
    type(isorand_rng), intent(inout) :: rng
    integer(int32), intent(inout), contiguous :: x(:, :, :, :, :, :, :, :, :, :, :, :, :, :)
    type(isorand_distribution), intent(in), optional :: dist
    integer, intent(out), optional :: stat
    call fill_i32(rng, x, size(x, kind=c_size_t), dist, stat)
  end subroutine

  subroutine fill_i32_15(rng, x, dist, stat)
    type(isorand_rng), intent(inout) :: rng
    integer(int32), intent(inout), contiguous :: x(:, :, :, :, :, :, :, :, :, :, :, :, :, :, :)
    type(isorand_distribution), intent(in), optional :: dist
    integer, intent(out), optional :: stat
    call fill_i32(rng, x, size(x, kind=c_size_t), dist, stat)
  end subroutine

  subroutine fill_i64(rng, x, n, dist, stat)
    type(isorand_rng), intent(inout) :: rng
    integer(c_size_t), intent(in) :: n
    integer(int64), intent(inout), target :: x(*)
    type(isorand_distribution), intent(in), optional :: dist
    integer, intent(out), optional :: stat
    type(isorand_distribution) :: request
    type(c_ptr) :: place
    if (present(dist)) then
      request = dist
      request%type = merge(TYPE_U64, TYPE_I64, dist%dist == NUMBER_OF_WORDS)
      place = c_null_ptr
      if (n > 0) place = c_loc(x(1))
      call finish(c_fill(rng, request, place, n), stat)
    else
      call finish(c_fill_u64(rng, x, n), stat)
    end if
  end subroutine

  subroutine fill_i64_0(rng, x, dist, stat)
    type(isorand_rng), intent(inout) :: rng
    integer(int64), intent(inout) :: x
    type(isorand_distribution), intent(in), optional :: dist
    integer, intent(out), optional :: stat
    integer(int64) :: one(1)
    one(1) = x
    call fill_i64(rng, one, 1_c_size_t, dist, stat)
    x = one(1)
  end subroutine

  subroutine fill_i64_1(rng, x, dist, stat)
    type(isorand_rng), intent(inout) :: rng
    integer(int64), intent(inout), contiguous :: x(:)
    type(isorand_distribution), intent(in), optional :: dist
    integer, intent(out), optional :: stat
    call fill_i64(rng, x, size(x, kind=c_size_t), dist, stat)
  end subroutine

  subroutine fill_i64_2(rng, x, dist, stat)
    type(isorand_rng), intent(inout) :: rng
    integer(int64), intent(inout), contiguous :: x(:, :)
    type(isorand_distribution), intent(in), optional :: dist
    integer, intent(out), optional :: stat
    call fill_i64(rng, x, size(x, kind=c_size_t), dist, stat)
  end subroutine

  subroutine fill_i64_3(rng, x, dist, stat)
    type(isorand_rng), intent(inout) :: rng
    integer(int64), intent(inout), contiguous :: x(:, :, :)
    type(isorand_distribution), intent(in), optional :: dist
    integer, intent(out), optional :: stat
    call fill_i64(rng, x, size(x, kind=c_size_t), dist, stat)
  end subroutine

  subroutine fill_i64_4(rng, x, dist, stat)
    type(isorand_rng), intent(inout) :: rng
    integer(int64), intent(inout), contiguous :: x(:, :, :, :)
    type(isorand_distribution), intent(in), optional :: dist
    integer, intent(out), optional :: stat
    call fill_i64(rng, x, size(x, kind=c_size_t), dist, stat)
  end subroutine

  subroutine fill_i64_5(rng, x, dist, stat)
    type(isorand_rng), intent(inout) :: rng
    integer(int64), intent(inout), contiguous :: x(:, :, :, :, :)
    type(isorand_distribution), intent(in), optional :: dist
    integer, intent(out), optional :: stat
    call fill_i64(rng, x, size(x, kind=c_size_t), dist, stat)
  end subroutine

  subroutine fill_i64_6(rng, x, dist, stat)
    type(isorand_rng), intent(inout) :: rng
    integer(int64), intent(inout), contiguous :: x(:, :, :, :, :, :)
    type(isorand_distribution), intent(in), optional :: dist
    integer, intent(out), optional :: stat
    call fill_i64(rng, x, size(x, kind=c_size_t), dist, stat)
  end subroutine

  subroutine fill_i64_7(rng, x, dist, stat)
    type(isorand_rng), intent(inout) :: rng
    integer(int64), intent(inout), contiguous :: x(:, :, :, :, :, :, :)
    type(isorand_distribution), intent(in), optional :: dist
    integer, intent(out), optional :: stat
    call fill_i64(rng, x, size(x, kind=c_size_t), dist, stat)
  end subroutine

  subroutine fill_i64_8(rng, x, dist, stat)
    type(isorand_rng), intent(inout) :: rng
    integer(int64), intent(inout), contiguous :: x(:, :, :, :, :, :, :, :)
    type(isorand_distribution), intent(in), optional :: dist
    integer, intent(out), optional :: stat
    call fill_i64(rng, x, size(x, kind=c_size_t), dist, stat)
  end subroutine

  subroutine fill_i64_9(rng, x, dist, stat)
    type(isorand_rng), intent(inout) :: rng
    integer(int64), intent(inout), contiguous :: x(:, :, :, :, :, :, :, :, :)
    type(isorand_distribution), intent(in), optional :: dist
    integer, intent(out), optional :: stat
    call fill_i64(rng, x, size(x, kind=c_size_t), dist, stat)
  end subroutine

  subroutine fill_i64_10(rng, x, dist, stat)
    type(isorand_rng), intent(inout) :: rng
    integer(int64), intent(inout), contiguous :: x(:, :, :, :, :, :, :, :, :, :)
    type(isorand_distribution), intent(in), optional :: dist
    integer, intent(out), optional :: stat
    call fill_i64(rng, x, size(x, kind=c_size_t), dist, stat)
  end subroutine

  subroutine fill_i64_11(rng, x, dist, stat)
    type(isorand_rng), intent(inout) :: rng
    integer(int64), intent(inout), contiguous :: x(:, :, :, :, :, :, :, :, :, :, :)
    type(isorand_distribution), intent(in), optional :: dist
    integer, intent(out), optional :: stat
    call fill_i64(rng, x, size(x, kind=c_size_t), dist, stat)
  end subroutine

  subroutine fill_i64_12(rng, x, dist, stat)
    type(isorand_rng), intent(inout) :: rng
    integer(int64), intent(inout), contiguous :: x(:, :, :, :, :, :, :, :, :, :, :, :)
    type(isorand_distribution), intent(in), optional :: dist
    integer, intent(out), optional :: stat
    call fill_i64(rng, x, size(x, kind=c_size_t), dist, stat)
  end subroutine

  subroutine fill_i64_13(rng, x, dist, stat)
    type(isorand_rng), intent(inout) :: rng
    integer(int64), intent(inout), contiguous :: x(:, :, :, :, :, :, :, :, :, :, :, :, :)
    type(isorand_distribution), intent(in), optional :: dist
    integer, intent(out), optional :: stat
    call fill_i64(rng, x, size(x, kind=c_size_t), dist, stat)
  end subroutine

  subroutine fill_i64_14(rng, x, dist, stat)
    type(isorand_rng), intent(inout) :: rng
    integer(int64), intent(inout), contiguous :: x(:, :, :, :, :, :, :, :, :, :, :, :, :, :)
    type(isorand_distribution), intent(in), optional :: dist
    integer, intent(out), optional :: stat
    call fill_i64(rng, x, size(x, kind=c_size_t), dist, stat)
  end subroutine

  subroutine fill_i64_15(rng, x, dist, stat)
    type(isorand_rng), intent(inout) :: rng
    integer(int64), intent(inout), contiguous :: x(:, :, :, :, :, :, :, :, :, :, :, :, :, :, :)
    type(isorand_distribution), intent(in), optional :: dist
    integer, intent(out), optional :: stat
    call fill_i64(rng, x, size(x, kind=c_size_t), dist, stat)
  end subroutine

  ! ---- distributions ----

  ! A parameter, or its default, as the bits of a parameter of a request.
  pure function of_real(x, otherwise) result(bits)
    real(real64), intent(in), optional :: x
    real(real64), intent(in) :: otherwise
    integer(int64) :: bits
    bits = transfer(otherwise, bits)
    if (present(x)) bits = transfer(x, bits)
  end function

  pure function of_logical(x) result(bits)
    logical, intent(in), optional :: x
    integer(int64) :: bits
    bits = 0
    if (present(x)) bits = merge(1_int64, 0_int64, x)
  end function

  ! Words as they come.
  pure function isorand_raw() result(d)
    type(isorand_distribution) :: d
    d%dist = 1
  end function

  ! Generator.uniform(low, high, n).
  pure function isorand_uniform(low, high) result(d)
    real(real64), intent(in), optional :: low
    real(real64), intent(in), optional :: high
    type(isorand_distribution) :: d
    d%dist = 2
    d%param(1) = of_real(low, 0.0_real64)
    d%param(2) = of_real(high, 1.0_real64)
  end function

  ! Generator.normal(loc, scale, n) and, in single precision, loc + scale * standard_normal(n, dtype= np.float32).
  pure function isorand_normal(loc, scale) result(d)
    real(real64), intent(in), optional :: loc
    real(real64), intent(in), optional :: scale
    type(isorand_distribution) :: d
    d%dist = 3
    d%param(1) = of_real(loc, 0.0_real64)
    d%param(2) = of_real(scale, 1.0_real64)
  end function

  ! Generator.exponential(scale, n) and, in single precision, scale * standard_exponential(n, dtype= np.float32).
  pure function isorand_exponential(scale) result(d)
    real(real64), intent(in), optional :: scale
    type(isorand_distribution) :: d
    d%dist = 4
    d%param(1) = of_real(scale, 1.0_real64)
  end function

  ! Generator.integers(low, high, n, dtype, endpoint=closed).
  pure function isorand_integers_int32(low, high, closed) result(d)
    integer(int32), intent(in) :: low
    integer(int32), intent(in) :: high
    logical, intent(in), optional :: closed
    type(isorand_distribution) :: d
    d%dist = 5
    d%param(1) = int(low, int64)
    d%param(2) = int(high, int64)
    d%param(3) = of_logical(closed)
  end function

  ! Generator.integers(low, high, n, dtype, endpoint=closed).
  pure function isorand_integers_int64(low, high, closed) result(d)
    integer(int64), intent(in) :: low
    integer(int64), intent(in) :: high
    logical, intent(in), optional :: closed
    type(isorand_distribution) :: d
    d%dist = 5
    d%param(1) = int(low, int64)
    d%param(2) = int(high, int64)
    d%param(3) = of_logical(closed)
  end function

  ! scale * Generator.standard_exponential(n, dtype, method='inv').
  pure function isorand_exponential_inv(scale) result(d)
    real(real64), intent(in), optional :: scale
    type(isorand_distribution) :: d
    d%dist = 6
    d%param(1) = of_real(scale, 1.0_real64)
  end function

  ! Generator.standard_gamma(shape, n, dtype).
  pure function isorand_standard_gamma(shape) result(d)
    real(real64), intent(in), optional :: shape
    type(isorand_distribution) :: d
    d%dist = 10
    d%param(1) = of_real(shape, 1.0_real64)
  end function

  ! gamma(shape, scale, n).
  pure function isorand_gamma(shape, scale) result(d)
    real(real64), intent(in), optional :: shape
    real(real64), intent(in), optional :: scale
    type(isorand_distribution) :: d
    d%dist = 11
    d%param(1) = of_real(shape, 1.0_real64)
    d%param(2) = of_real(scale, 1.0_real64)
  end function

  ! beta(a, b, n).
  pure function isorand_beta(a, b) result(d)
    real(real64), intent(in), optional :: a
    real(real64), intent(in), optional :: b
    type(isorand_distribution) :: d
    d%dist = 12
    d%param(1) = of_real(a, 1.0_real64)
    d%param(2) = of_real(b, 1.0_real64)
  end function

  ! chisquare(df, n).
  pure function isorand_chisquare(df) result(d)
    real(real64), intent(in), optional :: df
    type(isorand_distribution) :: d
    d%dist = 13
    d%param(1) = of_real(df, 1.0_real64)
  end function

  ! noncentral_chisquare(df, nonc, n).
  pure function isorand_noncentral_chisquare(df, nonc) result(d)
    real(real64), intent(in), optional :: df
    real(real64), intent(in), optional :: nonc
    type(isorand_distribution) :: d
    d%dist = 14
    d%param(1) = of_real(df, 1.0_real64)
    d%param(2) = of_real(nonc, 0.0_real64)
  end function

  ! f(dfnum, dfden, n).
  pure function isorand_f(dfnum, dfden) result(d)
    real(real64), intent(in), optional :: dfnum
    real(real64), intent(in), optional :: dfden
    type(isorand_distribution) :: d
    d%dist = 15
    d%param(1) = of_real(dfnum, 1.0_real64)
    d%param(2) = of_real(dfden, 1.0_real64)
  end function

  ! noncentral_f(dfnum, dfden, nonc, n).
  pure function isorand_noncentral_f(dfnum, dfden, nonc) result(d)
    real(real64), intent(in), optional :: dfnum
    real(real64), intent(in), optional :: dfden
    real(real64), intent(in), optional :: nonc
    type(isorand_distribution) :: d
    d%dist = 16
    d%param(1) = of_real(dfnum, 1.0_real64)
    d%param(2) = of_real(dfden, 1.0_real64)
    d%param(3) = of_real(nonc, 0.0_real64)
  end function

  ! standard_t(df, n).
  pure function isorand_standard_t(df) result(d)
    real(real64), intent(in), optional :: df
    type(isorand_distribution) :: d
    d%dist = 17
    d%param(1) = of_real(df, 1.0_real64)
  end function

  ! lognormal(mean, sigma, n).
  pure function isorand_lognormal(mean, sigma) result(d)
    real(real64), intent(in), optional :: mean
    real(real64), intent(in), optional :: sigma
    type(isorand_distribution) :: d
    d%dist = 18
    d%param(1) = of_real(mean, 0.0_real64)
    d%param(2) = of_real(sigma, 1.0_real64)
  end function

  ! standard_cauchy(n).
  pure function isorand_standard_cauchy() result(d)
    type(isorand_distribution) :: d
    d%dist = 19
  end function

  ! laplace(loc, scale, n).
  pure function isorand_laplace(loc, scale) result(d)
    real(real64), intent(in), optional :: loc
    real(real64), intent(in), optional :: scale
    type(isorand_distribution) :: d
    d%dist = 20
    d%param(1) = of_real(loc, 0.0_real64)
    d%param(2) = of_real(scale, 1.0_real64)
  end function

  ! logistic(loc, scale, n).
  pure function isorand_logistic(loc, scale) result(d)
    real(real64), intent(in), optional :: loc
    real(real64), intent(in), optional :: scale
    type(isorand_distribution) :: d
    d%dist = 21
    d%param(1) = of_real(loc, 0.0_real64)
    d%param(2) = of_real(scale, 1.0_real64)
  end function

  ! gumbel(loc, scale, n).
  pure function isorand_gumbel(loc, scale) result(d)
    real(real64), intent(in), optional :: loc
    real(real64), intent(in), optional :: scale
    type(isorand_distribution) :: d
    d%dist = 22
    d%param(1) = of_real(loc, 0.0_real64)
    d%param(2) = of_real(scale, 1.0_real64)
  end function

  ! rayleigh(scale, n).
  pure function isorand_rayleigh(scale) result(d)
    real(real64), intent(in), optional :: scale
    type(isorand_distribution) :: d
    d%dist = 23
    d%param(1) = of_real(scale, 1.0_real64)
  end function

  ! weibull(a, n).
  pure function isorand_weibull(a) result(d)
    real(real64), intent(in), optional :: a
    type(isorand_distribution) :: d
    d%dist = 24
    d%param(1) = of_real(a, 1.0_real64)
  end function

  ! pareto(a, n).
  pure function isorand_pareto(a) result(d)
    real(real64), intent(in), optional :: a
    type(isorand_distribution) :: d
    d%dist = 25
    d%param(1) = of_real(a, 1.0_real64)
  end function

  ! power(a, n).
  pure function isorand_power(a) result(d)
    real(real64), intent(in), optional :: a
    type(isorand_distribution) :: d
    d%dist = 26
    d%param(1) = of_real(a, 1.0_real64)
  end function

  ! triangular(left, mode, right, n).
  pure function isorand_triangular(left, mode, right) result(d)
    real(real64), intent(in), optional :: left
    real(real64), intent(in), optional :: mode
    real(real64), intent(in), optional :: right
    type(isorand_distribution) :: d
    d%dist = 27
    d%param(1) = of_real(left, 0.0_real64)
    d%param(2) = of_real(mode, 0.5_real64)
    d%param(3) = of_real(right, 1.0_real64)
  end function

  ! vonmises(mu, kappa, n).
  pure function isorand_vonmises(mu, kappa) result(d)
    real(real64), intent(in), optional :: mu
    real(real64), intent(in), optional :: kappa
    type(isorand_distribution) :: d
    d%dist = 28
    d%param(1) = of_real(mu, 0.0_real64)
    d%param(2) = of_real(kappa, 1.0_real64)
  end function

  ! wald(mean, scale, n).
  pure function isorand_wald(mean, scale) result(d)
    real(real64), intent(in), optional :: mean
    real(real64), intent(in), optional :: scale
    type(isorand_distribution) :: d
    d%dist = 29
    d%param(1) = of_real(mean, 1.0_real64)
    d%param(2) = of_real(scale, 1.0_real64)
  end function

  ! geometric(p, n).
  pure function isorand_geometric(p) result(d)
    real(real64), intent(in), optional :: p
    type(isorand_distribution) :: d
    d%dist = 30
    d%param(1) = of_real(p, 0.5_real64)
  end function

  ! poisson(lam, n).
  pure function isorand_poisson(lam) result(d)
    real(real64), intent(in), optional :: lam
    type(isorand_distribution) :: d
    d%dist = 31
    d%param(1) = of_real(lam, 1.0_real64)
  end function

  ! binomial(trials, p, n).
  pure function isorand_binomial_int32(trials, p) result(d)
    integer(int32), intent(in) :: trials
    real(real64), intent(in), optional :: p
    type(isorand_distribution) :: d
    d%dist = 32
    d%param(1) = int(trials, int64)
    d%param(2) = of_real(p, 0.5_real64)
  end function

  ! binomial(trials, p, n).
  pure function isorand_binomial_int64(trials, p) result(d)
    integer(int64), intent(in) :: trials
    real(real64), intent(in), optional :: p
    type(isorand_distribution) :: d
    d%dist = 32
    d%param(1) = int(trials, int64)
    d%param(2) = of_real(p, 0.5_real64)
  end function

  ! negative_binomial(successes, p, n).
  pure function isorand_negative_binomial(successes, p) result(d)
    real(real64), intent(in), optional :: successes
    real(real64), intent(in), optional :: p
    type(isorand_distribution) :: d
    d%dist = 33
    d%param(1) = of_real(successes, 1.0_real64)
    d%param(2) = of_real(p, 0.5_real64)
  end function

  ! hypergeometric(ngood, nbad, nsample, n).
  pure function isorand_hypergeometric_int32(ngood, nbad, nsample) result(d)
    integer(int32), intent(in) :: ngood
    integer(int32), intent(in) :: nbad
    integer(int32), intent(in) :: nsample
    type(isorand_distribution) :: d
    d%dist = 34
    d%param(1) = int(ngood, int64)
    d%param(2) = int(nbad, int64)
    d%param(3) = int(nsample, int64)
  end function

  ! hypergeometric(ngood, nbad, nsample, n).
  pure function isorand_hypergeometric_int64(ngood, nbad, nsample) result(d)
    integer(int64), intent(in) :: ngood
    integer(int64), intent(in) :: nbad
    integer(int64), intent(in) :: nsample
    type(isorand_distribution) :: d
    d%dist = 34
    d%param(1) = int(ngood, int64)
    d%param(2) = int(nbad, int64)
    d%param(3) = int(nsample, int64)
  end function

  ! zipf(a, n).
  pure function isorand_zipf(a) result(d)
    real(real64), intent(in), optional :: a
    type(isorand_distribution) :: d
    d%dist = 35
    d%param(1) = of_real(a, 2.0_real64)
  end function

  ! logseries(p, n).
  pure function isorand_logseries(p) result(d)
    real(real64), intent(in), optional :: p
    type(isorand_distribution) :: d
    d%dist = 36
    d%param(1) = of_real(p, 0.5_real64)
  end function

  ! uniform(low, high, n).
  pure function isorand_legacy_uniform(low, high) result(d)
    real(real64), intent(in), optional :: low
    real(real64), intent(in), optional :: high
    type(isorand_distribution) :: d
    d%dist = 52
    d%param(1) = of_real(low, 0.0_real64)
    d%param(2) = of_real(high, 1.0_real64)
  end function

  ! randn, standard_normal, normal(loc, scale, n).
  pure function isorand_legacy_normal(loc, scale) result(d)
    real(real64), intent(in), optional :: loc
    real(real64), intent(in), optional :: scale
    type(isorand_distribution) :: d
    d%dist = 53
    d%param(1) = of_real(loc, 0.0_real64)
    d%param(2) = of_real(scale, 1.0_real64)
  end function

  ! standard_exponential, exponential(scale, n).
  pure function isorand_legacy_exponential(scale) result(d)
    real(real64), intent(in), optional :: scale
    type(isorand_distribution) :: d
    d%dist = 54
    d%param(1) = of_real(scale, 1.0_real64)
  end function

  ! randint(low, high, n, dtype).
  pure function isorand_legacy_integers_int32(low, high, closed) result(d)
    integer(int32), intent(in) :: low
    integer(int32), intent(in) :: high
    logical, intent(in), optional :: closed
    type(isorand_distribution) :: d
    d%dist = 55
    d%param(1) = int(low, int64)
    d%param(2) = int(high, int64)
    d%param(3) = of_logical(closed)
  end function

  ! randint(low, high, n, dtype).
  pure function isorand_legacy_integers_int64(low, high, closed) result(d)
    integer(int64), intent(in) :: low
    integer(int64), intent(in) :: high
    logical, intent(in), optional :: closed
    type(isorand_distribution) :: d
    d%dist = 55
    d%param(1) = int(low, int64)
    d%param(2) = int(high, int64)
    d%param(3) = of_logical(closed)
  end function

  ! RandomState.gamma(shape, scale, n).
  pure function isorand_legacy_gamma(shape, scale) result(d)
    real(real64), intent(in), optional :: shape
    real(real64), intent(in), optional :: scale
    type(isorand_distribution) :: d
    d%dist = 61
    d%param(1) = of_real(shape, 1.0_real64)
    d%param(2) = of_real(scale, 1.0_real64)
  end function

  ! RandomState.beta(a, b, n).
  pure function isorand_legacy_beta(a, b) result(d)
    real(real64), intent(in), optional :: a
    real(real64), intent(in), optional :: b
    type(isorand_distribution) :: d
    d%dist = 62
    d%param(1) = of_real(a, 1.0_real64)
    d%param(2) = of_real(b, 1.0_real64)
  end function

  ! RandomState.chisquare(df, n).
  pure function isorand_legacy_chisquare(df) result(d)
    real(real64), intent(in), optional :: df
    type(isorand_distribution) :: d
    d%dist = 63
    d%param(1) = of_real(df, 1.0_real64)
  end function

  ! RandomState.noncentral_chisquare(df, nonc, n).
  pure function isorand_legacy_noncentral_chisquare(df, nonc) result(d)
    real(real64), intent(in), optional :: df
    real(real64), intent(in), optional :: nonc
    type(isorand_distribution) :: d
    d%dist = 64
    d%param(1) = of_real(df, 1.0_real64)
    d%param(2) = of_real(nonc, 0.0_real64)
  end function

  ! RandomState.f(dfnum, dfden, n).
  pure function isorand_legacy_f(dfnum, dfden) result(d)
    real(real64), intent(in), optional :: dfnum
    real(real64), intent(in), optional :: dfden
    type(isorand_distribution) :: d
    d%dist = 65
    d%param(1) = of_real(dfnum, 1.0_real64)
    d%param(2) = of_real(dfden, 1.0_real64)
  end function

  ! RandomState.noncentral_f(dfnum, dfden, nonc, n).
  pure function isorand_legacy_noncentral_f(dfnum, dfden, nonc) result(d)
    real(real64), intent(in), optional :: dfnum
    real(real64), intent(in), optional :: dfden
    real(real64), intent(in), optional :: nonc
    type(isorand_distribution) :: d
    d%dist = 66
    d%param(1) = of_real(dfnum, 1.0_real64)
    d%param(2) = of_real(dfden, 1.0_real64)
    d%param(3) = of_real(nonc, 0.0_real64)
  end function

  ! RandomState.standard_t(df, n).
  pure function isorand_legacy_standard_t(df) result(d)
    real(real64), intent(in), optional :: df
    type(isorand_distribution) :: d
    d%dist = 67
    d%param(1) = of_real(df, 1.0_real64)
  end function

  ! RandomState.lognormal(mean, sigma, n).
  pure function isorand_legacy_lognormal(mean, sigma) result(d)
    real(real64), intent(in), optional :: mean
    real(real64), intent(in), optional :: sigma
    type(isorand_distribution) :: d
    d%dist = 68
    d%param(1) = of_real(mean, 0.0_real64)
    d%param(2) = of_real(sigma, 1.0_real64)
  end function

  ! RandomState.standard_cauchy(n).
  pure function isorand_legacy_standard_cauchy() result(d)
    type(isorand_distribution) :: d
    d%dist = 69
  end function

  ! RandomState.laplace(loc, scale, n).
  pure function isorand_legacy_laplace(loc, scale) result(d)
    real(real64), intent(in), optional :: loc
    real(real64), intent(in), optional :: scale
    type(isorand_distribution) :: d
    d%dist = 70
    d%param(1) = of_real(loc, 0.0_real64)
    d%param(2) = of_real(scale, 1.0_real64)
  end function

  ! RandomState.logistic(loc, scale, n).
  pure function isorand_legacy_logistic(loc, scale) result(d)
    real(real64), intent(in), optional :: loc
    real(real64), intent(in), optional :: scale
    type(isorand_distribution) :: d
    d%dist = 71
    d%param(1) = of_real(loc, 0.0_real64)
    d%param(2) = of_real(scale, 1.0_real64)
  end function

  ! RandomState.gumbel(loc, scale, n).
  pure function isorand_legacy_gumbel(loc, scale) result(d)
    real(real64), intent(in), optional :: loc
    real(real64), intent(in), optional :: scale
    type(isorand_distribution) :: d
    d%dist = 72
    d%param(1) = of_real(loc, 0.0_real64)
    d%param(2) = of_real(scale, 1.0_real64)
  end function

  ! RandomState.rayleigh(scale, n).
  pure function isorand_legacy_rayleigh(scale) result(d)
    real(real64), intent(in), optional :: scale
    type(isorand_distribution) :: d
    d%dist = 73
    d%param(1) = of_real(scale, 1.0_real64)
  end function

  ! RandomState.weibull(a, n).
  pure function isorand_legacy_weibull(a) result(d)
    real(real64), intent(in), optional :: a
    type(isorand_distribution) :: d
    d%dist = 74
    d%param(1) = of_real(a, 1.0_real64)
  end function

  ! RandomState.pareto(a, n).
  pure function isorand_legacy_pareto(a) result(d)
    real(real64), intent(in), optional :: a
    type(isorand_distribution) :: d
    d%dist = 75
    d%param(1) = of_real(a, 1.0_real64)
  end function

  ! RandomState.power(a, n).
  pure function isorand_legacy_power(a) result(d)
    real(real64), intent(in), optional :: a
    type(isorand_distribution) :: d
    d%dist = 76
    d%param(1) = of_real(a, 1.0_real64)
  end function

  ! RandomState.triangular(left, mode, right, n).
  pure function isorand_legacy_triangular(left, mode, right) result(d)
    real(real64), intent(in), optional :: left
    real(real64), intent(in), optional :: mode
    real(real64), intent(in), optional :: right
    type(isorand_distribution) :: d
    d%dist = 77
    d%param(1) = of_real(left, 0.0_real64)
    d%param(2) = of_real(mode, 0.5_real64)
    d%param(3) = of_real(right, 1.0_real64)
  end function

  ! RandomState.vonmises(mu, kappa, n).
  pure function isorand_legacy_vonmises(mu, kappa) result(d)
    real(real64), intent(in), optional :: mu
    real(real64), intent(in), optional :: kappa
    type(isorand_distribution) :: d
    d%dist = 78
    d%param(1) = of_real(mu, 0.0_real64)
    d%param(2) = of_real(kappa, 1.0_real64)
  end function

  ! RandomState.wald(mean, scale, n).
  pure function isorand_legacy_wald(mean, scale) result(d)
    real(real64), intent(in), optional :: mean
    real(real64), intent(in), optional :: scale
    type(isorand_distribution) :: d
    d%dist = 79
    d%param(1) = of_real(mean, 1.0_real64)
    d%param(2) = of_real(scale, 1.0_real64)
  end function

  ! RandomState.geometric(p, n).
  pure function isorand_legacy_geometric(p) result(d)
    real(real64), intent(in), optional :: p
    type(isorand_distribution) :: d
    d%dist = 80
    d%param(1) = of_real(p, 0.5_real64)
  end function

  ! RandomState.poisson(lam, n).
  pure function isorand_legacy_poisson(lam) result(d)
    real(real64), intent(in), optional :: lam
    type(isorand_distribution) :: d
    d%dist = 81
    d%param(1) = of_real(lam, 1.0_real64)
  end function

  ! RandomState.binomial(trials, p, n).
  pure function isorand_legacy_binomial_int32(trials, p) result(d)
    integer(int32), intent(in) :: trials
    real(real64), intent(in), optional :: p
    type(isorand_distribution) :: d
    d%dist = 82
    d%param(1) = int(trials, int64)
    d%param(2) = of_real(p, 0.5_real64)
  end function

  ! RandomState.binomial(trials, p, n).
  pure function isorand_legacy_binomial_int64(trials, p) result(d)
    integer(int64), intent(in) :: trials
    real(real64), intent(in), optional :: p
    type(isorand_distribution) :: d
    d%dist = 82
    d%param(1) = int(trials, int64)
    d%param(2) = of_real(p, 0.5_real64)
  end function

  ! RandomState.negative_binomial(successes, p, n).
  pure function isorand_legacy_negative_binomial(successes, p) result(d)
    real(real64), intent(in), optional :: successes
    real(real64), intent(in), optional :: p
    type(isorand_distribution) :: d
    d%dist = 83
    d%param(1) = of_real(successes, 1.0_real64)
    d%param(2) = of_real(p, 0.5_real64)
  end function

  ! RandomState.hypergeometric(ngood, nbad, nsample, n).
  pure function isorand_legacy_hypergeometric_int32(ngood, nbad, nsample) result(d)
    integer(int32), intent(in) :: ngood
    integer(int32), intent(in) :: nbad
    integer(int32), intent(in) :: nsample
    type(isorand_distribution) :: d
    d%dist = 84
    d%param(1) = int(ngood, int64)
    d%param(2) = int(nbad, int64)
    d%param(3) = int(nsample, int64)
  end function

  ! RandomState.hypergeometric(ngood, nbad, nsample, n).
  pure function isorand_legacy_hypergeometric_int64(ngood, nbad, nsample) result(d)
    integer(int64), intent(in) :: ngood
    integer(int64), intent(in) :: nbad
    integer(int64), intent(in) :: nsample
    type(isorand_distribution) :: d
    d%dist = 84
    d%param(1) = int(ngood, int64)
    d%param(2) = int(nbad, int64)
    d%param(3) = int(nsample, int64)
  end function

  ! RandomState.zipf(a, n).
  pure function isorand_legacy_zipf(a) result(d)
    real(real64), intent(in), optional :: a
    type(isorand_distribution) :: d
    d%dist = 85
    d%param(1) = of_real(a, 2.0_real64)
  end function

  ! RandomState.logseries(p, n).
  pure function isorand_legacy_logseries(p) result(d)
    real(real64), intent(in), optional :: p
    type(isorand_distribution) :: d
    d%dist = 86
    d%param(1) = of_real(p, 0.5_real64)
  end function

end module
