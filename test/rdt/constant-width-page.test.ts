/** The snippets of docs/constant-width.md run and give the numbers of the page. */
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { checkProof } from "../../certified/index.js";
import { lastLayerSaddle } from "../../rdt/layer/last-layer.js";
import type { Notion } from "../../rdt/layer/notion.js";
import { optimalNormLayer } from "../../rdt/layer/optimal-norm-layer.js";
import { constantWidth } from "../../rdt/sequence/constant-width.js";
import { liftedConstantWidth } from "../../rdt/sequence/lifted-constant-width.js";

const page = readFileSync(new URL("../../docs/constant-width.md", import.meta.url), "utf8");

function snippet(language: string): string {
  const found = new RegExp(`\`\`\`${language}\n([^]*?)\`\`\``).exec(page)?.[1];
  if (found === undefined) throw new Error(`no ${language} snippet`);
  return found;
}

describe("docs/constant-width.md", () => {
  test("the library snippet certifies a thousand layers", () => {
    const body = snippet("ts")
      .replace(/^import .*$/m, "")
      .replace(/console\.log\(least\).*/, "return least;");
    const least: unknown = new Function("lastLayerSaddle", "optimalNormLayer", body)(
      lastLayerSaddle,
      optimalNormLayer,
    );
    expect(least).toBeGreaterThan(0);
    expect(least).toBeLessThan(1e-3);
  });

  test("the snippet without the library finds the width", () => {
    const width: unknown = new Function(`${snippet("js")}\nreturn width;`)();
    // Its midpoint sums are good to seven digits.
    expect(width).toBeCloseTo(11.489875226, 6);
  });

  test("the table holds the computed widths", () => {
    const rows = [...page.matchAll(/^\| (weak|strong), any L.*?\| ([\d.]+) *\| ([\d.]+) *\|/gm)];
    expect(rows).toHaveLength(2);
    for (const [, word, plain, lifted] of rows) {
      const notion: Notion = word === "strong" ? "strong" : "weak";
      const depth = Number.POSITIVE_INFINITY;
      // Certified and hence rounded up, and next to what the solvers compute.
      const solved = constantWidth({ depth, notion, dualNorms: "optimal" }).width.value;
      const solvedLifted = liftedConstantWidth({ depth, notion }).width.value;
      for (const [file, printed, value] of [
        ["width", plain, solved],
        ["lifted-width", lifted, solvedLifted],
      ] as const) {
        const path = new URL(`../../docs/proofs/${file}-${notion}.json`, import.meta.url);
        expect(checkProof(readFileSync(path, "utf8"))).toMatchObject({ valid: true, bound: printed });
        expect(Number(printed) - value).toBeGreaterThan(0);
        expect(Number(printed) - value).toBeLessThan(2e-10);
      }
    }
  });

  test("T′ < T for every T up to 1 at these widths, with the stated expansion at 0", () => {
    let compared = 0;
    for (const expansion of [7.4486387263, 7.6476949354, 11.0353381553, 11.489875226]) {
      for (let log = Math.log(1e-4); log <= 0; log += 0.01) {
        const incoming = Math.exp(log);
        const { outgoing } = optimalNormLayer({ expansion, incoming });
        expect(outgoing.value + outgoing.error).toBeLessThan(incoming);
        const loss = (incoming - outgoing.value) / incoming ** 2;
        if (incoming >= 1e-3) continue;
        expect(loss / (Math.sqrt(2 / expansion) / (12 * Math.PI))).toBeCloseTo(1, 2);
        compared++;
      }
    }
    expect(compared).toBe(4 * 231);
  });
});
