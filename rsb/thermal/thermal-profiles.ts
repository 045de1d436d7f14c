/** f_i(h), f_i′(h) and P_i(h) of a state at finite temperature, at common fields. */
import { requireObject } from "../../src/arguments.js";
import { InputError, requireInteger, requirePositive } from "../../src/result.js";
import type { Table } from "../../src/table/table.js";
import { DEFAULT_RESOLUTION } from "../functional/level-grids.js";
import { levelMass, levelProfiles, profileAt } from "../profiles/level-profiles.js";
import { recursionAnsatz, requireThermalAnsatz, type ThermalAnsatz } from "./thermal-ansatz.js";
import { boltzmannErrorCountAt } from "./thermal-cost.js";
import { requireThermalPoint } from "./thermal-settings.js";

export interface ThermalProfileOptions {
  /** κ of the state, default 0. */
  readonly margin?: number;
  /** Fields from −halfWidth to halfWidth (at most 8), default 5. */
  readonly halfWidth?: number;
  /** Number of equally spaced fields, default 1001. */
  readonly points?: number;
}

/** One level of the hierarchy. Arrays run over the common fields. */
interface ThermalProfileLevel {
  /** i = 0 … k. */
  readonly level: number;
  readonly overlap: number;
  /** x_i, holding on (q_{i−1}, q_i); 0 for level 0. */
  readonly breakingPoint: number;
  readonly f: Float64Array;
  readonly force: Float64Array;
  /** P_i, the density of the cavity field at this level. */
  readonly density: Float64Array;
  /** ∫P_i over the whole line (1 up to discretisation). */
  readonly mass: number;
}

export interface ThermalProfiles {
  readonly beta: number;
  readonly fields: Float64Array;
  readonly levels: readonly ThermalProfileLevel[];
  /** max_i |∫P_i − 1|. */
  readonly massError: number;
}

/**
 * f_i, f_i′ and P_i of a state with k ≥ 1 at common fields, in units of the field (Wx)_μ at |x| = 1. Relative accuracy
 * about 1e-12, by positive sums on full-line grids.
 *
 * @param beta inverse temperature, at most 500
 * @param ansatz order parameters, as a state holds them
 * @param options the fields, and the margin of the state
 * @returns the functions level by level, with the mass of every density
 * @throws InputError for k = 0, or arguments out of range
 * @example
 * import { solveThermal, thermalProfiles } from "relu-injectivity/rsb";
 * const { beta, ansatz } = solveThermal({ alpha: 6, beta: 4 }, 2);
 * thermalProfiles(beta, ansatz).levels.length; // 3
 */
export function thermalProfiles(
  beta: number,
  ansatz: ThermalAnsatz,
  options: ThermalProfileOptions = {},
): ThermalProfiles {
  requireObject(options, "the options");
  const { halfWidth = 5, points = 1001, margin = 0 } = options;
  requireThermalPoint({ alpha: 1, beta, margin });
  requireThermalAnsatz(ansatz);
  requirePositive(halfWidth, "halfWidth");
  requireInteger(points, "points", 2, 1_000_000);
  if (halfWidth > 8)
    throw new InputError(`halfWidth is ${halfWidth}: expected at most 8 standard deviations`);
  const k = ansatz.breakingPoints.length;
  if (k === 0) throw new InputError("the ansatz has k = 0: expected at least one breaking point");
  const cost = boltzmannErrorCountAt(margin);
  const profiles = levelProfiles(recursionAnsatz(ansatz, beta), cost, DEFAULT_RESOLUTION);
  const fields = Float64Array.from({ length: points }, (_, j) => halfWidth * ((2 * j) / (points - 1) - 1));
  const levels = Array.from({ length: k + 1 }, (_, level): ThermalProfileLevel => {
    // Functions of the recursion are f/β; its fields are physical.
    const at = Array.from(fields, (field) => profileAt(profiles, level, field - margin));
    return {
      level,
      overlap: 1 - ansatz.overlapDeficits[level],
      breakingPoint: level === 0 ? 0 : ansatz.breakingPoints[level - 1],
      f: Float64Array.from(at, ({ phi }) => beta * phi),
      force: Float64Array.from(at, ({ force }) => beta * force),
      density: Float64Array.from(at, ({ density }) => density),
      mass: levelMass(profiles, level),
    };
  });
  const massError = levels.reduce((most, { mass }) => Math.max(most, Math.abs(mass - 1)), 0);
  return { beta, fields, levels, massError };
}

/** One row for each level and field. */
export function thermalProfileTable({
  fields,
  levels,
}: ThermalProfiles): Table<Readonly<Record<string, number>>> {
  return {
    title:
      "Parisi functions, forces and densities of the field h = (Wx)_mu at |x| = 1, at finite temperature",
    columns: [
      { name: "level", unit: "1", meaning: "level i of the hierarchy", equation: "i = 0 … k" },
      {
        name: "overlap",
        unit: "1",
        meaning: "overlap of two configurations separated at this level",
        equation: "q_i",
      },
      {
        name: "breakingPoint",
        unit: "1",
        meaning: "breaking point of the step below this level",
        equation: "x_i on (q_{i−1}, q_i); 0 for i = 0",
      },
      { name: "field", unit: "standard deviation of (Wx)_mu at |x| = 1", meaning: "field", equation: "h" },
      {
        name: "f",
        unit: "1",
        meaning: "Parisi function",
        equation: "f_{i−1}(h) = (1/x_i) ln ∫Dz exp(x_i f_i(h + √(q_i − q_{i−1}) z))",
      },
      { name: "force", unit: "1/field", meaning: "derivative of the Parisi function", equation: "f_i′(h)" },
      {
        name: "density",
        unit: "1/field",
        meaning: "density of the cavity field",
        equation: "P_i = e^{x_i f_i} [N(0, q_i − q_{i−1}) ⋆ P_{i−1} e^{−x_i f_{i−1}}]",
      },
    ],
    rows: levels.flatMap(({ level, overlap, breakingPoint, f, force, density }) =>
      Array.from(fields, (field, j) => ({
        level,
        overlap,
        breakingPoint,
        field,
        f: f[j],
        force: force[j],
        density: density[j],
      })),
    ),
  };
}
