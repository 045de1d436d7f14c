/** E_min, certificates and experiments at finite size. */
import type { Vocabulary } from "./vocabulary.js";

const PALEKA = "Paleka 2021, thesis";

/** Words of `emin`, `certificate` and `finite-size`. */
export const CERTIFICATE_WORDS = {
  minimum: {
    aliases: ["E_min", "lower", "upper"],
    meaning:
      "emin: least number of rows with w_i . x > 0 over all x != 0. 'minimum' is the least that is attained ('upper'); 'lower' bounds it from below. The minimum over a closed face of the arrangement is attained on its rays, so that visiting every vertex finds it.",
    equation: "E_min = min_{x != 0} #{i : w_i . x > 0}",
    source: `${PALEKA}, Theorem 3.4: a Gaussian layer is injective iff E_min >= n, almost surely`,
  },
  "solver-optimal": {
    aliases: ["bounds", "upper-only"],
    meaning:
      "emin: how E_min is known. 'exact': every vertex was visited, doubtful signs decided in integers, or an attained 0. 'solver-optimal': the witness attains it exactly, and branch and cut in floating point found nothing less to be possible. 'bounds': a limit came first. 'upper-only': a search, which proves nothing from below.",
  },
  badCells: {
    meaning:
      "emin: number of cells of the arrangement with fewer than n positive rows; null for dependent rows and where there are too many cells to collect. Its expectation is the union bound.",
    source: `${PALEKA}, eq. (3.4)`,
  },
  ray: {
    meaning:
      "emin: 'witness' is the x at which the reported number of rows is positive, recounted exactly: doubles are dyadic rationals. Where no double attains the minimum of a degenerate matrix, 'ray' holds integers that do.",
  },
  active: {
    aliases: ["needed", "certificate search", "certificate verify"],
    meaning:
      "certificate: rows with w_i . x >= 0. A certificate is an x != 0 for which fewer than n of the non-zero rows are active, w_i . x >= 0. The active rows do not span R^n, so that ReLU(W .) is constant along a line near x: the layer is not injective. Rows with w_i . x = 0 count, since a neighbour of x may switch them on.",
    equation: "#{i : w_i . x >= 0, w_i != 0} <= n - 1",
    source: "Puthawala et al. 2020; docs/certificates.md",
  },
  gnc: {
    aliases: ["anneal", "line-gibbs", "graduated non-convexity"],
    meaning:
      "certificate: methods of the search. gnc descends a smoothed count of positive rows while the smoothing shrinks; anneal moves along lines, on which the count is piecewise constant, and draws the next point exactly from its Gibbs weights while the temperature falls. Both are heuristics: what they find is proved, what they do not find is not.",
  },
  exhausted: {
    aliases: ["found", "stopped"],
    meaning:
      "certificate search: 'found'; 'exhausted': all restarts in vain; 'stopped': --time came first, and the best x depends on the machine.",
  },
  interval95: {
    aliases: ["successes", "wilson"],
    meaning:
      "finite-size: Wilson 95 % interval of a proportion of independent samples. The error of the proportion itself is the farther end of the interval of one standard deviation.",
    equation: "|k - N p| <= z sqrt(N p (1 - p)), z = 1.95996",
    source: "Wilson 1927",
  },
  perColumn: {
    aliases: ["limit", "activePerColumn"],
    meaning:
      "finite-size: mean of E_min over n (activePerColumn: active rows at the best x found, over n) beside 'limit', the ground-state energy e(m/n) of full replica symmetry breaking as n -> infinity; 'excess' is their difference. With --method search E_min is replaced by an upper bound ('kind': upper).",
    source: "Maillard 2022; docs/certificates.md",
  },
} as const satisfies Vocabulary;
