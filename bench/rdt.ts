/** Random duality: the joint program against the recurrence as depth grows, depth 1000, width at every depth. */
import { constantWidth, expansionSequence, jointCapacity, recurrencePoint } from "../rdt/index.js";
import type { BenchmarkRow } from "./report.js";
import { medianMilliseconds, timed } from "./timing.js";

const DEPTHS = [2, 4, 8, 12];
const DEEPEST = 1000;

/** One row a depth: the same capacity by both routes; then the deep sequence and the constant width. */
export function rdtBenchmark(): BenchmarkRow[] {
  return [...DEPTHS.map(routesAt), ...deepRows()];
}

/** Capacity of the last of `depth` layers behind the minimal sequence, Newton on all variables against recurrence. */
function routesAt(depth: number): BenchmarkRow {
  const { layers } = expansionSequence({ given: [6.7004], depth, notion: "weak", crossCheckDepth: 0 });
  const hidden = layers.slice(0, -1).map((layer) => layer.expansion.value);
  const joint = timed(() => jointCapacity(hidden, { count: 2 }));
  const recurrence = medianMilliseconds(() => recurrencePoint(hidden, 2, "unit"), 20);
  const gap = Math.abs(joint.result.capacity.value / recurrencePoint(hidden, 2, "unit").capacity.value - 1);
  return {
    name: `joint program, ${depth} layers`,
    milliseconds: joint.milliseconds,
    ratio: joint.milliseconds / recurrence,
    yardstick: "recurrence",
    remark: `relative difference ${gap.toExponential(1)}`,
  };
}

function deepRows(): BenchmarkRow[] {
  const sequence = (depth: number, dualNorms: "unit" | "optimal") => () =>
    expansionSequence({ given: [6.7004], depth, notion: "weak", dualNorms, crossCheckDepth: 0 });
  const short = medianMilliseconds(sequence(10, "unit"), 20);
  const rows = (["unit", "optimal"] as const).map((dualNorms) => {
    const { result, milliseconds } = timed(sequence(DEEPEST, dualNorms));
    const last = result.layers[DEEPEST - 1].expansion;
    return {
      name: `minimal sequence, ${DEEPEST} layers, ${dualNorms} norms`,
      milliseconds,
      ratio: milliseconds / short,
      yardstick: "10 layers, unit norms",
      remark: `last expansion ${last.value.toFixed(8)}, error ${last.error.toExponential(1)}`,
    };
  });
  const width = medianMilliseconds(
    () => constantWidth({ depth: Number.POSITIVE_INFINITY, notion: "strong", dualNorms: "optimal" }),
    20,
  );
  return [
    ...rows,
    {
      name: "constant width for every depth, strong, optimal norms",
      milliseconds: width,
      ratio: width / short,
      yardstick: "10 layers, unit norms",
    },
  ];
}
