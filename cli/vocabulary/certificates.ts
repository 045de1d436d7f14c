/** E_min, certificates and experiments at finite size. */
import type { Vocabulary } from "./vocabulary.js";

const PALEKA = "Paleka 2021, thesis";

/** Words of `emin`, `certificate` and `finite-size`. */
export const CERTIFICATE_WORDS = {
  minimum: {
    type: "integer",
    header: "E_min",
    meaning:
      "emin: least number of rows with w_i . x > 0 over all x != 0. 'minimum' is the least that is attained ('upper'); 'lower' bounds it from below. The minimum over a closed face of the arrangement is attained on its rays, so that visiting every vertex finds it.",
    equation: "E_min = min_{x != 0} #{i : w_i . x > 0}",
    source: `${PALEKA}, Theorem 3.4: a Gaussian layer is injective iff E_min >= n, almost surely`,
  },
  "solver-optimal": {
    type: "text",
    aliases: ["bounds", "upper-only"],
    meaning:
      "emin: how E_min is known. 'exact': every vertex was visited, doubtful signs decided in integers, or an attained 0. 'solver-optimal': the witness attains it exactly, and branch and cut in floating point found nothing less to be possible. 'bounds': a limit came first. 'upper-only': a search, which proves nothing from below.",
  },
  badCells: {
    type: ["integer", "null"],
    meaning:
      "emin: number of cells of the arrangement with fewer than n positive rows; null for dependent rows and where there are too many cells to collect. Its expectation is the union bound.",
    source: `${PALEKA}, eq. (3.4)`,
  },
  witness: {
    type: "number[]",
    meaning:
      "The x at which the reported number of rows is positive (emin) or active (certificate), recounted exactly: doubles are dyadic rationals.",
  },
  ray: {
    type: ["text[]", "null"],
    meaning:
      "emin: where no double attains the minimum of a degenerate matrix, integers x that do; null otherwise.",
  },
  active: {
    type: "integer",
    aliases: ["certificate search", "certificate verify"],
    header: "active rows at x",
    meaning:
      "certificate: rows with w_i . x >= 0. A certificate is an x != 0 for which fewer than n of the non-zero rows are active, w_i . x >= 0. The active rows do not span R^n, so that ReLU(W .) is constant along a line near x: the layer is not injective. Rows with w_i . x = 0 count, since a neighbour of x may switch them on.",
    equation: "#{i : w_i . x >= 0, w_i != 0} <= n - 1",
    source: "Puthawala et al. 2020; docs/certificates.md",
  },
  gnc: {
    type: "integer",
    aliases: ["graduated non-convexity"],
    meaning:
      "certificate: a method of the search, or what it found: descends a smoothed count of positive rows while the smoothing shrinks. A heuristic: what it finds is proved, what it does not find is not.",
  },
  anneal: {
    type: "integer",
    aliases: ["line-gibbs"],
    meaning:
      "certificate: a method of the search, or what it found: moves along lines, on which the count is piecewise constant, and draws the next point exactly from its Gibbs weights while the temperature falls. A heuristic.",
  },
  "sum-of-rows": { type: "integer", meaning: "certificate: the explicit x = -sum w_i, or what it found." },
  normalised: { type: "integer", meaning: "certificate: the explicit x = -sum w_i/|w_i|, or what it found." },
  exhausted: {
    type: "text",
    aliases: ["stopped"],
    meaning:
      "certificate search: 'found'; 'exhausted': all restarts were done and found none; 'stopped': --time-limit came first, and the best x depends on the machine.",
  },
  interval95: {
    type: "number[]",
    aliases: ["wilson"],
    header: "95 % interval",
    meaning:
      "Wilson 95 % interval of a proportion of independent samples. The error of the proportion itself is the farther end of the interval of one standard deviation.",
    equation: "|k - N p| <= z sqrt(N p (1 - p)), z = 1.95996",
    source: "Wilson 1927",
  },
  samples: { type: "integer", meaning: "Number of random layers or networks that were drawn." },
  seed: { type: "integer", meaning: "Seed of the random draws; sample i uses its stream i." },
  limit: {
    type: "quantity",
    header: "E_min/n, n -> infinity",
    meaning:
      "finite-size: ground-state energy e(m/n) of full replica symmetry breaking, to which E_min/n tends as n -> infinity; 0 up to m/n = 2.",
    source: "Maillard 2022; docs/certificates.md",
  },
} as const satisfies Vocabulary;
