/** Every operator that is read, against onnxruntime (scripts/onnx-operators.mjs), and derivatives against each other. */
import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import {
  evaluate,
  evaluateGraph,
  linearise,
  nodeValues,
  outputRounding,
  readGraph,
  readModel,
} from "../../../network/index.js";
import { graphFromBytes, modelFromBytes } from "../../../network/weights/model-from-bytes.js";
import { InputError } from "../../../src/result.js";

interface Example {
  readonly name: string;
  readonly model: string;
  readonly input: readonly number[];
  readonly shapes: readonly (readonly number[])[];
  readonly output: readonly number[];
}

const EXAMPLES = JSON.parse(
  readFileSync(new URL("../../fixtures/onnx-operators.json", import.meta.url), "utf8"),
) as Example[];

const contents = (example: Example) => ({ path: "net.onnx", bytes: Buffer.from(example.model, "base64") });
const waves = (count: number, rate: number): Float64Array =>
  Float64Array.from({ length: count }, (_, i) => Math.sin(rate * (i + 1)));
const product = (a: ArrayLike<number>, b: ArrayLike<number>): number =>
  Array.from(a).reduce((sum, entry, i) => sum + entry * b[i], 0);

describe.each(EXAMPLES)("$name", (example) => {
  const graph = graphFromBytes(contents(example), {});

  it("has the shapes and outputs of onnxruntime", () => {
    expect(graph.outputs.map(({ shape }) => shape)).toEqual(example.shapes);
    const output = evaluateGraph(graph, example.input);
    const single = evaluateGraph(graph, example.input, "float32");
    expect(output).toHaveLength(example.output.length);
    example.output.forEach((value, i) => {
      expect(Math.abs(output[i] - value)).toBeLessThan(1e-5 * (1 + Math.abs(value)));
      expect(Math.abs(single[i] - value)).toBeLessThan(1e-5 * (1 + Math.abs(value)));
    });
    const rounding = outputRounding(graph, nodeValues(graph, example.input));
    expect(rounding.every((bound) => bound >= 0 && bound < 1e-12)).toBe(true);
  });

  it("has a Jacobian whose transpose is its own: u (J v) = (J' u) v", () => {
    const { forward, backward, output } = linearise(graph, example.input);
    const [v, u] = [waves(graph.inputs, 1), waves(output.length, 1.7)];
    const image = forward(v);
    expect(Math.abs(product(u, image) - product(backward(u), v))).toBeLessThan(
      1e-12 * (1 + product(image, image)),
    );
  });
});

describe("chains of layers", () => {
  it("compute what their graphs compute, wherever there is a chain with the same outputs", () => {
    let compared = 0;
    for (const example of EXAMPLES) {
      const whole = evaluateGraph(graphFromBytes(contents(example), {}), example.input);
      try {
        const output = evaluate(modelFromBytes(contents(example), {}), example.input);
        if (output.length !== whole.length) continue;
        compared++;
        output.forEach((value, i) => {
          expect(Math.abs(value - whole[i]), example.name).toBeLessThan(1e-12 * (1 + Math.abs(value)));
        });
      } catch (error) {
        expect(error).toBeInstanceOf(InputError);
        expect((error as InputError).message).toContain("expected");
      }
    }
    expect(compared).toBeGreaterThan(80);
  });
});

const MODELS = new URL("../../../../shared/models/", import.meta.url);

describe.skipIf(!existsSync(MODELS))("real files", () => {
  const expected = existsSync(MODELS)
    ? (JSON.parse(readFileSync(new URL("expected.json", MODELS), "utf8")) as Record<
        string,
        { readonly input: readonly number[]; readonly output: readonly number[] }
      >)
    : {};

  it.each(Object.keys(expected))("%s", (name) => {
    const path = new URL(name, MODELS).pathname;
    const { input, output } = expected[name];
    for (const values of [evaluateGraph(readGraph(path), input), evaluate(readModel(path), input)]) {
      expect(values).toHaveLength(output.length);
      output.forEach((value, i) => {
        expect(Math.abs(values[i] - value)).toBeLessThan(1e-5);
      });
    }
  });
});
