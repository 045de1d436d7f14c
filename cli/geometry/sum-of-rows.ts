/** `geometry sum-of-rows`: how often the explicit certificate works at finite size. */
import { LARGEST_TRIALS, sumOfRowsTrials } from "../../finite-size/index.js";
import {
  SUM_OF_ROWS_ROWS,
  sumOfRowsBound,
  sumOfRowsPositiveProbability,
  sumOfRowsSuccess,
} from "../../geometry/index.js";
import { InputError, quantity } from "../../src/result.js";
import { columns } from "../definition/columns.js";
import { defineCommand, field, pick } from "../definition/command.js";
import { integer, seed } from "../definition/option.js";
import { requireTall } from "../input/matrix-input.js";
import { GEOMETRY_WORDS } from "../vocabulary/geometry.js";
import { layerOptions } from "./layer-options.js";

const FIELDS = {
  ...pick(GEOMETRY_WORDS, "rows", "columns"),
  certificate: field("plain: x = -sum w_i; normalised: x = -sum w_i/|w_i|.", "text"),
  positive: field("Probability that one output of x = -sum w_i is positive.", ["quantity", "null"], {
    equation: "F_t(-sqrt(n/(m-1))), Student's t with n degrees of freedom",
    source: "Paleka 2021, thesis, eq. (3.7), before n -> infinity",
  }),
  expected: field("Mean number of positive outputs of x = -sum w_i.", ["quantity", "null"], {
    header: "positive outputs",
  }),
  success: field(
    "Probability that fewer than n outputs of the certificate are positive, which proves the layer not injective; in 'trials' the share of the matrices, with its 95 % half-width.",
    ["quantity", "null"],
  ),
  trials: field("The certificate on random matrices; null where none were asked for.", ["record", "null"], {
    header: "tried",
  }),
  meanPositive: field(
    "Mean number of positive outputs over the matrices, with its 95 % half-width.",
    "quantity",
  ),
};

/** The exact numbers of x = −Σ w_i, and trials of it and of its normalised variant where asked for. */
export const sumOfRows = defineCommand({
  description:
    "How often x = -sum of the rows has fewer than n positive outputs: exact, and on random matrices.",
  examples: [
    ["geometry sum-of-rows --rows 340 --columns 100"],
    ["geometry sum-of-rows --rows 340 --columns 100 --samples 200"],
  ],
  options: {
    ...layerOptions(),
    samples: integer("random matrices to try as well", { from: 2, to: LARGEST_TRIALS, alias: "trials" }),
    seed: seed("seed of the matrices"),
  },
  conflicts: [{ options: ["seed"], only: ["samples"], expected: "both, --samples N" }],
  fields: FIELDS,
  sweep: { unstated: ["seed"] },
  run({ rows, columns: n, samples: trials, seed: chosen }, { progress }) {
    requireTall(rows, n);
    const { least, largest } = SUM_OF_ROWS_ROWS;
    if (rows < least || rows > largest) {
      throw new InputError(
        `'${rows}' in --rows: expected ${least} to ${largest} for geometry sum-of-rows, whose limit is at m/n = ${sumOfRowsBound().value.value.toFixed(4)}`,
      );
    }
    const positive = sumOfRowsPositiveProbability(rows, n);
    const tried =
      trials === undefined
        ? null
        : sumOfRowsTrials(rows, n, { trials, seed: chosen }, (done) =>
            progress.update({ what: `${done} matrices`, done, total: trials, even: true }),
          );
    const exact = {
      positive,
      expected: quantity(rows * positive.value, rows * positive.error),
      success: sumOfRowsSuccess(rows, n),
    };
    const unknown = { positive: null, expected: null, success: null };
    const results = [
      { certificate: "plain", rows, columns: n, ...exact, trials: tried?.plain ?? null },
      ...(tried === null
        ? []
        : [{ certificate: "normalised", rows, columns: n, ...unknown, trials: tried.normalised }]),
    ];
    return {
      parameters: {
        quantity: "sum-of-rows",
        rows,
        columns: n,
        ...(trials === undefined ? {} : { samples: trials, seed: chosen }),
      },
      results,
      judged: [positive, exact.success],
      tables: () => [
        {
          title: `x = -sum of the rows, ${rows} x ${n}: fewer than ${n} positive outputs?`,
          columns: [
            ...columns(FIELDS, "certificate", "success", "expected"),
            ...(tried === null ? [] : columns(FIELDS, "trials", "meanPositive")),
          ],
          rows: results.map((row) => ({
            ...row,
            trials: row.trials?.success,
            meanPositive: row.trials?.meanPositive,
          })),
        },
      ],
      notes: (show) => [
        `As n -> infinity it succeeds below m/n = ${show(sumOfRowsBound().value)}, with normalised rows too.`,
        ...(tried === null ? [] : [`Tried: on ${trials} matrices, 95 % half-widths in parentheses.`]),
      ],
    };
  },
});
