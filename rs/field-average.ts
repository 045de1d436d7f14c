/** Averages over the Gaussian cavity field w ~ N(−κ√(1 + r), r), on panels graded towards the two scales of the integrand. */
import { gaussLegendre } from "../src/quadrature/gauss-legendre.js";
import { normalDensity } from "../src/special/normal.js";
import { singleSite } from "./single-site.js";

/** The Gaussian measure beyond ±10 is 1.5e-23; every integrand here is bounded by a polynomial in w and β. */
const CUTOFF = 10;
const LOG_SQRT_2PI = 0.9189385332046728;
const WIDEST_PANEL = 1.25;
/** Below this standard deviation the field is constant to double precision; it only keeps the panels finite at r = 0. */
const SMALLEST_DEVIATION = 1e-100;
const PANEL_LIMIT = 10_000;

/** Expectations over w ~ N(−κ√(1 + r), r), κ the margin, of functions of the single site, with their derivatives in r and β. */
export interface FieldAverages {
  /** E f, E p, E f'², E f''². */
  readonly f: number;
  readonly p: number;
  readonly slopeSquare: number;
  readonly curvatureSquare: number;
  /** E f‴² and E f″³, which decide where the overlap splits: see {@link breakingPointAtInstability}. */
  readonly thirdSquare: number;
  readonly curvatureCube: number;
  /** ∂/∂r at fixed β: ½ E[(·)''] by the heat equation, and E[(·)'] times the shift of the mean. */
  readonly pByR: number;
  readonly slopeSquareByR: number;
  readonly curvatureSquareByR: number;
  /** ∂/∂β at fixed r. */
  readonly pByBeta: number;
  readonly slopeSquareByBeta: number;
  readonly curvatureSquareByBeta: number;
}

/** How fine the quadrature is: nodes on each panel, and panel width relative to the distance from a scale's centre. */
export interface QuadratureLevel {
  readonly order: number;
  readonly grading: number;
}

/** The rule whose results are reported, and the coarser one whose difference estimates the quadrature error. */
export const FINE: QuadratureLevel = { order: 20, grading: 0.5 };
export const COARSE: QuadratureLevel = { order: 16, grading: 0.55 };

/**
 * Panel boundaries in ξ = (w − mean)/√r on [−10, 10].
 *
 * The integrands are analytic but vary on two scales: |w| ~ 1 around w = 0, and 1/w* around the field w* with
 * H(w*) ≈ e^{−β}, where the output switches from negative to positive (the nearest poles are at w* ± iπ/w*). Each
 * panel is no wider than `grading` times (scale + distance) for both centres.
 */
function panelBoundaries(beta: number, r: number, mean: number, grading: number): number[] {
  const root = Math.max(Math.sqrt(r), SMALLEST_DEVIATION);
  const switching = switchingField(beta);
  const origin = -mean / root;
  const centre = (switching - mean) / root;
  const originScale = 1.5 / root;
  const switchingScale = 2 / (root * (1 + switching));
  const boundaries = [-CUTOFF];
  let position = -CUTOFF;
  while (position < CUTOFF && boundaries.length < PANEL_LIMIT) {
    const width = Math.min(
      WIDEST_PANEL,
      grading * (originScale + Math.abs(position - origin)),
      grading * (switchingScale + Math.abs(position - centre)),
    );
    position = position + width > CUTOFF - 0.25 * width ? CUTOFF : position + width;
    boundaries.push(position);
  }
  // Never a silently truncated integral.
  if (position < CUTOFF) boundaries.push(Number.NaN);
  return boundaries;
}

/** The field w* ≥ 0 with H(w*) ≈ e^{−β}, from φ(w)/w ≈ H(w); right to a small fraction of its scale 1/w*. */
function switchingField(beta: number): number {
  let w = Math.sqrt(2 * beta);
  for (let step = 0; step < 3; step++)
    w = Math.sqrt(Math.max(0, 2 * (beta - LOG_SQRT_2PI - Math.log(1 + w))));
  return w;
}

/**
 * All averages at inverse temperature `beta` and field variance `r` = q/(1 − q) > 0.
 * @param margin κ: in units of √(1 − q) fields are shifted by −κ/√(1 − q) = −κ√(1 + r)
 */
export function fieldAverages(
  beta: number,
  r: number,
  { order, grading }: QuadratureLevel,
  margin = 0,
): FieldAverages {
  const mean = margin === 0 ? 0 : -margin * Math.sqrt(1 + r);
  const drift = mean / (2 * (1 + r));
  const boundaries = panelBoundaries(beta, r, mean, grading);
  const rule = gaussLegendre(order);
  const root = Math.sqrt(r);
  const sums = new Float64Array(15);
  for (let panel = 1; panel < boundaries.length; panel++) {
    const half = 0.5 * (boundaries[panel] - boundaries[panel - 1]);
    const middle = boundaries[panel - 1] + half;
    for (let i = 0; i < order; i++) {
      const xi = middle + half * rule.nodes[i];
      const weight = half * rule.weights[i] * normalDensity(xi);
      const { f, f1, f2, f3, f4, p, p1, p2, variance } = singleSite(mean + root * xi, beta);
      sums[0] += weight * f;
      sums[1] += weight * p;
      sums[2] += weight * f1 * f1;
      sums[3] += weight * f2 * f2;
      sums[4] += weight * p2;
      sums[5] += weight * (f2 * f2 + f1 * f3);
      sums[6] += weight * (f3 * f3 + f2 * f4);
      sums[7] += weight * variance;
      sums[8] += weight * f1 * p1;
      sums[9] += weight * f2 * p2;
      sums[10] += weight * f3 * f3;
      sums[11] += weight * f2 * f2 * f2;
      sums[12] += weight * p1;
      sums[13] += weight * f1 * f2;
      sums[14] += weight * f2 * f3;
    }
  }
  return {
    f: sums[0],
    p: sums[1],
    slopeSquare: sums[2],
    curvatureSquare: sums[3],
    thirdSquare: sums[10],
    curvatureCube: sums[11],
    pByR: 0.5 * sums[4] + drift * sums[12],
    slopeSquareByR: sums[5] + 2 * drift * sums[13],
    curvatureSquareByR: sums[6] + 2 * drift * sums[14],
    pByBeta: -sums[7],
    slopeSquareByBeta: -2 * sums[8],
    curvatureSquareByBeta: -2 * sums[9],
  };
}

/**
 * The breaking point x at which the overlap begins to split where the replicon vanishes: marginality α λ² ∫ P f″² = 1
 * differentiated along q gives x = ½ α E f‴² / (1 + α E f″³) (the argument of Sommers and Dupont 1984; derivatives in the
 * reduced field). Between 0 and 1 the transition is continuous.
 */
export function breakingPointAtInstability(alpha: number, averages: FieldAverages): number {
  return (0.5 * alpha * averages.thirdSquare) / (1 + alpha * averages.curvatureCube);
}
