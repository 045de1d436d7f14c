/** Exact walk along a line: every breakpoint of the piecewise-linear network, and the count on every piece. */
import { gatesOf, multiply, type Network, preactivations } from "./random-network.js";

/** A piece of the line on which no unit of layers 1 … depth changes sign. */
export interface LinePiece {
  readonly from: number;
  readonly to: number;
  /** Active units of the target layer on it. */
  readonly active: number;
}

/**
 * The pieces met from t = 0 to `reach` on the line x + t u. On each piece every preactivation is linear, a + bt; the
 * next breakpoint is the least zero ahead, and the layers behind the unit that switches are propagated anew. Nothing
 * is sampled: between two breakpoints the count is constant.
 *
 * @param reach end of the walk, negative for the other direction
 * @param limit most breakpoints visited
 */
export function walkLine(
  network: Network,
  depth: number,
  x: Float64Array,
  u: Float64Array,
  reach: number,
  limit: number,
): LinePiece[] {
  const sign = Math.sign(reach);
  const direction = sign > 0 ? u : u.map((value) => -value);
  const offsets = preactivations(network, x, depth);
  const gates = offsets.map(gatesOf);
  const slopes = offsets.map((values) => new Float64Array(values.length));
  multiply(network[0], direction, undefined, slopes[0]);
  for (let k = 1; k < depth; k++) multiply(network[k], slopes[k - 1], gates[k - 1], slopes[k]);
  const end = Math.abs(reach);
  const pieces: LinePiece[] = [];
  let active = gates[depth - 1].reduce((sum, gate) => sum + gate, 0);
  let position = 0;
  for (let event = 0; event <= limit && position < end; event++) {
    const next = nextBreakpoint(offsets, slopes, gates, end);
    pieces.push(
      sign > 0 ? { from: position, to: next.at, active } : { from: -next.at, to: -position, active },
    );
    if (next.layer < 0) break;
    const gate = gates[next.layer];
    gate[next.unit] = 1 - gate[next.unit];
    if (next.layer === depth - 1) active += gate[next.unit] === 1 ? 1 : -1;
    else bend(network, depth, next.layer + 1, next.at, { offsets, slopes, gates });
    position = next.at;
  }
  return pieces;
}

interface Lines {
  readonly offsets: readonly Float64Array[];
  readonly slopes: readonly Float64Array[];
  readonly gates: readonly Uint8Array[];
}

/** New slopes of the layers from index `first` on, and offsets such that the values at t stay what they were. */
function bend(
  network: Network,
  depth: number,
  first: number,
  t: number,
  { offsets, slopes, gates }: Lines,
): void {
  for (let k = first; k < depth; k++) {
    const [a, b] = [offsets[k], slopes[k]];
    for (let i = 0; i < a.length; i++) a[i] += t * b[i];
    multiply(network[k], slopes[k - 1], gates[k - 1], b);
    for (let i = 0; i < a.length; i++) a[i] -= t * b[i];
  }
}

/**
 * The least t at which a unit's line a + bt reaches the sign that its gate does not have. A unit that has just
 * switched sits at its zero and moves away from it, so that it does not count.
 */
function nextBreakpoint(
  offsets: readonly Float64Array[],
  slopes: readonly Float64Array[],
  gates: readonly Uint8Array[],
  end: number,
): { at: number; layer: number; unit: number } {
  let best = { at: end, layer: -1, unit: -1 };
  for (let layer = 0; layer < offsets.length; layer++) {
    const [a, b, gate] = [offsets[layer], slopes[layer], gates[layer]];
    for (let unit = 0; unit < a.length; unit++) {
      const leaving = gate[unit] === 1 ? b[unit] < 0 : b[unit] > 0;
      if (!leaving) continue;
      const at = -a[unit] / b[unit];
      if (at < best.at) best = { at, layer, unit };
    }
  }
  return best;
}
