/** The plane of β/R and α: what every theory asks of a layer with a bias on a ball, and random layers of finite size. */
import { marginComparison } from "../../compare/index.js";
import { injectivityExperiment } from "../../finite-size/index.js";
import { type Quantity, quantity } from "../../src/result.js";
import { given, type TableRow } from "../../src/table/table.js";
import type { Drawn, Specification, Step } from "../figure.js";
import { axis, COLOURS, hoverLayer, same, seriesEncoding } from "../style.js";

/** The bounds that are drawn, from above. */
const THEORIES = ["RS = plain RDT = Gordon", "partially lifted RDT", "1-RSB", "full RSB", "sum of rows"];
const FINITE = "half of random layers injective";
/** The 2- to 4-RSB curves would coincide with full RSB. */
const TOLERANCE = 1e-5;

interface Request {
  readonly bias: readonly number[];
  readonly columns: readonly number[];
  readonly samples: number;
}

export function biasDiagram({ bias, columns, samples }: Request, step: Step): Drawn {
  const grid = [...new Set([0, ...bias])].sort((a, b) => a - b);
  const total = grid.length * (1 + columns.length);
  let done = 0;
  const rows: TableRow[] = [];
  for (const beta of grid) {
    const bounds = marginComparison({ margin: beta === 0 ? 0 : -beta }, TOLERANCE);
    for (const theory of THEORIES) {
      const found = bounds.find(({ bound }) => bound === theory);
      if (found !== undefined) rows.push(rowOf(theory, beta, found.value, null));
    }
    step(`bias ${beta}`, ++done, total);
  }
  for (const n of columns) {
    for (const beta of grid) {
      rows.push(rowOf(FINITE, beta, halfInjective(n, beta, samples), n));
      step(`${n} inputs, bias ${beta}`, ++done, total);
    }
  }
  return {
    rows,
    specification: specification(Math.max(...grid)),
    caption:
      "Least expansion α = m/n of a Gaussian layer with the bias β in every unit that is injective on the ball |x| ≤ R√n, against β/R: above a curve the layer is injective with high probability by that theory; below the sum of rows it is not (rigorous). RS is Gordon's bound, rigorous, as is partial lifting; k-RSB and full RSB are replica theory, full RSB conjectured exact; 1-RSB is hidden behind it but for small biases. " +
      `Points: ${columns.map((n) => `n = ${n}`).join(", ")}, the α at which half of ${samples} random layers are injective, each decided exactly. See docs/bias.md.`,
    description:
      "Alpha against the bias. All curves fall steeply, the conjectured exact one from 6.70 without bias to 4.02 at half the radius, 2.73 at the radius and 1.67 at twice the radius; the theories come together as the bias grows.",
    ascii: { x: "bias", y: "alpha", series: "curve", xLabel: "β/R", yLabel: "α = m/n" },
  };
}

function rowOf(curve: string, bias: number, alpha: Quantity, columns: number | null): TableRow {
  return {
    curve,
    alpha,
    beta: null,
    energy: null,
    overlap: null,
    breakingPoint: null,
    k: null,
    bias: given(bias),
    columns,
  };
}

/** Rows per column at which half of the layers are injective, by linear interpolation between two numbers of rows. */
function halfInjective(columns: number, bias: number, samples: number): Quantity {
  const margin = bias === 0 ? {} : { margin: -bias };
  const share = (rows: number): number =>
    injectivityExperiment({ rows, columns, samples, seed: 0, ...margin }).estimate.value;
  let [low, lowShare] = [columns, share(columns)];
  if (lowShare >= 0.5) return quantity(1, 0);
  for (;;) {
    const next = share(low + 1);
    if (next >= 0.5) {
      const slope = next - lowShare;
      // Standard error of a share of one half.
      const error = 0.5 / Math.sqrt(samples) / slope / columns;
      return quantity((low + (0.5 - lowShare) / slope) / columns, error);
    }
    [low, lowShare] = [low + 1, next];
  }
}

function specification(largest: number): Specification {
  const encoding = seriesEncoding("curve", THEORIES, "lines");
  const tooltip = [
    { field: "curve", type: "nominal" },
    ...["bias", "alpha", "columns"].map((field) => ({ ...same(field), format: ".8~g" })),
  ];
  const finite = { filter: { field: "curve", equal: FINITE } };
  return {
    width: 380,
    height: 280,
    layer: [
      {
        transform: [{ filter: { field: "curve", oneOf: THEORIES } }],
        mark: { type: "line" },
        encoding: {
          x: axis("bias", "bias over radius β/R", { scale: { domain: [0, largest], nice: false } }),
          y: axis("alpha", "α = m/n", { scale: { zero: true } }),
          ...encoding.line,
        },
      },
      {
        transform: [
          finite,
          { calculate: "datum.alpha - datum.alphaError", as: "low" },
          { calculate: "datum.alpha + datum.alphaError", as: "high" },
        ],
        mark: { type: "rule", color: COLOURS.black },
        encoding: { x: same("bias"), y: same("low"), y2: { field: "high" } },
      },
      {
        transform: [finite],
        mark: { type: "point", filled: true, opacity: 1, size: 35, color: COLOURS.black },
        encoding: {
          x: same("bias"),
          y: same("alpha"),
          shape: {
            field: "columns",
            type: "nominal",
            legend: { orient: "bottom", title: `${FINITE}, n =` },
          },
          tooltip,
        },
      },
      hoverLayer({ x: same("bias"), y: same("alpha"), tooltip }),
    ],
  };
}
