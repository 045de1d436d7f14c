/** Graphs that would not end, or would take all memory: one clear sentence, or a network. */
import { describe, expect, it } from "vitest";
import { evaluateGraph } from "../../../network/index.js";
import { graphFromBytes } from "../../../network/weights/model-from-bytes.js";
import { InputError } from "../../../src/result.js";
import { chainOf, type GraphSpec, onnxFile } from "./onnx-builder.js";

const read = (spec: GraphSpec) => graphFromBytes({ path: "net.onnx", bytes: onnxFile(spec) }, {});
const whole = (name: string, ...values: number[]) =>
  ({ name, shape: [values.length], values, as: "int64" }) as const;

describe("hostile graphs", () => {
  it.each<[string, GraphSpec, string]>([
    [
      "cycles",
      {
        nodes: [
          { operation: "Add", inputs: ["x", "b"], outputs: ["a"] },
          { operation: "Relu", inputs: ["a"], outputs: ["b"] },
        ],
        input: [1, 2],
        output: "b",
      },
      "without cycles",
    ],
    [
      "tensors computed twice",
      {
        nodes: [
          { operation: "Relu", inputs: ["x"], outputs: ["a"] },
          { operation: "Abs", inputs: ["x"], outputs: ["a"] },
        ],
        input: [1, 2],
        output: "a",
      },
      "computed twice",
    ],
    [
      "huge constants",
      {
        nodes: [
          { operation: "ConstantOfShape", inputs: ["s"], outputs: ["c"] },
          { operation: "Add", inputs: ["x", "c"], outputs: ["y"] },
        ],
        tensors: [whole("s", 1_000_000, 1_000_000)],
        input: [1, 1],
        output: "y",
      },
      "expected at most",
    ],
    [
      "huge copies",
      {
        nodes: [{ operation: "Expand", inputs: ["x", "s"], outputs: ["y"] }],
        tensors: [whole("s", 100_000, 100_000, 1)],
        input: [1, 1],
        output: "y",
      },
      "expected at most",
    ],
    [
      "huge inputs",
      { nodes: [{ operation: "Relu", inputs: ["x"], outputs: ["y"] }], input: [1, 2 ** 40], output: "y" },
      "expected at most",
    ],
    [
      "huge padding",
      {
        nodes: [{ operation: "Pad", inputs: ["x", "p"], outputs: ["y"] }],
        tensors: [whole("p", 0, 2 ** 40, 0, 2 ** 40)],
        input: [1, 1],
        output: "y",
      },
      "expected at most",
    ],
    [
      "axes that are not there",
      {
        nodes: [
          { operation: "Concat", inputs: ["x", "x"], outputs: ["y"], attributes: { axis: { int: 7 } } },
        ],
        input: [1, 2],
        output: "y",
      },
      "axis 7 of Concat 'Concat_node'",
    ],
    [
      "doublings without end",
      {
        ...chainOf(
          Array.from({ length: 60 }, () => ({
            operation: "Concat",
            inputs: ["data", "data"],
            attributes: { axis: { int: 1 } },
          })),
        ),
        input: [1, 2],
      },
      "expected at most",
    ],
  ])("refuses %s", (_, spec, message) => {
    expect(() => read(spec)).toThrow(InputError);
    expect(() => read(spec)).toThrow(message);
  });

  it("follows a chain of 20 000 nodes", () => {
    const graph = read({
      ...chainOf(Array.from({ length: 20_000 }, () => ({ operation: "Relu", inputs: ["data"] }))),
      input: [1, 2],
    });
    expect([...evaluateGraph(graph, [1, -1])]).toEqual([1, 0]);
  });
});
