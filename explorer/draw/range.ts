/** Bounds on one axis: a row each, an arrow to the side that the bound leaves open. */

import { formatQuantity } from "../../src/table/format-quantity.js";
import type { RangeBlock } from "../block.js";
import { type Frame, xAxis } from "./frame.js";
import type { Palette } from "./palette.js";
import { type Scale, scaleOver } from "./scale.js";
import { drawing, element, text } from "./svg-text.js";

const ROW = 24;

export function drawRange(
  block: RangeBlock,
  width: number,
  palette: Palette,
  values: Readonly<Record<string, number | string>> = {},
): { readonly svg: string; readonly x: Scale; readonly frame: Frame } {
  const narrow = width < 560;
  const row = narrow ? ROW + 16 : ROW;
  const names = narrow ? 12 : 9 + 6.6 * Math.max(...block.rows.map(({ name }) => name.length), 10);
  const frame: Frame = {
    left: names,
    right: width - (narrow ? 12 : 156),
    top: 8,
    bottom: 8 + row * block.rows.length,
  };
  const height = frame.bottom + 44;
  const mark = block.vertical?.control === undefined ? undefined : Number(values[block.vertical.control]);
  const x = scaleOver(
    block.rows.map(({ value }) => value.value),
    [frame.left + 8, frame.right - 8],
    block.axis,
  );
  const svg = drawing(width, height, block.title, [
    element("rect", { width, height, fill: palette.ground }),
    xAxis(block.axis, x, frame, palette),
    ...block.rows.map((bound, i) =>
      drawBound(bound, frame.top + row * (i + 0.5) + (narrow ? 8 : 0), x, frame, palette, narrow),
    ),
    mark !== undefined && mark >= x.from && mark <= x.to
      ? element("line", {
          x1: x.at(mark),
          x2: x.at(mark),
          y1: frame.top,
          y2: frame.bottom,
          stroke: palette.ink,
          "stroke-width": 1.4,
        })
      : "",
  ]);
  return { svg, x, frame };
}

function drawBound(
  { name, value, side }: RangeBlock["rows"][number],
  y: number,
  x: Scale,
  { left, right }: Frame,
  palette: Palette,
  narrow: boolean,
): string {
  const px = x.at(value.value);
  const colour = palette.series[side === "lower" ? 0 : side === "upper" ? 1 : 2];
  // Open is the side on which the threshold may lie.
  const reach = side === "lower" ? Math.min(px + 46, right) : Math.max(px - 46, left);
  const head = side === "lower" ? -5 : 5;
  return (
    (side === "threshold"
      ? element("circle", { cx: px, cy: y, r: 6, fill: colour })
      : element("line", { x1: px, x2: reach, y1: y, y2: y, stroke: colour, "stroke-width": 1.6 }) +
        element("path", {
          d: `M${reach + head} ${y - 4}L${reach} ${y}L${reach + head} ${y + 4}`,
          fill: "none",
          stroke: colour,
          "stroke-width": 1.6,
        }) +
        element("line", { x1: px, x2: px, y1: y - 7, y2: y + 7, stroke: colour, "stroke-width": 2.4 })) +
    (narrow
      ? text(left, y - 12, `${name}: ${formatQuantity(value, "all")}`, { "font-size": 11, fill: palette.ink })
      : text(left - 8, y + 4, name, { "text-anchor": "end", "font-size": 11.5, fill: palette.ink }) +
        text(right + 8, y + 4, formatQuantity(value, "all"), { "font-size": 11.5, fill: palette.ink }))
  );
}
