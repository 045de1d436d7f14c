/** `rdt` as its users see it: both normalisations, lifting, architectures, limits. */
import { describe, expect, it } from "vitest";
import { LIFTED, SECOND_WEAK, UNIT_SECOND_WEAK } from "../reference/thresholds.js";
import { expectRefused, results, run } from "./command-line.js";

describe("parameters", () => {
  it("are quantities, each with an error far below its value", () => {
    for (const line of ["rdt --depth 4", "rdt --depth 4 --dual-norms optimal", "rdt --depth 3 --lifted"]) {
      for (const { parameters } of results(line)) {
        for (const found of Object.values(parameters)) {
          if (typeof found !== "object") continue;
          const { value, error, status } = found;
          expect(status).toBe("converged");
          expect(error).toBeLessThanOrEqual(1e-10 * value);
        }
      }
    }
  });

  it("carry the error of an extrapolated first layer", () => {
    const [first, second] = results("rdt --depth 2 --first-layer frsb");
    const { sensitivities } = second;
    expect(second.expansion.error).toBeGreaterThan(0.9 * sensitivities[0].value * first.expansion.error);
    const lifted = results("rdt --depth 2 --first-layer frsb --lifted")[1];
    expect(lifted.expansion.error).toBeGreaterThan(
      0.9 * lifted.sensitivities[0].value * first.expansion.error,
    );
  });

  it("kappa with optimal norms only, c3 with lifting only", () => {
    expect(Object.keys(results("rdt --depth 2")[0].parameters)).toEqual(["r", "gammaBar", "gamma"]);
    expect(Object.keys(results("rdt --depth 2 --dual-norms optimal")[0].parameters)).toContain("kappa");
    expect(Object.keys(results("rdt --depth 2 --lifted")[1].parameters)).toContain("c3");
  });
});

describe("normalisations", () => {
  it("JSON has unit norms unless told otherwise; text has both and names the better", () => {
    expect(results("rdt --depth 2 --first-layer 6.7004")[1].expansion.value).toBeCloseTo(
      UNIT_SECOND_WEAK,
      11,
    );
    expect(results("rdt --depth 2 --first-layer 6.7004 --dual-norms optimal")[1].expansion.value).toBeCloseTo(
      SECOND_WEAK,
      9,
    );
    const { out } = run("rdt --depth 2 --first-layer 6.7004");
    expect(out).toContain("8.2667293");
    expect(out).toContain("7.5307951");
    expect(out).toContain("Better bound for layer 2: optimal norms");
  });

  it("an inadmissible list names the layer, the least expansion and the norms that admit it", () => {
    const { code, err } = run("rdt --depth 4 --expansions 6.7004,8");
    expect(code).toBe(2);
    expect(err).toBe(
      "error: expansion 8 of layer 2 is not admissible: expected at least 8.266729310837; --dual-norms optimal admits the list\n",
    );
    expect(run("rdt --depth 4 --expansions 6.7004,8 --dual-norms optimal").code).toBe(0);
    expect(run("rdt --depth 4 --expansions 6.7004,7 --dual-norms optimal").err).toContain("layer 2");
  });
});

describe("lifting", () => {
  it("positive: below the plain bound, c3 reported", () => {
    const [, second] = results("rdt --depth 2 --lifted --first-layer 6.7004");
    expect(second.lifting).toBe("positive");
    expect(second.expansion.value).toBeCloseTo(8.26410061, 8);
    expect(second.c3.value).toBeCloseTo(0.10949982, 7);
    expect(second.plain.value).toBeCloseTo(UNIT_SECOND_WEAK, 8);
  });

  it("none: says so, and the bound is the plain one", () => {
    const [, second] = results("rdt --depth 2 --lifted --first-layer plain");
    expect(second.lifting).toBe("none");
    expect(second.expansion).toEqual(second.plain);
    expect(second.c3.value).toBe(0);
    expect(run("rdt --depth 2 --lifted --first-layer plain").out).toContain(
      "Lifting brings nothing in layer 2",
    );
  });

  it("one layer", () => {
    expect(results("rdt --depth 1 --lifted")[0].expansion.value).toBeCloseTo(LIFTED, 10);
  });
});

describe("architectures", () => {
  it("gives every layer its verdict and margin", () => {
    const rows = results("rdt --widths 100,700,900,1000");
    expect(rows.map((row) => row.width)).toEqual([700, 900, 1000]);
    expect(rows.map((row) => row.admissible)).toEqual([true, true, true]);
    expect(rows[2].margin.value).toBeGreaterThan(0);
    expect(rows[2].margin.value).toBeLessThan(0.001);
    expect(rows[2].leastAdmissible.value).toBeCloseTo(9.99551, 5);
  });

  it("names the first layer that fails, in either normalisation, with exit code 0", () => {
    const { code, out } = run("rdt --widths 100,700,820,1000");
    expect(code).toBe(0);
    expect(out).toContain("unit norms: not shown; layer 2 is the first that fails");
    expect(out).toContain("optimal norms: admissible in every layer (weak)");
    expect(results("rdt --widths 100,800,1150,1150 --notion strong").map((row) => row.admissible)).toEqual([
      true,
      false,
      false,
    ]);
    const optimal = results("rdt --widths 100,800,1150,1150 --notion strong --dual-norms optimal");
    expect(optimal.every((row) => row.admissible)).toBe(true);
  });

  it("margin and excess have one sign in every layer", () => {
    for (const row of results("rdt --widths 20,130,150,300,320 --notion strong")) {
      expect(Math.sign(row.margin.value)).toBe(Math.sign(row.excess.value));
      expect(row.admissible).toBe(row.excess.value > 0);
    }
  });
});

describe("limits", () => {
  it("with the way they are approached", () => {
    const [unit] = results("rdt --depth infinity");
    expect(unit.layer).toBe("Infinity");
    expect(unit.expansion.value).toBeCloseTo(94.01148108685, 9);
    expect(unit.approach.kind).toBe("geometric");
    const [optimal] = results("rdt --depth infinity --dual-norms optimal --notion strong");
    expect(optimal.expansion.value).toBe(4);
  });
});

describe("sensitivities", () => {
  it.each(["", " --dual-norms optimal", " --lifted"])(
    "of the last layer agree with differences%s",
    (flags) => {
      const at = (first: number, second: number): number =>
        results(`rdt --depth 3 --expansions ${first},${second}${flags}`)[2].expansion.value;
      const { sensitivities } = results(`rdt --depth 3 --expansions 7,9${flags}`)[2];
      const step = 1e-4;
      expect((at(7 + step, 9) - at(7 - step, 9)) / (2 * step)).toBeCloseTo(sensitivities[0].value, 6);
      expect((at(7, 9 + step) - at(7, 9 - step)) / (2 * step)).toBeCloseTo(sensitivities[1].value, 6);
    },
  );
});

describe("stationary points", () => {
  it("are shown to be the right ones", () => {
    const rows = results("rdt --depth 5 --dual-norms optimal --notion strong");
    for (const { checks } of rows.slice(0, -1)) expect(checks.correct).toBe(true);
    for (const { signature } of rows.slice(1)) expect(signature.correct).toBe(true);
    expect(results("rdt --depth 3 --lifted --dual-norms optimal")[2].signature.correct).toBe(true);
  });
});

describe("bad input", () => {
  it.each([
    ["rdt --depth 0", "expected an integer from 1 to 1000"],
    ["rdt --depth many", "or infinity"],
    ["rdt --depth 25 --lifted", "at most 24"],
    ["rdt --depth infinity --lifted", "a depth of 1 to 24"],
    ["rdt --depth infinity --first-layer plain", "does not depend"],
    ["rdt --depth 1 --first-layer plain", "layer 1 is the result"],
    ["rdt --depth 1 --lifted --notion strong", "coincide"],
    ["rdt --widths 100", "at least two integers"],
    ["rdt --widths 100,700.5", "expected an integer"],
    ["rdt --widths 100,700 --notion strong", "coincide"],
    ["rdt --widths 100,700 --depth 2", "the widths fix it"],
    ["rdt --widths 100,700 --expansions 7", "only one"],
    ["rdt --widths 100,700,800 --first-layer 7", "plain, lifted, 2rsb or frsb"],
  ])("%s", expectRefused);
});

describe("text", () => {
  it("keeps within 80 columns", () => {
    for (const line of [
      "--depth 4 --dual-norms optimal",
      "--depth 3 --lifted",
      "--widths 10,80,90",
      "--depth infinity",
    ]) {
      for (const row of run(`rdt ${line}`).out.split("\n")) expect(row.length, row).toBeLessThanOrEqual(80);
    }
  });
});
