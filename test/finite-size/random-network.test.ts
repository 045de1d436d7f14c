/** The search for few active units: exact line walks, honest counts, strength against brute force. */
import { describe, expect, it } from "vitest";
import {
  activeUnits,
  leastActiveUnits,
  preactivations,
  randomNetwork,
  walkLine,
} from "../../finite-size/index.js";
import { randomSource } from "../../src/random/normal.js";
import { InputError } from "../../src/result.js";
import { results, run, runAnew } from "../cli/command-line.js";

const point = (x: Float64Array, u: Float64Array, t: number): Float64Array =>
  x.map((value, i) => value + t * u[i]);

describe("walk along a line", () => {
  it.each([1, 2, 4])(
    "has every breakpoint of %d layers: counts agree with the network between them",
    (depth) => {
      const network = randomNetwork([5, 30, 30, 30, 30], 3);
      const { uniform } = randomSource(8);
      const [x, u] = [0, 1].map(() => new Float64Array(5).map(() => uniform() - 0.5));
      let breakpoints = 0;
      for (const reach of [0.4, -0.4]) {
        const pieces = walkLine(network, depth, x, u, reach, 10_000);
        breakpoints += pieces.length - 1;
        const length = pieces.reduce((sum, piece) => sum + piece.to - piece.from, 0);
        expect(length).toBeCloseTo(0.4, 12);
        for (const { from, to, active } of pieces) {
          for (const share of [0.01, 0.5, 0.99])
            expect(activeUnits(network, point(x, u, from + share * (to - from)), depth)).toBe(active);
          const [left, right] = [from, to].map((t) => preactivations(network, point(x, u, t), depth));
          const middle = preactivations(network, point(x, u, (from + to) / 2), depth);
          // Linear on the piece, in every layer.
          for (let k = 0; k < depth; k++) {
            middle[k].forEach((value, i) => {
              expect(value).toBeCloseTo((left[k][i] + right[k][i]) / 2, 12);
            });
          }
        }
      }
      expect(breakpoints).toBeGreaterThanOrEqual(2);
    },
  );
});

describe("search", () => {
  it("finds the exact minimum in the plane, where it can be enumerated", () => {
    for (const seed of [1, 2, 3]) {
      const network = randomNetwork([2, 11, 14], seed);
      const found = leastActiveUnits(network, { seed, work: 0.3 });
      for (const { layer, active } of found) {
        let least = Number.POSITIVE_INFINITY;
        for (let i = 0; i < 40_000; i++) {
          const angle = (2 * Math.PI * (i + 0.5)) / 40_000;
          least = Math.min(
            least,
            activeUnits(network, Float64Array.of(Math.cos(angle), Math.sin(angle)), layer),
          );
        }
        expect(active).toBeLessThanOrEqual(least);
      }
    }
  });

  it("goes far below a typical input and below the sum of rows, and its witnesses are what they claim", () => {
    const network = randomNetwork([12, 96, 96], 5);
    const found = leastActiveUnits(network, { seed: 5, work: 0.3 });
    for (const { layer, active, witness, units } of found) {
      expect(activeUnits(network, witness, layer)).toBe(active);
      expect(active).toBeLessThan(0.33 * units);
    }
    const rows = new Float64Array(12);
    const { weights } = network[0];
    for (let i = 0; i < weights.length; i++) rows[i % 12] -= weights[i];
    expect(found[0].active).toBeLessThan(activeUnits(network, rows, 1));
  });

  it("is a function of its seeds", () => {
    const twice = [0, 1].map(() => leastActiveUnits(randomNetwork([6, 40, 40], 9), { seed: 4, work: 0.1 }));
    expect(twice[0]).toEqual(twice[1]);
    expect(randomNetwork([6, 40], 9)).not.toEqual(randomNetwork([6, 40], 10));
  });

  it("contradicts a bound that is false: below the threshold it finds layers that are not injective", () => {
    // At 4n rows, well below the threshold, a count under n exists and is found: less than a false bound of n.
    const network = randomNetwork([20, 80], 2);
    expect(leastActiveUnits(network, { seed: 1, work: 0.5 })[0].active).toBeLessThan(20);
  });

  it("refuses bad input", () => {
    expect(() => randomNetwork([3], 1)).toThrow(InputError);
    expect(() => randomNetwork([3, 2.5], 1)).toThrow(InputError);
    expect(() => leastActiveUnits(randomNetwork([3, 5], 1), { seed: -1 })).toThrow(InputError);
  });
});

describe("simulate", () => {
  it("has predictions and observations of every layer, and is reproducible", async () => {
    const line = "simulate --inputs 6 --depth 3 --networks 2 --work 0.1";
    const rows = results(line);
    expect(rows.map((row) => row.layer)).toEqual([1, 2, 3]);
    for (const row of rows) {
      expect(row.predicted.value).toBeGreaterThan(1);
      expect(row.active).toHaveLength(2);
      expect(row.observed).toBeLessThan(Number(row.typical));
    }
    expect((await runAnew(`${line} --json`)).out).toBe(run(`${line} --json`).out);
    expect(run(`${line} --csv`).out.split("\n")).toHaveLength(5);
  });

  it.each([
    ["simulate --inputs 1", "expected an integer from 2"],
    ["simulate --width 0", "greater than 0"],
    ["simulate --widths 20", "at least two"],
    ["simulate --inputs 200 --width 50", "1 to 2000"],
    ["simulate --networks 0", "expected an integer from 1"],
  ])("%s", (line, expected) => {
    const { code, err } = run(line);
    expect(code).toBe(2);
    expect(err).toMatch(/^error: [^\n]*\n$/);
    expect(err).toContain(expected);
  });
});
