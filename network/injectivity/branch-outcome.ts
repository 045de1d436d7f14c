/** What circuit branching (`branching`) finds: a proof tree, a point, a radius, or where it stopped. */
import type { Fraction } from "../../src/exact/fraction.js";
import type { Dependency } from "./dependencies.js";

/**
 * One node: the dependency used (its number), with one child for each of its layer rows not in N, in its order; without
 * children it is closed, because H is determined or all rows of the dependency are in N. `excluded`: the node needs no
 * dependency, since this row of N lies in span F.
 */
export type BranchNode =
  | { readonly dependency: number; readonly children: readonly BranchNode[] }
  | { readonly excluded: number };

/** The work done. */
export interface BranchCounts {
  readonly nodes: number;
  readonly linearPrograms: number;
  readonly pivots: number;
  /** Nodes decided by the exact simplex method because doubles proposed nothing that integers confirmed. */
  readonly exactPrograms: number;
}

export type BranchOutcome = { readonly counts: BranchCounts } & (
  | {
      readonly status: "injective";
      readonly tree: BranchNode;
      readonly dependencies: readonly Dependency[];
      /** Unit rows changed by less than this each leave the tree a proof; a lower bound, computed in doubles. */
      readonly radius: number;
    }
  | {
      readonly status: "not-injective";
      /** Homogeneous integers: all rows outside the span of `face` are negative there. */
      readonly point: readonly bigint[];
      readonly face: readonly number[];
    }
  /** `rounding`: at a node no exact point nearest the origin was found. */
  | { readonly status: "stopped"; readonly rounding: boolean }
);

/** The largest radius on whose ball a layer is injective. `square`: R², null where it is injective on all of R^n. */
export type RadiusOutcome = { readonly counts: BranchCounts } & (
  | {
      readonly status: "exact";
      readonly square: Fraction | null;
      readonly tree: BranchNode | null;
      readonly dependencies: readonly Dependency[];
    }
  /** `square` is an upper bound of R², null where none was found. */
  | { readonly status: "stopped"; readonly square: Fraction | null }
);
