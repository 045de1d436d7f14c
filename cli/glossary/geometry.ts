/** Exact counts and integral geometry at finite m and n. */
import type { GlossaryEntry } from "./entry.js";

const PALEKA = "Paleka 2021, thesis";

/** Exact counts and integral geometry at finite m and n. */
export const GEOMETRY_ENTRIES: readonly GlossaryEntry[] = [
  {
    word: "exact",
    meaning:
      "A rational number p/q in lowest terms (p alone for an integer); 'value' is the nearest double, with its rounding as error, and 'log2' the logarithm of the magnitude.",
  },
  {
    word: "q",
    aliases: ["euler", "surrogate", "q_{m,n}"],
    meaning:
      "geometry euler: expected Euler characteristic of a random n-dimensional subspace cut with the vectors of R^m that have fewer than n positive coordinates. It approximates the probability of non-injectivity where it is small; it is no bound and may be negative.",
    equation: "q_{m,n} = 2^(1-m) sum_j C(m,j) K_{n-1}(j-1; m-1), j = n-1, n-3, ...",
    source: `${PALEKA}, Theorem 4.13 (stated there for q_{m,n+1})`,
  },
  {
    word: "verified",
    meaning:
      "geometry euler: whether the second exact formula of q, by counting faces, gives the same rational.",
    equation: "sum_j (-1)^(n-1-j) C(m,j) 2^(1-m+j) T(m-j-1,n-j-1) T(m-j,n-1)",
  },
  {
    word: "injectivity",
    aliases: ["p_{m,n}"],
    meaning:
      "Probability that a layer of m rows and n columns is injective, where it is known exactly: n <= 2, or m <= 3n - 2 (then 0); null otherwise.",
    equation: "p_{m,2} = 1 - m(m-2)/2^(m-1) for m >= 4",
  },
  {
    word: "union",
    aliases: ["bad cells"],
    meaning:
      "geometry union: expected number of cells of the arrangement with fewer than n positive outputs; an upper bound on the probability of non-injectivity.",
    equation: "T(m-1,n-1) T(m,n-1) / 2^(m-1)",
    source: `${PALEKA}, eq. (3.4)`,
  },
  {
    word: "wendel",
    meaning: "geometry wendel: probability that m random vectors of R^n lie in one open half-space.",
    equation: "T(m-1,n-1) / 2^(m-1), T(a,b) = sum_{i<=b} C(a,i)",
    source: `Wendel 1962; ${PALEKA}, eq. (3.2)`,
  },
  {
    word: "regions",
    aliases: ["log2Bound"],
    meaning:
      "geometry regions: number of linear regions of a layer without bias; log2Bound is the logarithm of (em/n)^n.",
    equation: "2 T(m-1,n-1)",
    source: `${PALEKA}, Theorem 6.3`,
  },
  {
    word: "volumes",
    aliases: ["intrinsic volumes", "v_k"],
    meaning:
      "geometry volumes: conic intrinsic volumes of the vectors with fewer than n positive coordinates.",
    equation: "v_k = 2^(-m) C(m,k) K_{n-1}(m-k-1; m-1)",
    source: `${PALEKA}, Proposition 4.14`,
  },
  {
    word: "withPrefactor",
    aliases: ["printed", "approximation"],
    meaning:
      "Saddle-point approximation of log2 of the magnitude: 'printed' to exponential order, 'withPrefactor' with the binomial coefficient and the Gaussian integral, and so with a sign.",
    source: `${PALEKA}, eqs. (4.40), (4.48d), (4.52)`,
  },
  {
    word: "lastRows",
    aliases: ["crossing", "ratio"],
    meaning:
      "geometry crossing: the largest m at which the quantity is at least 1 in magnitude; 'ratio' is m/n where its logarithm, interpolated to the next m, is 0.",
  },
];
