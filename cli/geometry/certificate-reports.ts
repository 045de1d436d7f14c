/** The reports of `certificate search` and `certificate verify`. */
import {
  makeCertificate,
  type SearchMethod,
  type SearchResult,
  searchCertificate,
  searchCertificateInThreads,
  verifyCertificate,
} from "../../finite-size/index.js";
import type { DenseMatrix } from "../../src/matrix/dense-matrix.js";
import { type MatrixOptions, readMatrixInput, readText } from "../input/matrix-input.js";
import { EXIT } from "../output/exit-codes.js";
import { formatNumber } from "../output/format-quantity.js";
import { requireWritable, writeText } from "../output/output-file.js";
import type { Progress } from "../output/progress.js";
import type { Report } from "../output/report.js";

/** What commander collects for `certificate search`. */
export interface SearchCommandOptions extends MatrixOptions {
  readonly matrix?: string;
  readonly method: SearchMethod;
  readonly restarts: number;
  readonly workers: number;
  readonly time?: number;
  readonly save?: string;
}

/** Searches, saves what was found where asked, and says what was not. */
export async function searchReport(options: SearchCommandOptions, progress: Progress): Promise<Report> {
  const { method, seed, restarts, workers, time, save } = options;
  const { matrix, origin, parameters } = readMatrixInput(options.matrix, options, "--matrix FILE");
  const { rows, columns } = matrix;
  if (save !== undefined) requireWritable(save, "--save");
  const found = await searched(matrix, options, progress);
  const { status, active, x, by, restart } = found;
  if (save !== undefined && status === "found") {
    const certificate = makeCertificate(matrix, origin, x, { method, by, seed, restart });
    writeText(save, "--save", `${JSON.stringify(certificate, null, 1)}\n`);
  }
  const missing = status === "found" ? [] : [adviceFor(status, save)];
  return {
    command: "certificate search",
    parameters: { ...parameters, seed, method, restarts, workers, time: time ?? null, save: save ?? null },
    results: [
      {
        rows,
        columns,
        status,
        found: status === "found",
        active,
        needed: columns - 1,
        by,
        restart,
        witness: x,
      },
    ],
    tables: [
      {
        title: `Certificate of non-injectivity, ${rows} rows, ${columns} columns, m/n = ${formatNumber(rows / columns, 5)}`,
        columns: [
          { header: "status" },
          { header: "active rows at x", align: "right" },
          { header: "needed", align: "right" },
          { header: "by" },
          { header: "restart", align: "right" },
        ],
        rows: [[status, `${active}`, `<= ${columns - 1}`, by, restart === null ? "-" : `${restart}`]],
      },
    ],
    notes: [
      status === "found"
        ? "Counted exactly on the matrix: x -> ReLU(W x) is not injective."
        : "No certificate was found, which proves nothing: the layer may be injective or not.",
      ...(save !== undefined && status === "found" ? [`Saved in ${save}.`] : []),
    ],
    warnings: missing,
    exitCode: status === "found" ? EXIT.ok : EXIT.notConverged,
  };
}

/** Here for one worker, where progress is finer; in threads otherwise. */
async function searched(
  matrix: DenseMatrix,
  { method, seed, restarts, workers, time }: SearchCommandOptions,
  progress: Progress,
): Promise<SearchResult> {
  const request = {
    method,
    seed,
    restarts,
    target: matrix.columns - 1,
    onProgress: ({ done, least }: { readonly done: number; readonly least: number }) =>
      progress.update({
        what: `restart ${Math.min(restarts, Math.floor(done) + 1)} of ${restarts}: ${least} active rows`,
        done,
        total: restarts,
      }),
  };
  if (workers === 1) {
    const deadline = time === undefined ? Number.POSITIVE_INFINITY : performance.now() + 1000 * time;
    return searchCertificate(matrix, { ...request, shouldStop: () => performance.now() > deadline });
  }
  const signal = time === undefined ? undefined : AbortSignal.timeout(Math.ceil(1000 * time));
  return searchCertificateInThreads(matrix, request, workers, signal);
}

function adviceFor(status: SearchResult["status"], save: string | undefined): string {
  const cause = status === "stopped" ? "--time came first" : "all restarts were done";
  const unsaved = save === undefined ? "" : `, and ${save} was not written`;
  return `no certificate: ${cause}${unsaved}; raise ${status === "stopped" ? "--time" : "--restarts"}, or take fewer rows`;
}

/** What is wrong with a file, if anything. */
export function verifyReport(file: string): Report {
  const { problems, rows, columns, positives } = verifyCertificate(readText(file), `'${file}'`);
  const valid = problems.length === 0;
  return {
    command: "certificate verify",
    parameters: { file },
    results: [{ valid, rows, columns, positives, problems }],
    tables: [
      {
        title: `Certificate ${file}`,
        columns: [
          { header: "verdict" },
          { header: "rows", align: "right" },
          { header: "columns", align: "right" },
          { header: "positive outputs", align: "right" },
        ],
        rows: [
          [valid ? "valid" : "NOT VALID", ...[rows, columns, positives].map((count) => `${count ?? "-"}`)],
        ],
      },
    ],
    notes: valid
      ? ["Fewer than n rows are active at x: x -> ReLU(W x) is not injective."]
      : problems.map((problem) => `Problem: ${problem}.`),
    exitCode: valid ? EXIT.ok : EXIT.verificationFailed,
  };
}
