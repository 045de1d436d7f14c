/**
 * The physics of a solved ansatz: Parisi functions φ_i(h), forces m_i(h) and densities P_i(h) at every level on
 * one grid of physical fields, the distribution of the responding field with its hole, and mass checks.
 *
 * Units: h is the field (W x)_μ of one row at |x| = 1, a standard normal variable a priori. The terminal function
 * φ_k(h) = −min_u [V(u) + (h − u)²/(2χ)] has its kinks at 0 and √(2χ) (with a margin κ, at κ and κ + √(2χ)). φ is an energy (V = 1 is one error),
 * m = ∂_hφ an energy per field, P a density per field.
 */

import { requireObject } from "../../src/arguments.js";
import { InputError, requireInteger, requirePositive } from "../../src/result.js";
import { requireKrsbOptions } from "../chain/solver-settings.js";
import { type Ansatz, requireAnsatz, stepsOf } from "../functional/ansatz.js";
import { errorCount, type PerceptronCost } from "../functional/cost.js";
import { directTransport } from "../functional/direct-transport.js";
import { evaluateFunctional } from "../functional/functional.js";
import { DEFAULT_RESOLUTION, type Resolution } from "../functional/level-grids.js";
import { type LevelProfiles, levelMass, levelProfiles, profileAt, terminalMasses } from "./level-profiles.js";
import { NARROWEST_LEVEL, withoutNarrowLevels } from "./parisi-function.js";

export interface ProfileOptions {
  /** α for the energy; default the threshold (1+B)/A of the ansatz. */
  readonly alpha?: number;
  /** Fields from −halfWidth to halfWidth (at most 8), default 5. */
  readonly halfWidth?: number;
  /** Number of equally spaced fields before the kink √(2χ) is inserted, default 1001. */
  readonly points?: number;
  readonly cost?: PerceptronCost;
  readonly resolution?: Resolution;
}

/** One level of the hierarchy. Arrays run over the common fields. */
export interface ProfileLevel {
  /** i = 0 … k. */
  readonly level: number;
  /** q_i. */
  readonly overlap: number;
  /** y_i, holding on (q_{i−1}, q_i); 0 for level 0. */
  readonly breakingPoint: number;
  readonly phi: Float64Array;
  /** m_i; for i = k it is −h/χ on (0, √(2χ)) and 0 elsewhere. */
  readonly force: Float64Array;
  /** P_i, the density of the cavity field at this level. Smooth at every level; P_k has a kink of slope at √(2χ). */
  readonly density: Float64Array;
  /** ∫P_i over the whole line (1 up to discretisation). */
  readonly mass: number;
}

/**
 * The distribution of the responding field u(h) = argmin_u [V(u) + (h − u)²/(2χ)] with h distributed by P_k: the
 * field of a row once the ground state has adjusted to it. u = h outside (0, √(2χ)); fields inside are pushed
 * back to 0. So u has the density P_k for u < 0 and u > √(2χ), an atom at 0, and no weight in the hole
 * (0, √(2χ)): no constraint is violated by a little.
 */
export interface RespondingField {
  /** The hole (0, √(2χ)) in field units. */
  readonly hole: readonly [number, number];
  /** P_k outside the hole, 0 inside, on the common fields (the atom not included). */
  readonly density: Float64Array;
  /** Weight of u < 0 (satisfied), of the atom u = 0 (marginally satisfied) and of u > √(2χ) (errors). */
  readonly satisfied: number;
  readonly atom: number;
  readonly errors: number;
}

export interface FieldProfiles {
  readonly k: number;
  readonly alpha: number;
  readonly chi: number;
  /** q_0, the overlap of two independent ground states. */
  readonly smallestOverlap: number;
  /** Common fields, increasing; √(2χ) is among them. */
  readonly fields: Float64Array;
  readonly levels: readonly ProfileLevel[];
  readonly responding: RespondingField;
  /** α ∫_{h>√(2χ)} P_k: equals the ground-state energy at a saddle point. */
  readonly energy: number;
  /** max_i |∫P_i − 1|. */
  readonly massError: number;
}

/**
 * φ_i, m_i and P_i of a solved ansatz (k ≥ 1) at common fields. Relative accuracy about 1e-12 at any y, by
 * positive sums on full-line grids.
 *
 * @throws InputError for k = 0, or options out of range.
 * @param ansatz order parameters, as a solution holds them
 * @param options α of an energy (the threshold by default), and the fields
 * @returns φ_i, m_i and P_i at the fields, level by level, and the hole of P_k
 * @example
 * import { fieldProfiles, solveKrsb } from "relu-injectivity/rsb";
 * const { ansatz } = solveKrsb({ kind: "threshold" }, 2);
 * fieldProfiles(ansatz).levels.length; // 3
 */
export function fieldProfiles(ansatz: Ansatz, options: ProfileOptions = {}): FieldProfiles {
  requireAnsatz(ansatz);
  requireObject(options, "the options");
  const { halfWidth = 5, points = 1001, cost = errorCount, resolution = DEFAULT_RESOLUTION } = options;
  requirePositive(halfWidth, "halfWidth");
  requireInteger(points, "points", 2, 1_000_000);
  requireKrsbOptions({ cost, resolution });
  if (options.alpha !== undefined) requirePositive(options.alpha, "alpha");
  if (halfWidth > 8)
    throw new InputError(`halfWidth is ${halfWidth}: expected at most 8 standard deviations`);
  if (stepsOf(ansatz) === 0)
    throw new InputError("the ansatz has k = 0: expected at least one breaking point");
  const kept = withoutNarrowLevels(ansatz, NARROWEST_LEVEL);
  const k = stepsOf(kept);
  const profiles = levelProfiles(kept, cost, resolution);
  const alpha = options.alpha ?? thresholdOf(kept, cost, resolution);
  const scale = Math.sqrt(2 * kept.chi);
  const { margin = 0 } = cost;
  const [from, to] = cost.transition.map((edge) => margin + edge * scale);
  const fields = commonFields(halfWidth, points, [from, to]);
  const masses = terminalMasses(profiles);
  const levels = Array.from({ length: k + 1 }, (_, level) =>
    levelOn(
      profiles,
      level,
      fields,
      level < k ? levelMass(profiles, level) : masses.below + masses.inside + masses.above,
    ),
  );
  return {
    k,
    alpha,
    chi: kept.chi,
    smallestOverlap: 1 - kept.overlapDeficits[0],
    fields,
    levels,
    responding: {
      hole: [from, to],
      density: levels[k].density.map((density, j) => (fields[j] > from && fields[j] < to ? 0 : density)),
      satisfied: masses.below,
      atom: masses.inside,
      errors: masses.above,
    },
    energy: alpha * masses.above,
    massError: levels.reduce((most, { mass }) => Math.max(most, Math.abs(mass - 1)), 0),
  };
}

/** One level in physical units. */
function levelOn(profiles: LevelProfiles, level: number, fields: Float64Array, mass: number): ProfileLevel {
  const { ansatz } = profiles;
  const scale = Math.sqrt(2 * ansatz.chi);
  const { margin = 0 } = profiles.cost;
  const [phi, force, density] = [0, 1, 2].map(() => new Float64Array(fields.length));
  fields.forEach((field, j) => {
    const at = profileAt(profiles, level, (field - margin) / scale);
    phi[j] = at.phi;
    force[j] = at.force / scale;
    density[j] = at.density / scale;
  });
  return {
    level,
    overlap: 1 - ansatz.overlapDeficits[level],
    breakingPoint: level === 0 ? 0 : ansatz.breakingPoints[level - 1],
    phi,
    force,
    density,
    mass,
  };
}

/** Equally spaced fields with the kinks inserted. */
function commonFields(halfWidth: number, points: number, kinks: readonly number[]): Float64Array {
  const uniform = Array.from({ length: points }, (_, j) => halfWidth * ((2 * j) / (points - 1) - 1));
  const missing = kinks.filter((kink) => !uniform.some((field) => Math.abs(field - kink) < 1e-12));
  return Float64Array.from([...uniform, ...missing]).sort();
}

function thresholdOf(ansatz: Ansatz, cost: PerceptronCost, resolution: Resolution): number {
  const transport = directTransport(ansatz, cost, resolution);
  return evaluateFunctional({ kind: "threshold" }, ansatz, cost, transport).objective;
}
