/** `certificate`: proofs that a layer is not injective, found, saved and verified. */
import {
  LARGEST_RESTARTS,
  MOST_SEARCH_WORKERS,
  makeCertificate,
  SEARCH_METHODS,
  type SearchResult,
  searchCertificate,
  searchCertificateInThreads,
} from "../../finite-size/index.js";
import { deadlineIn } from "../../src/deadline.js";
import { OWN_FORMATS, requireKind } from "../../src/file-kind.js";
import { readRegularFile } from "../../src/regular-file.js";
import { InputError } from "../../src/result.js";
import { formatNumber } from "../../src/table/format-quantity.js";
import { columns } from "../definition/columns.js";
import { defineCommand, defineGroup, field, pick } from "../definition/command.js";
import { choice, inputFile, integer, outputFile, positive } from "../definition/option.js";
import { fewAboveMargin } from "../finite-size/few-above-margin.js";
import { matrixOptions, readMatrixInput } from "../input/matrix-input.js";
import { EXIT } from "../output/exit-codes.js";
import { MARGIN_CONFLICTS, MARGIN_OPTIONS, marginRequest } from "../replica/margin-options.js";
import { CERTIFICATE_FIELDS, matrixCertificateOutcome } from "../verify/certificates.js";
import { CERTIFICATE_WORDS } from "../vocabulary/certificates.js";
import { GEOMETRY_WORDS } from "../vocabulary/geometry.js";

/** Eight descents, then chains of 1, 2, 4, 8 million moves: about half a minute at n = 100, m = 580. */
const DEFAULT_RESTARTS = 12;

const LARGEST_FILE = 2 ** 28;

const FIELDS = {
  ...pick(GEOMETRY_WORDS, "rows", "columns"),
  ...pick(CERTIFICATE_WORDS, "active", "witness"),
  status: { ...CERTIFICATE_WORDS.exhausted, aliases: [] },
  found: field("Whether x is a certificate.", "boolean"),
  needed: field("Active rows that a certificate has at most: n - 1.", "integer", {
    header: "needed at most",
  }),
  by: field(
    "What found x: sum-of-rows, normalised, gnc or anneal; with a margin or count great-circles.",
    "text",
  ),
  restart: field("The restart that found x, counted from 0; null for explicit vectors.", ["integer", "null"]),
};

const search = defineCommand({
  description:
    "Explicit vectors, then restarts of graduated non-convexity and of line-Gibbs annealing. The result is a " +
    "function of matrix, method, seed and restarts, whatever the number of workers, unless --time-limit ends it.",
  examples: [
    ["certificate search --rows 500 --columns 100 --seed 1"],
    ["certificate search --rows 580 --columns 100 --seed 3 --workers 4"],
    [
      "certificate search --rows 40 --columns 12 --seed 1 --bias 0.5",
      "not injective on |x| <= R with the bias R/2",
    ],
    ["certificate search --rows 60 --columns 20 --seed 3 --save certificate.json"],
  ],
  options: {
    matrix: inputFile("the matrix, one row per line; or a Gaussian matrix by"),
    ...matrixOptions,
    method: choice("how; auto tries all in the order of their cost", SEARCH_METHODS, { default: "auto" }),
    restarts: integer(
      "restarts at most; with auto eight descents first, then annealing chains of 1, 2, 4, 8, 8, … million moves",
      { from: 0, to: LARGEST_RESTARTS, default: DEFAULT_RESTARTS },
    ),
    workers: integer("threads", { from: 1, to: MOST_SEARCH_WORKERS, default: 1 }),
    timeLimit: positive("seconds at most; status 'stopped' when they are over", {
      placeholder: "seconds",
      alias: "time",
    }),
    save: outputFile("write the certificate as JSON"),
    ...MARGIN_OPTIONS,
  },
  conflicts: [
    ...MARGIN_CONFLICTS,
    ...(["bias", "margin", "count"] as const).flatMap((few) =>
      (["workers", "timeLimit"] as const).map((other) => ({
        together: [few, other] as const,
        expected: "one of them, as great circles are searched in one thread, by restarts",
      })),
    ),
    { options: ["restarts", "workers", "timeLimit"], only: ["method", "auto", "gnc", "anneal"] },
  ],
  fields: FIELDS,
  async run(
    { matrix: file, method, seed, restarts, workers, timeLimit, save, ...size },
    { progress, files },
  ) {
    const { matrix, origin, parameters } = readMatrixInput(file, { ...size, seed }, "--matrix FILE", (note) =>
      progress.note(note),
    );
    const { rows, columns: n } = matrix;
    const asked = marginRequest(size);
    if (asked.margin !== 0 || asked.count !== 1) {
      if (method !== "auto")
        throw new InputError(`--method ${method} with --bias, --margin or --count: expected --method auto`);
      return fewAboveMargin(
        matrix,
        asked,
        {
          seed,
          restarts,
          save,
          origin,
          parameters,
          columns: columns(FIELDS, "status", "active", "needed", "by"),
        },
        files,
      );
    }
    const request = {
      method,
      seed,
      restarts,
      target: n - 1,
      onProgress: ({ done, least }: { readonly done: number; readonly least: number }) =>
        progress.update({
          what: `restart ${Math.min(restarts, Math.floor(done) + 1)} of ${restarts}: ${least} active rows`,
          done,
          total: restarts,
        }),
    };
    // Here for one worker, where progress is finer; in threads otherwise.
    const { status, active, x, by, restart } =
      workers === 1
        ? searchCertificate(matrix, { ...request, shouldStop: deadlineIn(timeLimit).isOver })
        : await searchCertificateInThreads(
            matrix,
            request,
            workers,
            timeLimit === undefined ? undefined : AbortSignal.timeout(Math.ceil(1000 * timeLimit)),
          );
    const found = status === "found";
    if (save !== undefined && found) {
      const certificate = makeCertificate(matrix, origin, x);
      files.write(save, "--save", `${JSON.stringify(certificate, null, 1)}\n`);
    }
    const results = [{ rows, columns: n, status, found, active, needed: n - 1, by, restart, witness: x }];
    return {
      parameters: {
        ...parameters,
        seed,
        method,
        restarts,
        workers,
        timeLimit,
        save: save,
      },
      results,
      tables: () => [
        {
          title: `Certificate of non-injectivity, ${rows} rows, ${n} columns, m/n = ${formatNumber(rows / n, 5)}`,
          columns: columns(FIELDS, "status", "active", "needed", "by", "restart"),
          rows: results,
        },
      ],
      notes: () => [
        found
          ? "Counted exactly on the matrix: x -> ReLU(W x) is not injective."
          : "No certificate was found, which proves nothing: the layer may be injective or not.",
        ...(save !== undefined && found ? [`Saved in ${save}.`] : []),
      ],
      warnings: found ? [] : [adviceFor(status, { method, restarts, timeLimit, save })],
      exitCode: found ? EXIT.ok : EXIT.notConverged,
    };
  },
});

interface Asked {
  readonly method: (typeof SEARCH_METHODS)[number];
  readonly restarts: number;
  readonly timeLimit: number | undefined;
  readonly save: string | undefined;
}

function adviceFor(status: SearchResult["status"], { method, restarts, timeLimit = 0, save }: Asked): string {
  const [cause, more] =
    status === "stopped"
      ? ["the time limit came first", `--time-limit ${10 * timeLimit}`]
      : method === "sum-of-rows" || method === "normalised"
        ? ["one vector was tried", "--method auto"]
        : ["all restarts were done", `--restarts ${2 * restarts + 1}`];
  const unsaved = save === undefined ? "" : `, and ${save} was not written`;
  return `no certificate: ${cause}${unsaved}; try ${more}, or fewer rows`;
}

const verify = defineCommand({
  description:
    "Checks the matrix against its hash and recounts every inner product in big integers, by code that the search " +
    "does not use. Exit code 4 where anything is wrong. The command verify does the same for any file.",
  examples: [["certificate verify certificate.json"], ["certificate verify certificate.json --json"]],
  operands: { file: inputFile("the certificate", { required: true }) },
  options: {},
  fields: CERTIFICATE_FIELDS,
  run: ({ file }) => {
    const bytes = readRegularFile(file, LARGEST_FILE, "a file that can be read");
    requireKind(bytes, `'${file}'`, "a certificate of certificate search", OWN_FORMATS.matrixCertificate);
    return matrixCertificateOutcome(new TextDecoder().decode(bytes), file);
  },
});

export const certificate = defineGroup({
  description:
    "An x with fewer than n active outputs proves that x -> ReLU(W x) is not injective. Finding one takes a search; " +
    "checking one takes m inner products.",
  commands: {
    search: { summary: "search an input with fewer than n active outputs", definition: search },
    verify: { summary: "check a saved certificate in rational arithmetic", definition: verify },
  },
});
