/** `emin`: the least number of positive outputs of one layer over all inputs. */
import {
  cellCounts,
  LARGEST_RESTARTS,
  type LeastPositives,
  largestRows,
  leastPositives,
  MINIMUM_METHODS,
  MOST_NODES,
} from "../../finite-size/index.js";
import { checkLayer, SPACE } from "../../network/index.js";
import { deadlineIn } from "../../src/deadline.js";
import type { DenseMatrix } from "../../src/matrix/dense-matrix.js";
import { InputError } from "../../src/result.js";
import { columns } from "../definition/columns.js";
import { defineCommand, field, pick } from "../definition/command.js";
import { refuseIdle } from "../definition/conflicts.js";
import { choice, inputFile, integer, outputFile, positive, value } from "../definition/option.js";
import { parseWidths } from "../definition/parse.js";
import { VERDICT } from "../definition/value-type.js";
import { minimumWithMargin } from "../finite-size/margin-minimum.js";
import { isNetworkFile, NETWORK_MINIMUM_FIELDS, networkMinimum } from "../finite-size/network-minimum.js";
import { matrixOptions, readMatrixInput } from "../input/matrix-input.js";
import { EXIT } from "../output/exit-codes.js";
import { MARGIN_CONFLICTS, MARGIN_OPTIONS, marginRequest } from "../replica/margin-options.js";
import { CERTIFICATE_WORDS } from "../vocabulary/certificates.js";
import { GEOMETRY_WORDS } from "../vocabulary/geometry.js";

const FIELDS = {
  ...pick(GEOMETRY_WORDS, "rows", "columns"),
  ...pick(CERTIFICATE_WORDS, "minimum", "active", "badCells", "witness", "ray"),
  minimumActive: field(
    "The least number of active rows, w_i . x >= 0, over all x, as network check calls it: equal to the minimum where any n rows are independent; null where they are not, with a margin or count, and where E_min is not exact.",
    ["integer", "null"],
  ),
  exact: field("Whether the minimum is known exactly.", "boolean"),
  status: { ...CERTIFICATE_WORDS["solver-optimal"], aliases: [] },
  lower: field("Bound on E_min from below.", "integer"),
  upper: field("Bound on E_min from above: attained at the witness.", "integer"),
  verdict: field(
    "Whether x -> ReLU(W x) is injective: by E_min >= n where that is exact and any n rows are independent, by fewer than n active rows at the witness, else by the decision of network check within the time limit.",
    VERDICT,
  ),
  method: field("What found it: enumeration, branch-and-cut or search.", "text"),
  enough: field(
    "With a margin or count: whether E_min >= t n; null where the minimum is not known exactly.",
    ["boolean", "null"],
  ),
  limit: field("The limit that ended the branch and cut, time-limit or node-limit; null where none did.", [
    "text",
    "null",
  ]),
  ...NETWORK_MINIMUM_FIELDS,
};

/** Options that say nothing to a network. */
const MATRIX_ONLY = ["rows", "columns", "method", "restarts", "nodes", "bias", "margin", "count"] as const;

export const emin = defineCommand({
  description:
    "E_min = min over x != 0 of the number of rows with w_i . x > 0, for the matrix of a file (one row per line) or a " +
    "seeded Gaussian one. Exact by enumeration while C(m, n-1)(m - n + 1) <= 1e9, in rational arithmetic where " +
    `rounding could hide a sign: up to ${[3, 4, 5, 6, 8, 10].map((n) => `m = ${largestRows(n)} at n = ${n}`).join(", ")}; ` +
    "beyond, an upper bound by search and a lower one by branch and cut (HiGHS), the latter up to m n = 2e6. " +
    "Of a network of up to four inputs, of a file or drawn by --widths: the least active units of every layer, exactly, with an input for each.",
  examples: [
    ["emin examples/weights.csv"],
    ["emin --rows 24 --columns 4 --seed 7"],
    ["emin --rows 24 --columns 4 --seed 7 --bias 0.5", "least active units with a bias, on a ball"],
    ["emin --rows 60 --columns 10 --method branch-and-cut --time-limit 300"],
    ["emin --rows 600 --columns 100 --method search --restarts 12"],
    ["emin --widths 2,10,10 --seed 3", "every layer of a random network, that of simulate"],
    ["emin examples/trained.json --save witnesses.json", "then: verify witnesses.json"],
  ],
  operands: { file: inputFile("the matrix, one row per line, or a network (JSON, ONNX)") },
  options: {
    ...matrixOptions,
    method: choice("how it is found", MINIMUM_METHODS, { default: "auto" }),
    restarts: integer("restarts of the search for the upper bound; the first eight are short", {
      from: 0,
      to: LARGEST_RESTARTS,
      default: 9,
    }),
    nodes: integer("nodes of the branch and cut at most", { from: 0, to: MOST_NODES, default: 100_000 }),
    timeLimit: positive(
      "seconds of the branch and cut at most; when they are over, the lower bound depends on the machine",
      { default: 60, placeholder: "seconds", alias: "time" },
    ),
    ...MARGIN_OPTIONS,
    widths: value<number[], { placeholder: string }>(
      "a random network n,m_1,…,m_L in place of a matrix",
      { placeholder: "list", list: true, parse: parseWidths },
      { placeholder: "list" },
    ),
    save: outputFile("networks: write the inputs with their counts as JSON, for verify"),
  },
  conflicts: [
    ...MARGIN_CONFLICTS,
    ...MATRIX_ONLY.map((option) => ({
      together: [option, "widths"] as const,
      expected: "one of them, for a matrix or for a network",
    })),
    { options: ["nodes", "timeLimit"], only: ["method", "auto", "branch-and-cut"] },
    { options: ["restarts"], only: ["method", "auto", "branch-and-cut", "search"] },
  ],
  fields: FIELDS,
  sweep: {},
  async run(
    { file, method, seed, restarts, nodes, timeLimit, widths, save, ...size },
    { progress, given, files },
  ) {
    if (widths !== undefined) {
      if (file !== undefined) throw new InputError("FILE and --widths together: expected one of them");
      const law = size.weights ?? { kind: "gaussian" };
      return networkMinimum({ widths, seed, law }, { timeLimit, save }, files);
    }
    if (file !== undefined && isNetworkFile(file)) {
      for (const option of [...MATRIX_ONLY, "weights", "seed"]) refuseIdle(given, option, "with a network");
      return networkMinimum({ file }, { timeLimit, save }, files);
    }
    if (save !== undefined)
      throw new InputError("--save with a matrix: expected a network, or certificate search --save");
    const { matrix, parameters } = readMatrixInput(file, { ...size, seed }, "a FILE", (note) =>
      progress.note(note),
    );
    const { rows, columns: n } = matrix;
    const refuseSeed = (): void => {
      if (file !== undefined) refuseIdle(given, "seed", "with a FILE that is enumerated");
    };
    const request = marginRequest(size);
    if (request.margin !== 0 || request.count !== 1)
      return minimumWithMargin(matrix, request, {
        refuseSeed,
        method,
        seed,
        restarts,
        timeLimit,
        parameters,
        columns: columns(FIELDS, "minimum", "status", "verdict", "enough"),
      });
    if (method === "enumeration" || (method === "auto" && rows <= largestRows(n))) refuseSeed();
    const found = await leastPositives(matrix, {
      method,
      seed,
      restarts,
      nodes,
      timeLimitSeconds: timeLimit,
      onProgress: ({ stage, share, lower, upper }) =>
        progress.update({ what: `${stage}: ${lower} <= E_min <= ${upper}`, done: share, total: 1 }),
    });
    const { status, lower, upper, witness, ray, limit } = found;
    const verdict = verdictOf(matrix, found, timeLimit);
    const badCells = cellCounts(matrix, n)?.reduce((sum, count) => sum + count, 0) ?? null;
    const results = [
      {
        rows,
        columns: n,
        minimum: upper,
        exact: status === "exact",
        status,
        minimumActive: status === "exact" && found.generalPosition ? upper : null,
        active: found.active,
        lower,
        upper,
        verdict,
        method: found.method,
        limit,
        badCells,
        witness,
        ray: ray === null ? null : ray.map(String),
      },
    ];
    return {
      parameters: { ...parameters, seed, method, restarts, nodes, timeLimit },
      results,
      tables: () => [
        {
          title: `Least number of positive outputs, ${rows} rows, ${n} columns`,
          columns: columns(FIELDS, "minimum", "status", "verdict", "badCells"),
          rows: results.map((row) => (lower === upper ? row : { ...row, minimum: `${lower} … ${upper}` })),
        },
      ],
      notes: () => notesFor({ ...found, verdict }, n),
      warnings:
        status === "bounds" || status === "upper-only"
          ? [`E_min is not settled: ${adviceFor(limit, { nodes, timeLimit })}`]
          : [],
      exitCode: status === "bounds" ? EXIT.notConverged : EXIT.ok,
    };
  },
});

/** Why it is not settled, and what may settle it, beyond what was asked for. */
function adviceFor(
  limit: string | null,
  asked: { readonly nodes: number; readonly timeLimit: number },
): string {
  if (limit === "time-limit")
    return `${asked.timeLimit} s were not enough; try --time-limit ${10 * asked.timeLimit}`;
  if (limit === "node-limit")
    return `${asked.nodes} nodes were not enough; try --nodes ${Math.min(MOST_NODES, 10 * asked.nodes + 1000)}`;
  return "a search proves nothing from below; --method branch-and-cut does";
}

/** Where rows are dependent the exact count does not tell: then the decision about the layer does. */
function verdictOf(
  weights: DenseMatrix,
  { status, verdict }: LeastPositives,
  seconds: number,
): LeastPositives["verdict"] {
  if (status !== "exact" || verdict !== "undecided") return verdict;
  return checkLayer({ weights, bias: null, domain: SPACE }, deadlineIn(seconds).isOver).verdict;
}

const MEANINGS: Readonly<Record<LeastPositives["status"], string>> = {
  exact: "exact: every vertex of the arrangement was visited, doubtful signs decided in integers.",
  "solver-optimal":
    "solver-optimal: attained exactly by the witness; no less, by branch and cut in floating point.",
  bounds:
    "bounds: the upper one is attained by the witness, the lower one is the solver's, in floating point.",
  "upper-only": "upper-only: attained by the witness; a search proves nothing from below.",
};

function notesFor({ status, verdict, active, ray }: LeastPositives, n: number): string[] {
  return [
    MEANINGS[status],
    ...(ray === null ? [] : ["No double attains the minimum; 'ray' holds integers that do."]),
    ...(verdict === "not-injective"
      ? [
          active < n
            ? `Not injective: fewer than n = ${n} rows are active at the witness (in --json).`
            : "Not injective; network check shows two inputs with equal outputs.",
        ]
      : []),
  ];
}
