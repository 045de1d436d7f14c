/** `certificate search` with a bias, a field threshold or a count: directions with few rows w.x >= kappa |x|. */
import { type MatrixOrigin, makeCertificate, searchDirection } from "../../finite-size/index.js";
import type { DenseMatrix } from "../../src/matrix/dense-matrix.js";
import type { TableColumn } from "../../src/table/table.js";
import type { Outcome } from "../definition/command.js";
import type { Files } from "../files/files.js";
import { EXIT } from "../output/exit-codes.js";
import type { MarginRequest } from "../replica/margin-options.js";

interface FewSettings {
  readonly seed: number;
  readonly restarts: number;
  readonly save: string | undefined;
  readonly origin: MatrixOrigin;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly columns: readonly TableColumn[];
}

/** Fewer than t n rows with w.x >= kappa |x|: with a bias and t = 1 not injective on the ball. */
export function fewAboveMargin(
  matrix: DenseMatrix,
  { margin, count, parameters: asked, title, notes }: MarginRequest,
  settings: FewSettings,
  files: Files,
): Outcome {
  const { seed, restarts, save, origin, parameters } = settings;
  const { rows, columns: n } = matrix;
  const below = Math.ceil(count * n * (1 - 4 * Number.EPSILON));
  const { x, active } = searchDirection(matrix, margin, {
    seed,
    restarts: Math.max(1, restarts),
    enough: below - 1,
  });
  const found = active < below;
  if (save !== undefined && found) {
    const certificate = makeCertificate(matrix, origin, x, { margin, below });
    files.write(save, "--save", `${JSON.stringify(certificate, null, 1)}\n`);
  }
  const status = found ? "found" : "exhausted";
  const results = [
    {
      rows,
      columns: n,
      status,
      found,
      active,
      needed: below - 1,
      by: "great-circles",
      restart: null,
      witness: x,
    },
  ];
  return {
    parameters: { ...parameters, seed, restarts, save, ...asked },
    results,
    tables: () => [
      {
        title: `Few rows with w.x >= kappa |x|, ${rows} rows, ${n} columns${title}`,
        columns: settings.columns,
        rows: results,
      },
    ],
    notes: () => [
      found
        ? margin <= 0 && below <= n
          ? "Counted exactly: with this bias the layer is not injective on the ball."
          : "Counted exactly, by squares of integers."
        : "No such x was found, which proves nothing.",
      ...(save !== undefined && found ? [`Saved in ${save}.`] : []),
      ...(margin > 0 ? notes : []),
    ],
    warnings: found
      ? []
      : [`no such x: all restarts were done; try --restarts ${2 * restarts + 1}, or fewer rows`],
    exitCode: found ? EXIT.ok : EXIT.notConverged,
  };
}
