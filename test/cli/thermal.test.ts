/** `--beta` and the stability line as their users see them. */
import { describe, expect, it } from "vitest";
import { otherThermalRoute } from "../../cli/replica/thermal.js";
import { expectRefused, results, run, runAsync } from "./command-line.js";

describe("--beta", () => {
  it("k = 0 is rs", () => {
    const [state] = results("rsb --k 0 --alpha 6 --beta 4");
    const [symmetric] = results("rs --alpha 6 --beta 4");
    for (const name of ["freeEntropy", "energy", "entropy"]) expect(state[name]).toEqual(symmetric[name]);
    expect(state.overlaps[0]).toEqual(symmetric.overlap);
  });

  it("says where nothing breaks, and gives every pair of alpha and beta", () => {
    const { out } = run("rsb --k 1 --alpha 5 --beta 2");
    expect(out).toContain("is stable");
    expect(results("rsb --k 0 --alpha 5,6 --beta 2,3,4")).toHaveLength(6);
  });

  it("full RSB lies below every k", () => {
    const [limit] = results("frsb --alpha 6 --beta 4 --tolerance 1e-7");
    const [state] = results("rsb --k 3 --alpha 6 --beta 4");
    expect(limit.freeEntropy.value).toBeLessThan(state.freeEntropy.value);
    expect(state.freeEntropy.value - limit.freeEntropy.value).toBeLessThan(1e-6);
    expect(limit.levels.length).toBeGreaterThan(1);
  });

  it("sweeps continue along beta and are verified by the other convolution", async () => {
    const plan = await runAsync("sweep rsb --k 1 --alpha 6 --beta 4:6:1 --store unused.jsonl --dry-run");
    expect(plan.out).toContain("along --beta");
    const changesOf = (convolution: string) => otherThermalRoute([{ convolution }])?.changes;
    expect(changesOf("direct")).toMatchObject({ convolution: "fft" });
    expect(changesOf("fft")).toMatchObject({ convolution: "direct" });
    expect(changesOf("quadrature")).toBeUndefined();
  });

  it.each([
    ["rsb --beta 3", "--alpha"],
    ["frsb --beta 3", "--alpha"],
    ["rsb --alpha 5 --beta 3 --depth 2", "--beta with --depth 2: expected --depth 1"],
    ["rsb --alpha 5 --beta 3 --count 1", "--alpha and --count together"],
    ["rsb --k 2 --alpha 5 --limit", "--limit without --beta"],
    ["rsb --k 1 --alpha 1.9 --beta 30 --limit", "expected more than 2"],
    ["rsb --alpha 5 --beta 3 --convolution direct --kernel fftjs", "--kernel fftjs"],
    ["rsb --alpha 5 --beta 3 --method fixed-point", "--method variational"],
    ["rsb --alpha 5 --beta 700", "at most 500"],
    ["rsb --k 30 --alpha 5 --beta 7", "at most 24"],
    ["frsb --alpha 5 --beta 7 --tolerance 1e-12", "at least 1e-10"],
    ["rs --dat --alpha 5 --beta 7", "one of them"],
  ])("%s is refused in one line", expectRefused);
});

describe("--beta with --bias, --count and --limit", () => {
  it("is the theory of that margin", () => {
    const [state] = results("rsb --k 1 --alpha 4 --beta 5 --bias 0.5");
    expect(state.energy.value).toBeGreaterThan(results("rsb --k 1 --alpha 4 --beta 5")[0].energy.value);
    expect(typeof state.convolutionReason).toBe("string");
    const [line] = results("rs --dat --bias 0.5");
    expect(line.alpha.value).toBeCloseTo(3.2805305606, 9);
  });

  it("gives the expansion at a count", () => {
    const [{ alpha }] = results("rs --beta 4 --count 1");
    expect(results(`rs --alpha ${alpha.value} --beta 4`)[0].energy.value).toBeCloseTo(1, 12);
    const [broken] = results("rsb --k 1 --beta 4 --count 1");
    expect(broken.steps).toBe(1);
    expect(broken.alpha.value).toBeLessThan(alpha.value);
  });

  it("shows how states cool to the ground state", () => {
    const rows = results("rsb --k 1 --alpha 6 --beta 60,240 --limit");
    for (const { excess, rest, heat, ...row } of rows) {
      const [beta, rate] = [Number(row.beta), Number(row.rate)];
      expect(beta * excess.value - rate * Math.log(beta)).toBeCloseTo(rest.value, 9);
      expect(Math.abs(heat.value / rate - 1)).toBeLessThan(0.2);
    }
  });
});

describe("rs --dat", () => {
  it("gives both branches of an expansion below 2, and one above", () => {
    const branches = results("rs --dat --alpha 1.9,6").map(({ branch }) => branch);
    expect(branches).toEqual(["cooling", "re-entrant", "cooling"]);
    expect(run("rs --dat --alpha 1.6").code).toBe(0);
    expect(results("rs --dat --beta 300")[0].branch).toBe("re-entrant");
  });
});
