/** `emin` with a bias, a field threshold or a count: the least number of rows with w.x > kappa |x|. */
import { type LeastAboveMargin, leastAboveMargin } from "../../finite-size/index.js";
import { checkLayer } from "../../network/index.js";
import { deadlineIn } from "../../src/deadline.js";
import type { DenseMatrix } from "../../src/matrix/dense-matrix.js";
import { InputError } from "../../src/result.js";
import type { TableColumn } from "../../src/table/table.js";
import type { Outcome } from "../definition/command.js";
import type { MarginRequest } from "../replica/margin-options.js";

interface Settings {
  /** @throws InputError where a seed was given that nothing was drawn from */
  readonly refuseSeed: () => void;
  readonly method: "auto" | "enumeration" | "branch-and-cut" | "search";
  readonly seed: number;
  readonly restarts: number;
  readonly timeLimit: number;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly columns: readonly TableColumn[];
}

export function minimumWithMargin(matrix: DenseMatrix, request: MarginRequest, settings: Settings): Outcome {
  const { method, seed, restarts, timeLimit, parameters } = settings;
  if (method === "branch-and-cut")
    throw new InputError(
      "--method branch-and-cut with --bias, --margin or --count: expected enumeration or search",
    );
  const { rows, columns: n } = matrix;
  const { margin, count } = request;
  const found = leastAboveMargin(matrix, { margin, method, seed, restarts: Math.max(1, restarts) });
  const { status, minimum, witness } = found;
  const exact = status === "exact";
  if (exact) settings.refuseSeed();
  const needed = count * n;
  const enough = minimum < needed ? false : exact ? true : null;
  const verdict = verdictOf(matrix, found, margin, timeLimit);
  const result = {
    rows,
    columns: n,
    minimum,
    exact,
    status,
    minimumActive: null,
    active: found.active,
    lower: exact ? minimum : 0,
    upper: minimum,
    enough,
    verdict,
    method: found.method,
    limit: null,
    badCells: null,
    witness,
    ray: null,
  };
  return {
    parameters: { ...parameters, seed, method, restarts, timeLimit, ...request.parameters },
    results: [result],
    tables: () => [
      {
        title: `Least number of rows with w.x > kappa |x|, ${rows} rows, ${n} columns${request.title}`,
        columns: settings.columns,
        rows: [result],
      },
    ],
    notes: () => [
      exact
        ? "exact: a point of every sphere on which rows hold w.x = kappa was visited, doubtful signs decided in integers."
        : "upper-only: attained by the witness; a search proves nothing from below.",
      ...(margin < 0
        ? [`verdict: is x -> ReLU(W x + beta) injective on |x| <= R, beta/R = ${-margin}?`]
        : request.notes),
    ],
    warnings: exact
      ? []
      : ["E_min is not settled: a search proves nothing from below; take fewer rows for the exact count"],
  };
}

/** On the ball with the bias in every unit; a sphere alone, or a negative bias, is not decided by a count. */
function verdictOf(
  weights: DenseMatrix,
  { status, active }: LeastAboveMargin,
  margin: number,
  seconds: number,
): "injective" | "not-injective" | "undecided" {
  if (margin > 0) return "undecided";
  if (active !== null && active < weights.columns) return "not-injective";
  if (status !== "exact") return "undecided";
  const bias = new Float64Array(weights.rows).fill(-margin);
  return checkLayer({ weights, bias, domain: { kind: "ball", radius: 1 } }, deadlineIn(seconds).isOver)
    .verdict;
}
