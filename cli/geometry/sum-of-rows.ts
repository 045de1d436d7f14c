/** The report of `geometry sum-of-rows`: how often the explicit certificate works at finite size. */
import { type CertificateTrials, sumOfRowsTrials } from "../../finite-size/index.js";
import {
  SUM_OF_ROWS_ROWS,
  sumOfRowsBound,
  sumOfRowsPositiveProbability,
  sumOfRowsSuccess,
} from "../../geometry/index.js";
import { InputError, type Quantity, quantity } from "../../src/result.js";
import { exitCodeFor } from "../output/exit-codes.js";
import { formatQuantity } from "../output/format-quantity.js";
import type { Progress } from "../output/progress.js";
import type { Report } from "../output/report.js";

interface TrialOptions {
  readonly trials?: number;
  readonly seed?: number;
}

/** The exact numbers of x = −Σ w_i, and trials of it and of its normalised variant where asked for. */
export function sumOfRowsReport(
  rows: number,
  columns: number,
  { trials, seed }: TrialOptions,
  progress: Progress,
): Report {
  const { least, largest } = SUM_OF_ROWS_ROWS;
  if (rows < least || rows > largest) {
    throw new InputError(
      `'${rows}' in --rows: expected ${least} to ${largest} for geometry sum-of-rows, whose limit is at m/n = ${sumOfRowsBound().value.value.toFixed(4)}`,
    );
  }
  if (seed !== undefined && trials === undefined) {
    throw new InputError("--seed without --trials for geometry sum-of-rows: expected both, --trials N");
  }
  const positive = sumOfRowsPositiveProbability(rows, columns);
  const expected = quantity(rows * positive.value, rows * positive.error);
  const success = sumOfRowsSuccess(rows, columns);
  const tried =
    trials === undefined
      ? null
      : sumOfRowsTrials(rows, columns, { trials, seed: seed ?? 1 }, (done) =>
          progress.update({ what: `${done} matrices`, done, total: trials }),
        );
  const results = [
    { certificate: "plain", rows, columns, positive, expected, success, trials: tried?.plain ?? null },
    ...(tried === null
      ? []
      : [
          {
            certificate: "normalised",
            rows,
            columns,
            positive: null,
            expected: null,
            success: null,
            trials: tried.normalised,
          },
        ]),
  ];
  const cell = (value: Quantity | null): string => (value === null ? "" : formatQuantity(value));
  const sampled = (from: CertificateTrials | null): string[] => [
    cell(from?.success ?? null),
    cell(from?.meanPositive ?? null),
  ];
  return {
    command: "geometry",
    parameters: {
      quantity: "sum-of-rows",
      rows,
      columns,
      ...(trials === undefined ? {} : { trials, seed: seed ?? 1 }),
    },
    results,
    tables: [
      {
        title: `x = -sum of the rows, ${rows} x ${columns}: fewer than ${columns} positive outputs?`,
        columns: [
          { header: "rows" },
          { header: "success" },
          { header: "positive outputs" },
          ...(tried === null ? [] : [{ header: "tried" }, { header: "positive" }]),
        ],
        rows: results.map((row) => [
          row.certificate,
          cell(row.success),
          cell(row.expected),
          ...(tried === null ? [] : sampled(row.trials)),
        ]),
      },
    ],
    notes: [
      `As n -> infinity it succeeds below m/n = ${formatQuantity(sumOfRowsBound().value)}, with normalised rows too.`,
      ...(tried === null ? [] : [`Tried: on ${trials} matrices, 95 % half-widths in parentheses.`]),
    ],
    exitCode: exitCodeFor([positive, success]),
  };
}
