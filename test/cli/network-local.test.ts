/** `network local` as its users see it. */
import { describe, expect, it } from "vitest";
import { expectRefused, results, run } from "./command-line.js";

describe("network local", () => {
  it("puts the worst input first, and calls statistics estimates", () => {
    const line = "network local examples/encoder.onnx --sample 6 --prior uniform --scale 2 --seed 3";
    const radii = results(line).map(({ radius }) => Number(radius));
    expect(radii).toHaveLength(6);
    expect(radii).toEqual([...radii].sort((a, b) => a - b));
    expect(run(line).out).toContain("Estimates from 6 inputs of the uniform prior");
    expect(results(line)).toEqual(results(line));
  });

  it("refuses what it cannot use", () => {
    expectRefused("network local examples/encoder.onnx", "--at, --points, --sample");
    expectRefused("network local examples/encoder.onnx --at 1,2,3", "3 numbers in --at: expected 2");
  });
});
