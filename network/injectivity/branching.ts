/**
 * Circuit branching: the exact search for a hyperplane H spanned by rows such that all rows outside H are strictly
 * negative at one point of the domain. No such hyperplane exists if and only if the layer is injective (rank n).
 *
 * A node knows rows F that lie in H and rows N that do not. Some row of every dependency of the rows outside span F
 * must lie in H; a vertex of the linear program has at most n + 2 of them, so that the tree does not grow with m.
 * Doubles propose every dependency and every point; integers verify them, and the exact simplex method decides where
 * that fails. A closed tree is a proof.
 *
 * On a ball of radius R, alone or with bounds of the inputs as further rows, the dependency of a node may also be
 * Σ λ_i w_i = v with R|v| ≤ Σ λ_i b_i: the point nearest the
 * origin at which all rows outside span F are at most 0 lies outside the ball. The same search without a ball finds the
 * largest radius: the least distance of such points, over all nodes, is followed downwards.
 */
import { type Fraction, fractionToNumber } from "../../src/exact/fraction.js";
import { integerRow, primitive } from "../../src/exact/integers.js";
import type { Tableau } from "../linear-program/index.js";
import { compareSquares, pointTowards } from "./ball.js";
import type { BranchCounts, BranchNode, BranchOutcome, RadiusOutcome } from "./branch-outcome.js";
import { type Dependency, dependencyOf, exactDependency, separates } from "./dependencies.js";
import { dependencyProgram, rootTableau } from "./dependency-program.js";
import type { HalfspaceSystem } from "./halfspaces.js";
import { type NearestPoint, nearestPoint } from "./nearest-point.js";
import { EMPTY_FRAME, extendFrame, type Frame, independenceRadius } from "./robustness.js";
import { emptySpan, extendSpan, type RowSpace, rowSpace, type Span } from "./spans.js";

/** Thrown through the recursion when the search ends early. */
class Found extends Error {
  constructor(
    readonly point: readonly bigint[],
    readonly face: readonly number[],
  ) {
    super("a separating point");
  }
}
class Stopped extends Error {
  constructor(readonly rounding = false) {
    super("no decision");
  }
}
/** Thrown where the largest radius is found to be 0. */
class NoBall extends Error {}

/** What all nodes share. */
interface Search {
  readonly system: HalfspaceSystem;
  readonly space: RowSpace;
  readonly dependencies: Dependency[];
  readonly known: Map<string, number>;
  readonly stop: () => boolean;
  /** R² of the ball; where the largest radius is sought, the least |x|² found so far. */
  ball: Fraction | null;
  readonly shrinks: boolean;
  radius: number;
  nodes: number;
  linearPrograms: number;
  pivots: number;
  exactPrograms: number;
}

interface NodeState {
  readonly span: Span;
  readonly frame: Frame;
  /** 1 for rows of N. */
  readonly outside: Uint8Array;
  readonly tableau: Tableau;
}

/**
 * Decides injectivity on the interior of the domain for a layer whose weights have rank n.
 * @param stop asked at every node; true ends the search undecided
 */
export function branch(system: HalfspaceSystem, stop: () => boolean = () => false): BranchOutcome {
  const search = newSearch(system, stop, false);
  try {
    const tree = visit(search, rootOf(search));
    const { dependencies, radius } = search;
    return { counts: countsOf(search), status: "injective", tree, dependencies, radius };
  } catch (signal) {
    const counts = countsOf(search);
    if (signal instanceof Found)
      return { counts, status: "not-injective", point: signal.point, face: signal.face };
    if (signal instanceof Stopped) return { counts, status: "stopped", rounding: signal.rounding };
    throw signal;
  }
}

/**
 * The largest radius of a ball about the origin on which a layer with weights of rank n is injective, exactly.
 * @param system lifted, of all of R^n
 */
export function branchForRadius(system: HalfspaceSystem, stop: () => boolean = () => false): RadiusOutcome {
  const search = newSearch(system, stop, true);
  try {
    const tree = visit(search, rootOf(search));
    const { dependencies, ball } = search;
    return { counts: countsOf(search), status: "exact", square: ball, tree, dependencies };
  } catch (signal) {
    const counts = countsOf(search);
    if (signal instanceof NoBall)
      return { counts, status: "exact", square: search.ball, tree: null, dependencies: [] };
    if (signal instanceof Stopped) return { counts, status: "stopped", square: search.ball };
    throw signal;
  }
}

function newSearch(system: HalfspaceSystem, stop: () => boolean, shrinks: boolean): Search {
  return {
    system,
    space: rowSpace(system),
    dependencies: [],
    known: new Map(),
    stop,
    ball: shrinks ? null : system.ball,
    shrinks,
    radius: Number.POSITIVE_INFINITY,
    nodes: 0,
    linearPrograms: 0,
    pivots: 0,
    exactPrograms: 0,
  };
}

function rootOf({ system, space }: Search): NodeState {
  return {
    span: emptySpan(space),
    frame: EMPTY_FRAME,
    outside: new Uint8Array(system.layerRows),
    tableau: rootTableau(system),
  };
}

function countsOf({ nodes, linearPrograms, pivots, exactPrograms }: Search): BranchCounts {
  return { nodes, linearPrograms, pivots, exactPrograms };
}

function visit(search: Search, state: NodeState): BranchNode {
  const { system, space } = search;
  const { span, outside } = state;
  search.nodes++;
  if (search.stop()) throw new Stopped();
  const excluded = outside.findIndex((entry, row) => entry !== 0 && span.inside[row] !== 0);
  if (excluded >= 0) {
    search.radius = 0;
    return { excluded };
  }
  const { dependency, tableau } = dependencyAt(search, state);
  const branching = search.dependencies[dependency].rows.filter(
    (row) => row < system.layerRows && outside[row] === 0,
  );
  if (span.rows.length === system.columns - 1) {
    for (const row of branching) {
      const frame = extendFrame(state.frame, weightsPart(system, row));
      search.radius = Math.min(search.radius, independenceRadius(frame));
    }
    return { dependency, children: [] };
  }
  const children: BranchNode[] = [];
  const excludedSoFar = outside.slice();
  for (const row of branching) {
    children.push(
      visit(search, {
        span: extendSpan(space, span, row),
        frame: extendFrame(state.frame, weightsPart(system, row)),
        outside: excludedSoFar.slice(),
        tableau,
      }),
    );
    excludedSoFar[row] = 1;
  }
  return { dependency, children };
}

/** The number of an exact dependency of the rows outside the span. @throws Found where there is none */
function dependencyAt(
  search: Search,
  { span, outside, tableau: start }: NodeState,
): { dependency: number; tableau: Tableau } {
  const { system } = search;
  const allowed = new Uint8Array(start.columns);
  const free = new Uint8Array(start.columns);
  for (let row = 0; row < system.layerRows; row++) {
    allowed[row] = 1 - span.inside[row];
    free[row] = allowed[row] === 1 && outside[row] === 0 ? 1 : 0;
  }
  allowed.fill(1, system.layerRows, system.rows.length);
  const { outcome, tableau, pivots } = dependencyProgram(start, allowed, free);
  search.linearPrograms++;
  search.pivots += pivots;
  if (outcome.status === "dependency") {
    const number = numberOf(search, outcome.support);
    if (number !== undefined) {
      search.radius = Math.min(search.radius, outcome.inradius);
      return { dependency: number, tableau };
    }
  } else if (outcome.status === "separated") {
    const point = integerRow(outcome.point).entries;
    if (separates(system, allowed, point))
      return { dependency: beyondBall(search, allowed, point, span.rows), tableau };
  }
  search.exactPrograms++;
  const exact = exactDependency(system, allowed, free);
  if (exact.status === "separated")
    return { dependency: beyondBall(search, allowed, exact.point, span.rows), tableau };
  search.radius = 0;
  return { dependency: search.dependencies.push(exact.dependency) - 1, tableau };
}

/**
 * Where all allowed rows are negative somewhere, the number of a dependency that keeps that out of the ball.
 * @throws Found where they are negative inside the ball
 */
function beyondBall(
  search: Search,
  allowed: Uint8Array,
  point: readonly bigint[],
  face: readonly number[],
): number {
  const { system, shrinks } = search;
  if (search.ball === null && !shrinks) throw new Found(point, face);
  const rows = system.rows.flatMap((_, row) => (allowed[row] !== 0 && holdsPoints(system, row) ? [row] : []));
  const scale = search.ball === null ? 1 : Math.sqrt(fractionToNumber(search.ball)) || 1;
  const nearest = nearestPoint(system, rows, scale);
  if (nearest === undefined) throw new Stopped(true);
  if (search.ball === null || compareSquares(nearest.square, search.ball) < 0) {
    if (!shrinks) throw new Found(pointTowards(system, nearest, point), face);
    search.ball = nearest.square;
    if (nearest.square.numerator === 0n) throw new NoBall();
  }
  search.radius = 0;
  return nearestNumber(search, nearest);
}

/** Every row but the one that says t > 0. */
function holdsPoints({ layerRows, domainRows }: HalfspaceSystem, row: number): boolean {
  return row < layerRows || domainRows[row - layerRows].side !== "scale";
}

/** Kept under the rows that hold the point: another node may have the same. */
function nearestNumber({ known, dependencies }: Search, { rows, weights }: NearestPoint): number {
  const key = `ball ${rows.join(",")}`;
  const number = known.get(key) ?? dependencies.push({ rows, weights: primitive(weights) }) - 1;
  known.set(key, number);
  return number;
}

/** The number of the exact dependency of these rows, found once; undefined where they have none. */
function numberOf(search: Search, support: readonly number[]): number | undefined {
  const sorted = [...support].sort((a, b) => a - b);
  const key = sorted.join(",");
  const known = search.known.get(key);
  if (known !== undefined) return known;
  const dependency = dependencyOf(search.system, sorted);
  if (dependency === undefined) return undefined;
  const number = search.dependencies.push(dependency) - 1;
  search.known.set(key, number);
  return number;
}

function weightsPart({ units, dimension, columns }: HalfspaceSystem, row: number): Float64Array {
  return units.subarray(row * dimension, row * dimension + columns);
}
