/** Axes, ticks and grid of a plot. */
import type { Axis } from "../block.js";
import type { Palette } from "./palette.js";
import { type Scale, tickText } from "./scale.js";
import { element, text } from "./svg-text.js";

export interface Frame {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Ticks that leave room for their texts. */
function spacedTicks(scale: Scale, room: number): readonly number[] {
  const kept: number[] = [];
  for (const tick of scale.ticks) {
    const last = kept[kept.length - 1];
    if (last === undefined || Math.abs(scale.at(tick) - scale.at(last)) >= room) kept.push(tick);
  }
  return kept;
}

export function xAxis(
  axis: Axis,
  scale: Scale,
  { left, right, top, bottom }: Frame,
  palette: Palette,
): string {
  const ticks = spacedTicks(scale, 44);
  return element(
    "g",
    { stroke: "none", fill: palette.ink },
    ...ticks.map((tick) =>
      element("line", { x1: scale.at(tick), x2: scale.at(tick), y1: top, y2: bottom, stroke: palette.grid }),
    ),
    element("line", { x1: left, x2: right, y1: bottom, y2: bottom, stroke: palette.faint }),
    ...ticks.map((tick) =>
      text(scale.at(tick), bottom + 16, tickText(tick, scale), { "text-anchor": "middle", "font-size": 11 }),
    ),
    text((left + right) / 2, bottom + 34, axis.text, { "text-anchor": "middle" }),
  );
}

export function yAxis(
  axis: Axis,
  scale: Scale,
  { left, right, top, bottom }: Frame,
  palette: Palette,
): string {
  const ticks = spacedTicks(scale, 22);
  return element(
    "g",
    { stroke: "none", fill: palette.ink },
    ...ticks.map((tick) =>
      element("line", { x1: left, x2: right, y1: scale.at(tick), y2: scale.at(tick), stroke: palette.grid }),
    ),
    element("line", { x1: left, x2: left, y1: top, y2: bottom, stroke: palette.faint }),
    ...ticks.map((tick) =>
      text(left - 6, scale.at(tick) + 4, tickText(tick, scale), { "text-anchor": "end", "font-size": 11 }),
    ),
    text(0, 0, axis.text, {
      "text-anchor": "middle",
      transform: `translate(13 ${(top + bottom) / 2}) rotate(-90)`,
    }),
  );
}
