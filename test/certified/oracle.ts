/** Whether the claim of a proof file is true, decided by other means than its own inequalities. */
import type { Proof } from "../../certified/index.js";
import { lastLayerCapacity, liftedCapacity, optimalNormLayer, recurrencePoint } from "../../rdt/index.js";
import { replicaSymmetricThreshold } from "../../rs/index.js";
import { liftedLayer } from "../../rsb/index.js";
import { binaryEntropy } from "../../src/special/binary-entropy.js";
import { normalTail } from "../../src/special/normal.js";

/** Relative room for the doubles of the oracle. */
const ROOM = 1e-11;

/** Published and recomputed to 40 digits elsewhere. */
const CONSTANTS: Readonly<Record<string, string>> = {
  "one-layer-duality": "7.6476949354352798169287870247226009517058",
  "two-per-column-duality": "11.592153521879827599550306800574508745726",
  "sum-of-rows": "3.4028162214950486111655238327763970454233",
  "union-bound": "9.088606827956983599188463555807472018483",
  "euler-characteristic": "8.344632960854724770883827457749911225918",
};
const RSB = [6.7156968376712, 6.7003919494429, 6.6986878381397];

/** True for a claim that holds, as far as the solvers and closed forms can tell. */
export function claimHolds(proof: Proof): boolean {
  switch (proof.kind) {
    case "plain": {
      const hidden = proof.hidden.map(({ expansion }) => Number(expansion));
      const least = capacity(hidden, proof.count, "optimal");
      const above = Number(proof.last.expansion) >= least * (1 - ROOM);
      return above && (proof.below === undefined || Number(proof.below.last.expansion) <= least * (1 + ROOM));
    }
    case "unit": {
      const hidden = proof.hidden.map(({ expansion }) => Number(expansion));
      const least = capacity(hidden, proof.count, "unit");
      const above = Number(proof.last.expansion) >= least * (1 - ROOM);
      return above && (proof.below === undefined || Number(proof.below.last.expansion) <= least * (1 + ROOM));
    }
    case "plain-lower":
    case "unit-lower": {
      const hidden = proof.hidden.map(({ expansion }) => Number(expansion));
      const norms = proof.kind === "unit-lower" ? "unit" : "optimal";
      return Number(proof.last.expansion) <= capacity(hidden, proof.count, norms) * (1 + ROOM);
    }
    case "lifted": {
      const hidden = proof.hidden.map(({ expansion }) => Number(expansion));
      const { capacity } = liftedCapacity(hidden, { count: proof.count, dualNorms: "optimal" });
      return Number(proof.last.expansion) >= capacity.value * (1 - ROOM);
    }
    case "width":
      return Number(proof.from) >= (proof.count === 2 ? 7.647694935435279 : 11.489875226036075) * (1 - ROOM);
    case "lifted-width":
      return Number(proof.from) >= (proof.count === 2 ? 7.4486387263 : 11.0353381553) * (1 - ROOM);
    case "layer": {
      const { threshold } = replicaSymmetricThreshold({
        margin: Number(proof.margin),
        count: Number(proof.units),
      });
      const above = Number(proof.last.expansion) >= threshold.value * (1 - ROOM);
      return (
        above && (proof.below === undefined || Number(proof.below.expansion) <= threshold.value * (1 + ROOM))
      );
    }
    case "lifted-layer": {
      const { capacity } = liftedLayer({ margin: Number(proof.margin), count: Number(proof.units) });
      return Number(proof.last.expansion) >= capacity.value * (1 - ROOM);
    }
    case "finite":
      return finiteHolds(proof);
    case "constants":
      return proof.values.every(
        ({ name, below, above }) =>
          Number(below) <= Number(CONSTANTS[name]) && Number(above) >= Number(CONSTANTS[name]),
      );
    case "krsb":
      return Number(proof.bound) >= RSB[proof.y.length - 1] - 1e-12;
  }
}

function capacity(hidden: readonly number[], count: number, norms: "unit" | "optimal"): number {
  if (hidden.length === 0) return lastLayerCapacity(1, count).capacity.value;
  return recurrencePoint(hidden, count, norms).capacity.value;
}

/** The sum of docs/theorems.md, Theorem 4, in doubles at the file's own parameters. */
function finiteHolds(proof: Extract<Proof, { kind: "finite" }>): boolean {
  const [n, m, k, w, g] = [proof.n, proof.m, proof.active, proof.weight, proof.gammaSphere].map(Number);
  const kappa = Number(proof.margin ?? "0");
  const front = n * (w * g - 0.5 * Math.log(1 - w / (2 * g)) - 0.5 * w * w) - Math.log(Number(proof.bound));
  let sum = Math.exp(front - n * w * Number(proof.d[proof.d.length - 1]));
  proof.d.forEach((end, j) => {
    const [low, high, mu] = [Number(proof.d[j - 1] ?? "0"), Number(end), Number(proof.mu[j])];
    const A = 1 / (low + high);
    const a = Math.sqrt(mu / A);
    const wide = Math.sqrt(1 + 2 * w * A);
    const start = kappa / wide;
    const mass = normalTail(start) - normalTail(start + a * wide);
    const near = (Math.exp(-w * A * start * start) * mass) / wide;
    const moment = 1 - normalTail(kappa) + near + Math.exp(-w * mu) * normalTail(kappa + a);
    sum += Math.exp(front - n * w * low * high * A + w * mu * k + m * Math.log(moment));
  });
  return sum <= 1 + 1e-8;
}

/** The oracle's own constants, from the equations that define them. */
export function constantsAgree(): boolean {
  const u = 1 / Math.sqrt(Number(CONSTANTS["sum-of-rows"]));
  const union = binaryEntropy(1 / Number(CONSTANTS["union-bound"]));
  const strong = optimalNormLayer({ expansion: 11.489875226036075, incoming: 1 }).outgoing.value;
  return (
    Math.abs(u * u - normalTail(u)) < 1e-14 &&
    Math.abs(union - 0.5) < 1e-14 &&
    Math.abs(lastLayerCapacity(strong, 4).capacity.value - 11.489875226036075) < 1e-11
  );
}
