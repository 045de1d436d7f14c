/** What is proved of one size, in a sentence: the smaller of the two bounds on non-injectivity. */
import type { NonInjectivityBounds } from "../../compare/index.js";
import type { Show } from "../../src/table/format-quantity.js";

export function boundNote({ union, duality, smaller }: NonInjectivityBounds, show: Show): string {
  const [least, other] =
    smaller === "union"
      ? [show(union, 6), `duality proves ${duality}`]
      : [duality, `the union bound is ${show(union, 3)}`];
  if (Math.min(union.value, Number(duality)) >= 1)
    return `Proved at this size: nothing; the union bound is ${show(union, 3)} and duality proves ${duality}, neither below 1.`;
  const name = smaller === "union" ? "union bound" : "duality, certified";
  return `Proved at this size: not injective with probability at most ${least} (${name}); ${other}.`;
}
