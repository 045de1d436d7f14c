/** Rectangles cut by repeated bisection: a cover that is correct by construction. */
import type { Rational } from "../../src/interval/index.js";
import { demand, Refusal } from "./ledger.js";

/** An interval of exact rationals over one denominator. */
export interface Side {
  readonly low: bigint;
  readonly high: bigint;
  readonly denominator: bigint;
}

/** The side between two rationals, the first below the second. */
export function side(low: Rational, high: Rational): Side {
  return {
    low: low.numerator * high.denominator,
    high: high.numerator * low.denominator,
    denominator: low.denominator * high.denominator,
  };
}

/** Both halves. */
function halves({ low, high, denominator }: Side): readonly [Side, Side] {
  const middle = low + high;
  const twice = 2n * denominator;
  return [
    { low: 2n * low, high: middle, denominator: twice },
    { low: middle, high: 2n * high, denominator: twice },
  ];
}

/** Low end, middle and high end as rationals. */
export function endsOf({ low, high, denominator }: Side): {
  readonly low: Rational;
  readonly middle: Rational;
  readonly high: Rational;
} {
  return {
    low: { numerator: low, denominator },
    middle: { numerator: low + high, denominator: 2n * denominator },
    high: { numerator: high, denominator },
  };
}

/** Deepest bisection that is followed; a proof needs some 40. */
const DEEPEST = 100;

/**
 * Walks a bisection tree in preorder and visits its leaves; the leaves cover the rectangle.
 * @param names the letters by which the tree bisects the first and the second side
 */
export function visitLeaves(
  tree: readonly string[],
  names: readonly [string, string],
  root: readonly [Side, Side],
  visit: (box: readonly [Side, Side], leaf: string, number: number) => void,
): void {
  const open: { box: readonly [Side, Side]; depth: number }[] = [{ box: root, depth: 0 }];
  tree.forEach((token, i) => {
    const node = open.pop();
    if (node === undefined) throw new Refusal("not true: the tree ends with its last leaf");
    const { box, depth } = node;
    const cut = names.indexOf(token);
    if (cut < 0) {
      visit(box, token, i);
      return;
    }
    demand(depth < DEEPEST, `the tree is at most ${DEEPEST} bisections deep`);
    const [low, high] = halves(box[cut]);
    const child = (part: Side): readonly [Side, Side] => (cut === 0 ? [part, box[1]] : [box[0], part]);
    open.push({ box: child(high), depth: depth + 1 }, { box: child(low), depth: depth + 1 });
  });
  demand(open.length === 0, "the tree is complete");
}
