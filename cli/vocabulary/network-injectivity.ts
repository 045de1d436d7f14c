/** Injectivity and stability of given layers. */
import { VERDICT } from "../definition/value-type.js";
import type { Vocabulary } from "./vocabulary.js";

const SLIDES = "Puthawala, Kothari, Lassas, Dokmanic, de Hoop 2020, Globally Injective ReLU Networks";

/** Injectivity, certificates and stability of given networks. */
export const NETWORK_INJECTIVITY_WORDS = {
  verdict: {
    type: VERDICT,
    meaning:
      "network check: injective (with a proof), not-injective (with a collision) or undecided (time limit, or a criterion that does not cover the case). Always about the numbers exactly as stored.",
    equation:
      "injective on K iff rank W[S(x)] = n for every x in the interior of K, S(x) = {i : w_i.x + b_i >= 0}",
    source: `${SLIDES}, for b = 0; docs/injectivity-check.md for any bias and convex K with interior`,
  },
  margin: {
    type: ["quantity", "null"],
    aliases: ["verdict margin", "margin of a verdict"],
    meaning:
      "network check: rows (with their biases) changed by less than this, relative to their length, leave the verdict. A lower bound computed in doubles; 0 where any change may alter the verdict or nothing was proved.",
  },
  rounding: {
    type: "record",
    meaning:
      "network check: the number format of the stored weights (type) and its relative rounding (unit), beside the margin of the verdict.",
  },
  withinRounding: {
    type: ["boolean", "null"],
    meaning:
      "network check: whether the margin is not above the rounding of the stored weights, so that the layer before rounding may have had the other verdict.",
  },
  minimumActive: {
    type: ["integer", "null"],
    header: "active",
    aliases: ["depth", "half-space depth"],
    meaning:
      "The least number of active nonzero rows at any input of the domain: without bias the half-space (Tukey) depth of the origin among the rows. At least n is necessary for injectivity and sufficient only in general position.",
    equation: "min over x of |S(x)|",
  },
  sigmaMin: {
    type: ["quantity", "null"],
    header: "sigma",
    meaning:
      "The least n-th singular value of the active rows over all cells; 0 for a layer that is not injective.",
    equation: "sigma = min over x of sigma_n(W[S(x)])",
  },
  inverseLipschitz: {
    type: ["quantity", "null"],
    meaning:
      "A lower bound of |f(p) - f(q)| / |p - q|: sigma/sqrt(2), sharp for the rows 1, -1. The best constant is at most sigma. Of a network the product over its layers.",
    equation: "|f(p) - f(q)| >= (sigma/sqrt 2) |p - q|",
    source: "docs/injectivity-check.md",
  },
  inverseLipschitzSlides: {
    type: ["quantity", "null"],
    meaning: "The published lower bound of |f(p) - f(q)| / |p - q|, with m the number of rows.",
    equation: "sigma/sqrt(2m)",
    source: SLIDES,
  },
  forwardLipschitz: {
    type: ["quantity", "null"],
    meaning: "An upper bound of |f(p) - f(q)| / |p - q|: the norm of the weights; of a network the product.",
    equation: "|W|_2",
  },
  minimumRank: {
    type: ["integer", "null"],
    meaning: "The least rank of the active rows over all cells; n for an injective layer.",
    equation: "min over x of rank W[S(x)]",
  },
  openCells: {
    type: ["integer", "null"],
    meaning:
      "Cells of full dimension into which the rows' hyperplanes cut the domain: patterns of active rows.",
  },
  domain: {
    type: "text",
    meaning:
      "The inputs that a statement about a network is made for: space (all of R^n), orthant (x >= 0, what a layer behind a ReLU receives), box:R (|x_k| <= R), box:LOW:HIGH,… (own bounds of each input), ball:R (|x| <= R, Euclidean), or several of these joined by ' and '.",
  },
  reason: { type: ["text", "null"], meaning: "Why nothing was decided; null where something was." },
  certificate: {
    type: ["record", "null"],
    meaning:
      "The proof of injectivity: antiparallel pairs and always-active rows that span the inputs (structure), a tree of exact dependencies of the rows (branching), or blocks of these. network check --save writes it, verify checks it with independent code.",
    equation:
      "lambda >= 0, sum lambda_i w_i = 0, sum lambda_i b_i >= 0: rows of a dependency are never all negative",
    source: "Gordan 1873, Motzkin 1936",
  },
  witness: {
    type: ["record", "null"],
    aliases: ["collision"],
    meaning:
      "The proof of non-injectivity: a point whose active rows do not span the inputs, and two inputs around it with exactly equal outputs (rationals). stored: the same inputs rounded to the weights' format, and the gap of the outputs evaluated there.",
  },
  structure: {
    meaning:
      "Rows w and -c w (c > 0) of which one is always active, b_2 + c b_1 >= 0, and rows active on all of the domain. Where they span the inputs the layer is injective, at any size.",
  },
  branching: {
    aliases: ["circuit branching"],
    meaning:
      "The exact search for a hyperplane H spanned by rows such that all other rows are negative at one point. Each dependency of rows outside H forces one of its rows into H: without bias a tree of at most (n+1)^(n-1) leaves, with bias (n+2)^(n-1), whatever the number of rows.",
    source: "docs/injectivity-check.md",
  },
  box: {
    type: ["integer[]", "null"],
    aliases: ["Z_P", "patch"],
    meaning:
      "network check --kernel: all placements of the kernels inside one box P. If they are injective on P, the layer is injective on every signal covered by such boxes. Sufficient only.",
    source: `${SLIDES}, with the index corrected to start at 0`,
  },
  scope: {
    type: "text",
    meaning:
      "network check and stability: whether a result is about one layer, a convolution, or the whole network. A network is injective if all its layers are, each on the inputs it may receive (x >= 0 behind a ReLU); the converse holds for the first layer only.",
  },
} as const satisfies Vocabulary;
