/** The nodes that the outputs need, sources first. */
import { InputError } from "../../../src/result.js";
import type { OnnxGraph, OnnxNode } from "./messages.js";

/**
 * A depth-first search without recursion; in the order of the file where that is one of evaluation.
 * @throws InputError for cycles, tensors that nothing computes, and tensors that two nodes compute
 */
export function nodesInOrder({ nodes, initializers, inputs, outputs }: OnnxGraph, where: string): OnnxNode[] {
  const given = new Set([...initializers, ...inputs].map(({ name }) => name));
  const producers = new Map<string, number>();
  nodes.forEach((node, i) => {
    for (const name of node.outputs) {
      if (name === "") continue;
      if (producers.has(name) || given.has(name)) {
        throw new InputError(`'${name}' of ${where} is computed twice: expected one node for each tensor`);
      }
      producers.set(name, i);
    }
  });
  const order: number[] = [];
  const state = new Uint8Array(nodes.length);
  const producerOf = (name: string, reader: string): number | undefined => {
    if (name === "" || given.has(name)) return undefined;
    const found = producers.get(name);
    if (found === undefined) {
      throw new InputError(
        `'${name}', which ${reader} of ${where} reads: expected a node, an input or weights of that name`,
      );
    }
    return found;
  };
  for (const { name } of outputs) {
    const last = producerOf(name, "an output");
    if (last === undefined) continue;
    const stack = [{ node: last, next: 0 }];
    while (stack.length > 0) {
      const top = stack[stack.length - 1];
      const node = nodes[top.node];
      if (top.next === 0 && state[top.node] === DONE) {
        stack.pop();
        continue;
      }
      state[top.node] = OPEN;
      if (top.next === node.inputs.length) {
        state[top.node] = DONE;
        order.push(top.node);
        stack.pop();
        continue;
      }
      const source = producerOf(node.inputs[top.next], labelOf(node));
      top.next++;
      if (source === undefined || state[source] === DONE) continue;
      if (state[source] === OPEN) {
        throw new InputError(
          `${labelOf(nodes[source])} of ${where} needs its own output: expected a graph without cycles`,
        );
      }
      stack.push({ node: source, next: 0 });
    }
  }
  const sorted = [...order].sort((a, b) => a - b);
  const rank = new Map(sorted.map((node, i) => [node, i]));
  const natural = sorted.every((node, i) =>
    nodes[node].inputs.every((name) => (rank.get(producers.get(name) ?? -1) ?? -1) < i),
  );
  return (natural ? sorted : order).map((node) => nodes[node]);
}

const OPEN = 1;
const DONE = 2;

function labelOf({ operation, name }: OnnxNode): string {
  return `${operation}${name === "" ? "" : ` '${name}'`}`;
}
