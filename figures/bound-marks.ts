/** Bounds as points on a line each, coloured by kind and shaped by side, with their values beside them. */
import type { Specification } from "./figure.js";
import { NARROW, same, WIDE } from "./style.js";

/** One channel of an encoding; `y` is the nominal axis of the names. */
interface Channels {
  readonly x: Specification;
  readonly y: Specification & { readonly field: string };
  /** The colour of each kind and the shape of each side, in the order of the legend. */
  readonly kinds: Readonly<Record<string, string>>;
  readonly shapes: Readonly<Record<string, string>>;
  /** Where the guides to the points begin; without it there are none. */
  readonly from?: number;
  /** The name that is emphasised. */
  readonly answer?: string;
}

/** The nominal axis of the names: no grid, which would run through the labels beside the points. */
export const NAMES_AXIS = { title: null, grid: false, labelLimit: 220, ticks: false, domain: false } as const;

/** The points and the labels of the column `shown`. */
export function boundMarks({ x, y, kinds, shapes, from, answer }: Channels): Specification[] {
  const isAnswer = { field: y.field, equal: answer ?? "" };
  return [
    // From the names to the points.
    ...(from === undefined
      ? []
      : [
          {
            transform: [{ calculate: String(from), as: "from" }],
            mark: { type: "rule", color: "#d0d0d0", strokeWidth: 0.7 },
            encoding: { x: same("from"), x2: { field: "value" }, y },
          },
        ]),
    {
      mark: { type: "point", filled: true, opacity: 1 },
      encoding: {
        x,
        y,
        size: { condition: { test: isAnswer, value: 150 }, value: 75 },
        color: legendOf("kind", kinds),
        shape: legendOf("side", shapes),
        tooltip: [
          { field: y.field, type: "nominal" },
          { ...same("value"), format: ".12~g" },
          { ...same("valueError"), format: ".1~g" },
          { field: "side", type: "nominal" },
          { field: "kind", type: "nominal" },
          { field: "source", type: "nominal" },
        ],
      },
    },
    ...[WIDE, NARROW].flatMap((name) => {
      // The number alone, without the word behind it, in one column of a page.
      const short = { calculate: "split(datum.shown, '  ')[0]", as: "short" };
      const text = { field: name === WIDE ? "shown" : "short", type: "nominal" };
      const label = (font: Specification, transform: Specification): Specification => ({
        name,
        transform: [{ filter: transform }, ...(name === NARROW ? [short] : [])],
        mark: { type: "text", align: "left", dx: 9, ...font },
        encoding: { x: same("value"), y, text },
      });
      return [
        label({ fontSize: 9 }, { not: isAnswer }),
        label({ fontSize: 10, fontWeight: "bold" }, isAnswer),
      ];
    }),
  ];
}

/** What is invalid has a shape of its own, which its legend names: once is enough. */
function legendOf(field: string, names: Readonly<Record<string, string>>): Specification {
  const shown = Object.keys(names).filter((name) => field !== "kind" || name !== "invalid");
  return {
    field,
    type: "nominal",
    scale: { domain: Object.keys(names), range: Object.values(names) },
    legend: { title: null, orient: "bottom", direction: "horizontal", values: shown },
  };
}
