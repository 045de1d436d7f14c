/** The inner products of the rows with two certificates of non-injectivity (Figure 3.1). */
import { certificateHistograms, gaussianMatrix } from "../finite-size/index.js";
import type { TableRow } from "../src/table/table.js";
import { defineFigure, type Specification } from "./figure.js";
import { axis, COLOURS, panels, same } from "./style.js";

const NAMES = { "sum-of-rows": "negative sum of rows", gnc: "graduated non-convexity" } as const;

export const certificateFigure = defineFigure({
  name: "certificate",
  summary: "inner products of the rows with two candidate certificates (Figure 3.1 of Paleka 2021)",
  title: "Inner products of a layer's rows with two inputs",
  parameters: {
    columns: { kind: "integer", meaning: "n, 2 … 2000", standard: 100, minimum: 2, maximum: 2000 },
    rows: { kind: "integer", meaning: "m, 2 … 20000", standard: 500, minimum: 2, maximum: 20_000 },
    seed: {
      kind: "integer",
      meaning: "seed of the matrix and of the search",
      standard: 0,
      minimum: 0,
      maximum: 2 ** 31,
    },
  },
  columns: [
    { name: "input", unit: "", meaning: "how the input x was found" },
    {
      name: "from",
      unit: "standard deviations",
      meaning: "lower end of the bin of √n w_i·x/(|w_i||x|)",
    },
    {
      name: "to",
      unit: "standard deviations",
      meaning: "upper end; the end bins hold what lies beyond",
    },
    { name: "centre", unit: "standard deviations", meaning: "middle of the bin", detail: true },
    { name: "count", unit: "rows", meaning: "rows with their inner product in the bin" },
    { name: "side", unit: "", meaning: "whether the bin is of active units (positive) or not" },
  ],
  draw({ columns, rows: m, seed }, step) {
    const histograms = certificateHistograms(gaussianMatrix(m, columns, seed), seed);
    step("certificates", 1, 1);
    const rows = histograms.flatMap(({ by, edges, counts }) =>
      counts.map(
        (count, bin): TableRow => ({
          input: NAMES[by],
          from: edges[bin],
          to: edges[bin + 1],
          centre: (edges[bin] + edges[bin + 1]) / 2,
          count,
          side: edges[bin] >= 0 ? "positive" : "negative",
        }),
      ),
    );
    const [sum, found] = histograms;
    const verdict = (positives: number): string =>
      `${positives} positive${positives < columns ? `, fewer than n = ${columns}: a certificate of non-injectivity` : ""}`;
    return {
      rows,
      specification: specification(),
      setting: `n = ${columns}, m = ${m}, seed ${seed}`,
      caption:
        `Inner products √n w_i·x/(|w_i||x|) of the ${m} rows of a Gaussian ${m} × ${columns} matrix (seed ${seed}) with x = −Σ w_i (left: ${verdict(sum.positives)}) and with an x found by graduated non-convexity (right: ${verdict(found.positives)}). ` +
        "Where few are positive they leave a gap just above zero and pile up just below, the hole of the replica densities. Source: Paleka 2021, Figure 3.1, which shows −x.",
      description:
        "Two histograms: the left one is bell-shaped with its centre below zero, the right one has a sharp peak just below zero, an empty bin just above, and a second hump of positive values.",
      ascii: {
        x: "centre",
        y: "count",
        series: "input",
        xLabel: "inner product",
        yLabel: "rows",
      },
    };
  },
});

function specification(): Specification {
  const panel = (input: string): Specification => ({
    width: 230,
    height: 200,
    title: input,
    transform: [{ filter: { field: "input", equal: input } }],
    mark: { type: "bar", stroke: "white", strokeWidth: 0.5 },
    encoding: {
      x: {
        ...axis("from", "inner product  [standard deviations]", { scale: { nice: false, domain: [-4, 4] } }),
        bin: { binned: true },
      },
      x2: { field: "to" },
      y: axis("count", "rows", { scale: { zero: true } }),
      color: {
        field: "side",
        type: "nominal",
        scale: { domain: ["negative", "positive"], range: [COLOURS.sky, COLOURS.vermillion] },
        legend: { title: null, orient: "bottom" },
      },
      tooltip: [same("from"), same("to"), same("count")],
    },
  });
  return { ...panels(...Object.values(NAMES).map(panel)), resolve: { scale: { y: "shared" } } };
}
