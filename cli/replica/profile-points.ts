/** `rsb --at h1,h2,…`: φ_i(h) and P_i(h) at single fields, between the grid points. */
import { type PerceptronCost, profilesAt, type SaddlePointSolution } from "../../rsb/index.js";
import { InputError, type Quantity } from "../../src/result.js";
import type { Table } from "../../src/table/table.js";
import { column, columns } from "../definition/columns.js";
import { field } from "../definition/command.js";
import { value } from "../definition/option.js";
import { parseList, parseNumber } from "../definition/parse.js";

/** Beyond, everything has long had its limit, and grids would have to reach there. */
const FARTHEST = 1e6;

function parseField(text: string, place: string): number {
  const found = parseNumber(text, place);
  if (Math.abs(found) <= FARTHEST) return found;
  throw new InputError(`'${text}' in ${place}: expected a field from ${-FARTHEST} to ${FARTHEST}`);
}

export const PROFILE_POINT_OPTIONS = {
  at: value<number[], object>(
    "fields h where phi_i(h) and P_i(h) of every level are printed, by Shannon-Whittaker interpolation; standard deviations",
    {
      placeholder: "h1,h2,…",
      list: true,
      range: `${-FARTHEST} … ${FARTHEST}`,
      parse: (text, place) => parseList(text, place, parseField),
    },
  ),
};

export const PROFILE_POINT_FIELDS = {
  at: field("Parisi functions and densities at the fields that were asked for.", "record[]"),
  field: field("Field h = (Wx)_mu of one row, in standard deviations.", "number", { header: "h" }),
  level: field("Level i = 0 ... k of the hierarchy.", "integer", { header: "i" }),
  phi: field(
    "Parisi function phi_i(h), an energy; the error adds the interpolation and the change on coarser grids.",
    "quantity",
    {
      header: "phi_i(h)",
      equation: "phi_{i-1}(h) = (1/y_i) ln E exp(y_i phi_i(h + sqrt(q_i - q_{i-1}) z))",
      aliases: ["phi_i"],
    },
  ),
  density: field(
    "Density P_i(h) of the field at a level; the error is absolute, so that small values lose their digits.",
    "quantity",
    {
      header: "P_i(h)",
      equation: "P_i = e^{y_i phi_i} [N(0, q_i - q_{i-1}) * (P_{i-1} e^{-y_i phi_{i-1}})]",
      aliases: ["P_i"],
    },
  ),
};

/** One level at one field. */
interface ProfilePoint {
  readonly field: number;
  readonly level: number;
  readonly phi: Quantity;
  readonly density: Quantity;
}

/** @throws InputError for several problems, k = 0, and where nothing breaks */
export function profilePoints(
  solutions: readonly SaddlePointSolution[],
  fields: readonly number[],
  cost: PerceptronCost,
): ProfilePoint[] {
  const [solution] = solutions;
  if (solutions.length > 1 || solution.k === 0) {
    throw new InputError("--at: expected one problem (at most one --alpha, above 2) and --k of at least 1");
  }
  const levels = profilesAt(solution.ansatz, fields, { cost });
  return fields.flatMap((h, j) =>
    levels.map(({ level, phi, density }) => ({ field: h, level, phi: phi[j], density: density[j] })),
  );
}

export function profilePointTable(points: readonly ProfilePoint[]): Table {
  return {
    title: "Parisi functions and densities between the grid points",
    columns: [
      column(PROFILE_POINT_FIELDS, "field", { digits: 12 }),
      ...columns(PROFILE_POINT_FIELDS, "level", "phi", "density"),
    ],
    rows: points,
  };
}
