/** A network around one input: what is active, the rank there, and the balls on which it is affine and injective. */
import { requireNumbers, requireObject } from "../../src/arguments.js";
import { evaluateGraph } from "../graph/evaluate-graph.js";
import type { NetworkGraph } from "../graph/graph.js";
import { expansionAt, type PreparedGraph, preparedGraph } from "./expansion.js";
import { affineBall, injectiveBall } from "./injective-radius.js";
import { type LocalSpectrum, localSpectrum } from "./spectrum.js";

/** Answers at one input. Radii are Euclidean and proved, rounding included, so that the largest such balls may be larger. */
export interface LocalAnalysis extends Omit<LocalSpectrum, "direction"> {
  /** `injective`: on the ball of `radius`; `not-injective`: on no ball; `undecided`: no radius was proved. */
  readonly verdict: "injective" | "not-injective" | "undecided";
  /** Units of each activation node whose slope does not vanish, and all of them. */
  readonly active: readonly { readonly place: string; readonly active: number; readonly units: number }[];
  readonly radius: number;
  readonly criterion: "jacobian" | "layers" | "rank" | null;
  /** A lower bound of |f(p) − f(q)| / |p − q| on half of the ball. */
  readonly inverseLipschitz: number | null;
  /** Every unit keeps its piece on this ball. */
  readonly affineRadius: number;
  /** The unit that is met first, node by name and unit from 1. */
  readonly nearest: { readonly place: string; readonly unit: number } | null;
  /** Two inputs of every ball around x, up to a distance 2t, with outputs that differ by rounding. */
  readonly collision: {
    readonly inputs: readonly [Float64Array, Float64Array];
    readonly outputGap: number;
  } | null;
  readonly reason: string | null;
}

/**
 * A network around an input.
 *
 * A lower rank than there are inputs, where it is exact and the input lies inside its activation region, means that no ball is
 * injective. Otherwise the radius is the larger of those of two sufficient criteria (docs/injectivity-check.md, Around an input).
 *
 * @param graph a network of any shape
 * @param input one entry per input
 * @returns rank, singular values, proved radii, and two colliding inputs where the rank is deficient
 * @throws InputError for an input of another length, or not finite
 * @example
 * import { analyseAround, readGraph } from "relu-injectivity/network";
 * try {
 *   analyseAround(readGraph("absent.onnx"), [1, 2]);
 * } catch (error) {
 *   error.name; // "InputError"
 * }
 */
export function analyseAround(graph: NetworkGraph, input: ArrayLike<number>): LocalAnalysis {
  requireObject(graph, "the network as a graph", ["nodes", "outputs", "inputs"]);
  requireNumbers(input, "the input, one per input of the network", graph.inputs);
  return analyseAt(preparedGraph(graph), Float64Array.from(input));
}

/** The same for a graph that is prepared for many inputs. */
export function analyseAt(prepared: PreparedGraph, input: Float64Array): LocalAnalysis {
  const { graph, curved } = prepared;
  const expansion = expansionAt(prepared, input);
  const affine = affineBall(prepared, expansion);
  const { direction, ...spectrum } = localSpectrum(graph, expansion);
  const deficient = spectrum.rankStatus === "exact" && (spectrum.rank ?? 0) < graph.inputs;
  const active = graph.nodes.flatMap((node, i) =>
    node.kind === "activation"
      ? [
          {
            place: node.place,
            units: node.size,
            active: expansion.slopes[i].reduce((sum, slope) => sum + Number(slope !== 0), 0),
          },
        ]
      : [],
  );
  const nearest =
    affine.node === undefined
      ? null
      : { place: graph.nodes[affine.node].place, unit: (affine.unit ?? 0) + 1 };
  const base = {
    ...spectrum,
    active,
    affineRadius: curved === undefined ? affine.radius : 0,
    nearest: curved === undefined ? nearest : null,
  };
  // A continuous map to fewer dimensions is nowhere injective.
  const fewer = outputSize(graph) < graph.inputs && isContinuous(graph);
  if (fewer || (deficient && affine.radius > 0 && curved === undefined)) {
    return {
      ...base,
      verdict: "not-injective",
      radius: 0,
      criterion: "rank",
      inverseLipschitz: null,
      collision: curved === undefined ? collisionAlong(graph, input, direction, affine.radius) : null,
      reason: fewer ? `${outputSize(graph)} outputs of ${graph.inputs} inputs` : null,
    };
  }
  const ball = injectiveBall(prepared, expansion, affine.radius);
  return {
    ...base,
    verdict: ball === undefined ? "undecided" : "injective",
    radius: ball?.radius ?? 0,
    criterion: ball?.criterion ?? null,
    inverseLipschitz: ball?.lipschitz ?? null,
    collision: null,
    reason:
      ball === undefined
        ? (curved ??
          "the Jacobian at the input is not proved to have full rank beside what units at a breakpoint may change")
        : null,
  };
}

/** x ± t d in the region of x, t half of its radius or 1; null at its boundary. */
function collisionAlong(
  graph: NetworkGraph,
  input: Float64Array,
  direction: Float64Array | null,
  reach: number,
): LocalAnalysis["collision"] {
  if (direction === null || !(reach > 0)) return null;
  const t = Math.min(1, reach / 2);
  const at = (factor: number): Float64Array => input.map((entry, k) => entry + factor * direction[k]);
  const inputs = [at(-t), at(t)] as const;
  const [first, second] = inputs.map((point) => evaluateGraph(graph, point));
  return {
    inputs,
    outputGap: first.reduce((most, value, i) => Math.max(most, Math.abs(value - second[i])), 0),
  };
}

function isContinuous({ nodes }: NetworkGraph): boolean {
  const leaps = new Set(["sign", "reciprocal", "log", "power", "sqrt"]);
  return nodes.every((node) => node.kind !== "activation" || !leaps.has(node.activation.curve?.kind ?? ""));
}

function outputSize({ outputs, nodes }: NetworkGraph): number {
  return outputs.reduce((sum, { node }) => sum + nodes[node].size, 0);
}
