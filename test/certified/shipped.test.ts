/** The shipped proofs check, reach the values of the theory, and bracket what the solvers compute. */
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import {
  certificate,
  checkProof,
  type ProvedStatement,
  searchPlain,
  searchUnit,
  shippedProofs,
} from "../../certified/index.js";
import { expansionSequence, recurrencePoint } from "../../rdt/index.js";
import { DECIMALS } from "../reference/thresholds.js";

const FOLDER = fileURLToPath(new URL("../../docs/proofs/", import.meta.url));

function proved(name: string): ProvedStatement {
  const checked = checkProof(readFileSync(`${FOLDER}${name}.json`, "utf8"));
  if (!checked.valid) throw new Error(`${name}: ${checked.reason}`);
  return checked;
}

test("the folder holds the proofs that the searches find, and no others", () => {
  const names = shippedProofs.map(({ name }) => `${name}.json`).sort();
  expect(readdirSync(FOLDER).sort()).toEqual(names);
});

describe("every bound is at most the value that the theory states", () => {
  test.each([
    ["plain-2-weak", 7.530795067739203],
    ["plain-2-strong", 11.448070609808456],
    ["plain-3-weak", 7.427787322681118],
    ["plain-4-weak", 7.328267863276331],
    ["unit-2-weak", 8.266729313],
    ["unit-2-strong", 12.350420976],
    ["unit-3-weak", 9.471530513],
    ["unit-3-strong", 17.126608959],
    ["unit-4-weak", 10.788795498],
    ["width-weak", 7.6476949354353],
    ["width-strong", 11.489875226037],
    ["lifted-width-weak", 7.44863872631],
    ["lifted-width-strong", 11.035338156],
    ["lifted-1-weak", 7.44863872631],
    ["lifted-1-strong", 11.0558247852],
    ["lifted-2-weak", 7.4081233817],
    ["lifted-2-strong", 11.0268289035],
    ["lifted-3-weak", 7.3644133],
    ["lifted-3-strong", 11.0046435],
    ["lifted-4-weak", 7.3105635],
    ["finite-200x20", 2.63e-8],
    ["finite-400x50", 1.19e-3],
    ["finite-450x50", 4.91e-11],
    ["finite-780x100", 3.74e-4],
    ["finite-800x100", 1.42e-6],
    ["finite-850x100", 1.84e-13],
    ["finite-1520x200", 2.43e-3],
    ["finite-7500x1000", 7.43e-5],
    ["krsb-1", 6.7156968376713],
    ["krsb-2", 6.7003919494432],
  ])("%s: %d", (name, stated) => {
    const { bound, inequalities } = proved(name);
    expect(Number(bound)).toBeLessThanOrEqual(stated);
    expect(Number(bound)).toBeGreaterThan(0.5 * stated);
    expect(inequalities).toBeGreaterThan(0);
  });

  test.each([
    ["unit-2-weak", 8.266729308],
    ["unit-2-strong", 12.350420971],
    ["unit-4-weak", 10.788795492],
  ])("%s, from below: %d", (name, stated) => {
    expect(Number(proved(name).lower)).toBeGreaterThanOrEqual(stated);
  });
});

test("the constants are those of the theory to 32 decimals", () => {
  const { claim } = proved("constants");
  for (const digits of Object.values(DECIMALS)) expect(claim).toContain(digits);
});

test("28 decimals", () => {
  expect(proved("plain-2-weak-28-digits").bound).toBe("7.5307950677392019995815230572");
});

describe("certified brackets contain what the solvers compute", () => {
  test.each([
    [["6.7004"], 2],
    [["6.7004"], 4],
    [["3.1", "9.25"], 2],
    [["12", "2.5", "7.5"], 4],
    [["94", "40"], 2],
  ] as const)("optimal norms %j, count %d", (hidden, count) => {
    const { bound, lower } = certificate(searchPlain({ hidden, count, digits: 12 }));
    const { capacity } = recurrencePoint(hidden.map(Number), count, "optimal");
    expect(Number(bound) - capacity.value).toBeGreaterThan(-capacity.error);
    expect(capacity.value - Number(lower)).toBeGreaterThan(-capacity.error);
    // The estimated error is confirmed by the certified digits.
    expect(Number(bound) - Number(lower)).toBeLessThan(1e-11);
  });

  test.each([
    [["6.7004"], 2],
    [["6.7004"], 4],
    [["8", "9"], 2],
  ] as const)("unit norms %j, count %d", (hidden, count) => {
    const { bound, lower } = certificate(searchUnit({ hidden, count, digits: 6 }));
    const { capacity } = recurrencePoint(hidden.map(Number), count, "unit");
    expect(Number(bound)).toBeGreaterThan(capacity.value - capacity.error);
    expect(Number(lower)).toBeLessThan(capacity.value + capacity.error);
    expect(Number(bound) - Number(lower)).toBeLessThan(1e-5);
  });

  test("a minimal sequence", () => {
    const { layers } = expansionSequence({
      given: [6.7004],
      depth: 4,
      notion: "weak",
      dualNorms: "optimal",
      firstLayerThreshold: 6.7,
    });
    const hidden: string[] = ["6.7004"];
    for (const { expansion } of layers.slice(1)) {
      const { bound, lower } = certificate(searchPlain({ hidden, count: 2, digits: 13 }));
      // The certified sequence starts each layer from a bound that is rounded up, by which later ones are lower.
      expect(Math.abs(Number(bound) - expansion.value)).toBeLessThan(1e-11);
      expect(Number(lower)).toBeLessThan(Number(bound));
      hidden.push(bound ?? "");
    }
    expect(hidden).toHaveLength(4);
  });
});

test("a proof found again has the committed claim", () => {
  let compared = 0;
  for (const { name, search } of shippedProofs) {
    if (!/^(plain-[123]|width|finite-[248]00|constants|krsb-1)/.test(name)) continue;
    const { claim } = certificate(search());
    expect(claim).toBe(proved(name).claim);
    compared++;
  }
  expect(compared).toBeGreaterThan(10);
});

describe("the checker stands by itself", () => {
  const ROOT = fileURLToPath(new URL("../../", import.meta.url));
  const sources = ["src/interval", "certified/check", "certified/format"].flatMap((folder) =>
    readdirSync(`${ROOT}${folder}`).map((file) => ({
      file: `${folder}/${file}`,
      text: readFileSync(`${ROOT}${folder}/${file}`, "utf8"),
    })),
  );

  test("nothing that checks uses Math or floating point functions", () => {
    expect(sources.length).toBeGreaterThan(20);
    for (const { file, text } of sources)
      expect(text, file).not.toMatch(/\bMath\.(?!\/)|Number\.EPSILON|parseFloat/);
  });

  test("it imports the intervals and the format only", () => {
    for (const { file, text } of sources) {
      const targets = [...text.replace(/\/\*[\s\S]*?\*\//g, "").matchAll(/from "([^"]+)"/g)].map(
        ([, target]) => target,
      );
      const allowed = file.startsWith("src/interval")
        ? /^\.\/[^/]+$/
        : file.startsWith("certified/check")
          ? /^(\.\/[^/]+|\.\.\/format\/index\.js|\.\.\/\.\.\/src\/interval\/index\.js)$/
          : /^(\.\/[^/]+|\.\.\/\.\.\/src\/interval\/index\.js|\.\.\/\.\.\/src\/sha256\.js)$/;
      for (const target of targets) expect(target, file).toMatch(allowed);
    }
  });
});

test("a file of an earlier version, which counts positives in place of active units, proves the same", () => {
  const text = readFileSync(`${FOLDER}finite-200x20.json`, "utf8");
  const earlier = text.replace('"active"', '"positives"');
  expect(earlier).not.toBe(text);
  expect(checkProof(earlier)).toEqual(checkProof(text));
  expect(checkProof(text.replace('"active"', '"active":"1","positives"')).valid).toBe(false);
});
