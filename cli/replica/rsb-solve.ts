/** The problems of `rsb` solved one after the other, with what is told meanwhile. */
import { continueKrsb, type KrsbSolution, type Problem, solveKrsbChain } from "../../rsb/index.js";
import type { Context } from "../definition/command.js";
import { type ConvolutionChoice, convolutionRequest } from "./convolution-options.js";
import { createForecast, LEVEL_COST } from "./forecast.js";
import type { MarginRequest } from "./margin-options.js";
import { neighbourAnsatz } from "./rsb-start.js";

interface Asked extends ConvolutionChoice {
  readonly k: number;
  readonly tolerance: number;
}

/** Double precision reaches this level; a chain of more may end before, and nobody can say where. */
const SURE_LEVELS = 16;
/** Towards 2 levels are found by other ways, at other costs. */
const LEAST_EVEN = 2.5;

/** From a neighbouring solution where one is known and near enough, else by the chain of all levels. */
export function solveProblems(
  problems: readonly Problem[],
  { k, tolerance, ...choice }: Asked,
  { cost }: MarginRequest,
  { progress, start: neighbour }: Context,
): KrsbSolution[] {
  const options = { tolerance, cost, ...convolutionRequest(choice) };
  const start = problems.length === 1 ? neighbourAnsatz(neighbour, k) : undefined;
  const even =
    k <= SURE_LEVELS && problems.every((one) => one.kind === "threshold" || one.alpha >= LEAST_EVEN);
  let said = false;
  return problems.map((problem, i) => {
    const continued = start === undefined ? undefined : continueKrsb(problem, start, options);
    if (continued !== undefined) return continued;
    const levels: KrsbSolution[] = [];
    const forecast = createForecast(k, problems.length - i, performance.now());
    for (const level of solveKrsbChain(problem, k, options)) {
      levels.push(level);
      const part = k === 0 ? 1 : (level.k / k) ** (LEVEL_COST + 1);
      const minutes = forecast(level.k, performance.now());
      if (minutes !== undefined && !said) {
        said = true;
        progress.note(
          `k = ${k} takes up to ${minutes} min here, to judge by the first ${level.k} levels; less where double precision ends before`,
        );
      }
      progress.update({
        what: `k = ${level.k} of ${k} solved`,
        residual: level.value.error,
        done: i + part,
        total: problems.length,
        ...(even ? { even } : {}),
      });
    }
    return levels[levels.length - 1];
  });
}
