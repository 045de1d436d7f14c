/** A graph that is a chain of layers as the model that most questions are asked of, its maps written out. */
import { InputError } from "../../src/result.js";
import { IDENTITY, type NetworkModel } from "../model.js";
import type { AffineNode, GraphNode, NetworkGraph, SoftmaxNode } from "./graph.js";
import { sourcesOf } from "./graph.js";
import { LayerChain } from "./layer-chain.js";
import { denseOf, sizesOf } from "./linear-map.js";

/** Entries of one map that is written out, as doubles 128 MiB. */
const LARGEST_UNROLLED = 2 ** 24;

/** What to do where a network is no chain. */
const WAY_OUT = "network eval and network show take the file as it is";

/**
 * The layers of a graph in which each node reads the one before it. Nothing is multiplied together but scales, so that
 * no other weight is rounded; entries that move are rows or columns that move.
 * @param where what to call the file
 * @throws InputError for graphs that are not a chain, naming the node, and for maps too large to be written out
 */
export function chainOfGraph(graph: NetworkGraph, where: string): NetworkModel {
  requireChain(graph, where);
  const chain = new LayerChain(where);
  const last = graph.nodes.length - 1;
  graph.nodes.forEach((node, i) => {
    switch (node.kind) {
      case "input":
        return;
      case "affine":
        appendAffine(chain, node);
        return;
      case "activation":
        chain.activate(node.activation, node.size);
        return;
      case "softmax":
        if (i !== last) throw notChain(node, "in the middle of the network");
        appendDifferences(chain, node);
        return;
      default:
        throw notChain(node, "is no layer of one activation");
    }
  });
  chain.finish();
  if (chain.layers.length === 0) chain.activate(IDENTITY, graph.inputs);
  return {
    layers: chain.layers,
    weightType: graph.weightType,
    folded: chain.folded,
    notes: [...graph.notes, ...chain.notes],
  };
}

function notChain({ place }: GraphNode, why: string): InputError {
  return new InputError(`${place} ${why}: expected a chain of layers here (${WAY_OUT})`);
}

/** @throws InputError naming the first node that does not continue the one before it */
function requireChain({ nodes, outputs }: NetworkGraph, where: string): void {
  const second = nodes.find(({ kind }, i) => i > 0 && kind === "input");
  if (second !== undefined) throw notChain(second, `is a second input of ${where}`);
  if (outputs.length !== 1 || outputs[0].node !== nodes.length - 1) {
    const names = outputs.map(({ name }) => `'${name}'`).join(", ");
    throw new InputError(
      `outputs ${names} of ${where}: expected one, the end of a chain of layers (${WAY_OUT})`,
    );
  }
  nodes.forEach((node, i) => {
    const sources = sourcesOf(node);
    if (sources.every((source) => source === i - 1) && sources.length <= 1) return;
    throw notChain(node, sources.length > 1 ? "joins branches" : "does not continue the tensor before it");
  });
}

function appendAffine(chain: LayerChain, node: AffineNode): void {
  const [{ map }] = node.terms;
  const { bias, place, notes } = node;
  chain.folded ||= node.folded;
  if (map?.kind === "diagonal" && node.operator === "BatchNormalization") {
    chain.normalise({ scale: map.scale, shift: bias ?? new Float64Array(node.size) }, place);
    return;
  }
  if (map?.kind === "diagonal") chain.scale(map.scale, place);
  else if (map?.kind === "rearrangement") chain.rearrange(map.indices, map.inputs);
  else if (map !== null) {
    const { inputs, outputs } = sizesOf(map);
    if (inputs * outputs > LARGEST_UNROLLED) {
      throw new InputError(
        `${place} unrolls to ${outputs} x ${inputs}: expected at most ${LARGEST_UNROLLED} entries in all (${WAY_OUT})`,
      );
    }
    chain.claim(outputs, inputs);
    chain.affine(denseOf(map), null);
  }
  chain.notes.push(...notes);
  if (bias !== null) chain.add(bias);
  if (map?.kind === "convolution") {
    const [from, to] = map.transposed ? [map.placedShape, map.readShape] : [map.readShape, map.placedShape];
    chain.notes.push(`${place} unrolled: (${from.join(", ")}) to (${to.join(", ")}), row-major.`);
  }
}

/** Softmax forgets a constant added to its inputs, and nothing else: the differences to the last of them are kept. */
function appendDifferences(chain: LayerChain, node: SoftmaxNode): void {
  const { outer, length, inner, size, place } = node;
  if (length < 2) throw notChain(node, "of one number is constant");
  const rows = outer * (length - 1) * inner;
  chain.claim(rows, size);
  const values = new Float64Array(rows * size);
  let row = 0;
  for (let o = 0; o < outer; o++) {
    for (let k = 0; k < length - 1; k++) {
      for (let n = 0; n < inner; n++) {
        values[row * size + (o * length + k) * inner + n] = 1;
        values[row * size + (o * length + length - 1) * inner + n] = -1;
        row++;
      }
    }
  }
  chain.affine({ rows, columns: size, values }, null);
  chain.notes.push(
    `${place} replaced by the differences of its inputs to the last one, of which it is an injective function.`,
  );
}
