! SPDX-License-Identifier: MIT
! Prints np.random.default_rng(42).random(3).
program consumer
  use isorand
  implicit none
  type(isorand_rng) :: rng
  real(real64) :: x(3)
  call isorand_seed(rng, 42)
  call isorand_fill(rng, x)
  print '(3(es24.16e3,1x))', x
end program
