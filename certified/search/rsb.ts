/** Chooses rational parameters and lattices at which the k-RSB functional is to be enclosed. */
import { overlapsOf, solveKrsb } from "../../rsb/index.js";
import { requireInteger } from "../../src/result.js";
import { PROOF_SCHEMA, type RsbProof } from "../format/index.js";
import { beyond, rounded } from "./decimals.js";

const SIGNIFICANT = 13;
/** Exponent of the trapezoidal rule's error: e^−40 is 4e-18. */
const TURNS = 40;
/** Where the Gaussian integrals are cut: 2H(8.5) is 2e-17. */
const CUT = 8.5;

/**
 * A proof that α_k is at most the optimum, rounded up at the given decimal.
 * @param k 1 to 3
 * @param digits decimals of the bound, 1 … 13
 * @returns the proof
 * @throws InputError for k or digits out of range
 * @example
 * import { certificate, searchRsb } from "relu-injectivity/certified";
 * certificate(searchRsb(1, 4)).bound; // "6.7157"
 */
export function searchRsb(k: number, digits = 13): RsbProof {
  requireInteger(k, "k", 1, 3);
  requireInteger(digits, "digits", 1, 13);
  const { ansatz, value } = solveKrsb({ kind: "threshold" }, k);
  const q = [...overlapsOf(ansatz)].slice(0, k).map((x) => rounded(x, SIGNIFICANT));
  const y = [...ansatz.breakingPoints].map((x) => rounded(x, SIGNIFICANT));
  const chi = rounded(ansatz.chi, SIGNIFICANT);
  return {
    schema: PROOF_SCHEMA,
    kind: "krsb",
    bound: beyond(value.value + 0.5e-13, digits, 1),
    q,
    y,
    chi,
    spacing: nestedSpacings(q.map(Number), y.map(Number), Number(chi)),
    R: `${CUT}`,
  };
}

/** Δ_i at most 2π√(s_{i+1}e^{−y_{i+1}})/34, each a multiple of the next. */
function nestedSpacings(q: readonly number[], y: readonly number[], chi: number): string[] {
  const limits = y.map((point, i) => {
    const variance = ((q[i + 1] ?? 1) - q[i]) / (2 * chi);
    return (2 * Math.PI * Math.sqrt(variance * Math.exp(-point))) / TURNS;
  });
  const last = limits.length - 1;
  const places = 3 - Math.floor(Math.log10(limits[last]));
  let units = BigInt(Math.floor(limits[last] * 10 ** places));
  const spacings = [units];
  for (let i = last - 1; i >= 0; i--) {
    const ratio = Math.max(1, Math.floor(limits[i] / (Number(units) * 10 ** -places)));
    units *= BigInt(ratio);
    spacings.unshift(units);
  }
  return spacings.map((spacing) => decimalOf(spacing, places));
}

function decimalOf(units: bigint, places: number): string {
  const text = `${units}`.padStart(places + 1, "0");
  return `${text.slice(0, -places)}.${text.slice(-places)}`;
}
