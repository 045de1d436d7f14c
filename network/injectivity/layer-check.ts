/** Whether one layer is injective on its domain: the exact tests in the order of their cost. */
import { requireCallback } from "../../src/arguments.js";
import type { DenseMatrix } from "../../src/matrix/dense-matrix.js";
import { rowOf } from "../../src/matrix/dense-matrix.js";
import type { BranchCounts, BranchNode } from "./branch-outcome.js";
import { branch } from "./branching.js";
import type { Dependency } from "./dependencies.js";
import { isBoundedBall, restrictedDomain } from "./domain.js";
import { type HalfspaceSystem, halfspaceSystem, type LayerQuestion } from "./halfspaces.js";
import { candidateCollision } from "./layer-candidates.js";
import { emptySpan, extendSpan, independentRows, type RowSpace, rowSpace } from "./spans.js";
import { type Block, blocksOf, type SpanningStructure, spanningStructure } from "./structure.js";
import { type Collision, centralPoint, collisionAt } from "./witness.js";

/** Why a layer is injective, in a form that `network verify` checks. */
export type Proof =
  | ({ readonly kind: "structure" } & SpanningStructure)
  | { readonly kind: "branching"; readonly tree: BranchNode; readonly dependencies: readonly Dependency[] }
  | { readonly kind: "blocks"; readonly blocks: readonly (Block & { readonly proof: Proof })[] }
  /** For a strictly monotone activation: n independent rows. */
  | { readonly kind: "rank"; readonly rows: readonly number[] };

/** What the method of the decision was. */
type Method = "rank" | "structure" | "candidates" | "branching" | "blocks" | "collision-search";

/**
 * The three-valued answer. `margin`: rows changed by less than this, relative to their length (with the bias as one
 * more entry), leave the verdict; 0 where any change may alter it, or where no such length was proved.
 */
export type LayerAnswer = { readonly method: Method; readonly counts: BranchCounts } & (
  | { readonly verdict: "injective"; readonly margin: number; readonly proof: Proof }
  | { readonly verdict: "not-injective"; readonly margin: number; readonly collision: Collision }
  | { readonly verdict: "undecided"; readonly reason: string }
);

const NO_COUNTS: BranchCounts = { nodes: 0, linearPrograms: 0, pivots: 0, exactPrograms: 0 };

/**
 * Decides one ReLU layer.
 *
 * @param stop asked at every node; true ends the search undecided
 * @param question weights, bias and the domain of the inputs
 * @returns verdict, and the proof or the collision behind it
 * @throws InputError for numbers that are not finite
 * @example
 * import { checkLayer, matrixFromRows, SPACE } from "relu-injectivity/network";
 * const question = { weights: matrixFromRows([[1], [-1]]), bias: null, domain: SPACE };
 * checkLayer(question).verdict; // "injective"
 */
export function checkLayer(question: LayerQuestion, stop: () => boolean = () => false): LayerAnswer {
  requireCallback(stop, "stop");
  const system = halfspaceSystem(question);
  const space = rowSpace(system);
  const all = Array.from({ length: system.layerRows }, (_, row) => row);
  if (independentRows(space, all).length < system.columns) {
    return negative(system, interiorCollision(system, space), "rank", NO_COUNTS);
  }
  const structure = spanningStructure(system, space);
  if (structure !== undefined) {
    return {
      verdict: "injective",
      method: "structure",
      margin: 0,
      proof: { kind: "structure", ...structure },
      counts: NO_COUNTS,
    };
  }
  const blocks = blocksOf(system);
  if (blocks.length > 1 && !isBoundedBall(question.domain))
    return checkBlocks(question, system, space, blocks, stop);
  if (question.domain.kind === "space") {
    const collision = candidateCollision(system, space, stop);
    if (collision !== undefined)
      return negative(system, centred(system, space, collision), "candidates", NO_COUNTS);
  }
  return branched(system, space, stop);
}

/** For an activation that is strictly monotone: injective on any domain with interior if and only if the rank is n. */
export function checkRank(question: LayerQuestion): LayerAnswer {
  const system = halfspaceSystem({ ...question, bias: null });
  const space = rowSpace(system);
  const rows = independentRows(
    space,
    Array.from({ length: system.layerRows }, (_, row) => row),
  );
  if (rows.length === system.columns) {
    return {
      verdict: "injective",
      method: "rank",
      margin: 0,
      proof: { kind: "rank", rows },
      counts: NO_COUNTS,
    };
  }
  return negative(system, interiorCollision(system, space, true), "rank", NO_COUNTS);
}

/** The branching of more inputs would not end; one of its linear programs would already take minutes. */
export const MOST_BRANCHING_INPUTS = 64;

function branched(system: HalfspaceSystem, space: RowSpace, stop: () => boolean): LayerAnswer {
  if (system.columns > MOST_BRANCHING_INPUTS) {
    return {
      verdict: "undecided",
      method: "candidates",
      reason: `branching reaches ${MOST_BRANCHING_INPUTS} inputs at most, there are ${system.columns}; no structure proves injectivity and no point tried shows a collision`,
      counts: NO_COUNTS,
    };
  }
  const outcome = branch(system, stop);
  if (outcome.status === "stopped") {
    return {
      verdict: "undecided",
      method: "branching",
      reason: outcome.rounding
        ? "doubles found no point of the ball nearest to a face, nor could integers from what they proposed"
        : `the time limit ended the search after ${outcome.counts.nodes} nodes`,
      counts: outcome.counts,
    };
  }
  if (outcome.status === "injective") {
    const { tree, dependencies, radius, counts } = outcome;
    return {
      verdict: "injective",
      method: "branching",
      margin: radius,
      proof: { kind: "branching", tree, dependencies },
      counts,
    };
  }
  const collision = collisionAt(system, outcome.point, space);
  if (collision === undefined) throw new Error("a separating point at which the active rows have full rank");
  return negative(system, centred(system, space, collision), "branching", outcome.counts);
}

function negative(
  system: HalfspaceSystem,
  collision: Collision,
  method: Method,
  counts: BranchCounts,
): LayerAnswer {
  const { activeRows, clearance } = collision;
  const margin = activeRows.length < system.columns ? clearance : 0;
  return { verdict: "not-injective", method, margin, collision, counts };
}

/** The collision moved away from the inactive rows where a linear program finds such a point. */
function centred(system: HalfspaceSystem, space: RowSpace, collision: Collision): Collision {
  if (system.columns > 40) return collision;
  let span = emptySpan(space);
  for (const row of independentRows(space, collision.activeRows)) span = extendSpan(space, span, row);
  const point = centralPoint(system, span.inside);
  const moved = point === undefined ? undefined : collisionAt(system, point, space);
  return moved !== undefined && moved.clearance > collision.clearance ? moved : collision;
}

/** The point of a collision of a layer of deficient rank: any point of the interior of the domain. */
function interiorCollision(system: HalfspaceSystem, space: RowSpace, allActive = false): Collision {
  const collision = collisionAt(system, system.interior, space, allActive);
  if (collision === undefined) throw new Error("a layer of deficient rank without a collision");
  return collision;
}

/** A layer that falls into blocks is injective if and only if each block is; a block's collision is the layer's. */
function checkBlocks(
  question: LayerQuestion,
  system: HalfspaceSystem,
  space: RowSpace,
  blocks: readonly Block[],
  stop: () => boolean,
): LayerAnswer {
  const proofs: (Block & { readonly proof: Proof })[] = [];
  let margin = Number.POSITIVE_INFINITY;
  let undecided: LayerAnswer | undefined;
  let counts = NO_COUNTS;
  for (const block of blocks) {
    const answer = checkLayer(restrictTo(question, block), stop);
    counts = addCounts(counts, answer.counts);
    if (answer.verdict === "not-injective") {
      const collision = collisionAt(system, embedded(system, block, answer.collision), space);
      if (collision === undefined) throw new Error("a collision of a block is not one of the layer");
      return negative(system, collision, "blocks", counts);
    }
    if (answer.verdict === "undecided") undecided ??= answer;
    else {
      proofs.push({ ...block, proof: answer.proof });
      // Changes of the whole row also fill the other blocks' columns, where the blocks' proofs say nothing.
      margin = 0;
    }
  }
  if (undecided !== undefined) return { ...undecided, method: "blocks", counts };
  return {
    verdict: "injective",
    method: "blocks",
    margin,
    proof: { kind: "blocks", blocks: proofs },
    counts,
  };
}

function addCounts(a: BranchCounts, b: BranchCounts): BranchCounts {
  return {
    nodes: a.nodes + b.nodes,
    linearPrograms: a.linearPrograms + b.linearPrograms,
    pivots: a.pivots + b.pivots,
    exactPrograms: a.exactPrograms + b.exactPrograms,
  };
}

/** The layer of one block. */
export function restrictTo({ weights, bias, domain }: LayerQuestion, block: Block): LayerQuestion {
  const values = new Float64Array(Math.max(1, block.rows.length) * block.columns.length);
  block.rows.forEach((row, i) => {
    const full = rowOf(weights, row);
    block.columns.forEach((column, k) => {
      values[i * block.columns.length + k] = full[column];
    });
  });
  const part: DenseMatrix = { rows: Math.max(1, block.rows.length), columns: block.columns.length, values };
  return {
    weights: part,
    bias: bias === null ? null : Float64Array.from({ length: part.rows }, (_, i) => bias[block.rows[i]] ?? 0),
    domain: restrictedDomain(domain, block.columns),
  };
}

/** The block's point in the layer's coordinates, an interior point of the domain elsewhere, homogeneous if lifted. */
function embedded(system: HalfspaceSystem, block: Block, { point }: Collision): bigint[] {
  const scale = system.lifted ? system.interior[system.columns] : 1n;
  const z = system.interior.map((entry) => entry * point.denominator);
  block.columns.forEach((column, k) => {
    z[column] = point.numerators[k] * scale;
  });
  return z;
}
