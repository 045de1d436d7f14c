/** A matrix as cells, and beside each row its product with the input as a bar. */
import type { MatrixBlock } from "../block.js";
import type { Palette } from "./palette.js";
import { drawing, element, place, text } from "./svg-text.js";

/** More cells than these are not drawn: the bars alone remain. */
const MOST_CELLS = 6000;
const [TOP, BARS] = [20, 0.4];

export function drawMatrix(
  { rows, columns, values, products, title }: MatrixBlock,
  width: number,
  palette: Palette,
): string {
  const cells = rows * columns <= MOST_CELLS;
  const height = Math.max(2, Math.min(11, 420 / rows));
  const split = cells ? Math.min(width * (1 - BARS), columns * Math.max(height, 12)) : 0;
  const size = split / columns;
  const largest = products.reduce((most, value) => Math.max(most, Math.abs(value)), 1e-300);
  const middle = split + (width - split) / 2;
  const reach = (width - split) / 2 - 8;
  const shade = values.reduce((most, value) => Math.max(most, Math.abs(value)), 1e-300);
  const grid: string[] = [];
  for (let i = 0; cells && i < rows; i++)
    for (let j = 0; j < columns; j++) {
      const value = values[i * columns + j];
      grid.push(
        `<rect x="${place(j * size)}" y="${place(TOP + i * height)}" width="${place(size * 0.96)}" height="${place(height * 0.94)}" fill="${palette.series[value < 0 ? 0 : 1]}" fill-opacity="${place(Math.abs(value) / shade)}"/>`,
      );
    }
  const bars = Array.from(products, (product, i) => {
    const length = (reach * Math.abs(product)) / largest;
    return element("rect", {
      x: product < 0 ? middle - length : middle,
      y: TOP + i * height,
      width: Math.max(length, 0.8),
      height: height * 0.85,
      fill: palette.series[product < 0 ? 0 : 1],
    });
  });
  return drawing(width, TOP + rows * height + 6, title, [
    element("rect", { width, height: TOP + rows * height + 6, fill: palette.ground }),
    text(0, 13, cells ? "W" : "", { "font-size": 11, fill: palette.ink }),
    text(middle - 6, 13, "w · x < 0", { "text-anchor": "end", "font-size": 11, fill: palette.series[0] }),
    text(middle + 6, 13, "active", { "font-size": 11, fill: palette.series[1] }),
    ...grid,
    ...bars,
    element("line", { x1: middle, x2: middle, y1: TOP, y2: TOP + rows * height, stroke: palette.faint }),
  ]);
}
