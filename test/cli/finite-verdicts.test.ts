/** `finite-size verdicts`, also known as `network bridge`: exact probabilities, sampled ones against them and the reference, verdicts of the theories. */
import { describe, expect, it } from "vitest";
import { REFERENCE } from "../network/injectivity/layers.js";
import { expectRefused, run } from "./command-line.js";

interface Bridge {
  readonly probability: { value: number; error: number };
  readonly method: string;
  readonly exact: string | null;
  readonly sampled: {
    injective: number;
    samples: number;
    fraction: { value: number; error: number };
    interval95: number[];
  } | null;
  readonly bounds: { union: { value: number }; duality: string; smaller: string };
  readonly theories: { bound: string; verdict: string; side: string; value: { value: number } }[];
}
const bridge = (line: string): Bridge =>
  (JSON.parse(run(`finite-size verdicts ${line} --json`).out) as { results: Bridge[] }).results[0];

describe("finite-size verdicts", () => {
  it("the smaller of the union bound and of duality, neither below the exact probability", () => {
    for (const rows of [8, 24]) {
      const { bounds, probability } = bridge(`--rows ${rows} --columns 2`);
      const truth = 1 - probability.value;
      expect(bounds.union.value).toBeGreaterThanOrEqual(truth);
      expect(Number(bounds.duality)).toBeGreaterThanOrEqual(truth);
      expect(bounds.smaller).toBe("union");
    }
    const large = "--rows 800 --columns 100";
    const { bounds } = bridge(large);
    expect(bounds.smaller).toBe("duality");
    expect(Number(bounds.duality)).toBeLessThan(Math.min(2e-6, bounds.union.value));
    expect(run(`finite-size verdicts ${large}`).out.replace(/\s+/g, " ")).toContain(
      `at most ${bounds.duality} (duality, certified)`,
    );
  });

  it.each(Object.entries(REFERENCE.gaussian_injectivity_n2_exact).slice(0, 3))(
    "n = 2, m = %s: exactly %s",
    (rows, exact) => {
      expect(bridge(`--rows ${rows} --columns 2`)).toMatchObject({ method: "exact", exact: String(exact) });
    },
  );

  it("samples what the formula says, and what the reference sampled", () => {
    const planar = bridge("--rows 8 --columns 2 --samples 300 --seed 7");
    expect(planar.exact).toBe("5/8");
    expect(Math.abs((planar.sampled?.fraction.value ?? Number.NaN) - 0.625)).toBeLessThan(
      4 * (planar.sampled?.fraction.error ?? 0),
    );
    for (const { m, n, injective, trials } of REFERENCE.gaussian_injectivity_mc.filter(
      (row) => row.n === 3 && row.m <= 18,
    )) {
      const { sampled, method, probability } = bridge(`--rows ${m} --columns ${n} --samples 120`);
      expect(method).toBe("samples");
      expect(probability).toEqual(sampled?.fraction);
      const p = injective / trials;
      const spread = Math.hypot(probability.error, Math.sqrt((p * (1 - p)) / trials));
      expect(Math.abs(probability.value - p)).toBeLessThan(4 * spread);
      const [low, high] = sampled?.interval95 ?? [];
      expect(low).toBeLessThan(probability.value);
      expect(high).toBeGreaterThan(probability.value);
    }
  });

  it("quotes every theory on its own side", () => {
    const { theories } = bridge("--rows 18 --columns 3 --samples 1");
    for (const { side, value, verdict, bound } of theories) {
      if (bound === "full RSB") expect(verdict).toBe("not-injective");
      else if (side === "lower") expect(verdict).toBe(value.value > 6 ? "not-injective" : "undecided");
      else expect(verdict === "injective").toBe(value.value < 6 && verdict !== "undecided");
    }
    expect(bridge("--rows 50 --columns 20").probability).toEqual({ value: 0, error: 0, status: "converged" });
  });

  it("answers to its older name", () => {
    const resultsOf = (line: string): unknown =>
      JSON.parse(run(`${line} --rows 8 --columns 2 --json`).out).results;
    expect(resultsOf("network bridge")).toEqual(resultsOf("finite-size verdicts"));
  });

  it("refuses what it cannot answer in one line", () => {
    expectRefused("finite-size verdicts --rows 2 --columns 3", "expected at least as many rows as columns");
    expectRefused("finite-size verdicts --rows 90 --columns 9 --samples 10", "at most 8 columns");
    expectRefused("finite-size verdicts --rows 0 --columns 1", "--rows: expected an integer from 1");
    expectRefused("finite-size verdicts --rows 9", "--columns");
  });
});
