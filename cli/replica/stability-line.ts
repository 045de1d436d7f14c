/** `rs --dat`: the d'Almeida–Thouless point, and the line at given expansions or temperatures. */
import {
  type AlmeidaThoulessPoint,
  almeidaThoulessLine,
  almeidaThoulessPoint,
  almeidaThoulessTemperature,
  almeidaThoulessTurningPoint,
} from "../../rs/index.js";
import { InputError } from "../../src/result.js";
import { columns } from "../definition/columns.js";
import { field, type Outcome } from "../definition/command.js";
import type { MarginRequest } from "./margin-options.js";

/** The fields of a point of the line that a state lacks. */
export const LINE_FIELDS = {
  branch: field(
    "Branch of the d'Almeida-Thouless line: on cooling RS becomes unstable at the first, and stable again at the re-entrant one, which only 1.6833 <= alpha < 2 has.",
    { words: ["cooling", "re-entrant"] },
  ),
  splitAt: field(
    "x at which the overlap begins to split on the line: between 0 and 1, as the transition is continuous.",
    "quantity",
    { header: "x", equation: "x = 1/2 alpha E f'''^2 / (1 + alpha E f''^3)" },
  ),
};

/** Where a point of the line is asked for. */
interface Place {
  readonly alpha: readonly number[] | undefined;
  readonly beta: number | undefined;
  readonly count: number | undefined;
}

type Fields = Parameters<typeof columns>[0];
type Row = Readonly<Record<string, unknown>> & { readonly point: AlmeidaThoulessPoint };

/** The point at energy 1 without arguments, the line at every α (both branches) or at β with one. */
export function stabilityOutcome(
  fields: Fields,
  { alpha: alphas, beta, count: asked }: Place,
  request: MarginRequest,
): Outcome {
  const { margin, count, parameters } = request;
  if (alphas !== undefined) {
    const rows = alphas.flatMap((alpha) => branchesAt(alpha, margin));
    return outcome(fields, rows, { dat: true, alpha: alphas }, request);
  }
  if (beta !== undefined) {
    if (asked !== undefined)
      throw new InputError("--count with --dat and --beta: expected one of them, the line gives the energy");
    return outcome(fields, [rowAt(beta, margin)], { dat: true, beta }, request);
  }
  const { alpha, beta: at, overlap, energy } = almeidaThoulessPoint({ margin, count });
  const results = [{ alpha, beta: at, overlap, energy }];
  return {
    parameters: { dat: true, ...parameters },
    results,
    tables: () => [
      {
        title: `d'Almeida-Thouless point: replicon 0 at energy ${count}${request.title}`,
        columns: columns(fields, "alpha", "beta", "overlap"),
        rows: results,
      },
    ],
    notes: () => request.notes,
  };
}

function branchesAt(alpha: number, margin: number): Row[] {
  const cooling = { branch: "cooling", point: almeidaThoulessTemperature(alpha, "cooling", { margin }) };
  if (cooling.point.beta.status === "domain-error") return [cooling];
  const returned = almeidaThoulessTemperature(alpha, "reentrant", { margin });
  if (returned.beta.status !== "converged") return [cooling];
  return [cooling, { branch: "re-entrant", point: returned }];
}

function rowAt(beta: number, margin: number): Row {
  const turning = almeidaThoulessTurningPoint({ margin }).beta.value;
  return { branch: beta > turning ? "re-entrant" : "cooling", point: almeidaThoulessLine(beta, { margin }) };
}

function outcome(
  fields: Fields,
  rows: readonly Row[],
  parameters: Readonly<Record<string, unknown>>,
  { margin, parameters: others, title, notes }: MarginRequest,
): Outcome {
  const results = rows.map(({ branch, point: { breakingPoint, ...point } }) => ({
    branch,
    ...point,
    splitAt: breakingPoint,
  }));
  return {
    parameters: { ...parameters, ...others },
    results,
    // That a branch does not exist is an answer.
    judged: rows.map(({ point }) => point.beta).filter(({ status }) => status !== "domain-error"),
    tables: () => [
      {
        title: `d'Almeida-Thouless line: replicon 0${title}`,
        columns: columns(fields, "branch", "alpha", "beta", "overlap", "energy", "splitAt"),
        rows: results,
      },
    ],
    notes: () => [
      `RS is stable at smaller beta than the cooling branch and at larger beta than the re-entrant one${margin === 0 ? "; for alpha < 1.6833 everywhere" : ""}.`,
      ...notes,
    ],
  };
}
