/** The numbers printed in Chapters 1, 3 and 4 of Paleka 2021, on one layer, recomputed. */
import {
  coverBound,
  eulerCharacteristicBound,
  eulerSaddle,
  eulerSecondZero,
  eulerTerms,
  orthantVolumes,
  regionBound,
  sumOfRowsBound,
  sumOfRowsSuccess,
  unionBound,
} from "../../geometry/index.js";
import { replicaSymmetricThreshold } from "../../rs/index.js";
import { dyadic, dyadicQuantity, log2Dyadic } from "../../src/exact/dyadic.js";
import { quantity, roundingError } from "../../src/result.js";
import { fullRsbThreshold } from "../theories/full-rsb-threshold.js";
import type { ComparedRow } from "./compared-row.js";
import { claimRows } from "./printed-claim.js";

/** The figures are drawn at m = 834, n = 100, that is q_{834,101}. */
const FIGURE_ROWS = 834;
const FIGURE_COLUMNS = 101;

/** Thresholds and constants of one layer. */
export function palekaLayerRows(tolerance = 1e-7): ComparedRow[] {
  const threshold = fullRsbThreshold(tolerance).value;
  return [...boundRows(threshold), ...eulerRows(threshold)];
}

function boundRows(threshold: ComparedRow["computed"]): ComparedRow[] {
  const row = claimRows("paleka", "Chapter 3");
  const rows = sumOfRowsBound().value;
  const chance = sumOfRowsSuccess(350, 100).value;
  return [
    row("union bound", "9.09", unionBound().value, {
      claim: "upper",
      note: "Theorem 3.12, sufficient: H2(1/c) = 1/2",
    }),
    row("Puthawala et al.", "10.5", regionBound().value, {
      claim: "upper",
      note: "Theorem 3.10, sufficient: log2(ce) = (c-1)(1 - H2(1/(c-1))), rounded up",
    }),
    row("sum of rows", "3.4", rows, {
      claim: "lower",
      note: "Theorem 3.11, not injective below: 1/c = Phi(-1/sqrt(c)); 'around c = 3.4'",
    }),
    row("p = 0 for m/n <", "2", coverBound().value, {
      claim: "lower",
      note: "Proposition 3.8, true at every n",
      correction:
        "p = 0 for every m <= 3n - 2: an x orthogonal to n - 1 rows, or -x, leaves at most half of the others positive",
    }),
    row("normalised rows", "3.5", rows, {
      claim: "lower",
      note: "Section 3.3, 'certificates up to m = 3.5n for n <= 100'",
      correction: `same asymptotic root as the plain sum, ${rows.value.toFixed(4)}; single successes at 3.5 are luck: n = 100, m = 350 succeeds with probability ${chance.toFixed(3)}`,
    }),
    row("threshold above", "5", threshold, {
      claim: "lower",
      note: "Section 3.3, from certificates at n = 100, m = 500; beside it the full-RSB threshold (physics)",
    }),
    row("assumed d_l/d_0", "3", rows, {
      claim: "lower",
      note: "Section 5.1, no restriction: below 3.4 the first layer is not injective",
    }),
    row("end-to-end expansivity", "2", quantity(2, 0, "cited"), {
      note: "Section 1.4, of random projections: (2n + 1)/n -> 2 by Whitney's theorem, not computed",
    }),
  ];
}

function eulerRows(threshold: ComparedRow["computed"]): ComparedRow[] {
  const row = claimRows("paleka", "Chapter 4");
  const euler = eulerCharacteristicBound().value;
  const ratio = quantity(euler.value - 1, euler.error, euler.status);
  const [none, half, both] = orthantVolumes(2).map(dyadicQuantity);
  const edge = 3 + 2 * Math.SQRT2;
  const saddle = eulerSaddle(edge).re;
  const secondZero = eulerSecondZero().value;
  const terms = eulerTerms(FIGURE_ROWS, FIGURE_COLUMNS).map(({ exact }) => exact);
  const logs = terms.map(log2Dyadic);
  const first = logs.indexOf(Math.max(...logs));
  const sum = terms.reduce((total, { numerator, exponent }) => {
    const shift = BigInt(FIGURE_COLUMNS - exponent);
    return total + (numerator << shift);
  }, 0n);
  const share = 2 ** (logs[first] - log2Dyadic(dyadic(sum, FIGURE_COLUMNS)));
  const rounded = (value: number): ComparedRow["computed"] => quantity(value, roundingError(value));
  return [
    row("v_2 of a quadrant", "1/4", both, { stated: 0.25, note: "Example 4.6" }),
    row("v_1 of a quadrant", "1/2", half, { stated: 0.5, note: "Example 4.6" }),
    row("v_0 of a quadrant", "1/4", none, { stated: 0.25, note: "Example 4.6" }),
    row("c_Euler", "8.34", euler, {
      note: "(4.54): where q_{m,n} turns from growth to decay",
      correction: `(4.55a), |q| -> infinity below it, is false next to m = n and at zeros of q (q_{8,4} = 0); read it as a rate at fixed K > ${secondZero.toFixed(4)}`,
    }),
    row("threshold, Conj. 4.24", "8.34", threshold, {
      note: "beside it the full-RSB threshold (physics)",
      correction: `refuted: injective with high probability from ${replicaSymmetricThreshold().threshold.value.toFixed(4)} on (rigorous)`,
    }),
    row("K_0", "7.34463", ratio, {
      note: `(4.53), the only zero of (4.52) for K > 3 + 2 sqrt(2); another one at K = ${secondZero.toFixed(4)}, below which (4.52) is negative`,
    }),
    row("3 + 2 sqrt(2)", "5.8", rounded(edge), { note: "(4.43), (4.52): real saddle points above" }),
    row("z_0 below", "1/2", rounded(saddle), {
      claim: "upper",
      stated: 0.5,
      note: "(4.43), K > 3 + 2 sqrt(2): largest at its end, 1 - 1/sqrt(2)",
    }),
    row("K|1 - 2z_0| above", "1", rounded(edge * (1 - 2 * saddle)), {
      claim: "lower",
      note: "(A.30): least at K = 3 + 2 sqrt(2), 1 + sqrt(2)",
    }),
    row("dominating i, Fig. 4.2", "0", quantity(first, 0), {
      note: `n = 100, m = 834: the first term is ${(100 * share).toFixed(2)} % of the sum`,
    }),
  ];
}
