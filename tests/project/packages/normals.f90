! SPDX-License-Identifier: MIT
! Writes the bytes of np.random.default_rng(42).normal(5, 2, 1000000) to the file out.
program normals
  use isorand
  implicit none
  real(real64), allocatable :: z(:, :)
  type(isorand_rng) :: rng
  allocate (z(1000, 1000))
  call isorand_seed(rng, 42)
  call isorand_fill(rng, z, isorand_normal(5.0_real64, 2.0_real64))
  open (10, file='out', status='replace', access='stream', form='unformatted')
  write (10) z
  close (10)
end program
