/** Direct evaluation of a network at a few points of a segment, against its affine pieces. */
import { activate, preActivation } from "../forward.js";
import type { NetworkLayer } from "../model.js";
import { type PiecewiseValues, pieceAt } from "./piecewise-values.js";

/** Points of one segment, carried through the network layer by layer. */
export interface SegmentAudit {
  /** Carries the points through a layer; `error` is the largest difference to the pre-activations given. */
  readonly through: (
    layer: NetworkLayer,
    before: PiecewiseValues,
  ) => { readonly error: number; readonly next: SegmentAudit };
  /** The largest difference of the values carried to the piecewise values given. */
  readonly difference: (values: PiecewiseValues) => number;
}

const POINTS = 17;

/** Points at (k + 1/2)/17 of the segment; not at the ends, where few roundings have happened. */
export function auditPoints(start: ArrayLike<number>, end: ArrayLike<number>): SegmentAudit {
  const points = Array.from({ length: POINTS }, (_, k) => {
    const t = (k + 0.5) / POINTS;
    return { t, values: Float64Array.from(start, (value, j) => value + t * (end[j] - value)) };
  });
  return audit(points);
}

interface AuditPoint {
  readonly t: number;
  readonly values: Float64Array;
}

function audit(points: readonly AuditPoint[]): SegmentAudit {
  return {
    through: (layer, before) => {
      const sums = points.map(({ t, values }) => ({ t, values: preActivation(layer, values) }));
      const next = sums.map(({ t, values }) => ({
        t,
        values: values.map((value) => activate(layer.activation, value)),
      }));
      return { error: largestDifference(sums, before), next: audit(next) };
    },
    difference: (values) => largestDifference(points, values),
  };
}

/** At least the rounding of the largest value, where the differences happen to be smaller. */
function largestDifference(points: readonly AuditPoint[], piecewise: PiecewiseValues): number {
  const { nodes, starts, slopes, width } = piecewise;
  let largest = 0;
  for (const { t, values } of points) {
    const piece = pieceAt(nodes, t);
    for (let i = 0; i < width; i++) {
      const k = piece * width + i;
      const value = starts[k] + slopes[k] * (t - nodes[piece]);
      largest = Math.max(largest, Math.abs(value - values[i]), Number.EPSILON * Math.abs(values[i]));
    }
  }
  return largest;
}
