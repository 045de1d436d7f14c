/** Finds proofs of one constant width for every depth by partially lifted duality. */
import { liftedCapacity } from "../../rdt/index.js";
import type { StrongLiftedWidthProof, WeakLiftedWidthProof } from "../format/index.js";
import { PROOF_SCHEMA } from "../format/index.js";
import { beyond, rounded } from "./decimals.js";
import { sphereTerm } from "./exponential-moments.js";
import { liftedWeights, requireLiftedDigits, searchLifted, sharedSlack } from "./lifted.js";
import { lastCells, lastValue } from "./lifted-cells.js";
import { hiddenCover, hiddenValue } from "./lifted-cover.js";
import { strongWidth } from "./width.js";

/**
 * A width at which every layer keeps n active units: the lifted proof for one layer serves every layer and larger width.
 * @param digits decimals of the width, 1 … 11
 * @returns the proof
 * @throws InputError for digits out of range
 * @example
 * import { certificate, searchWeakLiftedWidth } from "relu-injectivity/certified";
 * certificate(searchWeakLiftedWidth(4)).bound; // "7.4487"
 */
export function searchWeakLiftedWidth(digits: number): WeakLiftedWidthProof {
  const { weights, gammaSphere, last } = searchLifted({ hidden: [], count: 2, digits });
  const { expansion, ...cells } = last;
  return {
    schema: PROOF_SCHEMA,
    kind: "lifted-width",
    count: 2,
    from: expansion,
    weights: [weights[0]],
    gammaSphere,
    last: cells,
  };
}

/** The width from which the plain proof serves, rounded up. */
const PLAIN_FROM = "11.49";

/**
 * A width at which layer 1 keeps n active units and every later one 2n: two layers lifted for C below 11.49, the plain
 * proof from there on.
 * @param digits decimals of the width, 1 … 10
 * @returns the proof
 * @throws InputError for digits out of range
 * @example
 * import { certificate, searchStrongLiftedWidth } from "relu-injectivity/certified";
 * certificate(searchStrongLiftedWidth(3)).bound; // "11.036"
 */
export function searchStrongLiftedWidth(digits: number): StrongLiftedWidthProof {
  requireLiftedDigits(digits);
  const from = beyond(leastWidth() + 0.2 * 10 ** -digits, digits, 1);
  const { weights, saddles } = liftedWeights([Number(from)], 4);
  const [w, next] = weights.map(Number);
  const { gammaSphere, value: sphere } = sphereTerm(w);
  const ends = [from, PLAIN_FROM].map((text) => {
    const alpha = Number(text);
    const hidden = hiddenValue({ w, next }, alpha, saddles[0]);
    const last = lastValue(next, alpha, 4);
    const shares = sharedSlack(0.5 * (w * w + next * next) - sphere + hidden + last, 1);
    return { alpha, hidden: rounded(hidden - shares.hidden, 15), last: rounded(last - shares.last, 15) };
  });
  const floors = (layer: "hidden" | "last") =>
    ends.map((end) => ({ alpha: end.alpha, floor: Number(end[layer]) }));
  return {
    schema: PROOF_SCHEMA,
    kind: "lifted-width",
    count: 4,
    from,
    first: { a: "1.12" },
    weights: [weights[0], weights[1]],
    gammaSphere: rounded(gammaSphere, 14),
    hidden: {
      floor: [ends[0].hidden, ends[1].hidden],
      ...hiddenCover({ w, next }, floors("hidden")),
    },
    last: { floor: [ends[0].last, ends[1].last], ...lastCells(next, 4, floors("last")) },
    beyond: strongWidth(PLAIN_FROM),
  };
}

/** The C at which two layers of width C are just admitted, by secants on the lifted capacity. */
function leastWidth(): number {
  const excess = (width: number): number =>
    liftedCapacity([width], { count: 4, dualNorms: "optimal" }).capacity.value - width;
  let [before, width] = [11, 11.1];
  let [fBefore, f] = [excess(before), excess(width)];
  for (let i = 0; i < 12 && Math.abs(width - before) > 1e-14 * width && f !== fBefore; i++) {
    const next = width - (f * (width - before)) / (f - fBefore);
    [before, fBefore] = [width, f];
    width = next;
    f = excess(width);
  }
  return width;
}
