/** `rs --dat`: the d'Almeida–Thouless point, and the line at given expansions or temperatures. */
import {
  type AlmeidaThoulessPoint,
  almeidaThoulessLine,
  almeidaThoulessPoint,
  almeidaThoulessTemperature,
  almeidaThoulessTurningPoint,
} from "../../rs/index.js";
import { columns } from "../definition/columns.js";
import { field, type Outcome } from "../definition/command.js";

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

type Fields = Parameters<typeof columns>[0];
type Row = Readonly<Record<string, unknown>> & { readonly point: AlmeidaThoulessPoint };

/** The point at energy 1 without arguments, the line at every α (both branches) or at β with one. */
export function stabilityOutcome(
  fields: Fields,
  alphas: readonly number[] | undefined,
  beta: number | undefined,
): Outcome {
  if (alphas !== undefined) return outcome(fields, alphas.flatMap(branchesAt), { dat: true, alpha: alphas });
  if (beta !== undefined) return outcome(fields, [rowAt(beta)], { dat: true, beta });
  const { alpha, beta: at, overlap, energy } = almeidaThoulessPoint();
  const results = [{ alpha, beta: at, overlap, energy }];
  return {
    parameters: { dat: true },
    results,
    tables: () => [
      {
        title: "d'Almeida-Thouless point: replicon 0 at energy 1",
        columns: columns(fields, "alpha", "beta", "overlap"),
        rows: results,
      },
    ],
  };
}

function branchesAt(alpha: number): Row[] {
  const cooling = { branch: "cooling", point: almeidaThoulessTemperature(alpha) };
  if (alpha >= 2 || cooling.point.beta.status === "domain-error") return [cooling];
  return [cooling, { branch: "re-entrant", point: almeidaThoulessTemperature(alpha, "reentrant") }];
}

function rowAt(beta: number): Row {
  const turning = almeidaThoulessTurningPoint().beta.value;
  return { branch: beta <= turning ? "cooling" : "re-entrant", point: almeidaThoulessLine(beta) };
}

function outcome(
  fields: Fields,
  rows: readonly Row[],
  parameters: Readonly<Record<string, unknown>>,
): Outcome {
  const results = rows.map(({ branch, point: { breakingPoint, ...point } }) => ({
    branch,
    ...point,
    splitAt: breakingPoint,
  }));
  return {
    parameters,
    results,
    // That a branch does not exist is an answer.
    judged: rows.map(({ point }) => point.beta).filter(({ status }) => status !== "domain-error"),
    tables: () => [
      {
        title: "d'Almeida-Thouless line: replicon 0",
        columns: columns(fields, "branch", "alpha", "beta", "overlap", "energy", "splitAt"),
        rows: results,
      },
    ],
    notes: () => [
      "RS is stable at smaller beta than the cooling branch and at larger beta than the re-entrant one; for alpha < 1.6833 everywhere.",
    ],
  };
}
