/**
 * What a network may do on a ball |x − x₀| ≤ r: v(x) = v(x₀) + G (x − x₀) + at most `range`, and for two inputs of it
 * v(p) − v(q) = G (p − q) + at most `secant` · |p − q|, G the gradient at x₀. Units that cannot leave their piece add
 * nothing, so that both vanish on the activation region.
 */
import { pieceOf } from "../forward.js";
import type { GraphNode } from "../graph/graph.js";
import type { Activation } from "../model.js";
import { addAbsolute, type Expansion, OUTWARD, type PreparedGraph } from "./expansion.js";

/** Bounds for every entry of every node; of activations also the slopes that they may have on the ball. */
export interface Enclosure {
  readonly secant: readonly Float64Array[];
  readonly least: readonly Float64Array[];
  readonly most: readonly Float64Array[];
}

/** @param radius of the ball, finite */
export function enclosureOn(prepared: PreparedGraph, expansion: Expansion, radius: number): Enclosure {
  const range: Float64Array[] = [];
  const secant: Float64Array[] = [];
  const least: Float64Array[] = [];
  const most: Float64Array[] = [];
  const none = new Float64Array(0);
  prepared.graph.nodes.forEach((node, i) => {
    const own = {
      range: new Float64Array(node.size),
      secant: new Float64Array(node.size),
      least: none,
      most: none,
    };
    const bounds: Bounds = { ...own, ...(node.kind === "activation" ? slopesFor(node.size) : {}) };
    fill(node, i, bounds, { prepared, expansion, radius, range, secant });
    range.push(bounds.range);
    secant.push(bounds.secant);
    least.push(bounds.least);
    most.push(bounds.most);
  });
  return { secant, least, most };
}

interface Bounds {
  readonly range: Float64Array;
  readonly secant: Float64Array;
  readonly least: Float64Array;
  readonly most: Float64Array;
}

function slopesFor(size: number): Pick<Bounds, "least" | "most"> {
  return { least: new Float64Array(size), most: new Float64Array(size) };
}

interface Before {
  readonly prepared: PreparedGraph;
  readonly expansion: Expansion;
  readonly radius: number;
  readonly range: readonly Float64Array[];
  readonly secant: readonly Float64Array[];
}

function fill(node: GraphNode, index: number, own: Bounds, before: Before): void {
  const { prepared, expansion, radius, range, secant } = before;
  switch (node.kind) {
    case "input":
      return;
    case "affine":
      for (const { source, absolute } of prepared.terms[index]) {
        addAbsolute(absolute, range[source], own.range);
        addAbsolute(absolute, secant[source], own.secant);
      }
      for (let i = 0; i < node.size; i++) {
        own.range[i] *= OUTWARD;
        own.secant[i] *= OUTWARD;
      }
      return;
    case "activation": {
      const { source, activation } = node;
      for (let i = 0; i < node.size; i++) {
        const reach = expansion.norms[source][i] * radius * OUTWARD + range[source][i];
        const slope = expansion.slopes[index][i];
        const value = expansion.values[source][i];
        const rounding = 2 * expansion.rounding[source][i];
        const { least, most } = slopesWithin(activation, value, reach + rounding);
        const other = Math.max(Math.abs(least - slope), Math.abs(most - slope));
        own.least[i] = least;
        own.most[i] = most;
        const beyond = Math.max(0, reach - distanceToBreakpoint(activation, value) + rounding);
        own.range[i] = (Math.abs(slope) * range[source][i] + (other === 0 ? 0 : other * beyond)) * OUTWARD;
        own.secant[i] =
          (Math.abs(slope) * secant[source][i] +
            (other === 0 ? 0 : other * (expansion.norms[source][i] + secant[source][i]))) *
          OUTWARD;
      }
      return;
    }
    case "maximum":
      for (let i = 0; i < node.size; i++) fillMaximum(node, i, own, index, before);
      return;
    default:
      own.range.fill(Number.POSITIVE_INFINITY);
      own.secant.fill(Number.POSITIVE_INFINITY);
  }
}

/** Differences of a maximum are means of differences of the entries that may be the largest somewhere. */
function fillMaximum(
  { source, offsets, entries }: Extract<GraphNode, { kind: "maximum" }>,
  i: number,
  own: Bounds,
  index: number,
  { expansion, radius, range, secant }: Before,
): void {
  const lead = expansion.largest[index][i];
  const { norms, values, rounding } = expansion;
  const reach = (k: number): number =>
    norms[source][k] * radius * OUTWARD + range[source][k] + 2 * rounding[source][k];
  own.range[i] = range[source][lead];
  own.secant[i] = secant[source][lead];
  for (let at = offsets[i]; at < offsets[i + 1]; at++) {
    const k = entries[at];
    const gap = values[source][lead] - values[source][k];
    const above = reach(k) + reach(lead) - gap;
    if (k === lead || above < 0) continue;
    own.range[i] = Math.max(own.range[i], above * OUTWARD);
    own.secant[i] = Math.max(
      own.secant[i],
      (norms[source][k] + norms[source][lead] + secant[source][k]) * OUTWARD,
    );
  }
}

/** The least and largest slope of an activation between value − reach and value + reach. */
function slopesWithin(
  { breakpoints, slopes, curve }: Activation,
  value: number,
  reach: number,
): { readonly least: number; readonly most: number } {
  // A curve stands at an output only, where what it reads is looked at instead.
  if (curve !== undefined) return { least: Number.NEGATIVE_INFINITY, most: Number.POSITIVE_INFINITY };
  const [from, to] = [pieceOf(breakpoints, value - reach), pieceOf(breakpoints, value + reach)];
  let [least, most] = [slopes[from], slopes[from]];
  for (let piece = from + 1; piece <= to; piece++) {
    least = Math.min(least, slopes[piece]);
    most = Math.max(most, slopes[piece]);
  }
  return { least, most };
}

/** From a value to the nearest breakpoint; infinite where there is none. */
export function distanceToBreakpoint({ breakpoints }: Activation, value: number): number {
  let nearest = Number.POSITIVE_INFINITY;
  for (const breakpoint of breakpoints) nearest = Math.min(nearest, Math.abs(value - breakpoint));
  return nearest;
}
