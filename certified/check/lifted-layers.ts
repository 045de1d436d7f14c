/** Floors of the hidden and last layers of partially lifted duality, for one expansion or both ends of an interval. */
import {
  add,
  compare,
  divide,
  enclose,
  half,
  type Interval,
  integer,
  logarithm,
  multiply,
  parseDecimal,
  type Rational,
  square,
  squareRoot,
  subtract,
  times,
  UNIT,
  ZERO,
} from "../../src/interval/index.js";
import type { LiftedCells, LiftedCover } from "../format/index.js";
import { endsOf, type Side, side, visitLeaves } from "./box.js";
import { logHiddenMoment, logLastMoment } from "./exponential-moments.js";
import type { Counted } from "./last-layer.js";
import { demand, increasing, type Ledger, nonNegativeDecimal, positiveDecimal } from "./ledger.js";

/** An expansion with the floor that is to be shown at it; all inequalities are affine in both together. */
export interface FloorAt {
  readonly expansion: Rational;
  readonly floor: Rational;
}

interface EnclosedFloor {
  readonly alpha: Interval;
  readonly floor: Interval;
}

function enclosed(floors: readonly FloorAt[]): EnclosedFloor[] {
  return floors.map(({ expansion, floor }) => ({ alpha: enclose(expansion), floor: enclose(floor) }));
}

/** w/(4A) ≥ its tangent w(2A_m − A)/(4A_m²). */
function rewardTangent(w: Interval, A: Interval, middle: Interval): Interval {
  return divide(multiply(w, subtract(times(2, middle), A)), times(4, square(middle)));
}

/**
 * Demands the value of a hidden layer above its floor for every distance d and every norm ratio ρ that can occur
 * (docs/theorems.md, section 8): q = 1/ρ strictly beyond [√(α/2) − 1, √(α/2) + 1] on both sides; A ≥ A₁ by Lemma 2;
 * d ≥ 1/(2A₀) by A = 0; between, four vertices a leaf.
 */
export function checkLiftedHidden(
  ledger: Ledger,
  { A, q, G, tree }: LiftedCover,
  { w, next }: { w: Rational; next: Rational },
  floors: readonly FloorAt[],
  where: string,
): void {
  for (const { expansion } of floors) demand(compare(expansion, integer(2)) > 0, `${where}: expansion > 2`);
  const [A0, A1] = A.map((end) => positiveDecimal(end, `${where}: A`));
  const [q0, q1] = q.map((end) => positiveDecimal(end, `${where}: q`));
  demand(compare(A0, A1) < 0 && compare(q0, q1) < 0, `${where}: ends in increasing order`);
  const [wBall, nextBall] = [enclose(w), enclose(next)];
  const ends = enclosed(floors);
  const cap = divide(square(nextBall), times(2, enclose(positiveDecimal(G, `${where}: G`))));
  ledger.less(cap, UNIT, `${where}: G > w'^2/2`);
  const atZero = logarithm(half(add(UNIT, divide(UNIT, squareRoot(subtract(UNIT, cap))))));
  const fromLemma = half(square(nextBall));
  const correction = divide(
    subtract(square(nextBall), square(wBall)),
    times(4, multiply(enclose(A1), wBall)),
  );
  for (const { alpha, floor } of ends) {
    const norm = squareRoot(half(alpha));
    ledger.less(multiply(enclose(q0), add(norm, UNIT)), UNIT, `${where}: q0 beyond the range of norms`);
    ledger.less(UNIT, multiply(enclose(q1), subtract(norm, UNIT)), `${where}: q1 beyond the range of norms`);
    ledger.less(add(floor, fromLemma), ZERO, `${where}: floor at large A`);
    ledger.less(add(floor, add(fromLemma, correction)), ZERO, `${where}: floor at A1`);
    const far = subtract(
      subtract(divide(wBall, times(2, enclose(A0))), enclose(parseDecimal(G))),
      multiply(alpha, atZero),
    );
    ledger.less(floor, far, `${where}: floor below A0`);
  }
  visitLeaves(tree, ["A", "q"], [side(A0, A1), side(q0, q1)], (box, leaf, i) => {
    const gamma = enclose(nonNegativeDecimal(leaf, `${where}: gamma of leaf ${i}`));
    checkLiftedLeaf(ledger, box, { w: wBall, next: nextBall, gamma }, ends, `${where}, leaf ${i}`);
  });
}

function checkLiftedLeaf(
  ledger: Ledger,
  [ASide, qSide]: readonly [Side, Side],
  { w, next, gamma }: { w: Interval; next: Interval; gamma: Interval },
  floors: readonly EnclosedFloor[],
  where: string,
): void {
  const [AEnds, qEnds] = [endsOf(ASide), endsOf(qSide)];
  const middle = enclose(AEnds.middle);
  for (const A of [AEnds.low, AEnds.high].map(enclose)) {
    const reward = rewardTangent(w, A, middle);
    for (const q of [qEnds.low, qEnds.high].map(enclose)) {
      const price = divide(multiply(w, gamma), square(q));
      const moment = logHiddenMoment({ w, next, A, q, gamma });
      for (const { alpha, floor } of floors) {
        const value = subtract(subtract(reward, price), multiply(alpha, moment));
        ledger.less(floor, value, `${where}: above the floor at a vertex`);
      }
    }
  }
}

/**
 * Demands the last layer above its floor for every distance d: d ≥ 1/(2A₀) by w/(2A₀), d ≤ 1/(2A_K) by
 * d ≥ 2A_K d², and between by one μ a cell, at both ends.
 */
export function checkLiftedLast(
  ledger: Ledger,
  { A, mu, muSmall }: LiftedCells,
  { w, units, margin }: Counted & { w: Rational },
  floors: readonly FloorAt[],
): void {
  const where = "last layer";
  demand(A.length === mu.length + 1, `${where}: one mu for each cell`);
  const cuts = A.map((cut) => positiveDecimal(cut, `${where}: A`));
  increasing(cuts, `${where}: A`);
  const wBall = enclose(w);
  const ends = enclosed(floors);
  for (const { alpha, floor } of ends) {
    ledger.positive(alpha, `${where}: expansion > 0`);
    ledger.less(floor, divide(wBall, times(2, enclose(cuts[0]))), `${where}: floor below A0`);
  }
  const demandAt = (A: Interval, multiplier: Rational, reward: Interval, what: string): void => {
    const muBall = enclose(multiplier);
    const price = multiply(units, multiply(wBall, muBall));
    const moment = logLastMoment({ w: wBall, A, mu: muBall, ...(margin === undefined ? {} : { margin }) });
    for (const { alpha, floor } of ends) {
      const value = subtract(subtract(reward, price), multiply(alpha, moment));
      ledger.less(floor, value, what);
    }
  };
  const small = nonNegativeDecimal(muSmall, `${where}: muSmall`);
  const nothing = ZERO;
  demandAt(times(2, enclose(cuts[cuts.length - 1])), small, nothing, `${where}: floor at small distances`);
  mu.forEach((text, j) => {
    const multiplier = nonNegativeDecimal(text, `${where}: mu of cell ${j}`);
    const [low, high] = [enclose(cuts[j]), enclose(cuts[j + 1])];
    const middle = half(add(low, high));
    for (const end of [low, high])
      demandAt(
        end,
        multiplier,
        rewardTangent(wBall, end, middle),
        `${where}: above the floor at an end of cell ${j}`,
      );
  });
}
