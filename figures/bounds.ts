/** Every bound on the one-layer injectivity threshold on one axis: side by marker, kind by colour and word. */
import { oneLayerComparison } from "../compare/index.js";
import { boundMarks, NAMES_AXIS } from "./bound-marks.js";
import { defineFigure, type Specification } from "./figure.js";
import { axis, COLOURS } from "./style.js";

const TOLERANCE = 1e-9;
/** The conjectured threshold, emphasised among its bounds. */
const ANSWER = "full RSB";
const LEFT_END = 2.8;

export const KINDS: Readonly<Record<string, string>> = {
  certified: COLOURS.green,
  rigorous: COLOURS.black,
  physics: COLOURS.vermillion,
  conjectured: COLOURS.orange,
  heuristic: COLOURS.purple,
  cited: COLOURS.blue,
  invalid: COLOURS.grey,
};

const SIDES: Readonly<Record<string, string>> = {
  "lower bound": "triangle-right",
  "upper bound": "triangle-left",
  threshold: "diamond",
  invalid: "M-1,-0.7L-0.7,-1L0,-0.3L0.7,-1L1,-0.7L0.3,0L1,0.7L0.7,1L0,0.3L-0.7,1L-1,0.7L-0.3,0Z",
};

const SIDE_NAMES = { lower: "lower bound", upper: "upper bound", threshold: "threshold" } as const;

export const boundsFigure = defineFigure({
  name: "bounds",
  summary: "every bound on the one-layer threshold on one axis: side, kind, invalid ones marked",
  title: "Bounds on the injectivity threshold of one layer",
  parameters: {},
  columns: [
    { name: "rank", unit: "1", meaning: "place in ascending order of the value", detail: true },
    { name: "bound", unit: "", meaning: "name of the bound" },
    { name: "value", unit: "1", meaning: "bound on α = m/n" },
    {
      name: "side",
      unit: "",
      meaning: "from which side it confines the threshold, or that it is it; invalid: neither",
    },
    {
      name: "kind",
      unit: "",
      meaning:
        "certified (proved number), rigorous (theorem, computed), physics (replica method), conjectured (exact by replica theory), heuristic, cited, or invalid",
    },
    { name: "certified", unit: "", meaning: "the proved decimal, where there is one", detail: true },
    { name: "shown", unit: "", meaning: "label in the figure", detail: true },
    { name: "source", unit: "", meaning: "paper and equation", detail: true },
  ],
  draw(_, step) {
    const bounds = oneLayerComparison(TOLERANCE);
    step("bounds", 1, 1);
    const rigorous = bounds.filter(
      ({ kind, valid }) => (kind === "rigorous" || kind === "certified") && valid,
    );
    const best = (side: string): number => {
      const values = rigorous.filter((bound) => bound.side === side).map(({ value }) => value.value);
      return side === "lower" ? Math.max(...values) : Math.min(...values);
    };
    const [low, high] = [best("lower"), best("upper")];
    const rows = bounds.map(({ bound, value, side, kind, valid, source, certified = null }, i) => ({
      rank: i + 1,
      bound,
      value,
      certified,
      side: valid ? SIDE_NAMES[side] : "invalid",
      kind: valid ? kind : "invalid",
      shown: `${value.value.toFixed(4)}  ${valid ? kind : "invalid"}`,
      source,
    }));
    return {
      rows,
      specification: specification(
        rows.map((row) => row.bound),
        low,
        high,
        bounds.find(({ bound }) => bound === ANSWER)?.value.value ?? Number.NaN,
      ),
      caption:
        `Bounds on the threshold α = m/n above which a Gaussian ReLU layer is injective as n → ∞. Triangles point to where the threshold lies; the band is what the rigorous bounds leave, ${low.toFixed(4)} to ${high.toFixed(4)}. ` +
        "Certified bounds have a proof down to the last digit (docs/theorems.md). Replica values (physics) decrease with k to the full-RSB value, the conjectured threshold (diamond and line). The cross is a published bound whose derivation fails. Logarithmic axis. Sources: Cover 1965, Maillard 2022, Stojnic 2024, Paleka 2021, Puthawala et al. 2020 and 2022; see the data.",
      description: `${rows.length - 1} bounds and the conjectured threshold sorted by value, from Cover's lower bound 3 to Gordon's first constant ${Math.max(...rows.map(({ value }) => value.value)).toFixed(2)}; the rigorous ones confine the threshold to ${low.toFixed(4)} … ${high.toFixed(4)}, the replica values lie near 6.70.`,
      ascii: {
        x: "value",
        y: "rank",
        names: "bound",
        series: "kind",
        logX: true,
        xLabel: "α",
        yLabel: "rank",
      },
    };
  },
});

function specification(names: readonly string[], low: number, high: number, answer: number): Specification {
  const y = {
    field: "bound",
    type: "nominal",
    sort: names,
    axis: {
      ...NAMES_AXIS,
      labelFontWeight: { condition: { test: `datum.value === '${ANSWER}'`, value: "bold" }, value: "normal" },
    },
  };
  const x = axis("value", "α = m/n  (logarithmic)", {
    scale: { type: "log", domain: [LEFT_END, 50], nice: false },
    axis: { values: [3, 4, 5, 6, 8, 10, 15, 20, 30], format: "~g", grid: false },
  });
  return {
    width: 330,
    height: 18 * names.length,
    layer: [
      {
        data: { values: [{}] },
        mark: { type: "rect", color: "#efefef" },
        encoding: { x: { datum: low }, x2: { datum: high } },
      },
      {
        // Below its point only: above it the line would run through labels.
        data: { values: [{}] },
        mark: { type: "rule", color: COLOURS.orange },
        encoding: {
          x: { datum: answer },
          y: { ...y, field: undefined, datum: ANSWER },
          y2: { value: "height" },
        },
      },
      ...boundMarks({ x, y, kinds: KINDS, shapes: SIDES, from: LEFT_END, answer: ANSWER }),
    ],
  };
}
