/** The report of `geometry angle`: least pairwise cosines along random networks, the data of Figure 5.1. */
import { type AngleSettings, angleConvergence, CONFIDENCE } from "../../finite-size/index.js";
import { exitCodeFor } from "../output/exit-codes.js";
import { formatNumber, formatQuantity } from "../output/format-quantity.js";
import type { Progress } from "../output/progress.js";
import type { Report } from "../output/report.js";

interface AngleOptions {
  readonly columns?: number;
  readonly width?: number;
  readonly depth?: number;
  readonly points?: number;
  readonly seeds?: number;
  readonly seed?: number;
}

/** One result a stage 0, ½, 1, …, L; the defaults are those of the figure. */
export function angleReport(options: AngleOptions, progress: Progress): Report {
  const { columns = 10, width = 8, depth = 20, points = 200, seeds = 200, seed = 1 } = options;
  const settings: AngleSettings = { columns, width, depth, points, networks: seeds, seed };
  const rows = angleConvergence(settings, (done) =>
    progress.update({ what: `${done} of ${seeds} networks`, done, total: seeds }),
  );
  const vanished = rows.at(-1)?.networks !== seeds;
  return {
    command: "geometry",
    parameters: { quantity: "angle", columns, width, depth, points, seeds, seed },
    results: rows.map((row) => ({ ...row })),
    tables: [
      {
        title: `Least pairwise cosine of ${points} random points, n = ${columns}, C = ${formatNumber(width)}, ${seeds} networks`,
        columns: [
          { header: "stage", align: "right" },
          { header: "mean" },
          { header: "sd" },
          { header: "least" },
          { header: "largest" },
          { header: ">= 3/4", align: "right" },
          { header: "wide" },
          ...(vanished ? [{ header: "left", align: "right" as const }] : []),
        ],
        rows: rows.map((row) => [
          `${row.index}`,
          formatQuantity(row.mean),
          formatNumber(row.deviation, 3),
          formatNumber(row.least, 4),
          formatNumber(row.largest, 4),
          `${row.contained}`,
          formatNumber(row.infiniteWidth.value, 4),
          ...(vanished ? [`${row.networks}`] : []),
        ]),
      },
    ],
    notes: [
      "Stage l: after the ReLU of layer l; l - 0.5: before it; 0: the points.",
      `In parentheses: half-width of the ${100 * CONFIDENCE} % confidence interval of the mean.`,
      "wide: the first mean under the map of infinitely wide layers. >= 3/4: networks whose points lie in the cone of (5.12), epsilon = 1/2, of each other. That many random points say nothing about all inputs.",
      ...(vanished ? ["left: networks with at least two points that are not mapped to 0."] : []),
    ],
    exitCode: exitCodeFor(rows.map((row) => row.mean)),
  };
}
