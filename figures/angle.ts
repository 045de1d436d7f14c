/** How random points gather around a ray on their way through a random network (Figure 5.1). */
import { angleConvergence, CONFIDENCE } from "../finite-size/index.js";
import type { TableRow } from "../src/table/table.js";
import { defineFigure, type Specification } from "./figure.js";
import { axis, COLOURS, lineLegend, referenceLine, same, seriesEncoding } from "./style.js";

const AFTER = "after the ReLU";
const BEFORE = "before the ReLU";
const WIDE = "infinitely wide layers";
const MEASURED = [AFTER, BEFORE];

export const angleFigure = defineFigure({
  name: "angle",
  summary: "least pairwise cosine of random points layer by layer (Figure 5.1 of Paleka 2021)",
  title: "Angles in a random network",
  parameters: {
    columns: {
      kind: "integer",
      meaning: "n, input dimension, 1 … 1000",
      standard: 10,
      minimum: 1,
      maximum: 1000,
    },
    expansion: {
      kind: "number",
      meaning: "C of (n, Cn, …, Cn), at most 400",
      standard: 8,
      minimum: 0.1,
      maximum: 400,
    },
    depth: { kind: "integer", meaning: "number of layers, 1 … 500", standard: 20, minimum: 1, maximum: 500 },
    points: {
      kind: "integer",
      meaning: "random points on the sphere, 2 … 5000",
      standard: 200,
      quick: 50,
      minimum: 2,
      maximum: 5000,
    },
    networks: {
      kind: "integer",
      meaning: "independent networks, 2 … 100000",
      standard: 40,
      quick: 10,
      minimum: 2,
      maximum: 100_000,
    },
    seed: {
      kind: "integer",
      meaning: "seed of the networks and points",
      standard: 0,
      minimum: 0,
      maximum: 2 ** 31,
    },
  },
  columns: [
    {
      name: "series",
      unit: "",
      meaning: "activations (whole index), preactivations (half index), or the map of infinitely wide layers",
    },
    {
      name: "index",
      unit: "layers",
      meaning: "0: the points; ℓ − ½: before the ReLU of layer ℓ; ℓ: after it",
    },
    {
      name: "cosine",
      unit: "1",
      meaning: `mean over the networks of min cos(x, x′) over pairs of points; its error is half the width of the ${100 * CONFIDENCE} % confidence interval`,
    },
    { name: "deviation", unit: "1", meaning: "standard deviation over the networks" },
    { name: "least", unit: "1", meaning: "least over the networks" },
    { name: "largest", unit: "1", meaning: "largest over the networks" },
    {
      name: "contained",
      unit: "1",
      meaning: "networks with all pairwise cosines at least 3/4, the cone (5.12) with ε = 1/2",
      detail: true,
    },
    { name: "networks", unit: "1", meaning: "networks in the mean", detail: true },
  ],
  draw({ columns, expansion: width = 8, depth, points, networks, seed }, step) {
    const settings = { columns, width, depth, points, networks, seed };
    const measured = angleConvergence(settings, (done) => step(`network ${done}`, done, networks));
    const rows = measured.flatMap((row): TableRow[] => {
      const { index, mean, deviation, least, largest, contained, infiniteWidth } = row;
      const whole = Number.isInteger(index);
      return [
        {
          series: whole ? AFTER : BEFORE,
          index,
          cosine: mean,
          deviation,
          least,
          largest,
          contained,
          networks: row.networks,
        },
        ...(whole
          ? [
              {
                series: WIDE,
                index,
                cosine: infiniteWidth,
                deviation: null,
                least: null,
                largest: null,
                contained: null,
                networks: null,
              },
            ]
          : []),
      ];
    });
    const last = measured[measured.length - 1];
    return {
      rows,
      specification: specification(),
      setting: `n = ${columns}, C = ${width}, ${points} points, ${networks} networks, seed ${seed}`,
      caption:
        `Least pairwise cosine of ${points} random points in R^${columns} sent through networks (n, Cn, …, Cn) with n = ${columns}, C = ${width}, normalised after every half layer: mean over ${networks} networks with its ${100 * CONFIDENCE} % confidence interval (bars), and the range over the networks (band, activations only). Linear layers lower the minimum, the ReLU raises it. ` +
        `At the end ${last.contained} of ${last.networks} networks have all points within the cone (5.12), cosine 3/4 (rule). The dotted curve sends the initial mean through infinitely wide layers. Seed ${seed}. Source: Paleka 2021, Figure 5.1.`,
      description:
        "The least cosine starts near −0.9, jumps to about 0 after the first ReLU and rises layer by layer, with a drop at every linear layer.",
      ascii: { x: "index", y: "cosine", series: "series", xLabel: "layer", yLabel: "least cosine" },
    };
  },
});

function specification(): Specification {
  const encoding = seriesEncoding("series", MEASURED, "points", 3);
  const activations = { filter: { field: "series", equal: AFTER } };
  const computed = { filter: { field: "series", oneOf: MEASURED } };
  return {
    width: 360,
    height: 240,
    layer: [
      {
        transform: [activations],
        mark: { type: "area", color: "#e3e3e3" },
        encoding: {
          x: axis("index", "layer"),
          y: axis("least", "least pairwise cosine"),
          y2: { field: "largest" },
        },
      },
      referenceLine(0.75),
      {
        transform: [computed],
        mark: { type: "line", color: COLOURS.grey, strokeWidth: 0.8 },
        encoding: { x: same("index"), y: same("cosine"), order: same("index") },
      },
      {
        transform: [{ filter: { field: "series", equal: WIDE } }],
        mark: { type: "line", color: COLOURS.vermillion },
        encoding: {
          x: same("index"),
          y: same("cosine"),
          strokeDash: lineLegend(WIDE, [2, 2], COLOURS.vermillion),
        },
      },
      {
        transform: [
          computed,
          { calculate: "datum.cosine - datum.cosineError", as: "low" },
          { calculate: "datum.cosine + datum.cosineError", as: "high" },
        ],
        mark: { type: "rule", strokeWidth: 1.4 },
        encoding: { x: same("index"), y: same("low"), y2: { field: "high" }, color: encoding.line.color },
      },
      {
        transform: [computed],
        mark: { type: "point", filled: true, size: 30, opacity: 1 },
        encoding: {
          x: same("index"),
          y: same("cosine"),
          ...encoding.point,
          tooltip: [
            { field: "series", type: "nominal" },
            same("index"),
            { ...same("cosine"), format: ".4~f" },
            { ...same("cosineError"), format: ".1~g" },
            { ...same("deviation"), format: ".3~f" },
            same("contained"),
          ],
        },
      },
    ],
  };
}
