/** Where the level functions of a hidden layer live: product grids in (g, b) for the levels, panels for the last step. */
import { gaussLegendre } from "../../src/quadrature/gauss-legendre.js";
import { overlapIncrements } from "../functional/ansatz.js";
import type { HiddenStep } from "./hidden-layer.js";
import { type TiltedLaw, tiltedLaw } from "./tilted-law.js";

/** Sample points (first + i)·spacing, i = 0 … count − 1; one point at 0 where nothing spreads. */
export interface FieldGrid {
  readonly spacing: number;
  readonly first: number;
  readonly count: number;
}

/** How fine and how wide the grids of a hidden layer are. */
export interface FieldResolution {
  /** Spacing is the harmonic width of a level divided by this. */
  readonly density: number;
  /** Half-width of the windows in standard deviations of the tilted law, and of the kernels in theirs. */
  readonly reach: number;
  /** Gauss–Legendre points on a panel of the last step. */
  readonly panelPoints: number;
}

/** The grids of one hidden layer, kept while its parameters move so that the functional stays smooth. */
export interface FieldLayout {
  readonly g: readonly FieldGrid[];
  readonly b: readonly FieldGrid[];
  /** Nodes and weights in g of the last step. */
  readonly nodes: Float64Array;
  readonly weights: Float64Array;
  readonly reach: number;
}

/** Panels grow away from the kink at g = 0 until their width is this many standard deviations of the last step. */
const WIDEST_PANEL = 2.5;
const PANEL_GROWTH = 1.5;

/** Lays grids out for given parameters; undefined where the Gaussian integrals of the recursion diverge. */
export function fieldLayout(step: HiddenStep, resolution: FieldResolution): FieldLayout | undefined {
  const { input, fieldIncrements, slope } = step;
  const open = tiltedLaw(step, 1);
  const closed = tiltedLaw(step, slope);
  if (open === undefined || closed === undefined) return undefined;
  const k = input.breakingPoints.length;
  const variances = overlapIncrements(input);
  const { reach, density } = resolution;
  const spreadG = levelSpreads(variances, open, closed, "gg");
  const above = levelSpreads(fieldIncrements, open, open, "bb");
  const below = levelSpreads(fieldIncrements, closed, closed, "bb");
  const g: FieldGrid[] = [];
  const b: FieldGrid[] = [];
  for (let j = 0; j < k; j++) {
    g.push(fieldGrid(-reach * spreadG[j], reach * spreadG[j], widthOf(variances, j) / density));
    b.push(fieldGrid(-reach * below[j], reach * above[j], widthOf(fieldIncrements, j) / density));
  }
  const edge = k === 0 ? 0 : reach * spreadG[k - 1];
  const sigma = Math.sqrt(variances[k]);
  const first = WIDEST_PANEL * Math.min(sigma, input.chi * Math.sqrt(fieldIncrements[k]));
  return {
    g,
    b,
    ...panels(
      edge + reach * sigma,
      Math.min(first, WIDEST_PANEL * sigma),
      WIDEST_PANEL * sigma,
      resolution.panelPoints,
    ),
    reach,
  };
}

/** Standard deviations at level j, the larger of the plain and the tilted one. */
function levelSpreads(
  increments: Float64Array,
  first: TiltedLaw,
  second: TiltedLaw,
  entry: "gg" | "bb",
): Float64Array {
  let plain = 0;
  return increments.map((increment, j) => {
    plain += increment;
    return Math.sqrt(Math.max(plain, first.covariances[j][entry], second.covariances[j][entry]));
  });
}

/** Harmonic width of the increment of level j and of all increments still to come. */
function widthOf(increments: Float64Array, level: number): number {
  let rest = 0;
  for (let j = level + 1; j < increments.length; j++) rest += increments[j];
  return Math.sqrt((rest * increments[level]) / (rest + increments[level]));
}

function fieldGrid(low: number, high: number, spacing: number): FieldGrid {
  if (!(spacing > 0)) return { spacing: 1, first: 0, count: 1 };
  const first = Math.floor(low / spacing);
  return { spacing, first, count: Math.ceil(high / spacing) - first + 1 };
}

/** Composite Gauss–Legendre nodes on [−extent, extent], symmetric about the kink at 0. */
function panels(
  extent: number,
  first: number,
  widest: number,
  points: number,
): { nodes: Float64Array; weights: Float64Array } {
  const edges = [0];
  for (let width = first; edges[edges.length - 1] < extent; width = Math.min(widest, PANEL_GROWTH * width)) {
    edges.push(edges[edges.length - 1] + width);
  }
  const rule = gaussLegendre(points);
  const half = (edges.length - 1) * points;
  const nodes = new Float64Array(2 * half);
  const weights = new Float64Array(2 * half);
  for (let panel = 1; panel < edges.length; panel++) {
    const [low, high] = [edges[panel - 1], edges[panel]];
    for (let i = 0; i < points; i++) {
      const x = 0.5 * (low + high) + 0.5 * (high - low) * rule.nodes[i];
      const weight = 0.5 * (high - low) * rule.weights[i];
      const place = (panel - 1) * points + i;
      nodes[half + place] = x;
      nodes[half - 1 - place] = -x;
      weights[half + place] = weight;
      weights[half - 1 - place] = weight;
    }
  }
  return { nodes, weights };
}
