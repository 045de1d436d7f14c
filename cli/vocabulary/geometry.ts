/** Exact counts and integral geometry at finite m and n. */
import type { Vocabulary } from "./vocabulary.js";

const PALEKA = "Paleka 2021, thesis";

/** Exact counts and integral geometry at finite m and n. */
export const GEOMETRY_WORDS = {
  rows: {
    type: "integer",
    aliases: ["m"],
    meaning: "Outputs m of a layer: the rows of its matrix of weights.",
  },
  columns: {
    type: "integer",
    aliases: ["n"],
    meaning: "Inputs n of a layer: the columns of its matrix of weights.",
  },
  ratio: { type: "number", meaning: "Outputs per input, m/n.", header: "m/n" },
  value: {
    type: "quantity",
    meaning:
      "The number asked for: the nearest double of an exact one, its rounding as error; Infinity beyond the doubles.",
  },
  log2: { type: "quantity", meaning: "Logarithm to base 2 of the magnitude; -Infinity for 0.", unit: "bits" },
  exact: {
    type: "text",
    meaning:
      "A rational number p/q in lowest terms (p alone for an integer); 'value' is the nearest double, with its rounding as error, and 'log2' the logarithm of the magnitude.",
  },
  q: {
    type: "quantity",
    aliases: ["euler", "surrogate", "q_{m,n}"],
    meaning:
      "geometry euler: expected Euler characteristic of a random n-dimensional subspace cut with the vectors of R^m that have fewer than n positive coordinates. It approximates the probability of non-injectivity where it is small; it is not a bound and may be negative.",
    equation: "q_{m,n} = 2^(1-m) sum_j C(m,j) K_{n-1}(j-1; m-1), j = n-1, n-3, ...",
    source: `${PALEKA}, Theorem 4.13 (stated there for q_{m,n+1})`,
  },
  verified: {
    type: "boolean",
    meaning:
      "geometry euler: whether the second exact formula of q, by counting faces, gives the same rational.",
    equation: "sum_j (-1)^(n-1-j) C(m,j) 2^(1-m+j) T(m-j-1,n-j-1) T(m-j,n-1)",
  },
  injectivity: {
    type: ["record", "null"],
    aliases: ["p_{m,n}"],
    meaning:
      "Probability that a layer of m rows and n columns is injective, where it is known exactly: n <= 2, or m <= 3n - 2 (then 0); null otherwise.",
    equation: "p_{m,2} = 1 - m(m-2)/2^(m-1) for m >= 4",
  },
  union: {
    type: "quantity",
    aliases: ["bad cells"],
    meaning:
      "geometry union: expected number of cells of the arrangement with fewer than n positive outputs; an upper bound on the probability of non-injectivity.",
    equation: "T(m-1,n-1) T(m,n-1) / 2^(m-1)",
    source: `${PALEKA}, eq. (3.4)`,
  },
  duality: {
    type: "text",
    meaning:
      "Certified bound of duality on the probability of non-injectivity at this size, an exact decimal rounded up; above 1 it says nothing.",
    source: "docs/theorems.md, Theorem 4",
  },
  smaller: {
    type: "text",
    meaning: "Which of both bounds is the smaller one, the one to quote: union or duality.",
  },
  wendel: {
    meaning: "geometry wendel: probability that m random vectors of R^n lie in one open half-space.",
    equation: "T(m-1,n-1) / 2^(m-1), T(a,b) = sum_{i<=b} C(a,i)",
    source: `Wendel 1962; ${PALEKA}, eq. (3.2)`,
  },
  regions: {
    aliases: ["linear regions"],
    meaning:
      "geometry regions: number of linear regions of a layer without biases. geometry deep: bounds on the activation regions of the network, in bits per n and at n.",
    equation: "2 T(m-1,n-1)",
    source: `${PALEKA}, Theorem 6.3`,
  },
  volumes: {
    type: "quantity",
    aliases: ["intrinsic volumes", "v_k"],
    meaning:
      "geometry volumes: conic intrinsic volumes of the vectors with fewer than n positive coordinates.",
    equation: "v_k = 2^(-m) C(m,k) K_{n-1}(m-k-1; m-1)",
    source: `${PALEKA}, Proposition 4.14`,
  },
  printed: {
    type: "quantity",
    meaning: "Saddle-point approximation of log2 of the magnitude to exponential order, as printed.",
    unit: "bits",
    source: `${PALEKA}, eqs. (4.48d), (4.52)`,
  },
  withPrefactor: {
    type: "record",
    aliases: ["approximation"],
    meaning:
      "Saddle-point approximation of log2 of the magnitude with the binomial coefficient and the Gaussian integral, and so with a sign.",
    unit: "bits",
    source: `${PALEKA}, eqs. (4.40), (4.48d), (4.52)`,
  },
  lastRows: {
    type: "integer",
    aliases: ["crossing"],
    meaning:
      "geometry crossing: the largest m at which the quantity is at least 1 in magnitude; 'ratio' is m/n where its logarithm, interpolated to the next m, is 0.",
  },
  deep: {
    aliases: ["preceding", "counts", "least C", "variant"],
    meaning:
      "geometry deep: least C for networks n, Cn, ..., Cn without biases of depth L to be injective, by counting activation regions and orthants. 'printed': (5.10g); 'preceding': with the regions of f_{L-1}, which is all the proof needs; 'entropy': with the exact rates of the counts; 'entropyWeak': n active units only, enough at L = 1; 'sufficient': the published 2L ln L + 30L; 'counts': all counts exact at the n given.",
    equation: "2^(-C-2) (eC)^(L+3) = 1;  2^(-C-2) (eC)^(L+2) = 1;  L H2(1/C) + H2(2/C) = 1",
    source: `${PALEKA}, Theorem 5.1, eq. (5.10)`,
  },
  half: {
    type: ["quantity", "null"],
    aliases: ["base"],
    header: "for P <= 2^-n",
    meaning:
      "geometry deep: least C at which the failure probability is at most 2^(-n), base 1/2 of the power in (5.10g).",
    source: `${PALEKA}, eq. (5.11)`,
  },
  exponent: {
    type: ["quantity", "null"],
    header: "bits per n",
    unit: "bits",
    meaning:
      "geometry deep: logarithm to base 2, per input dimension, of the bound on the failure probability at the width given; negative means injective with high probability.",
  },
  log2Failure: {
    type: ["quantity", "null"],
    header: "log2 P",
    unit: "bits",
    meaning:
      "geometry deep --columns n: logarithm to base 2 of the bound on the probability that the network is not injective; for 'counts' the sum over the layers, of which the first needs n active units and the others 2n.",
    equation: "sum_l (2T(m-1,n-1))^(l-1) T(m,k-1) T(m-1,n-1)/2^(m-1), k = n for l = 1, else 2n",
    source: `${PALEKA}, Lemmas 5.8, 5.11, 6.6`,
  },
  halfspaceRatio: {
    aliases: ["half-space", "chernoff"],
    meaning:
      "geometry deep: n/d random points that leave a quarter of them in every half-space of R^d. Published 160; 'chernoff' is the root of the same proof, 'entropy' that of the exact binomial rate, 'duality' follows from Gordon's theorem.",
    equation: "1 + ln a = a/16;  H2(1/a) = 1 - H2(1/4)",
    source: `${PALEKA}, Proposition 6.8`,
  },
  coneWidth: {
    aliases: ["cone", "angular cone"],
    meaning:
      "geometry deep: width C at which no vector in the cone of (5.12) around a random one has fewer than 2n positive coordinates. The exact rate I(t) is that of |z_neg|^2 <= t |z|^2, t = 7/16 for the cone as defined (cos >= 3/4) and 1/4 for the one the proof uses (cos >= sqrt(3)/2). 'sharp' has no union bound: the vector of the cone with fewest positive coordinates keeps z_neg and the largest positive coordinates of z.",
    equation:
      "H2(2/C) ln 2 = I(t), I(t) = min_s { ln 2 + s ln s + (1-s) ln(1-s) + 1/2 [s ln(s/t) + (1-s) ln((1-s)/(1-t))] }, logit s = (1/3) logit t;  sharp: C = 2/H(a), a phi(a) + H(a) = 1/2 - t",
    source: `${PALEKA}, Lemma 5.16; the rate is computed here`,
  },
  infiniteWidth: {
    type: "quantity",
    aliases: ["angle", "angle convergence", "least cosine"],
    header: "wide",
    meaning:
      "geometry angle: the mean least cosine of the points under the map of infinitely wide layers; beside it that of random networks n, Cn, ..., Cn.",
    equation: "rho -> (sqrt(1 - rho^2) + rho (pi - arccos rho))/pi",
    source: `${PALEKA}, Figure 5.1; the map: Cho and Saul 2009`,
  },
  "sum-of-rows": {
    aliases: ["normalised rows"],
    meaning:
      "The certificate x = -sum w_i: where fewer than n of its outputs are positive the layer is not injective.",
    equation:
      "positive = F_t(-sqrt(n/(m-1))), Student's t with n degrees of freedom; success = E_R E_T Re B(Phi(-R - iT))",
    source: `${PALEKA}, Theorem 3.11, before n -> infinity`,
  },
} as const satisfies Vocabulary;
