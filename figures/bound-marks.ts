/** Bounds as points on a line each, coloured by kind and shaped by side, with their values beside them. */
import type { Specification } from "./figure.js";
import { same } from "./style.js";

/** One channel of an encoding; `y` is the nominal axis of the names. */
interface Channels {
  readonly x: Specification;
  readonly y: Specification & { readonly field: string };
  /** The colour of each kind and the shape of each side, in the order of the legend. */
  readonly kinds: Readonly<Record<string, string>>;
  readonly shapes: Readonly<Record<string, string>>;
}

/** The points and the labels of the column `shown`. */
export function boundMarks({ x, y, kinds, shapes }: Channels): Specification[] {
  return [
    {
      mark: { type: "point", filled: true, size: 75, opacity: 1 },
      encoding: {
        x,
        y,
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
    {
      mark: { type: "text", align: "left", dx: 9, fontSize: 9 },
      encoding: { x: same("value"), y, text: { field: "shown", type: "nominal" } },
    },
  ];
}

function legendOf(field: string, names: Readonly<Record<string, string>>): Specification {
  return {
    field,
    type: "nominal",
    scale: { domain: Object.keys(names), range: Object.values(names) },
    legend: { title: null, orient: "bottom", direction: "horizontal" },
  };
}
