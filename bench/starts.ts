/** Starts: those of a formula against random search with L-BFGS (optimization-js). */
import { replicaSymmetricFiniteTemperature, replicaSymmetricThreshold } from "../rs/index.js";
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
} from "../rsb/index.js";
import type { BenchmarkRow } from "./report.js";
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
  return [...thresholdRows(), ...thermalRows()];
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
