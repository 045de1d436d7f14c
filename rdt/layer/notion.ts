/** Weak and strong duality, and which dual norms: the choices that every bound of this room is made under. */

/** Weak: at least n active units in the last layer for every input; strong: at least 2n. */
export type Notion = "weak" | "strong";

/** `unit`: the norms fixed in the source; `optimal`: the norms that give the least bound. */
export type DualNorms = "unit" | "optimal";

/** The constant c of the count constraint in a layer: 2 for n active units, 4 for 2n; 2 in layer 1 always. */
export function countConstant(notion: Notion, layer: number): number {
  return notion === "strong" && layer > 1 ? 4 : 2;
}
