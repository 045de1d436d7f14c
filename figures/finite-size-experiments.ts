/** Seeded experiments at finite size, small enough for a figure on the spot. */
import { minimumExperiment, searchedMinimumExperiment, successExperiment } from "../finite-size/index.js";
import { quantity } from "../src/result.js";
import type { Proportion } from "../src/statistics/proportion.js";
import { defineFigure } from "./figure.js";
import {
  drawMinimum,
  drawSuccess,
  type FiniteSizePoint,
  MINIMUM_COLUMNS,
  SUCCESS_COLUMNS,
} from "./finite-size.js";
import { RATIOS, STREAM_SEED } from "./sample-parameters.js";

const SIZES = { minimum: 1, maximum: 2000 } as const;

export const minimumFigure = defineFigure({
  name: "minimum",
  summary: "least number of active units E_min/n at finite size against e(α) of full RSB",
  title: "Least number of active units at finite size",
  parameters: {
    columns: {
      kind: "integers",
      meaning: "n with every sample exact, 1 … 5",
      standard: [2, 3, 4],
      minimum: 1,
      maximum: 5,
    },
    searched: {
      kind: "integers",
      meaning: "n with the least of a search, 1 … 2000",
      standard: [20, 50],
      quick: [20],
      ...SIZES,
    },
    ratios: { ...RATIOS, standard: [2, 2.5, 3, 3.5, 4, 4.5, 5, 5.5, 6, 6.5, 7], quick: [2, 4, 6] },
    samples: {
      kind: "integer",
      meaning: "exact samples per point, 2 … 1000000",
      standard: 200,
      quick: 50,
      minimum: 2,
      maximum: 1_000_000,
    },
    searches: {
      kind: "integer",
      meaning: "searched samples per point, 2 … 100000",
      standard: 20,
      quick: 5,
      minimum: 2,
      maximum: 100_000,
    },
    seed: STREAM_SEED,
  },
  columns: MINIMUM_COLUMNS,
  draw({ columns, searched, ratios, samples, searches, seed }, step) {
    const sizes = [
      ...columns.map((n) => ({ n, exact: true })),
      ...searched.map((n) => ({ n, exact: false })),
    ];
    const total = sizes.length * ratios.length;
    const points = sizes.flatMap(({ n, exact }, i) =>
      ratios.map((ratio, j): FiniteSizePoint => {
        const size = {
          rows: Math.max(n, Math.round(ratio * n)),
          columns: n,
          samples: exact ? samples : searches,
          seed,
        };
        const { mean } = exact ? minimumExperiment(size) : searchedMinimumExperiment(size, RESTARTS);
        step(`n = ${n}, m = ${size.rows}`, i * ratios.length + j + 1, total);
        const value = quantity(mean.value / n, mean.error / n, mean.status);
        const half = value.error;
        return {
          columns: n,
          ratio: size.rows / n,
          value,
          low: value.value - half,
          high: value.value + half,
          samples: size.samples,
          exact,
        };
      }),
    );
    return drawMinimum(points);
  },
});

/** Short restarts of a search. */
const RESTARTS = 8;

export const successFigure = defineFigure({
  name: "success",
  summary: "share of random layers for which a certificate of non-injectivity is found, against m/n",
  title: "Success of the certificate search",
  parameters: {
    columns: {
      kind: "integers",
      meaning: "n, each 2 … 2000",
      standard: [50, 100, 200],
      quick: [50],
      minimum: 2,
      maximum: 2000,
    },
    ratios: { ...RATIOS, standard: [4, 4.5, 5, 5.2, 5.4, 5.6, 5.8, 6], quick: [3, 5, 6] },
    samples: {
      kind: "integer",
      meaning: "random layers a point, 1 … 100000",
      standard: 10,
      quick: 5,
      minimum: 1,
      maximum: 100_000,
    },
    restarts: {
      kind: "integer",
      meaning: "restarts of the search, 0 … 1000",
      standard: 4,
      quick: 2,
      minimum: 0,
      maximum: 1000,
    },
    seed: STREAM_SEED,
  },
  columns: SUCCESS_COLUMNS,
  draw({ columns, ratios, samples, restarts, seed }, step) {
    const total = columns.length * ratios.length;
    const points = columns.flatMap((n, i) =>
      ratios.map((ratio, j): FiniteSizePoint => {
        const rows = Math.round(ratio * n);
        const { success } = successExperiment({ rows, columns: n, samples, seed }, "gnc", restarts);
        step(`n = ${n}, m = ${rows}`, i * ratios.length + j + 1, total);
        return successPoint(n, rows / n, success);
      }),
    );
    return drawSuccess(points);
  },
});

function successPoint(
  columns: number,
  ratio: number,
  { estimate, interval95, samples }: Proportion,
): FiniteSizePoint {
  const [low, high] = interval95;
  return { columns, ratio, value: estimate, low, high, samples, exact: false };
}
