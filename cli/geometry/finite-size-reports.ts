/** The reports of `finite-size`: what was sampled beside what is known exactly and what theory predicts. */
import {
  type ExperimentSize,
  injectivityExperiment,
  type MinimumDistribution,
  minimumExperiment,
  type SearchMethod,
  searchedMinimumExperiment,
  successExperiment,
} from "../../finite-size/index.js";
import { eulerSurrogate, exactInjectivityProbability, expectedBadCells } from "../../geometry/index.js";
import { dyadicQuantity } from "../../src/exact/dyadic.js";
import { quantity } from "../../src/result.js";
import { EXIT, exitCodeFor } from "../output/exit-codes.js";
import { formatNumber, formatQuantity } from "../output/format-quantity.js";
import type { Progress } from "../output/progress.js";
import type { Report, TextTable } from "../output/report.js";
import {
  complement,
  difference,
  intervalText,
  limitOf,
  onSample,
  proportionFields,
  scaled,
  sizeFields,
} from "./finite-size-fields.js";

/** p_{m,n} beside its exact value where there is one, the Euler surrogate and the union bound. */
export function injectivityReport(size: ExperimentSize, progress: Progress): Report {
  const { rows, columns } = size;
  const sampled = injectivityExperiment(size, onSample(size, progress));
  const known = exactInjectivityProbability(rows, columns);
  const exact = known === undefined ? null : dyadicQuantity(known);
  const euler = dyadicQuantity(eulerSurrogate(rows, columns));
  const union = dyadicQuantity(expectedBadCells(rows, columns));
  const failure = complement(sampled.estimate);
  return {
    command: "finite-size injectivity",
    parameters: { ...size },
    results: [
      {
        ...sizeFields(size),
        ...proportionFields("injectivity", sampled),
        nonInjectivity: failure,
        exact,
        euler,
        union,
      },
    ],
    tables: [
      {
        title: `Injectivity of ${rows} x ${columns} layers, ${size.samples} samples, seed ${size.seed}`,
        columns: [{ header: "quantity" }, { header: "p, injective" }, { header: "1 - p" }],
        rows: [
          ["sampled", formatQuantity(sampled.estimate), formatQuantity(failure)],
          ["  95 % interval", intervalText(sampled), intervalText(sampled, true)],
          ["exact", ...(exact === null ? ["-", "-"] : [exact, complement(exact)].map(formatQuantity))],
          ["Euler surrogate q", "", formatQuantity(euler)],
          ["union bound", "", formatQuantity(union)],
        ],
      },
    ],
    exitCode: EXIT.ok,
  };
}

/** The law of E_min beside the limit of its mean over n. */
export function minimumReport(
  size: ExperimentSize,
  method: "exact" | "search",
  restarts: number,
  progress: Progress,
): Report {
  const { rows, columns, samples, seed } = size;
  const sampled =
    method === "exact"
      ? minimumExperiment(size, onSample(size, progress))
      : searchedMinimumExperiment(size, restarts, onSample(size, progress));
  const { counts, mean, standardDeviation, kind } = sampled;
  const perColumn = scaled(mean, 1 / columns);
  const limit = limitOf(rows / columns);
  return {
    command: "finite-size minimum",
    parameters: { ...size, method, ...(method === "search" ? { restarts } : {}) },
    results: [
      {
        ...sizeFields(size),
        kind,
        mean,
        perColumn,
        // The standard error of a standard deviation, to leading order for a normal law.
        standardDeviation:
          samples > 1 ? quantity(standardDeviation, standardDeviation / Math.sqrt(2 * (samples - 1))) : null,
        limit,
        excess: difference(perColumn, limit),
        counts,
      },
    ],
    tables: [
      {
        title: `E_min of ${rows} x ${columns} layers, ${samples} samples, seed ${seed}`,
        columns: [
          { header: "mean of E_min/n" },
          { header: "n -> infinity" },
          { header: "deviation of E_min" },
        ],
        rows: [
          [
            formatQuantity(perColumn),
            formatQuantity(limit),
            samples > 1 ? formatNumber(standardDeviation, 4) : "-",
          ],
        ],
      },
      histogramTable(sampled, samples),
    ],
    notes: [
      kind === "exact"
        ? "Every sample exact; the error is that of the mean."
        : "Least found by search: an upper bound on E_min in every sample, beyond the error shown.",
      "n -> infinity: ground-state energy of full replica symmetry breaking (physics, not rigorous).",
    ],
    exitCode: exitCodeFor([limit]),
  };
}

/** Certificates found. */
export function successReport(
  size: ExperimentSize,
  method: SearchMethod,
  restarts: number,
  progress: Progress,
): Report {
  const { rows, columns, samples, seed } = size;
  const { success, by, activePerColumn } = successExperiment(
    size,
    method,
    restarts,
    onSample(size, progress),
  );
  const limit = limitOf(rows / columns);
  return {
    command: "finite-size success",
    parameters: { ...size, method, restarts },
    results: [{ ...sizeFields(size), ...proportionFields("success", success), by, activePerColumn, limit }],
    tables: [
      {
        title: `Certificates for ${rows} x ${columns} layers, ${samples} samples, seed ${seed}`,
        columns: [
          { header: "found", align: "right" },
          { header: "share" },
          { header: "95 % interval" },
          { header: "active/n" },
          { header: "E_min/n, limit" },
        ],
        rows: [
          [
            `${success.successes} of ${samples}`,
            formatQuantity(success.estimate),
            intervalText(success),
            formatQuantity(activePerColumn),
            formatQuantity(limit),
          ],
        ],
      },
    ],
    notes: [
      `By ${Object.entries(by)
        .map(([name, count]) => `${name} ${count}`)
        .join(", ")}.`,
      "active/n: rows active at the best x found, over n; a certificate ends the search.",
    ],
    exitCode: exitCodeFor([limit]),
  };
}

function histogramTable({ counts }: MinimumDistribution, samples: number): TextTable {
  return {
    title: "Law of E_min",
    columns: [
      { header: "E_min", align: "right" },
      { header: "samples", align: "right" },
      { header: "share" },
    ],
    rows: counts
      .map((count, value) => [`${value}`, `${count}`, formatNumber(count / samples, 4)])
      .filter(([, count]) => count !== "0"),
  };
}
