/** The one width (n, Cn, …, Cn) that serves every layer, depth by depth, and at every depth. */
import { type LeastWidth, leastConstantWidth } from "../../compare/index.js";
import type { PlotBlock, Post, Series } from "../block.js";
import { dualityOf } from "./deep-choice.js";
import { type Job, numberOf } from "./job.js";

export const deepWidth: Job = (parameters, post) => {
  const asked = numberOf(parameters, "depth");
  const found: LeastWidth[] = [];
  for (let depth = 1; depth <= asked; depth++) {
    found.push(leastConstantWidth({ depth, ...dualityOf(parameters, depth) }).least);
    post("width", plotOf(found));
  }
  everyDepth(
    leastConstantWidth({ depth: Number.POSITIVE_INFINITY, ...dualityOf(parameters, 2) }).least,
    post,
  );
};

function plotOf(found: readonly LeastWidth[]): PlotBlock {
  const series = (
    name: string,
    mode: Series["mode"],
    width: (row: LeastWidth) => LeastWidth["width"] | undefined,
  ): Series => ({
    name,
    mode,
    x: found.map(({ depth }) => depth),
    y: found.map((row) => width(row)?.value ?? Number.NaN),
    errors: found.map((row) => width(row)?.error ?? 0),
    names: found.map(({ depth }) => `depth ${depth}`),
  });
  return {
    kind: "plot",
    title: "Constant width C of (n, Cn, …, Cn)",
    x: { text: "depth", word: "layer" },
    y: { text: "C", word: "width", log: true },
    series: [
      series("by this duality", "both", ({ width }) => width),
      series("best of all bounds", "dashed", ({ best }) => best.width),
      series("region counting", "dashed", ({ counting, notion }) =>
        notion === "strong" ? counting?.entropy : counting?.entropyWeak,
      ),
    ],
  };
}

function everyDepth({ width, bindingLayer, certified, theorem, kind, best }: LeastWidth, post: Post): void {
  post("every-depth", {
    kind: "numbers",
    title: "One width for every depth",
    numbers: [
      { text: "least C by this duality", word: "width", value: width },
      {
        text: "binding layer",
        word: "bindingLayer",
        value: Number.isFinite(bindingLayer) ? String(bindingLayer) : "the limit of deep ones",
      },
      { text: "by", word: "theorem", value: `${theorem} (${kind})` },
      ...(certified === null
        ? []
        : [{ text: "proved from", word: "certified@width" as const, value: certified }]),
      { text: "best of all bounds", word: "best", value: best.width },
      { text: "by", value: best.theorem },
    ],
  });
}
