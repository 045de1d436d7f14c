/** The programs of the rows of Stojnic 2024, solved at the printed settings. */
import { expansionSequence, jointCapacity, liftedCapacity } from "../../rdt/index.js";
import { type Quantity, quantity, roundingError } from "../../src/result.js";
import { type PublishedRow, publishedPoint } from "./published-stojnic-2024.js";

/** Stands for a number that cannot be read in the text of the paper. */
export const ILLEGIBLE = "illegible";

/** Values by the names of the published columns. */
export type Solved = ReadonlyMap<string, Quantity>;

/** c of a published row. */
export function countOf({ notion }: PublishedRow): number {
  return notion === "weak" ? 2 : 4;
}

/** The expansions of the layers before the last, as printed. */
export function printedHidden(row: PublishedRow): readonly number[] {
  return publishedPoint(row).parameters.expansions.slice(0, -1);
}

/** The program of a row solved at the printed expansions. */
export function solveAsPrinted(row: PublishedRow): Solved {
  return row.lifted ? solveLifted(row) : solvePlain(row);
}

function solveLifted(row: PublishedRow): Solved {
  const { capacity, parameters, errors, c3 } = liftedCapacity(printedHidden(row), { count: countOf(row) });
  const values = new Map<string, Quantity>([
    ["c3", c3],
    ["capacity", capacity],
    ["nu", quantity(parameters.nu, errors.nu, capacity.status)],
  ]);
  for (const name of ["r", "gammaBar", "gamma"] as const) {
    for (const [i, value] of parameters[name].entries())
      values.set(`${name}_${i + 1}`, quantity(value, errors[name][i], capacity.status));
  }
  return values;
}

/** Both routes of the plain program; their gap is part of each error. */
function solvePlain(row: PublishedRow): Solved {
  const hidden = printedHidden(row);
  const joint = jointCapacity(hidden, { count: countOf(row) });
  const recurrence = expansionSequence({
    given: hidden,
    depth: row.depth,
    notion: row.notion,
    allowInadmissible: true,
    crossCheckDepth: 0,
  });
  const values = new Map<string, Quantity>();
  const put = (name: string, value: number, other: number | undefined): void => {
    const gap = other === undefined ? 0 : Math.abs(value - other);
    values.set(name, quantity(value, gap + roundingError(value, 16), joint.capacity.status));
  };
  const { parameters } = joint;
  const layer = (i: number) => recurrence.layers[i].parameters;
  for (const [i, value] of parameters.r.entries()) put(`r_${i + 1}`, value, layer(i).r?.value);
  for (const [i, value] of parameters.gammaBar.entries())
    put(`gammaBar_${i + 1}`, value, layer(i).gammaBar.value);
  for (const [i, value] of parameters.gamma.entries()) put(`gamma_${i + 1}`, value, layer(i).gamma?.value);
  put("nu", parameters.nu, layer(row.depth - 1).nu?.value);
  const other = recurrence.layers[row.depth - 1].expansion;
  values.set(
    "capacity",
    quantity(
      joint.capacity.value,
      joint.capacity.error + other.error + Math.abs(joint.capacity.value - other.value),
      joint.capacity.status,
    ),
  );
  return values;
}
