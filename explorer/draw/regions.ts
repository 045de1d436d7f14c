/** Linear regions as polygons, fainter the more units are active. */
import type { RegionsBlock } from "../block.js";
import type { Palette } from "./palette.js";
import { drawing, element, place, text } from "./svg-text.js";

export function drawRegions(block: RegionsBlock, width: number, palette: Palette, chosen?: number): string {
  const size = Math.min(width, 560);
  const segment = block.shape === "segment";
  const height = segment ? 110 : size;
  const at = (s: number, r: number): string =>
    `${place((size * (s + 1)) / 2)},${place(segment ? height * (0.4 - r) : (height * (1 - r)) / 2)}`;
  const [least, most] = block.shades.reduce(
    ([low, high], shade) => [Math.min(low, shade), Math.max(high, shade)],
    [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY],
  );
  const polygons = block.polygons.map((corners, i) => {
    const points = Array.from({ length: corners.length / 2 }, (_, k) =>
      at(corners[2 * k], corners[2 * k + 1]),
    );
    const share = most > least ? (block.shades[i] - least) / (most - least) : 0.5;
    return `<polygon data-region="${i}" points="${points.join(" ")}" fill="${palette.series[i === chosen ? 1 : 0]}" fill-opacity="${place(i === chosen ? 0.9 : 0.08 + 0.8 * (1 - share))}" stroke="${palette.ink}" stroke-width="${i === chosen ? 1.6 : 0.5}"/>`;
  });
  return drawing(size, height + 20, block.title, [
    element("rect", { width: size, height: height + 20, fill: palette.ground }),
    ...polygons,
    text(0, height + 14, `${least} active (strong) … ${most} active (faint)`, {
      "font-size": 11,
      fill: palette.faint,
    }),
  ]);
}
