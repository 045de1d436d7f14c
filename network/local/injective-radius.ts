/**
 * The radius of a ball around an input on which a network is proved injective, by two criteria.
 *
 * `jacobian`: f(p) − f(q) = G (p − q) + at most |secant| · |p − q|, so that σ_n(G) above |secant| suffices; of an activation at
 * the outputs only rows that cannot stop changing are counted. `layers`: every layer of a chain, restricted to the inputs
 * that can vary and the rows that stay on strictly monotone pieces, has full column rank. Both only weaken as the ball grows.
 */
import { gramOf, leastSingular, type SparseRow } from "../../src/linear-algebra/gram.js";
import type { GraphNode } from "../graph/graph.js";
import { sourcesOf } from "../graph/graph.js";
import { sizesOf } from "../graph/linear-map.js";
import { distanceToBreakpoint, type Enclosure, enclosureOn } from "./enclosure.js";
import { type Expansion, OUTWARD, type PreparedGraph } from "./expansion.js";
import { scaledRow } from "./map-rows.js";

/** Injective on |x − x₀| ≤ radius; on half of that ball |f(p) − f(q)| ≥ lipschitz |p − q|, null where a curve leaves it open. */
export interface InjectiveBall {
  readonly radius: number;
  readonly lipschitz: number | null;
  readonly criterion: "jacobian" | "layers";
}

/** The unit of an activation or maximum that bounds the region on which the network is affine. */
export interface AffineBall {
  readonly radius: number;
  /** Node and entry that are met first; undefined where nothing is. */
  readonly node: number | undefined;
  readonly unit: number | undefined;
}

/** Columns of the matrices that are factored; more take minutes. */
export const MOST_COLUMNS = 4096;
/** Steps of the bisections: of those that only weigh bounds, and of those that factor matrices. */
const CHEAP_STEPS = 40;
const COSTLY_STEPS = 7;

/** A ball on which every unit keeps its piece, rounding taken off. */
export function affineBall({ graph }: PreparedGraph, expansion: Expansion): AffineBall {
  const { values, norms, rounding } = expansion;
  let best: AffineBall = { radius: Number.POSITIVE_INFINITY, node: undefined, unit: undefined };
  const meet = (gap: number, norm: number, node: number, unit: number): void => {
    const radius = gap <= 0 ? 0 : norm === 0 ? Number.POSITIVE_INFINITY : gap / norm / OUTWARD;
    if (radius < best.radius) best = { radius, node, unit };
  };
  graph.nodes.forEach((node, index) => {
    if (node.kind === "activation" && node.activation.curve === undefined) {
      const { source, activation } = node;
      for (let i = 0; i < node.size; i++) {
        const gap = distanceToBreakpoint(activation, values[source][i]) - 2 * rounding[source][i];
        if (norms[source][i] > 0 || gap <= 0) meet(gap, norms[source][i], index, i);
      }
    } else if (node.kind === "maximum") {
      const { source, offsets, entries } = node;
      for (let i = 0; i < node.size; i++) {
        const lead = expansion.largest[index][i];
        for (let at = offsets[i]; at < offsets[i + 1]; at++) {
          const k = entries[at];
          if (k === lead) continue;
          const gap =
            values[source][lead] - values[source][k] - 2 * (rounding[source][lead] + rounding[source][k]);
          meet(gap, norms[source][lead] + norms[source][k], index, i);
        }
      }
    }
  });
  return best;
}

/** The larger of the balls of both criteria; undefined where neither proves anything at the input itself. */
export function injectiveBall(
  prepared: PreparedGraph,
  expansion: Expansion,
  affine: number,
): InjectiveBall | undefined {
  const { inputs } = prepared.graph;
  if (prepared.curved !== undefined || inputs > MOST_COLUMNS) return undefined;
  const found = [byJacobian(prepared, expansion, affine), byLayers(prepared, expansion, affine)].filter(
    (ball) => ball !== undefined,
  );
  return found.sort((a, b) => b.radius - a.radius)[0];
}

/** Rows of the outputs that keep changing on the ball, and what may be added to their differences. */
interface OutputRows {
  readonly rows: readonly SparseRow[];
  /** |secant| over the rows. */
  readonly secant: number;
  /** Of the gradients, Frobenius. */
  readonly rounding: number;
  /** Whether a curve at an output leaves the size of differences open. */
  readonly unscaled: boolean;
}

function outputRows(
  { graph }: PreparedGraph,
  { gradients, gradientErrors }: Expansion,
  enclosure: Enclosure,
): OutputRows | undefined {
  const rows: SparseRow[] = [];
  let [secant, rounding] = [0, 0];
  let unscaled = false;
  for (const { node } of graph.outputs) {
    const own = graph.nodes[node];
    const seen = own.kind === "activation" ? own.source : node;
    const list = gradients.get(seen);
    if (list === undefined) return undefined;
    unscaled ||= own.kind === "activation" && own.activation.curve !== undefined;
    for (let i = 0; i < list.length; i++) {
      const factor = own.kind === "activation" ? steepness(own, enclosure, node, i) : 1;
      if (factor === 0) continue;
      rows.push(scaledRow(list[i], factor));
      secant += (factor * enclosure.secant[seen][i]) ** 2;
      rounding += (factor * gradientErrors[seen][i]) ** 2;
    }
  }
  return { rows, secant: Math.sqrt(secant) * OUTWARD, rounding: Math.sqrt(rounding) * OUTWARD, unscaled };
}

/** The least |slope| that a unit may have, 0 where its slope may change sign or vanish; 1 of increasing curves. */
function steepness(
  node: Extract<GraphNode, { kind: "activation" }>,
  { least, most }: Enclosure,
  index: number,
  unit: number,
): number {
  if (node.activation.curve !== undefined) return 1;
  if (least[index][unit] > 0) return least[index][unit];
  return most[index][unit] < 0 ? -most[index][unit] : 0;
}

function byJacobian(
  prepared: PreparedGraph,
  expansion: Expansion,
  affine: number,
): InjectiveBall | undefined {
  const { inputs } = prepared.graph;
  const rowsOn = (radius: number): OutputRows | undefined =>
    outputRows(prepared, expansion, enclosureOn(prepared, expansion, radius));
  const start = rowsOn(0);
  if (start === undefined || start.rows.length < inputs) return undefined;
  let known: { readonly count: number; readonly sigma: number } | undefined;
  const sigmaOf = (rows: readonly SparseRow[]): number => {
    // The rows of smaller balls contain those of larger ones.
    if (known?.count !== rows.length)
      known = { count: rows.length, sigma: leastSingular(gramOf(rows, inputs)).lower };
    return known.sigma;
  };
  const all = sigmaOf(start.rows) - start.rounding;
  if (!(all > start.secant)) return undefined;
  // No more than this is possible: the bound of all rows, and enough of them.
  const cheap = (radius: number): boolean => {
    const own = rowsOn(radius);
    return own !== undefined && own.rows.length >= inputs && all > own.secant;
  };
  const top = largestWhere(cheap, affine, CHEAP_STEPS);
  const lipschitzOn = (radius: number): number => {
    const own = rowsOn(radius);
    return own === undefined || own.rows.length < inputs ? 0 : sigmaOf(own.rows) - own.rounding - own.secant;
  };
  const radius = lipschitzOn(top) > 0 ? top : bisected((r) => lipschitzOn(r) > 0, 0, top, COSTLY_STEPS);
  if (!(radius > 0)) return undefined;
  const lipschitz = start.unscaled ? null : Math.max(0, lipschitzOn(radius / 2));
  return { radius: finite(radius), lipschitz, criterion: "jacobian" };
}

/** One layer of a chain: an affine node, with the activation before it and the one behind it. */
interface ChainLayer {
  readonly rows: readonly SparseRow[];
  readonly columns: number;
  readonly before: number | undefined;
  readonly behind: number | undefined;
}

function byLayers(prepared: PreparedGraph, expansion: Expansion, affine: number): InjectiveBall | undefined {
  const layers = chainLayers(prepared);
  if (layers === undefined) return undefined;
  const { nodes } = prepared.graph;
  const partsOn = (radius: number) => {
    const enclosure = enclosureOn(prepared, expansion, radius);
    return layers.map((layer) => layerPart(layer, nodes, enclosure));
  };
  const enough = (radius: number): boolean =>
    partsOn(radius).every(({ rows, columns }) => rows.length >= columns.length);
  if (!enough(0)) return undefined;
  const constantOn = (radius: number): number => {
    let constant = 1;
    for (const { rows, columns } of partsOn(radius)) {
      if (rows.length < columns.length) return 0;
      constant *= leastSingular(gramOf(inColumns(rows, columns), columns.length)).lower;
      if (!(constant > 0)) return 0;
    }
    return constant * (1 - 2 ** -40);
  };
  const top = largestWhere(enough, affine, CHEAP_STEPS);
  const radius = constantOn(top) > 0 ? top : bisected((r) => constantOn(r) > 0, 0, top, COSTLY_STEPS);
  if (!(radius > 0)) return undefined;
  const curved = layers.some(({ behind }) => {
    const node = behind === undefined ? undefined : nodes[behind];
    return node?.kind === "activation" && node.activation.curve !== undefined;
  });
  return {
    radius: finite(radius),
    lipschitz: curved ? null : constantOn(radius / 2),
    criterion: "layers",
  };
}

/** The layers of a chain of affine and activation nodes; undefined for other graphs. */
function chainLayers({ graph, terms }: PreparedGraph): readonly ChainLayer[] | undefined {
  const { nodes, outputs } = graph;
  if (outputs.length !== 1 || outputs[0].node !== nodes.length - 1) return undefined;
  const layers: ChainLayer[] = [];
  for (let i = 1; i < nodes.length; i++) {
    const node = nodes[i];
    if (sourcesOf(node).length !== 1 || sourcesOf(node)[0] !== i - 1) return undefined;
    if (node.kind === "activation") continue;
    if (node.kind !== "affine") return undefined;
    const [term] = node.terms;
    const rows = terms[i][0].rows;
    if (term.map === null || rows === undefined || rows === null) return undefined;
    const { inputs } = sizesOf(term.map);
    if (inputs > MOST_COLUMNS) return undefined;
    const isActivation = (index: number): number | undefined =>
      nodes[index]?.kind === "activation" ? index : undefined;
    layers.push({ rows, columns: inputs, before: isActivation(i - 1), behind: isActivation(i + 1) });
  }
  return layers;
}

/** The rows of a layer that keep changing, times their least slope, and the inputs that can vary at all. */
function layerPart(
  { rows, columns, before, behind }: ChainLayer,
  nodes: readonly GraphNode[],
  enclosure: Enclosure,
): { readonly rows: readonly SparseRow[]; readonly columns: readonly number[] } {
  const varying = Array.from({ length: columns }, (_, k) => k).filter(
    (k) => before === undefined || enclosure.least[before][k] !== 0 || enclosure.most[before][k] !== 0,
  );
  const node = behind === undefined ? undefined : nodes[behind];
  if (behind === undefined || node?.kind !== "activation") return { rows, columns: varying };
  const kept = rows.flatMap((row, i) => {
    const factor = steepness(node, enclosure, behind, i);
    return factor === 0 ? [] : [scaledRow(row, factor)];
  });
  return { rows: kept, columns: varying };
}

/** The rows with the entries of some columns, counted anew. */
function inColumns(rows: readonly SparseRow[], columns: readonly number[]): readonly SparseRow[] {
  const place = new Map(columns.map((column, k) => [column, k]));
  return rows.map(({ columns: own, values }) => {
    if (own === null)
      return { columns: null, values: Float64Array.from(columns, (column) => values[column]) };
    const kept = [...own.keys()].filter((k) => place.has(own[k]));
    return {
      columns: Int32Array.from(kept, (k) => place.get(own[k]) ?? 0),
      values: Float64Array.from(kept, (k) => values[k]),
    };
  });
}

/** Balls of this radius are all of the space: what bounds a larger one is a gradient of rounding. */
const EVERYWHERE = 2 ** 500;

function finite(radius: number): number {
  return radius >= EVERYWHERE / 2 ? Number.POSITIVE_INFINITY : radius;
}

/** The largest radius, to a relative 2^-steps, at which a condition holds that larger balls only lose. */
function largestWhere(holds: (radius: number) => boolean, affine: number, steps: number): number {
  if (!Number.isFinite(affine)) return EVERYWHERE;
  let low = holds(affine) ? affine : 0;
  let high = low > 0 ? 2 * low : affine > 0 ? affine : 1;
  if (low > 0 || affine === 0) {
    while (holds(high)) {
      low = high;
      high *= 2;
      if (high > EVERYWHERE) return EVERYWHERE;
    }
  }
  return bisected(holds, low, high, steps);
}

function bisected(holds: (radius: number) => boolean, from: number, to: number, steps: number): number {
  let [low, high] = [from, to];
  for (let step = 0; step < steps && high > low; step++) {
    const middle = low > 0 ? (low + high) / 2 : high / 4;
    if (holds(middle)) low = middle;
    else high = middle;
  }
  return low;
}
