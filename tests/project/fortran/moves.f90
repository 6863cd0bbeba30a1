! SPDX-License-Identifier: MIT
! Seeds, sequences, moves, order, single draws, saved states and errors of the module isorand: prints
! values in hexadecimal behind the name of what made them, which test_fortran.py compares.
program moves
  use isorand
  implicit none
  type(isorand_rng) :: rng, other, unseeded
  type(isorand_seedseq) :: ss, child, children(3)
  integer(int64) :: entropy(4), p(10)
  integer(int32) :: k(12)
  real(real32) :: s(6)
  real(real64) :: x(6), grid(4, 5), blank(0), one
  integer(int8), allocatable :: bytes(:)
  integer :: i, stat

  grid = -1

  call show('sizes', int([storage_size(rng), storage_size(ss), &
      storage_size(isorand_normal())], int64) / 8)

  call isorand_seed(rng, 42)
  call uniforms('seed int32')
  call isorand_seed(rng, 12345678901234567_int64)
  call uniforms('seed int64')
  call isorand_seed(rng, [1, 0, 2147483647])
  call uniforms('seed list')
  call isorand_seed(rng, [5_int64, 98765432109876_int64, 4294967296_int64, 4294967295_int64])
  call uniforms('seed long list')
  call isorand_seed(rng, '123456789012345678901234567890 ')
  call uniforms('seed text')
  call isorand_seed(rng, 7, ISORAND_PHILOX4X64)
  call uniforms('seed philox')
  call isorand_seed(rng, [integer ::], ISORAND_SFC64)
  call uniforms('seed nothing')
  call isorand_seed_legacy(rng, 42)
  call uniforms('legacy')
  call isorand_seed_legacy(rng, 4294967295_int64)
  call uniforms('legacy int64')
  call isorand_seed_legacy(rng, [1, 2, 3])
  call uniforms('legacy list')
  call isorand_seed_legacy(rng, [4294967295_int64, 0_int64])
  call uniforms('legacy int64 list')

  call isorand_seedseq_init(ss, 2024)
  call isorand_spawn(ss, children)
  do i = 1, 3
    call isorand_seed(rng, children(i), ISORAND_PCG64DXSM)
    call uniforms('spawn ' // achar(iachar('0') + i))
  end do
  call isorand_spawn(ss, children(1:3:2))
  call isorand_seed(rng, children(3))
  call uniforms('spawn more')
  call isorand_child(ss, 4000000000_int64, child)
  call isorand_child(child, 1, child)
  call isorand_seed(rng, child)
  call uniforms('child')
  call isorand_seedseq_from_os(ss, entropy)
  call isorand_seedseq_init(child, entropy)
  call isorand_seed(rng, ss)
  call isorand_fill(rng, x)
  call isorand_seed(other, child)
  call isorand_fill(other, grid(1, :))
  print '(a,l1)', 'entropy:', all(transfer(x(:5), p) == transfer(grid(1, :), p)) &
      .and. all(entropy >= 0) .and. any(entropy > 0)

  call isorand_seed(rng, 1)
  call isorand_advance(rng, 1000000007_int64)
  call isorand_advance(rng, -7)
  call uniforms('advance')
  call isorand_jump(rng, 3)
  call uniforms('jump')
  call isorand_jump(rng, -1_int64)
  call isorand_skip(rng, 5)
  call isorand_skip(rng, 6_int64)
  call uniforms('skip')
  other = rng
  call isorand_save(rng, bytes)
  call uniforms('before')
  call isorand_load(rng, bytes)
  call uniforms('loaded')
  rng = other
  call uniforms('copied')

  call isorand_seed(rng, 3)
  call isorand_permutation(rng, p)
  call show('permutation', p)
  call isorand_shuffle(rng, p)
  call show('shuffle int64', p)
  k = [(i, i = 1, 12)]
  call isorand_shuffle(rng, k)
  call show('shuffle int32', int(k, int64))
  call isorand_shuffle(rng, k(::3))
  call show('shuffle section', int(k, int64))
  s = [1.0, 2.0, 3.0, 4.0, 5.0, 6.0]
  call isorand_shuffle(rng, s)
  x = [1.0, 2.0, 3.0, 4.0, 5.0, 6.0]
  call isorand_shuffle(rng, x)
  call show('shuffle reals', [int(s, int64), int(x, int64)])

  call isorand_seed(rng, 11)
  call show('next u32', modulo(int([isorand_next_u32(rng), isorand_next_u32(rng)], int64), 4294967296_int64))
  call show('next u64', [isorand_next_u64(rng)])
  x(:4) = [isorand_next_f64(rng), isorand_next_normal_f64(rng), isorand_next_exponential_f64(rng), &
      real(isorand_next_f32(rng), real64)]
  x(5) = isorand_next_normal_f32(rng)
  x(6) = isorand_next_exponential_f32(rng)
  call show('next reals', transfer(x, p(:6)))
  call isorand_fill(rng, one, isorand_gamma(2.5_real64))
  call show('scalar', [transfer(one, 1_int64)])
  call isorand_set_numpy(rng, '1.24')
  call isorand_fill(rng, one, isorand_wald(1e3_real64, 1.0_real64))
  call show('numpy', [transfer(one, 1_int64)])

  ! A section: its elements in order, and no others.
  grid = -1
  call isorand_seed(rng, 5)
  call isorand_fill(rng, grid(::2, 2:4))
  call show('section', transfer(grid, p, 20))
  other = rng
  call isorand_fill(rng, blank)
  call isorand_fill(rng, blank, isorand_normal())
  call same('nothing', ISORAND_OK)

  ! Errors: nothing is written, no state changes.
  grid = -1
  call isorand_fill(rng, grid(::2, 2:4), isorand_gamma(-1.0_real64), stat)
  call same('gamma', stat)
  call isorand_fill(rng, k, isorand_poisson(), stat)
  call same('type', stat)
  call isorand_fill(rng, grid, isorand_integers(0, 5), stat)
  call same('reals of integers', stat)
  print '(a,l1)', 'unwritten:', all(grid < 0)
  call isorand_seed(rng, -1, stat=stat)
  call same('negative', stat)
  call isorand_seed(rng, [1, -2], stat=stat)
  call same('negative list', stat)
  call isorand_seed(rng, 'x', stat=stat)
  call same('text', stat)
  call isorand_seed(rng, 1, 99, stat)
  call same('engine', stat)
  call isorand_seed_legacy(rng, 4294967296_int64, stat)
  call same('legacy', stat)
  call isorand_seed_legacy(rng, [4294967296_int64], stat)
  call same('legacy list', stat)
  call isorand_seed_legacy(rng, [integer ::], stat)
  call same('legacy nothing', stat)
  call isorand_skip(rng, -1, stat)
  call same('skip', stat)
  call isorand_child(ss, -1, child, stat)
  call same('child', stat)
  call isorand_set_numpy(rng, '0.1', stat)
  call same('numpy', stat)
  call isorand_load(rng, bytes(:20), stat)
  call same('load', stat)
  call isorand_load(rng, bytes(:0), stat)
  call same('load nothing', stat)
  call isorand_fill(unseeded, grid, stat=stat)
  call same('unseeded', stat)
  call isorand_save(unseeded, bytes, stat)
  call same('save unseeded', stat)
  call isorand_seed(rng, 1, ISORAND_SFC64)
  other = rng
  call isorand_advance(rng, 1, stat)
  call same('advance', stat)
  call isorand_jump(rng, 1, stat)
  call same('jump', stat)
  print '(2a)', 'strerror: ', isorand_strerror(ISORAND_ESTATE)
  print '(2a)', 'version: ', isorand_version()
  print '(2a)', 'backend: ', isorand_backend_name()
  flush (6)
  call isorand_fill(unseeded, grid) ! ends the program
  print '(a)', 'not reached'

contains

  subroutine show(name, values)
    character(*), intent(in) :: name
    integer(int64), intent(in) :: values(:)
    print '(a,":",*(1x,z16.16))', name, values
  end subroutine

  subroutine uniforms(name)
    character(*), intent(in) :: name
    real(real64) :: values(3)
    call isorand_fill(rng, values)
    call show(name, transfer(values, 1_int64, 3))
  end subroutine

  ! A code, and that the rng is still 'other'.
  subroutine same(name, code)
    character(*), intent(in) :: name
    integer, intent(in) :: code
    type(isorand_rng) :: copies(2)
    integer(int64) :: values(2)
    copies = [rng, other]
    values = [isorand_next_u64(copies(1)), isorand_next_u64(copies(2))]
    print '(2a,i0,l2)', 'error ' // name, ': ', code, values(1) == values(2)
  end subroutine
end program
