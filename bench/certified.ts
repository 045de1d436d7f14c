/** Proofs: time to find and to check each, inequalities, bytes; the yardstick is the check of two plain layers. */
import { certificate, checkProof, shippedProofs } from "../certified/index.js";
import type { BenchmarkRow } from "./report.js";
import { medianMilliseconds, timed } from "./timing.js";

/** One proof of each kind and size that people ask for. */
const NAMES = [
  "plain-2-weak",
  "plain-4-weak",
  "plain-2-weak-28-digits",
  "unit-2-weak",
  "unit-4-weak",
  "lifted-1-weak",
  "lifted-2-weak",
  "lifted-2-strong",
  "width-strong",
  "lifted-width-strong",
  "finite-800x100",
  "constants",
  "krsb-2",
];

const CHECKS = 5;

/** One row a proof: milliseconds to check it; the remark has the time to find it and the sizes. */
export function certifiedBenchmark(): BenchmarkRow[] {
  const proofs = shippedProofs.filter(({ name }) => NAMES.includes(name));
  const rows = proofs.map(({ name, search }) => {
    const { result: proof, milliseconds: find } = timed(search);
    const { text, inequalities, size } = certificate(proof);
    const check = medianMilliseconds(() => checkProof(text), CHECKS);
    return { name, find, check, inequalities, size };
  });
  const yardstick = rows.find(({ name }) => name === NAMES[0])?.check ?? Number.NaN;
  return rows.map(({ name, find, check, inequalities, size }) => ({
    name: `check ${name}`,
    milliseconds: check,
    ratio: check / yardstick,
    yardstick: "check of two plain layers",
    remark: `found in ${find.toPrecision(3)} ms, check/find ${(check / find).toPrecision(2)}, ${inequalities} inequalities, ${size} bytes`,
  }));
}
