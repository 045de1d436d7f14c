/** `geometry terms`, `volumes`, `crossing`: lists of exact numbers of one layer. */
import {
  approximationQuantities,
  eulerCharacteristicBound,
  eulerTerms,
  finiteCrossings,
  intrinsicVolumes,
  LARGEST_CROSSING_COLUMNS,
  LARGEST_LISTED_ROWS,
  termApproximation,
  unionBound,
} from "../../geometry/index.js";
import { dyadicText, log2Quantity, signOf } from "../../src/exact/dyadic.js";
import { InputError } from "../../src/result.js";
import { column, columns } from "../definition/columns.js";
import { defineCommand, field, pick } from "../definition/command.js";
import { requireTall } from "../input/matrix-input.js";
import { EXIT } from "../output/exit-codes.js";
import { GEOMETRY_WORDS } from "../vocabulary/geometry.js";
import { exactFields, shortened } from "./exact-fields.js";
import { layerOptions, size } from "./layer-options.js";

const listed = layerOptions(LARGEST_LISTED_ROWS, "; geometry euler takes more");

const VOLUME_FIELDS = {
  ...pick(GEOMETRY_WORDS, "exact", "log2"),
  k: field("Dimension of an intrinsic volume, 1 … m.", "integer"),
  value: { ...GEOMETRY_WORDS.volumes, header: "v_k" },
};

/** v_1, …, v_m of C_{m,n}. */
export const volumes = defineCommand({
  description: "Intrinsic volumes of the outputs with fewer than n positive entries.",
  examples: [["geometry volumes --rows 12 --columns 4"]],
  options: listed,
  fields: VOLUME_FIELDS,
  sweep: {},
  run({ rows, columns: n }) {
    requireTall(rows, n);
    const results = intrinsicVolumes(rows, n).map((volume, i) => ({ k: i + 1, ...exactFields(volume) }));
    return {
      parameters: { quantity: "volumes", rows, columns: n },
      results,
      exitCode: EXIT.ok,
      tables: () => [
        {
          title: `Intrinsic volumes of C_{${rows},${n}}, fewer than ${n} positive coordinates`,
          columns: [...columns(VOLUME_FIELDS, "k", "value"), column(VOLUME_FIELDS, "exact", { wrap: true })],
          rows: results.map(shortened),
        },
      ],
    };
  },
});

const TERM_FIELDS = {
  ...pick(GEOMETRY_WORDS, "exact", "log2", "withPrefactor", "printed"),
  index: field("Number i of a term U(m, n-1, 2i) of q_{m,n}.", "integer", { header: "i" }),
  sign: field("Sign of the term or of its approximation, -1, 0 or 1.", "integer"),
};

/** The terms of q_{m,n} and their approximations, the data of Figures 4.2 and 4.3. */
export const terms = defineCommand({
  description: "The terms U(m, n-1, 2i) of q_{m,n}, exact, beside their saddle-point approximations.",
  examples: [["geometry terms --rows 834 --columns 101 --csv", "Figures 4.2 and 4.3"]],
  options: listed,
  fields: TERM_FIELDS,
  sweep: {},
  run({ rows, columns: n }) {
    requireTall(rows, n);
    if (n < 2) throw new InputError(`'${n}' in --columns: expected at least 2 for geometry terms`);
    const results = eulerTerms(rows, n).map(({ index, exact }) => ({
      index,
      sign: signOf(exact.numerator),
      log2: log2Quantity(exact),
      exact: dyadicText(exact),
      ...approximationQuantities(rows, termApproximation(rows, n, index)),
    }));
    return {
      parameters: { quantity: "terms", rows, columns: n },
      results,
      exitCode: EXIT.ok,
      tables: () => [
        {
          title: `Terms U(${rows}, ${n - 1}, 2i) of q_{${rows},${n}}, log2 of the magnitude`,
          columns: [
            ...columns(TERM_FIELDS, "index", "sign"),
            column(TERM_FIELDS, "log2", { digits: 10 }),
            column(TERM_FIELDS, "printed", { digits: 7 }),
            column(TERM_FIELDS, "withPrefactor", { digits: 10 }),
          ],
          rows: results.map((row) => ({ ...row, withPrefactor: row.withPrefactor.log2 })),
        },
      ],
    };
  },
});

const CROSSING_FIELDS = {
  ...pick(GEOMETRY_WORDS, "columns", "lastRows"),
  quantity: field("What crosses 1: the Euler surrogate q (euler) or the union bound (union).", "text"),
  ratio: field("m/n where the logarithm of the quantity, interpolated to the next m, is 0.", "quantity", {
    header: "m/n, interpolated",
  }),
  limit: field("m/n at which the growth rate of the quantity vanishes as n -> infinity.", "quantity", {
    header: "n -> infinity",
  }),
};

/** Where q and the union bound fall below 1, beside their limits. */
export const crossing = defineCommand({
  description: "The last m at which |q_{m,n}| and the union bound reach 1, beside the limits of m/n.",
  examples: [["geometry crossing --columns 100"]],
  options: {
    columns: size(
      "inputs",
      "n",
      LARGEST_CROSSING_COLUMNS,
      () =>
        ` for geometry crossing; the limits are ${eulerCharacteristicBound().value.value.toFixed(4)} and ${unionBound().value.value.toFixed(4)}`,
    ),
  },
  fields: CROSSING_FIELDS,
  sweep: {},
  run({ columns: n }) {
    const results = finiteCrossings(n);
    return {
      parameters: { quantity: "crossing", columns: n },
      results,
      tables: () => [
        {
          title: `Last number of rows at which |q| and the union bound reach 1, n = ${n}`,
          columns: [
            ...columns(CROSSING_FIELDS, "quantity", "lastRows"),
            column(CROSSING_FIELDS, "ratio", { digits: 10 }),
            ...columns(CROSSING_FIELDS, "limit"),
          ],
          rows: results,
        },
      ],
    };
  },
});
