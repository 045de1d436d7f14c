/** Linear regions: a line through wide layers, a square through narrow ones, against plain evaluation. */
import {
  evaluate,
  type NetworkModel,
  RELU,
  randomModel,
  squareDomain,
  subdividePlane,
  subdivideSegment,
} from "../network/index.js";
import { randomSource } from "../src/random/normal.js";
import type { BenchmarkRow } from "./report.js";
import { medianMilliseconds, timed } from "./timing.js";

/** Two rows; the yardsticks are one forward pass per piece, and one per cell. */
export function networkRegionsBenchmark(): BenchmarkRow[] {
  return [lineRow(), squareRow()];
}

/** A yardstick in proportion: one forward pass, times the passes it stands for. */
function forwardPasses(model: NetworkModel, point: readonly number[], count: number): number {
  return count * medianMilliseconds(() => evaluate(model, point), 20);
}

function lineRow(): BenchmarkRow {
  const model = he([2, 512, 512, 512, 1]);
  subdivideSegment(model, [-1, 0.5], [1, 0.4]);
  const { result, milliseconds } = timed(() => subdivideSegment(model, [-10, 5], [10, 4]));
  const { activationRegions, linearRegions, unresolved } = result;
  return {
    name: "segment, 3 hidden layers of 512",
    milliseconds,
    ratio: milliseconds / forwardPasses(model, [0.5, 0.25], activationRegions),
    yardstick: "one forward pass per piece",
    remark: `${activationRegions} pieces, ${linearRegions} linear, ${unresolved} unresolved`,
  };
}

function squareRow(): BenchmarkRow {
  const model = he([2, 32, 32, 1]);
  subdividePlane(model, squareDomain(-0.5, 0.5));
  const { result, milliseconds } = timed(() => subdividePlane(model, squareDomain(-1, 1)));
  const { activationRegions, linearRegions, distinctMaps, omittedCuts } = result;
  return {
    name: "square, 2 hidden layers of 32",
    milliseconds,
    ratio: milliseconds / forwardPasses(model, [0.5, 0.25], activationRegions),
    yardstick: "one forward pass a cell",
    remark: `${activationRegions} cells, ${linearRegions} linear, ${distinctMaps} maps, ${omittedCuts} cuts omitted`,
  };
}

function he(widths: readonly number[]): NetworkModel {
  const law = {
    widths,
    activation: RELU,
    gain: 2,
    bias: { shape: "normal" as const, mean: 0, deviation: 0.5 },
  };
  return randomModel(law, randomSource(1));
}
