/** The level functions φ_i, m_i, P_i of a solved ansatz on the whole line, and their values at any field. */
import { gaussLegendre } from "../../src/quadrature/gauss-legendre.js";
import { normalDensity } from "../../src/special/normal.js";
import { type Ansatz, stepsOf, stepVariances } from "../functional/ansatz.js";
import { marginShift, type PerceptronCost } from "../functional/cost.js";
import { transportOnGrids } from "../functional/direct-transport.js";
import type { LevelGrid, Resolution } from "../functional/level-grids.js";
import {
  forwardRatios,
  levelFunction,
  type ParisiFunctions,
  parisiFunctions,
} from "../functional/recursion.js";
import type { LevelTransport } from "../functional/transport.js";
import { fullLineGrids, gaussianSumAt } from "./full-line-transport.js";

/** Fields in units of √(2χ), measured from the margin. */
export interface LevelProfiles {
  readonly ansatz: Ansatz;
  readonly cost: PerceptronCost;
  readonly reach: number;
  readonly grids: readonly LevelGrid[];
  readonly functions: ParisiFunctions;
  /** m_i = ∂_hφ_i, P_i and P_i/V_i on the grids of the levels 0 … k−1. */
  readonly forces: readonly Float64Array[];
  readonly densities: readonly Float64Array[];
  readonly ratios: readonly Float64Array[];
}

/** Runs the recursion on full-line grids; relative accuracy about 1e-13 of φ, m and P at any y. */
export function levelProfiles(ansatz: Ansatz, cost: PerceptronCost, resolution: Resolution): LevelProfiles {
  const grids = fullLineGrids(ansatz, cost, resolution);
  const transport = transportOnGrids(grids, ansatz, resolution.reach);
  const functions = parisiFunctions(ansatz, cost, transport);
  const { densities, ratios } = forwardRatios(ansatz, functions, transport, marginShift(cost, ansatz.chi));
  const forces = levelForces(ansatz, functions, transport);
  return { ansatz, cost, reach: resolution.reach, grids, functions, forces, densities, ratios };
}

/** m_{i−1} V_{i−1} = N(0, s_i) ⋆ (m_i e^{y_iφ_i}), from the closed-form m_{k−1} down. */
function levelForces(ansatz: Ansatz, functions: ParisiFunctions, transport: LevelTransport): Float64Array[] {
  const k = stepsOf(ansatz);
  const forces: Float64Array[] = [];
  forces[k - 1] = Float64Array.from(functions.terminal, (moments) => moments.slope / moments.mass);
  for (let i = k - 1; i >= 1; i--) {
    const values = functions.weight[i].map((weight, j) => weight * forces[i][j]);
    const lower = new Float64Array(functions.phi[i - 1].length);
    transport.descend(i, { values, left: 0, right: 0 }, lower, functions.weight[i]);
    forces[i - 1] = lower.map((sum, j) => sum / functions.normalisation[i - 1][j]);
  }
  return forces;
}

/** φ_i, m_i and P_i at one field (units of √(2χ), measured from the margin), i = 0 … k. */
export function profileAt(
  profiles: LevelProfiles,
  level: number,
  field: number,
): { phi: number; force: number; density: number } {
  const { ansatz, cost, grids, functions, reach } = profiles;
  const k = stepsOf(ansatz);
  const variances = stepVariances(ansatz);
  const y = ansatz.breakingPoints;
  let phi: number;
  let force: number;
  if (level === k) {
    phi = cost.terminal(field);
    force = cost.terminalSlope(field);
  } else if (level === k - 1) {
    const moments = cost.smoothedTerminal(field, y[k - 1], variances[k]);
    phi = Math.log(moments.mass) / y[k - 1];
    force = moments.slope / moments.mass;
  } else {
    const above = level + 1;
    const limit = (value: number): number => Math.exp(y[level] * value);
    const weight = levelFunction(functions.weight[above], cost, limit);
    const weighted = functions.weight[above].map((w, j) => w * profiles.forces[above][j]);
    const mass = gaussianSumAt(field, grids[above], weight, variances[above], reach);
    const slope = gaussianSumAt(
      field,
      grids[above],
      { values: weighted, left: 0, right: 0 },
      variances[above],
      reach,
    );
    phi = Math.log(mass) / y[level];
    force = slope / mass;
  }
  if (level === 0) {
    const sigma = Math.sqrt(variances[0]);
    const fromMean = field + marginShift(cost, ansatz.chi);
    return { phi, force, density: normalDensity(fromMean / sigma) / sigma };
  }
  const start = { values: profiles.ratios[level - 1], left: 0, right: 0 };
  const moved = gaussianSumAt(field, grids[level - 1], start, variances[level], reach);
  return { phi, force, density: Math.exp(y[level - 1] * phi) * moved };
}

/** ∫P_i over the level's own grid by the trapezoidal rule (i < k), exponentially accurate. */
export function levelMass({ densities, grids }: LevelProfiles, level: number): number {
  return densities[level].reduce((sum, density) => sum + density, 0) * grids[level].spacing;
}

/** ∫P_k over the fields below, in and above the transition, by Gauss–Legendre panels between the kinks. */
export function terminalMasses(profiles: LevelProfiles): { below: number; inside: number; above: number } {
  const { ansatz, cost, grids } = profiles;
  const k = stepsOf(ansatz);
  const { spacing, first } = grids[k - 1];
  const rule = gaussLegendre(12);
  const panel = 2 * Math.sqrt(stepVariances(ansatz)[k]);
  const integrate = (a: number, b: number): number => {
    const panels = Math.ceil((b - a) / panel);
    const half = (b - a) / (2 * panels);
    let sum = 0;
    for (let n = 0; n < panels; n++) {
      const centre = a + (2 * n + 1) * half;
      rule.nodes.forEach((node, j) => {
        sum += half * rule.weights[j] * profileAt(profiles, k, centre + half * node).density;
      });
    }
    return sum;
  };
  const [from, to] = cost.transition;
  return {
    below: integrate(first * spacing, from),
    inside: integrate(from, to),
    above: integrate(to, -first * spacing),
  };
}
