/** `rsb --beta … --limit`: states at finite temperature beside the ground state that they cool to. */
import { type ColdLimit, coldLimit, type ThermalSolution } from "../../rsb/index.js";
import { type Quantity, quantity } from "../../src/result.js";
import type { Table } from "../../src/table/table.js";
import { column, columns } from "../definition/columns.js";
import { field } from "../definition/command.js";

export const COLD_FIELDS = {
  groundEnergy: field("Energy of the ground state of the same k, which -Phi/beta approaches.", "quantity", {
    equation: "-Phi_k/beta = e_k + a ln(beta)/beta + O(1/beta)",
    header: "e_k",
  }),
  rate: field(
    "Rate of that approach: every direction and every field that is held at the margin adds -1/2 ln(beta) to the entropy.",
    "number",
    { equation: "a = 1/2 (1 + alpha P[field held at the margin])", header: "a" },
  ),
  excess: field("What the free energy has above the ground-state energy.", "quantity", {
    equation: "-Phi/beta - e_k",
    header: "-Phi/beta - e_k",
  }),
  rest: field(
    "What is left of it beyond the rate, times beta: bounded, if the expansion holds.",
    "quantity",
    {
      equation: "beta (-Phi/beta - e_k) - a ln(beta)",
      header: "beta excess - a ln beta",
    },
  ),
  heat: field("Mean energy above the ground state times beta, which tends to the rate as well.", "quantity", {
    equation: "beta (e(beta) - e_k) -> a",
    header: "beta (e - e_k)",
  }),
};

type Fields = Parameters<typeof columns>[0];

export interface ColdRow {
  readonly groundEnergy: Quantity;
  readonly rate: number;
  readonly excess: Quantity;
  readonly rest: Quantity;
  readonly heat: Quantity;
}

/** The comparison for each state; the ground state of an expansion is solved once. */
export function coldRows(states: readonly ThermalSolution[], k: number): ColdRow[] {
  const known = new Map<number, ColdLimit>();
  return states.map(({ alpha, margin = 0, beta, freeEntropy, energy }) => {
    const limit = known.get(alpha) ?? coldLimit({ alpha, margin }, k);
    known.set(alpha, limit);
    const { value, error } = limit.energy;
    const excess = -freeEntropy.value / beta - value;
    const inExcess = freeEntropy.error / beta + error;
    const { status } = freeEntropy;
    return {
      groundEnergy: limit.energy,
      rate: limit.rate,
      excess: quantity(excess, inExcess, status),
      rest: quantity(beta * excess - limit.rate * Math.log(beta), beta * inExcess, status),
      heat: quantity(beta * (energy.value - value), beta * (energy.error + error), status),
    };
  });
}

export function coldTable(fields: Fields, rows: readonly object[]): Table {
  return {
    title: "Cooling to the ground state",
    columns: [
      column(fields, "alpha", { digits: 12 }),
      column(fields, "beta", { digits: 12 }),
      ...columns(fields, "groundEnergy", "excess", "rate", "rest", "heat"),
    ],
    rows,
  };
}
