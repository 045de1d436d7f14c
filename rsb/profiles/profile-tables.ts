/** Profiles, Parisi functions, complexity curves and recorded iterations as tables with documented columns. */
import type { Table, TableColumn } from "../../src/table/table.js";
import type { IterationRecord } from "../published/fixed-point-iteration.js";
import type { ComplexityPoint } from "./complexity.js";
import type { ParisiStep } from "./parisi-function.js";
import type { FieldProfiles } from "./profiles.js";

/** A number, or `null` for a quantity that does not exist there. */
type ProfileRow = Readonly<Record<string, number | null>>;

export type ProfileTable = Table<ProfileRow>;

const column = (name: string, unit: string, meaning: string, equation: string): TableColumn => ({
  name,
  unit,
  meaning,
  equation,
});

const LEVEL = column("level", "1", "level i of the hierarchy", "i = 0 … k");
const OVERLAP = column("overlap", "1", "overlap of two configurations separated at this level", "q_i");
const CHI = column("chi", "1", "zero-temperature susceptibility", "χ = lim β (1 − q_M)");

/** One row for each level and field: φ_i, m_i, P_i, and at i = k the density of the responding field. */
export function profileTable(profiles: FieldProfiles): ProfileTable {
  const { fields, levels, responding, k } = profiles;
  return named({
    title: "Parisi functions, forces and densities of the field h = (Wx)_mu at |x| = 1",
    columns: [
      LEVEL,
      OVERLAP,
      column(
        "breakingPoint",
        "1/energy",
        "breaking point of the step below this level",
        "y_i on (q_{i−1}, q_i); 0 for i = 0",
      ),
      column(
        "field",
        "standard deviation of (Wx)_mu at |x| = 1",
        "field; kinks of phi_k at 0 and sqrt(2 chi)",
        "h",
      ),
      column(
        "phi",
        "energy (1 = one error)",
        "Parisi function",
        "φ_{i−1}(h) = (1/y_i) ln ∫Dz exp(y_i φ_i(h + √(q_i − q_{i−1}) z))",
      ),
      column(
        "force",
        "energy per field",
        "derivative of the Parisi function",
        "m_i = ∂_h φ_i; m_k = −h/χ on (0, √(2χ))",
      ),
      column(
        "density",
        "1/field",
        "density of the cavity field",
        "P_i = e^{y_i φ_i} [N(0, q_i − q_{i−1}) ⋆ P_{i−1} e^{−y_i φ_{i−1}}]",
      ),
      column(
        "respondingDensity",
        "1/field",
        "density of the field after the ground state has responded, without its atom at 0; level k only",
        "u = argmin_u [V(u) + (h − u)²/(2χ)]: P_k outside (0, √(2χ)), 0 inside",
      ),
    ],
    rows: levels.flatMap(({ level, overlap, breakingPoint, phi, force, density }) =>
      Array.from(fields, (field, j) => [
        level,
        overlap,
        breakingPoint,
        field,
        phi[j],
        force[j],
        density[j],
        level === k ? responding.density[j] : null,
      ]),
    ),
  });
}

/** One row per step of y(q). */
export function parisiTable(steps: readonly ParisiStep[]): ProfileTable {
  return named({
    title: "Parisi function at zero temperature, y(q) = lim beta x(q), constant on each row's interval",
    columns: [
      column("from", "1", "lower end of the interval of overlaps", "q_{i−1} (0 for the first)"),
      column("to", "1", "upper end", "q_i"),
      column("deficitFrom", "1", "distance of the lower end from 1", "1 − q_{i−1}"),
      column("deficitTo", "1", "distance of the upper end from 1", "1 − q_i"),
      column("breakingPoint", "1/energy", "Parisi function on the interval", "y_i = lim β x_i; 0 below q_0"),
    ],
    rows: steps.map(({ from, to, deficitFrom, deficitTo, breakingPoint }) => [
      from,
      to,
      deficitFrom,
      deficitTo,
      breakingPoint,
    ]),
  });
}

/** One row a breaking point. */
export function complexityTable(points: readonly ComplexityPoint[]): ProfileTable {
  return named({
    title: "1-RSB complexity of the ground-state problem",
    columns: [
      column("breakingPoint", "1/energy", "weight of the energy of a cluster", "y"),
      column(
        "replicatedEnergy",
        "energy per dimension",
        "replicated ground-state energy",
        "F(y) = max_{q_0,χ} [αA − B]",
      ),
      column("energy", "energy per dimension", "energy of the clusters selected", "e = ∂(yF)/∂y"),
      column("complexity", "1 per dimension", "logarithm of the number of clusters", "Σ = y² ∂F/∂y"),
      column("smallestOverlap", "1", "overlap of two clusters", "q_0"),
      CHI,
    ],
    rows: points.map(({ breakingPoint, replicatedEnergy, energy, complexity, smallestOverlap, chi }) => [
      breakingPoint,
      replicatedEnergy.value,
      energy.value,
      complexity.value,
      smallestOverlap,
      chi,
    ]),
  });
}

/** One row for each recorded iteration and level of a fixed-point calculation. */
export function iterationTable(
  record: readonly IterationRecord[],
  breakingPointsOf: (k: number) => ArrayLike<number>,
): ProfileTable {
  return named({
    title: "Fixed-point iteration of the overlaps at frozen breaking points",
    columns: [
      column("levels", "1", "number of breaking points of the grid", "k"),
      column("iteration", "1", "iteration on this grid", "n"),
      LEVEL,
      column("breakingPoint", "1/energy", "frozen breaking point; 0 for level 0", "y_i"),
      column("overlap", "1", "overlap at this iteration", "q_i"),
      CHI,
      column(
        "residual",
        "1",
        "largest undamped change of an overlap, or relative change of chi",
        "max_i |q_i′ − q_i|, |χ′/χ − 1|",
      ),
    ],
    rows: record.flatMap(({ k, iteration, overlaps, chi, residual }) => {
      const y = breakingPointsOf(k);
      return Array.from(overlaps, (overlap, i) => [
        k,
        iteration,
        i,
        i === 0 ? 0 : y[i - 1],
        overlap,
        chi,
        residual,
      ]);
    }),
  });
}

/** A table as it stands in files: its rows are lists in the order of the columns. */
export interface TableOfLists extends Omit<Table, "rows"> {
  readonly rows: readonly (readonly (number | null)[])[];
}

/** The rows by the names of the columns. */
function named({ columns, rows, ...head }: TableOfLists): ProfileTable {
  const names = columns.map(({ name }) => name);
  return { ...head, columns, rows: rows.map((row) => Object.fromEntries(row.map((x, i) => [names[i], x]))) };
}

/** The rows as lists, which files hold: one name per column instead of one per number. */
export function listed({ columns, rows, ...head }: ProfileTable): TableOfLists {
  return { ...head, columns, rows: rows.map((row) => columns.map(({ name }) => row[name])) };
}

/** Everything about a set of profiles as one JSON-able object. */
export function profilesToObject(profiles: FieldProfiles, steps: readonly ParisiStep[]): ProfilesObject {
  const { k, alpha, chi, smallestOverlap, energy, massError, responding } = profiles;
  return {
    k,
    alpha,
    chi,
    smallestOverlap,
    energy,
    massError,
    hole: [...responding.hole],
    satisfied: responding.satisfied,
    atom: responding.atom,
    errors: responding.errors,
    parisiFunction: listed(parisiTable(steps)),
    profiles: listed(profileTable(profiles)),
  };
}

/** The scalars are those of {@link FieldProfiles} and its `responding` part. */
export interface ProfilesObject {
  readonly k: number;
  readonly alpha: number;
  readonly chi: number;
  readonly smallestOverlap: number;
  readonly energy: number;
  readonly massError: number;
  readonly hole: readonly number[];
  readonly satisfied: number;
  readonly atom: number;
  readonly errors: number;
  readonly parisiFunction: TableOfLists;
  readonly profiles: TableOfLists;
}
