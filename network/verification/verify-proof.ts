/**
 * Checks a proof of injectivity in exact arithmetic, from the criterion alone: the layer is injective on a convex set
 * with interior if and only if no hyperplane spanned by rows leaves all other rows strictly negative at one interior
 * point.
 */
import type { DependencyDocument, ProofDocument, TreeNode } from "../certificates/format.js";
import { boundOf, outweighs, type VerifiedDomain } from "./domain.js";
import { type ExactLayer, rankOf } from "./exact-layer.js";
import { add, type Fraction, fractionOf, multiply, negate, parseFraction, sign, ZERO } from "./fraction.js";

/** The layer as stored and as integers. */
export interface VerifiedLayer {
  readonly values: readonly ArrayLike<number>[];
  readonly bias: ArrayLike<number> | null;
  readonly exact: ExactLayer;
  readonly domain: VerifiedDomain;
  readonly activation: "relu" | "strictly-monotone";
}

/** What is wrong with a proof, in one sentence; undefined where it is right. */
export function proofProblem(
  layer: VerifiedLayer,
  proof: ProofDocument,
  build: BuildLayer,
): string | undefined {
  if (proof.kind === "rank") return rankProblem(layer, proof.rows);
  if (layer.activation !== "relu") return `a proof by ${proof.kind} for an activation other than ReLU`;
  if (proof.kind === "structure") return structureProblem(layer, proof.always, proof.pairs);
  if (proof.kind === "blocks") return blocksProblem(layer, proof.blocks, build);
  return branchingProblem(layer, proof.dependencies, proof.tree);
}

/** Makes the exact layer of some rows and columns. */
export type BuildLayer = (
  layer: VerifiedLayer,
  rows: readonly number[],
  columns: readonly number[],
) => VerifiedLayer;

function rankProblem({ exact, activation }: VerifiedLayer, rows: readonly number[]): string | undefined {
  if (activation !== "strictly-monotone") return "a proof by rank for a ReLU layer";
  if (!distinctRows(exact, rows)) return "the rows of the rank proof are not distinct rows of the layer";
  if (rows.length !== exact.columns) return "the rank proof does not name n rows";
  return rankOf(exact, rows) === exact.columns ? undefined : "the rows of the rank proof are dependent";
}

function structureProblem(
  { exact, domain }: VerifiedLayer,
  always: readonly number[],
  pairs: readonly (readonly [number, number])[],
): string | undefined {
  const leaders = [...always, ...pairs.map(([i]) => i)];
  if (!distinctRows(exact, [...leaders, ...pairs.map(([, j]) => j)]))
    return "rows of the structure repeat or do not exist";
  for (const row of always) {
    if (!alwaysActive(exact, domain, row)) return `row ${row} is not active on the whole domain`;
  }
  for (const [i, j] of pairs) {
    if (!pairActive(exact, i, j))
      return `rows ${i} and ${j} are not an antiparallel pair of which one is always active`;
  }
  return rankOf(exact, leaders) === exact.columns
    ? undefined
    : "the rows of the structure do not span the inputs";
}

function alwaysActive(exact: ExactLayer, domain: VerifiedDomain, row: number): boolean {
  const whole = (numerator: bigint): Fraction => ({ numerator, denominator: 1n });
  const bias = whole(exact.bias[row]);
  if (domain.ball !== null && outweighs(domain.ball, bias, exact.weights[row].map(whole))) return true;
  let least = bias;
  for (const [k, weight] of exact.weights[row].entries()) {
    if (weight === 0n) continue;
    const bound = boundOf(domain, weight > 0n ? "lower" : "upper", k);
    if (bound === null) return false;
    least = add(least, multiply(whole(weight), bound));
  }
  return sign(least) >= 0;
}

/** w_j = −c w_i with c > 0, and b_j + c b_i ≥ 0. */
function pairActive({ weights, bias }: ExactLayer, i: number, j: number): boolean {
  const lead = weights[i].findIndex((entry) => entry !== 0n);
  if (lead < 0 || weights[i][lead] * weights[j][lead] >= 0n) return false;
  const [p, q] = [weights[i][lead], weights[j][lead]];
  if (weights[i].some((entry, k) => entry * q !== weights[j][k] * p)) return false;
  // c = −q/p: p² (b_j + c b_i) = p (p b_j − q b_i).
  return p * (p * bias[j] - q * bias[i]) >= 0n;
}

function blocksProblem(
  layer: VerifiedLayer,
  blocks: readonly { rows: number[]; columns: number[]; proof: ProofDocument }[],
  build: BuildLayer,
): string | undefined {
  const { exact } = layer;
  const columns = blocks.flatMap((block) => block.columns).sort((a, b) => a - b);
  if (columns.length !== exact.columns || columns.some((column, k) => column !== k))
    return "the blocks do not partition the columns";
  if (
    !distinctRows(
      exact,
      blocks.flatMap((block) => block.rows),
    )
  )
    return "rows of the blocks repeat or do not exist";
  for (const block of blocks) {
    const inside = new Set(block.columns);
    if (block.rows.some((row) => exact.weights[row].some((entry, k) => entry !== 0n && !inside.has(k)))) {
      return "a row of a block has weights in another block";
    }
    const problem =
      block.rows.length === 0
        ? "a block without rows"
        : proofProblem(build(layer, block.rows, block.columns), block.proof, build);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

function branchingProblem(
  layer: VerifiedLayer,
  dependencies: readonly DependencyDocument[],
  tree: TreeNode,
): string | undefined {
  for (const [number, dependency] of dependencies.entries()) {
    const problem = dependencyProblem(layer, dependency);
    if (problem !== undefined) return `dependency ${number}: ${problem}`;
  }
  const used = new Set<number>();
  const problem = nodeProblem(layer.exact, dependencies, tree, [], [], used);
  if (problem !== undefined) return problem;
  return used.size === dependencies.length ? undefined : "a dependency that the tree does not use";
}

/**
 * Σ λ_i w_i + Σ u_k e_k − Σ l_k e_k = v and Σ λ_i b_i − Σ u_k high_k + Σ l_k low_k ≥ R |v| with positive multipliers;
 * v = 0 without a ball.
 */
function dependencyProblem(
  { values, bias, domain, exact }: VerifiedLayer,
  { rows, lower, upper }: DependencyDocument,
): string | undefined {
  if (
    !distinctRows(
      exact,
      rows.map(([row]) => row),
    )
  )
    return "rows repeat or do not exist";
  const sums = new Array<Fraction>(exact.columns).fill(ZERO);
  let level = ZERO;
  if (rows.length === 0) return "no row of the layer";
  for (const [row, text] of rows) {
    const multiplier = parseFraction(text);
    if (sign(multiplier) <= 0) return `the multiplier of row ${row} is not positive`;
    for (let k = 0; k < exact.columns; k++)
      sums[k] = add(sums[k], multiply(multiplier, fractionOf(values[row][k])));
    level = add(level, multiply(multiplier, fractionOf(bias?.[row] ?? 0)));
  }
  for (const [side, entries] of [
    ["lower", lower],
    ["upper", upper],
  ] as const) {
    const seen = new Set<number>();
    for (const [column, text] of entries) {
      if (column >= exact.columns || seen.has(column)) return `${side} bounds repeat or do not exist`;
      seen.add(column);
      const bound = boundOf(domain, side, column);
      if (bound === null) return `a multiplier of a ${side} bound that the domain lacks`;
      const multiplier = parseFraction(text);
      if (sign(multiplier) <= 0) return `the multiplier of a ${side} bound is not positive`;
      sums[column] = add(sums[column], side === "upper" ? multiplier : negate(multiplier));
      // u (x − high) ≤ 0 and l (low − x) ≤ 0.
      const own = multiply(multiplier, bound);
      level = add(level, side === "upper" ? negate(own) : own);
    }
  }
  if (domain.ball !== null)
    return outweighs(domain.ball, level, sums)
      ? undefined
      : "the combination of the biases does not outweigh that of the rows on the ball";
  if (sums.some((sum) => sign(sum) !== 0)) return "the combination of the rows does not vanish";
  return sign(level) >= 0 ? undefined : "the combination of the biases is negative";
}

/** `inside`: rows assumed in the hyperplane; `outside`: rows assumed not in it. */
function nodeProblem(
  exact: ExactLayer,
  dependencies: readonly DependencyDocument[],
  node: TreeNode,
  inside: readonly number[],
  outside: readonly number[],
  used: Set<number>,
): string | undefined {
  const where = `node [${inside.join(",")}]`;
  if ("excluded" in node) {
    if (!outside.includes(node.excluded)) return `${where}: row ${node.excluded} was not excluded`;
    return rankOf(exact, [...inside, node.excluded]) === rankOf(exact, inside)
      ? undefined
      : `${where}: the excluded row is not in the span`;
  }
  const dependency = dependencies[node.dependency];
  if (dependency === undefined) return `${where}: dependency ${node.dependency} does not exist`;
  used.add(node.dependency);
  const branching = dependency.rows.map(([row]) => row).filter((row) => !outside.includes(row));
  if (node.children.length === 0) {
    // Closed: every row that could still be put into the hyperplane would make it all of R^n.
    const open = branching.find((row) => rankOf(exact, [...inside, row]) !== exact.columns);
    return open === undefined
      ? undefined
      : `${where}: not closed, row ${open} may still be in the hyperplane`;
  }
  if (node.children.length !== branching.length) {
    return `${where}: ${node.children.length} children for ${branching.length} rows to branch on`;
  }
  for (const [child, row] of branching.entries()) {
    const problem = nodeProblem(
      exact,
      dependencies,
      node.children[child],
      [...inside, row],
      [...outside, ...branching.slice(0, child)],
      used,
    );
    if (problem !== undefined) return problem;
  }
  return undefined;
}

function distinctRows(exact: ExactLayer, rows: readonly number[]): boolean {
  return new Set(rows).size === rows.length && rows.every((row) => row < exact.rows);
}
