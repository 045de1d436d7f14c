/** `rsb --depth L`: minimal sequences and energies of deep networks at k-RSB. */

import {
  activeCount,
  type DeepSequence,
  type DeepSolution,
  deepSequence,
  fieldLawTable,
  MAX_DEEP_STEPS,
  profileTableLists,
  solveDeep,
} from "../../rsb/index.js";
import { InputError, quantity } from "../../src/result.js";
import { formatSmall } from "../../src/table/format-quantity.js";
import type { Table } from "../../src/table/table.js";
import { column, columns } from "../definition/columns.js";
import type { Context, Outcome } from "../definition/command.js";
import type { Files } from "../files/files.js";
import { tableFormatOf, writeTable } from "../output/table-file.js";
import { adviceFor, fewerSteps } from "./advice.js";
import { DEEP_FIELDS } from "./deep-fields.js";
import type { DeepRequest } from "./deep-options.js";

/** What `rsb` is asked for beside the layers. */
export interface DeepLevelOptions {
  readonly k: number;
  readonly alpha: readonly number[] | undefined;
  readonly tolerance: number;
  /** File for the joint law of the fields of the hidden layers. */
  readonly profiles: string | undefined;
}

/** The sequence of a depth, or the energies of its last layer at given expansions. */
export function deepLevels(
  request: DeepRequest,
  options: DeepLevelOptions,
  { progress, files }: Context,
): Outcome {
  const { k, alpha } = options;
  if (k > MAX_DEEP_STEPS) {
    throw new InputError(`--k ${k} with --depth ${request.depth}: expected at most ${MAX_DEEP_STEPS}`);
  }
  progress.update({ what: `${request.depth} layers, k = ${k}`, done: 0.1, total: 1 });
  return alpha === undefined ? sequence(request, options, files) : energies(request, options, alpha, files);
}

function sequence(
  { depth, notion, given, count }: DeepRequest,
  { k, tolerance, profiles }: DeepLevelOptions,
  files: Files,
): Outcome {
  const asked = count === undefined ? {} : { count };
  const found = deepSequence(depth, k, notion, given, { tolerance, ...asked });
  writeFieldLaws(profiles, found.layers[found.layers.length - 1], files);
  const results = found.layers.map((_, i) => layerResult(found, given, i));
  return {
    parameters: { k, depth, notion, ...asked, expansions: given, method: "variational", tolerance },
    results,
    judged: found.layers.map(({ value }) => value),
    tables: () => [
      {
        title: `${notion === "weak" ? "Weak" : "Strong"} sequence of ${depth} layers at ${k}-RSB${count === undefined ? "" : `, ${count} n active units in the last`}`,
        columns: [
          column(DEEP_FIELDS, "layer"),
          ...columns(DEEP_FIELDS, "capacity", "expansion", "relativeExpansion"),
          column(DEEP_FIELDS, "residual", { small: true }),
          column(DEEP_FIELDS, "negative"),
        ],
        rows: results.map((result) => ({ ...result, negative: result.signature.negative })),
      },
      ...parameterTables(found.layers),
    ],
    notes: () => NOTES,
    warnings: warningsFor(found.layers),
  };
}

function energies(
  { depth, notion, given }: DeepRequest,
  { k, tolerance, profiles }: DeepLevelOptions,
  alphas: readonly number[],
  files: Files,
): Outcome {
  if (profiles !== undefined && alphas.length > 1) {
    throw new InputError("--profiles: expected one problem (at most one --alpha)");
  }
  const { expansions } = deepSequence(depth - 1, k, notion, given, { tolerance });
  const count = activeCount(notion, depth);
  const solutions = alphas.map((alpha) =>
    solveDeep({ kind: "energy", hidden: expansions, count, alpha }, k, { tolerance }),
  );
  writeFieldLaws(profiles, solutions[0], files);
  const results = solutions.map((solution, i) => ({
    k,
    layer: depth,
    alpha: alphas[i],
    energy: solution.value,
    ...partsOf(solution),
  }));
  return {
    parameters: { k, depth, notion, expansions, alpha: alphas, method: "variational", tolerance },
    results,
    judged: solutions.map(({ value }) => value),
    tables: () => [
      {
        title: `${k}-RSB ground-state energy of layer ${depth} behind ${expansions.map((x) => x.toPrecision(8)).join(", ")}`,
        columns: [
          column(DEEP_FIELDS, "alpha", { digits: 12 }),
          column(DEEP_FIELDS, "energy"),
          column(DEEP_FIELDS, "residual", { small: true }),
          column(DEEP_FIELDS, "negative"),
        ],
        rows: results.map((result) => ({ ...result, negative: result.signature.negative })),
      },
    ],
    notes: () => NOTES,
    warnings: warningsFor(solutions),
  };
}

/** JSON with a description of every column, or any table format that the name of the file asks for. */
function writeFieldLaws(file: string | undefined, solution: DeepSolution, files: Files): void {
  if (file === undefined) return;
  if (solution.k === 0) throw new InputError("--profiles with --k 0: expected --k of at least 1");
  const table = fieldLawTable(solution);
  if (tableFormatOf(file) !== undefined) writeTable(file, "--profiles", table, files);
  else {
    const lists = { format: "relu-injectivity field laws 1", ...profileTableLists(table) };
    files.write(file, "--profiles", `${JSON.stringify(lists, null, 1)}\n`);
  }
}

const NOTES = [
  "Replica theory of deep networks: a conjecture, with breaking points shared by all layers. Every solution is a saddle; negative: its negative eigenvalues.",
];

function layerResult({ layers, expansions, k, notion }: DeepSequence, given: readonly number[], i: number) {
  const solution = layers[i];
  const isGiven = i < given.length;
  const expansion = isGiven ? quantity(given[i], 0) : solution.value;
  const previous = i === 0 ? 1 : expansions[i - 1];
  return {
    layer: i + 1,
    notion,
    k,
    expansion,
    relativeExpansion: { ...expansion, value: expansion.value / previous, error: expansion.error / previous },
    given: isGiven,
    capacity: solution.value,
    ...partsOf(solution),
  };
}

function partsOf(solution: DeepSolution) {
  const { overlaps, breakingPoints, chi, hidden, signature, residual, budget } = solution;
  return {
    parameters: { overlaps, breakingPoints, chi, hidden },
    signature,
    residual,
    errorBudget: budget,
    evaluations: solution.evaluations,
    gridPoints: solution.gridPoints,
  };
}

/** The hidden layers of the last solution. */
function parameterTables(layers: readonly DeepSolution[]): Table[] {
  const last = layers[layers.length - 1];
  return [
    {
      title: "Hidden layers in the solution of the last one",
      columns: [column(DEEP_FIELDS, "layer"), ...columns(DEEP_FIELDS, "norm", "gamma", "chi")],
      rows: last.hidden.map(({ norm, gamma, chi }, i) => ({ layer: i + 1, norm, gamma, chi })),
    },
  ];
}

function warningsFor(solutions: readonly DeepSolution[]): string[] {
  return solutions
    .filter(({ value }) => value.status !== "converged")
    .map(
      ({ value, depth, k, tolerance }) =>
        `layer ${depth}, k = ${k} ended as ${value.status}: error ${formatSmall(value.error)} against tolerance ${formatSmall(tolerance)}${adviceFor(value, tolerance, ...fewerSteps(k))}`,
    );
}
