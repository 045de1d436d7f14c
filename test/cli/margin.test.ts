/** `--bias`, `--margin` and `--count` as their users see them. */
import { describe, expect, it } from "vitest";
import { neighbourAnsatz } from "../../cli/replica/rsb-start.js";
import { continueKrsb, errorCount, withMargin } from "../../rsb/index.js";
import { PLAIN_STRONG } from "../reference/thresholds.js";
import { expectRefused, results, run, runAsync } from "./command-line.js";

describe("--bias, --margin and --count", () => {
  it("a bias is minus a margin", () => {
    for (const command of ["rs", "rsb --k 1"])
      expect(results(`${command} --bias 0.5`)).toEqual(results(`${command} --margin -0.5`));
  });

  it("no bias is bias 0", () => {
    expect(results("rs --bias 0")).toEqual(results("rs"));
  });

  it("a count of 2 is the strong count of one layer", () => {
    expect(Math.abs(results("rs --count 2")[0].threshold.value - PLAIN_STRONG)).toBeLessThan(1e-11);
  });

  it("a positive margin says that injectivity is not decided", () => {
    expect(run("rs --margin 0.25").out).toContain("does not decide injectivity");
    expect(run("rs --bias 0.25").out).not.toContain("does not decide");
  });

  it("sweeps continue along the bias, and from a neighbour end at the same threshold", async () => {
    const plan = await runAsync("sweep rsb --k 1 --bias 0.3:0.5:0.1 --store unused.jsonl --dry-run");
    expect(plan.out).toContain("along --bias");
    const [neighbour, here] = [0.5, 0.6].map((bias) => results(`rsb --k 1 --bias ${bias}`));
    const ansatz = neighbourAnsatz(neighbour, 1);
    expect(ansatz).toBeDefined();
    const cost = withMargin(errorCount, -0.6);
    const continued = ansatz && continueKrsb({ kind: "threshold" }, ansatz, { cost });
    expect(Math.abs((continued?.value.value ?? 0) - here[0].threshold.value)).toBeLessThan(1e-11);
  });

  it.each([
    ["rsb --bias 1 --margin -1", "kappa = -beta/R"],
    ["rs --bias -1", "0 … 8"],
    ["rs --margin 9", "-8 … 8"],
    ["rsb --count 2 --alpha 3", "--alpha and --count together"],
    ["rsb --count 0", "greater than 0"],
    ["rsb --depth 2 --bias 1", "--depth 2"],
    ["rs --dat --beta 3 --count 1", "--count with --dat"],
    ["rsb --k 1 --alpha 0.5 --bias 1 --method fixed-point", "greater than 0.5195"],
  ])("%s is refused in one line", expectRefused);
});
