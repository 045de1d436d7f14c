/** Starts: those of a formula against random search with L-BFGS (optimization-js). */
import { replicaSymmetricFiniteTemperature, replicaSymmetricThreshold } from "../rs/index.js";
import { findPoint } from "../rsb/deep/deep-point.js";
import { COARSE } from "../rsb/deep/deep-settings.js";
import { roughSolution } from "../rsb/deep/rough-solution.js";
import {
  type Ansatz,
  coarseOneStepStart,
  DEFAULT_RESOLUTION,
  directTransport,
  errorCount,
  evaluateAtCoordinates,
  oneStepStart,
  oneStepStarts,
  solveFrom,
  solveThermalFrom,
  squaredHinge,
  withMargin,
} from "../rsb/index.js";
import type { BenchmarkRow } from "./report.js";
import { searchedDeepStart } from "./searched-deep-start.js";
import { medianMilliseconds } from "./timing.js";

const TOLERANCE = 1e-10;
const REPETITIONS = 9;
/** Points of broken symmetry that are neither cold nor close to the stability line. */
const POINTS = [
  { alpha: 3.5, beta: 5.3 },
  { alpha: 6, beta: 4 },
  { alpha: 12, beta: 2.4 },
  { alpha: 100, beta: 1 },
];

export function startsBenchmark(): BenchmarkRow[] {
  return [...thresholdRows(), ...hingeRows(), ...deepRows(), ...thermalRows()];
}

/** The 1-RSB threshold from the middle of its range, and from a search of the range. */
function thresholdRows(): BenchmarkRow[] {
  const problem = { kind: "threshold" } as const;
  const chi = replicaSymmetricThreshold().chi.value;
  const searched = (): { ansatz: Ansatz; evaluations: number } =>
    coarseOneStepStart(
      (coordinates) =>
        evaluateAtCoordinates(problem, coordinates, errorCount, (ansatz) =>
          directTransport(ansatz, errorCount, DEFAULT_RESOLUTION),
        ),
      chi,
    );
  const solve = ({ ansatz, evaluations }: { ansatz: Ansatz; evaluations: number }) => {
    const solution = solveFrom(problem, ansatz, { tolerance: TOLERANCE, convolution: "direct" });
    return { value: solution.value.value, evaluations: evaluations + solution.evaluations };
  };
  const analytic = measured(() => solve({ ansatz: oneStepStart(chi), evaluations: 0 }));
  const search = measured(() => solve(searched()));
  const gap = Math.abs(analytic.result.value - search.result.value).toExponential(1);
  return [
    {
      name: "1-RSB threshold, analytic start (default)",
      milliseconds: analytic.milliseconds,
      ratio: analytic.result.evaluations / search.result.evaluations,
      yardstick: "evaluations of the search",
      remark: `${analytic.result.evaluations} evaluations, values differ by ${gap}`,
    },
    {
      name: "1-RSB threshold, searched start",
      milliseconds: search.milliseconds,
      ratio: 1,
      yardstick: "itself",
      remark: `${search.result.evaluations} evaluations`,
    },
  ];
}

/** Hinge costs where symmetry is broken, κ and α. */
const HINGES = [
  { margin: 0.5, alpha: 9 },
  { margin: 1, alpha: 20 },
  { margin: 1.5, alpha: 80 },
];

/** 1-RSB energies of the squared hinge from the middle of the range, and from a search of it. */
function hingeRows(): BenchmarkRow[] {
  const solveAll = (place: "middle" | "searched") =>
    measured(() =>
      HINGES.map(({ margin, alpha }) => {
        const cost = withMargin(squaredHinge, margin);
        const problem = { kind: "energy", alpha } as const;
        const chi = squaredHinge.replicaSymmetric?.(problem, margin).chi.value ?? Number.NaN;
        const start =
          place === "middle"
            ? { ansatz: oneStepStart(chi), evaluations: 0 }
            : coarseOneStepStart(
                (point) =>
                  evaluateAtCoordinates(problem, point, cost, (ansatz) =>
                    directTransport(ansatz, cost, DEFAULT_RESOLUTION),
                  ),
                chi,
              );
        const options = { tolerance: TOLERANCE, convolution: "direct", cost } as const;
        const { value, evaluations } = solveFrom(problem, start.ansatz, options);
        return { value: value.value, evaluations: evaluations + start.evaluations };
      }),
    );
  return compared(
    `1-RSB of ${HINGES.length} hinges`,
    "middle of the range",
    solveAll("middle"),
    solveAll("searched"),
  );
}

/** Expansions of the hidden layer and counts of two-layer capacities. */
const DEEP = [
  { hidden: [6.7004], count: 2 },
  { hidden: [6.7004], count: 4 },
  { hidden: [9], count: 2 },
];
const DEEP_LIMIT = { tolerance: 1e-9, evaluationLimit: 200 };

/**
 * 1-RSB of two layers by continuation from a linear layer, and from the least |gradient| of random points around that: the
 * functional has no minimum to descend to, so that Newton's method follows either.
 */
function deepRows(): BenchmarkRow[] {
  const continued = measured(() =>
    DEEP.map(({ hidden, count }) => {
      const problem = { kind: "capacity", hidden, count } as const;
      const { ansatz, evaluations } = roughSolution(problem, 1);
      const found = findPoint(problem, ansatz, COARSE, DEEP_LIMIT);
      return { value: found.stationary.value, evaluations: evaluations + found.evaluations };
    }),
  );
  const searched = measured(() =>
    DEEP.map(({ hidden, count }) => {
      const problem = { kind: "capacity", hidden, count } as const;
      const { ansatz, evaluations } = searchedDeepStart(problem);
      const found = findPoint(problem, ansatz, COARSE, DEEP_LIMIT);
      const arrived = found.stationary.status === "converged";
      return {
        value: arrived ? found.stationary.value : Number.NaN,
        evaluations: evaluations + found.evaluations,
      };
    }),
  );
  return compared(`1-RSB of ${DEEP.length} two-layer networks`, "continuation", continued, searched);
}

interface Solved {
  readonly value: number;
  readonly evaluations: number;
}

/** A start by formula or path beside the search; a value that is missing was not found. */
function compared(
  what: string,
  how: string,
  own: { result: readonly Solved[]; milliseconds: number },
  search: { result: readonly Solved[]; milliseconds: number },
): BenchmarkRow[] {
  const total = (solved: readonly Solved[]): number =>
    solved.reduce((sum, { evaluations }) => sum + evaluations, 0);
  const gaps = search.result.map(({ value }, i) => Math.abs(value - own.result[i].value));
  const found = gaps.filter((gap) => gap < FOUND);
  return [
    {
      name: `${what}, ${how} (default)`,
      milliseconds: own.milliseconds,
      ratio: total(own.result) / total(search.result),
      yardstick: "evaluations of the search",
      remark: `${total(own.result)} evaluations`,
    },
    {
      name: `${what}, searched start`,
      milliseconds: search.milliseconds,
      ratio: 1,
      yardstick: "itself",
      remark: `${total(search.result)} evaluations, ${found.length} of ${gaps.length} found`,
    },
  ];
}

/** Coarse grids of the deep functional differ by less. */
const FOUND = 1e-4;

/** One-step states at finite temperature: from the states next to the symmetric one, and from the search. */
function thermalRows(): BenchmarkRow[] {
  const solveAll = (place: "next" | "searched") =>
    measured(() =>
      POINTS.map((point) => {
        const { overlap, breakingPoint } = replicaSymmetricFiniteTemperature(point.alpha, point.beta);
        // What is asked of a stable phase is the search alone.
        const [start] = oneStepStarts(point, place === "searched", 1 - overlap.value, breakingPoint);
        const { freeEntropy, evaluations } = solveThermalFrom(point, start.ansatz, {});
        return { value: freeEntropy.value, evaluations };
      }),
    );
  const [next, search] = [solveAll("next"), solveAll("searched")];
  const total = ({ result }: typeof next): number =>
    result.reduce((sum, { evaluations }) => sum + evaluations, 0);
  const gap = Math.max(...search.result.map(({ value }, i) => Math.abs(value - next.result[i].value)));
  return [
    {
      name: `1-RSB at ${POINTS.length} temperatures, next to the symmetric state`,
      milliseconds: next.milliseconds,
      ratio: next.milliseconds / search.milliseconds,
      yardstick: "time from the search",
      remark: `${total(next)} evaluations after the start`,
    },
    {
      name: `1-RSB at ${POINTS.length} temperatures, searched start`,
      milliseconds: search.milliseconds,
      ratio: 1,
      yardstick: "itself",
      remark: `${total(search)} evaluations after the start, values differ by ${gap.toExponential(1)}`,
    },
  ];
}

/** The result, and the median time of some runs after it. */
function measured<Result>(run: () => Result): { result: Result; milliseconds: number } {
  return { result: run(), milliseconds: medianMilliseconds(run, REPETITIONS) };
}
