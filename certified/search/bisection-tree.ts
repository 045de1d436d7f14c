/** Grows a bisection tree over a rectangle until every leaf holds. */
import { InputError } from "../../src/result.js";
import type { Tree } from "../format/index.js";

/** A rectangle [x₀, x₁] × [y₀, y₁]. */
export type Rectangle = readonly [x0: number, x1: number, y0: number, y1: number];

/** A leaf's multiplier as a decimal, and the least value of what must be positive, at that decimal. */
export interface LeafCandidate {
  readonly multiplier: string;
  readonly margin: number;
}

const MOST_NODES = 19_000;

/**
 * Preorder tree: a rectangle whose candidate has a margin above the tolerance is a leaf; otherwise the side is halved
 * whose halves have the larger least margin (−∞ where there is none).
 *
 * @param names the letters of the first and the second side
 * @throws InputError when the tree grows beyond what a proof file may hold
 */
export function bisectionTree(
  root: Rectangle,
  names: readonly [string, string],
  candidate: (box: Rectangle) => LeafCandidate,
  tolerance: number,
): Tree {
  const tree: string[] = [];
  const open: { box: Rectangle; found: LeafCandidate }[] = [{ box: root, found: candidate(root) }];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (tree.length > MOST_NODES)
      throw new InputError("digits: expected fewer, the proof grows beyond its limit");
    const { box, found } = node;
    if (found.margin > tolerance) {
      tree.push(found.multiplier);
      continue;
    }
    const [x0, x1, y0, y1] = box;
    const [x, y] = [(x0 + x1) / 2, (y0 + y1) / 2];
    const choices = [
      [[x0, x, y0, y1] as const, [x, x1, y0, y1] as const],
      [[x0, x1, y0, y] as const, [x0, x1, y, y1] as const],
    ].map((halves) => halves.map((half) => ({ box: half, found: candidate(half) })));
    const least = choices.map(([low, high]) => Math.min(low.found.margin, high.found.margin));
    // Where neither helps, as where the multiplier of the centre is outside the domain at a vertex, the longer side.
    const longer = (x1 - x0) / (root[1] - root[0]) >= (y1 - y0) / (root[3] - root[2]) ? 0 : 1;
    const cut = least[0] === least[1] ? longer : least[0] > least[1] ? 0 : 1;
    tree.push(names[cut]);
    open.push(choices[cut][1], choices[cut][0]);
  }
  return tree;
}
