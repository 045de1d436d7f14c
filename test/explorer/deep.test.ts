/** The view of deep networks: the library's sequences, widths and verdicts. */
import { describe, expect, it } from "vitest";
import { deepRequest, leastConstantWidth, solveSequence } from "../../compare/index.js";
import { lastOf, postedBy } from "./blocks.js";

const optimal = { notion: "strong", dualNorms: "optimal", lifted: false } as const;

describe("a minimal sequence", () => {
  it("is the library's, and its prefix comes first", async () => {
    const posted = await postedBy("deep-sequence", { depth: 4 });
    const { rows } = solveSequence(deepRequest(optimal, 4, "2rsb"));
    expect(lastOf(posted, "sequence", "table").rows.map((row) => row[1])).toEqual(
      rows.map(({ expansion }) => expansion),
    );
    expect(lastOf(posted, "relative", "plot").series[0].y).toEqual(
      rows.slice(1).map(({ relativeExpansion }) => relativeExpansion.value),
    );
    const first = posted.find(({ slot }) => slot === "sequence")?.block;
    expect(first?.kind === "table" && first.rows.length).toBe(3);
  });
});

describe("the constant width", () => {
  it("is the library's at every depth, and beyond all", async () => {
    const posted = await postedBy("deep-width", { depth: 2, notion: "weak" });
    const weak = { ...optimal, notion: "weak" } as const;
    const widths = [1, 2].map((depth) => leastConstantWidth({ depth, ...weak }).least.width.value);
    expect(lastOf(posted, "width", "plot").series[0].y).toEqual(widths);
    const [{ value }] = lastOf(posted, "every-depth", "numbers").numbers;
    expect(value).toEqual(leastConstantWidth({ depth: Number.POSITIVE_INFINITY, ...weak }).least.width);
  });
});

describe("an architecture", () => {
  const verdict = async (widths: string, more = {}): Promise<string> =>
    lastOf(await postedBy("deep-architecture", { widths, ...more }), "verdict", "sentence").tone;

  it("is enough, refuted or open", async () => {
    expect(await verdict("100-800-1200-1200")).toBe("yes");
    expect(await verdict("100-700-900-1000")).toBe("open");
    expect(await verdict("100-300-1200")).toBe("no");
  });

  it("has a margin for every layer", async () => {
    const posted = await postedBy("deep-architecture", { widths: "100 × 800 × 1200" });
    const { rows } = lastOf(posted, "margins", "table");
    expect(rows.map((row) => [row[0], row[1], row[6]])).toEqual([
      ["1", "800", "yes"],
      ["2", "1200", "yes"],
    ]);
  });

  it("is asked for in words where the text is none", async () => {
    for (const widths of ["", "100", "100-0", "a-b", "100-1e9"])
      await expect(postedBy("deep-architecture", { widths })).rejects.toThrow(/expected widths such as/);
  });
});
