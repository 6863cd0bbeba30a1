# SPDX-License-Identifier: MIT
"""The distributions of the registry as SciPy knows them: parameters to draw with, and for each set
SciPy's distribution.  One without an entry fails its test."""
import numpy as np
from scipy import special, stats


class Mixture:
    """A non-central distribution: a central one of i more pairs of degrees of freedom, where i is
    Poisson.  More exact than SciPy's own."""

    def __init__(self, nonc, central, guess):
        self.i = np.arange(1000)
        self.weights = stats.poisson.pmf(self.i, nonc / 2)
        self.keep = self.weights > 1e-18
        self.central, self.guess, self.ppf = central, guess, guess.ppf

    def cdf(self, x):
        return sum(w * self.central(i, x)[0] for i, w in zip(self.i[self.keep], self.weights[self.keep]))

    def sf(self, x):
        return sum(w * self.central(i, x)[1] for i, w in zip(self.i[self.keep], self.weights[self.keep]))

    def stats(self, moments):
        return self.guess.stats(moments)


def ncx2(df, nonc):
    return Mixture(nonc, lambda i, x: (special.chdtr(df + 2 * i, x), special.chdtrc(df + 2 * i, x)),
                   stats.ncx2(df, nonc))


def ncf(dfnum, dfden, nonc):
    def central(i, x):
        f = stats.beta(dfnum / 2 + i, dfden / 2)
        y = dfnum * x / (dfnum * x + dfden)
        return f.cdf(y), f.sf(y)
    return Mixture(nonc, central, stats.ncf(dfnum, dfden, nonc))


class VonMises:
    """About 0, by its Fourier series."""

    def __init__(self, mu, kappa):
        assert mu == 0
        self.j = np.arange(1, 200)
        self.terms = special.ive(self.j, kappa) / special.ive(0, kappa) / self.j / np.pi
        self.grid = np.linspace(-np.pi, np.pi, 1 << 14)
        self.at = self.cdf(self.grid)

    def ppf(self, u):
        """Near it, which is enough: 'cdf' says what is at those edges."""
        return np.interp(u, self.at, self.grid)

    def cdf(self, x):
        return 0.5 + x / (2 * np.pi) + np.sin(np.multiply.outer(x, self.j)) @ self.terms

    def sf(self, x):
        return self.cdf(-x)

    def stats(self, moments):
        return [np.nan] * len(moments)


# For each distribution its parameter sets, one for each algorithm that it has, and SciPy's form.
CONTINUOUS = {
    "uniform": ([(0, 1), (-3, 8.5)], lambda low, high: stats.uniform(low, high - low)),
    "normal": ([(0, 1)], stats.norm),
    "exponential": ([(1,)], lambda scale: stats.expon(0, scale)),
    "exponential_inv": ([(1,)], lambda scale: stats.expon(0, scale)),
    "standard_gamma": ([(0.3,), (2.5,)], stats.gamma),
    "gamma": ([(0.7, 2), (7.25, 0.1)], lambda shape, scale: stats.gamma(shape, 0, scale)),
    "beta": ([(0.5, 0.7), (2, 3)], stats.beta),
    "chisquare": ([(1.5,)], stats.chi2),
    "noncentral_chisquare": ([(3, 2.5), (0.5, 1.5)], ncx2),
    "f": ([(5, 7)], stats.f),
    "noncentral_f": ([(3, 12, 2.5)], ncf),
    "standard_t": ([(3.5,)], stats.t),
    "lognormal": ([(0.5, 0.75)], lambda mean, sigma: stats.lognorm(sigma, 0, np.exp(mean))),
    "standard_cauchy": ([()], stats.cauchy),
    "laplace": ([(5, 0.5)], stats.laplace),
    "logistic": ([(-7, 2)], stats.logistic),
    "gumbel": ([(3, 1.5)], stats.gumbel_r),
    "rayleigh": ([(1.5,)], lambda scale: stats.rayleigh(0, scale)),
    "weibull": ([(1.7,)], stats.weibull_min),
    "pareto": ([(3,)], stats.lomax),
    "power": ([(2.5,)], stats.powerlaw),
    "triangular": ([(-1, 0, 3)], lambda left, mode, right: stats.triang(
        (mode - left) / (right - left), left, right - left)),
    "vonmises": ([(0, 2)], VonMises),
    "wald": ([(1.5, 2)], lambda mean, scale: stats.invgauss(mean / scale, 0, scale)),
}
CONTINUOUS |= {"legacy_" + name: entry for name, entry in CONTINUOUS.items()
               if name not in ("exponential_inv", "standard_gamma")}

DISCRETE = {
    "geometric": ([(0.5,), (0.1,)], stats.geom),
    "poisson": ([(3.5,), (60,)], stats.poisson),
    "binomial": ([(20, 0.3), (1000, 0.4)], stats.binom),
    "negative_binomial": ([(5.5, 0.3)], stats.nbinom),
    "hypergeometric": ([(20, 30, 8), (1000, 800, 300)],
                       lambda good, bad, sample: stats.hypergeom(good + bad, good, sample)),
    "zipf": ([(2.5,)], stats.zipf),
    "logseries": ([(0.8,)], stats.logser),
}
DISCRETE |= {"legacy_" + name: entry for name, entry in DISCRETE.items()}

# Integers of each type: [low, high).
BOUNDS = {"bool": (0, 2), "u8": (3, 103), "i8": (-100, 77), "u16": (5, 1005), "i16": (-20000, 20001),
          "u32": (7, 7 + 3 * 2**30), "i32": (-5, 995), "u64": (0, 3 * 2**62), "i64": (-2**62, 2**62 + 1)}


def sets(dist, type_name):
    """Parameter sets of a distribution and type, as numpy_dists.py has them."""
    if dist == "raw":
        return [()]
    if dist.endswith("integers"):
        low, high = BOUNDS[type_name]
        return [(low, high, 0)]
    if (dist, type_name) == ("uniform", "f32"):
        return [(0, 1)]
    return (CONTINUOUS.get(dist) or DISCRETE[dist])[0]
